"""Whether a line can stand as an answer to what the rep just said: judged by the cross-encoder.

It reads the sentences that ask, and, before a short question that leans on it, what the buyer said
last. What it was taught on is in `replies_fit`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from trainer.encoder import cross
from trainer.words import sentences, sentences_asking

SHORT = 10  # words; a question shorter than that leans on what was said before it
MOST_ASKED = 45  # words read of a question, its end
MOST_SAID = 16  # words read of what was said before


def put(text: str, said: str = "") -> str:
    """What is read of a rep turn and of the buyer's words before it."""
    asked = (" ".join(sentences_asking(text)) or text).split()
    before = " ".join(sentences(said)[-1:]).split() if len(asked) < SHORT else []
    question = " ".join(asked[-MOST_ASKED:])
    return f"{' '.join(before[-MOST_SAID:])} / {question}" if before else question


def chances(text: str, said: str, lines: Sequence[str]) -> np.ndarray:
    """The chance, 0-1, that each of `lines` answers `text` sensibly; shape (len(lines),)."""
    return cross.chances(put(text, said), lines)
