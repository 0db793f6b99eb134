"""Data in and out: real calls brought in and graded, sessions written out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from trainer import terminal
from trainer.cli.common import ChannelName, Files, RepName, app, channel_of, err, out, run
from trainer.errors import Conflict
from trainer.grading.grade import grade
from trainer.importing import load_transcript
from trainer.session import Outcome, Session, SessionTurn
from trainer.store import Filters
from trainer.wiring import Services

UNKNOWN = "unknown"  # the rep of a call whose file names none


@app.command("import")
def import_(files: Files, rep: RepName = "", channel: ChannelName = "meeting") -> None:
    """Bring in transcripts of real calls, graded offline, for the Review page."""

    async def work(s: Services) -> None:
        for path in files:
            transcript = load_transcript(path, rep=rep, channel=channel_of(channel))
            heard = s.reader.read(transcript)
            report = grade(heard, s.rubric())
            now = datetime.now(UTC)
            session = Session(
                id=f"{transcript.id}-{transcript.hash[:6]}"[:80],
                scenario=None,
                seed=0,
                rep=rep or UNKNOWN,
                plan=transcript.plan,
                turns=tuple(
                    SessionTurn(n, turn.speaker, turn.text, found)
                    for n, turn, found in heard.turns()
                ),
                outcome=Outcome(),
                finished=True,
                started_at=now,
                finished_at=now,
                report=report,
                imported=transcript,
            )
            try:
                await s.store.create(session)
            except Conflict:
                err.print(f"{path}: kept already as {session.id}; skipped.", markup=False)
                continue
            out.print(f"{session.id}  {path.name}  graded offline", markup=False)

    run(work)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Where to write; made when it is not there.")],
    rep: Annotated[str | None, typer.Option(help="Only this rep's sessions.")] = None,
) -> None:
    """Write finished sessions as JSON files, one a session: transcript, labels and grade."""

    async def work(s: Services) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        rows = await s.store.list(Filters(rep=rep, finished=True, limit=None))
        for row in rows:
            session = await s.store.get(row.id)
            data = session.transcript.to_dict() | {
                "rep": session.rep,
                "scenario": session.scenario.id if session.scenario else None,
                "outcome": session.outcome.to_dict() | {"time": session.outcome.time},
                "labels": {str(t.number): sorted(t.heard.labels) for t in session.turns},
                "grade": session.report.to_dict() if session.report else None,
            }
            part = folder / f".{row.id}.part"
            part.write_text(terminal.as_json(data) + "\n", encoding="utf-8")
            part.replace(folder / f"{row.id}.json")
        out.print(f"{len(rows)} sessions in {folder}", markup=False)

    run(work)


@app.command()
def migrate() -> None:
    """Make the database or bring it up to date. The app does this by itself at start."""

    async def work(s: Services) -> None:
        out.print("The database is up to date.")

    run(work)
