"""What the tests of the client ask, and how."""

from __future__ import annotations

import socket
from contextlib import aclosing

import pytest

from trainer.llm.client import Client
from trainer.llm.errors import CallFailed
from trainer.llm.retry import Backoff
from trainer.llm.values import Completion, Timeouts, system, user

ONCE = Backoff(attempts=1)

ASK = [system("You are a buyer."), user("Hello there")]


async def streamed(client: Client, **more: object) -> tuple[list[str], Completion | None]:
    """The pieces of a stream, and its end."""
    pieces: list[str] = []
    end = None
    async with aclosing(client.stream(ASK, **more)) as stream:  # type: ignore[arg-type]
        async for piece in stream:
            if isinstance(piece, Completion):
                end = piece
            else:
                pieces.append(piece)
    return pieces, end


async def fault(client: Client, *, stream: bool) -> CallFailed:
    """The error that a call ends in."""
    with pytest.raises(CallFailed) as caught:
        if stream:
            await streamed(client)
        else:
            await client.complete(ASK)
    return caught.value


def limits(**given: float) -> Timeouts:
    return Timeouts(**{"connect": 2, "first_token": 2, "between_tokens": 2, "whole": 4, **given})


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
