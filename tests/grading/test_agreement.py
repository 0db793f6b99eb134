"""The measures, checked by hand-worked cases."""

from __future__ import annotations

import pytest

from trainer.grading.agreement import (
    Graded,
    criterion_rows,
    faults,
    forced_pairs,
    interval,
    kappa,
    mean_kappa,
    opportunity,
    pairs_of,
    spearman,
    summary,
    unscored,
)
from trainer.report import Verdict

MET, PARTLY, MISSED = Verdict.MET, Verdict.PARTLY, Verdict.MISSED
NA, UNSCORED = Verdict.NA, Verdict.UNSCORED


def test_kappa_is_one_for_the_same_verdicts():
    assert kappa([(MET, MET), (MISSED, MISSED), (PARTLY, PARTLY)]) == 1.0


def test_kappa_is_minus_one_when_everything_is_upside_down():
    assert kappa([(MET, MISSED), (MISSED, MET)]) == -1.0


def test_kappa_counts_two_steps_four_times_as_heavy_as_one():
    # seen (1+0+0+4)/4; chance: rows 2,1,1 and columns 1,1,2 of met, partly, missed
    pairs = [(MET, PARTLY), (PARTLY, MET), (MISSED, MISSED), (MET, MISSED)]
    left, right = {2: 2, 1: 1, 0: 1}, {2: 1, 1: 1, 0: 2}
    chance = sum((a - b) ** 2 * x * y for a, x in left.items() for b, y in right.items()) / 16
    assert kappa(pairs) == pytest.approx(1 - (6 / 4) / chance)


def test_kappa_leaves_out_what_either_side_did_not_score():
    pairs = [(MET, MET), (MISSED, MISSED), (NA, MET), (MET, NA), (MISSED, UNSCORED)]
    assert kappa(pairs) == 1.0


def test_kappa_is_undefined_for_one_class_or_nothing():
    assert kappa([(MET, MET), (MET, MET)]) is None
    assert kappa([(NA, MET)]) is None


def test_opportunity_counts_unscored_as_applicable():
    assert opportunity([(NA, NA), (MET, UNSCORED), (NA, MET), (MET, NA)]) == 0.5
    assert opportunity([]) is None


def test_the_share_unscored_is_of_what_applied():
    assert unscored([(MET, UNSCORED), (MET, MET), (NA, NA)]) == 0.5


def test_spearman_handles_order_reversal_ties_and_gaps():
    assert spearman([(1, 10), (2, 20), (3, 30)]) == pytest.approx(1)
    assert spearman([(1, 30), (2, 20), (3, 10)]) == pytest.approx(-1)
    assert spearman([(1, 1), (2, 1), (3, 2), (4, None)]) == pytest.approx(0.8660254)
    assert spearman([(1, 1), (2, 2)]) is None
    assert spearman([(1, 5), (2, 5), (3, 5)]) is None


def session(n: int, reference: Verdict, judged: Verdict, forced: Verdict | None = None) -> Graded:
    kept = {"a": forced} if forced else {}
    return Graded(str(n), {"a": reference}, {"a": judged}, kept, (float(n), float(n)))


SESSIONS = [
    session(1, MET, MET),
    session(2, MISSED, MISSED),
    session(3, PARTLY, UNSCORED, MET),
    session(4, MISSED, MET),
    session(5, MISSED, MISSED),
]


def test_forced_pairs_are_only_those_left_unscored():
    assert forced_pairs(SESSIONS) == [(PARTLY, MET)]


def test_faults_are_what_a_rep_acts_upon():
    row = faults(SESSIONS, "a")
    assert (row.support, row.precision, row.recall) == (3, 1.0, pytest.approx(2 / 3))


def test_the_bootstrap_is_seeded_and_holds_the_estimate():
    def measure(drawn):
        return kappa(pairs_of(drawn, "a"))

    first, again = interval(SESSIONS, measure), interval(SESSIONS, measure)
    assert first == again
    assert first is not None
    assert first[0] <= kappa(pairs_of(SESSIONS, "a")) <= first[1]


def test_rows_and_summary_hold_together():
    rows = criterion_rows(SESSIONS, ["a"], rounds=20)
    assert rows[0]["support"] == 5
    assert rows[0]["scored"] == 4
    head = summary(SESSIONS, ["a"], rounds=20)
    assert head["mean_kappa"] == rows[0]["kappa"] == mean_kappa(SESSIONS, ["a"])
    assert head["unscored"] == 0.2
    assert head["spearman"] == pytest.approx(1)
