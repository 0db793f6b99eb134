"""What practice needs of those it works with: a store, and a reader and a judge that may be models.

Behaviours alone, so that practice can be given others, as tests do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, runtime_checkable

from trainer.conversation import Channel, Conversation, Heard, Turn
from trainer.disagreement import Disagreement
from trainer.grading.case import PracticeLog
from trainer.llm.usage import Usage
from trainer.report import GradeReport
from trainer.rubric import Rubric
from trainer.scenario import Scenario
from trainer.session import Hint, Outcome, Session, SessionSummary, SessionTurn
from trainer.store.history import Filters


class Sessions(Protocol):
    """What practice needs of a store."""

    async def create(self, session: Session) -> None: ...
    async def get(self, session_id: str) -> Session: ...
    async def list(self, filters: Filters = ...) -> list[SessionSummary]: ...
    async def add_turn(self, session_id: str, turn: SessionTurn) -> None: ...
    async def add_reply(
        self, session_id: str, rep_heard: Heard, turn: SessionTurn, outcome: Outcome
    ) -> None: ...
    async def add_hint(self, session_id: str, hint: Hint) -> None: ...
    async def finish(self, session_id: str, outcome: Outcome, report: GradeReport) -> None: ...
    async def add_model_use(
        self,
        session_id: str,
        usage: Mapping[str, Usage],
        disagreements: Sequence[Disagreement] = ...,
    ) -> None: ...


class Contradicted(Protocol):
    """The moves that a model heard in a turn, and those that the local reader heard."""

    @property
    def model(self) -> tuple[str, ...]: ...
    @property
    def local(self) -> tuple[str, ...]: ...


@runtime_checkable
class SlowReader(Protocol):
    """A reader that takes its time to hear a turn, because it asks somebody else."""

    def take(self, session: str) -> Sequence[Contradicted]:
        """Where two readers heard a session's turns differently; it is forgotten here."""

    async def ahear(
        self,
        past: Sequence[tuple[Turn, Heard]],
        turn: Turn,
        *,
        channel: Channel = "meeting",
        session: str = "",
        choices: Sequence[str] = (),
    ) -> Heard: ...


class Judge(Protocol):
    """Grades a conversation by a model; it always gives a report, whatever the model does."""

    async def grade(
        self,
        conversation: Conversation,
        rubric: Rubric,
        *,
        log: PracticeLog | None = None,
        scenario: Scenario | None = None,
        names: Sequence[str] = (),
        session: str = "",
    ) -> GradeReport: ...
