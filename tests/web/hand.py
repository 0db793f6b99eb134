"""What a rep's hand does on the page, by the names a person would give it."""

from __future__ import annotations

from typing import Any

# The talk has at least n lines and nobody is speaking.
SETTLED = """n => document.querySelectorAll('#log .line').length >= n
    && !document.querySelector('.now')"""

LINES = (
    "Good morning, Ana Reyes from Middlewatch. At eleven hauliers we reviewed, ten had never added "
    "up what a failed night costs. Who picks up when planning stops at night?",
    "What happened the last time it went down in the night, and what did it cost you?",
    "If nothing changes before peak, what happens the next time?",
    "So far: one phone, three people, and a night nobody added up. What of that matters most?",
    "Would you and Neil take forty minutes with me on Thursday at ten to put a figure on a bad "
    "night? The figure is yours to keep even if we never work together.",
)


def pick(page: Any, scenario: str = "next-quarter") -> None:
    page.locator(f".cards a[data-id='{scenario}']").click()
    page.locator("#brief-main h1").wait_for()


def begin(page: Any, name: str = "Ana") -> str:
    """Start the call from its brief; gives the session's id."""
    page.locator("#name input, #name textarea").fill(name)
    page.locator("#start").click()
    page.locator("#log .line.buyer").first.wait_for()
    page.wait_for_url("**/?session=*")
    return str(page.url.partition("session=")[2])


def say(page: Any, text: str) -> None:
    """Type, press Enter, wait for the whole reply."""
    before = page.locator("#log .line").count()
    page.locator("#box textarea").fill(text)
    page.locator("#box textarea").press("Enter")
    page.wait_for_function(SETTLED, arg=before + 2)


def end(page: Any) -> None:
    """Leave the call and read its debrief."""
    if page.locator("#leave").is_visible():
        page.locator("#leave").click()
        page.get_by_role("button", name="Yes, read the debrief").click()
    else:
        page.get_by_role("link", name="Read the debrief").click()
    page.locator(".debrief").wait_for()
