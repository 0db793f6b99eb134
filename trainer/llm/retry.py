"""When to try again and how long to wait: tenacity, with our own wait and stop."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TypeVar

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception

from trainer.llm.breaker import Breaker
from trainer.llm.errors import CallFailed
from trainer.llm.values import Surroundings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Backoff:
    """At most `attempts` tries. Before try n+1 wait a random share, at least half, of
    `first * 2**(n-1)` seconds, at most `longest`; never less than the endpoint asks for."""

    attempts: int = 3
    first: float = 0.5
    longest: float = 8.0

    def __post_init__(self) -> None:
        if self.attempts < 1 or self.first < 0 or self.longest < self.first:
            raise ValueError("a backoff needs attempts >= 1 and 0 <= first <= longest")

    def wait(self, attempt: int, asked: float | None, chance: float) -> float:
        """Seconds after failed try number `attempt` (from 1); `chance` is from 0 to 1."""
        step = min(self.longest, self.first * 2.0 ** min(attempt - 1, 32))
        own = step * (0.5 + 0.5 * chance)
        # a little more than asked, so that calls refused together do not return together
        return own if asked is None else max(own, asked + self.first * chance)


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Seconds that a Retry-After header asks for, given as seconds or as an HTTP date; `now` is
    Unix time. None without one, or when it makes no sense."""
    for header, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = headers.get(header, "").strip()
        if not value:
            continue
        try:
            seconds = float(value) * unit
        except ValueError:
            try:
                date = parsedate_to_datetime(value)
            except (TypeError, ValueError):
                continue
            seconds = date.replace(tzinfo=date.tzinfo or UTC).timestamp() - now
        if math.isfinite(seconds):
            return max(0.0, seconds)
    return None


async def retried(
    attempt: Callable[[], Awaitable[T]],
    *,
    backoff: Backoff,
    breaker: Breaker,
    deadline: float,
    surroundings: Surroundings,
) -> T:
    """The first good result of `attempt`. Raises its last error.

    Gives up at once on an error that is not transient, when the circuit has opened, or when the
    wait would go past `deadline` (on `surroundings.clock`).
    """

    async def once() -> T:  # a lambda would not be seen to be async
        return await attempt()

    def wait(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = getattr(error, "retry_after", None)
        return backoff.wait(state.attempt_number, asked, surroundings.chance())

    def stop(state: RetryCallState) -> bool:
        return (
            state.attempt_number >= backoff.attempts
            or breaker.is_open
            or surroundings.clock() + state.upcoming_sleep >= deadline
        )

    retrying = AsyncRetrying(
        retry=retry_if_exception(lambda e: isinstance(e, CallFailed) and e.transient),
        wait=wait,
        stop=stop,
        sleep=surroundings.sleep,
        reraise=True,
    )
    return await retrying(once)
