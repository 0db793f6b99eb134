"""Where sessions are kept: SQLAlchemy tables, Alembic migrations, and a `Store` over both."""

from trainer.store.history import Filters
from trainer.store.store import Store

__all__ = ["Filters", "Store"]
