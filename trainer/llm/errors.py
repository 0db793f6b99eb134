"""What can go wrong with a model call. Each has one line for people and a stable `name`.

    CallFailed (a trainer.errors.ModelError)
     ├── Unreachable     no connection: refused, unknown host, TLS               unreachable
     ├── TimedOut        connect | queue | first_token | between_tokens | whole  timed_out
     ├── RateLimited     429, after the waits that fit                           rate_limited
     ├── ServerFault     5xx, or an error sent inside a stream                   server_fault
     ├── BrokenOff       the answer stopped in the middle                        broken_off
     ├── Garbled         the answer is not the chat-completions protocol         garbled
     ├── CircuitOpen     not even tried: it failed a moment ago                  circuit_open
     ├── Rejected        4xx with the endpoint's words: key, model, parameter    rejected
     ├── Refused         the model declined to answer                            refused
     ├── Filtered        a content filter stepped in                             filtered
     ├── CutOff          the answer hit its token limit                          cut_off
     └── BadAnswer       an answer that cannot be used                           bad_answer
          └── Empty      nothing at all was said                                 empty

The first six may pass by themselves: `transient` says whether this one is worth another try.
Every error carries `so_far`, the text that had arrived, so that a caller can resume from it or
fall back.
"""

from __future__ import annotations

from typing import Literal

from trainer.errors import ModelError

__all__ = [
    "BadAnswer",
    "BrokenOff",
    "CallFailed",
    "CircuitOpen",
    "CutOff",
    "Empty",
    "Filtered",
    "Garbled",
    "RateLimited",
    "Refused",
    "Rejected",
    "ServerFault",
    "TimedOut",
    "Unreachable",
]

TimeoutKind = Literal["connect", "queue", "first_token", "between_tokens", "whole"]


class CallFailed(ModelError):
    """Base of the errors below: what a caller of the client catches."""

    name = "call_failed"
    transient = False  # worth another try
    alive: bool | None = True  # the endpoint itself works; None: this error does not tell

    def __init__(self, message: str, *, so_far: str = "") -> None:
        super().__init__(message)
        self.message, self.so_far = message, so_far


class Unreachable(CallFailed):
    """No connection could be made or kept. `transient` is False for a TLS fault."""

    name = "unreachable"
    transient = True
    alive = False

    def __init__(self, message: str, *, so_far: str = "", transient: bool = True) -> None:
        super().__init__(message, so_far=so_far)
        self.transient = transient


class TimedOut(CallFailed):
    """Too slow. `kind` says which of the limits was hit; `queue` is our own limit on calls.

    `hurried` when the caller gave it less time than the client normally does: no fault of the
    endpoint's.
    """

    name = "timed_out"

    def __init__(
        self, message: str, *, kind: TimeoutKind, so_far: str = "", hurried: bool = False
    ) -> None:
        super().__init__(message, so_far=so_far)
        self.kind = kind
        self.transient = kind in ("connect", "first_token", "between_tokens")
        self.alive = None if hurried or kind == "queue" else False


class RateLimited(CallFailed):
    """The endpoint asks for fewer calls. `retry_after` in seconds where it said so."""

    name = "rate_limited"
    alive = False

    def __init__(
        self, message: str, *, retry_after: float | None = None, transient: bool = True
    ) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.transient = transient


class ServerFault(CallFailed):
    """The endpoint failed on its side. `status` is None for an error inside a stream."""

    name = "server_fault"
    transient = True
    alive = False

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        retry_after: float | None = None,
        so_far: str = "",
    ) -> None:
        super().__init__(message, so_far=so_far)
        self.status, self.retry_after = status, retry_after


class BrokenOff(CallFailed):
    """The connection ended in the middle of an answer."""

    name = "broken_off"
    transient = True
    alive = False


class Garbled(CallFailed):
    """What came back is not the chat-completions protocol, or not UTF-8."""

    name = "garbled"
    alive = False


class CircuitOpen(CallFailed):
    """Not tried, because the endpoint failed just now. `retry_in` seconds until the next try."""

    name = "circuit_open"
    alive = False

    def __init__(self, message: str, *, retry_in: float) -> None:
        super().__init__(message)
        self.retry_in = retry_in


class Rejected(CallFailed):
    """The endpoint understood and said no (4xx). `said` is its own message, cut short."""

    name = "rejected"

    def __init__(
        self,
        message: str,
        *,
        status: int,
        said: str = "",
        code: str | None = None,
        param: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.said, self.code, self.param = status, said, code, param


class Refused(CallFailed):
    """The model declined to answer. `so_far` holds its words."""

    name = "refused"


class Filtered(CallFailed):
    """A content filter stopped the prompt or the answer."""

    name = "filtered"


class CutOff(CallFailed):
    """The answer reached its token limit. `so_far` is the answer up to there."""

    name = "cut_off"


class BadAnswer(CallFailed):
    """An answer of the wrong shape, even after repair. `problem` says what was wrong with it."""

    name = "bad_answer"

    def __init__(self, message: str, *, problem: str = "", so_far: str = "") -> None:
        super().__init__(message, so_far=so_far)
        self.problem = problem


class Empty(BadAnswer):
    """The model said nothing at all."""

    name = "empty"
