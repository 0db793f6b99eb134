"""What a call takes over from the one before it with the same buyer."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("sessions", sa.Column("carried", sa.JSON(), nullable=True))
