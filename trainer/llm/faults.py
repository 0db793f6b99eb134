"""What the SDK raises → our errors, each in one line, with no secret in it."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Iterator

import openai

from trainer.llm.endpoint import Endpoint
from trainer.llm.errors import (
    BrokenOff,
    CallFailed,
    Filtered,
    Garbled,
    RateLimited,
    Rejected,
    ServerFault,
    TimedOut,
    TimeoutKind,
    Unreachable,
)
from trainer.llm.retry import retry_after

LONGEST = 240  # characters kept of what an endpoint says
FORMAT_WORDS = ("response_format", "json_schema", "json_object", "grammar", "schema")
SLOW = {
    "connect": "took too long to accept a connection",
    "queue": "is busy with our other calls",
    "first_token": "took too long to begin its answer",
    "between_tokens": "stopped in the middle of its answer",
    "whole": "took too long to answer",
}


def too_slow(
    endpoint: Endpoint, kind: TimeoutKind, so_far: str = "", *, hurried: bool = False
) -> TimedOut:
    """The error for one of our own limits."""
    words = f"The language model at {endpoint.host} {SLOW[kind]}."
    return TimedOut(words, kind=kind, so_far=so_far, hurried=hurried)


def translated(
    error: Exception, endpoint: Endpoint, *, wall: float, so_far: str = ""
) -> CallFailed | None:
    """Our error for what the SDK raised, None when it is not about the endpoint.

    `wall` is Unix time now; `so_far` what had arrived of the answer.
    """
    where = f"The language model at {endpoint.host}"
    if isinstance(error, openai.APITimeoutError):
        kinds = {type(e).__name__ for e in _causes(error)}
        kind: TimeoutKind = "connect" if "ConnectTimeout" in kinds else "whole"
        return too_slow(endpoint, kind, so_far)
    if isinstance(error, openai.APIConnectionError):
        return _unconnected(error, where, so_far)
    if isinstance(error, openai.APIStatusError):
        return _status(error, endpoint, wall)
    if isinstance(error, openai.APIError):  # an error sent inside a stream, or a strange answer
        return ServerFault(f"{where} failed: {told(error, endpoint)}", status=None, so_far=so_far)
    if isinstance(error, json.JSONDecodeError) and error.doc.lstrip()[:1] in ("{", "["):
        return BrokenOff(f"{where} broke off in the middle of its answer.", so_far=so_far)
    if isinstance(error, ValueError):
        return garbled(endpoint, so_far)
    return None


def about_format(said: str) -> bool:
    """Whether an endpoint's words are about the format of answer it was asked for."""
    return any(word in said.lower() for word in FORMAT_WORDS)


def garbled(endpoint: Endpoint, so_far: str = "") -> Garbled:
    return Garbled(
        f"What answers at {endpoint.host} does not speak the chat-completions protocol. "
        "Check TRAINER_LLM_BASE_URL; it mostly ends in /v1.",
        so_far=so_far,
    )


def broken_off(endpoint: Endpoint, so_far: str = "") -> BrokenOff:
    return BrokenOff(
        f"The language model at {endpoint.host} broke off in the middle of its answer.",
        so_far=so_far,
    )


def told(error: openai.APIError, endpoint: Endpoint) -> str:
    """The endpoint's own words on one line, without our key, cut to a readable length."""
    body = error.body
    if isinstance(body, dict):
        inner = body.get("error", body)
        message = inner.get("message") or inner.get("detail") if isinstance(inner, dict) else inner
        message = message or body.get("detail") or error.message
    else:
        message = "" if isinstance(body, str) and body.lstrip()[:1] == "<" else body
    line = endpoint.scrub(" ".join(str(message or "").split()))
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _unconnected(error: openai.APIConnectionError, where: str, so_far: str) -> CallFailed:
    causes = list(_causes(error))
    kinds = {type(e).__name__ for e in causes}
    if any(isinstance(e, ssl.SSLCertVerificationError) for e in causes):
        return Unreachable(
            f"{where} shows a certificate that is not trusted.", so_far=so_far, transient=False
        )
    if any(isinstance(e, ssl.SSLError) for e in causes):
        return Unreachable(
            f"{where} does not speak TLS. Check https:// against http:// in TRAINER_LLM_BASE_URL.",
            so_far=so_far,
            transient=False,
        )
    if kinds & {"RemoteProtocolError", "ReadError", "WriteError", "CloseError"}:
        return BrokenOff(f"{where} broke off in the middle of its answer.", so_far=so_far)
    if any(isinstance(e, socket.gaierror) for e in causes):
        return Unreachable(f"{where} is not found under that name.", so_far=so_far)
    if any(isinstance(e, ConnectionRefusedError) for e in causes):
        return Unreachable(f"{where} is not running (connection refused).", so_far=so_far)
    return Unreachable(f"{where} cannot be reached.", so_far=so_far)


def _status(error: openai.APIStatusError, endpoint: Endpoint, wall: float) -> CallFailed:
    status, said = error.status_code, told(error, endpoint)
    code, param = _detail(error, "code"), _detail(error, "param")
    asked = retry_after(error.response.headers, wall)
    where, ending = f"The language model at {endpoint.host}", f": {said}" if said else "."
    if code == "content_filter":
        return Filtered(f"A content filter at {endpoint.host} stopped the question.")
    if status == 429:
        spent = code == "insufficient_quota"
        what = "says that the quota is used up" if spent else "asks for fewer calls"
        return RateLimited(f"{where} {what}{ending}", retry_after=asked, transient=not spent)
    if (status >= 500 and status != 501 and not about_format(said)) or status == 408:
        return ServerFault(f"{where} failed ({status}){ending}", status=status, retry_after=asked)
    return Rejected(
        f"{where} said no ({status}){ending}{_mend(status)}",
        status=status,
        said=said,
        code=code,
        param=param,
    )


def _mend(status: int) -> str:
    if status in (401, 403):
        return " Check TRAINER_LLM_API_KEY."
    if status == 404:
        return " Check TRAINER_LLM_MODEL, and TRAINER_LLM_BASE_URL, which mostly ends in /v1."
    return ""


def _detail(error: openai.APIStatusError, key: str) -> str | None:
    """`code` or `param` of the error object, wherever the endpoint put it."""
    body = error.body if isinstance(error.body, dict) else {}
    inner = body.get("error")
    value = (inner if isinstance(inner, dict) else body).get(key)
    return value if isinstance(value, str) else None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """What an error came from, nearest first, each once."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop(0)
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        if one is not error:
            yield one
        waiting += [one.__cause__, one.__context__]
        if isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions
