"""Writing a call: what the checks say, what may be saved, drafts that fail or are stopped."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest

from tests.web import samples
from trainer.conversation import Transcript
from trainer.drafting import Draft
from trainer.errors import Conflict, ModelError, ScenarioError, TranscriptError
from trainer.library import Library
from trainer.lint import Finding
from trainer.lint.played import Players
from trainer.llm.usage import Usage
from trainer.reading.local import LocalReader
from trainer.web.author import CALLED, DESCRIBED, AuthorPage, material_of
from trainer.web.views import author as views
from trainer.web.workshop import Drafter, Workshop, call_of, id_of, template

WORDS = "A depot manager who was sold a system that nobody uses."
GOOD = template().replace("id: template", "id: old-scanners")
READER = LocalReader()
TAB: Any = SimpleNamespace(session_hash="tab")
OTHER: Any = SimpleNamespace(session_hash="other")


def shop(folder: Path | None = None, drafter: Drafter | None = None) -> Workshop:
    library = Library.default([folder] if folder else [])
    return Workshop(library, lambda: Players(READER, samples.rubric(), 1), drafter, folder)


# ---- checks ----


def test_the_template_an_author_begins_with_has_nothing_to_mend() -> None:
    assert not [f for f in shop().check(template()) if f.serious]


def test_a_finding_names_the_place_in_the_file_it_will_be() -> None:
    found = shop().check(GOOD.replace("level: 1 ", "level: 9 "))
    assert [(f.where, f.line) for f in found] == [("old-scanners.yaml", 6)]
    page = views.findings(found)
    assert "old-scanners.yaml:6" in page and 'data-line="6"' in page and "One thing to mend" in page


def test_what_an_author_typed_is_text_in_a_finding() -> None:
    page = views.findings(shop().check("<script>alert(1)</script>: 1\n"))
    assert "<script>" not in page and "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "text", ["", "[", "\x00", "- a\n- b\n", "id: ../../etc/passwd\n", "\ud800"]
)
def test_a_text_that_is_no_scenario_is_findings_and_no_fault(text: str) -> None:
    found = shop().check(text)
    assert found and all(f.where == "draft.yaml" and "/" not in f.where for f in found)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("id: next-one  # mine", "next-one"),
        ("# a\nid: 'quoted'\n", "quoted"),
        ("title: x\n  id: nested", "draft"),
        ("id: Not An Id", "draft"),
        ("id: ../up", "draft"),
    ],
)
def test_the_id_is_the_texts_own_or_a_stand_in(text: str, id: str) -> None:
    assert id_of(text) == id


# ---- saving ----


def test_a_saved_call_can_be_played_at_once(tmp_path: Path) -> None:
    ours = shop(tmp_path)
    assert ours.save(GOOD) == "old-scanners"
    assert ours.library.get("old-scanners").title == "We are happy with what we have"
    assert [p.name for p in tmp_path.iterdir()] == ["old-scanners.yaml"]


def test_a_call_is_replaced_only_when_that_was_said(tmp_path: Path) -> None:
    ours = shop(tmp_path)
    ours.save(GOOD)
    other = GOOD.replace("Let him count.", "He counts.")
    with pytest.raises(Conflict, match="We are happy"):
        ours.save(other)
    assert (tmp_path / "old-scanners.yaml").read_text("utf-8") == GOOD
    ours.save(other, replacing=True)
    assert (tmp_path / "old-scanners.yaml").read_text("utf-8") == other


@pytest.mark.parametrize("id", ["template", "rubric", "Not an id"])
def test_a_call_without_an_id_of_its_own_is_not_saved(tmp_path: Path, id: str) -> None:
    with pytest.raises(ScenarioError):
        shop(tmp_path).save(GOOD.replace("old-scanners", id), replacing=True)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_played_is_not_saved(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="mended first"):
        shop(tmp_path).save(GOOD.replace("level: 1 ", "level: 9 "))
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_may_be_saved_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="Download it"):
        shop().save(GOOD)
    gone = tmp_path / "gone"
    with pytest.raises(ScenarioError, match="could not be written"):
        shop(gone).save(GOOD)
    assert 'data-do="save"' not in views.actions(may_save=False, back=False)
    assert 'data-do="save"' in views.actions(may_save=True, back=False)


async def test_the_findings_on_the_newest_text_come_last() -> None:
    begun, go_on = threading.Event(), threading.Event()

    class Slow(Workshop):
        def check(self, text: str) -> tuple[Finding, ...]:
            if text == "first":
                begun.set()
                go_on.wait(5)
            return ()

    page = page_with(None)
    page.workshop = Slow(page.workshop.library, page.workshop.players)
    shown = []

    async def check(text: str, number: str) -> None:
        shown.append((await page.check(text, "", number, TAB))[page.findings])

    first = asyncio.create_task(check("first", "1"))
    await asyncio.to_thread(begun.wait, 5)
    second = asyncio.create_task(check("second", "2"))
    other = await page.check("another tab", "", "1", OTHER)
    assert not shown and 'data-number="1"' in other[page.findings]
    go_on.set()
    await asyncio.gather(first, second)
    assert ['data-number="1"' in shown[0], 'data-number="2"' in shown[1]] == [True, True]


# ---- what a draft is made from ----


def test_a_pasted_call_becomes_a_transcript() -> None:
    call = material_of(CALLED, "Rep: Good morning, it's Ana.\nDana: I have two minutes.\n", "")
    assert isinstance(call, Transcript)
    assert [t.speaker for t in call.turns] == ["rep", "buyer"]


def test_a_call_of_three_asks_who_the_rep_is_in_the_words_of_the_page() -> None:
    text = "Ana: Hello.\nDana: Yes?\nNeil: Who is it?\n"
    with pytest.raises(TranscriptError, match="Say above who it is") as fault:
        call_of(text)
    assert "--rep" not in str(fault.value)
    assert call_of(text, "ana").turns[0].speaker == "rep"


# ---- drafting ----


def page_with(drafter: Drafter | None) -> AuthorPage:
    with gr.Blocks(analytics_enabled=False) as demo:
        return AuthorPage(shop(drafter=drafter), demo)


def drafter(work: Callable[[], Awaitable[tuple[Draft, Usage]]]) -> Drafter:
    async def draft(source: str | Transcript) -> tuple[Draft, Usage]:
        return await work()

    return draft


async def changes(page: AuthorPage, source: str = WORDS) -> list[dict[Any, Any]]:
    return [c async for c in page.write(DESCRIBED, source, "", TAB)]


async def test_a_draft_shows_that_it_is_at_work_and_then_its_text() -> None:
    async def work() -> tuple[Draft, Usage]:
        await asyncio.sleep(0.01)
        return Draft("x", "id: x\n"), Usage(1000, 0, 234, calls=2)

    page = page_with(drafter(work))
    first, *_, last = await changes(page)
    assert (
        "The model is writing." in first[page.progress] and 'data-do="stop"' in first[page.progress]
    )
    assert last[page.made] == "id: x\n" and "2 calls and 1,234 tokens" in last[page.progress]
    assert last[page.draft]["interactive"] is True


async def test_a_draft_can_be_stopped_and_begun_again() -> None:
    page = page_with(drafter(asyncio.Event().wait))  # type: ignore[arg-type]
    writing = page.write(DESCRIBED, WORDS, "", TAB)
    await anext(writing)
    assert await changes(page) == []  # one at a time
    page.stop(TAB)
    last = [c async for c in writing][-1]
    assert "Stopped. What you wrote is still here." in last[page.progress]
    assert page.made not in last
    page.stop(TAB)  # too late is no fault
    again = page.write(DESCRIBED, WORDS, "", TAB)
    assert "writing" in (await anext(again))[page.progress]
    await again.aclose()  # type: ignore[attr-defined]


async def test_a_draft_ends_with_the_tab_that_asked_for_it() -> None:
    ended = asyncio.Event()

    async def work() -> tuple[Draft, Usage]:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        raise AssertionError

    writing = page_with(drafter(work)).write(DESCRIBED, WORDS, "", TAB)
    await anext(writing)
    await asyncio.sleep(0)
    await writing.aclose()  # type: ignore[attr-defined]
    await asyncio.wait_for(ended.wait(), 1)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (
            ModelError("the endpoint refused the key"),
            "The endpoint refused the key. What you wrote",
        ),
        (ZeroDivisionError("secret"), "Something went wrong on our side. What you wrote"),
    ],
)
async def test_a_draft_that_fails_is_one_line_and_the_words_stay(
    fault: Exception, said: str
) -> None:
    async def work() -> tuple[Draft, Usage]:
        raise fault

    page = page_with(drafter(work))
    last = (await changes(page))[-1]
    assert said in last[page.progress] and "secret" not in last[page.progress]
    assert page.made not in last and page.source not in last


async def test_too_little_to_draft_from_asks_for_more() -> None:
    page = page_with(drafter(asyncio.Event().wait))  # type: ignore[arg-type]
    (only,) = await changes(page, "A baker.")
    assert "too little to draft from" in only[page.progress]


async def test_without_a_model_the_page_says_so_and_has_the_template() -> None:
    page = page_with(None)
    assert "No language model is set here" in page.head.value
    assert await changes(page) == []
    assert page.open(None, "", "", "")[page.text] == template()
    assert "Ready to play" in (await page.check(template(), ""))[page.findings]


def test_a_reload_finds_what_was_typed() -> None:
    page = page_with(None)
    opened = page.open(CALLED, "Rep: Hello.", "Ana", "id: mine")
    assert opened[page.text] == "id: mine" and opened[page.source]["value"] == "Rep: Hello."
    assert opened[page.whose] == {"value": "Ana", "visible": True, "__type__": "update"}


async def test_the_text_before_a_template_can_be_brought_back() -> None:
    page = page_with(None)
    started = await page.start_over("id: mine")
    back = await page.go_back(started[page.text], started[page.before])
    assert back[page.text] == "id: mine" and back[page.before] == template()
