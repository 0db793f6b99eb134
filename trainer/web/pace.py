"""The speed at which a reply appears: as fast as it comes, but never all at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from time import monotonic
from typing import TypeVar

T = TypeVar("T")

BEAT = 0.025  # seconds between two pictures of a growing reply
MOST = 0.9  # seconds a reply may be held back in all


async def paced(pieces: AsyncIterator[str | T], beat: float = BEAT) -> AsyncIterator[str | T]:
    """Pieces joined so that one comes every `beat`, in the order they came; others pass through."""
    held, waited, last = "", 0.0, 0.0
    async for piece in pieces:
        if not isinstance(piece, str):
            if held:
                yield held
                held = ""
            yield piece
            continue
        held += piece
        rest = last + beat - monotonic()
        if rest > 0:
            if waited >= MOST:
                continue
            waited += rest
            await asyncio.sleep(rest)
        last = monotonic()
        yield held
        held = ""
    if held:
        yield held
