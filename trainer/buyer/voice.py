"""The buyer's words. Code has already decided what the buyer does; a voice only says it."""

from __future__ import annotations

import random
from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from typing import Protocol

from trainer.buyer.lines import compose
from trainer.buyer.state import BuyerState, Decision
from trainer.session import Session


@dataclass(frozen=True, slots=True)
class Spoken:
    """The whole reply, and the state with the lines it used marked as used. `notice` tells the rep
    when another voice than the usual one had to speak."""

    text: str
    state: BuyerState
    notice: str = ""


class Voice(Protocol):
    """Says a decision aloud, piece by piece; the last item is the whole."""

    name: str

    def speak(self, decision: Decision, session: Session) -> AsyncGenerator[str | Spoken, None]: ...


class AuthoredVoice:
    """Speaks the scenario's own lines, and the temperament's bank where it has none."""

    name = "authored"

    async def speak(
        self, decision: Decision, session: Session
    ) -> AsyncGenerator[str | Spoken, None]:
        spoken = authored(decision, session)
        for piece in spoken.text.splitlines(keepends=True):
            for word in piece.split(" "):
                yield word if word.endswith("\n") else word + " "
        yield spoken


def authored(decision: Decision, session: Session) -> Spoken:
    """The reply in authored lines; seeded, so the same session says the same words."""
    assert session.scenario is not None
    place = f"{session.scenario.id}/{len(session.turns)}"
    rng = random.Random(f"{session.seed}/{place}")
    turn = random.Random(place).randrange(1000) + session.seed
    text, used = compose(decision.beats, decision.state, session.scenario, rng, turn)
    return Spoken(text, replace(decision.state, used=decision.state.used + used))
