"""What calls cost: tokens, seconds and, where prices are known, money.

A caller opens an `Account` in its `Ledger` for a session and a purpose, and hands it to each call.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Prices:
    """Money per million tokens. `cached` is what a cached prompt token costs (None: as any)."""

    prompt: float
    completion: float
    cached: float | None = None

    def __post_init__(self) -> None:
        if min(self.prompt, self.completion, self.cached or 0.0) < 0:
            raise ValueError("a price cannot be below 0")

    def of(self, prompt: int, cached: int, completion: int) -> float:
        """The cost of so many tokens; `cached` are among `prompt`."""
        cached_price = self.prompt if self.cached is None else self.cached
        fresh = prompt - cached
        return (
            fresh * self.prompt + cached * cached_price + completion * self.completion
        ) / 1_000_000


@dataclass(frozen=True, slots=True)
class Usage:
    """A sum over calls. `cached` are among `prompt`; `unreported` calls told no token counts, so
    that with any of these the counts are a lower bound. `cost` is None without prices."""

    prompt: int = 0
    cached: int = 0
    completion: int = 0
    calls: int = 0
    unreported: int = 0
    seconds: float = 0.0
    cost: float | None = None

    def __add__(self, other: Usage) -> Usage:
        costs = [c for c in (self.cost, other.cost) if c is not None]
        return Usage(
            self.prompt + other.prompt,
            self.cached + other.cached,
            self.completion + other.completion,
            self.calls + other.calls,
            self.unreported + other.unreported,
            self.seconds + other.seconds,
            sum(costs) if costs else None,
        )

    def counts(self) -> dict[str, int]:
        """The whole numbers alone, as a grade report keeps them."""
        return {
            "prompt": self.prompt,
            "cached": self.cached,
            "completion": self.completion,
            "calls": self.calls,
        }

    def to_dict(self) -> dict[str, Any]:
        data: dict[str, Any] = {
            **self.counts(),
            "unreported": self.unreported,
            "seconds": round(self.seconds, 3),
        }
        if self.cost is not None:
            data["cost"] = round(self.cost, 6)
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Usage:
        cost = data.get("cost")
        return cls(
            prompt=int(data.get("prompt", 0)),
            cached=int(data.get("cached", 0)),
            completion=int(data.get("completion", 0)),
            calls=int(data.get("calls", 0)),
            unreported=int(data.get("unreported", 0)),
            seconds=float(data.get("seconds", 0.0)),
            cost=None if cost is None else float(cost),
        )


class Ledger:
    """Usage by session and purpose, in memory. Single-threaded, as the calls are."""

    def __init__(self) -> None:
        self._sums: dict[tuple[str, str], Usage] = {}

    def account(self, session: str, purpose: str = "") -> Account:
        """Where calls made for `session` and `purpose` ("voice", "judge") are written down."""
        return Account(self, session, purpose)

    def add(self, session: str, purpose: str, usage: Usage) -> None:
        key = session, purpose
        self._sums[key] = self._sums.get(key, Usage()) + usage

    def total(self, session: str | None = None) -> Usage:
        """The sum for one session, or for all."""
        return sum(
            (u for (s, _), u in self._sums.items() if session is None or s == session), Usage()
        )

    def by_purpose(self, session: str | None = None) -> dict[str, Usage]:
        """Sums for each purpose, of one session or of all."""
        found: dict[str, Usage] = {}
        for (owner, purpose), usage in sorted(self._sums.items()):
            if session is None or owner == session:
                found[purpose] = found.get(purpose, Usage()) + usage
        return found

    def take(self, session: str) -> dict[str, Usage]:
        """As `by_purpose`, and forget the session: for writing it to a store once."""
        taken = self.by_purpose(session)
        for purpose in taken:
            del self._sums[session, purpose]
        return taken


@dataclass(frozen=True, slots=True)
class Account:
    """One line of a ledger."""

    ledger: Ledger
    session: str
    purpose: str

    def add(self, usage: Usage) -> None:
        self.ledger.add(self.session, self.purpose, usage)


class Meter:
    """Measures one call and writes it down once, however it ends."""

    def __init__(
        self,
        clock: Callable[[], float],
        account: Account | None,
        used: Callable[[float], Usage],
    ) -> None:
        self._clock, self._account, self._used = clock, account, used
        self._started = clock()
        self._usage: Usage | None = None

    @property
    def seconds(self) -> float:
        """Since the call began."""
        return self._clock() - self._started

    def stop(self) -> Usage:
        """What the call cost; later calls give the same."""
        if self._usage is None:
            self._usage = self._used(self.seconds)
            if self._account is not None:
                self._account.add(self._usage)
        return self._usage
