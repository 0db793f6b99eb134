"""How things look in a terminal: rich renderables from plain values, and the JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trainer.conversation import Conversation
from trainer.practice import Clock, clock
from trainer.report import GradeReport, Verdict
from trainer.rubric import DIMENSIONS, Rubric
from trainer.scenario import Scenario
from trainer.session import Outcome, Session, SessionTurn

SHAPES = {
    Verdict.MET: "●",
    Verdict.PARTLY: "◐",
    Verdict.MISSED: "○",
    Verdict.NA: "–",
    Verdict.UNSCORED: "?",
}
COLOURS = {
    "value": "cyan",
    "control": "blue",
    "commitment": "yellow",
    "salvage": "magenta",
    "fit": "bright_black",
}
CHANNEL_NAMES = {
    "cold_call": "cold call",
    "first_contact": "first message",
    "meeting": "meeting",
    "closing": "closing",
    "follow_up": "follow-up",
}
WIDTH = 88


def as_json(data: Any) -> str:
    """One line of JSON, the same every time."""
    return json.dumps(data, ensure_ascii=False, separators=(", ", ": "))


def played(session: Session) -> dict[str, Any]:
    """The JSON of a played session."""
    assert session.scenario is not None
    return {
        "session": session.id,
        "scenario": session.scenario.id,
        "seed": session.seed,
        "outcome": session.outcome.to_dict(),
        "turns": [turn_dict(t) for t in session.turns],
        "states": [dict(t.state) for t in session.turns if t.speaker == "buyer"],
        "grade": session.report.to_dict() if session.report else None,
    }


def turn_dict(turn: SessionTurn) -> dict[str, Any]:
    kind = "moves" if turn.speaker == "rep" else "acts"
    return {
        "speaker": turn.speaker,
        "text": turn.text,
        kind: sorted(turn.heard.labels),
        "reason": turn.reason,
    }


def step(session: Session) -> dict[str, Any]:
    """The JSON of one step: what the buyer just said and where the call stands.

    The reasons come with the debrief: during the call they would give the answers away.
    """
    time = clock(session)
    return {
        "session": session.id,
        "turn": {k: v for k, v in turn_dict(session.turns[-1]).items() if k != "reason"},
        "minutes": {"used": round(time.used, 1), "total": time.total},
        "ended": bool(session.turns[-1].state.get("over")),
        "outcome": session.outcome.to_dict(),
    }


def catalogue(scenarios: Sequence[Scenario]) -> RenderableType:
    parts: list[RenderableType] = []
    for s in scenarios:
        kind = f"level {s.level}, {CHANNEL_NAMES[s.channel]}, {s.persona.industry}"
        parts.append(Text.assemble((s.id, "bold cyan"), "  ", (s.title, "bold")))
        parts.append(Padding(Text(s.summary), (0, 0, 0, 2)))
        parts.append(Padding(Text(f"{kind}; trains {', '.join(s.teaches)}", "dim"), (0, 0, 1, 2)))
    return Group(*parts)


def brief(scenario: Scenario, rubric: Rubric) -> RenderableType:
    """What a rep reads before the call."""
    who = scenario.persona
    lines: list[RenderableType] = [
        Text(scenario.title, style="bold"),
        Text(f"{who.name}, {who.role}, {who.company}. {CHANNEL_NAMES[scenario.channel]}.", "dim"),
        Text(""),
        Text(scenario.brief),
        Text(""),
        Text("What you may use", style="bold"),
        *(Text(f"  {p}") for p in scenario.product.proof),
        Text(""),
        Text("What you are graded on", style="bold"),
    ]
    for dimension in DIMENSIONS:
        for criterion in rubric.enabled(dimension):
            lines.append(Text(f"  {criterion.question}", style=COLOURS[dimension]))
    lines.append(Text(""))
    lines.append(Text("Type what you would say. /hint for a hint, /end to end the call.", "dim"))
    return Padding(Group(*lines), (1, 0))


def say_buyer(console: Console, session: Session) -> None:
    assert session.scenario is not None
    name = session.scenario.persona.first_name
    console.print(f"[bold cyan]{name}[/bold cyan]  {escape(session.turns[-1].text)}")


def clock_line(time: Clock) -> str:
    return f"{time.used:.0f} of {time.total:.0f} minutes"


def conversation(session: Session) -> RenderableType:
    """The conversation, with what the buyer was thinking."""
    assert session.scenario is not None
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), width=WIDTH)
    table.add_column(no_wrap=True)
    table.add_column()
    for t in session.turns:
        name = "You" if t.speaker == "rep" else session.scenario.persona.first_name
        style = "bold" if t.speaker == "rep" else "bold cyan"
        table.add_row(f"[dim]{t.number}[/dim] [{style}]{escape(name)}[/{style}]", escape(t.text))
        if t.speaker == "buyer" and t.reason and t.number > 1:
            table.add_row("", f"[dim italic]{escape(t.reason)}[/dim italic]")
    return Padding(table, (1, 0))


def outcome_line(outcome: Outcome, scenario: Scenario) -> str:
    """How the call ended, in one sentence."""
    name = scenario.persona.first_name
    if outcome.commitment:
        what = scenario.commitment(outcome.commitment).is_
        when = f", {outcome.time}" if outcome.time else ", with no time fixed"
        return f"{name} agreed to {what}{when}."
    return {
        "walked": f"{name} left the call. Nothing was agreed.",
        "no_fit": "You found there was no fit and ended it well.",
        "open": "The call is still open.",
    }.get(outcome.kind, f"The call ended and {name} agreed to nothing.")


def debrief(session: Session, rubric: Rubric) -> RenderableType:
    assert session.scenario is not None and session.report is not None
    head = Text(outcome_line(session.outcome, session.scenario), style="bold")
    return Group(head, report(session.report, rubric))


def report(report: GradeReport, rubric: Rubric, title: str = "") -> RenderableType:
    """A grade report: scores, focus points, criteria with quotes."""
    parts: list[RenderableType] = []
    if title:
        parts.append(Text(title, style="bold"))
    total = "withheld, too much could not be judged"
    if report.overall is not None:
        total = f"{report.overall:.0f} of 100"
    parts += [Text(f"Overall {total}"), Text(""), _bars(report, rubric)]
    if report.focus:
        parts += [Text(""), Text("What to change", style="bold")]
    for n, f in enumerate(report.focus, start=1):
        said = f"You said “{f.quote}” (turn {f.turn}). " if f.quote else ""
        parts.append(Padding(Text(f"{n}  {said}{f.why}"), (0, 0, 0, 0)))
        parts.append(Padding(Text(f"Try: “{f.try_line}”", style="italic"), (0, 0, 0, 3)))
    parts += [Text(""), Text("Criteria", style="bold")]
    for id, result in report.results.items():
        name = rubric[id].name
        line = Text.assemble(
            (f"{SHAPES[result.verdict]} ", COLOURS[id.partition(".")[0]]),
            (f"{name}  ", "bold"),
            result.note,
        )
        parts.append(line)
        for e in result.evidence[:2]:
            parts.append(Padding(Text(f"turn {e.turn}: “{e.quote}”", style="dim"), (0, 0, 0, 4)))
    for flag in report.flags:
        parts.append(Text(f"Flagged, turn {flag.turn}: {flag.what} “{flag.quote}”", "red"))
    if report.certainty:
        parts += [Text(""), Text(report.certainty, style="dim")]
    return Padding(Group(*parts), (1, 0))


def _bars(report: GradeReport, rubric: Rubric) -> RenderableType:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for dimension, value in report.score.dimensions.items():
        bar = "no opportunity" if value is None else "▇" * max(1, round(value / 5))
        number = "" if value is None else f"{value:.0f}"
        table.add_row(
            rubric.dimensions[dimension].name, Text(bar, style=COLOURS[dimension]), number
        )
    return table


def reading(read: Conversation) -> RenderableType:
    """What was heard in each turn."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for number, turn, heard in read.turns():
        labels = ", ".join(sorted(heard.labels)) or "–"
        table.add_row(str(number), turn.speaker, escape(turn.text[:200]), f"[dim]{labels}[/dim]")
    return table
