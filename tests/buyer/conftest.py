"""A small buyer to test rules on, and a way to play moves without a reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from trainer.buyer.policy import decide
from trainer.buyer.state import BuyerState, Decision
from trainer.conversation import Heard
from trainer.scenario import Scenario

RAW: dict[str, Any] = {
    "id": "scanners",
    "title": "We are happy",
    "summary": "A night shift manager",
    "level": 2,
    "channel": "cold_call",
    "teaches": ["A1"],
    "minutes": 12,
    "brief": "You sell scanners.",
    "product": {"name": "Pickwell", "one_line": "Scanners by the month."},
    "persona": {
        "name": "Joe Marsh",
        "role": "night shift manager",
        "company": "Harland",
        "industry": "warehousing",
        "temperament": "blunt",
        "pronoun": "he",
        "voice": "Short.",
        "opening": ["Marsh."],
    },
    "wants": [{"id": "quiet", "says": "A quiet shift.", "cues": ["quiet", "shift"]}],
    "facts": [
        {"id": "today", "guard": 0, "topics": ["today", "scanner"], "says": ["Twelve guns."]},
        {
            "id": "wrong-boxes",
            "guard": 1,
            "cost": True,
            "topics": ["mistakes", "wrong", "cost"],
            "says": ["Sixteen wrong boxes."],
        },
        {
            "id": "beck",
            "guard": 3,
            "cost": True,
            "topics": ["customer", "lost"],
            "says": ["We lost Beck Motors."],
        },
    ],
    "resistance": [
        {
            "id": "happy",
            "act": "stall",
            "when": "opening",
            "says": ["We're happy."],
            "because": "He has stopped seeing it.",
            "yields_to": ["insight", "impact"],
            "hardens_on": ["pitch"],
            "yielding": ["Hm."],
            "holding": ["Still happy."],
        },
        {
            "id": "stocktake",
            "act": "stall",
            "when": "asked",
            "says": ["After stocktake."],
            "because": "Nothing makes this month better.",
            "yields_to": ["probe", "redirect"],
            "hardens_on": ["pressure"],
            "yielding": ["Fair."],
            "holding": ["Stocktake, I said."],
        },
        {
            "id": "send-it",
            "act": "request",
            "when": "drifting",
            "says": ["Send a leaflet."],
            "because": "It ends the call.",
            "yields_to": ["redirect"],
            "yielding": ["True."],
            "holding": ["Paper first."],
        },
    ],
    "commitments": [
        {
            "id": "floor",
            "rank": "best",
            "is": "half an hour on the floor",
            "cues": ["floor", "shift lead"],
            "needs": {"trust": 2, "value": 2, "urgency": 2},
            "yes": ["{% if rep.time %}{{ rep.time }}, then.{% else %}All right.{% endif %}"],
            "no": ["Not on my floor."],
        },
        {
            "id": "tally",
            "rank": "next",
            "is": "a week of counting",
            "cues": ["count", "tally"],
            "needs": {"trust": 1},
            "yes": ["I can count."],
            "no": ["I count enough."],
        },
    ],
}

Play = Callable[..., Decision]


@pytest.fixture
def scenario() -> Scenario:
    return Scenario.model_validate(RAW)


@pytest.fixture
def changed() -> Callable[..., Scenario]:
    """A scenario with some top-level fields replaced."""
    return lambda **fields: Scenario.model_validate({**RAW, **fields})


@pytest.fixture
def play(scenario: Scenario) -> Play:
    """One step of the policy: text, moves, and the state to begin from."""

    def step(
        text: str,
        *moves: str,
        state: BuyerState | None = None,
        said: tuple[str, ...] = (),
        seed: int = 1,
        of: Scenario | None = None,
        **fields: Any,
    ) -> Decision:
        base = state or BuyerState.start(of or scenario)
        met = () if fields.get("exchanges") == 0 else (*base.warned, "met")
        base = replace(base, **{"exchanges": 1, "warned": met, **fields})
        return decide(base, text, Heard(frozenset(moves)), of or scenario, seed, buyer_said=said)

    return step
