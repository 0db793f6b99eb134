"""What trainers add to a session: remarks at a turn, and verdicts in place of the machine's."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from trainer.report import Score
from trainer.session import Comment, Override
from trainer.store import rows
from trainer.store.database import Database, reads, writes
from trainer.store.sessions import missing
from trainer.store.tables import CommentRow, OverrideRow, SessionRow


class ReviewStore:
    """Nothing is overwritten: a later verdict on a criterion stands beside the earlier."""

    _db: Database

    @writes
    async def add_comment(self, s: AsyncSession, session_id: str, comment: Comment) -> None:
        """Keep a remark. Raises NotFound."""
        await _require(s, session_id)
        s.add(rows.comment_row(session_id, comment))

    @reads
    async def comments(self, s: AsyncSession, session_id: str) -> tuple[Comment, ...]:
        """In the order they were made. Raises NotFound."""
        await _require(s, session_id)
        query = select(CommentRow).where(CommentRow.session_id == session_id)
        return tuple(rows.comment_value(r) for r in await s.scalars(query.order_by(CommentRow.id)))

    @writes
    async def add_override(
        self, s: AsyncSession, session_id: str, override: Override, score: Score | None = None
    ) -> None:
        """Keep a trainer's verdict, with the score that counts from now on.

        Without `score`, lists and filters go on showing the old one.
        Raises NotFound.
        """
        await _require(s, session_id)
        s.add(rows.override_row(session_id, override))
        if score is not None:
            columns = rows.score_columns(score)
            await s.execute(update(SessionRow).where(SessionRow.id == session_id).values(**columns))

    @reads
    async def overrides(self, s: AsyncSession, session_id: str) -> tuple[Override, ...]:
        """In the order they were made; of several on one criterion the last counts.

        Raises NotFound.
        """
        await _require(s, session_id)
        query = select(OverrideRow).where(OverrideRow.session_id == session_id)
        found = await s.scalars(query.order_by(OverrideRow.id))
        return tuple(rows.override_value(row) for row in found)


async def _require(s: AsyncSession, session_id: str) -> None:
    if await s.scalar(select(SessionRow.id).where(SessionRow.id == session_id)) is None:
        raise await missing(s, session_id)
