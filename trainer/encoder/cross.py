"""How well a reply fits what it replies to: a cross-encoder, which reads the two together.

`trainer.buyer.replies_fit` trains it, from the same published weights as the sentence encoder, on
replies that readers have judged. It is slower than comparing two vectors, two or three milliseconds
for each reply, and it sees what vectors do not: who is asked about, yes or no, whose mind.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from trainer.encoder.runtime import session, tokenizer

MODEL = Path(__file__).parent / "cross.onnx"
MOST_REMEMBERED = 100_000  # pairs, some 25 MB: what simulated reps ask in a few scenarios

Chances = npt.NDArray[np.float32]


def chances(asked: str, replies: Sequence[str]) -> Chances:
    """The chance, 0-1, that each reply is a sensible answer to `asked`; shape (len(replies),)."""
    found = {}
    for reply in dict.fromkeys(replies):
        known = _memory.get((asked, reply))
        found[reply] = _run(asked, reply) if known is None else known
    if len(_memory) > MOST_REMEMBERED:
        _memory.clear()
    _memory.update({((asked, reply), chance) for reply, chance in found.items()})
    return np.array([found[r] for r in replies], np.float32)


_memory: dict[tuple[str, str], float] = {}


def _run(asked: str, reply: str) -> float:
    """One pair at a time: several together are no faster, and would round one another."""
    read = tokenizer().encode(asked, reply)
    given = {"tokens": read.ids, "kinds": read.type_ids, "mask": read.attention_mask}
    rows = {name: np.array([numbers], np.int64) for name, numbers in given.items()}
    chance: float = session(MODEL).run(None, rows)[0].item()
    return chance
