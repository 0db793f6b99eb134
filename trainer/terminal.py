"""How things look in a terminal: rich renderables from plain values, and the JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trainer.conversation import Conversation
from trainer.llm.usage import Usage
from trainer.method import METHOD
from trainer.practice import Clock, clock
from trainer.report import GradeReport, Verdict
from trainer.rubric import DIMENSIONS, Rubric
from trainer.scenario import Scenario
from trainer.session import Outcome, Session, SessionSummary, SessionTurn
from trainer.store.model_use import Listed

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


def kept(session: Session) -> dict[str, Any]:
    """The JSON of a session that is looked back on, which may be an imported call."""
    if session.scenario is not None:
        return played(session)
    return {
        "session": session.id,
        "scenario": None,
        "turns": [turn_dict(t) for t in session.turns],
        "grade": session.report.to_dict() if session.report else None,
    }


def summary_dict(row: SessionSummary, used: Usage | None) -> dict[str, Any]:
    """The JSON of a row of a list of sessions; `used` is what a language model used for it."""
    return {
        "session": row.id,
        "title": row.title,
        "rep": row.rep,
        "started_at": row.started_at.isoformat(),
        "outcome": row.outcome.to_dict(),
        "overall": row.overall,
        "usage": used.to_dict() if used else None,
    }


def disagreement_dict(listed: Listed) -> dict[str, Any]:
    found = listed.disagreement
    return {
        "session": listed.session,
        "turn": found.turn,
        "words": listed.words,
        "about": found.about,
        "model": list(found.model),
        "offline": list(found.offline),
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
        skills = "; ".join(METHOD[row] for row in s.teaches)
        parts.append(Padding(Text(f"{kind}. Trains {skills}.", "dim"), (0, 0, 1, 2)))
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
    buyer = session.scenario.persona.first_name if session.scenario else "Buyer"
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), width=WIDTH)
    table.add_column(no_wrap=True)
    table.add_column()
    for t in session.turns:
        name = "You" if t.speaker == "rep" else buyer
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


def _table() -> Table:
    return Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")


def sessions(rows: Sequence[SessionSummary], used: Mapping[str, Usage]) -> RenderableType:
    """Kept sessions, newest first, with what a language model used for each."""
    table = _table()
    for head in ("session", "when", "rep", "call", "score", "language model"):
        table.add_column(head, justify="right" if head == "score" else "left")
    for row in rows:
        table.add_row(
            row.id,
            f"{row.started_at.astimezone():%Y-%m-%d %H:%M}",
            escape(row.rep),
            escape(row.title),
            "–" if row.overall is None else f"{row.overall:.0f}",
            spent(used[row.id]) if row.id in used else "–",
        )
    return table


def spent(used: Usage) -> str:
    """What calls used, in a few words."""
    parts = [f"{used.calls} calls", f"{used.prompt:,} tokens in"]
    if used.cached:
        parts[-1] += f" ({used.cached:,} cached)"
    parts.append(f"{used.completion:,} out")
    if used.cost is not None:
        parts.append(f"cost {used.cost:.4f}")
    if used.unreported:
        parts.append(f"{used.unreported} calls uncounted")
    return ", ".join(parts)


def usage(used: Mapping[str, Usage]) -> RenderableType:
    """What a language model used for a session, by purpose."""
    table = _table()
    table.add_column("language model")
    table.add_column("")
    for purpose, amount in used.items():
        table.add_row(purpose, spent(amount))
    table.add_row("together", spent(sum(used.values(), Usage())))
    return table


def disagreements(found: Sequence[Listed]) -> RenderableType:
    """Where a language model and the offline parts differed."""
    table = _table()
    for head in ("session", "turn", "about", "model", "offline", "words"):
        table.add_column(head)
    for listed in found:
        d = listed.disagreement
        said = (", ".join(d.model) or "nothing", ", ".join(d.offline) or "nothing")
        words = escape(listed.words[:120])
        table.add_row(listed.session, str(d.turn or ""), d.about, *said, f"[dim]{words}[/dim]")
    return table if found else Text("No disagreements.", "dim")


def reading(read: Conversation) -> RenderableType:
    """What was heard in each turn."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for number, turn, heard in read.turns():
        labels = ", ".join(sorted(heard.labels)) or "–"
        table.add_row(str(number), turn.speaker, escape(turn.text[:200]), f"[dim]{labels}[/dim]")
    return table
