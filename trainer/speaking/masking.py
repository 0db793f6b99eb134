"""A transcript as a model may see it: without the rep's name, and without what is no talk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from trainer.conversation import Transcript, Turn

NAMELESS = "Alex"  # a name like any other, so that sentences stay sentences
TITLES = frozenset("mr mrs ms miss dr sir prof".split())
SILENT = "(said nothing to the buyer)"


def masked(transcript: Transcript, names: Sequence[str]) -> Transcript:
    """`transcript` with the names of the rep replaced, and blanked turns marked as such."""
    words = [w for name in names for w in name.split()]
    words = [w for w in words if len(w) > 1 and w.lower().strip(".") not in TITLES]
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b") if words else None

    def shown(turn: Turn) -> Turn:
        text = " ".join(turn.text.split())
        if turn.speaker == "rep" and not text:
            text = SILENT
        return Turn(turn.speaker, pattern.sub(NAMELESS, text) if pattern else text)

    return replace(transcript, turns=tuple(shown(t) for t in transcript.turns))
