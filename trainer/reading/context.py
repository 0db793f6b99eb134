"""What the conversation so far says about a turn: the second step's inputs.

Names, not positions: `COLUMNS` lists every input, in order, so that a weight can be read and explained.
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
RESISTANCE = ("stall", "vague", "skip", "request", "dodge", "back_away", "refuse", "concern")


@dataclass(frozen=True, slots=True)
class Past:
    """A turn that went before: how it looks and what was heard in it."""

    looked: Looked
    heard: Heard


def _columns(labels: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return (
        *(f"turn {x}" for x in labels),
        *(f"best sentence {x}" for x in labels),
        *(f"before {x}" for x in others),
        *(f"own last {x}" for x in labels),
        *(f"channel {c}" for c in CHANNELS),
        "first turn", "second turn", "third turn", "late", "words", "sentences", "questions", "short",
        "resisted before", "committed before", "asked before", "ended before", "questioned before",
        "fresh words taken up", "older words taken up", "share taken up", "figures", "before asked", "before words",
    )  # fmt: skip


COLUMNS = {"rep": _columns(MOVES, ACTS), "buyer": _columns(ACTS, MOVES)}


def row(looked: Looked, scores: Scores, past: Sequence[Past], channel: Channel) -> Array:
    """One row of inputs for a turn."""
    labels, others = (MOVES, ACTS) if looked.speaker == "rep" else (ACTS, MOVES)
    own = [p for p in past if p.looked.speaker == looked.speaker]
    theirs = [p for p in past if p.looked.speaker != looked.speaker]
    before = past[-1] if past and past[-1].looked.speaker != looked.speaker else None
    values: list[float] = [*scores.turn, *scores.sentences.max(axis=0)]
    values += _chances(before, others)
    values += _chances(own[-1] if own else None, labels)
    values += [float(channel == c) for c in CHANNELS]
    words = sum(len(s.words) for s in looked.sentences)
    asks = sum(s.is_question for s in looked.sentences)
    values += [float(len(own) == n) for n in range(3)] + [min(len(own), 12) / 12]
    values += [np.log1p(words), np.log1p(len(looked.sentences)), min(asks, 3), float(words <= 4)]
    values += [
        _ever(theirs[:-1] if before else theirs, RESISTANCE if looked.speaker == "rep" else ("pressure", "self_interest")),
        _ever(past, ("commit",)),
        _ever(past, ("ask", "ask_specific")),
        _ever(past, ("end",)),
        _ever(past, ("ask_open", "impact")),
    ]  # fmt: skip
    values += _overlap(looked, before, own, theirs)
    figures = sum(w in ("NUM", "MONEY", "PCT") for s in looked.sentences for w in s.words)
    values += [min(figures, 4)]
    values += [float(bool(before) and any(s.is_question for s in before.looked.sentences[-2:]))] if before else [0.0]
    values += [np.log1p(sum(len(s.words) for s in before.looked.sentences)) if before else 0.0]
    return np.array(values, dtype=np.float32)


def _chances(past: Past | None, labels: tuple[str, ...]) -> list[float]:
    return [past.heard.chance(x) for x in labels] if past else [0.0] * len(labels)


def _ever(past: Sequence[Past], labels: tuple[str, ...]) -> float:
    """The chance that one of these was heard at least once."""
    return max((p.heard.chance(x) for p in past for x in labels), default=0.0)


def _overlap(
    looked: Looked, before: Past | None, own: Sequence[Past], theirs: Sequence[Past]
) -> list[float]:
    """How many of the turn's words the other brought up: just now, earlier, and as a share."""
    said = frozenset().union(*(p.looked.content for p in own)) if own else frozenset()
    fresh = looked.content & before.looked.content if before else frozenset()
    older_past = [p.looked.content for p in theirs if p is not before]
    older = (looked.content & frozenset().union(*older_past) if older_past else frozenset()) - fresh
    share = len((fresh | older) - said) / max(len(looked.content), 4)
    return [min(len(fresh - said), 5), min(len(older - said), 5), share]
