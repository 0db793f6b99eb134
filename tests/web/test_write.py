"""Writing a call in the real page, with a scripted model: draft, stop, mend, save, play."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.llm import behaviours as b
from tests.llm.server import Server as Model
from tests.speaking.test_draft import SKETCH
from tests.web.conftest import Server

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
WORDS = "A baker who loses a batch a week and calls it the weather. Blunt, and busy until noon."
CALL = "Rep: Good morning, I have ovens to talk about.\nRuth: I have bread to talk to.\n"


@pytest.fixture(scope="module")
def model() -> Iterator[Model]:
    with Model() as running:
        yield running


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that calls may be saved to."""
    return tmp_path_factory.mktemp("own")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, model: Model, own: Path) -> Iterator[Server]:
    running = Server(
        tmp_path_factory.mktemp("server"),
        TRAINER_LLM_BASE_URL=model.url,
        TRAINER_LLM_MODEL=model.model,
        TRAINER_READER="local",
        TRAINER_SCENARIOS=str(own),
    )
    running.start()
    yield running
    running.stop()


def text_of(page: Any) -> str:
    return str(page.locator("#yaml textarea").input_value())


def ready(page: Any) -> None:
    """Wait for the findings on what stands in the text."""
    page.locator("#findings:not([data-older]) .findings").wait_for()


def draft(page: Any, words: str = WORDS) -> None:
    page.locator("#source textarea").fill(words)
    page.locator("#draft").click()


def test_a_call_is_drafted_mended_saved_and_played(
    open_page: Open, model: Model, own: Path
) -> None:
    model.default = SKETCH
    page = open_page("/write")
    ready(page)
    draft(page)
    page.get_by_text("A draft is below").wait_for()
    page.get_by_text("Ready to play").wait_for()
    assert "id: the-ovens-can-wait" in text_of(page)
    assert WORDS in model.requests[-1].prompt

    # a slip is found, shown in its line, and keeps the call from being saved
    page.locator("#yaml textarea").fill(text_of(page).replace("level: 2", "level: 9"))
    page.get_by_text("The text has changed since.").wait_for()
    page.get_by_role("button", name="Save it").click()
    page.get_by_text("Something has to be mended first.").wait_for()
    assert list(own.iterdir()) == []
    page.get_by_role("link", name="the-ovens-can-wait.yaml:5").click()
    chosen = "e => e.value.slice(e.selectionStart, e.selectionEnd)"
    assert page.locator("#yaml textarea").evaluate(chosen) == "level: 9"

    # mended, downloaded, saved, played
    page.locator("#yaml textarea").fill(text_of(page).replace("level: 9", "level: 2"))
    page.get_by_role("button", name="Check it", exact=True).click()
    page.get_by_text("Ready to play").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download it").click()
    assert download.value.suggested_filename == "the-ovens-can-wait.yaml"
    page.get_by_role("button", name="Save it").click()
    page.get_by_text("Saved as the-ovens-can-wait.yaml.").wait_for()
    assert (own / "the-ovens-can-wait.yaml").read_text("utf-8") == text_of(page)
    page.get_by_role("button", name="Save it").click()
    page.get_by_role("button", name="Put this one in its place").click()
    page.get_by_text("Saved as").wait_for()
    page.get_by_role("link", name="Read its brief").click()
    page.locator("#brief-main h1").wait_for()
    assert page.locator("#brief-main h1").inner_text() == SKETCH["title"]


def test_a_draft_can_be_stopped_and_the_model_is_let_go(open_page: Open, model: Model) -> None:
    model.default = b.silent()
    page = open_page("/write")
    ready(page)
    before = text_of(page)
    draft(page)
    page.locator(".working", has_text="1 second so far").wait_for()
    assert page.locator("#draft").is_disabled()
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Stopped. What you wrote is still here.").wait_for()
    assert model.requests[-1].gone.wait(5)
    assert page.locator("#source textarea").input_value() == WORDS
    assert text_of(page) == before
    assert page.locator("#draft").is_enabled()


def test_leaving_the_page_ends_the_draft(open_page: Open, model: Model) -> None:
    model.default = b.silent()
    page = open_page("/write")
    ready(page)
    draft(page)
    page.locator(".working", has_text="1 second so far").wait_for()
    page.close()
    assert model.requests[-1].gone.wait(20)


def test_a_model_that_fails_is_one_line_and_everything_stays(open_page: Open, model: Model) -> None:
    model.default = b.fails(401, "bad key")
    page = open_page("/write")
    ready(page)
    page.locator("#yaml textarea").fill("# half a thought\n" + text_of(page))
    draft(page)
    page.locator("#progress .note").wait_for()
    line = page.locator("#progress .note").inner_text()
    assert "What you wrote is still here. Draft it again later." in line
    assert "Traceback" not in line and "\n" not in line.strip()
    assert text_of(page).startswith("# half a thought")
    page.reload()
    ready(page)
    assert text_of(page).startswith("# half a thought")
    assert page.locator("#source textarea").input_value() == WORDS


def test_a_draft_leaves_the_way_back_to_what_stood_there(open_page: Open, model: Model) -> None:
    model.default = SKETCH
    page = open_page("/write")
    ready(page)
    page.locator("#yaml textarea").fill("# my own\n" + text_of(page))
    draft(page)
    page.get_by_text("A draft is below").wait_for()
    page.get_by_role("button", name="Bring back the text before this").click()
    page.wait_for_function("document.querySelector('#yaml textarea').value.startsWith('# my own')")


def test_a_pasted_call_reaches_the_model_as_a_call(open_page: Open, model: Model) -> None:
    model.default = SKETCH
    page = open_page("/write")
    ready(page)
    page.get_by_text("Paste a real call").click()
    page.locator("#whose").wait_for()
    draft(page, "Nobody says anything to anybody here.")
    page.get_by_text("The call names no speakers.").wait_for()
    draft(page, CALL)
    page.get_by_text("A draft is below").wait_for()
    assert "Salesperson: Good morning" in model.requests[-1].prompt


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_phone_can_write_too(open_page: Open, mode: str) -> None:
    page = open_page("/write", width=390, height=844, color_scheme=mode)
    ready(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#yaml textarea").fill("id: x\n")
    page.get_by_role("button", name="Check it", exact=True).click()
    page.locator(".finding").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
