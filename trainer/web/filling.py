"""Pages that arrive filled: what a page's load event would fetch stands in it when it is sent.

Without this a browser starts Gradio, asks for the content and shows it a second round later. A
page that cannot be filled beforehand is sent as it is and loads its content as usual.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from starlette.requests import Request

log = logging.getLogger("trainer.web")

NAME_COOKIE = "trainer_name"  # page.js keeps the rep's name in it
_CONFIG = re.compile(rb"(?<=window\.gradio_config = )\{.*?\}(?=;</script>)", re.DOTALL)
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "'": "\\u0027"})


@dataclass(frozen=True)
class Filler:
    """`content` gives what the page's load event would: component → value or update, None where
    only the browser can say. `loading` is the id of that event, `own` the components that its
    script fills from what the browser keeps."""

    content: Callable[[Request], Awaitable[Mapping[Any, Any] | None]]
    loading: int
    own: tuple[Any, ...] = ()

    async def fill(self, page: bytes, request: Request) -> bytes:
        """The page with its content; unchanged where there is none."""
        try:
            content = await self.content(request)
        except Exception:
            log.exception("a page could not be filled")
            return page
        found = _CONFIG.search(page)
        if content is None or found is None:
            return page
        config = json.loads(found.group())
        _put(config, {c._id: value for c, value in content.items()})
        _done(config, self.loading, [c._id for c in self.own])
        text = json.dumps(config, ensure_ascii=False).translate(_ESCAPES)
        return page[: found.start()] + text.encode() + page[found.end() :]


def remembered(request: Request) -> str | None:
    """The name of the rep at this browser, None where it has not said it to the server."""
    name = request.cookies.get(NAME_COOKIE)
    return unquote(name) if name else None


def _put(config: dict[str, Any], content: Mapping[int, Any]) -> None:
    """Values and updates into the components' properties."""
    for component in config["components"]:
        if component["id"] in content:
            value = content[component["id"]]
            updates = isinstance(value, dict) and value.get("__type__") == "update"
            props = value if updates else {"value": value}
            component["props"] |= {k: v for k, v in props.items() if k != "__type__"}


def _done(config: dict[str, Any], loading: int, own: list[int]) -> None:
    """The load event asks the server nothing any more; what follows it in the browser does."""
    for event in config["dependencies"]:
        if event["id"] == loading:
            event |= {"backend_fn": False, "inputs": [], "outputs": own}
            if not own:
                event["js"] = "() => []"
