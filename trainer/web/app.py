"""The whole app: six pages, one theme, one server."""

from __future__ import annotations

from collections.abc import Callable

import gradio as gr
from gradio.components import Navbar

from trainer.library import Library
from trainer.practice import Practice
from trainer.review import Review
from trainer.rubric import Rubric
from trainer.store import Store
from trainer.web.author import AuthorPage
from trainer.web.debrief import DebriefPage
from trainer.web.desk import Desk
from trainer.web.differences import DifferencesPage
from trainer.web.filling import Filler
from trainer.web.history import HistoryPage
from trainer.web.parts import PRODUCT
from trainer.web.practice import PracticePage
from trainer.web.review import ReviewPage
from trainer.web.workshop import Workshop


def build_app(
    practice: Practice,
    store: Store,
    library: Library,
    review: Review,
    rubric: Callable[[], Rubric],
    workshop: Workshop,
) -> tuple[gr.Blocks, dict[str, Filler]]:
    """The pages over ready objects, and what fills them before they are sent, by path. Nothing is
    read from the environment or the network."""
    desk = Desk(practice, store, library, review, rubric)
    demo: gr.Blocks
    with gr.Blocks(analytics_enabled=False, title=PRODUCT, fill_width=True) as demo:
        Navbar(main_page_name="Practice")
        practising = PracticePage(desk, demo)
    with demo.route("Debrief", "debrief", show_in_navbar=False):
        Navbar(main_page_name="Practice")
        debriefing = DebriefPage(desk, demo)
    with demo.route("History", "history"):
        Navbar(main_page_name="Practice")
        remembering = HistoryPage(desk, demo)
    with demo.route("Review", "review"):
        Navbar(main_page_name="Practice")
        reviewing = ReviewPage(desk, demo)
    with demo.route("Two opinions", "differences", show_in_navbar=False):
        Navbar(main_page_name="Practice")
        DifferencesPage(desk, demo)
    with demo.route("Write", "write"):
        Navbar(main_page_name="Practice")
        AuthorPage(workshop, demo)
    return demo, {
        "": practising.filler,
        "debrief": debriefing.filler,
        "history": remembering.filler,
        "review": reviewing.filler,
    }
