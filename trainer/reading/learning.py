"""Learns the reader from the labelled examples. Run: python -m trainer.reading.learning

First step: one logistic regression a label over words, skeletons and cues. Second step: for each
label a small logistic regression over first-step scores and context, pulled towards "believe your
own score", fitted only on whole conversations, whose frequencies are those of real talk. Scores
it learns from come from a first step that had not seen that writer. Thresholds follow from the
chances of writers left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from trainer.conversation import Heard, Speaker
from trainer.reading.context import ACTS, COLUMNS, MOVES, Past, row, row_after
from trainer.reading.examples_io import EXAMPLES, Single, Talk, read
from trainer.reading.features import Looked, before_features, look, turn_features
from trainer.reading.model import Array, FirstStep, Head, Model, Scores, SecondStep
from trainer.reading.weights import SHIPPED, wanted

SPEAKERS: tuple[Speaker, ...] = ("rep", "buyer")
LABELS: dict[Speaker, tuple[str, ...]] = {"rep": MOVES, "buyer": ACTS}
SEEN_AT_LEAST = 3
STRENGTH = 4.0
TALK_WEIGHT = 3.0
TRUST = 0.3
"""How much a first-step score counts before anything is learned about it."""
PULL = 60.0
"""How hard second-step weights are pulled to where they start."""
Floats = npt.NDArray[np.float64]


def learn(singles: Sequence[Single], talks: Sequence[Talk], made_of: str = "") -> Model:
    """Fit both steps for both speakers."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    with threadpool_limits(1):  # the matrices are small: threads only wait for each other
        scored = _scored(singles, talks)
        second, heard = _second_steps(talks, scored)
        whole = _whole_steps(talks, scored, heard)
        heads = {
            s: Head(LABELS[s], _first(s, singles, talks), second[s], whole[s]) for s in SPEAKERS
        }
    return Model(heads["rep"], heads["buyer"], made_of)


def build(path: Path, folder: Path = EXAMPLES) -> Model:
    """Learn from a folder of examples and write the weights to `path`."""
    singles, talks = read(folder)
    model = learn(singles, talks, wanted(folder))
    model.save(path)
    return Model.load(path)


# -- first step ------------------------------------------------------------------------------


def _first(
    speaker: Speaker, singles: Sequence[Single], talks: Sequence[Talk], tolerance: float = 0.01
) -> FirstStep:
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    sets: list[frozenset[str]] = []
    labels: list[frozenset[str]] = []
    weights: list[float] = []
    for single in singles:
        if single.speaker == speaker:
            sets.append(_features(speaker, single.text, single.before))
            labels.append(single.labels)
            weights.append(1.0)
    for talk in talks:
        for at, said in enumerate(talk.turns):
            if said.speaker == speaker:
                sets.append(_features(speaker, said.text, talk.turns[at - 1].text if at else ""))
                labels.append(said.labels)
                weights.append(TALK_WEIGHT)
    counts = Counter(name for names in sets for name in names)
    words = sorted(name for name, n in counts.items() if n >= SEEN_AT_LEAST)
    scale = np.array(
        [1.0 if w[0] in "kqg" else np.log(len(sets) / counts[w]) + 1.0 for w in words], np.float32
    )
    none = np.zeros((len(words), len(LABELS[speaker])), np.float32)
    step = FirstStep.of(words, scale, none, none[0])
    columns, owners, values = step.values(sets)
    matrix = csr_matrix((values, (owners, columns)), shape=(len(sets), len(words)))
    matrix.sort_indices()
    fitted = np.zeros((len(words), len(LABELS[speaker])), np.float32)
    bias = np.zeros(len(LABELS[speaker]), np.float32)
    for k, label in enumerate(LABELS[speaker]):
        truth = np.array([label in found for found in labels])
        if not truth.any():
            bias[k] = -6.0
            continue
        regression = LogisticRegression(
            C=STRENGTH, solver="liblinear", tol=tolerance, random_state=0
        )
        regression.fit(matrix, truth, sample_weight=weights)
        fitted[:, k], bias[k] = regression.coef_[0], regression.intercept_[0]
    return FirstStep.of(words, scale, fitted, bias)


