"""Try the trainer with a model file on this machine, through llama-cpp-python's server.

    pip install 'llama-cpp-python[server]'
    python docs/try_gguf.py path/to/model.gguf [--scenario next-quarter] [--port 8081]

Starts the server, waits until it answers, runs `trainer doctor`, plays a call of six turns, grades
it, and says what fell back on the trainer's own parts and why. Nothing is kept.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trainer import terminal
from trainer.bench_turn import SAID
from trainer.cli.common import err, out
from trainer.llm.doctor import examine
from trainer.practice import Reply, buyer_left
from trainer.session import Session
from trainer.settings import Settings
from trainer.wiring import Services, build


@contextmanager
def served(python: str, model: Path, port: int, context: int, patience: float) -> Iterator[str]:
    """The address of a server of `model`, which is stopped at the end. Exits when it fails."""
    url = f"http://127.0.0.1:{port}/v1"
    command = [python, "-m", "llama_cpp.server", "--model", str(model)]
    command += ["--model_alias", "local", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--n_ctx", str(context), "--cache", "true"]
    with tempfile.TemporaryFile("w+") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            if not _answers(f"{url}/models", server, patience):
                log.seek(0)
                sys.exit(f"The server did not start:\n{log.read()[-2000:]}")
            yield url
        finally:
            server.terminate()
            server.wait(30)


def _answers(url: str, server: subprocess.Popen[bytes], patience: float) -> bool:
    until = time.monotonic() + patience
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    return False


async def play(services: Services, scenario: str) -> Session:
    """The scripted call, told as it goes, and graded."""
    session = await services.practice.start(scenario, seed=1)
    terminal.say_buyer(out, session)
    for text in SAID:
        if buyer_left(session):
            break
        out.print(f"\nYou: {text}", markup=False)
        begun, first = time.monotonic(), 0.0
        async for piece in services.practice.say(session.id, text):
            first = first or time.monotonic() - begun
            if isinstance(piece, Reply):
                session = piece.session
                terminal.say_buyer(out, session)
                took = time.monotonic() - begun
                out.print(f"[dim]first words after {first:.1f} s, all after {took:.1f} s[/dim]")
                if piece.notice:
                    out.print(piece.notice, markup=False)
    return await services.practice.finish(session.id)


async def tried(url: str, scenario: str, timeout: float) -> None:
    settings = Settings(llm_base_url=url, llm_model="local", llm_timeout=timeout)
    services = build(settings, in_memory=True)
    assert services.model is not None
    await services.open()
    try:
        for finding in await examine(services.model.client):
            out.print(f"{finding.level}: {finding.words} {finding.mend}".strip(), markup=False)
        done = await play(services, scenario)
        out.print(terminal.debrief(done, services.rubric()))
        out.print(terminal.usage(await services.review.usage(done.id)))
        tally = services.model.voice.tally
        out.print(
            f"The buyer's words: {tally['first']} by the model at once, {tally['second']} at the "
            f"second try, {tally['authored']} in the scenario's own words because the model's "
            "were not fit or did not come."
        )
    finally:
        await services.close()


def main() -> None:
    parser = argparse.ArgumentParser(description="Try the trainer with a GGUF file.")
    parser.add_argument("model", type=Path)
    parser.add_argument("--scenario", default="next-quarter")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--context", type=int, default=8192, help="Tokens of context.")
    parser.add_argument("--python", default=sys.executable, help="Where the server is installed.")
    parser.add_argument("--patience", type=float, default=180, help="Seconds for the server.")
    parser.add_argument("--timeout", type=float, default=240, help="Seconds for a reply.")
    given = parser.parse_args()
    if not given.model.is_file():
        sys.exit(f"{given.model}: no such file.")
    err.print("[dim]Starting the server…[/dim]")
    server = served(given.python, given.model, given.port, given.context, given.patience)
    with server as url:
        asyncio.run(tried(url, given.scenario, given.timeout))


if __name__ == "__main__":
    main()
