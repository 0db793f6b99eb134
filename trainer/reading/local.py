"""The offline reader: hears moves and acts with weights learned from the examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from trainer.conversation import Channel, Conversation, Heard, Transcript, Turn
from trainer.reading import weights
from trainer.reading.context import Past, row, row_after
from trainer.reading.examples_io import EXAMPLES
from trainer.reading.features import Looked, look
from trainer.reading.model import Array, Head, Model, Scores, SecondStep

IMPLIED = {"ask_specific": "ask", "ask_smaller": "ask"}
"""A label that cannot hold without the other."""


@lru_cache(maxsize=2)
def _shared(folder: Path) -> Model:
    return weights.load(folder)


class LocalReader:
    """Reads without any model or network. Nothing is loaded before the first reading."""

    name = "local"

    def __init__(self, model: Model | None = None, examples: Path = EXAMPLES) -> None:
        self._model = model
        self._examples = examples

    @property
    def model(self) -> Model:
        if self._model is None:
            self._model = _shared(self._examples)
        return self._model

    def hear(
        self, past: Sequence[tuple[Turn, Heard]], turn: Turn, *, channel: Channel = "meeting"
    ) -> Heard:
        """Read one turn, given the turns before it with what was heard in them."""
        before = [Past(look(t.speaker, t.text), h) for t, h in past]
        looked = look(turn.speaker, turn.text)
        head = self._head(looked, _is_practice(before))
        return _decide(head, looked, _see(head, looked, before, channel))

    def read(
        self, transcript: Transcript, known: Mapping[int, Heard] | None = None
    ) -> Conversation:
        """Read a whole transcript; `known` readings are taken as they are.

        First turn after turn, as in a live talk, then once more with what the other said next; but
        reps in a practice session as they were heard live.
        """
        known = known or {}
        practice = _is_practice(
            Past(look(turn.speaker, turn.text), known[number])
            for number, turn in enumerate(transcript.turns, start=1)
            if number in known
        )
        heard: list[Past] = []
        inputs: list[tuple[Scores, Array] | None] = []
        for number, turn in enumerate(transcript.turns, start=1):
            looked = look(turn.speaker, turn.text)
            head = self._head(looked, practice)
            seen = None
            if number not in known:
                seen = _see(head, looked, heard, transcript.channel)
            inputs.append(seen)
            heard.append(Past(looked, known.get(number) or _decide(head, looked, seen)))
        final: list[Heard] = []
        for at, (past, seen) in enumerate(zip(heard, inputs, strict=True)):
            head = self._head(past.looked, practice)
            if seen is None or head.whole is None:
                final.append(past.heard)
                continue
            scores, row_before = seen
            after = row_after(past.looked, heard[at + 1] if at + 1 < len(heard) else None)
            whole = np.concatenate([row_before, after])
            final.append(_heard(head, head.whole, past.looked, scores, whole))
        return Conversation(transcript, tuple(final))

    def _head(self, looked: Looked, practice: bool) -> Head:
        if looked.speaker == "buyer":
            return self.model.buyer
        return self.model.practice if practice else self.model.rep


def _is_practice(past: Iterable[Past]) -> bool:
    """Whether the buyer's acts are known for sure, as only a practice session knows them."""
    return any(p.looked.speaker == "buyer" and p.heard.labels and not p.heard.chances for p in past)


def _see(
    head: Head, looked: Looked, past: Sequence[Past], channel: Channel
) -> tuple[Scores, Array] | None:
    if not looked.sentences:
        return None
    scores = head.first.score(looked, past[-1].looked if past else None)
    return scores, row(looked, scores, past, channel)


def _decide(head: Head, looked: Looked, seen: tuple[Scores, Array] | None) -> Heard:
    return _heard(head, head.second, looked, *seen) if seen else Heard()


def _heard(head: Head, step: SecondStep, looked: Looked, scores: Scores, inputs: Array) -> Heard:
    chances = dict(zip(head.labels, step.chances(inputs).tolist(), strict=True))
    found = {
        x for x, t in zip(head.labels, step.thresholds.tolist(), strict=True) if chances[x] > t
    }
    for label, implied in IMPLIED.items():
        if label in found:
            found.add(implied)
            chances[implied] = max(chances[implied], chances[label])
    best = np.argmax(scores.sentences, axis=0)
    spans = {
        x: (looked.sentences[best[k]].start, looked.sentences[best[k]].end)
        for k, x in enumerate(head.labels)
        if x in found
    }
    return Heard(frozenset(found), chances, spans)
