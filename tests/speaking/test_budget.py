"""What a session costs: calls, prompt tokens, and how much of a prompt an endpoint can keep."""

from __future__ import annotations

import os
from types import SimpleNamespace
from typing import Any

import pytest

from tests.llm.server import Seen, Server
from tests.speaking import stubs
from trainer.practice import Reply, buyer_left
from trainer.reading.local import LocalReader
from trainer.settings import Settings
from trainer.wiring import build

# Enough to say for twenty turns of the rep, with a buyer who stays on the line.
TURNS = (
    "Dana, Sam Reid from Middlewatch. Ten of eleven hauliers never add deductions to a bad night.",
    "In forty minutes you would leave with what a bad night costs you, whether we go on or not.",
    "How does the cover work at night at the moment, and who picks up the phone?",
    "How many call-outs does that come to in a month, and when do they fall?",
    "What happens to the loads when planning stops at two in the morning?",
    "And when the customers take it off the bill, what does one such night come to?",
    "What would it mean for the team if it stayed as it is for another year?",
    "You said it is one phone in one coat. What happens if it is missed again?",
    "What would you like to be different by Christmas, for you and for them?",
    "Who else would have to agree if the figure was worth acting on?",
    "When would it be too late to have something in place before peak?",
    "What has been tried before, and what went wrong with it?",
    "So far: one phone, three people, the loads at Newark, and nobody has added it up. Right?",
    "Which part of this interests you most, and what do you not believe?",
    "It is quite all right if this is not for you. Where do you stand?",
    "Would you sit down with Neil and me for forty minutes on Thursday at ten, with the log?",
    "That's fair. What is behind that, if I may ask?",
    "Then twenty minutes with you alone on Tuesday at nine, with three months of call-outs?",
    "What would make that worth your while?",
    "Then Tuesday at nine it is, with the log. I'll send the invite while we're on.",
)


@pytest.fixture
async def spent(server: Server) -> list[tuple[str, Seen]]:
    """(job, request) of each call of a session of twenty turns and its grade."""

    def job(seen: Seen) -> str:
        keys = set((seen.schema or {}).get("properties", {}))
        return {"moves": "read", "criteria": "judge", "points": "coach"}.get(
            next(iter(keys), ""), "voice"
        )

    server.always(
        stubs.model(stubs.judge("partly"), None, stubs.reader(LocalReader()), stubs.line_of)
    )
    found = build(
        Settings(llm_base_url=server.url, llm_model=server.model, scenarios=()), in_memory=True
    )
    patient = found.library.get("next-quarter")
    start = patient.state.model_copy(update={"patience": 10})
    patient = patient.model_copy(update={"minutes": 60, "state": start})
    found.practice.library = SimpleNamespace(get=lambda id: patient)  # type: ignore[assignment]
    await found.open()
    try:
        session = await found.practice.start("next-quarter", seed=4)
        for text in TURNS:
            if buyer_left(session):
                break
            async for piece in found.practice.say(session.id, text):
                if isinstance(piece, Reply):
                    session = piece.session
        await found.practice.finish(session.id)
    finally:
        await found.close()
    assert len(session.rep_turns) >= 15
    return [(job(seen), seen) for seen in server.calls]


def tokens(seen: Seen) -> int:
    """Four characters to a token, the schema included."""
    return (len(seen.prompt) + len(str(seen.schema or ""))) // 4


async def test_a_session_stays_within_its_budget(spent: list[tuple[str, Seen]]) -> None:
    by_job: dict[str, list[Seen]] = {}
    for name, seen in spent:
        by_job.setdefault(name, []).append(seen)
    turns = len(by_job["read"])
    assert len(by_job["voice"]) <= turns + 2
    assert len(by_job["judge"]) <= 15
    cost: dict[str, Any] = {name: sum(map(tokens, calls)) for name, calls in by_job.items()}
    kept = total = 0
    for calls in by_job.values():
        before: list[str] = []
        for seen in calls:
            kept += max((len(os.path.commonprefix([p, seen.prompt])) for p in before), default=0)
            total += len(seen.prompt)
            before.append(seen.prompt)
    shown = {name: (len(calls), cost[name]) for name, calls in by_job.items()}
    print(f"\n{turns} turns: {shown}, together {sum(cost.values())}, kept {kept / total:.0%}")
    assert sum(cost.values()) <= 60_000
    assert kept / total >= 0.7
