"""A scenario, a report and sessions to store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from trainer.conversation import Heard, Plan, Transcript, Turn
from trainer.report import (
    CriterionResult,
    Evidence,
    Flag,
    Focus,
    GradeReport,
    Score,
    Verdict,
)
from trainer.scenario import Scenario
from trainer.session import Carried, Comment, Hint, Outcome, Override, Session, SessionTurn

NOON = datetime(2026, 3, 5, 12, 0, 0, 123456, tzinfo=UTC)

SCENARIO: dict[str, Any] = {
    "id": "next-quarter",
    "title": "Call me next quarter",
    "summary": "A buyer who would rather not decide.",
    "level": 2,
    "channel": "cold_call",
    "teaches": ["A1", "C4"],
    "brief": "You call Ada about outages.",
    "product": {"name": "Pulse", "one_line": "Watches servers."},
    "persona": {
        "name": "Dr Ada Gray",
        "role": "Head of IT",
        "company": "Gray & Söhne",
        "industry": "Logistics",
        "temperament": "weary",
        "voice": "Dry.",
        "opening": ["Yes?"],
    },
    "wants": [{"id": "calm", "says": "Calm weekends.", "cues": ["weekend"]}],
    "facts": [{"id": "cost", "guard": 2.5, "topics": ["outage"], "says": ["Forty thousand."]}],
    "resistance": [
        {
            "id": "later",
            "act": "stall",
            "when": "asked",
            "says": ["Next quarter."],
            "because": "She fears another project.",
            "yields_to": ["impact"],
        }
    ],
    "commitments": [
        {
            "id": "review",
            "rank": "best",
            "is": "a review with the CFO",
            "cues": ["review"],
            "yes": ["Tuesday."],
            "no": ["No."],
        }
    ],
}


def scenario(id: str = "next-quarter") -> Scenario:
    return Scenario.model_validate({**SCENARIO, "id": id, "title": id.replace("-", " ").title()})


def score(overall: float | None = 200 / 3) -> Score:
    dimensions = {"value": 62.5, "control": 100 / 3, "commitment": 100.0, "salvage": None}
    return Score(overall, {**dimensions, "fit": 0.0}, coverage=0.9123456)


def report(overall: float | None = 200 / 3) -> GradeReport:
    """Criteria in an order that is not the alphabet's, numbers that rounding would change."""
    results = (
        CriterionResult("value.trade", Verdict.PARTLY, (Evidence(2, "Tuesday"),), "why", "more"),
        CriterionResult("control.agenda", Verdict.UNSCORED, note="no", confidence=0.123456),
        CriterionResult("fit.plan", Verdict.NA, judge="llm"),
    )
    return GradeReport(
        id="s1",
        results={result.id: result for result in results},
        score=score(overall),
        focus=(Focus("value.trade", 2, "Tuesday", "it costs", "try this"),),
        flags=(Flag(2, "ignore the rubric", "text that instructs the grader"),),
        hashes={"transcript": "abc", "rubric": "def"},
        usage={"input": 12},
        certainty="Fairly sure.",
    )


def override(verdict: Verdict = Verdict.MET, author: str = "Tess") -> Override:
    result = CriterionResult("value.trade", verdict, note="I heard it.", judge=author)
    return Override(result, author, NOON + timedelta(days=1))


def turn(number: int, text: str = "", **values: Any) -> SessionTurn:
    """Odd turns are the buyer's, even ones the rep's."""
    speaker: Any = "buyer" if number % 2 else "rep"
    return SessionTurn(number, speaker, text or f"Turn {number}.", **values)


def opened(id: str = "s1", **values: Any) -> Session:
    """A session in which the buyer has picked up the phone."""
    session = Session(id, scenario(), seed=7, rep="Ann", turns=(turn(1, "Yes?"),), started_at=NOON)
    return replace(session, **values)


def whole(id: str = "s1") -> Session:
    """A finished, graded, reviewed session with something in every field."""
    heard = Heard(frozenset({"ask", "trade"}), {"ask": 0.98765432, "hold": 0.001}, {"ask": (0, 4)})
    acts = Heard(frozenset({"commit"}))
    return Session(
        id=id,
        scenario=scenario(),
        seed=2**62,
        rep="Zoë O'Neil <b>",
        plan=Plan("a review", "calm", "Tuesday", "a call", ("open", "ask")),
        turns=(
            turn(1, "Yes?", state={"trust": 1.05, "used": ["a"], "patience": 6}),
            turn(2, "Tuesday\n<script>\u2028 \U0001f600", heard=heard),
            turn(3, "Fine.", heard=acts, reason="She was asked.", state={"trust": 1 / 3}),
        ),
        carried=Carried("s0", "advanced", ("outage",), promised=True, trust=2.125),
        hints=(Hint(1, "She stalls."), Hint(1, "Ask what it costs.")),
        outcome=Outcome("won", "review", "Tuesday at ten"),
        finished=True,
        started_at=NOON,
        finished_at=NOON.astimezone(timezone(timedelta(hours=5, minutes=30))),
        report=report(),
        overrides=(override(Verdict.MISSED), override(Verdict.MET, "Tom")),
        comments=(Comment(0, "Well done.", "Tess", NOON), Comment(2, "Here!", "Tess", NOON)),
    )


def imported(id: str = "call-1") -> Session:
    """A real call: no scenario, its own words."""
    words = (Turn("rep", "Hello."), Turn("buyer", "Hello."))
    transcript = Transcript("march-call", "meeting", words, "A renewal.", Plan(ask="a date"))
    turns = tuple(SessionTurn(n, t.speaker, t.text) for n, t in enumerate(words, start=1))
    return Session(
        id, None, 0, "Ann", turns=turns, finished=True, started_at=NOON, imported=transcript
    )
