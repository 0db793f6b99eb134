"""Cutting and normalising: what a turn is made of before anything is learned about it."""

from __future__ import annotations

import pytest

from trainer.reading import sentences
from trainer.reading.lexicon import skeleton
from trainer.reading.normalise import tokens


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences.split(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Fine. And who signs?", ["Fine.", "And who signs?"]),
        ("Ask Dr. Patel, he knows. Or Mr. Ito.", ["Ask Dr. Patel, he knows.", "Or Mr. Ito."]),
        ("it was 3.5k last yr… wasnt it", ["it was 3.5k last yr…", "wasnt it"]),
        ("first line\nsecond line", ["first line", "second line"]),
        ("well - not now", ["well -", "not now"]),
        ("価格はいくらですか？教えてください。", ["価格はいくらですか？", "教えてください。"]),
        ("   ", []),
        ("...", []),
        ("?", ["?"]),
    ],
)
def test_a_turn_is_cut_where_a_new_thought_starts(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_a_long_run_without_full_stops_is_still_cut() -> None:
    text = "and then we moved the desks and the phones went dead, so " * 30
    assert all(len(part) <= sentences.LONGEST for part in cut(text))
    assert len(cut(text)) > 3


def test_no_more_is_read_than_a_person_would_say() -> None:
    assert len(sentences.split("No. " * 5_000)) <= sentences.MOST


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I'd like to meet", "id like to meet"),
        ("what's ur budget?", "What is your budget ?"),
        ("we organise it", "We organize it"),
        ("the catalogue, in colour", "the catalog in color"),
        ("could u do thurs at 2pm", "Could you do Friday at 14:30"),
        ("that's £450 a month", "that is $1,200.50 a month"),
        ("um, can we, er, meet", "can we meet"),
        ("c\u200bould you si\u200bgn", "could you sign"),
        ("ｃｏｕｌｄ you sign", "could you sign"),
        ("don’t", "don't"),
        ("cos we cant", "because we can not"),
    ],
)
def test_spelling_and_typing_do_not_change_the_words(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12%", ["PCT"]),
        ("three vans", ["NUM", "vans"]),
        ("by March the 3rd", ["by", "march", "the", "NUM"]),
        ("on monday, 9:15", ["on", "DAY", "CLOCK"]),
        ("😀", []),
    ],
)
def test_figures_become_what_they_stand_for(text: str, words: list[str]) -> None:
    assert tokens(text) == words


def test_a_skeleton_forgets_what_the_talk_is_about() -> None:
    a = skeleton(tokens("could you send me the brochure about hydroponic lettuce"))
    b = skeleton(tokens("could you email me the datasheet about forklift tyres"))
    assert a == b
