"""Which of the questions a scenario has answers for is this one? Compared with example questions.

Offline there is no understanding of a question, only likeness to others. Each fact and each aside
brings examples in the words of different reps. How like they are is measured in several ways, and
weights fitted on the examples themselves (`python -m trainer.buyer.asked_fit`) turn that into a
probability that this is the answer asked for; a question that is probably none of them is none.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from trainer.buyer.questions import intents_of
from trainer.scenario import Aside, Fact, Scenario
from trainer.vectors import DIMENSIONS, commonness, is_known, vectors_of
from trainer.words import is_plain, stem

LIKELY = 0.4  # probability from which a question is taken to ask for an answer
SURE = 0.8  # and from which it is answered whatever else was heard in the turn

WEIGHTS = Path(__file__).parent / "asked.json"
FEATURES = (
    *("phrase", "letters", "concepts", "meaning", "aligned"),  # with the likest example
    *("intent", "same_name", "other_name"),
    *("covered", "in_answer", "answer_meaning", "kind", "unknown", "follows"),
)

_PLAIN_WEIGHT = 0.12  # of a word that carries little: "you", "the", "get"
_PERSON_WEIGHT = 0.3  # of "he", "them"
_KIND_WEIGHT = 0.7  # of "who", "when", "how many"
_RARE = 1e-3  # a word this frequent weighs half in a sentence's meaning

Examples = tuple[tuple[str, ...], ...]  # the example questions of each answer

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d[\d.,]*")
_QUANTITY = re.compile(r"\bhow (many|much|long|often|far|big|old|soon)\b")
_KINDS = frozenset("who whose what when where which why how".split())
_PERSONS = frozenset("he him his she her hers they them their".split())
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+\b")
_CONTRACTED = re.compile(r"'(?:s|re|d|ll|ve|m)$")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How probable it is that this answer was asked for, 0-1."""

    score: float
    answer: Fact | Aside
    place: int  # among the scenario's facts, or among its asides


@dataclass(frozen=True, slots=True)
class Context:
    """What has been told when the question comes, and what the buyer told last."""

    told: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()
    joined: bool = False  # the second stakeholder is there to answer


def most_like(text: str, scenario: Scenario, context: Context) -> list[Likeness]:
    """The facts and asides that `text` probably asks for (`LIKELY` at least), likeliest first."""
    answers = [
        (place, answer)
        for place, answer in (*enumerate(scenario.facts), *enumerate(scenario.asides))
        if answer.asks and askable(answer, context)
    ]
    if not answers:
        return []
    chances = probabilities(text, [a for _, a in answers], scenario, context)
    found = [
        Likeness(chance, answer, place)
        for chance, (place, answer) in zip(chances, answers, strict=True)
        if chance >= LIKELY
    ]
    return sorted(found, key=lambda f: -f.score)


def askable(answer: Fact | Aside, context: Context) -> bool:
    """Whether anybody could ask for this yet."""
    if isinstance(answer, Fact):
        return True
    if answer.who == "second" and not context.joined:
        return False
    return answer.after is None or answer.after in context.told


def probabilities(
    text: str, answers: Sequence[Fact | Aside], scenario: Scenario, context: Context
) -> list[float]:
    """For each answer the probability that `text` asks for it; what is missing to 1 is "none"."""
    weights, none = fitted()
    scores = [
        sum(weights[name] * value for name, value in zip(FEATURES, row, strict=True))
        for row in features(text, answers, scenario, context)
    ]
    most = max([none, *scores])
    whole = math.exp(none - most) + sum(math.exp(s - most) for s in scores)
    return [math.exp(s - most) / whole for s in scores]


@lru_cache(maxsize=1)
def fitted() -> tuple[Mapping[str, float], float]:
    """The weight of each feature, and the score of "none of them"."""
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return data["weights"], data["none"]


def features(
    text: str, answers: Sequence[Fact | Aside], scenario: Scenario, context: Context
) -> list[tuple[float, ...]]:
    """One row of `FEATURES` for each answer."""
    examples = tuple(answer.asks for answer in answers)
    told = tuple(_told_in(answer, scenario) for answer in answers)
    names = _names(tuple(line for _, line in scenario.lines()))
    return [
        (*row, _follows(answer, context))
        for answer, row in zip(answers, _likenesses(text, examples, told, names), strict=True)
    ]


