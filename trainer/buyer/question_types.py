"""What type of answer a question wants: a number, a name, a reason, somebody's opinion.

Learned from the questions of `trainer/buyer/paraphrases.jsonl` and `asked.jsonl`, each labelled
by its writer (`python -m trainer.buyer.question_types_fit`): a logistic regression over the vector
of the question its shapes and its small words, after Li and Roth 2002, "Learning Question
Classifiers".
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import numpy as np

from trainer.buyer.intents import INTENTS, intents_of
from trainer.encoder import DIMENSIONS, encode

WEIGHTS = Path(__file__).parent / "question_types.npz"


class QuestionType(StrEnum):
    """What a question asks for."""

    AMOUNT = "amount"  # how many, how often, how long, when
    WHETHER = "whether"  # yes or no, on how things are
    WHICH = "which"  # one of several
    HOW = "how"  # how it works, what it is like, where
    OPINION = "opinion"  # what somebody else thinks, feels, would say
    OTHERS = "others"  # what somebody else does, did or knows
    WHO = "who"
    WHOIS = "whois"  # who somebody is, what they are like
    WHY = "why"
    OWN = "own"  # what the buyer wants, fears, would do
    THEN = "then"  # what happened, what was said
    MEANING = "meaning"
    ARRANGING = "arranging"  # time, place, who comes, what to bring
    HOW_ARE_YOU = "how_are_you"  # how the buyer, or somebody else, is
    CHECK = "check"  # "did I get that right?", "may I ask?"


TYPES = tuple(QuestionType)
TELLING = tuple(  # words that show what is wanted, wherever they stand
    "who whose what when where why how which many much often long far is are was were do does"
    " did have has had would will could can should shall may you your he she they him her them"
    " his their it think thinks feel say says said tell told happened happen if or mean name"
    " called else anybody anyone somebody someone everybody nobody send bring come meet best"
    " first last time day ever before today now still yet need want like worry mind help right"
    " wrong sorry so then".split()
)
_WORD = re.compile(r"[a-z]+")


def features_of(question: str) -> np.ndarray:
    """The vector of a question; 1 for each of `INTENTS` that it has the shape of, of `TELLING` that
    it holds, and that it begins with, else 0."""
    shapes = intents_of(question)
    words = _WORD.findall(question.lower())
    return np.concatenate(
        [
            encode(question),
            [float(name in shapes) for name in INTENTS],
            [float(word in words) for word in TELLING],
            [float(word in words[:2]) for word in TELLING],
        ]
    )


def type_of(question: str) -> tuple[QuestionType, float]:
    """The likeliest type of `question` (the sentences that ask), and its probability, 0-1."""
    return types_of(question)[0]


@lru_cache(maxsize=8192)
def types_of(question: str) -> tuple[tuple[QuestionType, float], ...]:
    """All types with their probability, the likeliest first."""
    weights, bias = _fitted()
    scores = weights @ features_of(question) + bias
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    return tuple((TYPES[n], float(chances[n])) for n in np.argsort(-chances))


@lru_cache(maxsize=1)
def _fitted() -> tuple[np.ndarray, np.ndarray]:
    """(weights, bias), shapes (types, features) and (types,)."""
    with np.load(WEIGHTS, allow_pickle=False) as data:
        weights, bias = data["weights"].astype(np.float64), data["bias"].astype(np.float64)
    assert weights.shape == (len(TYPES), DIMENSIONS + len(INTENTS) + 2 * len(TELLING))
    return weights, bias
