"""Fit the tiny verdict models. Run: python -m trainer.bench tests/reference --learn

Readings come from readers that had not seen the writer (`out_of_fold`), so that the models meet the
same noise as in use. Ridge regression pulls every weight towards "believe the rule".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trainer.conversation import Conversation
from trainer.grading.offline import countable, weighed_of
from trainer.grading.uncertainty import Weighed
from trainer.grading.verdicts import TELLING, VerdictModel, Weights, amounts, columns
from trainer.report import POINTS, Verdict
from trainer.rubric import Rubric

BELIEF = 0.7  # in the rule, before anything is learned: the weight that ridge pulls towards
RULE_PULL, TELLING_PULL = 2.0, 3.0
SPREAD, SPREAD_WEIGHT = 0.3, 8.0
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One talk as the judge meets it, and the annotators' verdicts."""

    verdicts: Mapping[str, Verdict]
    weighed: Mapping[str, Weighed]
    amount: Mapping[str, float]


def example(conversation: Conversation, verdicts: Mapping[str, Verdict], rubric: Rubric) -> Example:
    """Read once, used in every fold: nothing in it depends on other talks."""
    counted = countable(conversation, rubric)
    return Example(verdicts, weighed_of(counted, rubric), amounts(counted))


def learn(examples: Sequence[Example], further: Sequence[Example] = ()) -> VerdictModel:
    """One set of weights for each criterion. `further`: talks whose verdicts are only what the
    rules say of their labels."""
    return VerdictModel({id: _criterion(id, examples, further) for id in TELLING})


def _criterion(id: str, examples: Sequence[Example], further: Sequence[Example]) -> Weights:
    both = [*examples, *further]
    scored = [(e, POINTS[e.verdicts[id]]) for e in both if e.verdicts[id] in POINTS]
    level = np.array([e.weighed[id].level for e, _ in scored])
    telling = np.array([columns(TELLING[id], e.amount) for e, _ in scored])
    target = np.array([points for _, points in scored])
    features = np.column_stack([level, telling])
    pulls = np.array([RULE_PULL] + [TELLING_PULL] * telling.shape[1])
    base, found = ridge(features, target - BELIEF * level, pulls)
    found[0] += BELIEF
    fitted = base + features @ found
    freedom = len(target) + SPREAD_WEIGHT - features.shape[1] - 1
    spread = np.sqrt((np.sum((fitted - target) ** 2) + SPREAD_WEIGHT * SPREAD**2) / freedom)
    return Weights(
        base=_short(base),
        rule=_short(found[0]),
        telling=tuple(_short(x) for x in found[1:]),
        cuts=cuts(fitted, target),
        spread=_short(spread),
    )


def ridge(features: Floats, target: Floats, pulls: Floats) -> tuple[float, Floats]:
    """(intercept, weights) of ridge regression, one penalty a column, intercept free."""
    centre, mean = features.mean(axis=0), target.mean()
    centred = features - centre
    weights = np.linalg.solve(centred.T @ centred + np.diag(pulls), centred.T @ (target - mean))
    return float(mean - centre @ weights), weights


def cuts(fitted: Floats, target: Floats) -> tuple[float, float]:
    """Cut points that give as many missed and met as the annotators gave; where they never gave
    one, the cut lies out of reach."""
    order = np.sort(fitted)
    places = np.arange(len(order))

    def at(share: float) -> float:
        return _short(float(np.interp(share * len(order) - 0.5, places, order)))

    missed, met = float(np.mean(target == 0)), float(np.mean(target == 1))
    low = at(missed) if missed else -9.0
    high = at(1 - met) if met else 9.0
    return (min(low, high), max(low, high))


def _short(x: float) -> float:
    return round(float(x), 4)
