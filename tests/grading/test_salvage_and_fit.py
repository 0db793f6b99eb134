"""Saving a failed close, and fit: a table of short talks for each criterion."""

from __future__ import annotations

import pytest

from trainer.conversation import Plan

ASK = "rep: Could we sign on Thursday? | ask ask_specific"
COOL = "buyer: I think we leave it for now. | back_away stall"
FINE = "buyer: Hm. | answer"


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("rep: That is fair, I hear you. | acknowledge", "met"),
        ("rep: Sure, and I will send you a video. | promise accept_vague", "partly"),
        ("rep: You said you liked it. | pressure", "missed"),
    ],
)
def test_cooling_is_taken_calmly_or_argued_with(verdict, reply, expected):
    assert verdict("salvage.acknowledge", ASK, COOL, reply, FINE)[0] == expected


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("rep: You wanted your Saturdays back. | refocus", "met"),
        ("rep: People like you gain a day a week. | trade", "partly"),
        ("rep: The machine is very good. | pitch", "missed"),
    ],
)
def test_the_talk_turns_back_to_what_they_want(verdict, reply, expected):
    assert verdict("salvage.refocus", ASK, COOL, reply, FINE)[0] == expected


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        (("rep: That is fair. | acknowledge",), "met"),
        (("rep: I need this one. | self_interest", FINE, "rep: Sorry."), "partly"),
        (("rep: I need this. | self_interest", FINE, "rep: Today only. | pressure"), "missed"),
    ],
)
def test_the_reps_own_need_stays_out_of_it(verdict, replies, expected):
    assert verdict("salvage.no_self_interest", ASK, COOL, *replies)[0] == expected


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        (("rep: What changed? | probe", FINE, "rep: Then we insure that. | resolve"), "met"),
        (("rep: What changed? | probe", FINE, "rep: I see."), "partly"),
        (("rep: We insure that. | resolve", FINE, "rep: So."), "partly"),
        (("rep: Right.", FINE, "rep: So."), "missed"),
    ],
)
def test_the_real_concern_is_found_and_dealt_with(verdict, replies, expected):
    assert verdict("salvage.resolve", ASK, COOL, *replies)[0] == expected


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        (("rep: I see. | acknowledge", FINE, "rep: Then Tuesday, only on that? | ask"), "met"),
        (("rep: I see. | acknowledge", FINE, "rep: I will call you. | promise"), "partly"),
        (("rep: I see. | acknowledge", FINE, "rep: Goodbye."), "missed"),
    ],
)
def test_after_the_no_a_step_is_asked_for_again(verdict, replies, expected):
    assert verdict("salvage.ask_again", ASK, COOL, *replies)[0] == expected


@pytest.mark.parametrize(
    "id",
    [
        "salvage.acknowledge",
        "salvage.refocus",
        "salvage.no_self_interest",
        "salvage.resolve",
        "salvage.ask_again",
    ],
)
def test_nothing_is_salvaged_where_nobody_cooled(verdict, id):
    assert verdict(id, ASK, "buyer: Fine. | commit", "rep: Good.")[0] == "n/a"
    assert verdict(id, ASK, "buyer: Sounds nice. | vague", "rep: Good.")[0] == "n/a"
    assert verdict(id, ASK, "buyer: Is it safe? | concern", "rep: Yes.")[0] == "n/a"


def test_a_stall_in_the_very_last_turn_opens_nothing(verdict):
    for id in ("salvage.acknowledge", "control.non_commitment", "commitment.next_best"):
        assert verdict(id, ASK, COOL)[0] == "n/a"


HELLO = "buyer: Yes?"
WHO = "rep: Who signs for it? | qualify"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((HELLO, WHO, FINE, "rep: And is there budget this year? | qualify", FINE), "met"),
        ((HELLO, WHO, FINE, "rep: I see."), "partly"),
        ((HELLO, "rep: We sell maps. | pitch", FINE), "missed"),
        ((HELLO, WHO, "buyer: Goodbye. | end"), "n/a"),
    ],
)
def test_fit_is_checked_on_two_counts(verdict, lines, expected):
    assert verdict("fit.qualify", *lines)[0] == expected


PLAN = Plan(
    objective="Find out what the night shift costs them",
    value="Fewer night calls",
    ask="Night log and a review with the shift manager",
    fallback="One week of the log",
)
DIG = ("rep: How are the night calls? | ask_open", FINE, "rep: What does one cost? | impact", FINE)


@pytest.mark.parametrize(
    ("lines", "plan", "expected"),
    [
        ((HELLO, *DIG, "rep: Could you share the night log? | ask"), PLAN, "met"),
        ((HELLO, *DIG, "rep: Goodbye."), PLAN, "partly"),
        ((HELLO, "rep: We sell maps. | pitch", FINE, "rep: Goodbye."), PLAN, "missed"),
        ((HELLO, *DIG), None, "n/a"),
        ((HELLO, *DIG), Plan(), "n/a"),
    ],
)
def test_the_plan_is_followed_in_part_or_left_in_the_drawer(verdict, lines, plan, expected):
    assert verdict("fit.plan", *lines, plan=plan)[0] == expected
