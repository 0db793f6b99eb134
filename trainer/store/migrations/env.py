"""Run by Alembic. The connection, already in a transaction, comes from `trainer.store.migrate`."""

from alembic import context

from trainer.store.migrate import VERSION_TABLE
from trainer.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
