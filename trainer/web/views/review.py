"""The trainer's desk: a queue of calls, one transcript, its verdicts, and room for a remark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from markupsafe import Markup

from trainer.llm.usage import Usage
from trainer.review import effective
from trainer.rubric import DIMENSIONS, Rubric
from trainer.session import Session, SessionSummary
from trainer.store import Filters
from trainer.web import words
from trainer.web.render import render
from trainer.web.views.debrief import bars, groups, rows, title, withheld
from trainer.web.views.differences import Difference, by_purpose, spent


@dataclass(frozen=True, slots=True)
class Asked:
    """The filter form as it was filled in; unusable fields are left out rather than refused."""

    rep: str = ""
    scenario: str = ""
    since: str = ""
    until: str = ""
    low: str = ""
    high: str = ""

    @classmethod
    def of(cls, form: Mapping[str, object]) -> Asked:
        return cls(**{k: str(form.get(k, "")).strip() for k in cls.__dataclass_fields__})

    def filters(self, limit: int) -> Filters:
        until = _day(self.until)
        return Filters(
            rep=self.rep or None,
            scenario_id=self.scenario or None,
            since=_day(self.since),
            until=until + timedelta(days=1) if until else None,
            min_score=_score(self.low),
            max_score=_score(self.high),
            limit=limit,
        )


def _day(text: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text), time()).astimezone()
    except ValueError:
        return None


def _score(text: str) -> float | None:
    try:
        return min(100.0, max(0.0, float(text)))
    except ValueError:
        return None


def queue(
    found: Sequence[SessionSummary],
    asked: Asked,
    *,
    reps: Sequence[str] = (),
    titles: Mapping[str, str] | None = None,
    current: str = "",
    more: int = 0,
    used: Usage | None = None,
) -> Markup:
    """The filter form and the calls that match, newest first. `used`: what a model took for all of
    them."""
    return render(
        "queue",
        found=found,
        asked=asked,
        reps=reps,
        titles=titles or {},
        current=current,
        ending=words.ending,
        more=more,
        spent=spent(used) if used and used.calls else "",
    )


def sheet(
    session: Session | None,
    rubric: Rubric,
    usage: Mapping[str, Usage] = MappingProxyType({}),
    differed: Sequence[Difference] = (),
) -> Markup:
    """One call under review; says what to do when there is none, or none with a grade. `usage` is
    what a model took for it by purpose, `differed` where the offline parts saw it otherwise."""
    if session is None or session.report is None:
        return render("sheet_empty", session=session)
    grade = effective(session, rubric)
    return render(
        "sheet",
        session=session,
        title=title(session),
        headline=words.outcome(session),
        grade=grade,
        report=session.report,
        withheld=withheld(grade.score),
        bars=bars(grade, rubric),
        groups=groups(session, grade, rubric),
        rows=rows(session, grade, rubric),
        names={d: rubric.dimensions[d].name for d in DIMENSIONS},
        total=spent(sum(usage.values(), Usage())),
        used=by_purpose(usage),
        differed=differed,
    )
