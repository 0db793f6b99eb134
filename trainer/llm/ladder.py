"""The failure ladder: how to get an answer of a given shape out of any endpoint.

    schema        the endpoint enforces a strict JSON schema
    lean_schema   the same without limits on numbers and lengths, which some refuse
    json          the endpoint promises JSON; the schema stands in the prompt
    text          no promise at all; the schema stands in the prompt

On every rung the JSON is looked for tolerantly and checked by code. A rung that the endpoint
rejects, or ignores, leads to the next; an answer that is wrong although the schema was in sight
gets one repair call that names what is wrong. What worked is remembered, and tried from the top
again now and then.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic

from pydantic import ValidationError

from trainer.llm.endpoint import Request
from trainer.llm.errors import BadAnswer, CutOff, Empty, Refused, Rejected
from trainer.llm.faults import about_format
from trainer.llm.schema import has_lean, response_format, schema_text
from trainer.llm.tolerant import values
from trainer.llm.usage import Usage
from trainer.llm.values import Completion, Faulty, M, Message, Rung, Structured, assistant, user
from trainer.prompting import render

Repair = Callable[[Faulty], Sequence[Message]]

RUNGS: tuple[Rung, ...] = ("schema", "lean_schema", "json", "text")
IGNORED = 2  # answers of the wrong shape in a row before a rung is given up
TOLD = 8  # faults named in a repair
KEPT = 8000  # characters of a wrong answer shown to whoever repairs it

_DECLINED = re.compile(
    r"\s*(?:I['’]m (?:very )?sorry|I am sorry|Sorry|I can['’]?t|I cannot|I won['’]t|I will not"
    r"|I['’]m (?:unable|not able)|I am (?:unable|not able)|As an AI)\b",
    re.I,
)
_TOO_LONG = re.compile(r"context.{0,20}(?:length|window|size)|too many tokens", re.I)


def ask_again(faulty: Faulty) -> Sequence[Message]:
    """The plain repair: the conversation so far, the wrong answer, and what is wrong with it."""
    return [
        *faulty.messages,
        assistant(faulty.answer),
        user(
            f"That answer cannot be used:\n{faulty.problem}\n\nGive the whole answer again, "
            f"corrected, as one JSON object that fits this schema, and nothing else:\n"
            f"{faulty.schema}"
        ),
    ]


def repair_with(template: str) -> Repair:
    """A repair whose last message is the prompt template of that name, rendered with `answer`,
    `problem` and `schema`. The answer is untrusted: fence it."""

    def repair(faulty: Faulty) -> Sequence[Message]:
        text = render(template, answer=faulty.answer, problem=faulty.problem, schema=faulty.schema)
        return [*faulty.messages, user(text)]

    return repair


class Memory:
    """Which rung worked last for one model, forgotten after `reprobe` seconds."""

    def __init__(self, clock: Callable[[], float], reprobe: float) -> None:
        self.known: Rung | None = None
        self._clock, self._reprobe = clock, reprobe
        self._since = 0.0
        self._ignored = 0

    def start(self) -> Rung:
        """Where to begin now."""
        if self.known is None or self._clock() - self._since >= self._reprobe:
            return RUNGS[0]
        return self.known

    def worked(self, rung: Rung, *, ignored: bool) -> None:
        """Note a success on `rung`; `ignored` when it was only reached because a higher rung gave
        an answer of the wrong shape, which may happen to any model once."""
        self._ignored = self._ignored + 1 if ignored else 0
        if ignored and self._ignored < IGNORED:
            return
        if rung != self.known or self._clock() - self._since >= self._reprobe:
            self.known, self._since = rung, self._clock()


@dataclass(frozen=True, slots=True)
class _Read(Generic[M]):
    """What was made of one answer: a value, or the problem with it."""

    value: M | None
    salvaged: bool = False
    problem: str = ""
    shaped: bool = False  # of the right shape, wrong only in what it says
    found: bool = False  # there was some JSON at all


def read(text: str, model: type[M]) -> _Read[M]:
    """The first JSON value in `text` that is a `model`, or what is wrong with the likeliest."""
    first: _Read[M] | None = None
    for value, exact in values(text):
        try:
            fit = model.model_validate_json(json.dumps(value))
        except ValidationError as e:
            first = first or _Read(None, not exact, _problem(e), _only_content(e), True)
        else:
            return _Read(fit, not exact, found=True)
    return first or _Read(None, problem="There is no whole JSON object in the answer.")


class Ladder:
    """One way up (or down) for one question. `ask` makes a call."""

    def __init__(self, ask: Callable[[Request], Awaitable[Completion]], memory: Memory) -> None:
        self._ask, self._memory = ask, memory
        self._usage, self._calls = Usage(), 0
        self._model = ""

    async def climb(self, request: Request, model: type[M], repair: Repair | None) -> Structured[M]:
        """See `Client.structured`."""
        start = self._memory.start()
        rungs = [r for r in RUNGS[RUNGS.index(start) :] if r != "lean_schema" or has_lean(model)]
        rejected: Rejected | None = None
        ignored = False
        for rung in rungs:
            if rung == "lean_schema" and ignored:
                continue
            asked = _asking(request, rung, model)
            try:
                text = await self._answer(asked)
            except Rejected as e:
                if rung == rungs[-1] or not _about_the_way_of_asking(e):
                    raise rejected or e from None
                rejected = rejected or e
                continue
            result = read(text, model)
            repaired = False
            if result.value is None:
                _raise_if_declined(text, result)
                if not result.shaped and rung in ("schema", "lean_schema"):
                    ignored = True
                    continue
                if repair is not None:
                    faulty = Faulty(
                        tuple(asked.messages), text[:KEPT], result.problem, schema_text(model)
                    )
                    text = await self._answer(replace(asked, messages=repair(faulty)))
                    result, repaired = read(text, model), True
                    if result.value is None:
                        _raise_if_declined(text, result)
            if result.value is None:
                raise BadAnswer(
                    f"The language model's answer cannot be used: {_first(result.problem)}",
                    problem=result.problem,
                    so_far=text,
                )
            self._memory.worked(rung, ignored=ignored)
            return Structured(
                result.value,
                text,
                self._usage,
                self._model,
                rung,
                self._calls,
                repaired,
                result.salvaged,
            )
        raise AssertionError("the last rung answers or raises")

    async def _answer(self, request: Request) -> str:
        """The text of one call; an empty answer is a wrong one, a cut one may still be whole."""
        self._calls += 1
        try:
            completion = await self._ask(request)
        except Empty:
            return ""
        except CutOff as e:
            if not _closed(e.so_far):
                raise
            return e.so_far
        self._usage += completion.usage
        self._model = completion.model
        return completion.text


def _asking(request: Request, rung: Rung, model: type[Any]) -> Request:
    """The request as it is put on one rung."""
    if rung in ("schema", "lean_schema"):
        wanted = response_format(model, lean=rung == "lean_schema")
        return replace(request, response_format=wanted)
    messages = with_schema(request.messages, schema_text(model))
    wanted = {"type": "json_object"} if rung == "json" else {}
    return replace(request, messages=messages, response_format=wanted or None)


def with_schema(messages: Sequence[Message], schema: str) -> list[Message]:
    """The messages with the schema told in the first of them, which stays the same from call to
    call and so can be cached."""
    told = (
        "Answer with one JSON object and nothing else: no prose, no code fence. "
        f"It must fit this JSON schema:\n{schema}"
    )
    if not messages:
        return [user(told)]
    first, *rest = messages
    return [{"role": first["role"], "content": f"{first['content'].rstrip()}\n\n{told}"}, *rest]


def _about_the_way_of_asking(error: Rejected) -> bool:
    """Whether another rung may be accepted; opaque complaints get the benefit of the doubt."""
    if _TOO_LONG.search(error.said):
        return False
    return error.status in (400, 415, 422, 501) or about_format(error.said)


def _raise_if_declined(text: str, result: _Read[Any]) -> None:
    if not result.found and _DECLINED.match(text):
        raise Refused("The language model declined to answer.", so_far=text)


def _closed(text: str) -> bool:
    """Whether a cut answer holds a whole object, cut only in what came after it."""
    return any(isinstance(value, dict) for value, _ in values(text))


def _only_content(error: ValidationError) -> bool:
    """Whether only our own validators complain, so that the schema was kept."""
    return all(e["type"] in ("value_error", "assertion_error") for e in error.errors())


def _problem(error: ValidationError) -> str:
    """What is wrong, a line for each fault."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    lines = []
    for fault in faults[:TOLD]:
        place = ".".join(str(part) for part in fault["loc"])
        message = fault["msg"].removeprefix("Value error, ")
        lines.append(f"{place}: {message}" if place else message)
    if len(faults) > TOLD:
        lines.append(f"and {len(faults) - TOLD} more")
    return "\n".join(lines)


def _first(problem: str) -> str:
    line = problem.partition("\n")[0].rstrip(".")
    return f"{line[:160]}."
