"""One endpoint as the SDK sees it: connection, key, and the dialect of the protocol it speaks.

The SDK's own retries are off. What it needs of an event loop (its connections, the limit on calls
at a time) is made at the first call and once for each loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit, urlunsplit
from weakref import WeakKeyDictionary

import httpx2
from openai import AsyncOpenAI, AsyncStream, DefaultAsyncHttpxClient, Timeout
from openai.types.chat import ChatCompletion, ChatCompletionChunk

from trainer.llm.errors import Rejected
from trainer.llm.values import Message, Timeouts

OPENAI = "https://api.openai.com/v1"
NO_KEY = "none"  # local servers want no key, the SDK wants one
AZURE = (".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com")


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to ask, before the endpoint's dialect is applied."""

    messages: Sequence[Message]
    model: str
    max_tokens: int
    temperature: float | None = None
    stop: Sequence[str] | None = None
    response_format: Mapping[str, Any] | None = None


class Dialect:
    """Parameters this model does not take, learnt from its own complaints."""

    def __init__(self) -> None:
        self._without: set[str] = set()
        self._tokens = "max_tokens"

    def parameters(self, request: Request, *, stream: bool) -> dict[str, Any]:
        """The keyword arguments of a chat completion."""
        given: dict[str, Any] = {
            self._tokens: request.max_tokens,
            "temperature": request.temperature,
            "stop": list(request.stop) if request.stop else None,
            "response_format": dict(request.response_format) if request.response_format else None,
            "stream_options": {"include_usage": True} if stream else None,
        }
        kept = {k: v for k, v in given.items() if v is not None and k not in self._without}
        return {"messages": list(request.messages), "model": request.model, **kept}

    def learn(self, rejected: Rejected, sent: Mapping[str, Any]) -> bool:
        """Whether the complaint was about a parameter we can do without, so that asking again is
        worth while."""
        if rejected.status not in (400, 422):
            return False
        about = rejected.param or ""
        for name in ("max_tokens", "temperature", "stop", "stream_options"):
            if name not in sent or not (about == name or (not about and _names(rejected, name))):
                continue
            if name == "max_tokens":
                if self._tokens != "max_tokens" or "max_completion_tokens" not in rejected.said:
                    continue
                self._tokens = "max_completion_tokens"
            else:
                self._without.add(name)
            return True
        return False


def _names(rejected: Rejected, parameter: str) -> bool:
    """Whether the endpoint's words complain about a parameter as such, by its quoted name."""
    said = rejected.said
    return any(f"{q}{parameter}{q}" in said for q in "'\"`") or (
        parameter in said and any(w in said.lower() for w in ("unsupported", "not supported"))
    )


@dataclass(slots=True)
class _Local:
    sdk: AsyncOpenAI
    slots: asyncio.Semaphore


class Endpoint:
    """Where models live. Opens nothing until the first call."""

    def __init__(
        self,
        base_url: str | None,
        api_key: str | None,
        concurrency: int,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        if concurrency < 1:
            raise ValueError("concurrency must be 1 or more")
        parts = urlsplit(base_url or OPENAI)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("base_url must be a web address such as http://localhost:11434/v1")
        self._key = api_key or ""
        self._query = dict(parse_qsl(parts.query))
        self._url = urlunsplit(parts._replace(query="", fragment=""))
        self._concurrency, self._transport = concurrency, transport
        self._secrets = [s for s in (self._key, parts.password) if s]
        self._local: WeakKeyDictionary[asyncio.AbstractEventLoop, _Local] = WeakKeyDictionary()
        self.host = parts.hostname + (f":{parts.port}" if parts.port else "")
        self._headers = {"api-key": self._key} if self.host.endswith(AZURE) and api_key else None

    def __repr__(self) -> str:
        return f"Endpoint({self.host!r})"

    def scrub(self, text: str) -> str:
        """`text` without our secrets, should the other side have repeated them."""
        for secret in self._secrets:
            text = text.replace(secret, "[secret]")
        return text

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """One of the calls that may run at a time."""
        async with self._here().slots:
            yield

    async def send(self, parameters: Mapping[str, Any], timeouts: Timeouts) -> ChatCompletion:
        """A whole answer. Raises what the SDK raises."""
        answer: ChatCompletion = await self._here().sdk.chat.completions.create(
            **parameters, timeout=_limits(timeouts)
        )
        return answer

    async def open(
        self, parameters: Mapping[str, Any], timeouts: Timeouts
    ) -> AsyncStream[ChatCompletionChunk]:
        """A stream of pieces; close it. Raises what the SDK raises."""
        stream: AsyncStream[ChatCompletionChunk] = await self._here().sdk.chat.completions.create(
            **parameters, stream=True, timeout=_limits(timeouts)
        )
        return stream

    async def models(self, timeouts: Timeouts) -> list[str]:
        """The ids the endpoint lists. Raises what the SDK raises."""
        page = await self._here().sdk.models.list(timeout=_limits(timeouts))
        return [model.id for model in page.data]

    async def close(self) -> None:
        """Close the connections of this event loop."""
        local = self._local.pop(asyncio.get_running_loop(), None)
        if local is not None:
            await local.sdk.close()

    def _here(self) -> _Local:
        loop = asyncio.get_running_loop()
        local = self._local.get(loop)
        if local is None:
            carried = None
            if self._transport is not None:
                carried = DefaultAsyncHttpxClient(transport=self._transport)
            sdk = AsyncOpenAI(
                api_key=self._key or NO_KEY,
                base_url=self._url,
                default_query=self._query or None,
                default_headers=self._headers,
                max_retries=0,
                http_client=carried,
            )
            # the SDK fills these from the environment, which may be meant for another provider
            sdk.organization = sdk.project = sdk.admin_api_key = None
            local = self._local[loop] = _Local(sdk, asyncio.Semaphore(self._concurrency))
        return local


def _limits(timeouts: Timeouts) -> Timeout:
    """Reading is limited by the client itself, which knows a first token from a later one."""
    return Timeout(timeouts.whole, connect=timeouts.connect, pool=None)
