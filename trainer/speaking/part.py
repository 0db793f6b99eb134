"""All that a voice gets to know for one turn: who it is, what was said, what it does now.

A fact the conversation has not earned is not in here, and so cannot be told. Nor are the private
reasons of the buyer, nor anything of the rubric.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from trainer.buyer.state import BuyerState, Decision
from trainer.buyer.voice import Spoken, authored
from trainer.scenario import Scenario
from trainer.session import Session, SessionTurn

WINDOW = 24  # turns of the conversation that a voice hears again, at most…
STEP = 12  # …moving on by so many at a time, so that most of a prompt stays as it was


@dataclass(frozen=True, slots=True)
class Who:
    """The public side of whoever speaks."""

    name: str
    role: str
    company: str
    industry: str
    temperament: str
    voice: str

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


@dataclass(frozen=True, slots=True)
class Direction:
    """One thing to do: the act ("" for a nod), its purpose, and the authored words for it."""

    act: str
    purpose: str
    like: str
    fact: bool = False


@dataclass(frozen=True)
class Part:
    """One turn to speak. `words` is the most it may have."""

    who: Who
    scenario: Scenario
    said: tuple[SessionTurn, ...]  # as far back as it hears
    earlier: tuple[str, ...]  # facts told before that
    directions: tuple[Direction, ...]
    ends: bool
    agreed: bool  # some step is agreed already
    minutes_left: int
    told: frozenset[str]  # ids of facts told by now, this turn's among them
    heard_before: str  # all that was said in the conversation, in one text

    @property
    def acts(self) -> frozenset[str]:
        return frozenset(d.act for d in self.directions if d.act)

    @cached_property
    def like(self) -> str:
        """The authored words for the turn."""
        return " ".join(d.like for d in self.directions if d.like)

    @property
    def words(self) -> int:
        return max(40, min(110, 25 + round(1.6 * len(self.like.split()))))


def part_of(decision: Decision, session: Session) -> Part | None:
    """The part to play for a decision; None where two people speak in one turn."""
    scenario = session.scenario
    assert scenario is not None
    speakers = {b.who for b in decision.beats}
    if len(speakers) != 1:
        return None
    who = _who(speakers.pop(), scenario)
    if who is None:
        return None
    start = _window(len(session.turns))
    told_then = _told_at(session, start)
    told = frozenset(decision.state.told) | {b.fact for b in decision.beats if b.fact}
    return Part(
        who=who,
        scenario=scenario,
        said=session.turns[start:],
        earlier=_facts(told_then, scenario),
        directions=_directions(decision, session),
        ends=decision.ends,
        agreed=decision.state.granted is not None,
        minutes_left=max(0, round(scenario.minutes - decision.state.minutes)),
        told=told,
        heard_before="\n".join(t.text for t in session.turns),
    )


def speaker_prefix(decision: Decision, session: Session) -> str:
    """How a line of somebody else than the buyer begins, as authored lines do."""
    who = next((b.who for b in decision.beats), "")
    return f"{who.split()[0]}: " if who else ""


def _who(name: str, scenario: Scenario) -> Who | None:
    p = scenario.persona
    if not name or name == p.name:
        return Who(p.name, p.role, p.company, p.industry, p.temperament, p.voice)
    for other in (scenario.gatekeeper, scenario.second):
        if other is not None and other.name == name:
            return Who(name, other.role, p.company, p.industry, "", "")
    return None


def _directions(decision: Decision, session: Session) -> tuple[Direction, ...]:
    """Beats with their authored words: what each adds to the authored reply."""
    found: list[Direction] = []
    before = speaker_prefix(decision, session)
    for at, beat in enumerate(decision.beats, start=1):
        text = authored(replace(decision, beats=decision.beats[:at]), session).text
        words, before = text.removeprefix(before).strip(), text
        act = beat.act.value if beat.act else ""
        if words or len(decision.beats) == 1:
            found.append(Direction(act, beat.purpose, words, fact=beat.fact is not None))
    return tuple(found)


def _window(turns: int) -> int:
    """Where the conversation that is heard again begins."""
    return 0 if turns <= WINDOW else (turns - WINDOW + STEP - 1) // STEP * STEP


def _told_at(session: Session, start: int) -> Sequence[str]:
    """What had been told before turn `start` (from 0), in earlier calls too."""
    for turn in reversed(session.turns[:start]):
        if turn.speaker == "buyer" and turn.state:
            return BuyerState.from_dict(turn.state).told
    return session.carried.told if session.carried else ()


def _facts(told: Sequence[str], scenario: Scenario) -> tuple[str, ...]:
    known = {f.id: f.says[0] for f in scenario.facts}
    known |= {f"want:{w.id}": w.says for w in scenario.wants}
    return tuple(known[id] for id in told if id in known)


def as_spoken(text: str, plain: Spoken, notice: str = "") -> Spoken:
    """`text` in place of the authored words, with the same state after it."""
    return replace(plain, text=text, notice=notice)
