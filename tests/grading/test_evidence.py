"""Quotes are exact spans, and turn numbers are checked."""

from __future__ import annotations

import pytest

from trainer.conversation import Conversation, Heard, Transcript, Turn
from trainer.grading.evidence import (
    LONGEST,
    anchors_for,
    checked,
    cut,
    quotes,
    sentences,
    statements,
)
from trainer.report import Judgement, Verdict

TEXT = "Good morning. Could we look at it on Thursday, with Jo?  I will bring the figures…\nBye!"


def test_sentences_are_spans_of_the_text():
    assert [TEXT[a:b] for a, b in sentences(TEXT)] == [
        "Good morning.",
        "Could we look at it on Thursday, with Jo?",
        "I will bring the figures…",
        "Bye!",
    ]


def test_statements_are_the_sentences_that_ask_nothing():
    assert statements(TEXT) == "Good morning. I will bring the figures… Bye!"


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_blank_text_has_no_sentence_and_no_quote(text):
    assert sentences(text) == ()
    assert cut(text, None) == ""


@pytest.mark.parametrize(
    ("anchor", "label", "quote"),
    [
        ((14, 55), "", "Could we look at it on Thursday, with Jo?"),
        ("bring the figures", "", "I will bring the figures…"),
        ("THURSDAY", "", "Could we look at it on Thursday, with Jo?"),
        (None, "ask", "Could we look at it on Thursday, with Jo?"),
        ("words that are not there", "ask", "Could we look at it on Thursday, with Jo?"),
        ((900, 950), "ask", "Could we look at it on Thursday, with Jo?"),
        ((-5, 13), "", "Good morning."),
    ],
)
def test_the_quote_is_the_sentence_around_the_anchor_or_the_best_one(anchor, label, quote):
    assert cut(TEXT, anchor, label) == quote


def test_a_long_quote_is_cut_at_a_space_and_stays_exact():
    text = "word " * 200
    quote = cut(text, None)
    assert quote in text
    assert len(quote) <= LONGEST
    assert quote.endswith("word")


def test_a_quote_prefers_the_sentence_the_reader_marked():
    heard = (Heard(frozenset({"ask"}), spans={"ask": (14, 55)}), Heard())
    assert anchors_for((1, 2), "ask", heard) == {1: (14, 55)}
    assert anchors_for((1, 2), "pitch", heard) == {}
    assert anchors_for((1, 2), "", heard) == {}


def talk() -> Conversation:
    turns = (Turn("rep", TEXT), Turn("buyer", "  "), Turn("rep", "Fine."))
    return Conversation(Transcript("t", "meeting", turns), (Heard(),) * 3)


def test_turns_out_of_range_repeated_or_blank_give_no_quote():
    word = Judgement(Verdict.MET, (3, 3, 0, -1, 2, 4, 1))
    assert [e.turn for e in quotes(talk().transcript, word)] == [3, 1]


def test_a_scored_verdict_without_a_valid_turn_becomes_unscored():
    result = checked("value.trade", Judgement(Verdict.MISSED, (2, 9)), talk())
    assert result.verdict is Verdict.UNSCORED
    assert result.note


def test_no_opportunity_needs_no_quote():
    result = checked("value.trade", Judgement(Verdict.NA, (1,), "No ask."), talk())
    assert result.verdict is Verdict.NA
    assert result.evidence == ()


def test_only_partly_says_what_was_missing():
    word = Judgement(Verdict.MET, (1,), "Good.", missing="nothing")
    assert checked("value.trade", word, talk()).missing == ""
