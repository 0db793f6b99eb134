"""From chances to verdicts: an unsure reading is judged as many settled ones.

A reader that gives calibrated chances has heard not one conversation but many possible ones. Draw
some of them, judge each by the plain rules, and count. Draws are stratified and the same for every
talk (turn and label pick the random numbers), so that a small change of the text makes a small
change of the counts, and the same text always gives the same grade.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import numpy.typing as npt

from trainer.conversation import Act, Conversation, Heard, Move
from trainer.grading.case import Case, Finding, Opening, PracticeLog
from trainer.grading.words import words_of
from trainer.report import Verdict
from trainer.rubric import Criterion

DRAWS, SEED = 32, 20
TURNS = 64  # rows of random numbers; longer talks use them again
TRUST = 0.25  # in what the reader decided, against its chances
SURE = 0.02  # chances this near to 0 or 1 are taken as settled
LABELS: tuple[str, ...] = (*(m.value for m in Move), *(a.value for a in Act))
_PLACE = {label: i for i, label in enumerate(LABELS)}
_PARENT = {"ask_specific": "ask", "ask_smaller": "ask"}
"""Drawn with their parent's random number, so that they never hold without it."""

Judge = Callable[[Criterion, Case], tuple[Opening, Finding | None]]


def is_sure(conversation: Conversation) -> bool:
    """Whether every turn's labels are known for certain."""
    return not any(h.chances for h in conversation.heard)


@cache
def _numbers() -> npt.NDArray[np.float64]:
    """draws × turns × labels: for each turn and label a shuffled, even spread over 0-1."""
    rng = np.random.default_rng(SEED)
    spread = (np.arange(DRAWS) + 0.5) / DRAWS
    numbers = np.empty((DRAWS, TURNS, len(LABELS)))
    for turn in range(TURNS):
        for label in range(len(LABELS)):
            numbers[:, turn, label] = rng.permutation(spread)
    return numbers


def draws(conversation: Conversation, log: PracticeLog | None = None) -> Iterator[Case]:
    """The settled cases an unsure conversation may be: `DRAWS` of them."""
    words = words_of(conversation.transcript)
    fit = log.ended_for_fit if log else None
    fixed: list[frozenset[str]] = []
    open_: list[list[tuple[str, npt.NDArray[np.bool_]]]] = []
    numbers = _numbers()
    for turn, heard in enumerate(conversation.heard):
        settled, unsure = _split(heard)
        fixed.append(settled)
        row = numbers[:, turn % TURNS]
        open_.append([(x, row[:, _PLACE[_PARENT.get(x, x)]] < p) for x, p in unsure])
    for draw in range(DRAWS):
        labels = tuple(
            settled | {x for x, holds in unsure if holds[draw]} if unsure else settled
            for settled, unsure in zip(fixed, open_, strict=True)
        )
        yield Case(conversation.transcript, labels, words, fit)


def _split(heard: Heard) -> tuple[frozenset[str], list[tuple[str, float]]]:
    """(labels that are as good as known, labels with their chances)."""
    if not heard.chances:
        return heard.labels, []
    chances = {x: sharpened(p, x in heard.labels) for x, p in heard.chances.items()}
    sure = frozenset(x for x, p in chances.items() if p >= 1 - SURE)
    unsure = [(x, p) for x, p in chances.items() if SURE < p < 1 - SURE and x in _PLACE]
    return sure, unsure


def sharpened(chance: float, decided: bool) -> float:
    """A chance moved towards what the reader decided.

    Chances are right one by one, but a rule asks "in any turn?", and many small chances that hang
    together (a style, an odd topic) add up to too much when they are drawn apart.
    """
    return (1 - TRUST) * chance + TRUST * decided


@dataclass(slots=True)
class Weighed:
    """What the draws said of one criterion."""

    counts: Counter[Verdict] = field(default_factory=Counter)
    findings: dict[Verdict, Counter[Finding]] = field(default_factory=dict)
    why_not: str = ""

    @property
    def open(self) -> float:
        """Share of draws in which there was an opportunity."""
        total = sum(self.counts.values())
        return 1 - self.counts[Verdict.NA] / total if total else 0.0

    @property
    def level(self) -> float:
        """Mean verdict as met 1, partly ½, missed 0, where it applied; ½ when it never did."""
        points = {Verdict.MET: 1.0, Verdict.PARTLY: 0.5, Verdict.MISSED: 0.0}
        applied = sum(self.counts[v] for v in points)
        if not applied:
            return 0.5
        return sum(points[v] * self.counts[v] for v in points) / applied

    def finding(self, verdict: Verdict) -> Finding | None:
        """The commonest explanation among the draws that gave `verdict`."""
        found = self.findings.get(verdict)
        return found.most_common(1)[0][0] if found else None


def weigh(
    criteria: Sequence[Criterion], cases: Iterator[Case], judge: Judge
) -> Mapping[str, Weighed]:
    """Judge every case by the plain rules and count what was said of each criterion."""
    weighed = {c.id: Weighed() for c in criteria}
    for case in cases:
        for criterion in criteria:
            mine = weighed[criterion.id]
            opening, finding = judge(criterion, case)
            if finding is None:
                mine.counts[Verdict.NA] += 1
                mine.why_not = mine.why_not or opening.why_not
            else:
                mine.counts[finding.verdict] += 1
                mine.findings.setdefault(finding.verdict, Counter())[finding] += 1
    return weighed
