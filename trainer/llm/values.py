"""The plain values that go into and come out of a model call."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, Literal, TypedDict, TypeVar

from pydantic import BaseModel

from trainer.llm.usage import Usage

M = TypeVar("M", bound=BaseModel)
Rung = Literal["schema", "lean_schema", "json", "text"]


class Message(TypedDict):
    """One message of a chat."""

    role: Literal["system", "user", "assistant"]
    content: str


def system(content: str) -> Message:
    return {"role": "system", "content": content}


def user(content: str) -> Message:
    return {"role": "user", "content": content}


def assistant(content: str) -> Message:
    return {"role": "assistant", "content": content}


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Limits in seconds. `first_token` and `between_tokens` hold for streams; `whole` is all a
    call may take, retries, waits and our own queue included."""

    connect: float = 5.0
    first_token: float = 20.0
    between_tokens: float = 15.0
    whole: float = 90.0

    def __post_init__(self) -> None:
        if min(self.connect, self.first_token, self.between_tokens, self.whole) <= 0:
            raise ValueError("a timeout must be more than 0 seconds")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Time and chance, so that tests can hold both still.

    `clock` never goes back and measures; `wall` is Unix time, for dates sent by an endpoint;
    `chance` gives a number from 0 to 1.
    """

    clock: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True)
class Completion:
    """A whole answer. One that was refused, filtered or cut raises instead.

    `finish` is the endpoint's own word, normally `stop`; `first_token` the seconds until the first
    visible piece of a stream, None where it was not streamed.
    """

    text: str
    usage: Usage
    finish: str
    model: str
    first_token: float | None = None


@dataclass(frozen=True, slots=True)
class Structured(Generic[M]):
    """An answer of the shape asked for.

    `rung` is the way of asking that worked, `calls` how many it took, `repaired` whether the last
    of them was a repair, `salvaged` whether code had to mend the JSON. `usage` sums all calls.
    """

    value: M
    text: str
    usage: Usage
    model: str
    rung: Rung
    calls: int = 1
    repaired: bool = False
    salvaged: bool = False


@dataclass(frozen=True, slots=True)
class Faulty:
    """What a repair prompt has to go on: the question, the answer, and what is wrong with it."""

    messages: tuple[Message, ...]
    answer: str
    problem: str
    schema: str = field(repr=False)
