"""Do the lines work as words: filled in, unlike each other, sayable, fair, and keeping secrets?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from trainer.buyer.lines import line_variables
from trainer.buyer.state import BuyerState
from trainer.errors import PromptError
from trainer.lint.finding import Finding, Rule, line_at
from trainer.prompting import render_line
from trainer.scenario import Scenario

LONGEST_SENTENCE = 38  # words; nobody says more in one breath
LIKENESS = 90  # of 100, from which two lines are the same to a listener

# Phrases that judge people by sex, origin, age or body. Words, not ideas: an author still reads.
UNFAIR = re.compile(
    r"\b(?:man up|like a girl|women drivers?|boys will be boys|her time of the month"
    r"|hysterical woman|blonde moment|old maid|too old to learn|senile"
    r"|retard(?:ed)?|spastic|spaz|cripple|midget"
    r"|gyp(?:ped)?|jewed|indian giver|typical (?:woman|man|indian|chinese|german|irish|arab|african"
    r"|american|brit|french|italian)|illegals|third[- ]world)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}")
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_SPELLED = re.compile(
    r"\b(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|eleven|thirteen|fourteen|sixteen|seventeen|eighteen|nineteen)"
    r" (?:thousand|hundred|million|per cent|percent)\b",
    re.IGNORECASE,
)


def lines_render(scenario: Scenario, path: Path, data: Any) -> Iterable[Finding]:
    """Every line, with and without what the rep may have said."""
    bare = BuyerState()
    full = BuyerState(time="Thursday at 10", offer="a number", number="40%", rep_name="Sam")
    for field, line in scenario.lines():
        for state in (bare, full):
            try:
                text = render_line(line, line_variables(state, scenario))
            except PromptError as e:
                yield Finding(str(path), line_at(data, field), f"{field}: {e}")
                break
            if not text and state is full:
                what = f"{field}: the line is empty once filled in"
                yield Finding(str(path), line_at(data, field), what, mend="Write its else part.")


def lines_differ(scenario: Scenario, path: Path, data: Any) -> Iterable[Finding]:
    lines = list(scenario.lines())
    for n, (field, line) in enumerate(lines):
        for other, earlier in lines[:n]:
            if fuzz.ratio(line.lower(), earlier.lower(), score_cutoff=LIKENESS):
                yield Finding(
                    str(path),
                    line_at(data, field),
                    f"{field} says nearly the same as {other}",
                    "A buyer who repeats sounds like a machine",
                    "Say it another way.",
                )
                break


def lines_can_be_said(scenario: Scenario, path: Path, data: Any) -> Iterable[Finding]:
    for field, line in scenario.lines():
        if "{%" in line:
            continue
        longest = max(len(s.split()) for s in re.split(r"[.!?…;:]+\s", line))
        if longest > LONGEST_SENTENCE:
            yield Finding(
                str(path),
                line_at(data, field),
                f"{field}: a sentence of {longest} words",
                "It reads as written, not as said",
                "Cut it in two.",
                serious=False,
            )


def lines_are_fair(scenario: Scenario, path: Path, data: Any) -> Iterable[Finding]:
    for field, line in scenario.lines():
        found = UNFAIR.search(line)
        if found:
            yield Finding(
                str(path),
                line_at(data, field),
                f"{field}: '{found.group(0)}'",
                "It judges people by what they are; the rep at the other end may be one of them",
                "Give the buyer another way to be difficult.",
            )


def secrets_are_kept(scenario: Scenario, path: Path, data: Any) -> Iterable[Finding]:
    """No line may let slip a name or figure of a fact that has to be earned."""
    secrets = _secrets(scenario)
    for field, line in scenario.lines():
        if field.startswith(("facts.", "wants.", "commitments.", "chain.")):
            continue
        earned = _follows_up(scenario, field)
        for mark, fact in secrets.items():
            if fact == earned:
                continue
            if re.search(rf"(?<![\w.,]){re.escape(mark)}(?![\w])", line):
                yield Finding(
                    str(path),
                    line_at(data, field),
                    f"{field} says '{mark}', which belongs to facts.{fact}",
                    "The buyer would give away what the rep has not earned",
                    "Take it out, or lower that fact's guard below 1.",
                )
                break


def _follows_up(scenario: Scenario, field: str) -> str | None:
    """The fact that has been told by the time an aside is said; none for any other line."""
    head, _, rest = field.partition(".")
    return scenario.asides[int(rest.partition(".")[0])].after if head == "asides" else None


def _secrets(scenario: Scenario) -> Mapping[str, str]:
    """Names and figures that stand only in guarded facts → the fact's id."""
    public = " ".join(
        [
            scenario.brief,
            scenario.title,
            scenario.summary,
            scenario.product.one_line,
            *scenario.product.proof,
            *(str(v) for v in scenario.persona.model_dump().values()),
            *(line for f in scenario.facts if f.guard < 1 for line in f.says),
            *(w.says for w in scenario.wants),
            *(f"{c.is_} {' '.join(c.yes)} {' '.join(c.no)}" for c in scenario.commitments),
            scenario.second.name if scenario.second else "",
            scenario.gatekeeper.name if scenario.gatekeeper else "",
        ]
    )
    found: dict[str, str] = {}
    for fact in scenario.facts:
        if fact.guard < 1:
            continue
        for line in fact.says:
            marks = {m for p in (_NAME, _SPELLED) for m in p.findall(line)}
            marks |= {m for m in _FIGURE.findall(line) if len(m) >= 2}
            found.update({m: fact.id for m in marks if m not in public and m not in _CALENDAR})
    return found


_CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June "
    "July August September October November December Christmas Easter English Good".split()
)

RULES: tuple[Rule, ...] = (
    lines_render,
    lines_differ,
    lines_can_be_said,
    lines_are_fair,
    secrets_are_kept,
)
