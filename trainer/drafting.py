"""Drafts a scenario by a language model, from a description or from a real call.

The model fills in a form; code turns it into the YAML of a scenario, mends what can be mended
without asking (ids, doubled lines, needs out of order) and lints it. What is still wrong goes back
to the model once; after that it is told to the author.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, Field
from rapidfuzz import fuzz
from ruamel.yaml import YAML

from trainer.conversation import CHANNELS, Channel, Move, Transcript
from trainer.lint import check_scenario
from trainer.llm.client import Client
from trainer.llm.usage import Ledger
from trainer.llm.values import Message, Timeouts
from trainer.method import METHOD
from trainer.scenario import RESISTANCE_LINES, TEMPERAMENTS
from trainer.speaking.prompts import messages, repair

LIMITS = Timeouts(connect=5.0, first_token=120.0, between_tokens=60.0, whole=300.0)
LONGEST = 24_000  # characters of a description or call that are read
TOKENS = 8_000
TRIES = 2
ALIKE = 90

ROWS: Mapping[str, str] = {
    "A1": "offers enough value for the time asked for",
    "A2": "makes the cost of not changing certain before the gain of changing",
    "A3": "leads through the conversations that a buyer would skip",
    "A4": "finds which certainty is missing at the end, and creates it",
    "B1": "finds out that there is no fit, and says so",
    "B2": "masters the first contact",
    "B3": "returns to a planned path",
    "C4": "does not accept a non-commitment",
    "C5": "gains a commitment instead of making one",
    "C6": "faces conflict over the next step",
    "C8": "does not let the client set the wrong next step",
    "C10": "falls back on a next-best commitment",
    "D4": "tells compliance from commitment",
    "D7": "makes it easy to say no",
    "E4": "saves a close by turning back to what the buyer wants",
}


class Persona(BaseModel):
    name: str
    role: str
    company: str
    industry: str
    temperament: Literal[
        "brisk",
        "blunt",
        "guarded",
        "chatty",
        "analytical",
        "anxious",
        "polite",
        "sceptical",
        "enthusiastic",
        "weary",
    ]
    pronoun: Literal["she", "he", "they"]
    mood: str
    voice: str
    opening: list[str] = Field(min_length=2, max_length=5)


class Product(BaseModel):
    name: str
    one_line: str
    proof: list[str] = Field(min_length=1, max_length=6)


class Want(BaseModel):
    id: str
    says: str
    cues: list[str] = Field(min_length=1)


class Fact(BaseModel):
    id: str
    guard: float = Field(ge=0, le=4)
    topics: list[str] = Field(min_length=1)
    says: list[str] = Field(min_length=1, max_length=4)
    cost: bool


class Resistance(BaseModel):
    id: str
    act: Literal["stall", "vague", "skip", "request", "dodge", "back_away", "concern", "refuse"]
    when: Literal["opening", "asked", "pitched", "questioned", "pressed", "closing", "drifting"]
    says: list[str] = Field(min_length=1, max_length=5)
    because: str
    yields_to: list[str] = Field(min_length=1)
    hardens_on: list[str]
    yielding: list[str]
    holding: list[str]
    admitting: list[str]
    hint: str


class Needs(BaseModel):
    trust: float = Field(ge=0, le=5)
    value: float = Field(ge=0, le=5)
    urgency: float = Field(ge=0, le=5)
    confidence: float = Field(ge=0, le=5)


class Commitment(BaseModel):
    id: str
    rank: Literal["best", "next", "small"]
    what: str = Field(description="what the buyer would do, as 'a review with the CFO'")
    cues: list[str] = Field(min_length=1)
    effort: bool
    needs: Needs
    yes: list[str] = Field(min_length=1)
    no: list[str] = Field(min_length=1)


class GoodLine(BaseModel):
    criterion: Literal[
        "value.trade",
        "value.cost_of_inaction",
        "value.tailored",
        "control.agenda",
        "control.discovery",
        "control.no_skip",
        "control.non_commitment",
        "commitment.recap",
        "commitment.temperature",
        "commitment.ask",
        "commitment.specific",
        "commitment.next_best",
        "salvage.acknowledge",
        "salvage.refocus",
        "fit.qualify",
    ]
    line: str


class Sketch(BaseModel):
    """A scenario as a model fills it in."""

    title: str
    summary: str
    level: int = Field(ge=1, le=5)
    channel: Literal["cold_call", "first_contact", "meeting", "closing", "follow_up"]
    teaches: list[str] = Field(min_length=1)
    minutes: int = Field(ge=5, le=30)
    brief: str
    product: Product
    persona: Persona
    wants: list[Want] = Field(min_length=1)
    facts: list[Fact] = Field(min_length=4)
    resistance: list[Resistance] = Field(min_length=3)
    commitments: list[Commitment] = Field(min_length=2)
    good_lines: list[GoodLine]


@dataclass(frozen=True, slots=True)
class Draft:
    """A scenario's YAML, and what an author still has to put right; nothing when it passes lint."""

    id: str
    yaml: str
    missing: tuple[str, ...] = ()


