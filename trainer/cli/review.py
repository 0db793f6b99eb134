"""For trainers: kept sessions, what a language model used, and where it was contradicted."""

from __future__ import annotations

from typing import Annotated

import typer

from trainer import terminal
from trainer.cli.common import Json, app, out, run
from trainer.store import Filters
from trainer.wiring import Services


@app.command()
def review(
    session: Annotated[str | None, typer.Argument(help="A session; else the latest.")] = None,
    disagreements: Annotated[
        bool, typer.Option("--disagreements", help="Where the model and the offline parts differ.")
    ] = False,
    rep: Annotated[str | None, typer.Option(help="Only this rep's sessions.")] = None,
    limit: Annotated[int, typer.Option("-n", min=1, help="The most to list.")] = 50,
    json: Json = False,
) -> None:
    """List kept sessions, or show one: the talk, its grade, what a language model used for it."""

    async def work(s: Services) -> None:
        filters = Filters(rep=rep, limit=limit)
        if disagreements:
            found = await s.review.disagreements(filters, session_id=session)
            if json:
                for listed in found:
                    print(terminal.as_json(terminal.disagreement_dict(listed)))
            else:
                out.print(terminal.disagreements(found))
        elif session is None:
            rows = await s.review.sessions(filters)
            used = await s.review.usages(rows)
            if json:
                for row in rows:
                    print(terminal.as_json(terminal.summary_dict(row, used.get(row.id))))
            else:
                out.print(terminal.sessions(rows, used))
        else:
            await _one(s, session, json)

    run(work, quiet=json)


async def _one(s: Services, id: str, json: bool) -> None:
    session = await s.review.open(id)
    used = await s.review.usage(id)
    if json:
        spent = {purpose: usage.to_dict() for purpose, usage in used.items()}
        print(terminal.as_json(terminal.kept(session) | {"usage": spent}))
        return
    out.print(terminal.conversation(session))
    if session.report is not None:
        out.print(terminal.report(session.report, s.rubric(), title=session.id))
    if used:
        out.print(terminal.usage(used))
    differed = await s.review.disagreements(session_id=id)
    if differed:
        out.print(terminal.disagreements(differed))
