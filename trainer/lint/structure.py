"""Is everything in the file within reach, and is there enough of it?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from trainer.lint.finding import Finding, Rule, line_at
from trainer.scenario import RESISTANCE_LINES, Scenario

GAUGES = ("trust", "value", "urgency", "confidence")
HIGHEST = 4.0  # what a gauge can be brought to in one call, as measured with scripted reps


def named_as_file(scenario: Scenario, path: Path, data: Any) -> Iterable[Finding]:
    if scenario.id != path.stem and not path.stem.startswith("_"):
        yield Finding(
            str(path),
            1,
            f"id is '{scenario.id}' but the file is named '{path.name}'",
            "Other files and kept sessions know the call by its id",
            f"Rename the file to {scenario.id}.yaml or the id to {path.stem}.",
        )


def lesser_steps_are_easier(scenario: Scenario, path: Path, data: Any) -> Iterable[Finding]:
    best = scenario.best
    for c in scenario.commitments:
        if best is None or c.rank == "best":
            continue
        for gauge in GAUGES:
            need, most = getattr(c.needs, gauge), getattr(best.needs, gauge)
            if need > most:
                yield Finding(
                    str(path),
                    line_at(data, f"commitments.{c.id}.needs"),
                    f"commitments.{c.id}: needs {gauge} {need:g}, more than the best step does",
                    "A rep who falls back would find the smaller step harder",
                    f"Use at most {most:g}.",
                )


def steps_are_within_reach(scenario: Scenario, path: Path, data: Any) -> Iterable[Finding]:
    for c in scenario.commitments:
        where = line_at(data, f"commitments.{c.id}.needs")
        for gauge in GAUGES:
            if getattr(c.needs, gauge) > HIGHEST:
                yield Finding(
                    str(path),
                    where,
                    f"commitments.{c.id}: needs {gauge} {getattr(c.needs, gauge):g}",
                    f"One call seldom brings it above {HIGHEST:g}",
                    "Ask for less.",
                )
        already = all(getattr(c.needs, g) <= getattr(scenario.state, g) for g in GAUGES)
        if already and c.rank == "best":
            yield Finding(
                str(path),
                where,
                f"commitments.{c.id}: the buyer would grant it at once",
                "Every need is met by the state the buyer starts in",
                "Raise a need, or lower the start.",
            )


def facts_are_within_reach(scenario: Scenario, path: Path, data: Any) -> Iterable[Finding]:
    for fact in scenario.facts:
        if fact.guard > HIGHEST:
            yield Finding(
                str(path),
                line_at(data, f"facts.{fact.id}.guard"),
                f"facts.{fact.id}: guard {fact.guard:g} can hardly be earned in one call",
                "A fact that nobody hears is no part of the call",
                f"Use {HIGHEST:g} or less.",
            )
    if not any(f.cost for f in scenario.facts) and scenario.bad_fit is None:
        yield Finding(
            str(path),
            line_at(data, "facts"),
            "facts: none has 'cost: true'",
            "Without one, a rep cannot draw out what staying the same costs",
            "Mark the facts that tell a cost.",
        )


def resistance_can_come_up(scenario: Scenario, path: Path, data: Any) -> Iterable[Finding]:
    for r in scenario.resistance:
        if r.when == "closing" and scenario.best is None:
            yield Finding(
                str(path),
                line_at(data, f"resistance.{r.id}.when"),
                f"resistance.{r.id}: waits for the best step, and there is none",
                "It would never be heard",
                "Use 'asked' instead.",
            )


def there_is_enough(scenario: Scenario, path: Path, data: Any) -> Iterable[Finding]:
    for name, least in (("facts", 6), ("resistance", 5), ("commitments", 2)):
        have = len(getattr(scenario, name))
        if have < least:
            yield Finding(
                str(path),
                line_at(data, name),
                f"{name}: there are {have}",
                f"With fewer than {least} a second play sounds like the first",
                "Add more.",
                serious=False,
            )
    for r in scenario.resistances:
        for part in RESISTANCE_LINES:
            if len(getattr(r, part)) < 2:
                yield Finding(
                    str(path),
                    line_at(data, f"resistance.{r.id}"),
                    f"resistance.{r.id}.{part}: {len(getattr(r, part))} lines",
                    "The buyer falls back on general lines when these are used up",
                    "Write two or more.",
                    serious=False,
                )


RULES: tuple[Rule, ...] = (
    named_as_file,
    lesser_steps_are_easier,
    steps_are_within_reach,
    facts_are_within_reach,
    resistance_can_come_up,
    there_is_enough,
)
