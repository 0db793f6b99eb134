"""Small pieces that every page is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr

PRODUCT = "Sales Trainer"

# The js that hands a page's new address to the browser, and the one that leaves the page.
SHOW = "(address) => { window.trainer.show(address); }"
SHOW_CALL = "(address) => { window.trainer.show(address); window.trainer.opened(); }"
OPENED = "() => { window.trainer.opened(); }"
GO = "(address) => { window.trainer.go(address); }"
REMEMBER = "(name) => { window.trainer.remember(name); }"
REMEMBER_AUTHOR = "(name) => { window.trainer.rememberAuthor(name); }"
DRAFT = "() => window.trainer.draft()"
SENT = "() => { window.trainer.sent(); }"
NAME = "() => [window.trainer.name()]"
OPEN_DESK = "() => window.trainer.desk.open()"
CHECK_DESK = "(text, before) => window.trainer.desk.ask(text, before)"
KEEP_DESK = "() => { window.trainer.desk.keep(); }"
TAKE_DRAFT = "(made, text, before) => made ? [made, text, ''] : [text, before, '']"


def html(events: Sequence[str] = (), *, value: str = "", **options: Any) -> gr.HTML:
    """HTML of our own making, whose `data-do` buttons and forms become the named `events`."""
    names = ", ".join(f"'{name}'" for name in events)
    wire = f"window.trainer.wire(element, trigger, [{names}]);" if events else None
    options.setdefault("js_on_load", wire)
    return gr.HTML(value, apply_default_css=False, **options)


def data(event: gr.EventData) -> dict[str, Any]:
    """What a `data-do` carried; empty for anything else."""
    carried = getattr(event, "_data", None)
    return carried if isinstance(carried, dict) else {}


def query(request: gr.Request | None) -> dict[str, str]:
    """The address's parameters."""
    return dict(request.query_params) if request is not None else {}


def quiet(**more: Any) -> dict[str, Any]:
    """Options of an event that answers at once, without Gradio's own progress signs."""
    return {"show_progress": "hidden", "queue": False, "api_visibility": "private", **more}
