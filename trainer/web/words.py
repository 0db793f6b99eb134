"""Plain words for what the code calls by ids: moves, acts, channels, verdicts, outcomes, gauges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from trainer.method import METHOD
from trainer.report import Verdict
from trainer.scenario import Scenario
from trainer.session import Outcome, Session, SessionSummary

CHANNELS: Mapping[str, str] = {
    "cold_call": "Cold call",
    "first_contact": "First message",
    "meeting": "Meeting",
    "closing": "Closing talk",
    "follow_up": "Follow-up call",
}

# What a conversation is called on buttons and in sentences.
KINDS: Mapping[str, str] = {
    "cold_call": "call",
    "first_contact": "conversation",
    "meeting": "meeting",
    "closing": "meeting",
    "follow_up": "call",
}

LEVELS: Mapping[int, str] = {1: "gentle", 2: "fair", 3: "firm", 4: "hard", 5: "very hard"}

MOVES: Mapping[str, str] = {
    "gimmick": "opened with a stunt",
    "agenda": "said where this is going",
    "trade": "offered a gain for the time",
    "insight": "taught something",
    "ask_open": "asked an open question",
    "impact": "went to the cost of waiting",
    "pitch": "pitched",
    "tailor": "used their own words",
    "qualify": "checked the fit",
    "recap": "summed up",
    "temperature": "asked where they stand",
    "ask": "asked for a step",
    "ask_specific": "asked, with who and when",
    "ask_smaller": "asked for a smaller step",
    "assume_close": "presumed the yes",
    "promise": "took on work",
    "accept_vague": "let it slide",
    "comply_skip": "gave what they skipped to",
    "redirect": "steered back",
    "hold": "stayed with the hard step",
    "allow_no": "made no easy to say",
    "acknowledge": "took it calmly",
    "refocus": "turned to what they want",
    "probe": "asked what is behind it",
    "resolve": "dealt with the concern",
    "self_interest": "showed own need",
    "pressure": "pushed",
}

ACTS: Mapping[str, str] = {
    "answer": "answered",
    "reveal": "gave something away",
    "question": "asked a question",
    "concern": "raised a doubt",
    "stall": "put it off",
    "vague": "stayed vague",
    "skip": "jumped ahead",
    "request": "asked for free work",
    "dodge": "dodged",
    "back_away": "backed away",
    "refuse": "said no",
    "commit": "agreed to something",
    "end": "ended the talk",
}

GAUGES: Mapping[str, str] = {
    "trust": "Trust in you",
    "value": "Value received",
    "urgency": "Cost of not changing",
    "confidence": "Belief it would help",
    "patience": "Patience",
}

SHAPES: Mapping[Verdict, str] = {
    Verdict.MET: "●",
    Verdict.PARTLY: "◐",
    Verdict.MISSED: "○",
    Verdict.NA: "–",
    Verdict.UNSCORED: "?",
}
VERDICTS: Mapping[Verdict, str] = {
    Verdict.MET: "met",
    Verdict.PARTLY: "partly",
    Verdict.MISSED: "missed",
    Verdict.NA: "no opportunity",
    Verdict.UNSCORED: "unscored",
}

OUTCOMES: Mapping[str, str] = {
    "won": "Won",
    "advanced": "Moved on",
    "lost": "Nothing agreed",
    "walked": "Buyer left",
    "no_fit": "Rightly ended",
    "open": "Undecided",
}


def heard(labels: Iterable[str]) -> list[str]:
    """What a turn's margin says of it; the finer label stands for the coarser one."""
    found = set(labels)
    if found & {"ask_specific", "ask_smaller"}:
        found.discard("ask")
    return [text for key, text in {**MOVES, **ACTS}.items() if key in found]


def trains(scenario: Scenario, most: int = 3) -> str:
    """What a scenario trains, as one phrase."""
    return " · ".join(METHOD[row] for row in scenario.teaches[:most] if row in METHOD)


def level(number: int) -> str:
    return f"Level {number}, {LEVELS[number]}"


def subject(scenario: Scenario) -> str:
    """The buyer's pronoun at the start of a sentence."""
    return scenario.persona.pronoun.capitalize()


def outcome(session: Session) -> str:
    """What happened, in one sentence."""
    if session.scenario is None:
        return "A real call, read and graded."
    return outcome_of(session.outcome, session.scenario)


def outcome_of(result: Outcome, scenario: Scenario) -> str:
    name = scenario.persona.first_name
    step = ""
    if result.commitment and any(c.id == result.commitment for c in scenario.commitments):
        step = scenario.commitment(result.commitment).is_.rstrip(".")
    when = f", {result.time}" if result.time else ""
    match result.kind:
        case "won":
            return f"{name} agreed to {step or 'the step you came for'}{when}."
        case "advanced":
            return f"{name} agreed to a smaller step: {step or 'to go on talking'}{when}."
        case "lost":
            return f"{name} agreed to nothing."
        case "walked":
            return f"{name} left before you had an agreement."
        case "no_fit":
            return "You ended it well. There was no fit, and you said so."
    return "You left before anything was decided."


def farewell(session: Session) -> str:
    """What the page says when the buyer has ended the call."""
    assert session.scenario is not None
    name, kind = session.scenario.persona.first_name, KINDS[session.scenario.channel]
    left = {"call": "has hung up", "meeting": "has left", "conversation": "has stopped writing"}
    gone = f"{name} {left[kind]}."
    match session.outcome.kind:
        case "won" | "advanced":
            return f"{outcome(session)} The {kind} is over."
        case "walked":
            return f"{gone} Nothing was agreed. The debrief shows where it turned."
        case "no_fit":
            return f"{gone} {outcome(session)}"
    return f"{gone} The {kind} is over."


def number(value: float | None) -> str:
    """A score as it is shown: a whole number, never 0 for what was not scored."""
    return "–" if value is None else f"{value:.0f}"


def day(at: datetime | None) -> str:
    """The date as in a diary, in the time zone of the machine that serves the page."""
    at = local(at)
    return "" if at is None else f"{at:%A} {at.day} {at:%B %Y}"


def short_day(at: datetime | None) -> str:
    at = local(at)
    return "" if at is None else f"{at.day} {at:%b}"


def clock_time(at: datetime | None) -> str:
    at = local(at)
    return "" if at is None else f"{at:%H:%M}"


def local(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone()


def ending(summary: SessionSummary) -> str:
    """The last column of a logbook line."""
    if not summary.finished:
        return "Still open"
    return OUTCOMES[summary.outcome.kind]


def minutes(value: float) -> str:
    whole = round(value)
    return "1 minute" if whole == 1 else f"{whole} minutes"
