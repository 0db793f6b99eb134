"""Which of the questions a scenario has answers for is this one? Compared with example questions.

Offline there is no understanding of a question, only likeness to others. Each fact and each aside
brings examples in the words of different reps. How like they are is measured in several ways, and
weights fitted on questions with known answers (`python -m trainer.buyer.asked_fit`) turn that into
a probability that this is the answer asked for; what is probably none of them is none. The words
of the likeliest few are then read together with the question (`replies`), and both count.

The weights are measured on scenarios held out. `BY_LIKENESS`, `BY_FIT` and `OFFSET` were fitted on
2,151 answers to 607 judged rep turns that the cross-encoder has not learned from (those marked
"held" in `replies.jsonl`), so that a score is about the share that readers called fitting: of 108
scored 0.4 to 0.5 they did 0.44, of 61 scored 0.6 to 0.7 0.65, of 114 scored above 0.85 all.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from trainer.buyer.events import notice
from trainer.buyer.likeness import LIKENESSES, likeness, likenesses, names_in
from trainer.buyer.replies import chances
from trainer.buyer.state import BuyerState
from trainer.conversation import STEPS, Heard, Move
from trainer.scenario import Aside, Fact, Scenario
from trainer.words import cue_hits, sentences, sentences_asking

LIKELY = 0.45  # score from which a question is taken to ask for an aside…
LIKELY_FACT = 0.4  # …or for a fact: there are fewer, and those are what reps ask for
POSSIBLE = 0.3  # from which a fact whose topic a question names may be what it is about
PLAINLY = 0.65  # from which it is answered beside something else, or once more
SURE = 0.8  # and from which it is answered whatever else was heard in the turn
WEIGHED = 4  # likeliest answers whose words are read…
WORTH_IT = 0.03  # …where they are as likely as that
CHOICES = 3  # as many are put to a reader that understands questions
FAINT = 0.004  # what is less probable than that is not worth asking about

BY_LIKENESS, BY_FIT, OFFSET = 0.52, 0.53, 0.44  # of the two in the odds
WEIGHTS = Path(__file__).parent / "asked.json"
FEATURES = (*LIKENESSES, "follows")  # follows: the buyer has just told what the answer follows up


@dataclass(frozen=True, slots=True)
class Likeness:
    """How surely this answer was asked for, 0-1."""

    score: float
    answer: Fact | Aside
    place: int  # among the scenario's facts, or among its asides


@dataclass(frozen=True, slots=True)
class Context:
    """What has been told when the question comes, and what the buyer told last."""

    told: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()
    said: str = ""  # the buyer's last words, two sentences at most
    joined: bool = False  # the second stakeholder is there to answer

    @classmethod
    def of(cls, state: BuyerState, buyer_said: Sequence[str]) -> Context:
        """From the state before the question and all that the buyer has said."""
        told = frozenset(state.told)
        last = frozenset(id for id in told if state.just_told(id))
        said = sentences(buyer_said[-1])[-2:] if buyer_said else ()
        return cls(told, last, " ".join(said), state.joined)


def probable(ranking: Sequence[Likeness]) -> list[Likeness]:
    """The facts and asides of a ranking that are probably asked for."""
    limits = {Fact: LIKELY_FACT, Aside: LIKELY}
    return [like for like in ranking if like.score >= limits[type(like.answer)]]


def ranked(text: str, scenario: Scenario, context: Context) -> list[Likeness]:
    """All facts and asides with examples that could be asked for now, likeliest first."""
    rows = [
        (row, place, answer)
        for row, (place, answer) in zip(
            features(text, scenario, context), answers_of(scenario), strict=True
        )
        if askable(answer, context)
    ]
    chances = probabilities(np.array([row for row, *_ in rows]))
    found = [
        Likeness(chance, answer, place)
        for chance, (_, place, answer) in zip(chances, rows, strict=True)
    ]
    found.sort(key=lambda f: -f.score)
    likely = [f for f in found[:WEIGHED] if f.score >= WORTH_IT]
    weighed = [*_weighed(text, likely, context), *found[len(likely) :]]
    return sorted(weighed, key=lambda f: -f.score)


def _weighed(text: str, likely: Sequence[Likeness], context: Context) -> list[Likeness]:
    """The likeliest few once more: by how likely they were, and by how well their words fit."""
    found = chances(text, context.said, [f.answer.says[0] for f in likely])
    return [replace(f, score=weigh(f.score, by)) for f, by in zip(likely, found, strict=True)]


def weigh(likely: float, chance: float) -> float:
    """How surely an answer serves, 0-1: from its likeness, and the chance that its words fit."""
    odds = OFFSET + BY_LIKENESS * _odds(likely) + BY_FIT * _odds(chance)
    return 1 / (1 + math.exp(-odds))


def _odds(chance: float) -> float:
    """The logarithm of the odds, for a chance kept off 0 and 1."""
    chance = min(max(float(chance), 1e-4), 1 - 1e-4)
    return math.log(chance / (1 - chance))


def choices(
    text: str, scenario: Scenario, state: BuyerState, buyer_said: Sequence[str]
) -> list[str]:
    """Example questions, one of each answer that `text` may ask for, likeliest first, for a reader
    who can tell which of them it is; empty where nothing is asked."""
    if not notice(text).question:
        return []
    likely = [
        like.answer
        for like in ranked(text, scenario, Context.of(state, buyer_said))
        if like.score >= FAINT
    ]
    named = [f for f in scenario.facts if f.asks and f not in likely and cue_hits(text, f.topics)]
    found = [*likely[: CHOICES - len(named[:1])], *named[:1]]
    return [max(answer.asks, key=lambda ask: likeness(ask, text)) for answer in found]


def chosen(question: str, scenario: Scenario) -> list[Likeness]:
    """The answer whose example `question` is, for sure; none for a question that is nobody's."""
    return [
        Likeness(1.0, answer, place)
        for place, answer in answers_of(scenario)
        if question in answer.asks
    ][:1]


