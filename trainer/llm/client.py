"""The one client for language models: whole answers, streams, and answers of a given shape.

    client = Client(base_url="http://localhost:11434/v1", model="llama3.2")
    async with aclosing(client.stream([user("Hello")], max_tokens=100)) as pieces:
        async for piece in pieces: ...          # str, str, …, then one Completion

Every call goes through the same gate: circuit breaker, limit on calls at a time, time limits,
retries. It raises only `CallFailed`s (see `errors`), and `asyncio.CancelledError` when cancelled.
"""

from __future__ import annotations

import asyncio
import copy
import math
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx2
from openai import AsyncStream
from openai.types.chat import ChatCompletionChunk

from trainer.llm.answer import Answer
from trainer.llm.breaker import Breaker, Status
from trainer.llm.endpoint import Dialect, Endpoint, Request
from trainer.llm.errors import CallFailed, Rejected, TimeoutKind
from trainer.llm.faults import too_slow, translated
from trainer.llm.ladder import Ladder, Memory, Repair, ask_again
from trainer.llm.retry import Backoff, retried
from trainer.llm.usage import Account, Meter, Prices
from trainer.llm.values import (
    Completion,
    M,
    Message,
    Rung,
    Structured,
    Surroundings,
    Timeouts,
)

T = TypeVar("T")
AFTERWARDS = 2.0  # seconds to wait for the token count once all has been said


@dataclass
class _Stream:
    """A stream whose first words have arrived; `words` are these."""

    answer: Answer
    source: AsyncStream[ChatCompletionChunk]
    meter: Meter
    words: str
    first_token: float
    resources: AsyncExitStack


