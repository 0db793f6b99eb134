"""Between the browser and Gradio: pages arrive filled and under our name, the style is kept.

Gradio writes its own title, picture and address into the link previews of every page, and sends
the theme anew with every page although its address changes with its content.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from starlette.datastructures import MutableHeaders, QueryParams
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trainer.web.filling import Filler
from trainer.web.parts import PRODUCT

ABOUT = "Rehearse a sales call before the real one, and see afterwards where it turned."
KEEP = "public, max-age=31536000, immutable"
_THEIRS = re.compile(rb'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>\s*')
_CHARSET = b'<meta charset="utf-8" />'


class Front:
    """ASGI middleware. Only whole HTML pages and the theme are touched; streams pass through.
    `fillers` are by the last part of a page's path."""

    def __init__(self, app: ASGIApp, fillers: Mapping[str, Filler] = MappingProxyType({})) -> None:
        self.app, self.fillers = app, fillers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            send = _Answer(scope, send, self.fillers).send
        await self.app(scope, receive, send)


class _Answer:
    """One answer on its way out. A page is held back until it is whole."""

    def __init__(self, scope: Scope, send: Send, fillers: Mapping[str, Filler]) -> None:
        self._scope, self._send = scope, send
        self._filler = fillers.get(scope["path"].rstrip("/").rpartition("/")[2])
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if _is_page(headers):
                self._start = message
                return
            if message["status"] == 200 and _is_theme(self._scope):
                headers["cache-control"] = KEEP
        elif self._start is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            message = {"type": "http.response.body", "body": await self._page()}
            MutableHeaders(scope=self._start)["content-length"] = str(len(message["body"]))
            await self._send(self._start)
            self._start = None
        await self._send(message)

    async def _page(self) -> bytes:
        page = named(self._body)
        if self._filler is None or self._scope["method"] != "GET":
            return page
        return await self._filler.fill(page, Request(self._scope))


def _is_page(headers: MutableHeaders) -> bool:
    kind = headers.get("content-type", "")
    return kind.startswith("text/html") and "content-encoding" not in headers


def _is_theme(scope: Scope) -> bool:
    """The theme under an address that names its content."""
    query = QueryParams(scope.get("query_string", b""))
    return str(scope["path"]).endswith("/theme.css") and "v" in query


def named(page: bytes) -> bytes:
    """A page with our name and purpose in its head in place of Gradio's."""
    return _THEIRS.sub(b"", page).replace(_CHARSET, _CHARSET + preview(), 1)


def preview() -> bytes:
    """What a chat or a search shows of a link to us."""
    tags = (
        f"<title>{escape(PRODUCT)}</title>"
        f'<meta name="description" content="{escape(ABOUT)}">'
        f'<meta property="og:type" content="website">'
        f'<meta property="og:site_name" content="{escape(PRODUCT)}">'
        f'<meta property="og:title" content="{escape(PRODUCT)}">'
        f'<meta property="og:description" content="{escape(ABOUT)}">'
        f'<meta name="twitter:card" content="summary">'
    )
    return tags.encode()
