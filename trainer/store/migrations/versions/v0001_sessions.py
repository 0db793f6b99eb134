"""Sessions, their turns and the hints asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("family", sa.String(80), nullable=False),
        sa.Column("parent", sa.String(80)),
        sa.Column("fork_turn", sa.Integer()),
        sa.Column("scenario_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("rep", sa.Text(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("outcome_kind", sa.Text(), nullable=False),
        sa.Column("outcome_commitment", sa.Text()),
        sa.Column("outcome_time", sa.Text(), nullable=False),
        sa.Column("turn_count", sa.Integer(), nullable=False),
        sa.Column("overall", sa.Double()),
        sa.Column("value_score", sa.Double()),
        sa.Column("control_score", sa.Double()),
        sa.Column("commitment_score", sa.Double()),
        sa.Column("salvage_score", sa.Double()),
        sa.Column("fit_score", sa.Double()),
        sa.Column("plan", sa.JSON()),
        sa.Column("report", sa.JSON()),
        sa.Column("scenario", sa.JSON()),
        sa.Column("imported", sa.JSON()),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.ForeignKeyConstraint(
            ["parent"], ["sessions.id"], name="fk_sessions_parent", ondelete="SET NULL"
        ),
    )
    for columns in (
        ["started_at", "id"],
        ["rep", "started_at", "id"],
        ["scenario_id", "started_at", "id"],
        ["family"],
    ):
        op.create_index("ix_sessions_" + "_".join(columns), "sessions", columns)
    op.create_table(
        "turns",
        sa.Column("session_id", sa.String(80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("heard", sa.JSON(), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "number", name="pk_turns"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_turns_session_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "hints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.String(80), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_hints"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_hints_session_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_hints_session_id", "hints", ["session_id"])
