"""Fit the weights by which a question is matched with the answers of a scenario.

`python -m trainer.buyer.asked_fit scenarios` reads `asked.jsonl`: turns that a rep might type in
one of the scenarios, each with the answers a person would give it (the id of a fact, the first
example of an aside; none where the scenario has no answer). They were written by somebody who had
seen the buyer's lines and not the examples. A conditional logit over the features of `asked` is
fitted; how well it does is measured on scenarios that the weights were not fitted on, and printed.
The encoder has seen those scenarios; `encoder_fit --without` tells what that is worth.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from trainer.buyer import asked
from trainer.buyer.asked import FEATURES, WEIGHTS, Context
from trainer.buyer.paraphrases import marked, paraphrases
from trainer.library import load_scenario
from trainer.scenario import Scenario

QUESTIONS = WEIGHTS.with_suffix(".jsonl")
RIDGE = 0.002
TAKEN = 0.4  # probability by likeness alone from which an answer counts as found here
ONE_IN = 4  # of the kept paraphrases: enough to measure with
FOLDS = 6  # of scenarios


@dataclass(frozen=True, slots=True)
class Case:
    """One question: the features of every answer there is (a row each), and which rows are right;
    none where the scenario has no answer to it."""

    rows: np.ndarray  # (answers, len(FEATURES))
    right: frozenset[int]
    paraphrase: bool = False  # of an answer's examples, in other words


def case(question: Mapping[str, Any], scenario: Scenario) -> Case:
    """A line of `asked.jsonl`, asked when everything has been told and `after` was told last."""
    told = frozenset(f.id for f in scenario.facts)
    last = question["after"]
    said = scenario.fact(last).says[0] if last else ""
    context = Context(told, frozenset([last]), said, joined=True)
    answers = asked.answers_of(scenario)
    right = {n for n, (_, a) in enumerate(answers) if asked.key_of(a) in question["answers"]}
    rows = asked.features(question["text"], scenario, context)
    return Case(rows, frozenset(right), question.get("paraphrase", False))


def cases(folder: Path) -> list[list[Case]]:
    """All questions, by scenario; of the paraphrases that the encoder did not learn from, every
    `ONE_IN`-th."""
    lines = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    for one in paraphrases()[::ONE_IN]:
        line = {"scenario": one.scenario, "text": marked(one.kept), "after": ""}
        lines.append({**line, "answers": [one.answer], "paraphrase": True})
    by_scenario: dict[str, list[Mapping[str, Any]]] = {}
    for line in lines:
        by_scenario.setdefault(line["scenario"], []).append(line)
    return [
        [case(question, scenario) for question in questions]
        for id, questions in sorted(by_scenario.items())
        for scenario in [load_scenario(folder / f"{id}.yaml")]
    ]


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
    """(features, share of each right one, whether there is an answer); the last place is "none"."""
    most = max(len(c.rows) for c in found) + 1
    rows = np.zeros((len(found), most, len(FEATURES) + 1))
    right, there = np.zeros((len(found), most)), np.zeros((len(found), most), dtype=bool)
    for n, one in enumerate(found):
        rows[n, : len(one.rows), :-1] = one.rows
        rows[n, -1, -1] = 1.0
        there[n, : len(one.rows)] = there[n, -1] = True
        for place in one.right or {most - 1}:
            right[n, place] = 1 / max(1, len(one.right))
    return rows, right, there


def pick(one: Case, weights: np.ndarray, likely: float) -> int | None:
    """The row taken for the answer, or none where none is likely enough."""
    scores = np.append(one.rows @ weights[:-1], weights[-1])
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    best = int(chances[:-1].argmax())
    return best if chances[best] >= likely else None


@dataclass(frozen=True, slots=True)
class Measured:
    """How often, of the questions that have an answer, it was found or another taken for it; and
    of those that have none, how often one was taken all the same."""

    answered: int
    found: float
    mistaken: float
    unanswered: int
    invented: float


def measure(pairs: Iterable[tuple[Case, int | None]]) -> Measured:
    """From cases and what was picked for each."""
    all_pairs = list(pairs)
    there = [(c, p) for c, p in all_pairs if c.right]
    gone = [p for c, p in all_pairs if not c.right]
    return Measured(
        answered=len(there),
        found=sum(p in c.right for c, p in there) / max(1, len(there)),
        mistaken=sum(p is not None and p not in c.right for c, p in there) / max(1, len(there)),
        unanswered=len(gone),
        invented=sum(p is not None for p in gone) / max(1, len(gone)),
    )


def held_out(
    by_scenario: Sequence[Sequence[Case]], likely: float = TAKEN
) -> list[tuple[Case, int | None]]:
    """What was picked for each case, with weights fitted on the scenarios of other folds."""
    pairs = []
    for fold in range(FOLDS):
        rest = [mine for n, mine in enumerate(by_scenario) if n % FOLDS != fold]
        weights = fit([c for mine in rest for c in mine])
        pairs += [(c, pick(c, weights, likely)) for mine in by_scenario[fold::FOLDS] for c in mine]
    return pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="the folder of scenarios")
    by_scenario = cases(parser.parse_args().folder)
    pairs = held_out(by_scenario)
    for name, paraphrased in (("questions", False), ("paraphrases", True)):
        m = measure(p for p in pairs if p[0].paraphrase == paraphrased)
        print(
            f"on scenarios held out, of {m.answered} {name} with an answer {m.found:.2f} found and"
            f" {m.mistaken:.2f} mistaken; of {m.unanswered} without one {m.invented:.2f} answered"
        )
    weights = fit([c for mine in by_scenario for c in mine])
    data = {
        "weights": dict(zip(FEATURES, np.round(weights[:-1], 3).tolist(), strict=True)),
        "none": round(float(weights[-1]), 3),
    }
    WEIGHTS.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
