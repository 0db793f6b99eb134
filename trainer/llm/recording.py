"""What goes over the wire between a client and its endpoint, for measuring.

    recorder = Recorder()
    client = Client(model="llama3.2", transport=recorder)

`recorder.calls` then holds each call: its prompt, the words as they arrived, the tokens told.
"""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx2

CHARACTERS = 4  # to a token, where an endpoint does not count


@dataclass
class Call:
    """One request for an answer.

    `words` are the pieces of a stream with the moment each arrived; `ended` is when the endpoint
    had said all, None for an answer in one piece. `told` is the endpoint's own count.
    """

    request: Mapping[str, Any]
    words: list[tuple[float, str]] = field(default_factory=list)
    ended: float | None = None
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def prompt(self) -> str:
        """All that the model gets to read, but for the schema."""
        return "\n\n".join(message["content"] for message in self.request["messages"])

    @property
    def streamed(self) -> bool:
        return bool(self.request.get("stream"))

    @property
    def prompt_tokens(self) -> int:
        return int(self.told.get("prompt_tokens") or prompt_tokens(self.request))

    @property
    def completion_tokens(self) -> int:
        said = "".join(piece for _, piece in self.words)
        return int(self.told.get("completion_tokens") or text_tokens(said))

    def take(self, data: Any, now: float) -> None:
        """Note a piece of the answer, as it came."""
        if not isinstance(data, dict):
            return
        self.told = data.get("usage") or self.told
        for choice in data.get("choices") or ():
            part = choice.get("delta") or choice.get("message") or {}
            if part.get("content"):
                self.words.append((now, part["content"]))
            if choice.get("finish_reason") and self.streamed:
                self.ended = now


class Recorder(httpx2.AsyncBaseTransport):
    """Passes everything on, and keeps the calls for an answer in `calls`."""

    def __init__(self, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self.calls: list[Call] = []
        self._transport = transport or httpx2.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if not request.url.path.endswith("/chat/completions"):
            return await self._transport.handle_async_request(request)
        call = Call(json.loads(await request.aread()))
        self.calls.append(call)
        request.headers["accept-encoding"] = "identity"  # to be read as it passes
        response = await self._transport.handle_async_request(request)
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = _Passing(response.stream, call)
        return response

    async def aclose(self) -> None:
        await self._transport.aclose()


class _Passing(httpx2.AsyncByteStream):
    """A body on its way to the client, noted in a call."""

    def __init__(self, stream: httpx2.AsyncByteStream, call: Call) -> None:
        self._stream, self._call = stream, call

    async def __aiter__(self) -> AsyncIterator[bytes]:
        held = b""
        async for data in self._stream:
            now = time.perf_counter()
            *lines, held = (held + data).split(b"\n")
            for line in lines:
                self._note(line.removeprefix(b"data:"), now)
            yield data
        self._note(held, time.perf_counter())

    async def aclose(self) -> None:
        await self._stream.aclose()

    def _note(self, text: bytes, now: float) -> None:
        try:
            data = json.loads(text)
        except ValueError:
            return  # the end of an event, "[DONE]", or part of an answer in one piece
        self._call.take(data, now)


def prompt_tokens(request: Mapping[str, Any]) -> int:
    """About how many tokens a request is, its schema included."""
    read = "".join(message["content"] for message in request["messages"])
    schema = request.get("response_format")
    return text_tokens(read + (json.dumps(schema) if schema else ""))


def text_tokens(text: str) -> int:
    """About how many tokens a text is."""
    return len(text) // CHARACTERS
