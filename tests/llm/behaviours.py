"""Ways for a scripted model to behave, good and bad. See `server` for how they are played."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, TypeVar

from tests.llm.server import LONG, Behaviour, Exchange, Play, played

F = TypeVar("F", bound=Callable[..., Play])


def made(play: Play) -> Play:
    """Mark a function from an `Exchange` as a behaviour of its own making."""
    play.is_play = True  # type: ignore[attr-defined]
    return play


def slow(seconds: float, then: Behaviour = "Late.") -> Play:
    """Nothing at all for a while, then `then`."""

    async def play(exchange: Exchange) -> None:
        await asyncio.sleep(seconds)
        await played(then)(exchange)

    return made(play)


def silent() -> Play:
    """Takes the request and never answers."""
    return slow(LONG)


def slow_first_token(seconds: float = LONG, text: str = "Late words.") -> Play:
    """The stream opens at once, its first words come late."""

    async def play(exchange: Exchange) -> None:
        await exchange.begin()
        await asyncio.sleep(seconds)
        await exchange.pieces([text])
        await exchange.end(text)

    return made(play)


def stall(*words: str, seconds: float = LONG) -> Play:
    """Streams `words`, then stops without hanging up."""

    async def play(exchange: Exchange) -> None:
        await exchange.begin()
        await exchange.pieces(words or ("Well, ", "you "))
        await asyncio.sleep(seconds)

    return made(play)


def drip(*words: str, pause: float) -> Play:
    """Streams `words` with a pause after each."""

    async def play(exchange: Exchange) -> None:
        await exchange.begin()
        await exchange.pieces(words, pause)
        await exchange.end("".join(words))

    return made(play)


def cut(*words: str) -> Play:
    """Streams `words`, then hangs up (none: hangs up at once)."""

    async def play(exchange: Exchange) -> None:
        if words:
            await exchange.begin()
            await exchange.pieces(words)

    return made(play)


def cut_politely(*words: str) -> Play:
    """Streams `words`, then ends the stream as if all were well, without a finish."""

    async def play(exchange: Exchange) -> None:
        await exchange.begin()
        await exchange.pieces(words)
        await exchange.raw(b"0\r\n\r\n")

    return made(play)


def cut_json(text: str = '{"verdict": "met"}') -> Play:
    """The body of the HTTP answer ends in the middle."""

    async def play(exchange: Exchange) -> None:
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        await exchange.json(200, exchange.envelope() | {"choices": [choice]}, cut=120)

    return made(play)


def fails(status: int, message: Any = "no", *, headers: dict[str, str] | None = None) -> Play:
    """An error of the protocol. `message` may be the whole error object."""
    error = message if isinstance(message, dict) else {"message": message, "type": "error"}

    async def play(exchange: Exchange) -> None:
        await exchange.json(status, {"error": error}, headers)

    return made(play)


def busy(retry_after: str | None = None) -> Play:
    """429, with or without a Retry-After."""
    return fails(429, "slow down", headers={"retry-after": retry_after} if retry_after else None)


def fails_inside(*words: str, message: str = "out of memory") -> Play:
    """An error event in the middle of a stream."""

    async def play(exchange: Exchange) -> None:
        await exchange.begin()
        await exchange.pieces(words)
        await exchange.event(json.dumps({"error": {"message": message}}).encode())

    return made(play)


def refuses(words: str = "I will not do that.") -> Play:
    """A refusal in the field for it."""

    async def play(exchange: Exchange) -> None:
        await exchange.answer("", refusal=words)

    return made(play)


def finishes(reason: str, text: str = "As far as") -> Play:
    """Ends for `reason`: `content_filter`, `length`, …"""

    async def play(exchange: Exchange) -> None:
        await exchange.answer(text, reason)

    return made(play)


def filtered_prompt() -> Play:
    """As Azure answers a prompt that its filter stopped."""
    return fails(400, {"message": "The prompt was filtered", "code": "content_filter"})


def picky(*refused: str, then: Behaviour = "Fine.") -> Play:
    """400 to the response formats (`json_schema`, `json_object`) or parameters named."""

    async def play(exchange: Exchange) -> None:
        seen = exchange.seen
        for name in refused:
            if seen.format == name:
                message = f"'response_format.type' must not be '{name}'"
                await exchange.json(400, {"error": {"message": message}})
                return
            if name in seen.data:
                message = f"Unsupported parameter: '{name}' is not supported with this model."
                if name == "max_tokens":
                    message += " Use 'max_completion_tokens' instead."
                error = {"message": message, "param": name, "code": "unsupported_parameter"}
                await exchange.json(400, {"error": error})
                return
        await played(then)(exchange)

    return made(play)


def bytes_inside(data: bytes = b"\xff\xfe\xfa") -> Play:
    """An answer that is not UTF-8, streamed or not."""

    async def play(exchange: Exchange) -> None:
        if exchange.seen.stream:
            await exchange.begin()
            await exchange.pieces(["Good "])
            await exchange.event(
                b'{"choices": [{"index": 0, "delta": {"content": "' + data + b'"}}]}'
            )
            await exchange.raw(b"0\r\n\r\n")
        else:
            await exchange.json(200, b'{"choices": [{"message": {"content": "' + data + b'"}}]}')

    return made(play)


def garbage(body: str = "<html>Welcome!</html>", kind: str = "text/html") -> Play:
    """200, and something quite different."""

    async def play(exchange: Exchange) -> None:
        await exchange.head(200, kind, {"content-length": str(len(body))})
        await exchange.raw(body.encode())

    return made(play)
