"""The command line. Every command is a short function: read, call a use case, print.

`--json` prints for programs, one object a line; without it the output is for people.
Exit codes: 0 done, 1 the input was found wanting (lint), 2 unusable input or settings.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console

from trainer import __version__, terminal
from trainer.conversation import CHANNELS, Channel, content_hash
from trainer.errors import InputError, SettingsError, TrainerError
from trainer.importing import load_transcript
from trainer.practice import Practice, Reply, buyer_left, clock
from trainer.session import Session
from trainer.settings import Settings, unknown
from trainer.wiring import Services, build

app = typer.Typer(
    help="Practise sales calls against a buyer who stalls and dodges, and see why you got there.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
T = TypeVar("T")
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs, one object a line.")]
Seed = Annotated[int | None, typer.Option(help="Same seed, same words: same conversation.")]
Rep = Annotated[str, typer.Option(help="Your name, as it is kept with the session.")]
out = Console(highlight=False, width=None if sys.stdout.isatty() else 100)
err = Console(stderr=True, highlight=False)


def run(
    work: Callable[[Services], Awaitable[T]], *, in_memory: bool = False, quiet: bool = False
) -> T:
    """Build the services, do `work` with them, close them."""

    async def main() -> T:
        settings = Settings()
        if not quiet:
            for line in [*unknown(), *settings.warnings()]:
                err.print(f"[dim]{line}[/dim]")
        services = build(settings, in_memory=in_memory)
        await services.open()
        try:
            return await work(services)
        finally:
            await services.close()

    return asyncio.run(main())


@app.command()
def scenarios(json: Json = False) -> None:
    """List the scenarios you can practise."""

    async def work(s: Services) -> None:
        found, faults = s.library.scan()
        if json:
            keys = ("id", "title", "level", "channel", "teaches")
            rows = [{k: getattr(x, k) for k in keys} for x in found.values()]
            print(terminal.as_json(rows))
        else:
            out.print(terminal.catalogue(list(found.values())))
        for fault in faults:
            err.print(str(fault), markup=False)

    run(work, in_memory=True)


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
            out.print(terminal.debrief(session))


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
        if text in ("/end", "/quit"):
            break
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
    out.print(terminal.debrief(session))
    out.print(f"[dim]Kept as session {session.id}.[/dim]")


async def _say(practice: Practice, session: Session, text: str, echo: bool = False) -> Session:
    if echo:
        assert session.scenario is not None
        out.print(f"[bold cyan]{session.scenario.persona.first_name}[/bold cyan]  ", end="")
    async for piece in practice.say(session.id, text):
        if isinstance(piece, Reply):
            session = piece.session
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
            out.print(terminal.debrief(done))

    run(work)


Files = Annotated[list[Path], typer.Argument(help="Transcripts: JSON, VTT, SRT or 'Name: text'.")]
RepName = Annotated[str, typer.Option("--rep", help="The rep's name in the transcript.")]
ChannelName = Annotated[str, typer.Option(help=f"One of {', '.join(CHANNELS)}.")]


@app.command()
def grade(
    files: Files,
    judge: Annotated[str, typer.Option(help="offline or llm.")] = "offline",
    rep: RepName = "",
    channel: ChannelName = "meeting",
    json: Json = False,
) -> None:
    """Grade transcripts: one report each."""
    from trainer.grading.grade import grade as grade_one  # the judge's rules take a moment to load

    if judge != "offline":
        raise SettingsError(
            f"there is no judge '{judge}' here", where="--judge", mend="Use --judge offline."
        )

    async def work(s: Services) -> None:
        rubric = s.rubric()
        for path in files:
            transcript = load_transcript(path, rep=rep, channel=_channel(channel))
            report = grade_one(s.reader.read(transcript), rubric)
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
            transcript = load_transcript(path, rep=rep, channel=_channel(channel))
            heard = s.reader.read(transcript)
            if json:
                turns = {str(n): sorted(h.labels) for n, _, h in heard.turns()}
                print(terminal.as_json({"id": transcript.id, "turns": turns}), flush=True)
            else:
                out.print(terminal.reading(heard))

    run(work, in_memory=True, quiet=json)


@app.command()
def lint(
    files: Annotated[list[Path] | None, typer.Argument(help="Default: all of the library.")] = None,
) -> None:
    """Check scenarios and rubrics; exit 1 with file:line: message for each fault."""
    from trainer.lint import check_files

    settings = Settings()
    services = build(settings, in_memory=True)
    findings = check_files(files or None, services.library)
    for finding in findings:
        print(finding)
    if any(f.serious for f in findings):
        raise typer.Exit(1)
    if not findings:
        out.print("[dim]Nothing to mend.[/dim]")


def _channel(name: str) -> Channel:
    for channel in CHANNELS:
        if channel == name:
            return channel
    raise SettingsError(
        f"'{name}' is no channel", where="--channel", mend=f"Use one of {', '.join(CHANNELS)}."
    )


def _version(value: bool) -> None:
    if value:
        print(f"trainer {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None: ...


def main(arguments: list[str] | None = None) -> None:
    """Run the command line. What a user can mend is printed in one line, without a traceback."""
    try:
        app(arguments)
    except TrainerError as e:
        err.print(str(e), markup=False, soft_wrap=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
