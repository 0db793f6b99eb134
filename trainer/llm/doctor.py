"""`trainer doctor`: is the configured endpoint fit for a buyer, a reader and a judge?

Makes a handful of small calls, one check after the other, and stops where the rest could not work.
"""

from __future__ import annotations

import difflib
from contextlib import aclosing
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, Field

from trainer.llm.client import Client
from trainer.llm.errors import (
    BadAnswer,
    CallFailed,
    CircuitOpen,
    CutOff,
    Garbled,
    Rejected,
    TimedOut,
    Unreachable,
)
from trainer.llm.usage import Ledger
from trainer.llm.values import Completion, Structured, system, user

Level = Literal["good", "warn", "bad"]
Check = Literal[
    "reachable", "key", "model", "answers", "streams", "usage", "latency", "schema", "stopped"
]

SLOW_START = 3.0  # seconds to the first word; longer feels like a dead line
SLOW_ANSWER = 12.0
ENOUGH = 400  # tokens for a short answer, with room for some thinking

KEY = "Set TRAINER_LLM_API_KEY to a key of this endpoint."
ADDRESS = "Check TRAINER_LLM_BASE_URL; it mostly ends in /v1, as in http://localhost:11434/v1."
OTHER_MODEL = "Set TRAINER_LLM_MODEL to another model."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: how it is, in words for people, and what to set to mend it."""

    check: Check
    level: Level
    words: str
    mend: str = ""


class Canary(BaseModel):
    """Fails unless the schema is enforced: the question asks for something else."""

    colour: Literal["teal-7", "ochre-2"]
    stars: int = Field(ge=3, le=4)
    reasons: list[str] = Field(min_length=1, max_length=2)


CANARY = [
    system("You describe things in JSON, just as they are."),
    user(
        "Describe a cloudless sky at noon. Give its colour in plain English, such as blue, a "
        "rating of 10 stars out of 10, and five reasons for the rating."
    ),
]
COUNT = [
    system("You answer in one short sentence."),
    user("Count aloud from one to ten, in words."),
]


async def examine(client: Client, *, judge: Client | None = None) -> list[Finding]:
    """Findings on the endpoint of `client`, and on the model of `judge` where it is another.

    Raises nothing of the endpoint's making. Give it clients with few retries.
    """
    findings = await _reach(client)
    if _hopeless(findings):
        return findings
    findings += await _speak(client)
    if _hopeless(findings):
        return findings
    findings.append(await _shape(client, "TRAINER_LLM_MODEL"))
    if judge is not None and judge.model != client.model:
        findings.append(await _shape(judge, "TRAINER_JUDGE_MODEL"))
    return findings


def fit(findings: list[Finding]) -> bool:
    """Whether the endpoint can be used."""
    return not _hopeless(findings)


def _hopeless(findings: list[Finding]) -> bool:
    return any(f.level == "bad" for f in findings)


async def _reach(client: Client) -> list[Finding]:
    """Reachable, key, and whether the model is listed."""
    try:
        listed = await client.models()
    except Rejected as e:
        reached = Finding("reachable", "good", f"{client.host} answers.")
        if e.status in (401, 403):
            return [reached, Finding("key", "bad", e.message, KEY)]
        return [reached]  # many servers list no models; asking one will tell
    except Garbled as e:
        return [Finding("reachable", "bad", e.message, ADDRESS)]
    except CallFailed as e:
        return [_failure(e)]
    findings = [Finding("reachable", "good", f"{client.host} answers.")]
    if not listed or client.model in listed:
        return findings
    near = difflib.get_close_matches(client.model, listed, n=3, cutoff=0.4) or listed[:3]
    words = f"{client.host} does not list the model '{client.model}'."
    mend = f"Set TRAINER_LLM_MODEL to one that it lists, such as {', '.join(near)}."
    return [*findings, Finding("model", "warn", words, mend)]


async def _speak(client: Client) -> list[Finding]:
    """Key, model, streaming, usage and latency, by one streamed answer."""
    ledger = Ledger()
    pieces, end = 0, None
    try:
        stream = client.stream(COUNT, max_tokens=ENOUGH, account=ledger.account("doctor"))
        async with aclosing(stream):
            async for piece in stream:
                if isinstance(piece, Completion):
                    end = piece
                else:
                    pieces += 1
    except CutOff as e:
        if not e.so_far:
            words = f"'{client.model}' spends {ENOUGH} tokens on thinking before it says a word."
            mend = f"{OTHER_MODEL[:-1]} that does not think first, or turn thinking off."
            return [Finding("answers", "bad", words, mend)]
    except CallFailed as e:
        return [_failure(e)]
    findings = [
        Finding("key", "good", "The key is accepted."),
        Finding("model", "good", f"'{client.model}' answers."),
    ]
    if pieces > 1:
        findings.append(Finding("streams", "good", f"It streams ({pieces} pieces)."))
    else:
        words = "It sends its answer in one piece, so the buyer is silent, then says it all."
        mend = "Turn streaming on at the endpoint, or in the proxy before it."
        findings.append(Finding("streams", "warn", words, mend))
    findings.append(_usage(ledger))
    if end is not None:
        findings.append(_latency(end))
    return findings


def _usage(ledger: Ledger) -> Finding:
    used = ledger.total()
    if used.unreported or not used.prompt:
        words = "It does not say how many tokens it used, so the trainer cannot show them."
        return Finding("usage", "warn", words, "Nothing to set; look at the endpoint's own count.")
    words = f"It reports its use: {used.prompt} tokens in, {used.completion} out."
    return Finding("usage", "good", words)


def _latency(end: Completion) -> Finding:
    first, whole = end.first_token or 0.0, end.usage.seconds
    words = f"First word after {first:.1f} s, whole answer after {whole:.1f} s."
    if first <= SLOW_START and whole <= SLOW_ANSWER:
        return Finding("latency", "good", words)
    mend = (
        "Set TRAINER_LLM_MODEL to a smaller or faster model, or TRAINER_READER to local, which "
        "saves one call a turn."
    )
    return Finding("latency", "warn", f"{words} The rep will wait for the buyer.", mend)


async def _shape(client: Client, setting: str) -> Finding:
    """Whether the model keeps to a JSON schema against the drift of the question."""
    fresh = client.with_model(client.model)  # remembers nothing of other calls
    name = f"'{client.model}'"
    other = f"Set {setting} to a model, or use a server, that supports JSON schemas."
    try:
        answer = await fresh.structured(CANARY, Canary, max_tokens=ENOUGH)
    except BadAnswer as e:
        words = f"{name} does not keep to a JSON schema ({e.problem.partition(chr(10))[0]})"
        return Finding("schema", "bad", f"{words}; grades would be made offline.", other)
    except CutOff:
        words = f"{name} does not finish a small JSON object in {ENOUGH} tokens."
        return Finding("schema", "bad", words, other)
    except CallFailed as e:
        return _failure(e)
    return _kept(answer, name, other)


def _kept(answer: Structured[Canary], name: str, other: str) -> Finding:
    """What the way to a good answer says of the model."""
    if answer.repaired:
        words = f"{name} gives the asked shape only after being corrected once"
    elif answer.salvaged:
        words = f"{name} gives the asked shape, but with words around it: nothing enforces it"
    elif answer.rung == "schema":
        return Finding("schema", "good", f"{name} keeps to a JSON schema.")
    elif answer.rung == "lean_schema":
        words = f"{name} keeps to a JSON schema, except limits on numbers and lengths."
        return Finding("schema", "good", words)
    elif answer.rung == "json":
        words = f"{name} ignores or rejects JSON schemas; JSON mode works"
    else:
        words = f"{name} ignores or rejects JSON schemas and JSON mode; plain text works"
    return Finding("schema", "warn", f"{words}, at the price of more tokens and repairs.", other)


def _failure(error: CallFailed) -> Finding:
    """An error as a finding."""
    if isinstance(error, Unreachable | CircuitOpen) or (
        isinstance(error, TimedOut) and error.kind == "connect"
    ):
        mend = "Start the server, or correct TRAINER_LLM_BASE_URL."
        return Finding("reachable", "bad", error.message, mend)
    if isinstance(error, Rejected):
        if error.status in (401, 403):
            return Finding("key", "bad", error.message, KEY)
        return Finding("model", "bad", error.message, OTHER_MODEL)
    if isinstance(error, Garbled):
        return Finding("answers", "bad", error.message, ADDRESS)
    if isinstance(error, TimedOut):
        mend = "Wait until the model is loaded and try again, or set TRAINER_LLM_MODEL to a "
        return Finding("answers", "bad", error.message, f"{mend}smaller one.")
    return Finding("answers", "bad", error.message, "Try again later, or " + _lower(OTHER_MODEL))


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]
