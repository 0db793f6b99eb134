"""What a model judge answers, and how much of it holds.

The shape is the same for every dimension, so that an endpoint prepares it once; which criteria must
be in it is checked by code. Evidence counts only where the words stand in the turn that is named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Literal

from pydantic import BaseModel, Field, model_validator
from rapidfuzz import fuzz

from trainer.conversation import Transcript
from trainer.grading.evidence import best_sentence, sentences
from trainer.report import Judgement, Verdict

NEAR = 84  # likeness from which words are taken for words of a turn
# What these rest on may be the buyer's words alone.
OWNED_BY_BUYER = frozenset({"value.cost_of_inaction", "commitment.booked"})
Word = Literal["met", "partly", "missed", "n/a"]


class Anchor(BaseModel):
    """A turn and a few words of it."""

    turn: int = Field(ge=1)
    words: str = Field(max_length=200)


class Judged(BaseModel):
    """One criterion, in the order of thinking: evidence, reason, verdict."""

    criterion: str
    evidence: list[Anchor] = Field(max_length=4)
    reason: str = Field(max_length=400)
    verdict: Word
    missing: str = Field(max_length=200)


class Verdicts(BaseModel):
    """The judgement of one dimension."""

    asked: ClassVar[tuple[str, ...]] = ()
    open: ClassVar[frozenset[str]] = frozenset()

    criteria: list[Judged]

    @model_validator(mode="after")
    def _exactly_what_was_asked(self) -> Verdicts:
        given = Counter(j.criterion for j in self.criteria)
        faults = []
        lacking = [id for id in self.asked if id not in given]
        unknown = [id for id in given if id not in self.asked]
        twice = [id for id, n in given.items() if n > 1]
        if lacking:
            faults.append(f"missing: {', '.join(lacking)}")
        if unknown:
            faults.append(f"not asked for: {', '.join(unknown)}")
        if twice:
            faults.append(f"given twice: {', '.join(twice)}")
        closed = [
            j.criterion
            for j in self.criteria
            if j.verdict == "n/a" and j.criterion not in self.open
        ]
        if closed:
            faults.append(f"n/a is not offered for {', '.join(closed)}; there was an occasion")
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def by_criterion(self) -> dict[str, Judged]:
        return {j.criterion: j for j in self.criteria}


@lru_cache(maxsize=128)
def verdicts_for(asked: tuple[str, ...], open_: frozenset[str]) -> type[Verdicts]:
    """The shape for exactly these criteria; its schema is the same for all."""
    members = {"asked": asked, "open": open_, "__module__": __name__, "__doc__": Verdicts.__doc__}
    made: type[Verdicts] = type("Verdicts", (Verdicts,), members)
    return made


@dataclass(frozen=True, slots=True)
class Vote:
    """One verdict whose evidence holds."""

    verdict: Verdict
    judgement: Judgement


def vote(said: Judged, transcript: Transcript) -> Vote | None:
    """The verdict with its evidence verified; None when nothing it rests on holds."""
    verdict = Verdict(said.verdict)
    if verdict is Verdict.NA:
        return Vote(verdict, Judgement(verdict, (), said.reason))
    found: dict[int, tuple[int, int]] = {}
    for anchor in said.evidence:
        place = locate(anchor, transcript)
        if place is not None:
            found.setdefault(place[0], place[1])
    turns = tuple(found)
    if not turns or not _rests_on_the_rep(said.criterion, verdict, turns, transcript):
        return None
    if verdict is Verdict.MISSED and not _reps(turns, transcript):
        turns = _where_it_should_have_been(turns, transcript)
    return Vote(
        verdict,
        Judgement(
            verdict=verdict,
            turns=turns,
            note=said.reason.strip(),
            missing=said.missing.strip() if verdict is Verdict.PARTLY else "",
            anchors=dict(found),
        ),
    )


def locate(anchor: Anchor, transcript: Transcript) -> tuple[int, tuple[int, int]] | None:
    """(turn, span of the sentence) that holds an anchor's words: the turn named, else the only
    other turn that has them."""
    turns = transcript.turns
    if 1 <= anchor.turn <= len(turns):
        text = turns[anchor.turn - 1].text
        if not anchor.words.strip():
            best = best_sentence(text)
            return (anchor.turn, best) if best else None
        span = _span(text, anchor.words)
        if span:
            return anchor.turn, span
    others = [
        (n, span)
        for n, turn in enumerate(turns, start=1)
        if n != anchor.turn and (span := _span(turn.text, anchor.words))
    ]
    return others[0] if len(others) == 1 and len(anchor.words.split()) >= 3 else None


def _span(text: str, words: str) -> tuple[int, int] | None:
    """The sentence of `text` that holds `words`, nearly letter by letter."""
    wanted = " ".join(words.lower().replace("’", "'").split()).strip(" .…\"'“”")
    if not wanted:
        return None
    best: tuple[float, tuple[int, int]] | None = None
    for start, end in sentences(text):
        piece = " ".join(text[start:end].lower().replace("’", "'").split())
        if len(piece) >= 0.8 * len(wanted):
            likeness = fuzz.partial_ratio(wanted, piece)
            if likeness >= NEAR and (best is None or likeness > best[0]):
                best = likeness, (start, end)
    return best[1] if best else _over_sentences(text, wanted)


def _over_sentences(text: str, wanted: str) -> tuple[int, int] | None:
    """From the start of the first to the end of the last sentence that `wanted` runs over."""
    words = r"\s+".join(re.escape(w).replace("'", "['’]") for w in wanted.split())
    found = re.search(words, text, re.IGNORECASE)
    if found is None:
        return None
    over = [s for s in sentences(text) if s[0] < found.end() and s[1] > found.start()]
    return (over[0][0], over[-1][1]) if over else None


def _reps(turns: Sequence[int], transcript: Transcript) -> tuple[int, ...]:
    return tuple(t for t in turns if transcript.turns[t - 1].speaker == "rep")


def _rests_on_the_rep(
    criterion: str, verdict: Verdict, turns: Sequence[int], transcript: Transcript
) -> bool:
    """Whether a merit rests on something the rep said; a fault may rest on its occasion."""
    if verdict is Verdict.MISSED or criterion in OWNED_BY_BUYER:
        return True
    return bool(_reps(turns, transcript))


def _where_it_should_have_been(turns: tuple[int, ...], transcript: Transcript) -> tuple[int, ...]:
    """The rep's answer to the buyer's turn that was named, and then that turn."""
    after = [t for t in range(turns[0] + 1, len(transcript.turns) + 1) if _reps((t,), transcript)]
    return (*after[:1], *turns)


def majority(votes: Sequence[Vote]) -> Vote | None:
    """The vote that most agree with; None when no verdict has more than half."""
    counts = Counter(v.verdict for v in votes)
    if not counts:
        return None
    verdict, most = counts.most_common(1)[0]
    if 2 * most <= len(votes):
        return None
    return next(v for v in votes if v.verdict is verdict)


def far_apart(one: Verdict, other: Verdict) -> bool:
    """Whether two verdicts differ by a full step: met against missed."""
    return {one, other} == {Verdict.MET, Verdict.MISSED}


def differing(mine: Mapping[str, Vote], offline: Mapping[str, Judgement]) -> tuple[str, ...]:
    """The criteria on which a model and the offline judge are a full step apart."""
    return tuple(id for id, v in mine.items() if far_apart(v.verdict, offline[id].verdict))
