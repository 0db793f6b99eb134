"""Pages go out under our own name, the theme is fetched once, and nothing else is touched."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from trainer.web.front import Front

GRADIOS = """<html><head>
<meta charset="utf-8" />
<meta property="og:title" content="Gradio" />
<meta
    property="og:image"
    content="https://example.com/header.jpg"
/>
<meta name="twitter:creator" content="@Gradio" />
<meta name="viewport" content="width=device-width" />
</head><body>og:title is not a tag here.</body></html>"""


async def _pieces() -> AsyncIterator[str]:
    for piece in (GRADIOS[:40], GRADIOS[40:]):
        yield piece


@pytest.fixture
def client() -> TestClient:
    async def page(_: object) -> Response:
        return HTMLResponse(GRADIOS)

    async def piecewise(_: object) -> Response:
        return StreamingResponse(_pieces(), media_type="text/html")

    async def packed(_: object) -> Response:
        return HTMLResponse(b"\x1f\x8b", headers={"content-encoding": "gzip"})

    async def style(_: object) -> Response:
        return PlainTextResponse("a{}", media_type="text/css")

    async def text(_: object) -> Response:
        return PlainTextResponse(GRADIOS)

    app = Starlette(
        routes=[
            Route("/", page),
            Route("/piecewise", piecewise),
            Route("/packed", packed),
            Route("/theme.css", style),
            Route("/text", text),
        ]
    )
    app.add_middleware(Front)
    return TestClient(app)


@pytest.mark.parametrize("path", ["/", "/piecewise"])
def test_a_link_preview_says_who_we_are_and_nobody_else(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert "Gradio" not in answer.text and "header.jpg" not in answer.text
    assert '<meta property="og:title" content="Sales Trainer">' in answer.text
    assert "<title>Sales Trainer</title>" in answer.text
    assert 'name="viewport"' in answer.text and "og:title is not a tag here." in answer.text
    assert answer.text.index("charset") < answer.text.index("<title>")


def test_a_changed_page_has_its_new_length(client: TestClient) -> None:
    answer = client.get("/")
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_what_is_no_page_or_packed_passes_as_it_is(client: TestClient) -> None:
    assert client.get("/text").text == GRADIOS
    with client.stream("GET", "/packed") as packed:
        assert b"".join(packed.iter_raw()) == b"\x1f\x8b"


def test_the_theme_is_kept_only_under_an_address_that_names_its_content(
    client: TestClient,
) -> None:
    assert "immutable" in client.get("/theme.css?v=1").headers["cache-control"]
    assert "cache-control" not in client.get("/theme.css").headers
