"""Focus points: the largest losses first, one for each root, never more than three."""

from __future__ import annotations

from trainer.conversation import CHANNELS, Transcript, Turn
from trainer.grading.coaching import MOST, ROOTS, focus_points, losses
from trainer.grading.lines import bank, cost_of, line_for
from trainer.report import CriterionResult, Evidence, Verdict, score
from trainer.rubric import CRITERIA

TALK = Transcript(
    "talk", "meeting", (Turn("rep", "Hi."), Turn("buyer", "Hello."), Turn("rep", "Bye."))
)


def result(id: str, verdict: Verdict, confidence: float | None = None) -> CriterionResult:
    return CriterionResult(id, verdict, (Evidence(1, "Hi."),), "You did.", confidence=confidence)


def results(**missed: Verdict) -> dict[str, CriterionResult]:
    said = {id.replace("__", "."): verdict for id, verdict in missed.items()}
    return {id: result(id, said.get(id, Verdict.MET)) for id in CRITERIA}


def test_every_criterion_has_exactly_one_root():
    assert sorted(id for group in ROOTS for id in group) == sorted(CRITERIA)


def test_every_criterion_has_a_cost_and_a_line_for_each_channel():
    assert tuple(bank()) == CRITERIA
    for id in CRITERIA:
        assert cost_of(id)
        for channel in CHANNELS:
            assert line_for(id, channel)


def test_a_perfect_talk_has_no_focus_point(rubric):
    assert focus_points(results(), rubric, TALK) == ()


def test_the_largest_loss_comes_first(rubric):
    found = results(commitment__ask=Verdict.MISSED, control__agenda=Verdict.PARTLY)
    assert [f.criterion for f in focus_points(found, rubric, TALK)] == [
        "commitment.ask",
        "control.agenda",
    ]


def test_one_root_gives_one_focus_point(rubric):
    found = results(
        commitment__ask=Verdict.MISSED,
        commitment__booked=Verdict.MISSED,
        commitment__specific=Verdict.MISSED,
    )
    assert len(focus_points(found, rubric, TALK)) == 1


def test_there_are_never_more_than_three(rubric):
    found = {id: result(id, Verdict.MISSED) for id in CRITERIA}
    assert len(focus_points(found, rubric, TALK)) == MOST == 3


def test_losses_add_up_to_what_is_missing_from_the_overall_score(rubric):
    found = results(value__trade=Verdict.MISSED, salvage__refocus=Verdict.PARTLY)
    total = score({id: r.verdict for id, r in found.items()}, rubric).overall
    assert total is not None
    assert abs(sum(losses(found, rubric).values()) - (100 - total)) < 1e-9


def test_an_unsure_fault_waits_behind_a_sure_one(rubric):
    found = results()
    found["value.trade"] = result("value.trade", Verdict.MISSED, 0.2)
    found["value.cost_of_inaction"] = result("value.cost_of_inaction", Verdict.MISSED, 0.9)
    first = focus_points(found, rubric, TALK)[0]
    assert first.criterion == "value.cost_of_inaction"


def test_what_is_not_scored_costs_nothing(rubric):
    found = {id: result(id, Verdict.UNSCORED) for id in CRITERIA}
    assert losses(found, rubric) == {}


def test_what_shows_in_the_buyers_words_stands_at_the_turn_of_the_rep_before(rubric):
    found = results(commitment__booked=Verdict.PARTLY)
    shown = (Evidence(2, "Hello."),)
    found["commitment.booked"] = CriterionResult(
        "commitment.booked", Verdict.PARTLY, shown, "They half agreed."
    )
    assert [(f.turn, f.quote) for f in focus_points(found, rubric, TALK)] == [(1, "Hi.")]
