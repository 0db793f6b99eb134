"""Sessions as they are played: begun, said turn by turn, finished, loaded, deleted.

The order of turns is guarded by `turn_count`: a turn is written only by the transaction that moves
the count from number - 1 to number, so of two tabs one wins and the other gets a Conflict.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from trainer.conversation import Heard
from trainer.errors import Conflict, NotFound
from trainer.report import GradeReport, Score
from trainer.session import Hint, Outcome, Session, SessionTurn
from trainer.store import rows
from trainer.store.database import Database, reads, writes
from trainer.store.tables import Base, SessionRow, TurnRow

WHOLE = [
    selectinload(relation)
    for relation in (SessionRow.turns, SessionRow.hints, SessionRow.comments, SessionRow.overrides)
]


class SessionStore:
    """Every method is one transaction; it has happened entirely or not at all."""

    _db: Database
    _now: Callable[[], datetime]

    @writes
    async def create(self, s: AsyncSession, session: Session, score: Score | None = None) -> None:
        """Store a new session with the turns, hints, report and reviews it already has.

        `score` is what counts when people overruled the report. Storing the same session again
        does nothing. Raises Conflict if another has its id, NotFound if its parent is unknown.
        """
        _check_numbers(session)
        found = await s.get(SessionRow, session.id, options=WHOLE)
        row = rows.session_row(session, found.started_at if found else self._now(), score)
        if session.parent is not None:
            row.family = await _family(s, session.parent)
        if found is None:
            s.add(row)
        elif _content(found) != _content(row):
            raise Conflict(f"There is another session '{session.id}'; nothing was written.")

    @writes
    async def add_turn(self, s: AsyncSession, session_id: str, turn: SessionTurn) -> None:
        """Append a turn. Doing it again at once with the same content changes nothing.

        Raises Conflict if that number is taken or not the next, or the session is finished;
        NotFound if there is no such session.
        """
        await _append(s, session_id, turn)

    @writes
    async def add_reply(
        self,
        s: AsyncSession,
        session_id: str,
        rep_heard: Heard,
        turn: SessionTurn,
        outcome: Outcome,
    ) -> None:
        """Append the buyer's turn, keep what was heard in the rep's before it, and the outcome.

        Raises as `add_turn`, and Conflict if the turn before is not the rep's.
        """
        if not await _append(s, session_id, turn, **rows.outcome_columns(outcome)):
            return
        heard = await _update(
            s,
            update(TurnRow)
            .where(
                TurnRow.session_id == session_id,
                TurnRow.number == turn.number - 1,
                TurnRow.speaker == "rep",
            )
            .values(heard=rows.heard_json(rep_heard)),
        )
        if not heard:
            raise Conflict(f"Turn {turn.number} of session {session_id} answers no turn of a rep.")

    @writes
    async def add_hint(self, s: AsyncSession, session_id: str, hint: Hint) -> None:
        """Record that a hint was asked for. Raises NotFound, or Conflict when finished."""
        if (await _state(s, session_id))[1]:
            raise _finished(session_id)
        s.add(rows.hint_row(session_id, hint))

    @writes
    async def finish(
        self, s: AsyncSession, session_id: str, outcome: Outcome, report: GradeReport | None = None
    ) -> None:
        """End the session. Ending it again in the same way does nothing.

        Raises NotFound, or Conflict if it had ended otherwise.
        """
        columns: dict[str, Any] = rows.outcome_columns(outcome)
        if report is not None:
            columns |= _report_columns(report, report.score)
        ended = await _update(
            s,
            update(SessionRow)
            .where(SessionRow.id == session_id, SessionRow.finished.is_(False))
            .values(finished=True, finished_at=self._now(), **columns),
        )
        if ended:
            return
        row = await _row(s, session_id)
        kept = rows.report_json(report) if report is not None else row.report
        before = rows.outcome_value(row.outcome_kind, row.outcome_commitment, row.outcome_time)
        if before != outcome or _json(row.report) != _json(kept):
            raise _finished(session_id)

    @reads
    async def get(self, s: AsyncSession, session_id: str) -> Session:
        """The whole session. Raises NotFound with near ids."""
        return rows.session_value(await _row(s, session_id, whole=True))

    @writes
    async def delete(self, s: AsyncSession, session_id: str) -> None:
        """Delete a session with all that belongs to it; its forks stay. Raises NotFound."""
        if not await _update(s, delete(SessionRow).where(SessionRow.id == session_id)):
            raise await missing(s, session_id)


async def missing(s: AsyncSession, session_id: str) -> NotFound:
    """The error for an unknown id, with near ones among the latest thousand."""
    query = select(SessionRow.id).order_by(SessionRow.started_at.desc()).limit(1000)
    near = difflib.get_close_matches(session_id, await s.scalars(query), n=3, cutoff=0.6)
    hint = f" Did you mean {', '.join(near)}?" if near else ""
    return NotFound(f"No session '{session_id}'.{hint}")


async def _append(s: AsyncSession, session_id: str, turn: SessionTurn, **columns: Any) -> bool:
    """Whether the turn is new; False if it stands there already, word for word."""
    moved = await _update(
        s,
        update(SessionRow)
        .where(
            SessionRow.id == session_id,
            SessionRow.turn_count == turn.number - 1,
            SessionRow.finished.is_(False),
        )
        .values(turn_count=turn.number, **columns),
    )
    if moved:
        s.add(rows.turn_row(session_id, turn))
        return True
    count, finished = await _state(s, session_id)
    if finished:
        raise _finished(session_id)
    if turn.number == count:
        last = await s.get_one(TurnRow, (session_id, count))
        if _content(last) == _content(rows.turn_row(session_id, turn)):
            return False
    raise Conflict(
        f"Session {session_id} has {count} turns by now, so this cannot be its turn "
        f"{turn.number}: it moved on in another tab or by a double click. Nothing was written; "
        "reload it."
    )


async def _state(s: AsyncSession, session_id: str) -> tuple[int, bool]:
    """(number of turns, whether finished). Raises NotFound."""
    query = select(SessionRow.turn_count, SessionRow.finished).where(SessionRow.id == session_id)
    row = (await s.execute(query)).one_or_none()
    if row is None:
        raise await missing(s, session_id)
    return row[0], row[1]


async def _row(s: AsyncSession, session_id: str, whole: bool = False) -> SessionRow:
    row = await s.get(SessionRow, session_id, options=WHOLE if whole else None)
    if row is None:
        raise await missing(s, session_id)
    return row


async def _family(s: AsyncSession, parent: str) -> str:
    family = await s.scalar(select(SessionRow.family).where(SessionRow.id == parent))
    if family is None:
        raise await missing(s, parent)
    return family


async def _update(s: AsyncSession, statement: Any) -> int:
    """How many rows an UPDATE or DELETE touched."""
    result = await s.execute(statement, execution_options={"synchronize_session": False})
    assert isinstance(result, CursorResult)
    return result.rowcount


def _report_columns(report: GradeReport, score: Score) -> dict[str, Any]:
    return {"report": rows.report_json(report), **rows.score_columns(score)}


def _finished(session_id: str) -> Conflict:
    return Conflict(
        f"Session {session_id} has already ended; nothing was written. "
        "Fork it to try again from one of its turns."
    )


def _check_numbers(session: Session) -> None:
    numbers = [turn.number for turn in session.turns]
    if numbers != list(range(1, len(numbers) + 1)):
        raise ValueError(f"turns must be numbered from 1 without a gap, not {numbers}")


def _content(row: Base) -> str:
    """All columns of a row and of the rows it owns, less the ids they get from the database."""
    columns = {
        column.key: getattr(row, column.key)
        for column in row.__table__.columns
        if column.key != "id" or isinstance(row, SessionRow)
    }
    owned = {}
    if isinstance(row, SessionRow):
        owned = {
            name: [_content(item) for item in getattr(row, name)]
            for name in ("turns", "hints", "comments", "overrides")
        }
    return _json({**columns, **owned})


def _json(data: Any) -> str:
    return json.dumps(data, sort_keys=True, default=_moment)


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()
