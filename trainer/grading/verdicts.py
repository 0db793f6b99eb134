"""The last step for unsure readings: from counted draws to a verdict, its confidence, or "unsure".

For each criterion a tiny linear model, fitted on annotated talks the reader had not seen, weighs
the mean verdict of the draws with how much of a few telling moves was heard. Cut points keep the
shares of met, partly and missed that annotators gave. Coefficients are plain JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from math import erf, log1p, sqrt
from typing import Any

from trainer.conversation import Conversation, Transcript
from trainer.grading.evidence import statements
from trainer.grading.uncertainty import Weighed
from trainer.grading.words import telling, words_of
from trainer.report import POINTS, Verdict

# Moves and acts whose amount tells about a verdict beyond what the rule sees; @ marks plain words.
TELLING: Mapping[str, tuple[str, ...]] = {
    "value.trade": ("trade", "insight", "ask"),
    "value.no_gimmick": ("gimmick",),
    "value.cost_of_inaction": ("impact", "reveal"),
    "value.sequence": ("impact", "pitch", "reveal"),
    "value.tailored": ("tailor", "pitch", "@echoed"),
    "control.agenda": ("agenda", "@purpose"),
    "control.discovery": ("ask_open", "probe"),
    "control.no_skip": ("redirect", "comply_skip"),
    "control.non_commitment": ("accept_vague", "probe", "ask_smaller"),
    "control.gain_not_give": ("commit", "comply_skip", "promise"),
    "control.hold": ("hold", "accept_vague"),
    "control.path": ("redirect", "dodge"),
    "commitment.recap": ("recap",),
    "commitment.temperature": ("temperature",),
    "commitment.ask": ("ask", "ask_specific", "accept_vague"),
    "commitment.specific": ("ask_specific",),
    "commitment.effort": ("ask_specific",),
    "commitment.next_best": ("ask_smaller", "pressure", "promise"),
    "commitment.booked": ("commit", "ask_specific", "vague", "stall"),
    "salvage.acknowledge": ("acknowledge", "pressure"),
    "salvage.refocus": ("refocus", "tailor"),
    "salvage.no_self_interest": ("pressure", "self_interest"),
    "salvage.resolve": ("probe", "resolve"),
    "salvage.ask_again": ("ask", "ask_specific", "accept_vague"),
    "fit.qualify": ("qualify",),
    "fit.plan": ("ask", "impact", "pressure", "ask_open"),
}
OPEN_FROM = 0.5
MODESTY = 0.9  # measured on unseen writers, the bare chances are a tenth too sure
PLAUSIBLE = 0.05  # a verdict must be what the rules say in at least this share of the draws


@dataclass(frozen=True, slots=True)
class Weights:
    """One criterion: level = base + rule · mean verdict + Σ telling."""

    base: float
    rule: float
    telling: tuple[float, ...]
    cuts: tuple[float, float]  # below the first: missed; from the second: met
    spread: float  # standard deviation of the level around what annotators said


PLAIN = Weights(0.0, 1.0, (), (0.25, 0.75), 0.3)
"""For a criterion nothing was learned about: the rule's mean verdict as it is."""


@dataclass(frozen=True, slots=True)
class VerdictModel:
    """Weights by criterion id."""

    weights: Mapping[str, Weights]

    def to_json(self) -> str:
        return json.dumps({id: asdict(w) for id, w in self.weights.items()}, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> VerdictModel:
        return cls({id: _weights(data) for id, data in json.loads(text).items()})


def _weights(data: Mapping[str, Any]) -> Weights:
    return Weights(
        base=data["base"],
        rule=data["rule"],
        telling=tuple(data["telling"]),
        cuts=(data["cuts"][0], data["cuts"][1]),
        spread=data["spread"],
    )


@cache
def shipped() -> VerdictModel:
    """The weights that come with the package."""
    text = files(__package__).joinpath("verdicts.json").read_text(encoding="utf-8")
    return VerdictModel.from_json(text)


def amounts(conversation: Conversation) -> Mapping[str, float]:
    """How much of each label was heard: log(1 + expected number of turns)."""
    sums: dict[str, float] = {}
    for heard in conversation.heard:
        for label in heard.chances or heard.labels:
            sums[label] = sums.get(label, 0.0) + heard.chance(label)
    words = words_of(conversation.transcript)
    sums["@purpose"] = len(words.purpose.intersection(words.rep[:3]))
    sums["@echoed"] = _echoed(conversation.transcript)
    return {label: log1p(total) for label, total in sums.items()}


def _echoed(transcript: Transcript) -> int:
    """How many rep turns state something with two or more of the buyer's telling words in it."""
    words = words_of(transcript)
    return sum(
        len(words.shared_with_buyer(n) & telling(statements(transcript.turns[n - 1].text))) >= 2
        for n in words.rep
    )


def columns(names: Sequence[str], amount: Mapping[str, float]) -> tuple[float, ...]:
    return tuple(amount.get(name, 0.0) for name in names)


@dataclass(frozen=True, slots=True)
class Word:
    """The learned step's word on one criterion: chances of each verdict, and of an opportunity."""

    verdict: Verdict
    chances: Mapping[Verdict, float]
    open: float

    @property
    def confidence(self) -> float:
        """The chance that this very verdict is the one annotators would give."""
        if self.verdict is Verdict.NA:
            return 1 - self.open
        return MODESTY * self.chances[self.verdict] * self.open


def word(
    id: str,
    weighed: Weighed,
    amount: Mapping[str, float],
    model: VerdictModel,
    *,
    known_open: bool | None = None,
) -> Word:
    """Weigh the draws of one criterion. Whether there was an opportunity is what most draws say
    (nothing learned did better), unless the session's log knows: `known_open`."""
    w = model.weights.get(id, PLAIN)
    opening = weighed.open if known_open is None else float(known_open)
    if opening < OPEN_FROM or not weighed.findings:
        return Word(Verdict.NA, {}, opening if weighed.findings else 0.0)
    level = w.base + w.rule * weighed.level + _dot(w.telling, columns(TELLING[id], amount))
    below = [_normal((cut - level) / w.spread) for cut in w.cuts]
    chances = {
        Verdict.MISSED: below[0],
        Verdict.PARTLY: max(0.0, below[1] - below[0]),
        Verdict.MET: 1 - below[1],
    }
    said = (
        Verdict.MISSED
        if level < w.cuts[0]
        else Verdict.MET
        if level >= w.cuts[1]
        else Verdict.PARTLY
    )
    return Word(_plausible(said, chances, weighed), chances, opening)


def _plausible(said: Verdict, chances: Mapping[Verdict, float], weighed: Weighed) -> Verdict:
    """The verdict, unless the rules hardly ever give it: then the nearest that they do give, of two
    the likelier."""
    least = PLAUSIBLE * sum(weighed.counts.values())
    if weighed.counts[said] >= least and said in weighed.findings:
        return said
    given = [v for v in chances if weighed.counts[v] >= least] or list(weighed.findings)
    return min(given, key=lambda v: (abs(POINTS[v] - POINTS[said]), -chances[v]))


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(left, right, strict=True))


def _normal(x: float) -> float:
    return 0.5 * (1 + erf(x / sqrt(2)))
