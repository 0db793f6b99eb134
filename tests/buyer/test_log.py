"""What the log of a practice session adds to the acts: unanswered questions, the needed step."""

from __future__ import annotations

import pytest

from trainer.buyer.log import (
    evasions,
    log_of,
    needed_steps_resisted,
    people_needed,
    put_offs,
)
from trainer.conversation import Channel, Conversation, Heard, Transcript, Turn
from trainer.scenario import Scenario


def build(*lines: str, channel: Channel = "meeting") -> Conversation:
    """A conversation from lines like "rep: Who decides? | qualify"."""
    turns, heard = [], []
    for line in lines:
        words, _, labels = line.partition(" |")
        speaker, _, text = words.partition(":")
        turns.append(Turn("rep" if speaker == "rep" else "buyer", text.strip()))
        heard.append(Heard(frozenset(labels.split())))
    return Conversation(Transcript("talk", channel, tuple(turns)), tuple(heard))


ASKED = "rep: How many come back? | ask_open"
GO_ON = "rep: I see. |"


@pytest.mark.parametrize(
    "lines",
    [
        (ASKED, "buyer: That landed. |", GO_ON),
        (ASKED, "buyer: Think big, I say. | vague", GO_ON),
        (ASKED, "buyer: Some other month. | stall", GO_ON),
        ("rep: We scan boots. | pitch", "buyer: Seen the match? | dodge", GO_ON),
    ],
)
def test_a_question_that_gets_nothing_was_evaded(lines):
    assert evasions(build(*lines)) == (2,)


@pytest.mark.parametrize(
    "lines",
    [
        (ASKED, "buyer: Forty. | answer", GO_ON),
        (ASKED, "buyer: I doubt that it matters. | concern", GO_ON),
        ("rep: We scan boots. | pitch", "buyer: Right. |", GO_ON),
        ("rep: Is now a good time? | gimmick", "buyer: Next month. | stall", GO_ON),
        ("rep: Could we meet on Friday? | ask", "buyer: We'll see. | vague", GO_ON),
        ("rep: Wie viele kommen denn jede Woche zurück? | ask_open", "buyer: English? |", GO_ON),
        (ASKED, "buyer: That landed. |"),
    ],
)
def test_an_answer_a_soft_no_to_an_ask_and_the_last_word_are_no_evasion(lines):
    assert evasions(build(*lines)) == ()


def test_staying_with_an_earlier_stall_or_putting_off_what_is_pending_is_no_evasion():
    stall = "buyer: Some other month. | stall"
    assert evasions(build(GO_ON, stall, ASKED, stall, GO_ON)) == ()
    assert evasions(build(ASKED, stall, GO_ON, channel="closing")) == ()
    assert evasions(build("rep: A visit? | ask", "buyer: No. | refuse", ASKED, stall, GO_ON)) == ()


MEET = "rep: Could we meet on Friday? | ask"
LATER = "buyer: Lovely. Let me bring it up with the others first. | vague"


def test_a_kind_word_that_asks_for_time_puts_the_step_off():
    cold = "buyer: I would rather not. | back_away"
    assert put_offs(build(MEET, LATER, GO_ON, cold, GO_ON)) == (2, 4)
    assert put_offs(build(GO_ON, "buyer: Hm. |", GO_ON, LATER, GO_ON)) == (4,)
    assert put_offs(build(GO_ON, LATER, GO_ON, channel="closing")) == (2,)


@pytest.mark.parametrize(
    "lines",
    [
        (MEET, "buyer: Sounds lovely, I like it. | vague", GO_ON),
        (MEET, "buyer: Let me see, four hundred. | answer", GO_ON),
        (GO_ON, LATER, GO_ON, "buyer: Hm. |", GO_ON),
        (MEET, LATER),
    ],
)
def test_a_vague_yes_alone_puts_nothing_off(lines):
    assert put_offs(build(*lines)) == ()


def test_a_put_off_opens_the_saving_of_the_close_unless_the_rep_rightly_walked_away(scenario):
    talk = build(MEET, LATER, GO_ON)
    assert log_of(talk, scenario, "lost").opportunity["salvage.ask_again"] == (True, (2,))
    rightly = log_of(talk, scenario, "no_fit").opportunity
    assert "salvage.ask_again" not in rightly
    assert rightly["salvage.acknowledge"] == (True, (2,))


@pytest.fixture
def with_people(scenario: Scenario) -> Scenario:
    """The test scenario, whose best step needs Anna and the director."""
    data = scenario.to_dict()
    best = next(c for c in data["commitments"] if c["rank"] == "best")
    best["is"] = "an hour with Anna and the director"
    best["cues"] = ["anna", "director", "an hour"]
    return Scenario.model_validate(data)


def test_roles_and_names_are_people_and_an_hour_is_none(with_people):
    assert people_needed(with_people) == ("anna", "director")


def test_resisting_a_step_with_others_in_it_is_an_opportunity_to_hold(with_people):
    talk = build("rep: Could Anna join us? | ask", "buyer: Leave her be. | dodge", GO_ON)
    assert needed_steps_resisted(talk, with_people) == (2,)
    log = log_of(talk, with_people, "lost")
    assert log.opportunity["control.hold"] == (True, (2,))
    assert log.ended_for_fit is False


@pytest.mark.parametrize(
    "lines",
    [
        ("rep: Could I have an hour? | ask", "buyer: Not now. | stall", GO_ON),
        ("rep: Could Anna join us? | ask", "buyer: She will. | commit", GO_ON),
        ("rep: Could Anna join us? | ask", "buyer: She may find it dear. | concern", GO_ON),
        ("rep: Could Anna join us? | ask", "buyer: Not now. | stall"),
    ],
)
def test_a_step_without_others_a_yes_a_doubt_and_the_last_word_leave_it_to_the_reading(
    with_people, lines
):
    log = log_of(build(*lines), with_people, "no_fit")
    assert "control.hold" not in log.opportunity
    assert log.ended_for_fit is True
