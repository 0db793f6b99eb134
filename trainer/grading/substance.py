"""What does not count: repetition, text meant for the grader, the buyer's own words handed back.

Only moves that *earn* are taken away. Moves that cost (a promise, pressure, a gimmick) stay, so
that nobody can hide a fault by wrapping it in nonsense.
"""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import fuzz

from trainer.conversation import Conversation, Heard
from trainer.grading.evidence import Span, sentences
from trainer.grading.flags import Mark, marks
from trainer.grading.words import telling, words_of

_EARNING = (
    "agenda trade insight ask_open impact tailor qualify recap temperature ask ask_specific "
    "ask_smaller redirect hold allow_no acknowledge refocus probe resolve"
)
EARNING = frozenset(_EARNING.split())
SAME = 90  # rapidfuzz ratio from which two sentences are the same sentence
TOUCHING = ("tailor", "recap", "refocus")
MOST_AT_ONCE = 7  # moves a single turn can earn; a listener takes in no more


def credited(conversation: Conversation, found: tuple[Mark, ...] | None = None) -> Conversation:
    """The same conversation without the labels that do not count."""
    if found is None:
        found = marks(conversation.transcript)
    meant_for_grader: dict[int, list[Span]] = {}
    for mark in found:
        meant_for_grader.setdefault(mark.turn, []).append(mark.span)
    heard = list(conversation.heard)
    said: list[str] = []
    heard_from_buyer: list[str] = []
    for number, turn, was in conversation.turns():
        spans = sentences(turn.text)
        pieces = [(s, turn.text[s[0] : s[1]].lower()) for s in spans]
        if turn.speaker == "buyer":
            heard_from_buyer += [p for _, p in pieces if len(p.split()) >= 5]
            continue
        void = list(meant_for_grader.get(number, ()))
        void += [s for s, p in pieces if _again(p, said) or _again(p, heard_from_buyer)]
        said += [p for _, p in pieces if len(p.split()) >= 4]
        if void:
            was = _without(was, void, turn.text)
        if was.chances:
            was = _substantial(was, number, conversation)
        heard[number - 1] = was
    return replace(conversation, heard=tuple(heard))


def _again(piece: str, earlier: list[str]) -> bool:
    """Whether a sentence of some length has been said before, nearly word for word."""
    if len(piece.split()) < 4:
        return False
    return any(fuzz.ratio(piece, other, score_cutoff=SAME) for other in earlier)


def _without(heard: Heard, void: list[Span], text: str) -> Heard:
    """Drop earning labels carried by void text: by their sentence, or all if most of it is void."""
    covered = sum(end - start for start, end in _merged(void))
    mostly = covered >= 0.6 * max(1, len(text.strip()))
    lost = {
        label
        for label in EARNING & (heard.labels | heard.chances.keys())
        if mostly or (label in heard.spans and _inside(heard.spans[label], void))
    }
    return _dropped(heard, lost)


def _substantial(heard: Heard, number: int, conversation: Conversation) -> Heard:
    """For a machine's reading: moves that need substance are checked for it."""
    words = words_of(conversation.transcript)
    lost: set[str] = set()
    if not words.shared_with_buyer(number):
        lost.update(TOUCHING)
    if "trade" in heard.chances and not _names_gain(conversation.transcript.turns[number - 1].text):
        lost.add("trade")
    return _dropped(heard, lost)


def _names_gain(text: str) -> bool:
    """A gain needs a "you" and a few words of content beside it."""
    lower = f" {text.lower()} "
    return any(f" {w}" in lower for w in ("you", "ye ", "u ", "ur ")) and len(telling(text)) >= 3


def _dropped(heard: Heard, lost: set[str]) -> Heard:
    if not lost:
        return heard
    chances = {k: (0.0 if k in lost else v) for k, v in heard.chances.items()}
    return Heard(heard.labels - lost, chances, heard.spans)


def _inside(span: Span, void: list[Span]) -> bool:
    """Whether more than half of `span` lies in void text."""
    shared = sum(max(0, min(span[1], e) - max(span[0], s)) for s, e in _merged(void))
    return shared > 0.5 * max(1, span[1] - span[0])


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
