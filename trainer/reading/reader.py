"""What every reader offers, local or by model.

A reader turns text into `Heard`. During practice it hears one turn at a time, with the past; for a
finished transcript it reads all of it at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from trainer.conversation import Channel, Conversation, Heard, Transcript, Turn


class Reader(Protocol):
    """Hears moves in rep turns and acts in buyer turns."""

    name: str

    def hear(
        self, past: Sequence[tuple[Turn, Heard]], turn: Turn, *, channel: Channel = "meeting"
    ) -> Heard:
        """Read `turn`, given the turns before it (oldest first) with what was heard in them."""
        ...

    def read(
        self, transcript: Transcript, known: Mapping[int, Heard] | None = None
    ) -> Conversation:
        """Read a whole transcript. `known` readings, by turn number from 1, are taken as they are
        (a practice session knows its buyer's acts)."""
        ...
