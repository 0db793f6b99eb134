"""The offline reader: hears moves and acts with weights learned from the examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from trainer.conversation import Channel, Conversation, Heard, Transcript, Turn
from trainer.reading import weights
from trainer.reading.context import Past, row
from trainer.reading.examples_io import EXAMPLES
from trainer.reading.features import Looked, look
from trainer.reading.model import Array, Head, Model, Scores

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
        return self._hear([Past(look(t.speaker, t.text), h) for t, h in past], turn, channel)

    def read(
        self, transcript: Transcript, known: Mapping[int, Heard] | None = None
    ) -> Conversation:
        """Read a whole transcript, turn after turn; `known` readings are taken as they are."""
        past: list[Past] = []
        for number, turn in enumerate(transcript.turns, start=1):
            heard = (known or {}).get(number) or self._hear(past, turn, transcript.channel)
            past.append(Past(look(turn.speaker, turn.text), heard))
        return Conversation(transcript, tuple(p.heard for p in past))

    def _hear(self, past: Sequence[Past], turn: Turn, channel: Channel) -> Heard:
        looked = look(turn.speaker, turn.text)
        if not looked.sentences:
            return Heard()
        head = self.model.rep if turn.speaker == "rep" else self.model.buyer
        scores = head.first.score(looked, past[-1].looked if past else None)
        chances = head.second.chances(row(looked, scores, past, channel))
        return _heard(head, looked, scores, chances)


def _heard(head: Head, looked: Looked, scores: Scores, chances: Array) -> Heard:
    by_label = dict(zip(head.labels, chances.tolist(), strict=True))
    found = {x for x, p, t in zip(head.labels, chances, head.second.thresholds, strict=True) if p > t}
    for label, implied in IMPLIED.items():
        if label in found:
            found.add(implied)
            by_label[implied] = max(by_label[implied], by_label[label])
    best = np.argmax(scores.sentences, axis=0)
    spans = {
        x: (looked.sentences[best[k]].start, looked.sentences[best[k]].end)
        for k, x in enumerate(head.labels)
        if x in found
    }
    return Heard(frozenset(found), by_label, spans)