@lru_cache(maxsize=20_000)
def _features(speaker: Speaker, text: str, before: str) -> frozenset[str]:
    past = before_features(look(_other(speaker), before) if before else None)
    return frozenset(turn_features(look(speaker, text).sentences) | past)


def _other(speaker: Speaker) -> Speaker:
    return "buyer" if speaker == "rep" else "rep"


def _before(talk: Talk, at: int) -> Looked | None:
    return look(talk.turns[at - 1].speaker, talk.turns[at - 1].text) if at else None


# -- second step -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Turn:
    """One turn of a talk with first-step scores from a learner that had not seen its writer."""

    writer: str
    looked: Looked
    scores: Scores
    truth: npt.NDArray[np.bool_]


def _scored(singles: Sequence[Single], talks: Sequence[Talk]) -> list[list[_Turn]]:
    found: dict[str, list[_Turn]] = {}
    for writer in sorted({t.writer for t in talks}):
        rest = [t for t in talks if t.writer != writer]
        steps = {s: _first(s, singles, rest, tolerance=0.03) for s in SPEAKERS}
        for talk in talks:
            if talk.writer == writer:
                found[talk.id] = [
                    _Turn(
                        writer,
                        look(said.speaker, said.text),
                        steps[said.speaker].score(look(said.speaker, said.text), _before(talk, at)),
                        np.array([x in said.labels for x in LABELS[said.speaker]]),
                    )
                    for at, said in enumerate(talk.turns)
                ]
    return [found[talk.id] for talk in talks]


def _second_steps(
    talks: Sequence[Talk], scored: Sequence[Sequence[_Turn]]
) -> tuple[dict[Speaker, SecondStep], list[list[Heard]]]:
    """Fitted twice: first without, then with what the first fit heard in the turns before.

    Comes with what it hears in every turn when not fitted to its writer.
    """
    heard: list[list[Heard]] = [[Heard()] * len(turns) for turns in scored]
    steps: dict[Speaker, SecondStep] = {}
    for _ in range(2):
        fresh = [list(h) for h in heard]
        for speaker in SPEAKERS:
            places = _places(scored, speaker)
            rows = [
                [_row(talks[t], scored[t], past[t], at) for t, at in places]
                for past in _versions(scored, heard, speaker)
            ]
            steps[speaker], chances = _second(speaker, rows, [scored[t][at] for t, at in places])
            for (t, at), p in zip(places, chances, strict=True):
                fresh[t][at] = Heard(chances=dict(zip(LABELS[speaker], p.tolist(), strict=True)))
        heard = fresh
    return steps, heard


def _whole_steps(
    talks: Sequence[Talk], scored: Sequence[Sequence[_Turn]], heard: list[list[Heard]]
) -> dict[Speaker, SecondStep]:
    """The step for finished conversations, which also knows the turn after."""
    steps: dict[Speaker, SecondStep] = {}
    for speaker in SPEAKERS:
        places = _places(scored, speaker)
        rows = [
            [_whole_row(talks[t], scored[t], past[t], at) for t, at in places]
            for past in _versions(scored, heard, speaker)
        ]
        steps[speaker], _ = _second(speaker, rows, [scored[t][at] for t, at in places])
    return steps


def _versions(
    scored: Sequence[Sequence[_Turn]], heard: list[list[Heard]], speaker: Speaker
) -> list[list[list[Heard]]]:
    """What was heard; for reps also with the buyer's acts sure, as a practice session has them."""
    if speaker == "buyer":
        return [heard]
    sure = [
        [
            h
            if turn.looked.speaker == "rep"
            else Heard(frozenset(np.array(ACTS)[turn.truth].tolist()))
            for turn, h in zip(turns, hears, strict=True)
        ]
        for turns, hears in zip(scored, heard, strict=True)
    ]
    return [heard, sure]


