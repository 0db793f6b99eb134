"""Hand-made sessions and reports for views: small, complete, with every kind of verdict."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from trainer.buyer.state import BuyerState
from trainer.conversation import Heard, Plan
from trainer.library import Library, load_rubric
from trainer.report import CriterionResult, Evidence, Focus, GradeReport, Verdict, score
from trainer.rubric import Rubric
from trainer.scenario import Scenario
from trainer.session import Hint, Outcome, Session, SessionSummary, SessionTurn

AT = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)


@lru_cache
def scenario(id: str = "next-quarter") -> Scenario:
    return Library.default().get(id)


@lru_cache
def rubric() -> Rubric:
    return load_rubric()


def turns(*said: str) -> tuple[SessionTurn, ...]:
    """Alternating turns, the buyer first, with a state that moves a little each time."""
    found = []
    for number, text in enumerate(said, start=1):
        if number % 2:
            state = BuyerState(
                trust=1 + number / 10, patience=6 - number / 4, exchanges=number // 2
            )
            found.append(
                SessionTurn(
                    number,
                    "buyer",
                    text,
                    Heard(frozenset({"stall"})),
                    f"Reason {number}.",
                    state.to_dict(),
                )
            )
        else:
            found.append(SessionTurn(number, "rep", text, Heard(frozenset({"ask_open"}))))
    return tuple(found)


TALK = turns(
    "Dana Whitlock.",
    "Hello Dana, what happens when planning stops at night?",
    "Call me next quarter.",
    "What would be different by then?",
    "Truthfully? Nothing.",
)


def report(**verdicts: Verdict) -> GradeReport:
    """All criteria met but those named, with `_` for the dot: `value_trade=Verdict.PARTLY`."""
    chosen = {name.replace("_", ".", 1): verdict for name, verdict in verdicts.items()}
    results: dict[str, CriterionResult] = {}
    for criterion in rubric().enabled():
        verdict = chosen.get(criterion.id, Verdict.MET)
        evidence = () if verdict in (Verdict.NA, Verdict.UNSCORED) else (Evidence(2, "Hello Dana"),)
        missing = "a gain with every ask" if verdict is Verdict.PARTLY else ""
        results[criterion.id] = CriterionResult(
            criterion.id, verdict, evidence, f"Note on {criterion.name}.", missing
        )
    focus = tuple(
        Focus(id, 2, "Hello Dana", f"Why {id}.", f"Say this about {id}.")
        for id, r in results.items()
        if r.verdict in (Verdict.PARTLY, Verdict.MISSED)
    )[:3]
    return GradeReport(
        "s1",
        results,
        score({id: r.verdict for id, r in results.items()}, rubric()),
        focus,
        certainty="About 8 in 10 of these should hold.",
    )


def session(**changes: Any) -> Session:
    values: dict[str, Any] = {
        "id": "s1",
        "scenario": scenario(),
        "seed": 7,
        "rep": "Ana",
        "plan": Plan("See the cost", "A figure", "Review with Neil", "Twenty minutes", ("ask",)),
        "turns": TALK,
        "hints": (Hint(3, "Ask what waiting costs."),),
        "outcome": Outcome("advanced", "call-out-log", "Thursday at ten"),
        "finished": True,
        "started_at": AT,
        "finished_at": AT,
        "report": report(value_trade=Verdict.PARTLY, control_path=Verdict.NA),
    }
    return Session(**(values | changes))


def summary(**changes: Any) -> SessionSummary:
    values: dict[str, Any] = {
        "id": "s1",
        "scenario_id": "next-quarter",
        "title": "Call me next quarter",
        "rep": "Ana",
        "started_at": AT,
        "finished": True,
        "outcome": Outcome("won", "review-with-cfo"),
        "overall": 71.4,
        "dimensions": {
            "value": 80.0,
            "control": 60.0,
            "commitment": 75.0,
            "salvage": None,
            "fit": 50.0,
        },
        "turns": 9,
    }
    return SessionSummary(**(values | changes))
