"""For authors: the catalogue, lint, and scripted reps against scenarios."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import Progress
from rich.table import Table

from trainer import terminal
from trainer.cli.common import Json, app, err, out, run
from trainer.errors import NotFound
from trainer.lint import check_files
from trainer.lint.played import Players
from trainer.settings import Settings
from trainer.simulate.reps import REPS
from trainer.simulate.run import simulate as simulate_runs
from trainer.simulate.tables import cells, heat_html, heat_png, summary
from trainer.wiring import Services, build


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
def lint(
    files: Annotated[list[Path] | None, typer.Argument(help="Default: all of the library.")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Do not let scripted reps play.")] = False,
) -> None:
    """Check scenarios and rubrics; exit 1 with file:line: message for each fault."""
    services = build(Settings(), in_memory=True)
    players = None if quick else Players(services.reader, services.rubric())
    findings = check_files(files or None, services.library, players)
    for finding in findings:
        print(finding)
    if any(f.serious for f in findings):
        raise typer.Exit(1)
    if not findings:
        out.print("[dim]Nothing to mend.[/dim]")


@app.command()
def simulate(
    id: Annotated[str, typer.Argument(help="A scenario, or 'all'.")] = "all",
    rep: Annotated[list[str] | None, typer.Option(help=f"Of {', '.join(REPS)}.")] = None,
    runs: Annotated[int, typer.Option("-n", min=1, help="Runs of each pair.")] = 10,
    seed: Annotated[int, typer.Option(help="The first seed.")] = 0,
    workers: Annotated[int, typer.Option(min=1, help="Processes.")] = 2,
    html: Annotated[Path | None, typer.Option(help="Write the heat map as a page.")] = None,
    png: Annotated[Path | None, typer.Option(help="Write the heat map as a picture.")] = None,
    json: Json = False,
) -> None:
    """Play scripted reps against scenarios: outcomes, scores, and a heat map."""
    services = build(Settings(), in_memory=True)
    found, _ = services.library.scan()
    chosen = list(found.values()) if id == "all" else [services.library.get(id)]
    reps = rep or list(REPS)
    for name in reps:
        if name not in REPS:
            raise NotFound(f"No rep '{name}'. There are {', '.join(REPS)}.")
    for path in (html, png):
        if path is not None:
            path.touch()  # an output that cannot be written is told before the runs, not after
    rows: list[dict[str, Any]] = []
    with Progress(console=err, transient=True, disable=json) as progress:
        task = progress.add_task("Playing", total=len(chosen) * len(reps) * runs)
        for row in simulate_runs(
            chosen,
            reps,
            runs,
            services.rubric(),
            first_seed=seed,
            workers=workers,
            done=lambda n: progress.advance(task, n),
        ):
            if json:
                print(terminal.as_json(row), flush=True)
            rows.append(row)
    scenarios = {s.id: s for s in chosen}
    if html:
        html.write_text(heat_html(rows, scenarios), encoding="utf-8")
    if png:
        heat_png(rows, scenarios, png)
    if not json:
        out.print(_table(rows, scenarios))
        for line in summary(rows, scenarios):
            out.print(line)


def _table(rows: list[dict[str, Any]], scenarios: dict[str, Any]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for head in ("scenario", "level", "rep", "won", "advanced", "left", "score", "turns"):
        table.add_column(head, justify="left" if head in ("scenario", "rep") else "right")
    for (name, rep), cell in cells(rows, scenarios).items():
        score = "–" if cell.score is None else f"{cell.score:.0f}"
        table.add_row(
            name,
            str(scenarios[name].level),
            rep,
            f"{cell.won:.0%}",
            f"{cell.advanced:.0%}",
            f"{cell.walked:.0%}",
            score,
            f"{cell.turns:.0f}",
        )
    return table
