"""How the local reader hears a buyer's words, shared by all that speaks and checks."""

from __future__ import annotations

from functools import lru_cache

from trainer.conversation import Channel, Heard, Turn
from trainer.reading.local import LocalReader

LIKELY = 0.35  # the chance from which an act counts as done


@lru_cache(maxsize=1)
def _reader() -> LocalReader:
    return LocalReader()


def heard(text: str, channel: Channel) -> Heard:
    """The acts in a buyer's turn."""
    return _reader().hear((), Turn("buyer", text), channel=channel)


def does(text: str, act: str, channel: Channel) -> bool:
    """Whether a buyer's words perform an act, as far as can be heard."""
    return heard(text, channel).chance(act) >= LIKELY
