"""The fits that learning is made of: the first step, pulled logistic regression, thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from trainer.conversation import Speaker
from trainer.reading.context import LABELS
from trainer.reading.examples_io import Single, Talk
from trainer.reading.features import before_features, look, turn_features
from trainer.reading.model import Array, FirstStep

SEEN_AT_LEAST = 3
STRENGTH = 4.0
TALK_WEIGHT = 3.0
Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]


def first_step(
    speaker: Speaker,
    singles: Sequence[Single],
    talks: Sequence[Talk],
    strength: float = STRENGTH,
) -> FirstStep:
    """One logistic regression a label over the features of one speaker's turns; the higher its
    `strength`, the less its weights are held down."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    units: list[Numbers] = []
    labels: list[frozenset[str]] = []
    weights: list[float] = []
    for single in singles:
        if single.speaker == speaker:
            units.append(_numbers(speaker, single.text, single.before))
            labels.append(single.labels)
            weights.append(1.0)
    for talk in talks:
        for at, said in enumerate(talk.turns):
            if said.speaker == speaker:
                units.append(_numbers(speaker, said.text, talk.turns[at - 1].text if at else ""))
                labels.append(said.labels)
                weights.append(TALK_WEIGHT)
    owners = np.repeat(np.arange(len(units)), [len(u) for u in units])
    found = np.concatenate(units)
    names, counts = list(_numbering(speaker)), np.bincount(found)
    words = sorted((names[n], n) for n in np.flatnonzero(counts >= SEEN_AT_LEAST).tolist())
    scale = np.array(
        [1.0 if w[0] in "kqg" else np.log(len(units) / counts[n]) + 1.0 for w, n in words],
        np.float32,
    )
    none = np.zeros((len(words), len(LABELS[speaker])), np.float32)
    step = FirstStep.of([w for w, _ in words], scale, none, none[0])
    place = np.full(len(names), -1)
    place[[n for _, n in words]] = np.arange(len(words))
    columns = place[found]
    columns, owners = columns[columns >= 0], owners[columns >= 0]
    matrix = csr_matrix(
        (step.weigh(columns, owners), (owners, columns)), shape=(len(units), len(words))
    )
    matrix.sort_indices()
    fitted = np.zeros((len(words), len(LABELS[speaker])), np.float32)
    bias = np.zeros(len(LABELS[speaker]), np.float32)
    for k, label in enumerate(LABELS[speaker]):
        truth = np.array([label in held for held in labels])
        if not truth.any():
            bias[k] = -6.0
            continue
        regression = LogisticRegression(
            C=strength, solver="liblinear", dual=True, tol=0.1, random_state=0
        )
        regression.fit(matrix, truth, sample_weight=weights)
        fitted[:, k], bias[k] = regression.coef_[0], regression.intercept_[0]
    return FirstStep.of([w for w, _ in words], scale, fitted, bias)


@cache
def _numbering(speaker: Speaker) -> dict[str, int]:
    """The number of every feature met so far: the same turns are learned from many times over."""
    return {}


@lru_cache(maxsize=20_000)
def _numbers(speaker: Speaker, text: str, before: str) -> Numbers:
    numbering = _numbering(speaker)
    names = turn_features(look(speaker, text).sentences)
    names |= before_features(look(_other(speaker), before) if before else None)
    return np.array([numbering.setdefault(x, len(numbering)) for x in names], dtype=np.intp)


def _other(speaker: Speaker) -> Speaker:
    return "buyer" if speaker == "rep" else "rep"


def newton(inputs: Floats, truth: Floats, start: Floats, pull: float) -> Floats:
    """Logistic regression whose weights are pulled to `start`; the last column is the constant,
    which is all but free."""
    pulls = np.full(inputs.shape[1], pull)
    pulls[-1] = 0.1
    weights = start.copy()
    for _ in range(8):
        p = 1.0 / (1.0 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (p - truth) + pulls * (weights - start)
        curve = (inputs * (p * (1 - p))[:, None]).T @ inputs + np.diag(pulls)
        step = np.linalg.solve(curve, slope)
        weights -= step * min(1.0, 4.0 / max(float(np.abs(step).max()), 1e-9))
        if np.abs(step).max() < 2e-3:
            break
    return weights


def thresholds(chances: Floats) -> Array:
    """Half the best F1 to be expected, which is where F1 is best when chances are calibrated.

    Half way between a label's own and the one for all labels together: tuned on counted F1, rare
    labels get thresholds that fit nothing but their few examples.
    """
    together = _expected_f1(chances.ravel()) / 2
    own = np.array([_expected_f1(column) / 2 for column in chances.T])
    return ((own + together) / 2).astype(np.float32)


def _expected_f1(chances: Floats) -> float:
    falling = np.sort(chances)[::-1]
    hits = np.cumsum(falling)
    return float((2 * hits / (np.arange(1, len(falling) + 1) + hits[-1])).max())
