"""The debrief: what happened, what to change, what the buyer thought when, and where to see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup

from trainer.practice import clock
from trainer.report import MIN_COVERAGE, CriterionResult, Score, Verdict
from trainer.review import Effective, effective
from trainer.rubric import DIMENSIONS, Criterion, Rubric
from trainer.scenario import Scenario
from trainer.session import Comment, Hint, Override, Session, SessionSummary
from trainer.web import words
from trainer.web.render import render
from trainer.web.views.call import plan_items
from trainer.web.views.mind import mind
from trainer.web.views.onward import onward


@dataclass(frozen=True, slots=True)
class Bar:
    """One dimension of the picture. Without a score, `why` says so instead of a number."""

    key: str
    name: str
    score: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Item:
    """A criterion with the result that counts, and the machine's where a trainer overruled it."""

    criterion: Criterion
    result: CriterionResult
    machine: CriterionResult
    override: Override | None


@dataclass(frozen=True, slots=True)
class Row:
    """A turn of the transcript with its margin."""

    number: int
    speaker: str
    name: str
    text: str
    heard: tuple[str, ...]
    reason: str
    earned: tuple[tuple[Criterion, Verdict], ...]
    comments: tuple[Comment, ...]
    hints: tuple[Hint, ...]
    thought: int | None  # index in the buyer's mind


@dataclass(frozen=True, slots=True)
class Kept:
    """A line of the plan beside what became of it."""

    label: str
    planned: str
    verdict: Verdict | None
    happened: str
    turn: int | None


def debrief(
    session: Session,
    rubric: Rubric,
    family: Sequence[SessionSummary] = (),
    scenarios: Mapping[str, Scenario] = MappingProxyType({}),
) -> Markup:
    """The whole page. `family` holds the session's other branches, if it has any; `scenarios` are
    the calls that can be played from here."""
    if session.report is None:
        return ungraded(session)
    grade = effective(session, rubric)
    picture = mind(session)
    return render(
        "debrief",
        session=session,
        title=title(session),
        headline=words.outcome(session),
        spent=spent(session),
        grade=grade,
        report=session.report,
        withheld=withheld(grade.score),
        bars=bars(grade, rubric),
        focus=session.report.focus,
        rubric=rubric,
        mind=picture,
        groups=groups(session, grade, rubric),
        rows=rows(session, grade, rubric),
        plan=plan_kept(session, grade),
        names={d: rubric.dimensions[d].name for d in DIMENSIONS},
        can_fork=session.scenario is not None,
        others=[s for s in family if s.id != session.id],
        ending=words.ending,
        on=onward(session, scenarios, rubric),
    )


def ungraded(session: Session) -> Markup:
    """A session that has no grade: say what to do."""
    return render("ungraded", session=session, title=title(session))


def title(session: Session) -> str:
    return session.scenario.title if session.scenario else session.transcript.id


def spent(session: Session) -> str:
    """How much of the buyer's time the talk took; empty for an imported call."""
    if session.scenario is None:
        return ""
    time = clock(session)
    return f"{min(time.used, time.total):.0f} of {time.total:.0f} minutes"


def withheld(score: Score) -> str:
    """Why there is no overall score; empty when there is one."""
    if score.overall is not None:
        return ""
    if all(value is None for value in score.dimensions.values()):
        return "No overall score: the call gave nothing to judge."
    return (
        f"No overall score: {score.coverage:.0%} of what applied could be judged, "
        f"and a total needs {MIN_COVERAGE:.0%}."
    )


def bars(grade: Effective, rubric: Rubric) -> list[Bar]:
    found = []
    for key in DIMENSIONS:
        score, why = grade.score.dimensions.get(key), ""
        if score is None:
            verdicts = {r.verdict for id, r in grade.results.items() if id.startswith(f"{key}.")}
            why = VERDICT_OF_NONE[Verdict.UNSCORED in verdicts]
        found.append(Bar(key, rubric.dimensions[key].name, score, why))
    return found


VERDICT_OF_NONE = {True: "unscored", False: "no opportunity"}


def groups(session: Session, grade: Effective, rubric: Rubric) -> list[tuple[str, str, list[Item]]]:
    """(dimension, its name, its items) in the rubric's order; criteria not graded are left out."""
    assert session.report is not None
    machine = session.report.results
    found = []
    for key in DIMENSIONS:
        items = [
            Item(c, grade.results[c.id], machine[c.id], grade.overruled.get(c.id))
            for c in rubric.criteria
            if c.dimension == key and c.id in grade.results
        ]
        if items:
            found.append((key, rubric.dimensions[key].name, items))
    return found


def rows(session: Session, grade: Effective, rubric: Rubric) -> list[Row]:
    """The transcript with what was heard, what it earned or cost, remarks and hints."""
    earned: dict[int, list[tuple[Criterion, Verdict]]] = {}
    for id, result in grade.results.items():
        for at in dict.fromkeys(e.turn for e in result.evidence):
            earned.setdefault(at, []).append((rubric[id], result.verdict))
    buyer = session.scenario.persona.first_name if session.scenario else "Buyer"
    kept = {t.number: t for t in session.turns}
    thoughts = [t.number for t in session.turns if t.speaker == "buyer" and t.state]
    found = []
    for number, turn in enumerate(session.transcript.turns, start=1):
        extra = kept.get(number)
        found.append(
            Row(
                number,
                turn.speaker,
                "You" if turn.speaker == "rep" else buyer,
                turn.text,
                tuple(words.heard(extra.heard.labels)) if extra else (),
                extra.reason if extra else "",
                tuple(earned.get(number, ())),
                tuple(c for c in session.comments if c.turn == number),
                tuple(h for h in session.hints if h.turn == number),
                thoughts.index(number) if number in thoughts else None,
            )
        )
    return found


# Which criterion tells what became of which line of the plan.
TELLS: Mapping[str, tuple[str, ...]] = {
    "Objective": ("fit.plan",),
    "What I offer for the time": ("value.trade",),
    "The step I want": ("commitment.ask",),
    "If that is too much": ("commitment.next_best",),
    "My path": ("control.path", "control.agenda"),
}


def plan_kept(session: Session, grade: Effective) -> list[Kept]:
    """The plan against what happened."""
    found = []
    for label, planned in plan_items(session.plan or session.transcript.plan):
        told = [grade.results[id] for id in TELLS[label] if id in grade.results]
        best = next((r for r in told if r.verdict is not Verdict.NA), told[0] if told else None)
        turn = best.evidence[0].turn if best and best.evidence else None
        found.append(
            Kept(label, planned, best.verdict if best else None, best.note if best else "", turn)
        )
    return found
