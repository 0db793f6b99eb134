"""The debrief page: ?session=ID shows one call, ?session=A&with=B two of them side by side."""

from __future__ import annotations

from typing import Any

import gradio as gr
from starlette.requests import Request

from trainer.errors import NotFound
from trainer.web.desk import Desk
from trainer.web.faults import calm
from trainer.web.filling import Filler
from trainer.web.parts import GO, data, html, query, quiet
from trainer.web.render import render
from trainer.web.views.call import note
from trainer.web.views.compare import compare
from trainer.web.views.debrief import debrief, ungraded

Changes = dict[Any, Any]  # component → its new value


class DebriefPage:
    """Lays out the page within the open Blocks, and answers its events."""

    def __init__(self, desk: Desk, demo: gr.Blocks) -> None:
        self.desk = desk
        self.session_id = gr.Textbox(visible=False)
        self.leave = gr.Textbox(visible=False)
        self.note = html(elem_id="debrief-note")
        self.body = html(("fork",), value="<p class='empty'>Opening the debrief.</p>")
        loading = demo.load(self.open, None, [self.body, self.session_id], **quiet())
        self.filler = Filler(self.content, loading["id"])
        self.body.fork(self.fork, [self.session_id], [self.note, self.leave], **quiet()).success(
            None, [self.leave], None, js=GO
        )

    async def content(self, request: Request) -> Changes:
        return dict(
            zip((self.body, self.session_id), await self.open(gr.Request(request)), strict=True)
        )

    async def open(self, request: gr.Request) -> tuple[str, str]:
        asked = query(request)
        first, second = asked.get("session", ""), asked.get("with", "")
        if not first:
            return _instead("No call chosen", "Your calls are in the history.", "history"), ""
        try:
            session = await self.desk.store.get(first)
            if session.report is None:
                return ungraded(session), first
            rubric = self.desk.rubric()
            if second:
                other = await self.desk.store.get(second)
                return compare(session, other, rubric), first
            scenarios, _ = self.desk.library.scan()
            family = await self.desk.store.branches(first)
            return debrief(session, rubric, family, scenarios), first
        except NotFound as e:
            return _instead("There is no such call", calm(e), "history"), ""
        except Exception as e:
            return _instead("The debrief would not open", calm(e), "history"), ""

    async def fork(self, session_id: str, event: gr.EventData) -> Changes:
        """A new call that begins where the chosen turn was about to be said."""
        try:
            turn = int(data(event).get("turn", 0))
            session = await self.desk.practice.fork(session_id, turn)
        except Exception as e:
            return {self.note: note(calm(e)), self.leave: ""}
        return {self.leave: f"./?session={session.id}"}


def _instead(head: str, text: str, href: str) -> str:
    return render("no_debrief", head=head, text=text, href=href, action="Open the history")
