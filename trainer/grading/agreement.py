"""How far two gradings agree: the measures behind `trainer bench`.

Conventions, so that figures can be compared:
- κ is Cohen's κ with quadratic weights (Cohen 1968) over met, partly, missed as 2, 1, 0, on pairs
  where both sides gave one of the three. It is undefined, and left out of means, when chance
  agreement is total (one class on both sides).
- "Mean κ" is the plain mean over criteria where it is defined; "pooled κ" takes all pairs as one.
- Opportunity is measured apart: both say n/a, or neither does. Unscored counts as an opportunity.
- Intervals are percentile bootstraps over sessions, because verdicts of one talk hang together.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import mean

from trainer.report import Verdict

Verdicts = Mapping[str, Verdict]
Pair = tuple[Verdict, Verdict]
"""(reference, judged)"""

LEVEL: Mapping[Verdict, int] = {Verdict.MISSED: 0, Verdict.PARTLY: 1, Verdict.MET: 2}
ROUNDS, SEED = 400, 7


@dataclass(frozen=True, slots=True)
class Graded:
    """One conversation graded twice. `forced`: what the judge would have said of the criteria it
    left unscored."""

    id: str
    reference: Verdicts
    judged: Verdicts
    forced: Verdicts = field(default_factory=dict)
    overall: tuple[float | None, float | None] = (None, None)  # (reference, judged)


def kappa(pairs: Iterable[Pair]) -> float | None:
    """Quadratic-weighted κ, or None when it is undefined."""
    levels = [(LEVEL[a], LEVEL[b]) for a, b in pairs if a in LEVEL and b in LEVEL]
    if not levels:
        return None
    n = len(levels)
    left, right = Counter(a for a, _ in levels), Counter(b for _, b in levels)
    seen = sum((a - b) ** 2 for a, b in levels) / n
    chance = sum((a - b) ** 2 * left[a] * right[b] for a in left for b in right) / n**2
    return None if chance == 0 else 1 - seen / chance


def pairs_of(graded: Sequence[Graded], criterion: str | None = None) -> list[Pair]:
    """(reference, judged) of one criterion, or of all."""
    return [
        (g.reference[id], g.judged[id])
        for g in graded
        for id in ([criterion] if criterion else g.reference)
        if id in g.judged and id in g.reference
    ]


def forced_pairs(graded: Sequence[Graded]) -> list[Pair]:
    """(reference, what the judge would have said) of everything it left unscored."""
    return [
        (g.reference[id], word)
        for g in graded
        for id, word in g.forced.items()
        if g.judged.get(id) is Verdict.UNSCORED
    ]


def mean_kappa(graded: Sequence[Graded], criteria: Sequence[str]) -> float | None:
    """Mean over criteria of κ, where it is defined."""
    found = [k for c in criteria if (k := kappa(pairs_of(graded, c))) is not None]
    return mean(found) if found else None


def opportunity(pairs: Sequence[Pair]) -> float | None:
    """Share of pairs that agree on whether there was anything to judge."""
    return mean((a is Verdict.NA) == (b is Verdict.NA) for a, b in pairs) if pairs else None


def unscored(pairs: Sequence[Pair]) -> float | None:
    """Share of the judge's applicable verdicts that it left unscored."""
    applicable = [b for _, b in pairs if b is not Verdict.NA]
    return mean(b is Verdict.UNSCORED for b in applicable) if applicable else None


def spearman(pairs: Sequence[tuple[float | None, float | None]]) -> float | None:
    """Rank correlation of overall scores, ties at mean rank, over talks where both have one."""
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    if len(both) < 3:
        return None
    left, right = _ranks([a for a, _ in both]), _ranks([b for _, b in both])
    centre = (len(both) + 1) / 2
    top = sum((a - centre) * (b - centre) for a, b in zip(left, right, strict=True))
    spread = sum((a - centre) ** 2 for a in left) * sum((b - centre) ** 2 for b in right)
    return top / spread**0.5 if spread else None


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    at = 0
    while at < len(order):
        end = at
        while end + 1 < len(order) and values[order[end + 1]] == values[order[at]]:
            end += 1
        for place in range(at, end + 1):
            ranks[order[place]] = (at + end) / 2 + 1
        at = end + 1
    return ranks


