"""The history: a line per dimension over time, and a logbook of calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from trainer.rubric import DIMENSIONS, Rubric
from trainer.session import SessionSummary
from trainer.web import words
from trainer.web.figures import Strip, strip
from trainer.web.render import render

MOST_DOTS = 40  # finished calls on the picture; older ones are in the list below it


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rep wants to see."""

    rep: str = ""
    scenario: str = ""
    state: str = ""  # "", "finished" or "open"

    @classmethod
    def of(cls, form: Mapping[str, object], rep: str = "") -> Asked:
        return cls(
            str(form.get("rep", rep)).strip(),
            str(form.get("scenario", "")),
            str(form.get("state", "")),
        )

    @property
    def finished(self) -> bool | None:
        return {"finished": True, "open": False}.get(self.state)


def history(
    summaries: Sequence[SessionSummary],
    asked: Asked,
    titles: Mapping[str, str],
    rubric: Rubric,
    *,
    more: int = 0,
) -> Markup:
    """`summaries` are newest first; `titles` names the scenarios to choose from; `more` is how
    many older calls are not shown."""
    days = [
        (day, list(calls))
        for day, calls in groupby(summaries, key=lambda s: words.day(s.started_at))
    ]
    return render(
        "history",
        asked=asked,
        titles=titles,
        days=days,
        lines=over_time(summaries, rubric),
        finished=[s for s in summaries if s.finished],
        ending=words.ending,
        more=more,
    )


def over_time(summaries: Sequence[SessionSummary], rubric: Rubric) -> list[Strip]:
    """One strip a dimension, oldest call first. A call without a score leaves a gap."""
    done = [s for s in reversed(summaries) if s.finished][-MOST_DOTS:]
    if not done:
        return []
    lines = [
        strip(d, rubric.dimensions[d].name, [s.dimensions.get(d) for s in done], 100)
        for d in DIMENSIONS
    ]
    return [*lines, strip("overall", "Overall", [s.overall for s in done], 100)]
