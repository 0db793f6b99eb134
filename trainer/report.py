"""Verdicts, evidence and the arithmetic of a grade. No judging happens here.

A judge hands in `Judgement`s (turn numbers, no quotes); `grading.evidence` turns them into
`CriterionResult`s with quotes cut from the transcript; `score` adds them up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from trainer.rubric import DIMENSIONS, Rubric

MIN_COVERAGE = 0.8  # under this share of applicable weight scored, no total is shown


class Verdict(StrEnum):
    """What a judge says of one criterion."""

    MET = "met"
    PARTLY = "partly"
    MISSED = "missed"
    NA = "n/a"
    UNSCORED = "unscored"

    @property
    def points(self) -> float | None:
        """1, ½ or 0; None where there is nothing to count."""
        return POINTS.get(self)


POINTS: Mapping[Verdict, float] = {Verdict.MET: 1.0, Verdict.PARTLY: 0.5, Verdict.MISSED: 0.0}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judge's word on one criterion.

    `turns` are turn numbers from 1, strongest first. `note` says why in one plain sentence;
    `missing` what a *partly* lacked to be *met*. `confidence` is the judge's own chance of being
    right, 0-1, None when it has no idea. `anchors` may hold, per turn, a few words or the (start,
    end) span that the quote should be cut around.
    """

    verdict: Verdict
    turns: tuple[int, ...] = ()
    note: str = ""
    missing: str = ""
    confidence: float | None = None
    anchors: Mapping[int, str | tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """An exact span of one turn."""

    turn: int
    quote: str


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion's checked verdict, with quotes."""

    id: str
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    missing: str = ""
    judge: str = "offline"
    confidence: float | None = None

    @property
    def score(self) -> float | None:
        return self.verdict.points

    def to_dict(self) -> dict[str, Any]:
        data: dict[str, Any] = {
            "verdict": self.verdict.value,
            "score": self.score,
            "evidence": [{"turn": e.turn, "quote": e.quote} for e in self.evidence],
            "note": self.note,
            "judge": self.judge,
        }
        if self.missing:
            data["missing"] = self.missing
        if self.confidence is not None:
            data["confidence"] = round(self.confidence, 2)
        return data

    @classmethod
    def from_dict(cls, id: str, data: Mapping[str, Any]) -> CriterionResult:
        return cls(
            id=id,
            verdict=Verdict(data["verdict"]),
            evidence=tuple(Evidence(e["turn"], e["quote"]) for e in data.get("evidence", ())),
            note=data.get("note", ""),
            missing=data.get("missing", ""),
            judge=data.get("judge", ""),
            confidence=data.get("confidence"),
        )


@dataclass(frozen=True, slots=True)
class Focus:
    """One thing to change: what was said, why it cost, a line to try."""

    criterion: str
    turn: int | None
    quote: str
    why: str
    try_line: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "criterion": self.criterion,
            "turn": self.turn,
            "quote": self.quote,
            "why": self.why,
            "try": self.try_line,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Focus:
        return cls(data["criterion"], data["turn"], data["quote"], data["why"], data["try"])


@dataclass(frozen=True, slots=True)
class Flag:
    """Something about the transcript a reader of the grade should know, such as text that tries
    to instruct the grader. It never changes a score."""

    turn: int
    quote: str
    what: str


@dataclass(frozen=True, slots=True)
class Score:
    """The arithmetic of a report.

    `dimensions` maps each dimension to 0-100, or None for no opportunity (or nothing scored).
    `overall` is 0-100, or None when `coverage` (scored weight / applicable weight) is too low.
    """

    overall: float | None
    dimensions: Mapping[str, float | None]
    coverage: float


@dataclass(frozen=True, slots=True)
class GradeReport:
    """A graded transcript."""

    id: str
    results: Mapping[str, CriterionResult]
    score: Score
    focus: tuple[Focus, ...] = ()
    flags: tuple[Flag, ...] = ()
    hashes: Mapping[str, str] = field(default_factory=dict)
    judge: str = "offline"
    usage: Mapping[str, int] = field(default_factory=dict)
    certainty: str = ""  # how sure this judge is, in one plain sentence

    @property
    def overall(self) -> float | None:
        return self.score.overall

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `trainer grade --json`."""
        return {
            "id": self.id,
            "overall": rounded(self.score.overall),
            "dimensions": {k: rounded(v) for k, v in self.score.dimensions.items()},
            "coverage": round(self.score.coverage, 3),
            "criteria": {k: r.to_dict() for k, r in self.results.items()},
            "focus": [f.to_dict() for f in self.focus],
            "flags": [{"turn": f.turn, "quote": f.quote, "what": f.what} for f in self.flags],
            "hashes": dict(self.hashes),
            "judge": self.judge,
            "usage": dict(self.usage),
            "certainty": self.certainty,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> GradeReport:
        return cls(
            id=data["id"],
            results={k: CriterionResult.from_dict(k, v) for k, v in data["criteria"].items()},
            score=Score(data["overall"], dict(data["dimensions"]), data.get("coverage", 1.0)),
            focus=tuple(Focus.from_dict(f) for f in data.get("focus", ())),
            flags=tuple(Flag(f["turn"], f["quote"], f["what"]) for f in data.get("flags", ())),
            hashes=dict(data.get("hashes", {})),
            judge=data.get("judge", ""),
            usage=dict(data.get("usage", {})),
            certainty=data.get("certainty", ""),
        )


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def score(verdicts: Mapping[str, Verdict], rubric: Rubric) -> Score:
    """Add up verdicts: met 1, partly ½, missed 0, weighted; n/a and unscored count for nothing.

    A dimension's score is the weighted mean of its scored criteria × 100; the overall score is the
    weighted mean of the dimensions that have one. The total is withheld (None) when less than
    `MIN_COVERAGE` of the weight of the applicable criteria was scored.
    """
    dimensions: dict[str, float | None] = {}
    applicable = scored = 0.0
    for dimension in DIMENSIONS:
        total = weight_sum = 0.0
        for criterion in rubric.enabled(dimension):
            verdict = verdicts.get(criterion.id, Verdict.UNSCORED)
            if verdict is Verdict.NA:
                continue
            weight = criterion.weight * rubric.dimensions[dimension].weight
            applicable += weight
            if verdict.points is None:
                continue
            scored += weight
            weight_sum += criterion.weight
            total += criterion.weight * verdict.points
        dimensions[dimension] = 100 * total / weight_sum if weight_sum else None
    coverage = scored / applicable if applicable else 0.0
    present = {d: s for d, s in dimensions.items() if s is not None}
    overall = None
    if present and coverage >= MIN_COVERAGE:
        weights = {d: rubric.dimensions[d].weight for d in present}
        overall = sum(weights[d] * s for d, s in present.items()) / sum(weights.values())
    return Score(overall, dimensions, coverage)


def combine(machine: CriterionResult, human: Sequence[CriterionResult]) -> CriterionResult:
    """The result that counts: the latest human overruling, else the machine's."""
    return human[-1] if human else machine
