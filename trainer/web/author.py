"""The page on which trainers write calls: a draft by a model, the text, and what is to be mended.

What is typed is never lost: a draft takes the place of a text only with the way back beside it, and
the browser keeps all fields over a reload.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from weakref import WeakValueDictionary

import gradio as gr

from trainer.conversation import Transcript
from trainer.drafting import Draft
from trainer.errors import Conflict, InputError, ModelError
from trainer.llm.usage import Usage
from trainer.web.faults import calm, sentence
from trainer.web.parts import CHECK_DESK, KEEP_DESK, OPEN_DESK, TAKE_DRAFT, html, quiet
from trainer.web.views import author as views
from trainer.web.views.call import note
from trainer.web.workshop import Workshop, call_of, template

Changes = dict[Any, Any]

DESCRIBED, CALLED = "Describe the buyer", "Paste a real call"
ASKS = {
    DESCRIBED: "A depot manager who was sold a system two years ago that nobody uses. "
    "Friendly, busy, asks for a price to get you off the phone.",
    CALLED: "Rep: Good morning, it's Ana.\nDana: I have two minutes.",
}
KEPT = "What you wrote is still here."
TICK = 1.0  # seconds between two signs that the model is at work


class AuthorPage:
    """Lays out the page within the open Blocks, and answers its events."""

    def __init__(self, workshop: Workshop, demo: gr.Blocks) -> None:
        self.workshop = workshop
        self._drafting: dict[str, asyncio.Task[tuple[Draft, Usage]]] = {}  # by browser tab
        self._checking = WeakValueDictionary[str, asyncio.Lock]()  # by browser tab
        self._lay_out()
        self._listen(demo)

    def _lay_out(self) -> None:
        drafts = self.workshop.drafter is not None
        hidden: dict[str, Any] = {"visible": False}
        self.made, self.before = gr.Textbox(**hidden), gr.Textbox(**hidden)
        self.number = gr.Textbox(**hidden)  # which asking for a check this is, counted by the page
        self.head = html(value=views.head(drafts))
        with gr.Column(elem_id="brief-it", visible=drafts):
            self.kind = gr.Radio(
                [DESCRIBED, CALLED], value=DESCRIBED, show_label=False, label="Draft from"
            )
            self.source = gr.Textbox(
                label="The buyer, or the call",
                show_label=False,
                lines=6,
                max_lines=14,
                max_length=200_000,
                placeholder=ASKS[DESCRIBED],
                elem_id="source",
            )
            self.whose = gr.Textbox(
                label="The rep's name in it, where more than two people speak",
                max_length=60,
                elem_id="whose",
                visible=False,
            )
            self.draft = gr.Button("Draft it", variant="primary", elem_id="draft")
        self.progress = html(("stop",), elem_id="progress")
        with gr.Column(elem_id="desk"):
            with gr.Column(elem_id="desk-text"):
                self.text = gr.Textbox(
                    label="The scenario file",
                    lines=28,
                    max_lines=28,
                    max_length=400_000,
                    elem_id="yaml",
                )
                self.note = html(("replace",))
                self.actions = html(("check", "save", "template", "back"))
            self.findings = html(("check",), elem_id="findings")

    def _listen(self, demo: gr.Blocks) -> None:
        fields = [self.kind, self.source, self.whose, self.text]
        texts = [self.text, self.before]
        asked = [*texts, self.number]
        checked = [self.findings, self.actions, self.note]
        swapped = [*texts, self.note]
        keep: dict[str, Any] = {"fn": None, "js": KEEP_DESK}
        asks = {"js": CHECK_DESK, **quiet()}
        opened = demo.load(self.open, fields, [*fields, self.actions], js=OPEN_DESK, **quiet())
        self.kind.change(self.turn_to, [self.kind], [self.source, self.whose], **quiet())
        drafted = self.draft.click(
            self.write,
            [self.kind, self.source, self.whose],
            [self.progress, self.made, self.draft],
            **quiet(queue=True, concurrency_limit=None),
        ).success(None, [self.made, *texts], [*texts, self.made], js=TAKE_DRAFT)
        self.progress.stop(self.stop, None, None, **quiet())
        started = self.actions.template(self.start_over, [self.text], swapped, **quiet())
        returned = self.actions.back(self.go_back, texts, swapped, **quiet())
        for event in (opened, drafted, started, returned):
            event.success(self.check, asked, checked[:2], **asks).success(**keep)
        for press, answer in (
            (self.actions.check, self.check_again),
            (self.findings.check, self.check_again),
            (self.actions.save, self.save),
            (self.note.replace, self.put_in_place),
        ):
            press(answer, asked, checked, **asks).success(**keep)

    # ---- what the page shows ----

    def open(self, kind: str | None, source: str, whose: str, text: str) -> Changes:
        """The page with what the browser had kept, else with the template; checked right after."""
        kind = kind or DESCRIBED
        return {
            self.kind: kind,
            **self.turn_to(kind, source or "", whose or ""),
            self.text: text or template(),
            self.actions: self._buttons(),
        }

    def turn_to(self, kind: str, *kept: str) -> Changes:
        """A description or a call; `kept` are the values the two fields get."""
        values: list[dict[str, Any]] = [{"value": value} for value in kept] or [{}, {}]
        return {
            self.source: gr.update(placeholder=ASKS[kind], **values[0]),
            self.whose: gr.update(visible=kind == CALLED, **values[1]),
        }

    async def check(
        self, text: str, before: str, number: str = "", request: gr.Request | None = None
    ) -> Changes:
        """What is to be mended in the text; `before` is the one that can be brought back. A tab's
        checks are made one after the other, so that the findings on the newest text come last."""
        tab = (request and request.session_hash) or ""
        async with self._checking.setdefault(tab, asyncio.Lock()):
            try:
                found = await asyncio.to_thread(self.workshop.check, text or "")
                shown = views.findings(found, number)
            except Exception as e:
                shown = note(calm(e, KEPT))
        return {
            self.findings: shown,
            self.actions: self._buttons(before),
        }

    def _buttons(self, before: str = "") -> str:
        return views.actions(may_save=self.workshop.folder is not None, back=bool(before))

    async def check_again(
        self, text: str, before: str, number: str = "", request: gr.Request | None = None
    ) -> Changes:
        return {**await self.check(text, before, number, request), self.note: ""}

    # ---- what the author does ----

    async def write(
        self, kind: str, source: str, whose: str, request: gr.Request
    ) -> AsyncIterator[Changes]:
        """Have a draft made, with a sign of life every second; `stop` ends it."""
        drafter, tab = self.workshop.drafter, request.session_hash or ""
        if drafter is None or tab in self._drafting:
            return
        try:
            material = material_of(kind, source or "", whose or "")
        except InputError as e:
            yield {self.progress: note(calm(e))}
            return
        task = asyncio.ensure_future(drafter(material))
        self._drafting[tab] = task
        try:
            seconds = 0
            while not task.done():
                busy = gr.update(interactive=False)
                yield {self.progress: views.drafting(seconds), self.draft: busy}
                await asyncio.wait({task}, timeout=TICK)
                seconds += 1
            yield {self.draft: gr.update(interactive=True), **self._outcome(task)}
        finally:
            task.cancel()
            del self._drafting[tab]

    def _outcome(self, task: asyncio.Task[tuple[Draft, Usage]]) -> Changes:
        """What became of a draft: its text, or why there is none."""
        if task.cancelled():
            return {self.progress: note(f"Stopped. {KEPT}", kind="hint")}
        fault = task.exception()
        if fault is None:
            made, usage = task.result()
            line = note(views.written(usage), kind="hint")
            return {self.made: made.yaml, self.progress: line}
        if isinstance(fault, ModelError):
            return {self.progress: note(f"{sentence(str(fault))} {KEPT} Draft it again later.")}
        return {self.progress: note(calm(fault, KEPT))}

    def stop(self, request: gr.Request) -> None:
        """End this tab's draft, if one is being written."""
        task = self._drafting.get(request.session_hash or "")
        if task is not None:
            task.cancel()

    async def start_over(self, text: str) -> Changes:
        """The template, with the way back to what stood there."""
        return {self.text: template(), self.before: text, self.note: ""}

    async def go_back(self, text: str, before: str) -> Changes:
        return {self.text: before, self.before: text, self.note: ""}

    async def save(
        self, text: str, before: str, number: str = "", request: gr.Request | None = None
    ) -> Changes:
        after = await self.check(text, before, number, request)
        return {**after, self.note: await self._saved(text, replacing=False)}

    async def put_in_place(
        self, text: str, before: str, number: str = "", request: gr.Request | None = None
    ) -> Changes:
        after = await self.check(text, before, number, request)
        return {**after, self.note: await self._saved(text, replacing=True)}

    async def _saved(self, text: str, *, replacing: bool) -> str:
        """Save the text; what to say of it."""
        try:
            id = await asyncio.to_thread(self.workshop.save, text or "", replacing=replacing)
        except Conflict as e:
            return views.taken(sentence(str(e)))
        except Exception as e:
            return note(calm(e, KEPT))
        return views.saved(id)


def material_of(kind: str, source: str, whose: str) -> str | Transcript:
    """What a draft is made from. Raises InputError where it is not enough."""
    if kind == CALLED and source.strip():
        return call_of(source, whose.strip())
    if len(source.split()) < 5:
        raise InputError(
            "there is too little to draft from",
            mend="Say who the buyer is, what you sell, and what makes it hard.",
        )
    return source
