"""Questions that ask for the answers of the shipped scenarios in words the scenarios do not list.

`paraphrases.jsonl` holds a line for each of most answers: the scenario, the answer (the id of a
fact, the first example of an aside), the type of question it answers (see
`trainer.buyer.question_types`), and six questions, by eight writers who saw the answer and its
examples. One of the six in turn is kept from the encoder's training, to measure with.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

PARAPHRASES = Path(__file__).parent / "paraphrases.jsonl"


@dataclass(frozen=True, slots=True)
class Paraphrases:
    """Other ways to ask for one answer: those the encoder learns from, and the one kept."""

    scenario: str
    answer: str
    type: str
    learned: tuple[str, ...]
    kept: str


@lru_cache(maxsize=1)
def paraphrases() -> tuple[Paraphrases, ...]:
    """All that there are, in the order of the file."""
    rows = map(json.loads, PARAPHRASES.read_text(encoding="utf-8").splitlines())
    return tuple(
        Paraphrases(
            row["scenario"],
            row["answer"],
            row["type"],
            tuple(ask for n, ask in enumerate(row["asks"]) if n != number % len(row["asks"])),
            row["asks"][number % len(row["asks"])],
        )
        for number, row in enumerate(rows)
    )


def marked(question: str) -> str:
    """With the mark that a typed question has and an example may lack."""
    return question if question[-1:] in "?." else f"{question}?"
