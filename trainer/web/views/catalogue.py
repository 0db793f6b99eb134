"""The catalogue: which call today, and why that one first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from trainer.errors import InputError
from trainer.rubric import Criterion, Rubric
from trainer.scenario import Scenario
from trainer.session import Session, SessionSummary
from trainer.web import words
from trainer.web.render import render

RECENT = 5  # finished calls that tell what is weakest


@dataclass(frozen=True, slots=True)
class NextUp:
    """The first card: a scenario with a reason, or an open call to go on with."""

    scenario: Scenario
    reason: str
    resume: str | None = None  # id of the open session
    last: str = ""  # the buyer's last words in it

    @property
    def line(self) -> str:
        """Words of the buyer that make one want to answer."""
        line = self.last or self.scenario.persona.opening[0]
        return line if "{" not in line else self.scenario.wants[0].says


def catalogue(
    scenarios: Mapping[str, Scenario],
    *,
    best: Mapping[str, float] | None = None,
    next_call: NextUp | None = None,
    faults: Sequence[InputError] = (),
) -> Markup:
    cards = [
        {
            "scenario": scenario,
            "trains": words.trains(scenario),
            "best": (best or {}).get(scenario.id),
        }
        for scenario in scenarios.values()
    ]
    return render("catalogue", cards=cards, next_call=next_call, faults=faults)


def next_up(
    scenarios: Mapping[str, Scenario],
    history: Sequence[SessionSummary],
    graded: Iterable[Session],
    rubric: Rubric,
    best: Mapping[str, float] | None = None,
    left: Session | None = None,
) -> NextUp | None:
    """Where the rep left off; else a call on what went worst lately; else the gentlest one.

    `history` is newest first; `graded` holds the latest finished calls with their reports, `left`
    the latest call when it is still open.
    """
    if not scenarios:
        return None
    if left and left.scenario and len(left.turns) > 1:
        name = left.scenario.persona.first_name
        reason = f"You left off with {name} at turn {len(left.turns)}."
        said = [t.text for t in left.turns if t.speaker == "buyer"]
        return NextUp(left.scenario, reason, left.id, said[-1] if said else "")
    weak = weakest(graded, rubric)
    if weak is not None:
        fitting = [s for s in scenarios.values() if set(s.teaches) & set(weak.teaches)]
        if fitting:
            scores = best or {}
            scenario = min(fitting, key=lambda s: (scores.get(s.id, -1.0), s.level))
            reason = f"“{weak.name}” has cost you most lately. This call gives you room to try it."
            return NextUp(scenario, reason)
    scenario = min(scenarios.values(), key=lambda s: (s.level, s.id in (best or {})))
    if history:
        return NextUp(scenario, "A calm one to keep your hand in.")
    minutes = words.minutes(scenario.minutes)
    return NextUp(scenario, f"A good first call: {minutes}, and a buyer who will hear you out.")


def weakest(graded: Iterable[Session], rubric: Rubric) -> Criterion | None:
    """The criterion with the worst average over the given calls; None when all went well."""
    points: dict[str, list[float]] = {}
    for session in graded:
        if session.report is None:
            continue
        for id, result in session.report.results.items():
            if result.score is not None:
                points.setdefault(id, []).append(result.score)
    seen = [c for c in rubric.enabled() if c.id in points]
    if not seen:
        return None

    def lost(criterion: Criterion) -> float:
        scores = points[criterion.id]
        return criterion.weight * (1 - sum(scores) / len(scores))

    worst = max(seen, key=lost)
    return worst if lost(worst) > 0 else None
