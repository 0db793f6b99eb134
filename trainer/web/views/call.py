"""The brief before a call, and the call itself. No score is ever shown here."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from trainer.conversation import Plan
from trainer.practice import buyer_left, clock, mood
from trainer.rubric import DIMENSIONS, Criterion, Rubric
from trainer.scenario import Scenario
from trainer.session import Session
from trainer.web import words
from trainer.web.render import render

EARLY = ("cold_call", "first_contact", "follow_up")


@dataclass(frozen=True, slots=True)
class Group:
    """The criteria of one dimension."""

    dimension: str
    name: str
    criteria: tuple[Criterion, ...]


def graded_on(
    scenario: Scenario, rubric: Rubric, *, planned: bool
) -> tuple[list[Group], list[Group]]:
    """(what this call leans on, the rest), by dimension, leaving out what cannot apply."""
    can_apply = [
        c
        for c in rubric.enabled()
        if not (c.applies == "early_channel" and scenario.channel not in EARLY)
        and not (c.applies == "plan_attached" and not planned)
    ]
    leans = [c for c in can_apply if set(c.teaches) & set(scenario.teaches)]
    return _grouped(leans, rubric), _grouped([c for c in can_apply if c not in leans], rubric)


def _grouped(criteria: list[Criterion], rubric: Rubric) -> list[Group]:
    found = (
        Group(d, rubric.dimensions[d].name, tuple(c for c in criteria if c.dimension == d))
        for d in DIMENSIONS
    )
    return [group for group in found if group.criteria]


def brief(scenario: Scenario) -> Markup:
    """Who, why now, the aim, and what the rep may use."""
    return render("brief", s=scenario, trains=words.trains(scenario, 6).split(" · "))


def criteria(scenario: Scenario, rubric: Rubric, *, planned: bool = True) -> Markup:
    """What this call is graded on, as questions a rep can ask themselves."""
    leans, rest = graded_on(scenario, rubric, planned=planned)
    return render("criteria", leans=leans, rest=rest)


def buyer(session: Session) -> Markup:
    """The left column: who it is, how they look, how much of their time is gone."""
    assert session.scenario is not None
    time = clock(session)
    return render(
        "buyer",
        s=session.scenario,
        mood=mood(session),
        used=min(time.used, time.total),
        total=time.total,
        share=min(100.0, 100 * time.used / time.total),
        writing=session.scenario.channel == "first_contact",
    )


def aside(session: Session, rubric: Rubric) -> Markup:
    """The right column: what counts, and the plan."""
    assert session.scenario is not None
    leans, rest = graded_on(session.scenario, rubric, planned=bool(session.plan))
    plan = plan_items(session.plan)
    return render("aside", leans=leans, rest=rest, plan=plan, s=session.scenario)


def talk(session: Session, *, said: str = "", saying: str | None = None) -> Markup:
    """The conversation. `said` is a rep turn on its way, `saying` the reply as far as it came;
    an empty `saying` is a buyer who thinks."""
    assert session.scenario is not None
    return render(
        "talk",
        s=session.scenario,
        turns=session.turns,
        said=said,
        saying=saying,
        gone=over(session),
        session=session,
        forked=session.fork_turn if session.parent else None,
    )


def over(session: Session) -> str:
    """That the talk is over, in plain words; empty while it is not."""
    if buyer_left(session):
        return words.farewell(session)
    assert session.scenario is not None
    return f"This {words.KINDS[session.scenario.channel]} is over." if session.finished else ""


def actions(session: Session) -> Markup:
    """Hint, drawers, and the end, which asks once. Nothing once the talk is over."""
    assert session.scenario is not None
    if over(session):
        return Markup("")
    return render("actions", kind=words.KINDS[session.scenario.channel])


def plan_items(plan: Plan | None) -> list[tuple[str, str]]:
    """(label, text) of what was planned."""
    if not plan:
        return []
    items = [
        ("Objective", plan.objective),
        ("What I offer for the time", plan.value),
        ("The step I want", plan.ask),
        ("If that is too much", plan.fallback),
        ("My path", " → ".join(plan.path)),
    ]
    return [(label, text) for label, text in items if text]


def note(text: str, *, kind: str = "fault", label: str = "") -> Markup:
    """One calm line above the box: a fault, or a hint. Empty for no text."""
    return render("note", text=text, kind=kind, label=label) if text else Markup("")