class Client:
    """Talks to one model of one OpenAI-compatible endpoint. Making one does nothing yet.

    `prices` give costs. `notify` is called with a `Status` when the endpoint goes down or comes
    back. Each call may have time limits of its own; one stricter than the client's does not count
    against the endpoint. `transport` carries the requests in place of the usual one.
    Raises ValueError for arguments that make no sense.
    """

    def __init__(
        self,
        *,
        model: str,
        base_url: str | None = None,
        api_key: str | None = None,
        timeouts: Timeouts | None = None,
        backoff: Backoff | None = None,
        concurrency: int = 8,
        prices: Prices | None = None,
        failures: int = 3,
        cool_down: float = 20.0,
        reprobe: float = 900.0,
        notify: Callable[[Status], None] | None = None,
        surroundings: Surroundings | None = None,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        if not model.strip():
            raise ValueError("a client needs the name of a model")
        self.model, self.prices = model, prices
        self.timeouts, self.backoff = timeouts or Timeouts(), backoff or Backoff()
        self._around = surroundings or Surroundings()
        self._endpoint = Endpoint(base_url, api_key, concurrency, transport)
        self._breaker = Breaker(
            clock=self._around.clock, failures=failures, cool_down=cool_down, notify=notify
        )
        self._dialect = Dialect()
        self._memory = Memory(self._around.clock, reprobe)
        self._reprobe = reprobe

    def __repr__(self) -> str:
        return f"Client({self.model!r} at {self._endpoint.host})"

    def with_model(self, model: str, prices: Prices | None = None) -> Client:
        """Another model at the same endpoint; connections, call limit and breaker are shared."""
        other = copy.copy(self)
        other.model, other.prices = model, prices
        other._dialect, other._memory = Dialect(), Memory(self._around.clock, self._reprobe)
        return other

    @property
    def status(self) -> Status:
        """How the endpoint is doing, in words for people."""
        return self._breaker.status

    @property
    def host(self) -> str:
        """Where the endpoint is, without any secret."""
        return self._endpoint.host

    @property
    def rung(self) -> Rung | None:
        """The way of asking for JSON that worked last, None before the first time."""
        return self._memory.known

    async def close(self) -> None:
        """Close the connections made on this event loop; the client stays usable."""
        await self._endpoint.close()

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int = 1024,
        temperature: float | None = None,
        stop: Sequence[str] | None = None,
        account: Account | None = None,
        timeouts: Timeouts | None = None,
    ) -> Completion:
        """A whole answer in one piece. Raises a `CallFailed`; `so_far` of a CutOff is the text."""
        request = Request(messages, self.model, max_tokens, temperature, stop)
        limits = timeouts or self.timeouts
        deadline = self._around.clock() + limits.whole
        return await self._complete(request, account, limits, deadline)

    async def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int = 1024,
        temperature: float | None = None,
        stop: Sequence[str] | None = None,
        account: Account | None = None,
        timeouts: Timeouts | None = None,
    ) -> AsyncGenerator[str | Completion, None]:
        """The answer piece by piece, then the whole as a `Completion`; the pieces joined are its
        text. Tried again only while nothing has been shown. Raises a `CallFailed` whose `so_far`
        is what was shown. Close it (`contextlib.aclosing`) when leaving early.
        """
        request = Request(messages, self.model, max_tokens, temperature, stop)
        limits = timeouts or self.timeouts
        deadline = self._around.clock() + limits.whole
        opened = await self._retried(
            lambda: self._open(request, account, limits, deadline), deadline
        )
        async with opened.resources:
            words: str | None = opened.words
            try:
                while words is not None:
                    if words:
                        yield words
                    words = await self._next(opened, limits, deadline)
                usage = opened.meter.stop()
                completion = opened.answer.completion(usage, opened.first_token)
            except CallFailed as e:
                self._breaker.told(e)
                raise
        self._breaker.succeeded()
        yield completion

    async def structured(
        self,
        messages: Sequence[Message],
        model: type[M],
        *,
        repair: Repair | None = ask_again,
        max_tokens: int = 2048,
        temperature: float | None = 0.0,
        account: Account | None = None,
        timeouts: Timeouts | None = None,
    ) -> Structured[M]:
        """An answer of the shape of `model`, by the failure ladder (see `ladder`).

        `repair` makes the messages of the one repair call; None for no such call. `timeouts.whole`
        holds for all calls together. Raises BadAnswer when no rung gave the shape, TypeError for a
        model that no strict schema can hold, and any other `CallFailed`.
        """
        limits = timeouts or self.timeouts
        deadline = self._around.clock() + limits.whole

        async def ask(request: Request) -> Completion:
            return await self._complete(request, account, limits, deadline)

        first = Request(messages, self.model, max_tokens, temperature)
        return await Ladder(ask, self._memory).climb(first, model, repair)

    async def models(self) -> list[str]:
        """Ids of the models that the endpoint lists. Not retried. Raises a `CallFailed`."""
        deadline = self._around.clock() + self.timeouts.whole
        async with AsyncExitStack() as resources:
            await self._take_slot(resources, deadline)
            with self._breaker.passage():
                async with self._within(self.timeouts, deadline):
                    with self._faults():
                        return await self._endpoint.models(self.timeouts)

    async def _complete(
        self, request: Request, account: Account | None, limits: Timeouts, deadline: float
    ) -> Completion:
        async def attempt() -> Completion:
            async with AsyncExitStack() as resources:
                await self._take_slot(resources, deadline)
                with self._breaker.passage():
                    answer = Answer(self._endpoint, self.model)
                    meter = self._meter(answer, account)
                    resources.callback(meter.stop)
                    async with self._within(limits, deadline):
                        answer.whole(
                            await self._sent(
                                request, False, lambda p: self._endpoint.send(p, limits)
                            )
                        )
                    return answer.completion(meter.stop())

        return await self._retried(attempt, deadline)

    async def _open(
        self, request: Request, account: Account | None, limits: Timeouts, deadline: float
    ) -> _Stream:
        """A stream up to its first words, or to its end where it has none."""
        async with AsyncExitStack() as resources:
            await self._take_slot(resources, deadline)
            with self._breaker.passage(settles=False):
                answer = Answer(self._endpoint, self.model)
                meter = self._meter(answer, account)
                resources.callback(meter.stop)
                words: str | None = ""
                async with self._within(limits, deadline, limits.first_token, "first_token"):
                    source = await self._sent(
                        request, True, lambda p: self._endpoint.open(p, limits)
                    )
                    resources.push_async_callback(source.close)
                    while not words and words is not None and answer.finish is None:
                        words = await self._piece(source, answer)
                if not words and answer.finish is None:
                    answer.completion(meter.stop())  # raises: it ended before it began
                return _Stream(
                    answer, source, meter, words or "", meter.seconds, resources.pop_all()
                )

    async def _next(self, opened: _Stream, limits: Timeouts, deadline: float) -> str | None:
        """The words of the next piece, None at the end."""
        answer = opened.answer
        pause = limits.between_tokens
        if answer.finish is not None:
            pause = min(pause, AFTERWARDS)
        try:
            async with self._within(limits, deadline, pause, "between_tokens", answer=answer):
                return await self._piece(opened.source, answer)
        except CallFailed:
            if answer.finish is None:
                raise
            return None  # all has been said; only the count of tokens is missing

    async def _piece(self, source: AsyncStream[ChatCompletionChunk], answer: Answer) -> str | None:
        with self._faults(answer):
            try:
                return answer.feed(await anext(source))
            except StopAsyncIteration:
                return None

    async def _sent(
        self,
        request: Request,
        stream: bool,
        send: Callable[[dict[str, Any]], Awaitable[T]],
    ) -> T:
        """Send a request in the dialect of the model, learning it from complaints."""
        while True:
            parameters = self._dialect.parameters(request, stream=stream)
            try:
                with self._faults():
                    return await send(parameters)
            except Rejected as e:
                if not self._dialect.learn(e, parameters):
                    raise

    async def _retried(self, attempt: Callable[[], Awaitable[T]], deadline: float) -> T:
        return await retried(
            attempt,
            backoff=self.backoff,
            breaker=self._breaker,
            deadline=deadline,
            surroundings=self._around,
        )

    async def _take_slot(self, resources: AsyncExitStack, deadline: float) -> None:
        """Wait for one of the calls that may run at a time. Raises CircuitOpen, TimedOut."""
        self._breaker.admit()
        async with self._within(self.timeouts, deadline, kind="queue"):
            await resources.enter_async_context(self._endpoint.slot())

    def _meter(self, answer: Answer, account: Account | None) -> Meter:
        return Meter(self._around.clock, account, lambda s: answer.used(self.prices, s))

    @asynccontextmanager
    async def _within(
        self,
        limits: Timeouts,
        deadline: float,
        seconds: float = math.inf,
        kind: TimeoutKind = "whole",
        *,
        answer: Answer | None = None,
    ) -> AsyncIterator[None]:
        """Limit what is inside to `seconds`, and to the deadline. Raises TimedOut."""
        left = deadline - self._around.clock()
        if kind != "queue" and left <= seconds:
            kind = "whole"
        try:
            async with asyncio.timeout(max(0.0, min(left, seconds))):
                yield
        except TimeoutError:
            hurried = kind != "queue" and getattr(limits, kind) < getattr(self.timeouts, kind)
            so_far = answer.text if answer else ""
            raise too_slow(self._endpoint, kind, so_far, hurried=hurried) from None

    @contextmanager
    def _faults(self, answer: Answer | None = None) -> Iterator[None]:
        """Turn what the SDK raises into our errors. Nothing of it is kept, as it may hold a key."""
        try:
            yield
        except CallFailed:
            raise
        except Exception as e:
            fault = translated(
                e,
                self._endpoint,
                wall=self._around.wall(),
                so_far=answer.text if answer else "",
            )
            if fault is None:
                raise
            raise fault from None
