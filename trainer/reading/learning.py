"""Learns the reader from the labelled examples. Run: python -m trainer.reading.learning

First step: one logistic regression a label over words, skeletons and cues. Second step: for each
label a small logistic regression over first-step scores and context, pulled towards "believe your
own score", fitted only on whole conversations, whose frequencies are those of real talk. Scores
it learns from come from a first step that had not seen that writer. Thresholds follow from the
chances of writers left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from trainer.conversation import Heard, Speaker
from trainer.reading.adapting import adapt
from trainer.reading.context import COLUMNS, LABELS, Past, row, row_after
from trainer.reading.examples_io import EXAMPLES, Single, Talk, read, read_played
from trainer.reading.features import Looked, look
from trainer.reading.fitting import Floats, first_step, newton, thresholds
from trainer.reading.model import Array, Head, Model, Scores, SecondStep
from trainer.reading.weights import SHIPPED, wanted

SPEAKERS: tuple[Speaker, ...] = ("rep", "buyer")
TRUST = 0.3
"""How much a first-step score counts before anything is learned about it."""
PULL = 60.0
"""How hard second-step weights are pulled to where they start."""


def learn(
    singles: Sequence[Single],
    talks: Sequence[Talk],
    played: Sequence[Talk] = (),
    made_of: str = "",
) -> Model:
    """Fit both steps for both speakers; and for reps in practice sessions when there are `played`
    ones to learn from, else they are heard as other reps are."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):  # the matrices are small: threads only wait for each other
        scored = _scored(singles, talks)
        second, heard = _second_steps(talks, scored)
        whole = _whole_steps(talks, scored, heard)
        heads = {
            s: Head(LABELS[s], first_step(s, singles, talks), second[s], whole[s]) for s in SPEAKERS
        }
        practice = adapt(heads["rep"], singles, talks, played) if played else heads["rep"]
    return Model(heads["rep"], heads["buyer"], practice, made_of)


def build(path: Path, folder: Path = EXAMPLES) -> Model:
    """Learn from a folder of examples and write the weights to `path`."""
    singles, talks = read(folder)
    model = learn(singles, talks, read_played(folder), wanted(folder))
    model.save(path)
    return Model.load(path)


def _before(talk: Talk, at: int) -> Looked | None:
    return look(talk.turns[at - 1].speaker, talk.turns[at - 1].text) if at else None


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
        steps = {s: first_step(s, singles, rest) for s in SPEAKERS}
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
            rows = [_row(talks[t], scored[t], heard[t], at) for t, at in places]
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
        rows = [_whole_row(talks[t], scored[t], heard[t], at) for t, at in places]
        steps[speaker], _ = _second(speaker, rows, [scored[t][at] for t, at in places])
    return steps


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
    speaker: Speaker, inputs: Sequence[Array], turns: Sequence[_Turn]
) -> tuple[SecondStep, Floats]:
    """The step fitted to all rows, and the chances it gives each writer when not fitted to them."""
    rows, truth = np.array(inputs), np.array([t.truth for t in turns])
    groups = np.array([t.writer for t in turns])
    chances = np.zeros(truth.shape)
    for group in np.unique(groups):
        inside = groups != group
        if inside.any():
            step = _fit(speaker, rows[inside], truth[inside])
            chances[~inside] = [step.chances(r) for r in rows[~inside]]
    step = _fit(speaker, rows, truth)
    fitted = SecondStep(step.centre, step.spread, step.weights, step.bias, thresholds(chances))
    return fitted, chances


def _fit(speaker: Speaker, rows: Array, truth: npt.NDArray[np.bool_]) -> SecondStep:
    labels, columns = LABELS[speaker], COLUMNS[speaker]
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
        fitted[:, k] = newton(inputs, truth[:, k].astype(np.float64), start, PULL)
    return SecondStep(
        centre.astype(np.float32),
        spread.astype(np.float32),
        fitted[:-1].astype(np.float32),
        fitted[-1].astype(np.float32),
        np.full(len(labels), 0.35, np.float32),
    )


if __name__ == "__main__":
    build(SHIPPED)
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size / 1e6:.1f} MB")
