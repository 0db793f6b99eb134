"""Scripted reps try the call: good selling must win it, bad selling must not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.lint.finding import Finding, line_at
from trainer.reading.reader import Reader
from trainer.rubric import Rubric
from trainer.scenario import Scenario
from trainer.simulate.run import Run, play

# Rep turns a strong rep needs at a level, as measured on the shipped scenarios: (fewest, most).
EFFORT = {1: (6.0, 14.0), 2: (8.0, 16.0), 3: (9.0, 17.0), 4: (10.0, 18.0), 5: (12.0, 18.0)}


@dataclass(frozen=True)
class Players:
    """A strong and a passive rep, with `runs` seeds each."""

    reader: Reader
    rubric: Rubric
    runs: int = 4

    def check(self, scenario: Scenario, path: Path, data: Any) -> Iterable[Finding]:
        strong = [self._play(scenario, "strong", seed) for seed in range(self.runs)]
        passive = [self._play(scenario, "passive", seed) for seed in range(self.runs)]
        right = "no_fit" if scenario.bad_fit else "won"
        wins = [r for r in strong if r.session.outcome.kind == right]
        aim = "the right no" if scenario.bad_fit else "the best step"
        if not wins:
            yield Finding(
                str(path),
                line_at(data, "commitments"),
                f"a strong scripted rep did not reach {aim} in {self.runs} tries",
                "A call that good selling cannot win teaches nothing",
                "Lower the needs, add cues, or let a resistance yield to more.",
            )
        won = sum(r.session.outcome.kind == "won" for r in passive)
        if won:
            yield Finding(
                str(path),
                line_at(data, "commitments"),
                f"a passive scripted rep won it in {won} of {self.runs} tries",
                "A buyer who says yes to anybody trains nobody",
                "Raise the needs of the best step.",
            )
        effort = sum(len(r.session.rep_turns) for r in wins) / len(wins) if wins else None
        fewest, most = EFFORT[scenario.level]
        if effort is not None and not scenario.bad_fit and not fewest <= effort <= most:
            yield Finding(
                str(path),
                line_at(data, "level"),
                f"level {scenario.level}, but a strong rep needs {effort:.0f} turns",
                f"At that level it is {fewest:.0f} to {most:.0f} on the shipped scenarios",
                "Change the level, or the needs and resistances.",
                serious=False,
            )

    def _play(self, scenario: Scenario, rep: str, seed: int) -> Run:
        return play(scenario, rep, seed, self.reader, self.rubric)
