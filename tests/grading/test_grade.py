"""From readings to reports: what every grade must hold to."""

from __future__ import annotations

from dataclasses import replace

from trainer.conversation import Conversation, Transcript
from trainer.grading.case import PracticeLog
from trainer.grading.grade import grade, report
from trainer.grading.registry import RULES
from trainer.report import GradeReport, Judgement, Verdict
from trainer.rubric import CRITERIA


def test_there_is_exactly_one_rule_for_each_fixed_criterion():
    assert tuple(RULES) == CRITERIA


def test_every_reference_conversation_is_graded_with_exact_quotes(reference, rubric):
    for conversation, _ in reference:
        result = grade(conversation, rubric)
        assert tuple(result.results) == CRITERIA
        assert len(result.focus) <= 3
        for criterion in result.results.values():
            if criterion.verdict.points is not None:
                assert criterion.evidence, criterion
            if criterion.verdict is Verdict.PARTLY:
                assert criterion.missing, criterion
            assert criterion.note, criterion
            for e in criterion.evidence:
                assert e.quote in conversation.transcript.turns[e.turn - 1].text


def test_a_report_survives_the_trip_through_json(reference, rubric):
    result = grade(reference[0][0], rubric)
    again = GradeReport.from_dict(result.to_dict())
    assert again.to_dict() == result.to_dict()


def test_the_same_conversation_gives_the_same_report(reference, rubric):
    for conversation, _ in reference[:4]:
        first, second = grade(conversation, rubric), grade(conversation, rubric)
        assert first.to_dict() == second.to_dict()


def test_focus_points_quote_the_rep_and_offer_a_line(reference, rubric):
    for conversation, _ in reference:
        for focus in grade(conversation, rubric).focus:
            assert focus.why and focus.try_line
            assert focus.turn is not None and focus.quote


def test_a_scenario_line_goes_before_the_bank(reference, rubric):
    conversation = reference[1][0]
    first = grade(conversation, rubric).focus[0]
    own = grade(conversation, rubric, scenario_lines={first.criterion: "My own line."}).focus[0]
    assert own.try_line == "My own line."
    assert first.try_line != "My own line."


def test_a_talk_without_a_word_from_the_rep_is_not_graded(rubric):
    silent = Conversation(Transcript("none", "meeting", ()), ())
    result = grade(silent, rubric)
    assert result.overall is None
    assert {r.verdict for r in result.results.values()} == {Verdict.NA}


def test_the_practice_log_overrules_the_reading(talk, rubric):
    conversation = talk(
        "buyer: Yes?",
        "rep: Could we meet on Thursday with your planner? | ask ask_specific",
        "buyer: Send me something. | answer",
        "rep: I will send it tonight. | promise comply_skip",
    )
    without = grade(conversation, rubric).results["control.no_skip"]
    log = PracticeLog(opportunity={"control.no_skip": (True, (3,))})
    assert without.verdict is Verdict.NA
    assert grade(conversation, rubric, log=log).results["control.no_skip"].verdict is Verdict.MISSED


def test_a_criterion_that_is_switched_off_is_not_in_the_report(reference, rubric):
    kept = tuple(c.model_copy(update={"on": c.id != "value.trade"}) for c in rubric.criteria)
    result = grade(reference[0][0], rubric.model_copy(update={"criteria": kept}))
    assert "value.trade" not in result.results
    assert len(result.results) == len(CRITERIA) - 1


def test_a_judge_that_leaves_a_criterion_out_leaves_it_unscored(reference, rubric):
    conversation = reference[0][0]
    result = report(conversation, rubric, {}, judge_name="other")
    assert {r.verdict for r in result.results.values()} == {Verdict.UNSCORED}
    assert result.overall is None


def test_turns_that_do_not_exist_are_dropped_and_a_baseless_verdict_is_not_scored(
    reference, rubric
):
    conversation = reference[0][0]
    word = Judgement(Verdict.MET, (0, 999, 2, 2), "Fine.")
    lost = replace(word, turns=(999,))
    result = report(conversation, rubric, {"value.trade": word, "control.agenda": lost})
    assert [e.turn for e in result.results["value.trade"].evidence] == [2]
    assert result.results["control.agenda"].verdict is Verdict.UNSCORED
