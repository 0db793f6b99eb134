"""What the commands share: the app, its options, and how a command gets its services."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console

from trainer.conversation import CHANNELS, Channel
from trainer.errors import SettingsError
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
Files = Annotated[list[Path], typer.Argument(help="Transcripts: JSON, VTT, SRT or 'Name: text'.")]
RepName = Annotated[str, typer.Option("--rep", help="The rep's name in the transcript.")]
ChannelName = Annotated[str, typer.Option(help=f"One of {', '.join(CHANNELS)}.")]
out = Console(highlight=False, width=None if sys.stdout.isatty() else 100)
err = Console(stderr=True, highlight=False, width=None if sys.stderr.isatty() else 500)


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


def channel_of(name: str) -> Channel:
    for channel in CHANNELS:
        if channel == name:
            return channel
    raise SettingsError(
        f"'{name}' is no channel", where="--channel", mend=f"Use one of {', '.join(CHANNELS)}."
    )
