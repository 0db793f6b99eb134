"""A scripted model, and clients of it that wait in no real time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.llm.server import Server
from trainer.llm.client import Client
from trainer.llm.values import Surroundings, Timeouts

KEY = "sk-very-secret-0123456789"


@dataclass
class StillTime:
    """Time that only passes by sleeping. `slept` lists the waits."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)
    chance: float = 0.0

    def surroundings(self) -> Surroundings:
        return Surroundings(
            clock=lambda: self.now,
            wall=lambda: 1_800_000_000.0 + self.now,
            sleep=self.sleep,
            chance=lambda: self.chance,
        )

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def passes(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def server() -> Iterator[Server]:
    """A scripted model; see `tests.llm.server` and `tests.llm.behaviours`."""
    with Server() as running:
        yield running


@pytest.fixture
def time() -> StillTime:
    return StillTime()


@pytest.fixture
async def client_of(server: Server, time: StillTime) -> AsyncIterator[Callable[..., Client]]:
    """Makes clients of the scripted model: `client_of(attempts=…, any argument of Client)`."""
    made: list[Client] = []

    def make(**arguments: Any) -> Client:
        given: dict[str, Any] = {
            "base_url": server.url,
            "api_key": KEY,
            "model": server.model,
            "timeouts": Timeouts(connect=2, first_token=2, between_tokens=2, whole=5),
            "surroundings": time.surroundings(),
        }
        made.append(Client(**{**given, **arguments}))
        return made[-1]

    yield make
    for client in made:
        await client.close()


@pytest.fixture
def client(client_of: Callable[..., Client]) -> Client:
    """A client of the scripted model with the usual settings."""
    return client_of()
