"""Our own time in a practice turn: reading, policy, words and two writes to a database on disk."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from trainer.buyer.voice import AuthoredVoice
from trainer.library import Library, load_rubric
from trainer.practice import Practice, Reply, buyer_left
from trainer.reading.local import LocalReader
from trainer.store import Store

SAID = (
    "Morning, I have two questions about how this works at yours, then a figure to compare.",
    "How does it work today, and how many people deal with it?",
    "What does it cost you when it goes wrong?",
    "Who decides on something like this besides you, and is there money for it?",
    "Could we sit down for half an hour on Thursday at 10, with the people it concerns?",
    "That's fair. What is behind that, if I may ask?",
)


async def run_turns(scenario: str = "next-quarter", sessions: int = 5) -> dict[str, Any]:
    """Milliseconds a turn over `sessions` short calls: median, 95th percentile, how many."""
    took: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        store = await Store.open(f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}")
        try:
            rubric = load_rubric()
            practice = Practice(
                store, Library.default(), LocalReader(), AuthoredVoice(), lambda: rubric
            )
            for seed in range(sessions):
                session = await practice.start(scenario, seed=seed)
                for text in SAID:
                    if buyer_left(session):
                        break
                    begun = time.perf_counter()
                    async for piece in practice.say(session.id, text):
                        if isinstance(piece, Reply):
                            session = piece.session
                    took.append(1000 * (time.perf_counter() - begun))
        finally:
            await store.close()
    return {
        "median_ms": statistics.median(took),
        "p95_ms": statistics.quantiles(took, n=20)[-1],
        "turns": len(took),
    }
