"""Sessions looked back on: lists, families of forks, best scores. Never loads a turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from trainer.rubric import DIMENSIONS
from trainer.session import SessionSummary
from trainer.store import rows
from trainer.store.database import Database, reads
from trainer.store.sessions import missing
from trainer.store.tables import OverrideRow, SessionRow

Summaries = list[SessionSummary]
Names = list[str]

COLUMNS = (
    SessionRow.id,
    SessionRow.scenario_id,
    SessionRow.title,
    SessionRow.rep,
    SessionRow.started_at,
    SessionRow.finished,
    SessionRow.outcome_kind,
    SessionRow.outcome_commitment,
    SessionRow.outcome_time,
    SessionRow.overall,
    *(getattr(SessionRow, f"{dimension}_score") for dimension in DIMENSIONS),
    SessionRow.turn_count,
    SessionRow.parent,
    SessionRow.report.is_not(None).label("graded"),
    exists().where(OverrideRow.session_id == SessionRow.id).label("overridden"),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which sessions to list. None means any; scores are the ones that count, 0-100.

    `since` is included and `until` is not; both carry a time zone. A bound on the score leaves
    out sessions without one.
    """

    rep: str | None = None
    scenario_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    min_score: float | None = None
    max_score: float | None = None
    finished: bool | None = None
    limit: int | None = 50
    offset: int = 0

    def conditions(self) -> Sequence[ColumnElement[bool]]:
        """As SQL, all of which must hold."""
        wanted: tuple[tuple[Callable[[Any], Any], Any], ...] = (
            (SessionRow.rep.__eq__, self.rep),
            (SessionRow.scenario_id.__eq__, self.scenario_id),
            (SessionRow.started_at.__ge__, self.since),
            (SessionRow.started_at.__lt__, self.until),
            (SessionRow.overall.__ge__, self.min_score),
            (SessionRow.overall.__le__, self.max_score),
            (SessionRow.finished.is_, self.finished),
        )
        return [compare(value) for compare, value in wanted if value is not None]


class HistoryStore:
    """Questions about many sessions at once."""

    _db: Database

    @reads
    async def list(self, s: AsyncSession, filters: Filters = Filters()) -> Summaries:
        """Sessions that match, newest first."""
        query = (
            select(*COLUMNS)
            .where(*filters.conditions())
            .order_by(SessionRow.started_at.desc(), SessionRow.id.desc())
            .limit(filters.limit)
            .offset(filters.offset)
        )
        return [rows.summary_value(row) for row in (await s.execute(query)).mappings()]

    @reads
    async def count(self, s: AsyncSession, filters: Filters = Filters()) -> int:
        """How many match, whatever the limit and offset."""
        query = select(func.count()).select_from(SessionRow).where(*filters.conditions())
        return await s.scalar(query) or 0

    @reads
    async def branches(self, s: AsyncSession, session_id: str) -> Summaries:
        """The session, the one it goes back to and all forks of that, oldest first.

        Raises NotFound.
        """
        family = await s.scalar(select(SessionRow.family).where(SessionRow.id == session_id))
        if family is None:
            raise await missing(s, session_id)
        query = (
            select(*COLUMNS)
            .where(SessionRow.family == family)
            .order_by(SessionRow.started_at, SessionRow.id)
        )
        return [rows.summary_value(row) for row in (await s.execute(query)).mappings()]

    @reads
    async def best_scores(self, s: AsyncSession, rep: str) -> dict[str, float]:
        """A rep's best overall score by scenario; scenarios without a score are left out."""
        query = (
            select(SessionRow.scenario_id, func.max(SessionRow.overall))
            .where(
                SessionRow.rep == rep,
                SessionRow.finished.is_(True),
                SessionRow.overall.is_not(None),
                SessionRow.scenario_id != "",
            )
            .group_by(SessionRow.scenario_id)
            .order_by(SessionRow.scenario_id)
        )
        return {scenario: best or 0.0 for scenario, best in await s.execute(query)}

    @reads
    async def reps(self, s: AsyncSession) -> Names:
        """Everyone with a session, by name."""
        query = select(SessionRow.rep).distinct()
        return sorted(await s.scalars(query), key=lambda name: (name.casefold(), name))
