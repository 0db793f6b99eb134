"""Checks that scenarios and rubrics are not only well-formed but playable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from trainer.buyer.lines import line_variables
from trainer.buyer.state import BuyerState
from trainer.errors import InputError, PromptError, RubricError, ScenarioError
from trainer.library import RUBRIC_FILE, Library, check, line_of, read_yaml
from trainer.prompting import render_line
from trainer.rubric import Rubric
from trainer.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. A finding that is not `serious` is advice."""

    where: str
    line: int | None
    what: str
    mend: str = ""
    serious: bool = True

    def __str__(self) -> str:
        place = f"{self.where}:{self.line}" if self.line else self.where
        return f"{place}: {self.what.rstrip('.')}." + (f" {self.mend}" if self.mend else "")


def check_files(files: Sequence[Path] | None, library: Library) -> list[Finding]:
    """Findings for `files`, or for the whole library with its rubrics."""
    if files is None:
        rubrics = [f / RUBRIC_FILE for f in library.folders if (f / RUBRIC_FILE).is_file()]
        files = [*library.files(), *rubrics]
    found: list[Finding] = []
    for path in files:
        if path.is_dir():
            found += check_files(Library((path,)).files(), library)
        else:
            found += check_rubric(path) if path.name == RUBRIC_FILE else check_scenario(path)
    return found


def check_rubric(path: Path) -> list[Finding]:
    faults, _ = check(Rubric, path, RubricError)
    return [_finding(f) for f in faults]


def check_scenario(path: Path) -> list[Finding]:
    """Schema first; the rest only for a file that has the right shape."""
    faults, scenario = check(Scenario, path, ScenarioError)
    if scenario is None:
        return [_finding(f) for f in faults]
    data = read_yaml(path, ScenarioError)
    found: list[Finding] = []
    if scenario.id != path.stem and not path.stem.startswith("_"):
        found.append(
            Finding(
                str(path),
                1,
                f"id is '{scenario.id}' but the file is named '{path.name}'",
                f"Rename the file to {scenario.id}.yaml or the id to {path.stem}.",
            )
        )
    for rule in (_lines_render, _lines_differ, _needs_reachable, _facts_reachable, _enough):
        found += rule(scenario, path, data)
    return found


def _finding(fault: InputError) -> Finding:
    what = f"{fault.field}: {fault.what}" if fault.field else fault.what
    return Finding(fault.where, fault.line, what, fault.mend)


def _at(data: Any, field: str, scenario: Scenario) -> int | None:
    """The line of a field path such as `facts.outage-cost.says[2]`."""
    path: list[Any] = []
    node = data
    for part in field.replace("[", ".[").split("."):
        if part.startswith("["):
            key: Any = int(part[1:-1])
        elif isinstance(node, list):
            key = next((n for n, item in enumerate(node) if item.get("id") == part), 0)
        else:
            key = part
        path.append(key)
        try:
            node = node[key]
        except (KeyError, IndexError, TypeError):
            break
    return line_of(data, path)


def _lines_render(scenario: Scenario, path: Path, data: Any) -> Iterator[Finding]:
    """Every line, with and without what the rep may have said."""
    bare = BuyerState()
    full = BuyerState(time="Thursday at 10", offer="a number", number="40%", rep_name="Sam")
    for field, line in scenario.lines():
        for state in (bare, full):
            try:
                text = render_line(line, line_variables(state, scenario))
            except PromptError as e:
                yield Finding(str(path), _at(data, field, scenario), f"{field}: {e}")
                break
            if not text and state is full:
                what = f"{field}: the line is empty once filled in"
                yield Finding(str(path), _at(data, field, scenario), what, "Write its else part.")


def _lines_differ(scenario: Scenario, path: Path, data: Any) -> Iterator[Finding]:
    """Near-duplicate lines make a buyer sound like a machine."""
    lines = list(scenario.lines())
    for n, (field, line) in enumerate(lines):
        for other, earlier in lines[:n]:
            if fuzz.ratio(line.lower(), earlier.lower()) >= 90:
                yield Finding(
                    str(path),
                    _at(data, field, scenario),
                    f"{field} says nearly the same as {other}",
                    "Say it another way; a buyer who repeats sounds like a machine.",
                )
                break


def _needs_reachable(scenario: Scenario, path: Path, data: Any) -> Iterator[Finding]:
    """A lesser step must not need more than the best one."""
    best = scenario.best
    if best is None:
        return
    for c in scenario.commitments:
        if c.rank == "best":
            continue
        for gauge, need in c.needs.model_dump().items():
            if need > getattr(best.needs, gauge):
                yield Finding(
                    str(path),
                    _at(data, f"commitments.{c.id}.needs", scenario),
                    f"commitments.{c.id}: needs {gauge} {need:g}, more than the best step does",
                    f"A lesser step should be easier: at most {getattr(best.needs, gauge):g}.",
                )


def _facts_reachable(scenario: Scenario, path: Path, data: Any) -> Iterator[Finding]:
    for fact in scenario.facts:
        if fact.guard > 4.5:
            yield Finding(
                str(path),
                _at(data, f"facts.{fact.id}", scenario),
                f"facts.{fact.id}: guard {fact.guard:g} can hardly be earned in one call",
                "Trust rises to about 4; use 4 or less.",
            )
    if not any(f.cost for f in scenario.facts):
        yield Finding(
            str(path),
            _at(data, "facts", scenario),
            "facts: none has 'cost: true'",
            "Without one, a rep cannot draw out what staying the same costs.",
        )


def _enough(scenario: Scenario, path: Path, data: Any) -> Iterable[Finding]:
    """Fewer than this and two plays sound alike."""
    for name, least in (("facts", 6), ("resistance", 5), ("commitments", 3)):
        have = len(getattr(scenario, name))
        if have < least:
            yield Finding(
                str(path),
                _at(data, name, scenario),
                f"{name}: {have} of them; {least} make a call that does not repeat itself",
                "Add more.",
                serious=False,
            )
