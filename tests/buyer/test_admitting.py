"""What lies behind a stall, said to a rep who asks instead of pushing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.buyer.conftest import RAW, Play
from trainer.buyer.events import notice
from trainer.buyer.questions import kind_of
from trainer.scenario import Scenario

BEHIND = "To be honest, I'm the one who'd have to answer for it if it broke."
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


def test_what_waiting_costs_is_no_answer_to_what_holds_them(play: Play, honest: Scenario) -> None:
    stalled = {**MET, "active": "stocktake", "fired": ("happy", "stocktake")}
    text = "Which part of it weighs on you most: the price, or what it costs you if it goes wrong?"
    decision = play(text, "probe", of=honest, **stalled)
    assert [beat.source for beat in decision.beats] == ["resistance.stocktake.admitting"]


def test_an_answer_stands_for_itself_where_a_stall_gives_way(play: Play) -> None:
    stalled = {**MET, "active": "happy", "fired": ("happy",)}
    decision = play("What do your mistakes cost you in a week?", "impact", **stalled)
    assert decision.state.active is None
    assert [beat.fact for beat in decision.beats] == ["wrong-boxes"]


AGREED = {"granted": "tally", "time": "Thursday", "trust": 3.0}


def test_a_larger_step_after_a_smaller_one_is_refused_in_its_own_words(play: Play) -> None:
    text = "Then could we have half an hour on the floor on Tuesday too?"
    decision = play(text, "ask", "ask_specific", fired=("happy", "stocktake"), **AGREED)
    assert decision.rule == "one_thing_at_a_time"
    assert (decision.state.granted, decision.state.time) == ("tally", "Thursday")


@pytest.mark.parametrize(
    "text",
    [
        "Lovely. Shall I bring the sheets, or do you want to print your own?",
        "Should I write to the day shift myself, or would you like to tell them first?",
    ],
)
def test_which_way_to_arrange_it_is_left_to_the_rep(play: Play, text: str) -> None:
    assert play(text, **AGREED).beats[-1].source == "bank.up_to_you"


def test_permission_asked_with_a_reason_is_no_gimmick(play: Play) -> None:
    short = play("Can I have thirty seconds, then you can hang up?", "gimmick")
    assert short.rule == "calls_out_gimmick"
    reason = (
        "Hello Joe, it's Sam from Pickwell, you don't know me. I'm ringing because you advertised"
        " twice this year for pickers on nights, and I had one question about that. Have you two"
        " minutes, or have I caught you walking somewhere?"
    )
    assert play(reason, "gimmick", "agenda").rule != "calls_out_gimmick"
