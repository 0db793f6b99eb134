"""What lies behind a stall, said to a rep who asks instead of pushing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.buyer.conftest import RAW, Play
from trainer.buyer.events import notice
from trainer.buyer.questions import kind_of
from trainer.scenario import Scenario

BEHIND = "I'd have to own it if it broke."
MET = {"exchanges": 2, "warned": ("met",), "trust": 2.0}


@pytest.fixture
def honest() -> Scenario:
    stalls: list[dict[str, Any]] = [{**r, "admitting": [BEHIND]} for r in RAW["resistance"]]
    return Scenario.model_validate({**RAW, "resistance": stalls})


@pytest.mark.parametrize(
    "question",
    [
        "What's really stopping you, Joe?",
        "Is it the price, the time, or something about us?",
        "What makes you hesitate?",
        "What would worry you about it?",
    ],
)
def test_a_rep_who_asks_what_holds_them_hears_it(
    play: Play, honest: Scenario, question: str
) -> None:
    stalled = {**MET, "active": "stocktake", "fired": ("happy", "stocktake")}
    decision = play(question, "probe", of=honest, **stalled)
    assert decision.beats[0].source == "resistance.stocktake.admitting"


def test_it_can_be_asked_after_the_stall_too(play: Play, honest: Scenario) -> None:
    over = {**MET, "fired": ("happy", "stocktake"), "yielded": ("stocktake",)}
    decision = play("What still worries you about it?", "probe", of=honest, **over)
    assert decision.beats[0].source == "resistance.stocktake.admitting"
    used = ("resistance.stocktake.admitting[0]",)
    again = play("What still worries you about it?", "probe", of=honest, used=used, **over)
    assert again.beats[0].source != "resistance.stocktake.admitting"


def test_a_pushed_buyer_admits_nothing(play: Play, honest: Scenario) -> None:
    stalled = {**MET, "active": "stocktake", "fired": ("happy", "stocktake")}
    decision = play("You have to decide today, Joe.", "pressure", of=honest, **stalled)
    assert "admitting" not in decision.beats[0].source


def test_either_or_about_the_hesitation_is_no_ask(play: Play, honest: Scenario) -> None:
    text = "Is it the half hour on the floor that's the trouble, or is it me?"
    decision = play(text, "ask", "probe", of=honest, value=4.0, urgency=4.0, **MET)
    assert not decision.state.granted


@pytest.mark.parametrize(
    "question",
    [
        "Would that help?",
        "Would a number like that matter to you?",
        "How does that sit with you?",
        "What do you make of that?",
        "Does that sound fair?",
    ],
)
def test_what_the_rep_offers_is_weighed(question: str) -> None:
    assert kind_of(question, notice(question), told=True).situation == "proposal"
