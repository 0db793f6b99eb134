"""Checks that scenarios and rubrics are not only well-formed but playable.

`structure` looks at the file, `language` at the words, `played` lets scripted reps try the call.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from trainer.errors import RubricError, ScenarioError
from trainer.library import RUBRIC_FILE, Library, check, read_yaml
from trainer.lint import language, structure
from trainer.lint.finding import Finding, from_fault
from trainer.lint.played import Players
from trainer.rubric import Rubric
from trainer.scenario import Scenario

__all__ = ["Finding", "check_files"]


def check_files(
    files: Sequence[Path] | None, library: Library, players: Players | None = None
) -> list[Finding]:
    """Findings for `files`, or for the whole library with its rubrics. `players` play the calls."""
    if files is None:
        rubrics = [f / RUBRIC_FILE for f in library.folders if (f / RUBRIC_FILE).is_file()]
        files = [*library.files(), *rubrics]
    found: list[Finding] = []
    for path in files:
        if path.is_dir():
            found += check_files(Library((path,)).files(), library, players)
        elif path.name == RUBRIC_FILE:
            found += [from_fault(f) for f in check(Rubric, path, RubricError)[0]]
        else:
            found += check_scenario(path, players)
    return found


def check_scenario(path: Path, players: Players | None = None) -> list[Finding]:
    """Schema first; the rest only for a file that has the right shape."""
    faults, scenario = check(Scenario, path, ScenarioError)
    if scenario is None:
        return [from_fault(f) for f in faults]
    data = read_yaml(path, ScenarioError)
    found = [f for rule in (*structure.RULES, *language.RULES) for f in rule(scenario, path, data)]
    if players and not any(f.serious for f in found):
        found += players.check(scenario, path, data)
    return found
