"""Reading and grading transcripts."""

from __future__ import annotations

from typing import Annotated

import typer

from trainer import terminal
from trainer.cli.common import (
    ChannelName,
    Files,
    Json,
    RepName,
    app,
    channel_of,
    err,
    out,
    run,
)
from trainer.errors import SettingsError
from trainer.grading.grade import grade as grade_one
from trainer.importing import load_transcript
from trainer.reading import weights
from trainer.wiring import Services


@app.command()
def grade(
    files: Files,
    judge: Annotated[str, typer.Option(help="offline or llm.")] = "offline",
    rep: RepName = "",
    channel: ChannelName = "meeting",
    json: Json = False,
) -> None:
    """Grade transcripts: one report each."""
    if judge not in ("offline", "llm"):
        raise SettingsError(
            f"there is no judge '{judge}'", where="--judge", mend="Use --judge offline or llm."
        )

    async def work(s: Services) -> None:
        rubric = s.rubric()
        if judge == "llm" and s.model is None:
            raise SettingsError(
                "no language model is set", where="--judge llm", mend="Set TRAINER_LLM_MODEL."
            )
        for path in files:
            transcript = load_transcript(path, rep=rep, channel=channel_of(channel))
            heard = s.reader.read(transcript)
            if judge == "llm" and s.model is not None:
                report = await s.model.judge.grade(heard, rubric, names=(rep,))
            else:
                report = grade_one(heard, rubric)
            if json:
                print(terminal.as_json(report.to_dict()), flush=True)
            else:
                out.print(terminal.report(report, rubric, title=transcript.id))

    run(work, in_memory=True, quiet=json)


@app.command()
def read(
    files: Files, rep: RepName = "", channel: ChannelName = "meeting", json: Json = False
) -> None:
    """Print the moves and acts heard in each turn."""

    async def work(s: Services) -> None:
        for path in files:
            transcript = load_transcript(path, rep=rep, channel=channel_of(channel))
            heard = s.reader.read(transcript)
            if json:
                turns = {str(n): sorted(h.labels) for n, _, h in heard.turns()}
                print(terminal.as_json({"id": transcript.id, "turns": turns}), flush=True)
            else:
                out.print(terminal.reading(heard))

    run(work, in_memory=True, quiet=json)


@app.command()
def learn() -> None:
    """Learn to read anew, after adding lines to the labelled examples."""
    err.print("[dim]Learning; this takes some seconds.[/dim]")
    print(weights.learn())
