"""What the buyer was thinking when: five gauges over time, and the reason at every turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trainer.buyer.state import GAUGES, TOP
from trainer.session import Session, SessionTurn
from trainer.web import words
from trainer.web.figures import Strip, strip


@dataclass(frozen=True, slots=True)
class Thought:
    """One buyer turn: what you had said, what they said, why, and what moved."""

    turn: int
    before: str
    text: str
    acts: tuple[str, ...]
    reason: str
    moved: tuple[tuple[str, str], ...]  # (gauge in words, change with its sign)


@dataclass(frozen=True, slots=True)
class Mind:
    """The picture: a strip a gauge, a thought a buyer turn, on the same axis."""

    strips: tuple[Strip, ...]
    thoughts: tuple[Thought, ...]
    turning: int  # index of the thought at which most moved; the picture opens there


def mind(session: Session) -> Mind | None:
    """None where there is no buyer's state to show, as in an imported call."""
    spoken = [t for t in session.turns if t.speaker == "buyer" and t.state]
    if not spoken:
        return None
    strips = tuple(
        strip(g, words.GAUGES[g], [round(float(t.state.get(g, 0)), 1) for t in spoken], TOP[g])
        for g in GAUGES
    )
    states: list[Mapping[str, Any]] = [spoken[0].state, *(t.state for t in spoken)]
    thoughts = tuple(
        Thought(
            turn.number,
            _before(session, turn),
            turn.text,
            tuple(words.heard(turn.heard.labels)),
            turn.reason,
            _moved(earlier, turn.state),
        )
        for turn, earlier in zip(spoken, states, strict=False)
    )
    steps = [_step(a, t.state) for a, t in zip(states, spoken, strict=False)]
    return Mind(strips, thoughts, steps.index(max(steps)))


def _step(before: Mapping[str, Any], after: Mapping[str, Any]) -> float:
    """How far the buyer moved, in shares of the gauges."""
    return sum(
        abs(float(after.get(g, 0)) - float(before.get(g, 0))) / TOP[g]
        for g in GAUGES
        if g != "patience"
    )


def _before(session: Session, turn: SessionTurn) -> str:
    """What the rep had just said, shortened."""
    if turn.number < 2:
        return ""
    text = session.turns[turn.number - 2].text
    return text if len(text) <= 160 else text[:157].rsplit(" ", 1)[0] + " …"


def _moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    found = []
    for gauge in GAUGES:
        change = round(float(after.get(gauge, 0)) - float(before.get(gauge, 0)), 1)
        if change:
            sign = "+" if change > 0 else "−"
            found.append((words.GAUGES[gauge], f"{sign}{abs(change):.1f}"))
    return tuple(found)
