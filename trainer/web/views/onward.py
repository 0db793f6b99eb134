"""The ways on from a debrief: the call again, the next one with this buyer, what to practise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.rubric import Criterion, Rubric
from trainer.scenario import Scenario
from trainer.session import Session
from trainer.web.views.catalogue import weakest


@dataclass(frozen=True, slots=True)
class Onward:
    """`weak` is what cost most in this call, `drill` where it can be practised: mostly in this
    very call. When nothing was weak, `drill` is a harder call."""

    again: Scenario | None
    following: Scenario | None
    weak: Criterion | None
    drill: Scenario | None

    @property
    def elsewhere(self) -> bool:
        """Whether practising means another call than the buttons lead to."""
        return self.drill is not None and self.drill not in (self.again, self.following)


def onward(session: Session, scenarios: Mapping[str, Scenario], rubric: Rubric) -> Onward:
    """The ways on from a graded session, as far as the library has them."""
    played = session.scenario
    again = scenarios.get(played.id) if played else None
    following = None
    if played is not None:
        following = next(
            (s for s in scenarios.values() if s.chain and s.chain.after == played.id), None
        )
    weak = _costliest(session, rubric)
    level = played.level if played else 1
    if weak is None:
        return Onward(again, following, None, _harder(scenarios, level))
    fitting = [s for s in scenarios.values() if set(s.teaches) & set(weak.teaches)]
    if again in fitting or not fitting:
        return Onward(again, following, weak, again)
    return Onward(again, following, weak, min(fitting, key=lambda s: abs(s.level - level)))


def _costliest(session: Session, rubric: Rubric) -> Criterion | None:
    """What the debrief names first, so that both say the same."""
    if session.report is not None and session.report.focus:
        return rubric[session.report.focus[0].criterion]
    return weakest([session], rubric)


def _harder(scenarios: Mapping[str, Scenario], level: int) -> Scenario | None:
    above = [s for s in scenarios.values() if s.level > level]
    return min(above, key=lambda s: s.level, default=None)
