"""Pages arrive with their content; what only the browser can say is left to it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import gradio as gr
import pytest
from starlette.requests import Request

from tests.web import samples
from trainer.errors import StoreError
from trainer.session import SessionTurn
from trainer.settings import Settings
from trainer.web.app import build_app
from trainer.web.filling import Filler, remembered
from trainer.web.workshop import workshop
from trainer.wiring import Services, build

NASTY = "</script><script>alert('x')</script> & more"


def request(path: str = "/", query: str = "", cookie: str = "") -> Request:
    headers = [(b"cookie", cookie.encode())] if cookie else []
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode()}
    return Request({**scope, "headers": headers})


@pytest.fixture
async def services() -> AsyncIterator[Services]:
    ready = build(Settings(env_file=None), in_memory=True)
    await ready.open()
    await ready.store.create(samples.session())
    yield ready
    await ready.close()


@pytest.fixture
def site(services: Services) -> tuple[gr.Blocks, dict[str, Filler]]:
    s = services
    return build_app(s.practice, s.store, s.library, s.review, s.rubric, workshop(s))


def page(demo: gr.Blocks) -> bytes:
    """The part of a page that holds what its components show."""
    config = json.dumps(demo.get_config_file(), default=str)
    return f"<script>window.gradio_config = {config};</script>".encode()


def config_of(sent: bytes) -> Any:
    return json.loads(sent.partition(b"config = ")[2].rpartition(b";</script>")[0])


async def test_a_debrief_stands_in_its_page_and_nothing_is_asked_for_again(site: Any) -> None:
    demo, fillers = site
    sent = await fillers["debrief"].fill(page(demo), request("/debrief", "session=s1"))
    config = config_of(sent)
    values = [c["props"].get("value") for c in config["components"]]
    assert any("was thinking, and when" in str(v) for v in values) and "s1" in values
    (event,) = [d for d in config["dependencies"] if d["id"] == fillers["debrief"].loading]
    assert not event["backend_fn"] and event["outputs"] == []


async def test_what_people_typed_cannot_leave_its_place_in_the_page(
    site: Any, services: Services
) -> None:
    demo, fillers = site
    await services.store.create(samples.session(id="s2", rep=NASTY))
    sent = await fillers["debrief"].fill(page(demo), request("/debrief", "session=s2"))
    assert sent.count(b"</script>") == 1 and b"<script>alert" not in sent
    assert any(
        "&lt;/script&gt;" in str(c["props"].get("value")) for c in config_of(sent)["components"]
    )


async def test_the_name_in_the_cookie_chooses_the_logbook(site: Any) -> None:
    demo, fillers = site
    bare = page(demo)
    assert await fillers["history"].fill(bare, request("/history")) == bare
    assert await fillers[""].fill(bare, request()) == bare
    sent = await fillers["history"].fill(bare, request("/history", cookie="trainer_name=Ana"))
    assert "Ana’s calls" in str(config_of(sent))
    sent = await fillers["history"].fill(bare, request("/history", "rep=Bea", "trainer_name=Ana"))
    assert "Bea’s calls" in str(config_of(sent))


async def test_a_review_leaves_the_trainers_name_to_the_browser(site: Any) -> None:
    demo, fillers = site
    filler = fillers["review"]
    config = config_of(await filler.fill(page(demo), request("/review", "session=s1&rep=Ana")))
    assert "A word on the whole call" in str(config)
    asked = [c["props"].get("value") for c in config["components"] if c["type"] == "json"]
    assert asked[0]["rep"] == "Ana"
    (event,) = [d for d in config["dependencies"] if d["id"] == filler.loading]
    assert event["outputs"] == [filler.own[0]._id] and "author" in event["js"]


def test_a_name_in_any_script_is_read_back() -> None:
    assert remembered(request(cookie="trainer_name=%C5%BDofia%20%E7%8E%8B")) == "Žofia 王"
    assert remembered(request()) is None


async def test_a_turn_that_waits_for_its_answer_is_not_answered_before_the_page_is_there(
    site: Any, services: Services
) -> None:
    demo, fillers = site
    call = await services.practice.start("next-quarter")
    asked = request("/", f"session={call.id}")
    bare = page(demo)
    assert await fillers[""].fill(bare, asked) != bare
    await services.store.add_turn(call.id, SessionTurn(2, "rep", "What happens at night?"))
    assert await fillers[""].fill(bare, asked) == bare
    assert len((await services.store.get(call.id)).turns) == 2
    assert await fillers[""].fill(bare, request("/", "session=nope")) == bare


async def test_without_records_pages_are_sent_all_the_same(
    site: Any, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def closed(*_: object, **__: object) -> None:
        raise StoreError("gone")

    demo, fillers = site
    monkeypatch.setattr(services.store, "get", closed)
    monkeypatch.setattr(services.store, "list", closed)
    for path, query in (("debrief", "session=s1"), ("history", "rep=Ana"), ("", "session=s1")):
        assert await fillers[path].fill(page(demo), request(f"/{path}", query))


async def test_a_fault_that_nobody_foresaw_leaves_the_page_to_load_as_usual(
    site: Any, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    demo, fillers = site
    monkeypatch.setattr(services.library, "scan", broken)
    bare = page(demo)
    assert await fillers[""].fill(bare, request(cookie="trainer_name=Ana")) == bare


async def test_a_page_of_another_shape_is_left_as_it_is(site: Any) -> None:
    _, fillers = site
    other = b"<html>Not found</html>"
    assert await fillers["debrief"].fill(other, request("/debrief", "session=s1")) == other
