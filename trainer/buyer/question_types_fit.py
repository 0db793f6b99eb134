"""Learn the types of questions: python -m trainer.buyer.question_types_fit scenarios

Reads the labelled questions, prints how often the type is right on scenarios held out, and writes
the weights that `question_types` uses.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from trainer.buyer.asked import answers_of, key_of
from trainer.buyer.asked_fit import QUESTIONS
from trainer.buyer.paraphrases import marked, paraphrases
from trainer.buyer.question_types import TYPES, WEIGHTS, QuestionType, features_of
from trainer.encoder import encode_all
from trainer.library import load_scenario

FOLDS = 4  # of scenarios
MANY = 4096  # questions at a time
SOFTNESS = 0.1  # inverse strength of the ridge

Labelled = tuple[str, str, QuestionType]  # the scenario, a question, its type


def labelled(folder: Path) -> Iterator[Labelled]:
    """All questions whose type is known: those of the writers, and the examples of the answers
    they wrote them for."""
    types = {(p.scenario, p.answer): QuestionType(p.type) for p in paraphrases()}
    for p in paraphrases():
        yield from ((p.scenario, marked(ask), QuestionType(p.type)) for ask in (*p.learned, p.kept))
    for id in sorted({id for id, _ in types}):
        for _, answer in answers_of(load_scenario(folder / f"{id}.yaml")):
            type = types.get((id, key_of(answer)))
            if type is not None:
                yield from ((id, marked(ask), type) for ask in answer.asks)
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "type" in row:
            yield row["scenario"], marked(row["text"]), QuestionType(row["type"])


def features(questions: Sequence[str]) -> np.ndarray:
    """`features_of` each, with the vectors worked out together."""
    encode_all(tuple(questions))
    return np.array([features_of(question) for question in questions])


def fit(rows: np.ndarray, types: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=SOFTNESS, max_iter=400).fit(rows, types)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="the folder of scenarios")
    found = sorted(set(labelled(parser.parse_args().folder)))
    questions = [question for _, question, _ in found]
    rows = np.vstack([features(questions[n : n + MANY]) for n in range(0, len(questions), MANY)])
    types = np.array([TYPES.index(type) for *_, type in found])
    ids = sorted({id for id, *_ in found})
    fold = np.array([ids.index(id) % FOLDS for id, *_ in found])
    right = []
    for n in range(FOLDS):
        model = fit(rows[fold != n], types[fold != n])
        right.append(model.predict(rows[fold == n]) == types[fold == n])
    share = float(np.concatenate(right).mean())
    print(f"on scenarios held out, the type of {share:.2f} of {len(found)} questions is right")
    model = fit(rows, types)
    np.savez_compressed(
        WEIGHTS,
        weights=model.coef_.astype(np.float16),
        bias=model.intercept_.astype(np.float16),
    )


if __name__ == "__main__":
    main()
