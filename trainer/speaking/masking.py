"""A transcript as a model may see it: without the rep's name, and without what is no talk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from trainer.conversation import Transcript, Turn

NAMELESS = "Alex"  # a name like any other, so that sentences stay sentences
SILENT = "(said nothing to the buyer)"


def masked(transcript: Transcript, names: Sequence[str]) -> Transcript:
    """`transcript` with the names of the rep replaced, and blanked turns marked as such."""
    words = [w for name in names for w in name.split() if len(w) > 1]
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b") if words else None

    def shown(turn: Turn) -> Turn:
        text = " ".join(turn.text.split())
        if turn.speaker == "rep" and not text:
            text = SILENT
        return Turn(turn.speaker, pattern.sub(NAMELESS, text) if pattern else text)

    return replace(transcript, turns=tuple(shown(t) for t in transcript.turns))
