"""The review page, for trainers: the queue, one call at a time, remarks and overrulings."""

from __future__ import annotations

from typing import Any

import gradio as gr
from starlette.requests import Request

from trainer.errors import InputError
from trainer.llm.usage import Usage
from trainer.report import Verdict
from trainer.web.desk import Desk
from trainer.web.faults import calm
from trainer.web.filling import Filler
from trainer.web.parts import OPENED, REMEMBER_AUTHOR, SHOW_CALL, data, html, query, quiet
from trainer.web.views.call import note
from trainer.web.views.differences import differences
from trainer.web.views.review import Asked, queue, sheet

MOST = 100

Changes = dict[Any, Any]


class ReviewPage:
    """Lays out the page within the open Blocks, and answers its events."""

    def __init__(self, desk: Desk, demo: gr.Blocks) -> None:
        self.desk = desk
        self.session_id = gr.Textbox(visible=False)
        self.address = gr.Textbox(visible=False)
        self.asked = gr.JSON(value={}, visible=False)
        with gr.Column(elem_id="review"):
            with gr.Column(elem_id="review-queue"):
                self.queue = html(("filter", "open"))
                self.author = gr.Textbox(
                    label="Your name, as reps will see it", max_length=60, elem_id="author"
                )
            with gr.Column(elem_id="review-sheet"):
                self.note = html()
                self.sheet = html(("comment", "overrule"))
        self._listen(demo)

    def _listen(self, demo: gr.Blocks) -> None:
        page = [self.queue, self.sheet, self.note, self.session_id, self.asked, self.address]
        state = [self.session_id, self.asked]
        loading = demo.load(
            self.open_page,
            [self.author],
            [*page, self.author],
            js="() => [window.trainer.author()]",
            **quiet(),
        )
        loading.success(None, None, None, js=OPENED)
        self.filler = Filler(self.content, loading["id"], (self.author,))
        self.queue.filter(self.filter, state, page, **quiet())
        self.queue.open(self.open, state, page, **quiet()).success(
            None, [self.address], None, js=SHOW_CALL
        )
        self.sheet.comment(self.comment, [*state, self.author], page, **quiet())
        self.sheet.overrule(self.overrule, [*state, self.author], page, **quiet())
        self.author.blur(None, [self.author], None, js=REMEMBER_AUTHOR)

    async def content(self, request: Request) -> Changes:
        asked = request.query_params
        return await self._show(asked.get("session", ""), Asked.of(asked))

    async def open_page(self, author: str, request: gr.Request) -> Changes:
        asked = query(request)
        return {self.author: author, **await self._show(asked.get("session", ""), Asked.of(asked))}

    async def filter(self, session_id: str, asked: object, event: gr.EventData) -> Changes:
        return await self._show(session_id, Asked.of(data(event)))

    async def open(self, session_id: str, asked: Any, event: gr.EventData) -> Changes:
        chosen = str(data(event).get("id", ""))
        shown = await self._show(chosen, Asked.of(asked or {}))
        return {**shown, self.address: f"review?session={chosen}"}

    async def comment(
        self, session_id: str, asked: Any, author: str, event: gr.EventData
    ) -> Changes:
        form = data(event)
        try:
            await self.desk.review.comment(
                session_id, int(form.get("turn", 0)), str(form.get("text", "")), author=author
            )
        except Exception as e:
            return {self.note: note(calm(e, "Your words are still in the box."))}
        return await self._show(session_id, Asked.of(asked or {}))

    async def overrule(
        self, session_id: str, asked: Any, author: str, event: gr.EventData
    ) -> Changes:
        form = data(event)
        try:
            await self.desk.review.overrule(
                session_id,
                str(form.get("criterion", "")),
                _verdict(form.get("verdict")),
                str(form.get("reason", "")),
                author=author,
            )
        except Exception as e:
            return {self.note: note(calm(e, "Your words are still in the box."))}
        return await self._show(session_id, Asked.of(asked or {}))

    async def _show(self, session_id: str, asked: Asked) -> Changes:
        """The queue as asked for, and the chosen call."""
        line = ""
        scenarios, _ = self.desk.library.scan()
        titles = {id: s.title for id, s in scenarios.items()}
        reps: list[str] = []
        more, used = 0, Usage()
        try:
            filters = asked.filters(MOST)
            found = await self.desk.review.sessions(filters)
            reps = await self.desk.store.reps()
            used = sum((await self.desk.review.usages(found)).values(), used)
            if len(found) == MOST:
                more = await self.desk.store.count(filters) - MOST
        except Exception as e:
            found, line = [], calm(e)
        under_review, line = await self._chosen(session_id, line)
        shown = queue(
            found, asked, reps=reps, titles=titles, current=session_id, more=more, used=used
        )
        return {
            self.queue: shown,
            self.sheet: under_review,
            self.note: note(line),
            self.session_id: session_id,
            self.asked: {k: getattr(asked, k) for k in Asked.__dataclass_fields__},
        }

    async def _chosen(self, session_id: str, line: str) -> tuple[str, str]:
        """The call as it stands, and the line for the page."""
        review, rubric = self.desk.review, self.desk.rubric()
        try:
            if not session_id:
                return sheet(None, rubric), line
            session = await review.open(session_id)
            found = await review.disagreements(session_id=session_id)
            differed = differences(found, {session_id: session}, rubric)
            return sheet(session, rubric, await review.usage(session_id), differed), line
        except Exception as e:
            return "", line or calm(e)


def _verdict(value: object) -> Verdict:
    try:
        return Verdict(str(value))
    except ValueError:
        raise InputError(f"'{value}' is no verdict", mend="Choose one from the list.") from None
