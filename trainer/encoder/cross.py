"""How well a reply fits what it replies to: a cross-encoder, which reads the two together.

`trainer.buyer.replies_fit` trains it, from the same published weights as the sentence encoder, on
replies that readers have judged. It is slower than comparing two vectors, some milliseconds for
each reply, and it sees what vectors do not: who is asked about, yes or no, whose mind.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from trainer.encoder.runtime import session, tokenizer

MODEL = Path(__file__).parent / "cross.onnx"
BATCH = 16
MOST_REMEMBERED = 100_000  # pairs, some 25 MB: what simulated reps ask in a few scenarios

Chances = npt.NDArray[np.float32]


def chances(asked: str, replies: Sequence[str]) -> Chances:
    """The chance, 0-1, that each reply is a sensible answer to `asked`; shape (len(replies),)."""
    remembered = {r: _memory.get((asked, r)) for r in replies}
    found = {r: chance for r, chance in remembered.items() if chance is not None}
    fresh = sorted({r for r in replies if r not in found}, key=len)
    for start in range(0, len(fresh), BATCH):
        batch = fresh[start : start + BATCH]
        found.update(zip(batch, _run(asked, batch), strict=True))
    if fresh:
        if len(_memory) > MOST_REMEMBERED:
            _memory.clear()
        _memory.update({(asked, r): found[r] for r in fresh})
    return np.array([found[r] for r in replies], np.float32)


_memory: dict[tuple[str, str], float] = {}


def _run(asked: str, replies: Sequence[str]) -> list[float]:
    read = [tokenizer().encode(asked, reply) for reply in replies]
    longest = max(len(one.ids) for one in read)
    tokens = np.zeros((len(read), longest), np.int64)
    kinds, mask = np.zeros_like(tokens), np.zeros_like(tokens)
    for row, one in enumerate(read):
        tokens[row, : len(one.ids)] = one.ids
        kinds[row, : len(one.ids)] = one.type_ids
        mask[row, : len(one.ids)] = 1
    given = {"tokens": tokens, "kinds": kinds, "mask": mask}
    found: list[float] = session(MODEL).run(None, given)[0].tolist()
    return found