def _told_in(answer: Fact | Aside, scenario: Scenario) -> str:
    """The words of an answer, and of the fact it follows up."""
    before = scenario.fact(answer.after).says if isinstance(answer, Aside) and answer.after else ()
    return " ".join((*answer.says, *before))


def _follows(answer: Fact | Aside, context: Context) -> float:
    return float(isinstance(answer, Aside) and answer.after in context.last)


@lru_cache(maxsize=8192)
def _likenesses(
    text: str, examples: Examples, told: tuple[str, ...], names: frozenset[str]
) -> list[tuple[float, ...]]:
    rarity = _rarity(examples)
    index = _index(examples, told)
    rows = []
    for sentence in asking(text):
        asked = parts(sentence)
        whole = _weigh(asked, rarity) or 1.0
        content = {p for p in asked if not p.startswith("?") and not is_plain(p)}
        kinds = {p for p in asked if p.startswith("?")}
        meaning, aligned, answer_meaning = index.compare(sentence)
        place = 0
        named, intents = names & words_of(sentence), intents_of(sentence)
        mine = []
        for n, asks in enumerate(examples):
            bag, answer = index.bags[n], index.answers[n]
            best = max(
                (
                    (
                        *_compare(sentence, ask, rarity),
                        meaning[place + k],
                        aligned[place + k],
                        _dice(intents, intents_of(ask), {}),
                        float(bool(named & words_of(ask))),
                        -float(bool(named ^ (names & words_of(ask)))),
                    )
                    for k, ask in enumerate(asks)
                ),
                key=sum,
            )
            place += len(asks)
            mine.append(
                (
                    *best,
                    _weigh(asked & bag, rarity) / whole,
                    _weigh(content & answer, rarity) / (_weigh(content, rarity) or 1.0),
                    answer_meaning[n],
                    float(bool(kinds & bag)) - float(bool(kinds) and not kinds & bag),
                    min(1.0, _weigh(content - bag - answer, rarity) / 3),
                )
            )
        rows.append(mine)
    return [max(choices, key=lambda row: sum(row[:8])) for choices in zip(*rows, strict=True)]


