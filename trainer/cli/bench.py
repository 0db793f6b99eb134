"""How well turns are read and calls are graded, and what a language model costs and delays."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated, Any

import typer

from trainer import terminal
from trainer.bench_llm import measure
from trainer.bench_llm import render as render_llm
from trainer.bench_server import ScriptedModel
from trainer.bench_turn import run_turns
from trainer.cli.common import Json, app
from trainer.errors import SettingsError
from trainer.library import load_rubric
from trainer.llm.recording import Recorder
from trainer.reading.local import LocalReader
from trainer.settings import Settings
from trainer.wiring import model_of


@app.command()
def bench(
    reference: Annotated[
        Path, typer.Argument(help="The folder with transcripts/ and labels/.")
    ] = Path("tests/reference"),
    llm: Annotated[
        bool, typer.Option("--llm", help="Measure model calls, against a scripted model.")
    ] = False,
    endpoint: Annotated[
        bool, typer.Option("--endpoint", help="With --llm: against your own model; costs tokens.")
    ] = False,
    json: Json = False,
) -> None:
    """Measure agreement with the annotated reference and speed; with --llm what a model costs."""
    if llm or endpoint:
        found = asyncio.run(_own_model() if endpoint else _scripted())
        print(terminal.as_json(found) if json else render_llm(found))
        return
    from trainer.bench import render, run_bench  # needs scikit-learn
    from trainer.bench_practice import render_practice, run_practice

    if not (reference / "transcripts").is_dir():
        raise SettingsError(
            "there are no reference conversations", where=reference, mend="Run it in a checkout."
        )
    result = run_bench(reference)
    practice = reference / "practice"
    if (practice / "labels").is_dir():
        result["practice"] = run_practice(practice, LocalReader(), load_rubric())
    result["turn"] = turn = asyncio.run(run_turns())
    if json:
        print(terminal.as_json(result))
        return
    print(render(result))
    print(f"- our own time in a practice turn: median {turn['median_ms']:.0f} ms\n")
    if "practice" in result:
        print(render_practice(result["practice"]))


async def _scripted() -> dict[str, Any]:
    """Against a model made of a script: what our own side does, the same on every machine."""
    with ScriptedModel() as model:
        return await _measured(
            Settings(llm_base_url=model.url, llm_model="scripted", judge_model=None, reader="llm")
        )


async def _own_model() -> dict[str, Any]:
    """Against the endpoint that is set. Raises SettingsError when none is."""
    return await _measured(Settings())


async def _measured(settings: Settings) -> dict[str, Any]:
    recorder = Recorder()
    parts = model_of(settings, LocalReader(), recorder)
    if parts is None:
        raise SettingsError(
            "no language model is set",
            where="--endpoint",
            mend="Set TRAINER_LLM_MODEL, and TRAINER_LLM_BASE_URL or TRAINER_LLM_API_KEY.",
        )
    try:
        return await measure(parts, recorder)
    finally:
        await parts.close()