def prepare(scenario: Scenario) -> None:
    """Work out beforehand what the first question of a call would wait for: a second or so for a
    scenario that is new to this machine."""
    features("", scenario, Context())
    chances("Hello?", "", ["Hello."])


def questions_beside(text: str, heard: Heard) -> str:
    """The sentences of a rep turn that ask something, but those that ask for a step."""
    steps = [heard.spans[move] for move in _NO_NEWS if move in heard.spans]
    found = []
    for sentence in sentences_asking(text):
        start = text.find(sentence)
        if not any(a < start + len(sentence) and start < b for a, b in steps):
            found.append(sentence)
    return " ".join(found)


_NO_NEWS = (*STEPS, Move.ASSUME_CLOSE, Move.TEMPERATURE)


def answers_of(scenario: Scenario) -> list[tuple[int, Fact | Aside]]:
    """(place, answer) of the facts, then the asides, that bring examples."""
    both: list[tuple[int, Fact | Aside]] = [*enumerate(scenario.facts)]
    both += enumerate(scenario.asides)
    return [(place, answer) for place, answer in both if answer.asks]


def key_of(answer: Fact | Aside) -> str:
    """By what an answer is named in `asked.jsonl` and `paraphrases.jsonl`: the id of a fact, the
    first example of an aside."""
    return answer.id if isinstance(answer, Fact) else answer.asks[0]


def askable(answer: Fact | Aside, context: Context) -> bool:
    """Whether anybody could ask for this yet."""
    if isinstance(answer, Fact):
        return True
    if answer.who == "second" and not context.joined:
        return False
    return answer.after is None or answer.after in context.told


def probabilities(rows: np.ndarray) -> list[float]:
    """For each answer, a row of `FEATURES`, the probability that it is asked for; what is missing
    to 1 is the probability of none."""
    weights, none = fitted()
    if not len(rows):
        return []
    scores = np.append(rows @ weights, none)
    chances = np.exp(scores - scores.max())
    found: list[float] = (chances / chances.sum())[:-1].tolist()
    return found


@lru_cache(maxsize=1)
def fitted() -> tuple[np.ndarray, float]:
    """The weight of each feature, and the score of "none of them"."""
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return np.array([data["weights"][name] for name in FEATURES]), data["none"]


def features(text: str, scenario: Scenario, context: Context) -> np.ndarray:
    """`FEATURES` of each of `answers_of(scenario)`; shape (answers, len(FEATURES))."""
    answers = [answer for _, answer in answers_of(scenario)]
    if not answers:
        return np.zeros((0, len(FEATURES)))
    examples = tuple(answer.asks for answer in answers)
    told = tuple(_told_in(answer, scenario) for answer in answers)
    names = names_in(tuple(line for _, line in scenario.lines()))
    found = likenesses(text, examples, told, names, context.said)
    follows = [isinstance(a, Aside) and a.after in context.last for a in answers]
    return np.column_stack([found, np.array(follows, dtype=float)])


def _told_in(answer: Fact | Aside, scenario: Scenario) -> tuple[str, ...]:
    """The lines of an answer, and of the fact it follows up."""
    before = scenario.fact(answer.after).says if isinstance(answer, Aside) and answer.after else ()
    return (*answer.says, *before)
