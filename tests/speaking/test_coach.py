"""What a coach is asked: each point where the rep could have said the line, and nothing untrue."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trainer.conversation import Transcript, Turn
from trainer.grading.coaching import placed
from trainer.grading.grade import grade
from trainer.library import Library, data_folder, load_rubric
from trainer.reading.local import LocalReader
from trainer.report import CriterionResult, Evidence, Focus, GradeReport, Verdict
from trainer.scenario import Scenario
from trainer.speaking.coach import prompt

RUBRIC = load_rubric(None)
TALK = Transcript(
    "talk",
    "cold_call",
    (
        Turn("buyer", "Dana Whitlock."),
        Turn("rep", "It's Sam from Middlewatch. Who picks up the phone at night?"),
        Turn("buyer", "Imran, mostly."),
        Turn("rep", "Would you meet me on Tuesday at nine?"),
        Turn("buyer", "Tuesday at nine, then."),
        Turn("rep", "So one phone, and Imran carries it. See you on Tuesday."),
    ),
)


@pytest.fixture(scope="module")
def dana() -> Scenario:
    return Library((data_folder("scenarios"),)).get("next-quarter")


@pytest.fixture(scope="module")
def report() -> GradeReport:
    made = grade(LocalReader().read(TALK), RUBRIC)
    ask = CriterionResult("commitment.ask", Verdict.MET, (Evidence(4, "Would you meet me"),))
    return replace(made, results={**made.results, "commitment.ask": ask})


def point(criterion: str, turn: int, line: str = "Try this.") -> Focus:
    return Focus(criterion, turn, TALK.turns[turn - 1].text, "You did. It costs.", line)


@pytest.mark.parametrize(
    ("criterion", "shown", "belongs"),
    [
        ("commitment.booked", 5, 4),
        ("control.agenda", 6, 2),
        ("commitment.recap", 6, 4),
        ("value.trade", 4, 4),
        ("control.no_skip", 1, 2),
    ],
)
def test_a_point_stands_where_the_rep_could_have_said_it(
    report: GradeReport, criterion: str, shown: int, belongs: int
) -> None:
    found = placed(point(criterion, shown), report.results, TALK)
    assert found.turn == belongs
    assert found.quote in TALK.turns[belongs - 1].text


def test_a_call_nothing_is_known_about_has_no_header_of_unknowns(report: GradeReport) -> None:
    one = replace(report, focus=(point("value.trade", 4),))
    text = prompt(one, RUBRIC, TALK, TALK.turns, None)[1]["content"]
    assert text.startswith("On a cold call. What the salesperson was told: not recorded")
    assert "They sell" not in text


def test_what_is_written_is_not_coached_as_speech(report: GradeReport) -> None:
    one = replace(report, focus=(point("value.trade", 4),))
    chat = replace(TALK, channel="first_contact")
    assert "said aloud" in prompt(one, RUBRIC, TALK, TALK.turns, None)[0]["content"]
    assert "said aloud" not in prompt(one, RUBRIC, chat, chat.turns, None)[0]["content"]


def test_an_example_that_speaks_of_what_had_not_come_up_is_left_out(
    report: GradeReport, dana: Scenario
) -> None:
    line = dana.good_lines["value.trade"]
    assert "Neil" in line
    one = replace(report, focus=(point("value.trade", 2, line),))
    assert line not in prompt(one, RUBRIC, TALK, TALK.turns, dana)[1]["content"]
    named = replace(TALK, turns=(Turn("buyer", "Neil signs. Forty minutes?"), *TALK.turns[1:]))
    asked = prompt(one, RUBRIC, named, named.turns, dana)[1]["content"]
    assert f'An example for this buyer: "{line}"' in asked


@pytest.mark.parametrize("verdict", [Verdict.MET, Verdict.MISSED])
def test_no_cost_is_named_for_a_step_that_was_agreed(
    report: GradeReport, dana: Scenario, verdict: Verdict
) -> None:
    booked = CriterionResult("commitment.booked", verdict, (Evidence(5, "Tuesday at nine"),))
    results = {**report.results, "commitment.booked": booked}
    points = (point("commitment.recap", 4),)
    one = replace(report, results=results, focus=points)
    asked = prompt(one, RUBRIC, TALK, TALK.turns, dana)[1]["content"]
    agreed = verdict is Verdict.MET
    assert ("What it costs as a rule" in asked) != agreed
    assert ("the buyer agreed to a next step" in asked) == agreed
