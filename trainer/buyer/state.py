"""The buyer's state and the policy's answer: frozen values that survive JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from trainer.conversation import Act
from trainer.scenario import Scenario
from trainer.session import Carried, Outcome

GAUGES = ("trust", "value", "urgency", "confidence", "patience")
TOP: Mapping[str, float] = {g: 10.0 if g == "patience" else 5.0 for g in GAUGES}


@dataclass(frozen=True, slots=True)
class BuyerState:
    """All the buyer knows and feels.

    The five gauges run 0-5 (patience 0-10): trust in the rep; value received less what was asked
    for; urgency, the certainty that not changing hurts; confidence that this would help; patience.
    """

    trust: float = 1.0
    value: float = 0.0
    urgency: float = 0.0
    confidence: float = 1.0
    patience: float = 6.0
    exchanges: int = 0
    minutes: float = 0.0  # of the buyer's time used so far
    told: tuple[str, ...] = ()  # fact ids, in the order they were earned
    active: str | None = None  # the resistance the buyer is in
    active_for: int = 0  # exchanges it has lasted
    fired: tuple[str, ...] = ()  # resistances that have come up
    yielded: tuple[str, ...] = ()
    granted: str | None = None  # the best commitment agreed to so far
    time: str = ""  # when, in the rep's words
    refused: tuple[str, ...] = ()  # commitment ids said no to
    day: str = ""  # when the step refused last would have been
    eased: int = 0  # how many resistances had yielded at the last no
    asks: int = 0
    credits: Mapping[str, int] = field(default_factory=dict)  # how often each move has earned
    rep_said: tuple[str, ...] = ()  # the rep's turns, normalised, to notice repetition
    offer: str = ""  # the last gain the rep named
    number: str = ""  # the last figure the rep named
    rep_name: str = ""
    used: tuple[str, ...] = ()  # keys of lines already spoken
    ducked: str = ""  # the last question that got no answer
    cold: bool = False  # felt the rep's self-interest and has not been won back
    pressed: int = 0  # times pushed
    idle: int = 0  # exchanges in a row in which the rep did nothing useful
    warned: tuple[str, ...] = ()  # things said only once ("time is short", …)
    at_gate: bool = False  # still talking to the gatekeeper
    gate_credit: int = 0  # reasons given to the gatekeeper so far
    joined: bool = False  # the second stakeholder is in the room
    promised: bool = False  # the rep took on a task
    no_fit: bool = False  # ended rightly, for lack of fit
    over: bool = False

    def to_dict(self) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for f in fields(self):
            value = getattr(self, f.name)
            if isinstance(value, tuple):
                value = list(value)
            elif isinstance(value, Mapping):
                value = dict(value)
            elif isinstance(value, float):
                value = round(value, 3)
            data[f.name] = value
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> BuyerState:
        known = {f.name for f in fields(cls)}
        values: dict[str, Any] = {
            k: tuple(v) if isinstance(v, list) else v for k, v in data.items() if k in known
        }
        return cls(**values)

    @classmethod
    def start(cls, scenario: Scenario, carried: Carried | None = None) -> BuyerState:
        """The state at the beginning, with what an earlier call of the chain left behind."""
        state = cls(**scenario.state.model_dump(), at_gate=scenario.gatekeeper is not None)
        if carried is None or scenario.chain is None:
            return state
        before = getattr(scenario.chain, carried.ended)
        state = state.shift(**{g: getattr(before, g) for g in GAUGES})
        known = {f.id for f in scenario.facts}
        return replace(state, told=tuple(t for t in carried.told if t in known))

    def shift(self, **changes: float) -> BuyerState:
        """Gauges moved by `changes`, kept within their range."""
        new = {g: min(TOP[g], max(0.0, getattr(self, g) + by)) for g, by in changes.items()}
        return replace(self, **new)

    @property
    def dated(self) -> bool:
        """Whether a step is agreed, with its day."""
        return bool(self.granted and self.time)

    def just_told(self, fact: str) -> bool:
        """Whether the buyer's last words told the fact with this id."""
        return any(key.startswith(f"facts.{fact}.") for key in self.used[-2:])

    def gauges(self) -> dict[str, float]:
        return {g: getattr(self, g) for g in GAUGES}


@dataclass(frozen=True, slots=True)
class Beat:
    """One thing the buyer does within a turn.

    `act` is None for a nod or small talk. `purpose` tells a voice what the words must do. `source`
    is the key of the authored lines to choose from: `facts.ID.says`, `resistance.ID.holding`,
    `commitments.ID.yes`, `ends.won`, `opening`, or `bank.SITUATION`. `line` is the key of one of
    them, where it fits what was asked better than the others.
    """

    act: Act | None
    purpose: str
    source: str
    fact: str | None = None
    who: str = ""  # another person than the buyer speaks
    line: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the buyer does next, why, and the state that leaves them in."""

    beats: tuple[Beat, ...]
    reason: str
    state: BuyerState
    outcome: Outcome = Outcome()
    ends: bool = False
    rule: str = ""  # the name of the rule that decided

    @property
    def acts(self) -> frozenset[Act]:
        acts = {b.act for b in self.beats if b.act is not None}
        return frozenset(acts | {Act.END}) if self.ends else frozenset(acts)
