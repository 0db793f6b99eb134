"""Control of the process: a table of short talks for each criterion."""

from __future__ import annotations

import pytest

HELLO = "buyer: Yes?"
OPEN = "rep: How does it go today? | ask_open"
TOLD = "buyer: By hand, mostly. | answer"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("rep: One aim. | agenda", "buyer: Good.", "rep: First you, then us. | agenda"), "met"),
        (("rep: I am calling about the van. | agenda", "buyer: Yes?", "rep: Right."), "partly"),
        (("rep: I'm calling about the van.", "buyer: Yes?", "rep: Right."), "partly"),
        (
            (
                "rep: Hi.",
                "buyer: Hi.",
                "rep: So.",
                "buyer: So.",
                "rep: Um.",
                "buyer: ?",
                "rep: The point today is this. | agenda",
            ),
            "partly",
        ),
        (("rep: Hi.", "buyer: Hi.", "rep: Nice weather."), "missed"),
    ],
)
def test_an_agenda_has_a_purpose_and_an_order_early_on(verdict, lines, expected):
    assert verdict("control.agenda", *lines)[0] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((HELLO, OPEN, TOLD, "rep: Why by hand? | ask_open", "buyer: Habit. | answer"), "met"),
        ((HELLO, OPEN, TOLD, "rep: I see."), "partly"),
        ((HELLO, OPEN, "buyer: Who are you? | question", "rep: What hurts? | ask_open"), "partly"),
        ((HELLO, "rep: We sell maps. | pitch", "buyer: Oh."), "missed"),
        ((HELLO, "rep: We sell maps. | pitch", "buyer: Bye. | end"), "n/a"),
    ],
)
def test_discovery_needs_a_question_that_grows_out_of_an_answer(verdict, lines, expected):
    assert verdict("control.discovery", *lines)[0] == expected


PRICE = "buyer: What does it cost? | skip"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((PRICE, "rep: Your numbers first, or I would guess. | redirect", "buyer: OK."), "met"),
        ((PRICE, "rep: I will send it, could we go through it Friday? | promise ask"), "partly"),
        (
            (PRICE, "rep: Numbers first. | redirect", PRICE, "rep: Forty. | comply_skip"),
            "partly",
        ),
        ((PRICE, "rep: Forty a month. | comply_skip", "buyer: Hm."), "missed"),
        (("buyer: Send me something. | request", "rep: Will do. | promise"), "missed"),
        ((HELLO, "rep: Hi.", PRICE), "n/a"),
        ((HELLO, "rep: Hi."), "n/a"),
    ],
)
def test_a_jump_ahead_is_steered_or_paid_for_with_a_step(verdict, lines, expected):
    assert verdict("control.no_skip", *lines)[0] == expected


LATER = "buyer: Call me next month. | stall"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((LATER, "rep: What would have to happen by then? | probe", TOLD), "met"),
        ((LATER, "rep: Then Tuesday with Jo? | ask ask_specific", "buyer: OK. | commit"), "met"),
        ((LATER, "rep: What is behind it? | probe", LATER, "rep: Sure. | accept_vague"), "partly"),
        ((LATER, "rep: No problem, I will wait. | accept_vague"), "missed"),
        ((LATER, "rep: Today or never. | pressure", "buyer: No. | refuse"), "missed"),
        ((HELLO, "rep: Hi.", LATER), "n/a"),
    ],
)
def test_soft_words_are_not_left_standing(verdict, lines, expected):
    assert verdict("control.non_commitment", *lines)[0] == expected


GIVE = "rep: I will send the sheet tonight. | promise"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((HELLO, GIVE, "buyer: And I will ring Jo. | commit", "rep: Good."), "met"),
        (
            (HELLO, GIVE, "buyer: I will ring Jo. | commit", "rep: Good.", "buyer: Bye.", GIVE),
            "partly",
        ),
        ((HELLO, GIVE, "buyer: Thanks.", "rep: Bye."), "missed"),
        ((HELLO, GIVE, "buyer: I may, some day. | commit vague", "rep: Bye."), "missed"),
        ((HELLO, "rep: Hi."), "n/a"),
    ],
)
def test_every_promise_wants_a_task_of_the_buyers(verdict, lines, expected):
    assert verdict("control.gain_not_give", *lines)[0] == expected


RESIST = "buyer: Leave the finance director to me. | refuse"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            (
                HELLO,
                "rep: Finance must see it. | hold",
                RESIST,
                "rep: Without them it dies at the end. | hold",
                "buyer: Hm.",
            ),
            "met",
        ),
        ((HELLO, "rep: Finance must see it. | hold", RESIST, "rep: All right."), "partly"),
        ((HELLO, "rep: Could we meet? | ask", RESIST, "rep: All right. | accept_vague"), "missed"),
        ((HELLO, OPEN, TOLD), "n/a"),
    ],
)
def test_a_needed_step_is_named_and_stayed_with(verdict, lines, expected):
    assert verdict("control.hold", *lines)[0] == expected


AWAY = "buyer: Did you see the rugby? | dodge"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((AWAY, "rep: I did. Back to the till? | redirect", "buyer: Yes."), "met"),
        ((AWAY, "rep: What a game.", "buyer: Oh yes.", "rep: And the till? | redirect"), "partly"),
        ((AWAY, "rep: What a game.", "buyer: Oh yes.", "rep: Splendid."), "missed"),
        ((HELLO, OPEN, TOLD), "n/a"),
    ],
)
def test_a_wandering_talk_is_brought_back(verdict, lines, expected):
    assert verdict("control.path", *lines)[0] == expected
