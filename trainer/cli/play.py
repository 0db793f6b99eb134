"""Practising in a terminal: play a whole call, or one step of it a command."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.markup import escape

from trainer import terminal
from trainer.cli.common import Json, Rep, Seed, app, err, out, run
from trainer.conversation import content_hash
from trainer.errors import InputError
from trainer.messages import clean_message
from trainer.practice import Practice, Reply, buyer_left, clock
from trainer.session import Session
from trainer.settings import Settings
from trainer.wiring import Services, rubric_source


@app.command()
def play(
    id: Annotated[str, typer.Argument(help="A scenario; 'trainer scenarios' lists them.")],
    seed: Seed = None,
    rep: Rep = "",
    json: Json = False,
) -> None:
    """Role-play in the terminal; with standard input piped, play its lines as your turns."""
    if sys.stdin.isatty() and not json:
        run(lambda s: _play_live(s, id, seed, rep))
    else:
        lines = [line.rstrip("\n") for line in sys.stdin if line.strip()]
        session = run(lambda s: _play_lines(s, id, seed or 0, rep, lines), in_memory=True)
        if json:
            print(terminal.as_json(terminal.played(session)))
        else:
            out.print(terminal.conversation(session))
            out.print(terminal.debrief(session, rubric_source(Settings().scenarios)()))


async def _play_lines(
    services: Services, id: str, seed: int, rep: str, lines: list[str]
) -> Session:
    """Play ready lines; nothing is kept, and the session's id follows from what was played."""
    scenario = services.library.get(id)
    name = content_hash([scenario.hash, seed, lines])[:12]
    services.practice.new_id = lambda: name
    session = await services.practice.start(id, rep=rep, seed=seed)
    for line in lines:
        if buyer_left(session):
            break
        session = await _say(services.practice, session, line)
    return await services.practice.finish(session.id)


async def _play_live(services: Services, id: str, seed: int | None, rep: str) -> None:
    practice = services.practice
    scenario = services.library.get(id)
    out.print(terminal.brief(scenario, services.rubric()))
    session = await practice.start(id, rep=rep, seed=seed)
    terminal.say_buyer(out, session)
    while not buyer_left(session):
        try:
            text = out.input("[bold]You[/bold]  ").strip()
        except (EOFError, KeyboardInterrupt):
            break
        if text.lower() in ("/end", "/quit", "/exit", "quit", "exit"):
            break
        if text.lower() == "help" or (text.startswith("/") and text != "/hint"):
            out.print("[dim]Type what you would say. /hint for a hint, /end to end the call.[/dim]")
            continue
        if text == "/hint":
            out.print(f"[dim]{(await practice.hint(session.id)).text}[/dim]\n")
            continue
        try:
            session = await _say(practice, session, text, echo=True)
        except InputError as e:
            out.print(f"[dim]{e}[/dim]")
            continue
        out.print(f"[dim]{terminal.clock_line(clock(session))}[/dim]\n")
    session = await practice.finish(session.id)
    out.print(terminal.debrief(session, services.rubric()))
    out.print(f"[dim]Kept as session {session.id}.[/dim]")


async def _say(practice: Practice, session: Session, text: str, echo: bool = False) -> Session:
    if echo:
        assert session.scenario is not None
        clean_message(text)  # a fault is told before the buyer's name is
        out.print(f"[bold cyan]{session.scenario.persona.first_name}[/bold cyan]  ", end="")
    async for piece in practice.say(session.id, text):
        if isinstance(piece, Reply):
            session = piece.session
            if piece.notice:
                err.print(f"\n[dim]{escape(piece.notice)}[/dim]", end="")
        elif echo:
            out.print(piece, end="", markup=False)
    if echo:
        out.print()
    return session


@app.command()
def start(id: str, seed: Seed = None, rep: Rep = "", json: Json = False) -> None:
    """Start a session and print what the buyer says first."""

    async def work(s: Services) -> None:
        session = await s.practice.start(id, rep=rep, seed=seed)
        if json:
            print(terminal.as_json(terminal.step(session)))
        else:
            terminal.say_buyer(out, session)
            out.print(f"[dim]trainer say {session.id} '…'[/dim]")

    run(work)


@app.command()
def say(session: str, text: str, json: Json = False) -> None:
    """Say one turn in a session and print the buyer's answer."""

    async def work(s: Services) -> None:
        waiting = await s.practice.resume(session)
        after = await _say(s.practice, waiting, text, echo=not json)
        if json:
            print(terminal.as_json(terminal.step(after)))

    run(work)


@app.command()
def finish(session: str, json: Json = False) -> None:
    """End a session, grade it and print the debrief."""

    async def work(s: Services) -> None:
        done = await s.practice.finish(session)
        if json:
            print(terminal.as_json(terminal.played(done)))
        else:
            out.print(terminal.debrief(done, s.rubric()))
            used = await s.review.usage(done.id)
            if used:
                out.print(terminal.usage(used))

    run(work)
