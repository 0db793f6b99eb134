"""The page of two opinions: where a model and the offline parts differed, over the latest calls."""

from __future__ import annotations

import asyncio

import gradio as gr

from trainer.store import Filters
from trainer.web.desk import Desk
from trainer.web.faults import calm
from trainer.web.parts import html, quiet
from trainer.web.views.call import note
from trainer.web.views.differences import differences, differences_page

MOST = 100


class DifferencesPage:
    """Lays out the page within the open Blocks, and answers its events."""

    def __init__(self, desk: Desk, demo: gr.Blocks) -> None:
        self.desk = desk
        self.body = html(value="<p class='empty'>Opening the list.</p>", elem_id="differences")
        demo.load(self.open, None, [self.body], **quiet())

    async def open(self) -> str:
        review = self.desk.review
        try:
            found = await review.disagreements(Filters(limit=MOST))
            ids = list(dict.fromkeys(item.session for item in found))
            sessions = await asyncio.gather(*map(review.open, ids))
            by_id = dict(zip(ids, sessions, strict=True))
            shown = differences(found, by_id, self.desk.rubric())
        except Exception as e:
            return note(calm(e, ""))
        return differences_page(shown, most=MOST)