async def draft_scenario(
    source: str | Transcript,
    client: Client,
    *,
    ledger: Ledger | None = None,
    limits: Timeouts = LIMITS,
    taken: Callable[[str], bool] = lambda id: False,
) -> Draft:
    """A scenario from a description or a transcript. `taken` tells ids that are in use. Raises a
    CallFailed when the model gives no usable form at all."""
    account = (ledger or Ledger()).account("draft", "draft")
    problems: tuple[str, ...] = ()
    draft = Draft("", "")
    for _ in range(TRIES):
        answer = await client.structured(
            prompt(source, problems, draft.yaml),
            Sketch,
            repair=repair,
            max_tokens=TOKENS,
            temperature=0.7,
            account=account,
            timeouts=limits,
        )
        draft = drafted(answer.value, taken)
        if not draft.missing:
            return draft
        problems = draft.missing
    return draft


def prompt(source: str | Transcript, problems: Sequence[str] = (), last: str = "") -> list[Message]:
    """The messages that ask for a scenario."""
    if isinstance(source, Transcript):
        names = {"rep": "Salesperson", "buyer": "Buyer"}
        text = "\n".join(f"{names[t.speaker]}: {t.text}" for t in source.turns)
    else:
        text = source
    return messages(
        "draft.jinja",
        source=text[:LONGEST],
        kind="transcript" if isinstance(source, Transcript) else "description",
        temperaments=TEMPERAMENTS,
        channels=CHANNELS,
        rows=tuple(ROWS.items()),
        problems=tuple(problems),
        last=last,
    )


def drafted(sketch: Sketch, taken: Callable[[str], bool] = lambda id: False) -> Draft:
    """A sketch as YAML, and what lint has to say about it."""
    data = scenario_data(sketch)
    id = _free(slug(sketch.title), taken)
    data = {"id": id, **data}
    text = as_yaml(data)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{id}.yaml"
        path.write_text(text, encoding="utf-8")
        found = check_scenario(path)
    missing = tuple(
        str(f).removeprefix(str(path)).lstrip(":0123456789 ") for f in found if f.serious
    )
    return Draft(id, text, missing)


def scenario_data(sketch: Sketch) -> dict[str, Any]:
    """The fields of a scenario file, with what needs no author put right."""
    seen: list[str] = []
    data = sketch.model_dump()
    channel: Channel = sketch.channel
    moves = {m.value for m in Move}
    data["channel"] = channel
    data["teaches"] = [r for r in dict.fromkeys(sketch.teaches) if r in METHOD] or ["A1"]
    data["persona"]["opening"] = fresh(sketch.persona.opening, seen)
    for name in ("wants", "facts", "resistance", "commitments"):
        used: set[str] = set()
        for item in data[name]:
            item["id"] = _free(slug(item["id"]), used.__contains__)
            used.add(item["id"])
    for want in data["wants"]:
        want["cues"] = _words(want["cues"])
    for fact in data["facts"]:
        fact["topics"] = _words(fact["topics"])
        fact["says"] = fresh(fact["says"], seen)
    for r in data["resistance"]:
        r["yields_to"] = [m for m in dict.fromkeys(r["yields_to"]) if m in moves]
        kept = set(r["yields_to"])
        r["hardens_on"] = [m for m in dict.fromkeys(r["hardens_on"]) if m in moves - kept]
        for part in RESISTANCE_LINES:
            r[part] = fresh(r[part], seen)
    best = next((c for c in data["commitments"] if c["rank"] == "best"), None)
    for c in data["commitments"]:
        c["is"] = c.pop("what")
        c["cues"] = _words(c["cues"])
        for part in ("yes", "no"):
            c[part] = fresh(c[part], seen)
        if best is not None and c is not best:
            c["needs"] = {g: min(n, best["needs"][g]) for g, n in c["needs"].items()}
    data["good_lines"] = {g["criterion"]: plain(g["line"]) for g in data["good_lines"]}
    return data


def fresh(lines: Sequence[str], seen: list[str]) -> list[str]:
    """Lines that nobody has said nearly the same before."""
    found = []
    for line in map(plain, lines):
        if line and not any(fuzz.ratio(line.lower(), s) >= ALIKE for s in seen):
            seen.append(line.lower())
            found.append(line)
    return found


def plain(line: str) -> str:
    """A line on one paragraph, without braces, which would be taken for variables."""
    return " ".join(re.sub(r"[{}]", "", line).split())


def _words(words: Sequence[str]) -> list[str]:
    cleaned = (" ".join(w.lower().split())[:60] for w in words)
    return [w for w in dict.fromkeys(cleaned) if len(w) >= 2]


def slug(text: str) -> str:
    """An id from a title."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))[:50].strip("-") or "draft"


def _free(id: str, taken: Callable[[str], bool]) -> str:
    """`id`, or the next one with a number that is not taken."""
    n, found = 1, id
    while taken(found):
        n += 1
        found = f"{id}-{n}"
    return found


def as_yaml(data: Mapping[str, Any]) -> str:
    """The text of a scenario file."""
    yaml = YAML()
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(dict(data), stream)
    note = "# Drafted by a language model; read every line before your reps do.\n"
    return note + stream.getvalue()
