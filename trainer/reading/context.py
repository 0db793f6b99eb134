"""What the conversation says about a turn: the second step's inputs.

Names, not positions: `COLUMNS` lists every input in order, so that a weight can be read and
explained.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trainer.conversation import CHANNELS, Act, Channel, Heard, Move
from trainer.reading.features import Looked
from trainer.reading.model import Array, Scores

MOVES = tuple(m.value for m in Move)
ACTS = tuple(a.value for a in Act)
LABELS = {"rep": MOVES, "buyer": ACTS}
OTHER = {"rep": "buyer", "buyer": "rep"}

RESISTS = ("stall", "vague", "back_away", "refuse")
SKIPS = ("skip", "request", "dodge")
PUSHES = ("pressure", "self_interest", "assume_close")

_SHAPE = (
    *("turns so far", "words", "sentences", "questions", "short", "figures"),
    *("opens asking", "closes asking", "words told", "you and your"),
)
_SO_FAR = ("resisted", "pushed", "committed", "asked for a step", "said goodbye", "asked openly")
_TAKEN_UP = ("fresh words", "older words", "share of words", "told fresh words", "told older words")
_ANSWERS = (
    "asked before",
    "words before",
    "told after a question",
    "told after a doubt",
    "asks after a skip",
)
_STEPS = ("step after resistance", "step again", "question after resistance")
_NEXT = ("last of all", "words after", "asks after", "my words taken up after")


@dataclass(frozen=True, slots=True)
class Past:
    """A turn as it looks, with what was heard in it."""

    looked: Looked
    heard: Heard


def _columns(speaker: str) -> tuple[str, ...]:
    own, other = LABELS[speaker], LABELS[OTHER[speaker]]
    return (
        *(f"turn {x}" for x in own),
        *(f"best sentence {x}" for x in own),
        *(f"before {x}" for x in other),
        *(f"own last {x}" for x in own),
        *(f"channel {c}" for c in CHANNELS),
        *("first turn", "second turn", "third turn"),
        *_SHAPE,
        *(f"so far {x}" for x in _SO_FAR),
        *_TAKEN_UP,
        *_ANSWERS,
        *_STEPS,
    )


COLUMNS = {speaker: _columns(speaker) for speaker in LABELS}
"""Inputs that are known while a conversation goes on."""

WHOLE = {
    speaker: (*COLUMNS[speaker], *(f"after {x}" for x in LABELS[OTHER[speaker]]), *_NEXT)
    for speaker in LABELS
}
"""Inputs for a finished conversation: also what the other said next."""


def row(looked: Looked, scores: Scores, past: Sequence[Past], channel: Channel) -> Array:
    """The inputs for a turn, in the order of `COLUMNS`."""
    speaker = looked.speaker
    own = [p for p in past if p.looked.speaker == speaker]
    theirs = [p for p in past if p.looked.speaker != speaker]
    before = past[-1] if past and past[-1].looked.speaker != speaker else None
    values: list[float] = [*scores.turn, *scores.sentences.max(axis=0)]
    values += _chances(before, LABELS[OTHER[speaker]])
    values += _chances(own[-1] if own else None, LABELS[speaker])
    values += [float(channel == c) for c in CHANNELS]
    values += [float(len(own) == n) for n in range(3)]
    shape = _shape(looked, len(own))
    rep, buyer = (own, theirs) if speaker == "rep" else (theirs, own)
    so_far = [
        *(_ever(buyer, RESISTS), _ever(rep, PUSHES), _ever(buyer, ("commit",))),
        *(_ever(rep, ("ask",)), _ever(buyer, ("end",)), _ever(rep, ("ask_open", "impact"))),
    ]
    values += [*shape, *so_far, *_taken_up(looked, before, own, theirs)]
    told, asks = shape[8], shape[3]
    asked = float(before is not None and any(s.is_question for s in before.looked.sentences[-2:]))
    values += [
        asked,
        _length(before),
        told * asked,
        told * _last(before, ("concern",)),
        asks * _last(before, SKIPS),
    ]
    resisted = _last(before, RESISTS)
    step = _logistic(scores.turn[MOVES.index("ask")]) if speaker == "rep" else 0.0
    values += [step * resisted, step * so_far[3], asks * resisted]
    return np.array(values, dtype=np.float32)


def row_after(looked: Looked, after: Past | None) -> Array:
    """The further inputs of `WHOLE`: the turn that follows."""
    values = _chances(after, LABELS[OTHER[looked.speaker]])
    asks = float(after is not None and any(s.is_question for s in after.looked.sentences))
    shared = len(looked.content & after.looked.content) if after else 0
    values += [float(after is None), _length(after), asks, min(shared, 4)]
    return np.array(values, dtype=np.float32)


def _shape(looked: Looked, turns: int) -> list[float]:
    parts = looked.sentences
    told = [s for s in parts if not s.is_question]
    words = sum(len(s.words) for s in parts)
    return [
        min(turns, 12) / 12,
        float(np.log1p(words)),
        float(np.log1p(len(parts))),
        float(min(len(parts) - len(told), 3)),
        float(words <= 4),
        float(min(sum(w in ("NUM", "MONEY", "PCT") for s in parts for w in s.words), 4)),
        float(bool(parts) and parts[0].is_question),
        float(bool(parts) and parts[-1].is_question),
        float(np.log1p(sum(len(s.words) for s in told))),
        float(min(sum(w in ("you", "your") for s in told for w in s.words), 5)),
    ]


def _taken_up(
    looked: Looked, before: Past | None, own: Sequence[Past], theirs: Sequence[Past]
) -> list[float]:
    """How many words of the turn the other brought up first: just now, earlier, as a share, and in
    statements.
    """
    said = frozenset().union(*(p.looked.content for p in own))
    fresh = before.looked.content if before else frozenset()
    older = frozenset().union(*(p.looked.content for p in theirs if p is not before)) - fresh
    told = frozenset().union(*(s.content for s in looked.sentences if not s.is_question))
    counts = [
        len((words & brought) - said)
        for words in (looked.content, told)
        for brought in (fresh, older)
    ]
    share = (counts[0] + counts[1]) / max(len(looked.content), 4)
    return [min(counts[0], 5), min(counts[1], 5), share, min(counts[2], 5), min(counts[3], 5)]


def _chances(past: Past | None, labels: tuple[str, ...]) -> list[float]:
    return [past.heard.chance(x) for x in labels] if past else [0.0] * len(labels)


def _last(past: Past | None, labels: tuple[str, ...]) -> float:
    return max((past.heard.chance(x) for x in labels), default=0.0) if past else 0.0


def _ever(past: Sequence[Past], labels: tuple[str, ...]) -> float:
    """The chance that one of these was heard at least once."""
    best = 0.0
    for one in past:
        best = max(best, *map(one.heard.chance, labels))
    return best


def _length(past: Past | None) -> float:
    return float(np.log1p(sum(len(s.words) for s in past.looked.sentences))) if past else 0.0


def _logistic(odds: float) -> float:
    return float(1.0 / (1.0 + np.exp(-odds)))
