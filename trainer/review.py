"""What a trainer does with graded calls: find them, remark on them, overrule a verdict.

A trainer's verdict counts from the moment it is given; the machine's is never touched, so both can
be shown side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from trainer.errors import Conflict, InputError, NotFound
from trainer.llm.usage import Usage
from trainer.report import CriterionResult, Score, Verdict, combine, score
from trainer.rubric import Rubric
from trainer.session import Comment, Override, Session, SessionSummary
from trainer.store.history import Filters
from trainer.store.model_use import Listed

MAX_REMARK = 2000  # characters


class Reviews(Protocol):
    """What review needs of a store."""

    async def get(self, session_id: str) -> Session: ...
    async def list(self, filters: Filters = ...) -> list[SessionSummary]: ...
    async def add_comment(self, session_id: str, comment: Comment) -> None: ...
    async def add_override(
        self, session_id: str, override: Override, score: Score | None = None
    ) -> None: ...
    async def usage(self, session_id: str) -> dict[str, Usage]: ...
    async def usages(self, session_ids: Sequence[str]) -> dict[str, Usage]: ...
    async def disagreements(
        self, filters: Filters | None = None, session_id: str | None = None
    ) -> Sequence[Listed]: ...


@dataclass(frozen=True, slots=True)
class Effective:
    """The grade that counts: the machine's, with a trainer's verdicts in place where given."""

    results: Mapping[str, CriterionResult]
    score: Score
    overruled: Mapping[str, Override]  # the last word on each criterion a trainer changed


def effective(session: Session, rubric: Rubric) -> Effective:
    """The results and score of a graded session that count now. Raises NotFound without a grade.

    Without an overruling the score is the one computed with the rubric of that day.
    """
    if session.report is None:
        raise NotFound(f"Session {session.id} has no grade yet. End the call first.")
    report = session.report
    said: dict[str, list[Override]] = {}
    for override in session.overrides:
        said.setdefault(override.result.id, []).append(override)
    results = {
        id: combine(machine, [o.result for o in said.get(id, ())])
        for id, machine in report.results.items()
    }
    last = {id: overrides[-1] for id, overrides in said.items() if id in results}
    if not last:
        return Effective(results, report.score, {})
    verdicts = {id: result.verdict for id, result in results.items()}
    return Effective(results, score(verdicts, rubric), last)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Review:
    """The use cases of a trainer. Takes ready objects, reads no configuration."""

    store: Reviews
    rubric: Callable[[], Rubric]
    now: Callable[[], datetime] = _now

    async def sessions(self, filters: Filters | None = None) -> list[SessionSummary]:
        """Sessions that match, newest first. Raises StoreError."""
        return await self.store.list(filters or Filters())

    async def open(self, session_id: str) -> Session:
        """A whole session. Raises NotFound, StoreError."""
        return await self.store.get(session_id)

    async def usage(self, session_id: str) -> dict[str, Usage]:
        """What the language model used for a session, by purpose; empty where there was none.
        Raises NotFound, StoreError."""
        return await self.store.usage(session_id)

    async def usages(self, found: Sequence[SessionSummary]) -> dict[str, Usage]:
        """What each session of a list used in all, by id. Raises StoreError."""
        return await self.store.usages([summary.id for summary in found])

    async def disagreements(
        self, filters: Filters | None = None, *, session_id: str | None = None
    ) -> Sequence[Listed]:
        """Where a language model and the offline parts differed, in one session or in those that
        match: newest session first, turn by turn. Raises StoreError."""
        return await self.store.disagreements(filters, session_id)

    def effective(self, session: Session) -> Effective:
        """The grade that counts. Raises NotFound when there is none."""
        return effective(session, self.rubric())

    async def comment(self, session_id: str, turn: int, text: str, *, author: str) -> Comment:
        """Remark on a turn (0: on the whole call). Raises InputError, NotFound, StoreError."""
        session = await self.store.get(session_id)
        if not 0 <= turn <= len(session.transcript.turns):
            raise NotFound(f"This call has no turn {turn}.")
        comment = Comment(turn, _remark(text, "a remark"), _author(author), self.now())
        await self.store.add_comment(session_id, comment)
        return comment

    async def overrule(
        self, session_id: str, criterion: str, verdict: Verdict, reason: str, *, author: str
    ) -> Override:
        """Put a verdict in place of the machine's; it counts from now on.

        The evidence stays the machine's: a trainer disagrees with what it means.
        Raises InputError, NotFound, Conflict, StoreError.
        """
        session = await self.store.get(session_id)
        if session.report is None:
            raise Conflict("This call has no grade yet. End it first, then overrule.")
        machine = session.report.results.get(criterion)
        if machine is None:
            raise NotFound(f"This call was not graded on '{criterion}'.")
        name = _author(author)
        result = CriterionResult(
            id=criterion,
            verdict=verdict,
            evidence=machine.evidence,
            note=_remark(reason, "a reason"),
            judge=name,
            confidence=1.0,
        )
        override = Override(result, name, self.now())
        after = replace(session, overrides=(*session.overrides, override))
        await self.store.add_override(session_id, override, effective(after, self.rubric()).score)
        return override


def _remark(text: str, what: str) -> str:
    text = text.strip()
    if not text:
        raise InputError(f"There is no text in it; {what} needs a few words")
    if len(text) > MAX_REMARK:
        raise InputError(
            f"It has {len(text):,} characters", mend=f"Keep it under {MAX_REMARK:,}; it is kept."
        )
    return text


def _author(name: str) -> str:
    return " ".join(name.split())[:60] or "A trainer"