def _row(talk: Talk, turns: Sequence[_Turn], heard: Sequence[Heard], at: int) -> Array:
    past = [Past(x.looked, h) for x, h in zip(turns[:at], heard, strict=False)]
    return row(turns[at].looked, turns[at].scores, past, talk.channel)


def _whole_row(talk: Talk, turns: Sequence[_Turn], heard: Sequence[Heard], at: int) -> Array:
    after = Past(turns[at + 1].looked, heard[at + 1]) if at + 1 < len(turns) else None
    return np.concatenate([_row(talk, turns, heard, at), row_after(turns[at].looked, after)])


def _places(scored: Sequence[Sequence[_Turn]], speaker: Speaker) -> list[tuple[int, int]]:
    return [
        (t, at)
        for t, turns in enumerate(scored)
        for at, turn in enumerate(turns)
        if turn.looked.speaker == speaker and turn.looked.sentences
    ]


def _second(
    speaker: Speaker, versions: Sequence[Sequence[Array]], turns: Sequence[_Turn]
) -> tuple[SecondStep, Floats]:
    """The step fitted to all rows, and the chances it gives each writer when not fitted to them.

    `versions` are the same turns in the same order: as heard, and with the buyer's acts known.
    """
    rows, truth = np.array(versions), np.array([t.truth for t in turns])
    groups = np.array([t.writer for t in turns])
    chances = np.zeros(truth.shape)
    for group in np.unique(groups):
        inside = groups != group
        if inside.any():
            step = _fit(speaker, rows[:, inside], truth[inside])
            chances[~inside] = [step.chances(r) for r in rows[0, ~inside]]
    step = _fit(speaker, rows, truth)
    thresholds = _thresholds(chances)
    return SecondStep(step.centre, step.spread, step.weights, step.bias, thresholds), chances


def _fit(speaker: Speaker, versions: Array, truth: npt.NDArray[np.bool_]) -> SecondStep:
    labels, columns = LABELS[speaker], COLUMNS[speaker]
    rows = versions.reshape(-1, versions.shape[-1])
    truth = np.tile(truth, (len(versions), 1))
    centre, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-3
    inputs = np.hstack([(rows - centre) / spread, np.ones((len(rows), 1))]).astype(np.float64)
    fitted = np.zeros((inputs.shape[1], len(labels)))
    for k, label in enumerate(labels):
        start = np.zeros(inputs.shape[1])
        for kind in ("turn", "best sentence"):
            at = columns.index(f"{kind} {label}")
            start[at] = TRUST * spread[at]
        rate = truth[:, k].mean()
        start[-1] = np.log((rate + 1e-3) / (1 - rate))
        fitted[:, k] = _newton(inputs, truth[:, k].astype(np.float64), start, len(versions))
    return SecondStep(
        centre.astype(np.float32),
        spread.astype(np.float32),
        fitted[:-1].astype(np.float32),
        fitted[-1].astype(np.float32),
        np.full(len(labels), 0.35, np.float32),
    )


def _newton(inputs: Floats, truth: Floats, start: Floats, copies: int) -> Floats:
    """Logistic regression whose weights are pulled to `start`; the last column is the constant."""
    pull = np.full(inputs.shape[1], PULL * copies)
    pull[-1] = 0.1
    weights = start.copy()
    for _ in range(8):
        p = 1.0 / (1.0 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (p - truth) + pull * (weights - start)
        curve = (inputs * (p * (1 - p))[:, None]).T @ inputs + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        weights -= step * min(1.0, 4.0 / max(float(np.abs(step).max()), 1e-9))
        if np.abs(step).max() < 2e-3:
            break
    return weights


def _thresholds(chances: Floats) -> Array:
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


if __name__ == "__main__":
    build(SHIPPED)
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size / 1e6:.1f} MB")
