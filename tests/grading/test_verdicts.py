"""The learned step: the nearest verdict that the rules give, and the plain words it goes by."""

from __future__ import annotations

from collections import Counter
from math import log1p

import pytest

from trainer.grading.case import Finding
from trainer.grading.uncertainty import Weighed
from trainer.grading.verdicts import VerdictModel, Weights, amounts, word
from trainer.report import Verdict

MET, PARTLY, MISSED = Verdict.MET, Verdict.PARTLY, Verdict.MISSED


def weighed(**counts: int) -> Weighed:
    """Draws counted by verdict."""
    found = {Verdict(name): count for name, count in counts.items()}
    findings = {v: Counter({Finding(v): n}) for v, n in found.items() if n}
    return Weighed(Counter(found), findings)


def said(draws: Weighed, base: float) -> Verdict:
    """The verdict where the learned level is `base`, whatever the draws say."""
    model = VerdictModel({"commitment.booked": Weights(base, 0.0, (0,) * 4, (0.25, 0.3), 0.3)})
    return word("commitment.booked", draws, {}, model).verdict


@pytest.mark.parametrize(
    ("draws", "base", "expected"),
    [
        (weighed(met=16, missed=16), 0.1, MISSED),
        (weighed(met=30, partly=2), 0.1, PARTLY),
        (weighed(missed=30, partly=2), 0.9, PARTLY),
        (weighed(met=31, partly=1), 0.1, MET),
        (weighed(met=16, missed=16), 0.29, MET),
    ],
)
def test_a_verdict_the_rules_hardly_give_becomes_the_nearest_that_they_do(draws, base, expected):
    assert said(draws, base) == expected


def test_only_what_the_rep_states_counts_as_using_the_buyers_words(talk):
    told = "buyer: The boots wait in the cage until Friday. | reveal"
    asked = talk(told, "rep: Why do the boots wait in the cage? | ask_open")
    stated = talk(told, "rep: The boots leave the cage at once. | pitch", "buyer: Oh.")
    assert amounts(asked)["@echoed"] == 0
    assert amounts(stated)["@echoed"] == log1p(1)
