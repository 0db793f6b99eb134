"""A practice whose model parts talk to a scripted server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.llm.conftest import KEY, StillTime
from tests.llm.server import Server
from trainer.llm.client import Client
from trainer.llm.usage import Ledger
from trainer.llm.values import Timeouts
from trainer.practice import Practice, Reply
from trainer.session import Session
from trainer.settings import Settings
from trainer.speaking.voice import ModelVoice
from trainer.wiring import Services, build

QUICK = Timeouts(connect=1, first_token=0.4, between_tokens=0.4, whole=1.5)
ID = "next-quarter"
NAME = "Dana"


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
async def client(server: Server) -> AsyncIterator[Client]:
    made = Client(
        base_url=server.url,
        api_key=KEY,
        model=server.model,
        timeouts=QUICK,
        surroundings=StillTime().surroundings(),
        failures=50,
    )
    yield made
    await made.close()


@dataclass
class Stage:
    """A practice with a model's voice, and what the rep saw."""

    practice: Practice
    services: Services
    server: Server
    voice: ModelVoice

    async def open(self, scenario: str = ID, seed: int = 3) -> Session:
        return await self.practice.start(scenario, seed=seed)

    async def say(self, session: Session, text: str) -> tuple[str, Reply]:
        """(what was shown piece by piece, the reply)."""
        shown = ""
        async for piece in self.practice.say(session.id, text):
            if isinstance(piece, Reply):
                return shown, piece
            shown += piece
        raise AssertionError("a say ends with a reply")


@pytest.fixture
async def services() -> AsyncIterator[Services]:
    found = build(Settings(), in_memory=True)
    await found.open()
    yield found
    await found.close()


@pytest.fixture
def stage(services: Services, server: Server, client: Client) -> Stage:
    voice = ModelVoice(client, Ledger(), limits=QUICK)
    practice = services.practice
    practice.voice = voice
    return Stage(practice, services, server, voice)


Playing = Callable[..., Any]
