"""Cue tables: their notation, and that what people say sets them off."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.conversation import Speaker
from trainer.errors import InputError
from trainer.reading.features import family, grammar, is_question
from trainer.reading.matching import CUES, Grammar
from trainer.reading.normalise import tokens


def cues(speaker: Speaker, text: str) -> set[str]:
    return {family(c) for c in grammar(speaker).match(tokens(text))}


@pytest.mark.parametrize(
    ("line", "yes", "no"),
    [
        ("could|can you @SEND", "can you email it", "can you drive it"),
        ("say (me|us) no", "say us no", "say them no"),
        ("^ why", "why now", "that is why"),
        ("take care $", "take care", "take care of it"),
        ("who * signs", "who over there really signs", "who in all the wide world signs"),
        ("who ** signs", "who in all the wide world signs", "who was it"),
    ],
)
def test_the_notation(line: str, yes: str, no: str) -> None:
    one = Grammar()
    one.add("x", line.split())
    assert one.match(tokens(yes)) == {"x"}
    assert one.match(tokens(no)) == set()


@pytest.mark.parametrize(
    ("body", "line"),
    [("[a]\n* then\n", 2), ("[a]\nfine\nask @NOBODY\n", 3), ("[a]\n(maybe)\n", 2)],
)
def test_a_cue_that_cannot_work_is_refused_with_its_line(
    tmp_path: Path, body: str, line: int
) -> None:
    path = tmp_path / "rep.txt"
    path.write_text(body)
    with pytest.raises(InputError, match=f"rep.txt:{line}"):
        Grammar.read(path)


def test_an_indented_line_goes_on_with_the_one_above(tmp_path: Path) -> None:
    path = tmp_path / "rep.txt"
    path.write_text("[a]\nred|\n    blue car\n[b]\ngreen car\n")
    assert Grammar.read(path).match(["blue", "car"]) == {"a#0"}
    assert Grammar.read(path).match(["green", "car"]) == {"b#0"}


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("can I steal thirty seconds", "permission"),
        ("is now a good time?", "good_time"),
        ("the reason i'm calling is the audit", "reason"),
        ("you keep it whether or not you buy", "you_gain"),
        ("who else would have to sign it off", "who_decides"),
        ("so far you've told me two things", "recap"),
        ("could we meet thursday at 2 with your cfo", "ask_step"),
        ("could we meet thursday at 2 with your cfo", "when"),
        ("I'll send it over tonight", "promise"),
        ("take your time", "let_go"),
        ("tell me if it's not for you", "easy_no"),
        ("my manager is on at me, i'm two short", "self"),
        ("if you sign today i'll throw in the training", "push"),
        ("what happens if nothing changes", "impact"),
    ],
)
def test_what_reps_say_is_cued(text: str, cue: str) -> None:
    assert cue in cues("rep", text)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("let me think about it", "put_off"),
        ("sounds great, we'll be in touch", "warm_words"),
        ("how much is it", "price_first"),
        ("just email me something", "wants_work"),
        ("no thanks, we're fine", "says_no"),
        ("Thursday at ten works", "will_do"),
        ("ok take care, bye", "closes"),
        ("I was keen last week but", "cools"),
    ],
)
def test_what_buyers_say_is_cued(text: str, cue: str) -> None:
    assert cue in cues("buyer", text)


@pytest.mark.parametrize(
    "text",
    ["who signs", "ok and how often", "could you send it", "is it yours", "fine by you?"],
)
def test_a_question_needs_no_question_mark(text: str) -> None:
    assert is_question(tokens(text))


@pytest.mark.parametrize("text", ["that is who I meant", "I asked how it went", "When you know."])
def test_a_question_word_alone_makes_no_question(text: str) -> None:
    assert not is_question(tokens(text))


def test_every_shipped_table_compiles() -> None:
    names = {path.stem for path in CUES.glob("*.txt")}
    assert names == {"rep", "buyer"}
    for path in CUES.glob("*.txt"):
        assert Grammar.read(path).index
