"""For those with a language model: is the endpoint fit, and drafting scenarios with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trainer import terminal
from trainer.cli.common import ChannelName, Json, RepName, app, channel_of, err, out, run
from trainer.conversation import Transcript
from trainer.drafting import draft_scenario
from trainer.errors import NotFound, SettingsError
from trainer.importing import load_transcript
from trainer.llm.doctor import examine
from trainer.speaking.parts import ModelParts
from trainer.wiring import Services

SIGNS = {"good": "[green]good[/green]", "warn": "[yellow]look[/yellow]", "bad": "[red]bad [/red]"}


def _model(s: Services) -> ModelParts:
    if s.model is None:
        raise SettingsError(
            "no language model is set",
            mend="Set TRAINER_LLM_MODEL, and TRAINER_LLM_BASE_URL or TRAINER_LLM_API_KEY.",
        )
    return s.model


@app.command()
def doctor(json: Json = False) -> None:
    """Check the language model's endpoint, and say in plain words what to set."""

    async def work(s: Services) -> bool:
        model = _model(s)
        findings = await examine(model.client, judge=model.judge_client)
        for f in findings:
            if json:
                row = {"check": f.check, "level": f.level, "words": f.words, "mend": f.mend}
                print(terminal.as_json(row))
            else:
                out.print(SIGNS[f.level], end="  ")
                out.print(f"{f.words} {f.mend}".strip(), markup=False)
        return any(f.level == "bad" for f in findings)

    if run(work, in_memory=True, quiet=json):
        raise typer.Exit(1)


@app.command()
def draft(
    source: Annotated[Path, typer.Argument(help="A description, or a call's transcript.")],
    output: Annotated[Path | None, typer.Option("-o", help="A folder to write it to.")] = None,
    call: Annotated[bool, typer.Option("--call", help="The file is a call's transcript.")] = False,
    rep: RepName = "",
    channel: ChannelName = "meeting",
) -> None:
    """Draft a scenario from a description or a real call; exit 1 when something is missing."""

    async def work(s: Services) -> bool:
        model = _model(s)
        made = await draft_scenario(
            _source(source, call, rep, channel),
            model.client,
            ledger=model.ledger,
            taken=lambda id: _exists(s, id) or (output is not None and _at(output, id).exists()),
        )
        if output is None:
            print(made.yaml, end="")
        else:
            output.mkdir(parents=True, exist_ok=True)
            _at(output, made.id).write_text(made.yaml, encoding="utf-8")
            out.print(str(_at(output, made.id)), markup=False)
        for line in made.missing:
            err.print(line, markup=False, soft_wrap=True)
        return bool(made.missing)

    if run(work, in_memory=True, quiet=output is None):
        raise typer.Exit(1)


def _source(path: Path, call: bool, rep: str, channel: str) -> str | Transcript:
    """A transcript where the file is one, else its text as a description."""
    if call or rep or path.suffix.lower() in (".vtt", ".srt", ".json"):
        return load_transcript(path, rep=rep, channel=channel_of(channel))
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise SettingsError("cannot be read as text", where=path, mend="Check the name.") from None


def _at(folder: Path, id: str) -> Path:
    return folder / f"{id}.yaml"


def _exists(s: Services, id: str) -> bool:
    try:
        s.library.get(id)
    except NotFound:
        return False
    return True
