"""One moment of the conversation, as every rule of the policy sees it; and what a rule answers."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from trainer.buyer.asked import Likeness
from trainer.buyer.credit import Credit
from trainer.buyer.events import Events
from trainer.buyer.state import Beat, BuyerState
from trainer.buyer.table import Table
from trainer.conversation import Act, Heard, Move
from trainer.scenario import Commitment, Resistance, Scenario


@dataclass(frozen=True, slots=True)
class Reply:
    """A line that may be said, and the chance, 0-1, that it answers what was asked."""

    beat: Beat
    chance: float


@dataclass(frozen=True, slots=True)
class Moment:
    """What the rep just did, and the buyer it met.

    `before` is the state before the rep spoke; `state` the same after the effects of what they did.
    `ranking` (by question) and `general` keep what has been worked out, for its copies too.
    """

    scenario: Scenario
    before: BuyerState
    state: BuyerState
    text: str
    heard: Heard
    events: Events
    credit: Credit
    table: Table
    rng: random.Random
    buyer_said: tuple[str, ...] = ()
    ranking: dict[str, list[Likeness]] = field(default_factory=dict, compare=False)
    general: dict[tuple[bool, tuple[str, ...]], Reply] = field(default_factory=dict, compare=False)
    draw: int = 0  # any number, the same for the same seed and place: which of equal lines are said

    @property
    def name(self) -> str:
        return self.scenario.persona.first_name

    @property
    def said_last(self) -> str:
        """The buyer's last words."""
        return self.buyer_said[-1] if self.buyer_said else ""

    @property
    def active(self) -> Resistance | None:
        """The resistance the buyer is in."""
        return self.scenario.find_resistance(self.before.active)

    def did(self, *moves: Move) -> bool:
        """Whether the rep did any of these, credited or not."""
        return self.heard.has(*moves)

    def effect(self, name: str) -> dict[str, float]:
        return self.table.effect(name, self.scenario.persona.temperament)

    def unfired(self, when: str) -> Resistance | None:
        """A resistance waiting for `when`; of several, one by chance."""
        waiting = [
            r for r in self.scenario.resistance if r.when == when and r.id not in self.state.fired
        ]
        return self.rng.choice(waiting) if waiting else None

    def comes_up(self, when: Literal["asked", "closing", "opening"]) -> bool:
        """Whether a resistance waiting for this moment comes up now; by chance, by level."""
        return self.rng.random() < self.table.comes_up[when][self.scenario.level]

    def lacking(self, commitment: Commitment) -> dict[str, float]:
        """How far each gauge falls short of what a commitment needs, largest first."""
        needs = commitment.needs.model_dump()
        short = {g: n - getattr(self.state, g) for g, n in needs.items()}
        return {
            g: round(by, 3) for g, by in sorted(short.items(), key=lambda i: -i[1]) if by > 0.05
        }


@dataclass(frozen=True, slots=True)
class Reaction:
    """What a rule answers. `open` lets the buyer go on in the same turn (a new resistance, a word
    on the time); `ends` closes the conversation."""

    beats: tuple[Beat, ...]
    reason: str
    state: BuyerState
    ends: bool = False
    open: bool = False
    rule: str = ""


Rule = Callable[[Moment], Reaction | None]


def nod(situation: str, purpose: str, act: Act | None = None) -> Beat:
    """A beat from the temperament's bank."""
    return Beat(act, purpose, f"bank.{situation}")


def resist(m: Moment, r: Resistance, state: BuyerState | None = None) -> Reaction:
    """The buyer takes up resistance `r`."""
    state = replace(
        state or m.state, active=r.id, active_for=1, fired=(*(state or m.state).fired, r.id)
    )
    return Reaction((says(m, r),), r.because, state, rule=f"resist:{r.when}")


def says(m: Moment, r: Resistance) -> Beat:
    """The buyer, or the second stakeholder, voices resistance `r`."""
    return Beat(Act(r.act), _PURPOSE[r.act], f"resistance.{r.id}.says", who=whose(m, r))


def holds(m: Moment, r: Resistance, purpose: str = "you stay where you were") -> Beat:
    return Beat(Act(r.act), purpose, f"resistance.{r.id}.holding", who=whose(m, r))


def yields(m: Moment, r: Resistance) -> Beat:
    purpose = "come off your resistance, a little grudgingly"
    return Beat(None, purpose, f"resistance.{r.id}.yielding", who=whose(m, r))


def admits(m: Moment, r: Resistance) -> Beat:
    """What lies behind resistance `r`, to a rep who asked."""
    purpose = "say honestly, in general terms, what holds you back"
    return Beat(Act.ANSWER, purpose, f"resistance.{r.id}.admitting", who=whose(m, r))


def whose(m: Moment, r: Resistance) -> str:
    """The name of the second stakeholder, where the resistance is theirs; else nothing."""
    second = m.scenario.second
    return second.name if second and second.resistance.id == r.id else ""


_PURPOSE = {
    "stall": "put it off",
    "vague": "sound positive without agreeing to anything",
    "skip": "jump ahead to price, a proposal or a demo",
    "request": "ask the rep to do work that costs you nothing",
    "dodge": "evade it, change the subject",
    "back_away": "step back from the interest you showed",
    "concern": "raise a doubt",
    "refuse": "say no",
}
