"""Fit the weights by which a question is matched with the answers of a scenario.

`python -m trainer.buyer.asked_fit scenarios` reads the scenarios' own example questions. Each in
turn is taken out and asked: among the answers that are left in its place it should find its own,
and where its own is taken out too it should find none. A conditional logit over the features of
`asked` is fitted by gradient descent; how well it does is measured on scenarios it was not fitted
on, and printed.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from trainer.buyer import asked
from trainer.buyer.asked import FEATURES, LIKELY, WEIGHTS, Context
from trainer.library import load_scenario
from trainer.scenario import Aside, Fact, Scenario

FOLDS = 4
RIDGE = 0.002


@dataclass(frozen=True, slots=True)
class Case:
    """One question asked: the features of every answer (rows), and which row is right (or none)."""

    rows: np.ndarray  # (answers, features)
    right: int | None


def cases(scenario: Scenario, seed: int = 0) -> Iterable[Case]:
    """Two cases for each example question: its answer is there, and it is not."""
    rng = random.Random(f"{scenario.id}/{seed}")
    answers: list[Fact | Aside] = [a for a in (*scenario.facts, *scenario.asides) if a.asks]
    for place, answer in enumerate(answers):
        for n, question in enumerate(answer.asks):
            context = _context(answer, scenario, rng)
            others = [a for a in answers if a is not answer and asked.askable(a, context)]
            rest = (*answer.asks[:n], *answer.asks[n + 1 :])
            mine = answer.model_copy(update={"asks": rest})
            if rest:
                rows = asked.features(question, [mine, *others], scenario, context)
                yield Case(np.array(rows), 0)
            rows = asked.features(question, others, scenario, context)
            yield Case(np.array(rows), None)


def _context(answer: Fact | Aside, scenario: Scenario, rng: random.Random) -> Context:
    """A moment at which the question might come: mostly right after what it follows up."""
    ids = [f.id for f in scenario.facts]
    told = set(rng.sample(ids, rng.randint(1, len(ids))))
    last = rng.choice(sorted(told))
    if isinstance(answer, Aside) and answer.after:
        told.add(answer.after)
        last = answer.after if rng.random() < 0.7 else last
    return Context(frozenset(told), frozenset([last]), joined=True)


def fit(found: Sequence[Case], steps: int = 600, rate: float = 0.1) -> np.ndarray:
    """Weights of the features and, last, the score of "none": the largest conditional likelihood
    with a small ridge, by Adam."""
    rows, right, there = _stacked(found)
    weights = np.zeros(rows.shape[2])
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        scores = np.where(there, rows @ weights, -np.inf)
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        slope = ((right - chances)[:, :, None] * rows).sum(axis=(0, 1)) / len(found)
        slope -= RIDGE * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        size = np.sqrt(second / (1 - 0.99**step)) + 1e-9
        weights = weights + rate * first / (1 - 0.9**step) / size
    return weights


def _stacked(found: Sequence[Case]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(features, 1 for the right one, whether there is an answer); the last place is "none"."""
    most = max(len(c.rows) for c in found) + 1
    rows = np.zeros((len(found), most, len(FEATURES) + 1))
    right, there = np.zeros((len(found), most)), np.zeros((len(found), most), dtype=bool)
    for n, case in enumerate(found):
        rows[n, : len(case.rows), :-1] = case.rows
        rows[n, -1, -1] = 1.0
        there[n, : len(case.rows)] = there[n, -1] = True
        right[n, -1 if case.right is None else case.right] = 1.0
    return rows, right, there


def _chances(rows: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, float]:
    scores = rows @ weights[:-1]
    most = max(weights[-1], scores.max(initial=-np.inf))
    e, none = np.exp(scores - most), float(np.exp(weights[-1] - most))
    whole = none + e.sum()
    return e / whole, none / whole


@dataclass(frozen=True, slots=True)
class Measured:
    """Shares of the questions: with an answer there (found, another taken for it), and without
    one (an answer taken all the same)."""

    questions: int = 0
    found: float = 0.0
    mistaken: float = 0.0
    invented: float = 0.0


def measure(found: Sequence[Case], weights: np.ndarray, likely: float = LIKELY) -> Measured:
    there = [c for c in found if c.right is not None]
    gone = [c for c in found if c.right is None]
    picks = [_pick(c, weights, likely) for c in there]
    return Measured(
        len(there),
        found=sum(p == c.right for p, c in zip(picks, there, strict=True)) / len(there),
        mistaken=sum(p not in (None, c.right) for p, c in zip(picks, there, strict=True))
        / len(there),
        invented=sum(_pick(c, weights, likely) is not None for c in gone) / len(gone),
    )


def _pick(case: Case, weights: np.ndarray, likely: float) -> int | None:
    chances, _ = _chances(case.rows, weights)
    best = int(chances.argmax())
    return best if chances[best] >= likely else None


def held_out(by_scenario: Sequence[Sequence[Case]], likely: float = LIKELY) -> Measured:
    """Measured on scenarios that the weights were not fitted on, in `FOLDS` parts."""
    parts = []
    for fold in range(FOLDS):
        train = [c for n, cs in enumerate(by_scenario) if n % FOLDS != fold for c in cs]
        test = [c for n, cs in enumerate(by_scenario) if n % FOLDS == fold for c in cs]
        if train and test:
            parts.append(measure(test, fit(train), likely))
    whole = sum(p.questions for p in parts)
    mean = {
        name: sum(getattr(p, name) * p.questions for p in parts) / whole
        for name in ("found", "mistaken", "invented")
    }
    return replace(Measured(whole), **mean)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    paths = sorted(p for p in args.folder.glob("*.yaml") if p.stem not in ("rubric", "_template"))
    by_scenario = [list(cases(load_scenario(path))) for path in paths]
    by_scenario = [cs for cs in by_scenario if cs]
    for likely in (0.3, 0.4, 0.5, 0.6, 0.7):
        m = held_out(by_scenario, likely)
        print(
            f"{likely}: of {m.questions} questions found {m.found:.2f}, another taken for it"
            f" {m.mistaken:.2f}; with no answer there, invented {m.invented:.2f}"
        )
    weights = fit([c for cs in by_scenario for c in cs])
    data = {
        "weights": dict(zip(FEATURES, np.round(weights[:-1], 3).tolist(), strict=True)),
        "none": round(float(weights[-1]), 3),
    }
    WEIGHTS.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    print(WEIGHTS.name, data)


if __name__ == "__main__":
    main()
