"""Value trading: a table of short talks for each criterion."""

from __future__ import annotations

import pytest

HELLO = "buyer: Yes?"
ASK = "rep: Could we meet on Thursday with your planner? | ask ask_specific"
GIFT = "rep: You will leave with the three figures your peers track. | trade"
YES = "buyer: Fine. | commit"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((HELLO, "rep: You keep the figures, so could we meet? | trade ask", YES), "met"),
        ((HELLO, GIFT, "buyer: Go on. | answer", ASK, YES), "met"),
        (
            (
                HELLO,
                ASK,
                "buyer: No. | refuse",
                "rep: Monday? | ask",
                "buyer: No. | refuse",
                "rep: You keep the figures, so a call? | trade ask ask_smaller",
                YES,
            ),
            "partly",
        ),
        ((HELLO, "rep: Most lose a day a month to it. | insight", "buyer: Oh.", ASK), "partly"),
        ((HELLO, ASK, YES), "missed"),
        ((HELLO, "rep: We are the best there is. | pitch", "buyer: Nice.", ASK), "missed"),
        ((HELLO, "rep: How do you plan today? | ask_open", "buyer: By hand. | answer"), "n/a"),
    ],
)
def test_trade_is_judged_by_what_the_buyer_gains_with_each_ask(verdict, lines, expected):
    assert verdict("value.trade", *lines)[0] == expected


@pytest.mark.parametrize(
    ("lines", "channel", "expected"),
    [
        ((HELLO, "rep: Andre from the Tannery. | agenda", "buyer: Yes?"), "cold_call", "met"),
        ((HELLO, "rep: Got twenty seconds? | gimmick", "buyer: No."), "cold_call", "missed"),
        (
            (HELLO, "rep: Bad time? | gimmick", "buyer: No.", "rep: Half your peers… | insight"),
            "follow_up",
            "partly",
        ),
        (
            (HELLO, "rep: Hello.", "buyer: Hi.", "rep: So.", "buyer: So.", "rep: Boo. | gimmick"),
            "first_contact",
            "met",
        ),
        ((HELLO, "rep: Got twenty seconds? | gimmick", "buyer: No."), "meeting", "n/a"),
    ],
)
def test_a_stunt_counts_only_in_the_opening_of_an_early_channel(verdict, lines, channel, expected):
    assert verdict("value.no_gimmick", *lines, channel=channel)[0] == expected


IMPACT = "rep: What does that do to your Mondays? | ask_open impact"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((HELLO, IMPACT, "buyer: Two of us come in at six. | answer reveal"), "met"),
        ((HELLO, IMPACT, "buyer: Nothing much. | dodge"), "partly"),
        ((HELLO, "rep: It costs you. | impact pressure", "buyer: True. | reveal"), "partly"),
        (
            (HELLO, "rep: Hello.", "buyer: We lose four a month. | reveal", "rep: Nice. | pitch"),
            "missed",
        ),
        ((HELLO, "rep: Hello.", "buyer: Hi.", "rep: Lovely weather."), "missed"),
        ((HELLO, "rep: Hello.", "buyer: No, goodbye. | refuse end"), "n/a"),
    ],
)
def test_the_cost_of_staying_put_must_become_the_buyers_own(verdict, lines, expected):
    assert verdict("value.cost_of_inaction", *lines)[0] == expected


PITCH = (
    "rep: We make planning software with maps, routes, a portal for your customers, reports for "
    "your board and a phone app for the drivers. | pitch"
)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((HELLO, IMPACT, "buyer: Two of us come in. | answer reveal", PITCH), "met"),
        ((HELLO, PITCH, "buyer: Oh.", IMPACT, "buyer: We lose a day. | answer reveal"), "partly"),
        ((HELLO, PITCH, "buyer: Oh.", PITCH, "buyer: Hm.", PITCH), "missed"),
        ((HELLO, "rep: Hello.", "buyer: Hi."), "n/a"),
    ],
)
def test_the_problem_belongs_before_the_pitch(verdict, lines, expected):
    assert verdict("value.sequence", *lines)[0] == expected


TOLD = "buyer: It is always the Monday shift. | answer reveal"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((TOLD, "rep: So for Mondays. | tailor", "buyer: Hm.", "rep: Your shift. | tailor"), "met"),
        ((TOLD, "rep: So for Mondays. | tailor", "buyer: Hm.", PITCH), "partly"),
        ((TOLD, PITCH, "buyer: Hm.", PITCH), "missed"),
        ((HELLO, PITCH, "buyer: No."), "n/a"),
    ],
)
def test_an_offer_is_tailored_when_it_uses_their_words_twice(verdict, lines, expected):
    assert verdict("value.tailored", *lines)[0] == expected


def test_a_missed_cost_names_the_turn_where_it_was_passed_over(verdict):
    lines = (HELLO, "rep: Hi.", "buyer: We lose four a month. | reveal", "rep: Nice. | pitch")
    assert verdict("value.cost_of_inaction", *lines)[1] == (4,)
