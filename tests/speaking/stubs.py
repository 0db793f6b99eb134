"""Models made of code: they read the prompt as a real one would, and answer as a test wants."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tests.llm.server import Seen
from trainer.conversation import Turn
from trainer.reading.local import LocalReader

_CRITERION = re.compile(r"^((?:value|control|commitment|salvage|fit)\.[a-z_]+): ", re.MULTILINE)
_SAY = re.compile(
    r' (?:Your stand is still: "(.*?)" Tone only: ".*"|(?:Say|For example): "(.*)")$', re.MULTILINE
)
_TURN = re.compile(r"^(\d+) Salesperson: ‹‹‹(.*?)›››$", re.MULTILINE)


def criteria(seen: Seen) -> list[str]:
    """The criteria a judge is asked for, in the order asked."""
    return _CRITERION.findall(seen.prompt.rpartition("Judge these criteria")[2])


def rep_turns(seen: Seen) -> list[tuple[int, str]]:
    return [(int(n), text) for n, text in _TURN.findall(seen.prompt)]


def judged(
    ids: Iterable[str], verdict: str | Callable[[str], str], turn: int, words: str
) -> dict[str, Any]:
    """A whole answer of a judge, with the same evidence for everything."""
    return {
        "criteria": [
            {
                "criterion": id,
                "evidence": [{"turn": turn, "words": words}],
                "reason": f"You did this in turn {turn}.",
                "verdict": verdict if isinstance(verdict, str) else verdict(id),
                "missing": "a date",
            }
            for id in ids
        ]
    }


def judge(verdict: str | Callable[[str], str] = "partly") -> Callable[[Seen], Any]:
    """A judge who gives a verdict for whatever it is asked; evidence is the first rep turn."""

    def answer(seen: Seen) -> Any:
        turn, text = rep_turns(seen)[0]
        return judged(criteria(seen), verdict, turn, " ".join(text.split()[:6]))

    return answer


def model(
    judge: Any = None, coach: Any = None, read: Any = None, speak: Any = None
) -> Callable[[Seen], Any]:
    """A model that does several jobs, told apart by what it is asked for."""

    def answer(seen: Seen) -> Any:
        first = next(iter((seen.schema or {}).get("properties", {})), "")
        job = {"criteria": judge, "points": coach, "moves": read}.get(first, speak)
        if job is None:
            return {"criteria": {"criteria": []}, "points": {"points": []}}.get(
                first, {"moves": []}
            )
        return job(seen) if callable(job) else job

    return answer


def reader(ears: LocalReader) -> Callable[[Seen], Any]:
    """A model that hears what the local reader hears, without the past."""

    def answer(seen: Seen) -> Any:
        turn = seen.prompt.rpartition("sentence by sentence:")[2]
        said = re.findall(r"^\d+: ‹‹‹(.*?)›››$", turn, re.MULTILINE)
        heard = ears.hear((), Turn("rep", " ".join(said)))
        return {"moves": [{"move": label, "sentence": 1} for label in sorted(heard.labels)][:8]}

    return answer


def coach(points: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    return {
        "points": [
            {"criterion": id, "why": why, "line": line} for id, (why, line) in points.items()
        ]
    }


def line_of(seen: Seen) -> str:
    """What a direction says to say: its lines, or the stand that a line only sets the tone for."""
    return " ".join(a or b for a, b in _SAY.findall(seen.prompt))
