"""The fitted reader: numbers only, read and written as npz, used with numpy alone.

Two steps. The first weighs the features of a turn and of each of its sentences. The second weighs
those scores beside the conversation so far and gives calibrated chances at the frequencies of
real talk.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from trainer.reading.features import Looked, before_features, turn_features

Array = npt.NDArray[np.float32]

BLOCKS = {"w": 1.0, "s": 1.0, "k": 1.0, "z": 0.7, "q": 0.5, "g": 0.7, "a": 0.7, "l": 0.7, "p": 0.6}
"""Kinds of feature, by first letter, and the length each kind's vector is scaled to."""

LENGTHS = np.array(list(BLOCKS.values()))
HEADS = ("rep", "buyer", "practice")
PARTS = ("centre", "spread", "weights", "bias", "thresholds")


@dataclass(frozen=True, slots=True)
class Scores:
    """First-step scores (log-odds) of a turn and of each of its sentences, by label."""

    turn: Array
    sentences: Array


@dataclass(frozen=True, slots=True)
class FirstStep:
    """Linear weights over the features of one speaker's turns."""

    vocabulary: Mapping[str, int]
    kinds: npt.NDArray[np.intp]
    """Which of `BLOCKS` each column belongs to."""
    scale: Array
    weights: Array
    bias: Array

    @classmethod
    def of(cls, words: Sequence[str], scale: Array, weights: Array, bias: Array) -> FirstStep:
        order = {block: i for i, block in enumerate(BLOCKS)}
        kinds = np.array([order[word[0]] for word in words], dtype=np.intp)
        return cls({word: i for i, word in enumerate(words)}, kinds, scale, weights, bias)

    def score(self, looked: Looked, before: Looked | None) -> Scores:
        """Scores of a turn and of each of its sentences alone, all answering the same turn."""
        units: list[Iterable[str]] = [before_features(before), turn_features(looked.sentences)]
        if len(looked.sentences) > 1:
            units += [turn_features((s,)) for s in looked.sentences]
        sums = self.sums(units)
        scores = sums[1:] + sums[0] + self.bias
        return Scores(scores[0], scores[1:] if len(scores) > 1 else scores)

    def sums(self, units: Sequence[Iterable[str]]) -> Array:
        """Weighted sum of every feature set, without the bias."""
        columns, owners, values = self.values(units)
        found = np.zeros((len(units), self.weights.shape[1]), np.float32)
        if len(columns):
            starts = np.flatnonzero(np.diff(owners, prepend=-1))
            weighed = self.weights[columns] * values[:, None]
            found[owners[starts]] = np.add.reduceat(weighed, starts, axis=0)
        return found

    def values(
        self, units: Sequence[Iterable[str]]
    ) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], Array]:
        """(column, owner, value) of every known feature; each owner's blocks scaled to length."""
        get = self.vocabulary.get
        known = [[c for name in names if (c := get(name)) is not None] for names in units]
        owners = np.repeat(np.arange(len(units)), [len(k) for k in known])
        columns = np.array([c for k in known for c in k], dtype=np.intp)
        return columns, owners, self.weigh(columns, owners)

    def weigh(self, columns: npt.NDArray[np.intp], owners: npt.NDArray[np.intp]) -> Array:
        """The value of every feature, given its column and its owner."""
        scale, kinds = self.scale[columns], self.kinds[columns]
        groups = owners * len(BLOCKS) + kinds
        sizes = np.bincount(groups, weights=scale**2)
        values = scale * LENGTHS[kinds] / np.sqrt(sizes[groups])
        return np.asarray(values, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class SecondStep:
    """Weights over first-step scores and the conversation, with a threshold for each label."""

    centre: Array
    spread: Array
    weights: Array
    bias: Array
    thresholds: Array

    def chances(self, row: Array) -> Array:
        z = ((row - self.centre) / self.spread) @ self.weights + self.bias
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(z, -30, 30))), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Head:
    """All steps for one speaker; `whole` stands in for `second` when the conversation is over, if
    knowing what was said next helps at all."""

    labels: tuple[str, ...]
    first: FirstStep
    second: SecondStep
    whole: SecondStep | None


@dataclass(frozen=True, slots=True)
class Model:
    """All that was learned. `practice` hears reps in practice sessions, `rep` all others; `made_of`
    is the hash of what it was learned from."""

    rep: Head
    buyer: Head
    practice: Head
    made_of: str

    def save(self, path: Path) -> None:
        """Write as compressed npz: arrays and vocabularies, nothing that runs."""
        arrays: dict[str, Any] = {"made_of": np.array(self.made_of)}
        for name in HEADS:
            head: Head = getattr(self, name)
            words = sorted(head.first.vocabulary, key=head.first.vocabulary.__getitem__)
            arrays[f"{name}_labels"] = np.array(head.labels)
            arrays[f"{name}_words"] = np.frombuffer("\n".join(words).encode(), np.uint8)
            arrays[f"{name}_scale"] = head.first.scale.astype(np.float16)
            arrays[f"{name}_weights"] = head.first.weights.astype(np.float16)
            arrays[f"{name}_bias"] = head.first.bias
            for kind, step in (("second", head.second), ("whole", head.whole)):
                if step is not None:
                    arrays |= {f"{name}_{kind}_{part}": getattr(step, part) for part in PARTS}
        buffer = io.BytesIO()
        np.savez_compressed(buffer, **arrays)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.write_bytes(buffer.getvalue())
        draft.replace(path)

    @classmethod
    def load(cls, path: Path) -> Model:
        with np.load(path, allow_pickle=False) as data:
            rep, buyer, practice = (_head(data, name) for name in HEADS)
            return cls(rep, buyer, practice, str(data["made_of"]))


def _head(data: Mapping[str, Any], name: str) -> Head:
    first = FirstStep.of(
        bytes(data[f"{name}_words"]).decode().split("\n"),
        data[f"{name}_scale"].astype(np.float32),
        data[f"{name}_weights"].astype(np.float32),
        data[f"{name}_bias"].astype(np.float32),
    )
    second = _second_step(data, f"{name}_second")
    whole = _second_step(data, f"{name}_whole") if f"{name}_whole_bias" in data else None
    return Head(tuple(str(x) for x in data[f"{name}_labels"]), first, second, whole)


def _second_step(data: Mapping[str, Any], name: str) -> SecondStep:
    return SecondStep(*(data[f"{name}_{part}"].astype(np.float32) for part in PARTS))
