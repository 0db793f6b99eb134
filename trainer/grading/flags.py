"""Words that are meant for the grader or the machine, not for the buyer.

Flags are shown in the report and never change a score by themselves. Their spans are also what
`grading.substance` refuses to credit: rep text is data, so instructions in it do nothing.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from trainer.conversation import Transcript, Turn
from trainer.grading.evidence import Span, sentences, trimmed
from trainer.grading.metalanguage import (
    FAKE,
    HIDDEN,
    HIDDEN_CHARACTER,
    LANGUAGE,
    MARK_UP,
    NOISE,
    PATTERNS,
    RUBRIC,
    SPAM,
    foreign,
    plain,
    plain_words,
    quotes_rubric,
    spam,
)
from trainer.report import Flag
from trainer.rubric import Criterion, Rubric


@dataclass(frozen=True, slots=True)
class Mark:
    """A flagged span of one turn."""

    turn: int
    span: Span
    what: str


def marks(transcript: Transcript, rubric_text: tuple[str, ...] = ()) -> tuple[Mark, ...]:
    """Every flagged span in the rep's turns. `rubric_text`: sentences of the rubric in use."""
    return _marks(transcript.turns, rubric_text)


@lru_cache(maxsize=32)
def _marks(turns: tuple[Turn, ...], rubric_text: tuple[str, ...]) -> tuple[Mark, ...]:
    found: list[Mark] = []
    for number, turn in enumerate(turns, start=1):
        if turn.speaker == "rep" and turn.text.strip():
            found += [Mark(number, span, what) for span, what in _in_turn(turn.text, rubric_text)]
    return tuple(found)


def _in_turn(text: str, rubric_text: tuple[str, ...]) -> list[tuple[Span, str]]:
    pieces = sentences(text)
    hidden = [s for s in pieces if HIDDEN_CHARACTER.search(text, *s)]
    found = [(s, HIDDEN) for s in hidden]
    bare = plain(unicodedata.normalize("NFKC", text)) if hidden else ""
    for what, pattern in PATTERNS:
        for hit in pattern.finditer(text):
            if what == FAKE:  # from there on the turn is a made-up dialogue
                found.append(((hit.start("tag"), len(text)), what))
            else:
                start = hit.start("tag") if "tag" in pattern.groupindex else hit.start()
                found += [(s, what) for s in pieces if s[0] < hit.end() and start < s[1]]
        if hidden and what != FAKE and pattern.search(bare):
            found += [(s, what) for s in hidden]
    for span in pieces:
        piece = text[span[0] : span[1]]
        if quotes_rubric(piece, rubric_text):
            found.append((span, RUBRIC))
        if foreign(piece):
            found.append((span, LANGUAGE))
        if spam(piece) or _said_often(piece, text):
            found.append((span, SPAM))
        if not any(c.isalnum() for c in piece):
            found.append((span, NOISE))
    found += [(m.span(), NOISE) for m in MARK_UP.finditer(text)]
    return found


def _said_often(piece: str, text: str) -> bool:
    """Whether a sentence of some length comes three times or more in one turn."""
    return len(piece.split()) >= 3 and text.lower().count(piece.lower().rstrip(".!? ")) >= 3


def flags_of(transcript: Transcript, found: tuple[Mark, ...]) -> tuple[Flag, ...]:
    """One flag for each turn and kind, with the words it is about."""
    seen: dict[tuple[int, str], Flag] = {}
    for mark in found:
        if mark.what == NOISE:
            continue
        text = transcript.turns[mark.turn - 1].text
        seen.setdefault(
            (mark.turn, mark.what), Flag(mark.turn, trimmed(text, mark.span), mark.what)
        )
    return tuple(sorted(seen.values(), key=lambda f: (f.turn, f.what)))


def rubric_sentences(rubric: Rubric) -> tuple[str, ...]:
    """The rubric's own descriptions, to recognise them when a rep pastes them. Lines it quotes as
    examples are left out: a rep may well say those."""
    return _rubric_sentences(rubric.criteria)


@lru_cache(maxsize=8)
def _rubric_sentences(criteria: tuple[Criterion, ...]) -> tuple[str, ...]:
    return tuple(
        plain_words(text[start:end])
        for c in criteria
        for text in (c.question, c.met, c.partly, c.missed, c.advice.partition('"')[0])
        for start, end in sentences(text)
        if len(text[start:end].split()) >= 7
    )
