"""Faults as one calm line, replies at a human pace, a server that fails in one sentence."""

from __future__ import annotations

import logging
import socket
from collections.abc import AsyncIterator

import gradio as gr
import pytest

from trainer.errors import (
    Conflict,
    MessageError,
    ModelError,
    NotFound,
    ScenarioError,
    SettingsError,
    StoreError,
    TrainerError,
)
from trainer.web.desk import Desk
from trainer.web.faults import calm, sentence
from trainer.web.pace import paced
from trainer.web.practice import PracticePage
from trainer.web.server import listen
from trainer.wiring import Services


@pytest.mark.parametrize(
    "error",
    [
        Conflict("this call has moved on"),
        MessageError("There is nothing in that message", mend="Type what you would say."),
        ModelError("HTTP 503"),
        NotFound("No session 'x'"),
        ScenarioError("unknown field", where="/home/me/x.yaml", line=3),
        StoreError("/var/lib/x.db: disk I/O error"),
        TrainerError("something of ours"),
        ValueError("secret detail"),
    ],
)
def test_a_fault_is_whole_sentences_without_paths_or_traces(error: Exception) -> None:
    line = calm(error)
    assert line[0].isupper() and line.endswith(".") and "\n" not in line
    for leak in ("/home", "/var", "Traceback", "secret", "HTTP", "Error"):
        assert leak not in line


def test_what_nobody_foresaw_goes_to_the_log_with_its_trace(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR, "trainer.web"):
        line = calm(RuntimeError("boom"))
    assert "kept" in line and "boom" not in line
    assert caplog.records[0].exc_info is not None


def test_a_sentence_ends_once() -> None:
    assert [sentence(t) for t in ("", "is empty", "Done.", "so …")] == [
        "",
        "Is empty.",
        "Done.",
        "So …",
    ]


async def _words(count: int) -> AsyncIterator[str | int]:
    for n in range(count):
        yield f"{n} "
    yield count


@pytest.mark.parametrize("count", [0, 1, 200])
async def test_a_paced_reply_is_the_same_reply(count: int) -> None:
    pieces = [piece async for piece in paced(_words(count), beat=0.0001)]
    assert pieces[-1] == count
    assert "".join(p for p in pieces if isinstance(p, str)) == "".join(
        f"{n} " for n in range(count)
    )


async def test_a_reply_that_comes_at_once_grows_in_steps() -> None:
    pieces = [piece async for piece in paced(_words(8), beat=0.01)]
    assert len(pieces) > 3


def test_a_port_in_use_is_one_clear_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SettingsError, match=f"TRAINER_PORT.*{port} cannot be used"):
            listen("127.0.0.1", port)


def test_a_host_that_is_none_is_one_clear_sentence() -> None:
    with pytest.raises(SettingsError, match="TRAINER_HOST"):
        listen("no host at all", 7949)


def page_over(ready: Services) -> PracticePage:
    desk = Desk(ready.practice, ready.store, ready.library, ready.review, ready.rubric)
    with gr.Blocks(analytics_enabled=False) as demo:
        return PracticePage(desk, demo)


async def test_a_fault_in_the_middle_of_an_answer_keeps_what_was_said(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("boom")

    page = page_over(services)
    session = await services.practice.start("next-quarter")
    monkeypatch.setattr(services.reader, "hear", broken)
    changes = [c async for c in page.say("What happens at night?", session.id, 2)]
    last = changes[-1]
    assert "Everything said before is kept" in last[page.note]
    assert "What happens at night?" in last[page.log] and "boom" not in str(last)
    assert page.box not in last  # it was said; it need not be typed again
    monkeypatch.undo()
    opened = await page._call(session.id)
    assert opened[page.expected] == 4


async def test_a_store_that_fails_gives_the_words_back(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise StoreError("/disk is full")

    page = page_over(services)
    session = await services.practice.start("next-quarter")
    monkeypatch.setattr(services.store, "add_turn", full)
    last = [c async for c in page.say("What happens at night?", session.id, 2)][-1]
    assert last[page.box] == "What happens at night?"
    assert "could not reach its records" in last[page.note] and "/disk" not in last[page.note]


async def test_without_records_the_catalogue_still_opens(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def closed(*_: object, **__: object) -> None:
        raise StoreError("gone")

    page = page_over(services)
    monkeypatch.setattr(services.store, "list", closed)
    home = await page.go_home("Ana")
    assert "Call me next quarter" in home[page.cards]
    assert "You can still practise." in home[page.front_note]
