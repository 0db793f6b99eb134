"""A language model made of a script: the chat-completions protocol over real HTTP on loopback.

    with Server() as server:                         # runs in a thread of its own
        server.plays("Hello.", busy(retry_after="2"), {"verdict": "met"})
        client = Client(base_url=server.url, model=server.model)

Each request takes the next behaviour of the script; once that is used up, `server.default` answers
(at first: an instance of the schema asked for, else an echo). A behaviour is a text, a value to be
sent as JSON, a function from the request to either, or one made by the functions at the end.
Every request is kept in `server.requests` as it came over the wire.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self

Play = Callable[["Exchange"], Awaitable[None]]
Behaviour = str | dict[str, Any] | list[Any] | Callable[["Seen"], Any] | Play
TLS = b"\x16"  # how a TLS handshake begins
LONG = 30.0  # seconds; longer than any test


@dataclass
class Seen:
    """A request as it came."""

    path: str  # with its query
    headers: dict[str, str]
    body: bytes
    data: dict[str, Any]
    gone: threading.Event = field(default_factory=threading.Event)  # the client has hung up

    @property
    def is_chat(self) -> bool:
        """Whether it asks for an answer, not for the list of models."""
        return self.path.partition("?")[0].endswith("/chat/completions")

    @property
    def messages(self) -> list[dict[str, str]]:
        return list(self.data.get("messages", ()))

    @property
    def prompt(self) -> str:
        """All that the model gets to read."""
        return "\n\n".join(m["content"] for m in self.messages)

    @property
    def stream(self) -> bool:
        return bool(self.data.get("stream"))

    @property
    def format(self) -> str:
        """`json_schema`, `json_object`, or nothing."""
        return str((self.data.get("response_format") or {}).get("type", ""))

    @property
    def schema(self) -> dict[str, Any] | None:
        form = self.data.get("response_format") or {}
        return form["json_schema"]["schema"] if self.format == "json_schema" else None


class Server:
    """Answers at `url`. `busiest` is the largest number of chat calls there were at a time."""

    def __init__(self, *, model: str = "scripted", default: Behaviour | None = None) -> None:
        self.model = model
        self.requests: list[Seen] = []
        self.models: list[str] = [model]
        self.default: Behaviour = default if default is not None else echo
        self.busiest = self._busy = 0
        self._script: list[Behaviour] = []
        self._read: list[str] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def calls(self) -> list[Seen]:
        """The requests for an answer, without those for the list of models."""
        return [seen for seen in self.requests if seen.is_chat]

    def plays(self, *behaviours: Behaviour) -> Self:
        """Put these at the end of the script."""
        self._script += behaviours
        return self

    def always(self, behaviour: Behaviour) -> Self:
        """Answer so whenever the script is used up."""
        self.default = behaviour
        return self

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = self._do(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def _do(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(5)

    async def _stop(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            seen = await _request(reader)
            if seen is None:
                writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                writer.close()
                return
            self.requests.append(seen)
            exchange = Exchange(self, seen, writer)
            watch = asyncio.create_task(_watch(reader, seen))
            self._busy += exchange.is_chat
            self.busiest = max(self.busiest, self._busy)
            try:
                play = played(self._next()) if exchange.is_chat else _listed
                await play(exchange)
                await writer.drain()
            finally:
                self._busy -= exchange.is_chat
                watch.cancel()
        writer.close()

    def _next(self) -> Behaviour:
        return self._script.pop(0) if self._script else self.default

    def tokens(self, seen: Seen, text: str) -> dict[str, Any]:
        """Four characters to a token; a prompt that begins like an earlier one is cached."""
        prompt = seen.prompt
        shared = max((_shared(prompt, before) for before in self._read), default=0)
        self._read.append(prompt)
        return {
            "prompt_tokens": len(prompt) // 4,
            "completion_tokens": len(text) // 4,
            "total_tokens": len(prompt) // 4 + len(text) // 4,
            "prompt_tokens_details": {"cached_tokens": shared // 4},
        }


class Exchange:
    """One request and the connection to answer it on."""

    def __init__(self, server: Server, seen: Seen, writer: asyncio.StreamWriter) -> None:
        self.server, self.seen, self.writer = server, seen, writer
        self.is_chat = seen.is_chat

    async def head(self, status: int, kind: str, headers: Mapping[str, str] | None = None) -> None:
        lines = [f"HTTP/1.1 {status} X", f"content-type: {kind}", "connection: close"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        await self.raw(("\r\n".join(lines) + "\r\n\r\n").encode())

    async def raw(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def json(
        self, status: int, data: Any, headers: Mapping[str, str] | None = None, cut: int = 0
    ) -> None:
        """`cut` sends only that many bytes of what the headers promise."""
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        length = {"content-length": str(len(body))}
        await self.head(status, "application/json", {**length, **(headers or {})})
        await self.raw(body[:cut] if cut else body)

    async def answer(self, text: str, finish: str = "stop", **message: Any) -> None:
        """A whole good answer, streamed or not, as the request wants it."""
        if self.seen.stream:
            await self.begin()
            await self.pieces(_words(text), **message)
            await self.end(text, finish)
            return
        choice = {
            "index": 0,
            "message": {"role": "assistant", "content": text, **message},
            "finish_reason": finish,
        }
        tokens = self.server.tokens(self.seen, text)
        await self.json(200, self.envelope() | {"choices": [choice], "usage": tokens})

    async def begin(self) -> None:
        await self.head(200, "text/event-stream", {"transfer-encoding": "chunked"})
        await self.piece(role="assistant", content="")

    async def pieces(self, words: Iterable[str], pause: float = 0.0, **delta: Any) -> None:
        for word in words:
            await self.piece(content=word)
            await asyncio.sleep(pause)
        if delta:
            await self.piece(**delta)

    async def piece(self, finish: str | None = None, **delta: Any) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        await self.event(json.dumps(self.envelope() | {"choices": [choice]}).encode())

    async def event(self, data: bytes) -> None:
        line = b"data: " + data + b"\n\n"
        await self.raw(f"{len(line):x}\r\n".encode() + line + b"\r\n")

    async def end(self, text: str, finish: str = "stop") -> None:
        await self.piece(finish)
        if (self.seen.data.get("stream_options") or {}).get("include_usage"):
            tokens = self.server.tokens(self.seen, text)
            last = self.envelope() | {"choices": [], "usage": tokens}
            await self.event(json.dumps(last).encode())
        await self.event(b"[DONE]")
        await self.raw(b"0\r\n\r\n")

    def envelope(self) -> dict[str, Any]:
        kind = "chat.completion.chunk" if self.seen.stream else "chat.completion"
        model = self.seen.data.get("model", self.server.model)
        return {"id": "chatcmpl-1", "object": kind, "created": 0, "model": model}


def instance(schema: Mapping[str, Any]) -> Any:
    """Something small that fits a strict schema."""
    if "enum" in schema:
        return schema["enum"][0]
    if "anyOf" in schema:
        return instance(schema["anyOf"][0])
    kind = schema.get("type")
    if kind == "object":
        return {key: instance(value) for key, value in schema["properties"].items()}
    if kind == "array":
        return [instance(schema["items"])] * max(1, schema.get("minItems", 0))
    if kind in ("integer", "number"):
        return schema.get("minimum", schema.get("maximum", 1))
    return {"string": "words", "boolean": True, "null": None}[str(kind)]


def echo(seen: Seen) -> Any:
    """An instance of the schema asked for, else the last message."""
    return instance(seen.schema) if seen.schema else seen.messages[-1]["content"]


def played(behaviour: Behaviour) -> Play:
    async def play(exchange: Exchange) -> None:
        what: Any = behaviour
        if callable(what):
            what = what(exchange if getattr(what, "is_play", False) else exchange.seen)
        if asyncio.iscoroutine(what):
            await what
        else:
            await exchange.answer(what if isinstance(what, str) else json.dumps(what))

    return play


async def _listed(exchange: Exchange) -> None:
    listed = [
        {"id": name, "object": "model", "created": 0, "owned_by": "tests"}
        for name in exchange.server.models
    ]
    await exchange.json(200, {"object": "list", "data": listed})


async def _request(reader: asyncio.StreamReader) -> Seen | None:
    start = await reader.readexactly(1)
    if start == TLS:
        return None
    head = (start + await reader.readuntil(b"\r\n\r\n")).decode()
    first, *lines = head.strip().split("\r\n")
    pairs = (line.split(": ", 1) for line in lines)
    headers = {name.lower(): value for name, value in pairs}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Seen(first.split(" ")[1], headers, body, json.loads(body) if body else {})


async def _watch(reader: asyncio.StreamReader, seen: Seen) -> None:
    with suppress(ConnectionError):
        while await reader.read(100):
            pass
    seen.gone.set()


def _words(text: str) -> Sequence[str]:
    return [word + " " for word in text.split(" ")[:-1]] + text.split(" ")[-1:]


def _shared(one: str, other: str) -> int:
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))
