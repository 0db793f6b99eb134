"""What a page must bear: HTML in a message, a double click, two tabs, a phone, a keyboard."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from tests.web.conftest import Server
from tests.web.hand import LINES, SETTLED, begin, end, say

pytestmark = pytest.mark.browser

Open = Callable[..., Any]


def test_html_and_markdown_in_a_message_are_text(open_page: Open) -> None:
    page = open_page("/?scenario=next-quarter")
    begin(page, "<b>Ana</b>")
    nasty = "<img src=x onerror=\"document.title='gone'\"> **bold** {{ 7*7 }} ${1+1} <b>b</b>"
    say(page, nasty)
    assert page.locator("#log .line.rep p").inner_text() == nasty
    end(page)
    assert nasty in page.locator("#turn-2 .turn-said").inner_text()
    assert page.locator(".debrief img, .debrief .turn-said b").count() == 0
    assert page.title() != "gone"


def test_a_double_click_on_send_sends_once(open_page: Open) -> None:
    page = open_page("/?scenario=next-quarter")
    begin(page)
    page.locator("#box textarea").fill(LINES[0])
    page.locator("#send").dblclick()
    page.wait_for_function(SETTLED, arg=3)
    page.reload()
    page.wait_for_function(SETTLED, arg=3)
    assert page.locator("#log .line.rep").count() == 1


def test_two_tabs_on_one_session_lose_nothing_and_send_nothing_twice(open_page: Open) -> None:
    page = open_page("/?scenario=next-quarter")
    begin(page)
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("#log .line").first.wait_for()
    say(page, LINES[0])
    other.locator("#box textarea").fill("Said in the other tab.")
    other.locator("#box textarea").press("Enter")
    other.locator(".note").wait_for()
    assert "moved on in another tab" in other.locator(".note").inner_text()
    assert other.locator("#box textarea").input_value() == "Said in the other tab."
    assert other.locator("#log .line").count() == 3
    other.locator("#box textarea").press("Enter")
    other.wait_for_function(SETTLED, arg=5)
    assert other.locator("#log .line.rep").count() == 2


def test_an_empty_and_an_endless_message_are_one_calm_line_each(open_page: Open) -> None:
    page = open_page("/?scenario=next-quarter")
    begin(page)
    box = page.locator("#box textarea")
    box.fill(" \u200b ")
    page.locator("#send").click()
    page.get_by_text("Type what you would say.").wait_for()
    box.fill("word " * 4000)
    page.locator("#send").click()
    page.get_by_text("nobody listens that long").wait_for()
    assert len(box.input_value()) == 20_000
    assert page.locator("#log .line").count() == 1


def test_a_deep_link_to_nothing_says_so_and_leads_on(open_page: Open) -> None:
    page = open_page("/?scenario=no-such-call")
    page.get_by_text("No scenario 'no-such-call'").wait_for()
    assert page.locator(".card").first.is_visible()
    page.goto(page.url.partition("?")[0] + "debrief?session=nope")
    page.get_by_text("There is no such call").wait_for()
    page.get_by_role("link", name="Open the history").click()
    page.locator("#history h1").wait_for()


def test_the_back_key_of_the_browser_goes_back_to_the_catalogue(open_page: Open) -> None:
    page = open_page()
    page.locator(".cards a").first.click()
    page.locator("#start").wait_for()
    page.go_back()
    page.locator(".cards a").first.wait_for()


def test_ending_a_call_asks_once(open_page: Open) -> None:
    page = open_page("/?scenario=next-quarter")
    begin(page)
    page.locator("#leave").click()
    page.get_by_role("button", name="Keep talking").click()
    assert page.locator("#leave").is_visible()
    say(page, LINES[0])
    end(page)
    assert page.locator(".debrief h1").is_visible()


def test_a_buyer_who_hangs_up_leads_to_the_debrief(open_page: Open) -> None:
    page = open_page("/?scenario=twenty-seconds")
    begin(page)
    for _ in range(12):
        if page.locator(".gone").count():
            break
        say(page, "I need this for my quota. Sign today. Tuesday or Thursday?")
    assert "hung up" in page.locator(".gone").inner_text()
    assert not page.locator("#box").is_visible()
    end(page)
    assert page.locator(".debrief h1").is_visible()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_phone_has_the_whole_call_within_its_width(open_page: Open, mode: str) -> None:
    page = open_page("/?scenario=next-quarter", width=390, height=844, color_scheme=mode)
    begin(page)
    say(page, LINES[0])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    graded = page.locator("section[data-drawer=graded]")
    assert not graded.is_visible()
    page.get_by_role("button", name="Graded on").click()
    assert graded.is_visible()
    page.get_by_role("button", name="Graded on").click()
    assert not graded.is_visible()
    end(page)
    for path in ("", "history", "review"):
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.goto(re.sub(r"/[^/]*$", f"/{path}", page.url))
        page.locator("h1, .queue").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_keyboard_alone_is_enough(open_page: Open) -> None:
    page = open_page()
    page.locator(".next a").wait_for()

    def tab_to(selector: str, most: int = 60) -> None:
        for _ in range(most):
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"{selector} cannot be reached with Tab")

    tab_to(".next a")
    page.keyboard.press("Enter")
    page.locator("#start").wait_for()
    tab_to("#name input, #name textarea")
    page.keyboard.type("Kim")
    tab_to("#start")
    page.keyboard.press("Enter")
    page.locator("#log .line").first.wait_for()
    tab_to("#box textarea")
    page.keyboard.type("Good morning.")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("What does a line stop cost you?")
    page.keyboard.press("Enter")
    page.wait_for_function(SETTLED, arg=3)
    assert "Good morning.\nWhat" in page.locator("#log .line.rep p").inner_text()
    tab_to("#leave")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('.yes')")
    page.keyboard.press("Enter")
    page.locator(".debrief").wait_for()
    tab_to(".criterion summary", 80)
    page.keyboard.press("Enter")
    assert page.locator(".criterion[open]").count() == 1


def test_a_trainer_remarks_and_overrules_and_the_rep_sees_both(open_page: Open) -> None:
    page = open_page("/?scenario=next-quarter")
    session = begin(page, "Rui")
    for line in LINES[:2]:
        say(page, line)
    end(page)
    home = page.url.partition("debrief")[0]
    page.goto(f"{home}review?rep=Rui")
    page.locator(".queue a").first.wait_for()
    page.locator("#author input, #author textarea").fill("Marek")
    page.locator("#author input, #author textarea").press("Tab")
    page.keyboard.press("Escape")
    page.locator("body").click(position={"x": 2, "y": 2})
    page.keyboard.press("n")
    page.locator(".sheet").wait_for()
    assert page.url.endswith(f"review?session={session}")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.keyboard.type("A figure first. <i>Good</i>.")
    page.keyboard.press("Control+Enter")
    page.locator("#turn-2 .remark-kept").wait_for()
    verdict = page.locator("#fit-plan, #value-trade").first
    verdict.locator("summary").click()
    verdict.get_by_label("Your verdict").select_option("met")
    verdict.get_by_label("Why").fill("It was there in the first sentence.")
    verdict.get_by_role("button", name="Overrule").click()
    page.locator(".queue .small", has_text="overruled").wait_for()
    page.goto(f"{home}debrief?session={session}")
    page.locator(".debrief").wait_for()
    assert "A figure first. <i>Good</i>." in page.locator("#turn-2").inner_text()
    assert "trainer" in page.locator("#value-trade summary").inner_text()
    page.locator("#value-trade summary").click()
    assert "Marek changed this from" in page.locator("#value-trade").inner_text()


def test_a_debrief_leads_on_to_the_same_call_again(open_page: Open) -> None:
    page = open_page("/?scenario=next-quarter")
    begin(page)
    say(page, LINES[0])
    end(page)
    assert page.get_by_text("Practise next:").is_visible()
    page.get_by_role("link", name="Play this again").click()
    page.locator("#start").wait_for()
    assert page.url.endswith("?scenario=next-quarter")


def test_in_a_chain_the_next_call_follows_and_the_buyer_remembers(open_page: Open) -> None:
    page = open_page("/?scenario=rota-holes")
    begin(page, "Ida")
    say(page, LINES[0])
    end(page)
    page.get_by_role("link", name="Next call").click()
    page.wait_for_url("**/?scenario=rota-holes-meeting")
    page.locator("#start").wait_for()


def test_on_a_phone_an_opened_call_comes_into_sight(open_page: Open) -> None:
    page = open_page("/?scenario=next-quarter", width=390, height=844)
    session = begin(page, "Pia")
    say(page, LINES[0])
    end(page)
    top = "document.querySelector('.sheet h2').getBoundingClientRect().top"
    seen = f"() => {top} < innerHeight / 2"
    page.goto(page.url.partition("debrief")[0] + "review?rep=Pia")
    page.locator(".queue a").first.click()
    page.locator(".sheet").wait_for()
    page.wait_for_function(seen)
    page.get_by_role("link", name="All calls").click()
    page.wait_for_function("document.querySelector('.queue').getBoundingClientRect().bottom > 0")
    page.goto(page.url.partition("review")[0] + f"review?session={session}")
    page.locator(".sheet").wait_for()
    page.wait_for_function(seen)


def test_a_trainer_reads_both_opinions_and_goes_to_the_turn(
    open_page: Open, server: Server
) -> None:
    page = open_page("/?scenario=next-quarter")
    session = begin(page, "Tom")
    for line in LINES[:2]:
        say(page, line)
    end(page)
    home = page.url.partition("debrief")[0]
    with sqlite3.connect(server.folder / "trainer.db") as records:
        records.execute(
            "INSERT INTO disagreements (session_id, about, turn, model, offline) "
            "VALUES (?, 'moves', 4, 'insight', 'pitch')",
            [session],
        )
        records.execute(
            'INSERT INTO "usage" (session_id, purpose, prompt, cached, completion, calls, '
            "unreported, seconds, cost) VALUES (?, 'judge', 900, 0, 100, 2, 0, 3.5, 0.0211)",
            [session],
        )
    page.goto(home + "review?rep=Tom")
    page.get_by_text("For these calls the model was asked 2 times, 1,000 tokens").wait_for()
    page.get_by_role("link", name="Where the model and the offline parts differed").click()
    page.locator(".difference", has_text="taught something").wait_for()
    assert page.locator(".difference", has_text=LINES[1]).count() == 1
    page.get_by_role("link", name="turn 4").click()
    page.locator(".sheet #turn-4:focus").wait_for()
    cost = "The model was asked 2 times, 1,000 tokens, 0.021 at your prices"
    page.get_by_text(cost, exact=True).click()
    assert page.get_by_text("Judging: asked 2 times").is_visible()
    page.get_by_text("The model and the offline parts differed once").click()
    assert page.locator(".sheet .difference").is_visible()


def test_a_page_arrives_with_its_content(open_page: Open) -> None:
    page = open_page("/?scenario=next-quarter")
    session = begin(page, "Eva")
    home = page.url.partition("?")[0]
    assert "Your call with Dana Whitlock" in page.request.get(page.url).text()
    assert "Eva’s calls" in page.request.get(home + "history").text()
    assert "You left off" not in page.request.get(home).text()  # nothing was said yet
    say(page, LINES[0])
    assert "You left off with Dana at turn 3." in page.request.get(home).text()
    page.locator("#box textarea").fill("Half a sentence")
    page.reload()
    page.wait_for_function("document.querySelector('#box textarea')?.value === 'Half a sentence'")
    end(page)
    assert "was thinking, and when" in page.request.get(home + f"debrief?session={session}").text()


def test_without_a_model_a_call_can_still_be_written_and_checked(open_page: Open) -> None:
    page = open_page("/write")
    page.get_by_text("No language model is set here").wait_for()
    assert not page.locator("#draft").is_visible()
    page.get_by_text("Ready to play").wait_for()
    page.locator("#yaml textarea").fill("id: mine\n")
    page.get_by_role("button", name="Check it", exact=True).click()
    page.locator(".finding", has_text="mine.yaml:1").first.wait_for()
    page.get_by_role("button", name="Start from the template").click()
    page.get_by_text("Ready to play").wait_for()
    assert page.get_by_text("To save from here, set TRAINER_SCENARIOS").is_visible()


def test_a_double_click_on_start_starts_one_call(open_page: Open) -> None:
    page = open_page("/?scenario=next-quarter")
    page.locator("#name input, #name textarea").fill("Dbl")
    page.locator("#start").dblclick()
    page.locator("#log .line").first.wait_for()
    page.goto(page.url.partition("?")[0] + "history?rep=Dbl")
    page.locator(".log li").first.wait_for()
    assert page.locator(".log li").count() == 1


def test_a_call_that_is_over_can_be_read_and_leads_to_its_debrief(open_page: Open) -> None:
    page = open_page("/?scenario=whole-group")
    page.get_by_role("button", name="Start the conversation").wait_for()
    session = begin(page)
    end(page)
    page.goto(page.url.partition("debrief")[0] + f"?session={session}")
    page.get_by_text("This conversation is over.").wait_for()
    assert not page.locator("#box").is_visible()


def test_every_field_and_button_has_a_name(open_page: Open) -> None:
    page = open_page("/?scenario=next-quarter")
    session = begin(page)
    nameless = """() => [...document.querySelectorAll('input, textarea, select, button, a')]
        .filter(e => e.offsetParent && !e.labels?.[0]?.innerText.trim())
        .filter(e => !e.innerText.trim() && !e.getAttribute('aria-label'))
        .map(e => e.outerHTML.slice(0, 200))"""
    assert page.evaluate(nameless) == []
    end(page)
    home = page.url.partition("debrief")[0]
    debrief = f"debrief?session={session}"
    pages = ("", "?scenario=next-quarter", debrief, "history", "review", "write", "differences")
    for path in pages:
        page.goto(home + path)
        page.locator("h1").first.wait_for(state="attached")
        assert page.evaluate(nameless) == [], path
        assert page.locator("h1").count() == 1, path
