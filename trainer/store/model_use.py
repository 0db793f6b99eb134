"""What a language model did for a session: what it cost, and where the offline parts differed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from sqlalchemy import and_, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from trainer.disagreement import Disagreement
from trainer.llm.usage import Usage
from trainer.store import rows
from trainer.store.database import Database, reads, writes
from trainer.store.history import Filters
from trainer.store.sessions import missing
from trainer.store.tables import DisagreementRow, SessionRow, TurnRow, UsageRow


@dataclass(frozen=True, slots=True)
class Listed:
    """A disagreement with the session it comes from and the words of its turn."""

    session: str
    title: str
    rep: str
    words: str
    disagreement: Disagreement


class ModelUseStore:
    """Usage is added up by session and purpose ("voice", "reader", "judge", "coach")."""

    _db: Database

    @writes
    async def add_model_use(
        self,
        s: AsyncSession,
        session_id: str,
        usage: Mapping[str, Usage],
        disagreements: Sequence[Disagreement] = (),
    ) -> None:
        """Add to what a session used, and keep disagreements, once each. Raises NotFound."""
        await _require(s, session_id, lock=True)
        for purpose, used in usage.items():
            before = await s.get(UsageRow, (session_id, purpose))
            total = rows.usage_value(before) + used if before else used
            await s.merge(rows.usage_row(session_id, purpose, total))
        for found in disagreements:
            await s.merge(rows.disagreement_row(session_id, found))

    @reads
    async def usage(self, s: AsyncSession, session_id: str) -> dict[str, Usage]:
        """What a session used, by purpose; empty without a model. Raises NotFound."""
        await _require(s, session_id)
        query = select(UsageRow).where(UsageRow.session_id == session_id)
        found = await s.scalars(query.order_by(UsageRow.purpose))
        return {row.purpose: rows.usage_value(row) for row in found}

    @reads
    async def usages(self, s: AsyncSession, session_ids: Sequence[str]) -> dict[str, Usage]:
        """What each of some sessions used in all; those without a model are left out."""
        columns = [UsageRow.__table__.c[field.name] for field in fields(Usage)]
        sums = [cast(func.sum(column), column.type) for column in columns]
        query = (
            select(UsageRow.session_id, *sums)
            .where(UsageRow.session_id.in_(session_ids))
            .group_by(UsageRow.session_id)
        )
        return {id: Usage(*used) for id, *used in await s.execute(query)}

    @reads
    async def disagreements(
        self, s: AsyncSession, filters: Filters | None = None, session_id: str | None = None
    ) -> list[Listed]:
        """Of the sessions that match, or of one: newest session first, then turn by turn.

        `limit` and `offset` count disagreements.
        """
        filters = filters or Filters(limit=None)
        conditions = list(filters.conditions())
        if session_id is not None:
            conditions.append(SessionRow.id == session_id)
        turn = and_(
            TurnRow.session_id == DisagreementRow.session_id,
            TurnRow.number == DisagreementRow.turn,
        )
        query = (
            select(SessionRow.id, SessionRow.title, SessionRow.rep, TurnRow.text, DisagreementRow)
            .join(DisagreementRow, DisagreementRow.session_id == SessionRow.id)
            .outerjoin(TurnRow, turn)
            .where(*conditions)
            .order_by(
                SessionRow.started_at.desc(),
                SessionRow.id.desc(),
                DisagreementRow.turn,
                DisagreementRow.about,
            )
            .limit(filters.limit)
            .offset(filters.offset)
        )
        return [
            Listed(id, title, rep, words or "", rows.disagreement_value(row))
            for id, title, rep, words, row in await s.execute(query)
        ]


async def _require(s: AsyncSession, session_id: str, *, lock: bool = False) -> None:
    """Raises NotFound. `lock` lets one writer at a time add to a session."""
    query = select(SessionRow.id).where(SessionRow.id == session_id)
    if await s.scalar(query.with_for_update() if lock else query) is None:
        raise await missing(s, session_id)