class _Index:
    """The examples of a scenario's answers, made ready to be compared with a question."""

    def __init__(self, examples: Examples, told: tuple[str, ...]) -> None:
        self.bags = [frozenset(p for ask in asks for p in parts(ask)) for asks in examples]
        self.answers = [parts(words) for words in told]
        asks = [ask for group in examples for ask in group]
        self._meanings = np.array([meaning(ask) for ask in asks])
        self._told = np.array([meaning(words) for words in told])
        words = [content_words(ask) or ["?"] for ask in asks]
        self._words = vectors_of([w for group in words for w in group])
        self._starts = np.cumsum([0, *(len(group) for group in words)])[:-1]
        self._lengths = np.array([len(group) for group in words])

    def compare(self, sentence: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(cosine with each example, how well words pair up with each example's words, cosine with
        each answer's words)."""
        asked = meaning(sentence)
        words = content_words(sentence)
        if not words:
            none = np.zeros(len(self._lengths))
            return self._meanings @ asked, none, self._told @ asked
        likeness = vectors_of(words) @ self._words.T
        likeness[likeness < 0.3] = 0.0
        theirs = np.maximum.reduceat(likeness, self._starts, axis=1).mean(axis=0)
        ours = np.add.reduceat(likeness.max(axis=0), self._starts) / self._lengths
        return self._meanings @ asked, (theirs + ours) / 2, self._told @ asked


@lru_cache(maxsize=64)
def _index(examples: Examples, told: tuple[str, ...]) -> _Index:
    return _Index(examples, told)


@lru_cache(maxsize=32_768)
def content_words(text: str) -> tuple[str, ...]:
    """The words of `text` that carry something and have a vector."""
    words = (_CONTRACTED.sub("", w) for w in _WORD.findall(text.lower().replace("’", "'")))
    return tuple(w for w in words if not is_plain(w) and w not in _KINDS and is_known(w))


@lru_cache(maxsize=32_768)
def meaning(text: str) -> np.ndarray:
    """A unit vector for a sentence: the mean of its words' vectors, the rarer the heavier (the
    smooth inverse frequency of Arora, Liang and Ma 2017); zeros where no word is known."""
    words = [_CONTRACTED.sub("", w) for w in _WORD.findall(text.lower().replace("’", "'"))]
    weights = np.array([_RARE / (_RARE + 0.1 / (commonness(w) + 1)) for w in words])
    mean = weights @ vectors_of(words) if words else np.zeros(DIMENSIONS)
    length = float(np.linalg.norm(mean))
    return mean / length if length else mean


def _compare(asked: str, example: str, rarity: Mapping[str, float]) -> tuple[float, float, float]:
    return (
        _dice(parts(asked), parts(example), rarity),
        _dice(letters(asked), letters(example), {}),
        _dice(concepts(asked), concepts(example), {}),
    )


@lru_cache(maxsize=64)
def _names(lines: tuple[str, ...]) -> frozenset[str]:
    """The names in a scenario's lines, in lower case: words with a capital inside a sentence."""
    found = (m for line in lines for m in _NAME.findall(line))
    return frozenset(n.lower() for n in found if not is_plain(n.lower()))


@lru_cache(maxsize=32_768)
def words_of(text: str) -> frozenset[str]:
    """The words of `text` in lower case, without what is contracted to them."""
    found = _WORD.findall(text.lower().replace("’", "'"))
    return frozenset(_CONTRACTED.sub("", w) for w in found)


def alike(one: str, other: str) -> bool:
    """Whether two questions are much the same, by their words alone."""
    return _dice(parts(one), parts(other), {}) >= 0.6


def asking(text: str) -> list[str]:
    """The sentences of `text` that end in a question mark; all of it where none does."""
    sentences = re.split(r"(?<=[.!?])\s+|\n+", text.strip())
    return [s for s in sentences if s.rstrip(" \"')").endswith("?")] or [text]


@lru_cache(maxsize=32_768)
def parts(question: str) -> frozenset[str]:
    """What a question is made of: stems of its words, and its kind ("?who", "?many")."""
    text = question.lower().replace("’", "'")
    found = {f"?{m}" for m in _QUANTITY.findall(text)}
    for word in _WORD.findall(text):
        word = _CONTRACTED.sub("", word)
        if word not in _KINDS:
            found.add(word if is_plain(word) else stem(word))
        elif word != "how" or not found:
            found.add(f"?{word}")
    return frozenset(found)


@lru_cache(maxsize=32_768)
def letters(question: str) -> frozenset[str]:
    """Runs of four letters within the words that carry content; typing errors spoil only some."""
    words = [w for w in _WORD.findall(question.lower()) if not is_plain(w) and w not in _KINDS]
    return frozenset(f" {w} "[n : n + 4] for w in words for n in range(max(1, len(w) - 1)))


@lru_cache(maxsize=32_768)
def concepts(question: str) -> frozenset[str]:
    """The groups of words that ask for the same thing, and the kind of question."""
    groups = _groups()
    words = [_CONTRACTED.sub("", w) for w in _WORD.findall(question.lower().replace("’", "'"))]
    found = {f"#{n}" for w in words for n in groups.get(stem(w), ())}
    return frozenset(found | {p for p in parts(question) if p.startswith("?")})


@lru_cache(maxsize=1)
def _groups() -> Mapping[str, tuple[int, ...]]:
    path = Path(__file__).parent / "concepts.txt"
    lines = [t for t in path.read_text(encoding="utf-8").splitlines() if t and t[0] != "#"]
    found: dict[str, tuple[int, ...]] = {}
    for n, line in enumerate(lines):
        for word in {stem(w) for w in line.split()}:
            found[word] = (*found.get(word, ()), n)
    return found


@lru_cache(maxsize=256)
def _rarity(examples: Examples) -> Mapping[str, float]:
    """0-1 for each part of the examples: the fewer answers use it, the more it tells."""
    uses = Counter(p for asks in examples for p in {p for ask in asks for p in parts(ask)})
    most = math.log(1 + len(examples))
    return {p: math.log(1 + len(examples) / n) / most for p, n in uses.items()}


def _dice(one: frozenset[str], other: frozenset[str], rarity: Mapping[str, float]) -> float:
    whole = _weigh(one, rarity) + _weigh(other, rarity)
    return 2 * _weigh(one & other, rarity) / whole if whole else 0.0


def _weigh(found: Iterable[str], rarity: Mapping[str, float]) -> float:
    return sum(_weight(p) * rarity.get(p, 1.0) for p in found)


def _weight(part: str) -> float:
    if part.startswith("?"):
        return _KIND_WEIGHT
    if part in _PERSONS:
        return _PERSON_WEIGHT
    return _PLAIN_WEIGHT if is_plain(part) else 1.0
