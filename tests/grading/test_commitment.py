"""Asking for commitment: a table of short talks for each criterion."""

from __future__ import annotations

import pytest

HELLO = "buyer: Yes?"
ASK = "rep: Could we meet on Thursday at ten with Carol? | ask ask_specific"
LOOSE = "rep: Could we talk some time? | ask"
CHAT = ("rep: Hi.", "buyer: Hi.", "rep: So.", "buyer: So.", "rep: Well.", "buyer: Well.")
NO_FIT = "rep: Then I don't think you should hire us, and that is fine. | allow_no qualify"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((*CHAT, "rep: So it is the Mondays. | recap", "buyer: Yes. | answer", ASK), "met"),
        ((*CHAT, ASK, "buyer: Yes. | commit", "rep: So, Thursday. | recap"), "partly"),
        ((*CHAT, ASK, "buyer: Yes. | commit"), "missed"),
        ((HELLO, ASK), "n/a"),
        ((*CHAT, "rep: Oh.", "buyer: Oh.", NO_FIT, "buyer: Fair."), "n/a"),
    ],
)
def test_a_recap_comes_before_the_ask(verdict, lines, expected):
    assert verdict("commitment.recap", *lines)[0] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((*CHAT, "rep: What draws you most? | temperature ask_open", "buyer: It.", ASK), "met"),
        ((*CHAT, "rep: Sound good? | temperature", "buyer: Yes.", ASK), "partly"),
        ((*CHAT, ASK, "buyer: Yes. | commit"), "missed"),
        ((HELLO, ASK), "n/a"),
    ],
)
def test_the_temperature_is_taken_with_an_open_question(verdict, lines, expected):
    assert verdict("commitment.temperature", *lines)[0] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((HELLO, ASK), "met"),
        ((*CHAT, "rep: I will wait, or will you ring? | accept_vague"), "partly"),
        ((*CHAT, "rep: I will send the brochure. | promise"), "missed"),
        ((*CHAT, "rep: Oh.", "buyer: Oh.", NO_FIT, "buyer: Fair."), "n/a"),
    ],
)
def test_a_commitment_is_asked_for_hinted_at_or_forgotten(verdict, lines, expected):
    assert verdict("commitment.ask", *lines)[0] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((HELLO, ASK), "met"),
        ((HELLO, "rep: Could Jo and you look at it? | ask ask_specific", "buyer: Hm."), "partly"),
        ((HELLO, LOOSE), "partly"),
        ((HELLO, "rep: Hi."), "n/a"),
    ],
)
def test_a_step_is_specific_when_it_fits_a_calendar(verdict, lines, expected):
    assert verdict("commitment.specific", *lines)[0] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((HELLO, "rep: Could you bring Carol and last month's figures? | ask"), "met"),
        ((HELLO, "rep: May I pop in on Thursday? | ask ask_specific"), "partly"),
        ((HELLO, "rep: Could I send you our brochure? | ask"), "missed"),
        ((HELLO, "rep: Hi."), "n/a"),
    ],
)
def test_a_step_with_effort_has_something_for_them_to_do(verdict, lines, expected):
    assert verdict("commitment.effort", *lines)[0] == expected


NO = "buyer: No. | refuse"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((HELLO, ASK, NO, "rep: Then ten minutes with Jo? | ask ask_smaller"), "met"),
        ((HELLO, ASK, NO, "rep: Then I will send something. | promise"), "partly"),
        ((HELLO, ASK, NO, "rep: Come on. | ask pressure", NO, "rep: Bye."), "missed"),
        ((HELLO, ASK, "buyer: Yes. | commit", "rep: Good."), "n/a"),
        ((HELLO, ASK, "buyer: Mail me first. | request", "rep: Sure. | promise"), "partly"),
        ((HELLO, "rep: Hm.", "buyer: Mail me. | request", "rep: Sure. | promise"), "n/a"),
    ],
)
def test_a_no_is_followed_by_something_smaller(verdict, lines, expected):
    assert verdict("commitment.next_best", *lines)[0] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((HELLO, ASK, "buyer: Thursday is fine. | commit", "rep: Good."), "met"),
        ((HELLO, LOOSE, "buyer: Yes, let us. | commit", "rep: Good."), "partly"),
        ((HELLO, ASK, "buyer: You can try. | vague", "rep: Good."), "partly"),
        ((HELLO, ASK, "buyer: Fine. | commit", "rep: Ah.", "buyer: Or not. | back_away"), "missed"),
        ((HELLO, ASK, NO, "rep: Oh."), "missed"),
        ((*CHAT, "rep: Oh.", "buyer: Oh.", NO_FIT, "buyer: Fair."), "n/a"),
    ],
)
def test_booked_means_agreed_and_timed(verdict, lines, expected):
    assert verdict("commitment.booked", *lines)[0] == expected
