"""The history page: a rep's own calls, by the name remembered in the browser."""

from __future__ import annotations

from typing import Any

import gradio as gr
from starlette.requests import Request

from trainer.store import Filters
from trainer.web.desk import Desk
from trainer.web.faults import calm
from trainer.web.filling import Filler, remembered
from trainer.web.parts import NAME, data, html, query, quiet
from trainer.web.views.call import note
from trainer.web.views.history import Asked, history

MOST = 200


class HistoryPage:
    """Lays out the page within the open Blocks, and answers its events."""

    def __init__(self, desk: Desk, demo: gr.Blocks) -> None:
        self.desk = desk
        self.name = gr.Textbox(visible=False)
        self.note = html()
        self.body = html(
            ("filter",), value="<p class='empty'>Opening the logbook.</p>", elem_id="history"
        )
        shown = [self.body, self.note]
        loading = demo.load(self.open, [self.name], shown, js=NAME, **quiet())
        self.filler = Filler(self.content, loading["id"])
        self.body.filter(self.filter, None, shown, **quiet())

    async def content(self, request: Request) -> dict[Any, Any] | None:
        """The logbook of the rep that the address or the browser names."""
        name = remembered(request)
        if name is None and "rep" not in request.query_params:
            return None
        shown = await self.open(name or "", gr.Request(request))
        return dict(zip((self.body, self.note), shown, strict=True))

    async def open(self, name: str, request: gr.Request) -> tuple[str, str]:
        asked = query(request)
        return await self._show(Asked.of(asked, name or ""))

    async def filter(self, event: gr.EventData) -> tuple[str, str]:
        return await self._show(Asked.of(data(event)))

    async def _show(self, asked: Asked) -> tuple[str, str]:
        scenarios, _ = self.desk.library.scan()
        titles = {id: s.title for id, s in scenarios.items()}
        filters = Filters(
            rep=asked.rep,
            scenario_id=asked.scenario or None,
            finished=asked.finished,
            limit=MOST,
        )
        try:
            rubric = self.desk.rubric()
            found = await self.desk.store.list(filters)
            more = await self.desk.store.count(filters) - MOST if len(found) == MOST else 0
        except Exception as e:
            return "", note(calm(e))
        return history(found, asked, titles, rubric, more=more), ""
