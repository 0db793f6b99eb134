"""Fits the reader to practice sessions: reps who type, and a buyer whose acts are known.

Talk in a practice session differs from calls between people, and there are far fewer examples of
it. So the first step learns it beside all other examples, with weights of its own, and the second
starts from the one for other talk and moves only as far as played calls force it. Scores it learns
from come from a first step that had not seen that call.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trainer.conversation import Heard
from trainer.reading.context import MOVES, Past, row
from trainer.reading.examples_io import Single, Talk
from trainer.reading.features import look
from trainer.reading.fitting import Floats, first_step, newton, thresholds
from trainer.reading.model import Array, FirstStep, Head, SecondStep

BLOCKS = 5
"""Played calls are scored block by block, by first steps that had not seen the block."""
STRENGTH = 8.0
PULL = 120.0
"""How hard second-step weights are pulled to those for other talk."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """One rep turn of a played call."""

    block: int
    inputs: Array
    truth: npt.NDArray[np.bool_]


def adapt(
    general: Head, singles: Sequence[Single], talks: Sequence[Talk], played: Sequence[Talk]
) -> Head:
    """The rep's head for practice sessions, given the one for other talk.

    Buyer turns of `played` hold the acts the policy chose.
    """
    turns: list[_Turn] = []
    for block in range(BLOCKS):
        rest = [t for n, t in enumerate(played) if n % BLOCKS != block]
        first = first_step("rep", singles, [*talks, *rest], STRENGTH)
        for talk in played[block::BLOCKS]:
            turns += _turns(talk, block, first, general.second)
    return Head(
        general.labels,
        first_step("rep", singles, [*talks, *played], STRENGTH),
        _second(general.second, turns),
        whole=None,  # held back, played calls gained nothing from the turn after
    )


def _turns(talk: Talk, block: int, first: FirstStep, second: SecondStep) -> Iterator[_Turn]:
    past: list[Past] = []
    for said in talk.turns:
        looked, heard = look(said.speaker, said.text), Heard(said.labels)
        if said.speaker == "rep" and looked.sentences:
            scores = first.score(looked, past[-1].looked if past else None)
            inputs = row(looked, scores, past, talk.channel)
            yield _Turn(block, inputs, np.array([m in said.labels for m in MOVES]))
            heard = Heard(chances=dict(zip(MOVES, second.chances(inputs).tolist(), strict=True)))
        past.append(Past(looked, heard))


def _second(general: SecondStep, turns: Sequence[_Turn]) -> SecondStep:
    """The step fitted to all turns; thresholds follow from the chances of blocks left out."""
    rows = np.array([t.inputs for t in turns])
    truth = np.array([t.truth for t in turns])
    blocks = np.array([t.block for t in turns])
    scaled = (rows - general.centre) / general.spread
    inputs: Floats = np.hstack([scaled, np.ones((len(rows), 1))]).astype(np.float64)
    start = np.vstack([general.weights, general.bias]).astype(np.float64)
    chances = np.zeros(truth.shape)
    for block in np.unique(blocks):
        inside = blocks != block
        odds = inputs[~inside] @ _fit(inputs[inside], truth[inside], start)
        chances[~inside] = 1.0 / (1.0 + np.exp(-np.clip(odds, -30, 30)))
    fitted = _fit(inputs, truth, start).astype(np.float32)
    return SecondStep(general.centre, general.spread, fitted[:-1], fitted[-1], thresholds(chances))


def _fit(inputs: Floats, truth: npt.NDArray[np.bool_], start: Floats) -> Floats:
    columns = [
        newton(inputs, truth[:, k].astype(np.float64), start[:, k], PULL)
        for k in range(truth.shape[1])
    ]
    return np.array(columns, dtype=np.float64).T