def interval(
    graded: Sequence[Graded],
    measure: Callable[[Sequence[Graded]], float | None],
    *,
    rounds: int = ROUNDS,
    seed: int = SEED,
) -> tuple[float, float] | None:
    """95% percentile bootstrap of `measure`, drawing whole sessions with replacement."""
    rng = random.Random(seed)
    drawn = [measure(rng.choices(graded, k=len(graded))) for _ in range(rounds)]
    found = sorted(d for d in drawn if d is not None)
    if len(found) < rounds / 2:
        return None
    return found[int(0.025 * len(found))], found[min(len(found) - 1, int(0.975 * len(found)))]


@dataclass(frozen=True, slots=True)
class LabelRow:
    """Agreement on one label (a move, an act, or "missed" of a criterion)."""

    label: str
    support: int
    precision: float
    recall: float
    f1: float


def label_row(label: str, both: int, heard: int, support: int) -> LabelRow:
    """Precision, recall and F1 from counts; 0 where there is nothing to divide by."""
    return LabelRow(
        label,
        support,
        both / heard if heard else 0.0,
        both / support if support else 0.0,
        2 * both / (heard + support) if heard + support else 0.0,
    )


def faults(graded: Sequence[Graded], criterion: str) -> LabelRow:
    """How well the judge finds what was less than met: the verdicts a rep acts upon."""
    pairs = [(a, b) for a, b in pairs_of(graded, criterion) if a in LEVEL and b in LEVEL]
    bad = (Verdict.PARTLY, Verdict.MISSED)
    both = sum(a in bad and b in bad for a, b in pairs)
    return label_row(
        criterion, both, sum(b in bad for _, b in pairs), sum(a in bad for a, _ in pairs)
    )


def criterion_rows(
    graded: Sequence[Graded], criteria: Sequence[str], *, rounds: int = ROUNDS
) -> list[dict[str, object]]:
    """One row a criterion: support, precision and recall of faults, κ with its interval,
    opportunity, share unscored."""
    rows: list[dict[str, object]] = []
    for id in criteria:
        pairs = pairs_of(graded, id)
        fault = faults(graded, id)
        rows.append(
            {
                "criterion": id,
                "support": sum(a in LEVEL for a, _ in pairs),
                "scored": sum(a in LEVEL and b in LEVEL for a, b in pairs),
                "precision": fault.precision,
                "recall": fault.recall,
                "f1": fault.f1,
                "kappa": kappa(pairs),
                "interval": interval(graded, _kappa_of(id), rounds=rounds),
                "opportunity": opportunity(pairs),
                "unscored": unscored(pairs),
            }
        )
    return rows


def _kappa_of(id: str) -> Callable[[Sequence[Graded]], float | None]:
    return lambda drawn: kappa(pairs_of(drawn, id))


def summary(
    graded: Sequence[Graded], criteria: Sequence[str], *, rounds: int = ROUNDS
) -> dict[str, object]:
    """The headline figures of one judge against the reference."""
    pairs = pairs_of(graded)
    return {
        "conversations": len(graded),
        "mean_kappa": mean_kappa(graded, criteria),
        "mean_kappa_interval": interval(
            graded, lambda drawn: mean_kappa(drawn, criteria), rounds=rounds
        ),
        "pooled_kappa": kappa(pairs),
        "pooled_kappa_interval": interval(
            graded, lambda drawn: kappa(pairs_of(drawn)), rounds=rounds
        ),
        "opportunity": opportunity(pairs),
        "unscored": unscored(pairs),
        "kappa_of_unscored": kappa(forced_pairs(graded)),
        "spearman": spearman([g.overall for g in graded]),
        "without_total": sum(g.overall[1] is None for g in graded),
    }
