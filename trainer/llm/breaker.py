"""A circuit breaker: a dead endpoint costs one short wait, then nothing until it is tried again.

Closed, calls pass. After `failures` in a row it opens: calls fail at once for `cool_down` seconds.
Then one call is let through as a probe; if that works the circuit closes, else it stays open for
twice as long, up to `longest`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from trainer.llm.errors import CallFailed, CircuitOpen

log = logging.getLogger(__name__)

State = Literal["untried", "working", "failing", "down", "probing"]


@dataclass(frozen=True, slots=True)
class Status:
    """How the endpoint is doing. `words` is for people; `error` the name of the last failure."""

    state: State
    words: str
    retry_in: float = 0.0
    failures: int = 0
    error: str = ""

    @property
    def usable(self) -> bool:
        """Whether a call made now would be tried."""
        return self.state not in ("down", "probing")


class Breaker:
    """Counts failed tries of one endpoint. `notify` is told when it goes down and comes back."""

    def __init__(
        self,
        *,
        clock: Callable[[], float],
        failures: int = 3,
        cool_down: float = 20.0,
        longest: float = 300.0,
        notify: Callable[[Status], None] | None = None,
    ) -> None:
        if failures < 1 or cool_down <= 0 or longest < cool_down:
            raise ValueError("a breaker needs failures >= 1 and 0 < cool_down <= longest")
        self._clock, self._notify = clock, notify
        self._limit, self._cool_down, self._longest = failures, cool_down, longest
        self._failed = 0
        self._tried = False
        self._pause = cool_down
        self._until: float | None = None  # open until then; None: closed
        self._probing = False
        self._last = ""
        self._error = ""

    @property
    def is_open(self) -> bool:
        """Whether the endpoint counts as down, probe or not."""
        return self._until is not None

    @property
    def status(self) -> Status:
        wait = max(0.0, (self._until or 0.0) - self._clock())
        if self._until is None:
            if not self._failed:
                state: State = "working" if self._tried else "untried"
                words = (
                    "The language model is answering."
                    if self._tried
                    else "The language model has not been called yet."
                )
                return Status(state, words)
            words = f"The language model failed just now and is tried again. {self._last}"
            return Status("failing", words, 0.0, self._failed, self._error)
        if self._probing:
            words = f"The language model was down; it is being tried again. {self._last}"
            return Status("probing", words, 0.0, self._failed, self._error)
        when = f"in {wait:.0f} s" if wait >= 1 else "with the next turn"
        words = f"Working offline: {self._last} It is tried again {when}."
        state = "down" if wait > 0 else "failing"
        return Status(state, words, wait, self._failed, self._error)

    def admit(self) -> None:
        """Raises CircuitOpen when no try may be made now."""
        if self._until is None:
            return
        wait = self._until - self._clock()
        if wait > 0 or self._probing:
            raise CircuitOpen(
                f"The language model is not asked just now: {self._last}", retry_in=max(0.0, wait)
            )

    @contextmanager
    def passage(self, *, settles: bool = True) -> Iterator[None]:
        """Around one try. Raises CircuitOpen when none may be made now.

        A `CallFailed` from within counts by its `alive`; any other way out, such as cancellation,
        counts as nothing. Where the try does not settle things, as a stream that has only begun,
        doing well closes an open circuit but does not make up for failures before.
        """
        self.admit()
        probe = self._probing = self._until is not None
        try:
            yield
        except CallFailed as e:
            self.told(e, probe=probe)
            raise
        else:
            if settles or probe:
                self.succeeded()
        finally:
            if probe:
                self._probing = False

    def told(self, error: CallFailed, *, probe: bool = False) -> None:
        """Count what an error tells of the endpoint. `passage` does so by itself."""
        if error.alive:
            self.succeeded()
        elif error.alive is False:
            self._failure(error, probe)

    def _failure(self, error: CallFailed, probe: bool) -> None:
        self._tried = True
        self._failed += 1
        self._last, self._error = str(error), error.name
        if self._until is not None and not probe:
            return  # a straggler that began before it opened
        if not probe and self._failed < self._limit:
            return
        self._pause = min(self._longest, self._pause * 2) if probe else self._cool_down
        asked = getattr(error, "retry_after", None) or 0.0
        self._until = self._clock() + min(self._longest, max(self._pause, asked))
        if not probe:
            log.info("language model down: %s", error.name)
            self._tell()

    def succeeded(self) -> None:
        """The endpoint works: forget failures, close the circuit."""
        was_open = self._until is not None
        self._tried, self._probing = True, False
        self._failed, self._until, self._pause = 0, None, self._cool_down
        self._last = self._error = ""
        if was_open:
            log.info("language model back")
            self._tell()

    def _tell(self) -> None:
        if self._notify is None:
            return
        try:
            self._notify(self.status)
        except Exception:  # a notice that fails must not fail the call it is about
            log.exception("the notice about the language model failed")
