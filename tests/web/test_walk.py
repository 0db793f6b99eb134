"""The whole walk through the real page: pick, plan, talk, end, debrief, fork, history, resume."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable
from typing import Any

import pytest

from tests.web.conftest import Server
from tests.web.hand import LINES, begin, end, pick, say

pytestmark = pytest.mark.browser


def test_a_rep_walks_from_the_catalogue_to_the_debrief_and_back(
    open_page: Callable[..., Any], server: Server
) -> None:
    page = open_page()
    page.get_by_text("Next for you").wait_for()
    pick(page)
    assert page.url.endswith("?scenario=next-quarter")
    assert page.get_by_text("What this call is graded on").is_visible()

    # plan
    page.get_by_role("button", name="Plan the call first").click()
    page.get_by_label("Objective").fill("She sees what a bad night costs")
    page.get_by_label("The step I want").fill("Forty minutes with her and Neil on Thursday")
    first = begin(page)
    assert page.get_by_text("She sees what a bad night costs").is_visible()

    # five turns, a hint on the way
    for line in LINES[:2]:
        say(page, line)
    page.get_by_role("button", name="Ask for a hint").click()
    page.locator(".note.hint").wait_for()
    for line in LINES[2:]:
        say(page, line)
    assert page.locator("#log .line.rep").count() == 5
    assert re.search(r"\d of 8 minutes", page.locator(".clock-text").inner_text())

    # end, debrief
    end(page)
    assert page.locator(".bars li").count() == 5
    assert page.locator(".focus li").count() <= 3
    assert page.get_by_text("You asked for one hint").is_visible()
    assert page.get_by_text("Your plan, and what happened").is_visible()
    slider = page.get_by_role("slider")
    slider.press("Home")
    assert page.locator(".thought:visible").count() == 1
    slider.press("ArrowRight")
    assert "turn 3" in page.locator(".thought:visible").inner_text()

    # fork at the second rep turn
    page.locator("#turn-4").get_by_role("button", name="Try again from here").click()
    page.locator("#call-page .stage-note").wait_for()
    second = page.url.partition("session=")[2]
    assert second != first and page.locator("#log .line").count() == 3
    say(page, "I really need this meeting. My boss is on my back, so Tuesday or Wednesday?")
    end(page)
    page.get_by_role("link", name="Compare it with the first time").click()
    page.locator(".compare").wait_for()
    assert "parting at turn 4" in page.locator("h1").inner_text()

    # a third, left open; the server is killed and started again
    page.goto(f"{server.url}/?scenario=twenty-seconds")
    page.locator("#start").wait_for()
    third = begin(page)
    say(page, "Good morning. I have a figure on line stops that two bakeries found useful.")
    said = page.locator("#log .line").last.inner_text()
    server.stop(signal.SIGKILL)
    server.start()

    # history, resume
    page.goto(f"{server.url}/history")
    page.locator(".log").first.wait_for()
    assert "Ana" in page.locator("h1").inner_text()
    assert page.locator(".log li").count() == 3
    assert page.locator(".over-time .strip").count() == 6
    page.get_by_role("link", name="Go on").first.click()
    page.locator("#log .line").first.wait_for()
    assert page.url.endswith(third)
    assert page.locator("#log .line").last.inner_text() == said
    say(page, "What does a stop cost you?")
    assert page.locator("#log .line").count() == 5


def test_the_next_visit_begins_where_the_rep_left_off(open_page: Callable[..., Any]) -> None:
    page = open_page("/?scenario=next-quarter")
    begin(page, "Bea")
    say(page, LINES[0])
    page.goto(page.url.partition("?")[0])
    page.get_by_text("You left off with Dana at turn 3.").wait_for()
    page.get_by_role("link", name="Pick up where you left off").click()
    page.locator("#log .line").first.wait_for()
    assert page.locator("#log .line").count() == 3
