"""A practice session as a value: what was said, what was heard, what the buyer was thinking.

The store saves and loads it, the use cases change it by making a new one, the faces show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from trainer.conversation import Conversation, Heard, Plan, Speaker, Transcript, Turn
from trainer.report import CriterionResult, GradeReport
from trainer.scenario import Scenario

OutcomeKind = Literal["won", "advanced", "lost", "walked", "no_fit", "open"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a call ended. `commitment` is the id of the step granted, `time` when, as the rep said.

    won: the best commitment · advanced: a lesser one · lost: nothing · walked: the buyer left ·
    no_fit: rightly ended, there was no fit · open: still going, or ended before it was decided.
    """

    kind: OutcomeKind = "open"
    commitment: str | None = None
    time: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "commitment": self.commitment}


@dataclass(frozen=True, slots=True)
class Carried:
    """What a call takes over from the one before it with the same buyer."""

    session: str
    ended: Literal["won", "advanced", "lost", "walked"]
    told: tuple[str, ...] = ()
    promised: bool = False  # the rep took on a task
    trust: float = 0.0  # the buyer's trust when that call ended

    def to_dict(self) -> dict[str, Any]:
        return {
            "session": self.session,
            "ended": self.ended,
            "told": list(self.told),
            "promised": self.promised,
            "trust": round(self.trust, 3),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Carried:
        return cls(**{**data, "told": tuple(data.get("told", ()))})


@dataclass(frozen=True, slots=True)
class SessionTurn:
    """One turn as it is kept.

    `heard` holds moves (rep) or acts (buyer). `reason` says in plain words why the buyer did this;
    `state` is the buyer's state after the turn (buyer turns only), as JSON values.
    """

    number: int
    speaker: Speaker
    text: str
    heard: Heard = Heard()
    reason: str = ""
    state: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint the rep asked for, and after which turn."""

    turn: int
    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A trainer's remark at a turn (0: on the whole session)."""

    turn: int
    text: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Override:
    """A trainer's verdict in place of the machine's, with the reason."""

    result: CriterionResult
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """A practice session, or an imported call (then `scenario` is None).

    The scenario is the one the session began with, whatever its file says now. `parent` and
    `fork_turn` name the session and rep turn this one was forked from.
    """

    id: str
    scenario: Scenario | None
    seed: int
    rep: str
    plan: Plan | None = None
    turns: tuple[SessionTurn, ...] = ()
    hints: tuple[Hint, ...] = ()
    outcome: Outcome = Outcome()
    finished: bool = False
    started_at: datetime | None = None
    finished_at: datetime | None = None
    parent: str | None = None
    fork_turn: int | None = None
    report: GradeReport | None = None
    overrides: tuple[Override, ...] = ()
    comments: tuple[Comment, ...] = ()
    carried: Carried | None = None  # from the call before, in a chain
    imported: Transcript | None = None  # words of a real call, when this is one

    @property
    def transcript(self) -> Transcript:
        if self.imported is not None:
            return self.imported
        assert self.scenario is not None
        return Transcript(
            id=self.id,
            channel=self.scenario.channel,
            context=self.scenario.brief,
            plan=self.plan or None,
            turns=tuple(Turn(t.speaker, t.text) for t in self.turns),
        )

    @property
    def conversation(self) -> Conversation:
        """Words with what was heard in them."""
        return Conversation(self.transcript, tuple(t.heard for t in self.turns))

    @property
    def rep_turns(self) -> tuple[SessionTurn, ...]:
        return tuple(t for t in self.turns if t.speaker == "rep")


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A row of a list of sessions."""

    id: str
    scenario_id: str
    title: str
    rep: str
    started_at: datetime
    finished: bool
    outcome: Outcome
    overall: float | None
    dimensions: Mapping[str, float | None]
    turns: int
    parent: str | None = None
    overridden: bool = False
