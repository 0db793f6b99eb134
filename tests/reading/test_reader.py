"""The offline reader: what it hears, where, and what must not sway it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import pytest

from trainer.conversation import Act, Channel, Heard, Move, Transcript, Turn
from trainer.reading.local import LocalReader

READER = LocalReader()


def hear(speaker: str, text: str, before: str = "", channel: Channel = "meeting") -> Heard:
    past: list[tuple[Turn, Heard]] = []
    if before:
        turn = Turn("buyer" if speaker == "rep" else "rep", before)
        past = [(turn, READER.hear([], turn, channel=channel))]
    return READER.hear(past, Turn("rep" if speaker == "rep" else "buyer", text), channel=channel)


@pytest.mark.parametrize(
    ("before", "text", "label"),
    [
        ("Hello?", "hi there, have you got 30 seconds for me?", "gimmick"),
        ("It's been like this for years.", "what happens if you do nothing?", "impact"),
        ("We lost two drivers.", "how do you cover the routes now?", "ask_open"),
        ("I like it.", "could we book 30 min thursday with your cfo?", "ask_specific"),
        ("I like it.", "who else has to sign off on this?", "qualify"),
        (
            "Let me think about it.",
            "sure, no rush, let me know whenever you're ready",
            "accept_vague",
        ),
        ("We'd like to hold off.", "that's fair. what's making you hold off?", "probe"),
        ("Not this quarter.", "please, I'm two short of my target this month", "self_interest"),
        ("We need a week.", "if you sign today I can take 20% off, tomorrow it's gone", "pressure"),
        ("What does it cost?", "It's £400 a month, £350 if you pay annually", "comply_skip"),
        ("OK.", "I'll email you the summary this afternoon", "promise"),
        ("Go on.", "and if it isn't for you just say no, that's a fine answer", "allow_no"),
        ("So what is it?", "our platform gives you live dashboards and a mobile app", "pitch"),
        ("OK.", "so to recap: 3 sites, the audit in May and Ana has to agree", "recap"),
    ],
)
def test_plain_moves_are_heard(before: str, text: str, label: str) -> None:
    assert label in hear("rep", text, before).labels


@pytest.mark.parametrize(
    ("before", "text", "label"),
    [
        ("Shall we go ahead?", "Let me think about it and call me next month.", "stall"),
        ("We help teams close faster.", "How much is it?", "question"),
        ("We could talk on Monday.", "No thanks, we're not interested.", "refuse"),
        ("Could you meet me on Monday at nine?", "Monday at nine works, I'll bring Ana.", "commit"),
        ("We do stock systems.", "Just email me a brochure, would you?", "request"),
        ("Thanks for today.", "Thanks, bye now.", "end"),
        ("How many are off sick?", "Eleven, and it cost us forty thousand last year.", "reveal"),
        ("It takes four weeks.", "The last firm said that and it took a year.", "concern"),
    ],
)
def test_plain_acts_are_heard(before: str, text: str, label: str) -> None:
    assert label in hear("buyer", text, before).labels


@pytest.mark.parametrize(
    "text", ["Morning.", "ok", "thanks, see you then", "yes I can hear you fine", "ha, same here"]
)
def test_small_talk_is_no_move(text: str) -> None:
    assert not hear("rep", text).labels


def test_the_span_is_the_sentence_that_shows_it() -> None:
    text = "Thanks for that. What happens if nothing changes? I'll email you a note tonight."
    heard = hear("rep", text, "It's a mess.")
    assert text[slice(*heard.spans["impact"])] == "What happens if nothing changes?"
    assert text[slice(*heard.spans["promise"])] == "I'll email you a note tonight."
    assert set(heard.spans) == set(heard.labels)


def test_every_label_has_a_chance_and_a_specific_ask_is_an_ask() -> None:
    heard = hear("rep", "could you and Ana meet me on Tuesday at 3?", "Maybe.")
    assert set(heard.chances) == {m.value for m in Move}
    assert all(0 <= p <= 1 for p in heard.chances.values())
    assert heard.labels >= {"ask", "ask_specific"}
    assert set(hear("buyer", "Yes.").chances) == {a.value for a in Act}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "\u200b\u200b",
        "...",
        "😀🎉",
        "\x00",
        "a" * 20_000,
        "why? " * 4_000,
        "?" * 9_000,
    ],
)
def test_nothing_a_person_can_paste_breaks_it(text: str) -> None:
    heard = READER.read(Transcript("x", "meeting", (Turn("rep", text), Turn("buyer", text)))).heard
    assert len(heard) == 2
    assert all(0 <= a < b <= len(text) for h in heard for a, b in h.spans.values())


def test_silence_is_heard_as_nothing() -> None:
    assert hear("rep", "\u200b \n") == Heard()


def test_repeating_a_sentence_changes_nothing() -> None:
    once, often = (
        hear("rep", "What would it cost you?"),
        hear("rep", "What would it cost you? " * 13),
    )
    assert once.chances == often.chances


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (str.upper, str.lower),
        (lambda t: t, lambda t: t.replace("o", "o\u200b")),
        (lambda t: t, lambda t: "Um, " + t),
        (lambda t: t, lambda t: t.replace("'", "’")),
    ],
)
def test_case_hidden_characters_and_fillers_change_no_reading(one, other) -> None:  # type: ignore[no-untyped-def]
    for text in ("could we meet on Monday?", "What's it costing you?", "I'll send it over today."):
        assert hear("rep", one(text)).labels == hear("rep", other(text)).labels


def talk(*lines: str) -> Transcript:
    turns = tuple(Turn("rep" if i % 2 == 0 else "buyer", x) for i, x in enumerate(lines))
    return Transcript("t", "meeting", turns)


def test_known_readings_are_taken_as_they_are() -> None:
    known = {2: Heard(frozenset({"stall"}))}
    read = READER.read(talk("shall we sign on Monday?", "Lovely weather."), known)
    assert read.heard[1] is known[2]


def test_what_the_buyer_just_did_decides_how_the_answer_is_heard() -> None:
    lines = ("how are things?", "We'll see.", "okay, of course, I'll wait to hear from you")
    stalled = READER.read(talk(*lines), {2: Heard(frozenset({"stall", "vague"}))})
    answered = READER.read(talk(*lines), {2: Heard(frozenset({"answer"}))})
    chance = [c.heard[2].chance("accept_vague") for c in (stalled, answered)]
    assert chance[0] > chance[1]


def test_a_practice_session_is_read_as_it_was_heard_live() -> None:
    lines = ("what does a bad week cost you?", "Nine thousand.", "could we meet on Monday at ten?")
    transcript = talk(*lines)
    sure = Heard(frozenset({"answer", "reveal"}))
    read = READER.read(transcript, {2: sure})
    past = list(zip(transcript.turns, read.heard, strict=True))[:2]
    assert read.heard[2] == READER.hear(past, transcript.turns[2])


def test_a_live_reading_never_depends_on_what_comes_later() -> None:
    lines = ("what does a bad week look like?", "Three lorries off.", "and what does that cost?")
    past: list[tuple[Turn, Heard]] = []
    for turn in talk(*lines).turns:
        past.append((turn, READER.hear(past, turn)))
    again: Sequence[tuple[Turn, Heard]] = past[:2]
    assert READER.hear(again, past[2][0]) == past[2][1]


def test_reading_is_the_same_every_time() -> None:
    lines = talk("hi, is now a bad time?", "Yes.", "ok I'll call you tomorrow then")
    assert READER.read(lines) == LocalReader().read(lines)


def test_reading_needs_neither_scikit_learn_nor_scipy() -> None:
    code = (
        "import sys; from trainer.conversation import Turn; "
        "from trainer.reading.local import LocalReader; "
        "LocalReader().hear([], Turn('rep', 'could we meet on Monday?')); "
        "print(sorted({'sklearn', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
