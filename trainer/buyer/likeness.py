"""How like one question is to others: by its words, their meaning, its intent and its names.

Everything a question is compared with is made ready once for a scenario; comparing then takes
about a millisecond.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from trainer.buyer.questions import intents_of
from trainer.vectors import DIMENSIONS, commonness, is_known, vectors_of
from trainer.words import is_plain, stem

WITH_EXAMPLE = 6
LIKENESSES = (
    *("phrase", "concepts", "meaning", "aligned", "intent", "names"),  # with the likest example
    *("covered", "answer_meaning", "kind", "unknown"),  # with all an answer has
)

_PLAIN_WEIGHT = 0.12  # of a word that carries little: "you", "the", "get"
_PERSON_WEIGHT = 0.3  # of "he", "them"
_KIND_WEIGHT = 0.7  # of "who", "when", "how many"
_RARE = 1e-3  # a word this frequent weighs half in a sentence's meaning

Examples = tuple[tuple[str, ...], ...]  # the example questions of each answer

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d[\d.,]*")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+\b")
_QUANTITY = re.compile(r"\bhow (many|much|long|often|far|big|old|soon)\b")
_KINDS = frozenset("who whose what when where which why how".split())
_PERSONS = frozenset("he him his she her hers they them their".split())
_SECOND = re.compile(  # where a second question begins in a sentence
    r"[,;]\s+(?:and |or |but |so )?(?=(?:is|are|was|were|do|does|did|has|have|can|will|would|who"
    r"|what|where|when|why|how|which|whose)\b)"
    r"|\s(?:and|but) (?=(?:who|what|where|when|why|how|whose)\b)",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"'(?:s|re|d|ll|ve|m)$")


@lru_cache(maxsize=8192)
def likenesses(
    text: str, examples: Examples, told: tuple[str, ...], names: frozenset[str]
) -> np.ndarray:
    """`LIKENESSES` of the question in `text` to each answer, shape (answers, len(LIKENESSES)).

    `examples` are the example questions of each answer, `told` the words it would be answered in,
    `names` all names of the scenario. Of several questions in a text, for each answer the one that
    is most like it counts.
    """
    index = _index(examples, told, names)
    by_sentence = np.array([index.compare(sentence) for sentence in asking(text)])
    likest = by_sentence[:, :, :WITH_EXAMPLE].sum(axis=2).argmax(axis=0)
    found: np.ndarray = by_sentence[likest, np.arange(len(examples))]
    return found


@lru_cache(maxsize=64)
def _index(examples: Examples, told: tuple[str, ...], names: frozenset[str]) -> _Index:
    return _Index(examples, told, names)


class _Index:
    """The examples of a scenario's answers, made ready to be compared with a question."""

    def __init__(self, examples: Examples, told: tuple[str, ...], names: frozenset[str]) -> None:
        asks = [ask for group in examples for ask in group]
        self._starts = np.cumsum([0, *(len(group) for group in examples)])[:-1]
        self._ends = np.append(self._starts[1:], len(asks))
        rarity = _rarity(examples)
        self._parts = _Postings([parts(ask) for ask in asks], rarity)
        self._bags = _Postings([parts(" ".join(group)) for group in examples], rarity)
        self._answers = _Postings([parts(words) for words in told], rarity)
        self._concepts = _Postings([concepts(ask) for ask in asks], {})
        self._intents = _Postings([intents_of(ask) for ask in asks], {})
        self._meanings = np.array([meaning(ask) for ask in asks])
        self._told = np.array([meaning(words) for words in told])
        self._names = names
        self._named = [names & words_of(ask) for ask in asks]
        words = [content_words(ask) or ("?",) for ask in asks]
        self._vectors = vectors_of([w for group in words for w in group])
        self._lengths = np.array([len(group) for group in words])
        self._word_starts = np.cumsum([0, *self._lengths])[:-1]

    def compare(self, sentence: str) -> np.ndarray:
        """A row for each answer: likeness with its likest example, then with all it has."""
        asked = parts(sentence)
        sense = meaning(sentence)
        named = self._names & words_of(sentence)
        each = np.column_stack(
            [
                self._parts.dice(asked),
                self._concepts.dice(concepts(sentence)),
                self._meanings @ sense,
                self._paired(content_words(sentence)),
                self._intents.dice(intents_of(sentence)),
                [-float(named != theirs) for theirs in self._named],
            ]
        )
        whole = each.sum(axis=1)
        bounds = zip(self._starts, self._ends, strict=True)
        best = np.array([start + whole[start:end].argmax() for start, end in bounds])
        kinds = frozenset(p for p in asked if p.startswith("?"))
        content = frozenset(p for p in asked - kinds if not is_plain(p))
        new = np.array([self._weigh_new(content, n) for n in range(len(best))])
        kind = self._bags.shared(kinds) > 0
        return np.column_stack(
            [
                each[best],
                self._bags.shared(asked) / (self._bags.weigh(asked) or 1.0),
                self._told @ sense,
                np.where(kind, 1.0, -1.0) if kinds else np.zeros(len(best)),
                np.minimum(1.0, new / 3),
            ]
        )

    def _weigh_new(self, content: frozenset[str], answer: int) -> float:
        """The weight of what neither the examples of an answer nor its words know."""
        return self._bags.weigh(content - self._bags.sets[answer] - self._answers.sets[answer])

    def _paired(self, words: Sequence[str]) -> np.ndarray:
        """How well the question's words and each example's pair up by what they mean, 0-1."""
        if not words:
            return np.zeros(len(self._lengths))
        likeness = vectors_of(words) @ self._vectors.T
        likeness[likeness < 0.3] = 0.0
        theirs = np.maximum.reduceat(likeness, self._word_starts, axis=1).mean(axis=0)
        ours = np.add.reduceat(likeness.max(axis=0), self._word_starts) / self._lengths
        paired: np.ndarray = (theirs + ours) / 2
        return paired


class _Postings:
    """Sets of weighted things, and which of the sets each thing is in."""

    def __init__(self, sets: Sequence[frozenset[str]], rarity: Mapping[str, float]) -> None:
        self.sets = sets
        self._rarity = rarity
        places: dict[str, list[int]] = {}
        for n, found in enumerate(sets):
            for part in found:
                places.setdefault(part, []).append(n)
        self._places = {part: np.array(ns) for part, ns in places.items()}
        self._weights = np.array([self.weigh(found) for found in sets])

    def weigh(self, found: Iterable[str]) -> float:
        return sum(_weight(p) * self._rarity.get(p, 1.0) for p in found)

    def shared(self, asked: frozenset[str]) -> np.ndarray:
        """The weight of what each set shares with `asked`."""
        found = np.zeros(len(self.sets))
        for part in asked & self._places.keys():
            found[self._places[part]] += _weight(part) * self._rarity.get(part, 1.0)
        return found

    def dice(self, asked: frozenset[str]) -> np.ndarray:
        """Dice's coefficient of each set with `asked`, 0-1."""
        whole = self._weights + self.weigh(asked)
        found: np.ndarray = 2 * self.shared(asked) / np.where(whole > 0, whole, 1.0)
        return found


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
    found: np.ndarray = mean / length if length else mean
    return found


@lru_cache(maxsize=64)
def names_in(lines: tuple[str, ...]) -> frozenset[str]:
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
    return bool(_Postings([parts(one)], {}).dice(parts(other))[0] >= 0.6)


def sentences_asking(text: str) -> list[str]:
    """The sentences of `text` that end in a question mark."""
    sentences = re.split(r"(?<=[.!?])\s+|\n+", text.strip())
    return [s for s in sentences if s.rstrip(" \"')").endswith("?")]


def asking(text: str) -> list[str]:
    """The questions of `text`: sentences that end in a question mark, taken apart where a second
    question follows a comma; all of the text where there is none."""
    asked = sentences_asking(text)
    clauses = [c for s in asked for c in _SECOND.split(s) if len(c.split()) > 2]
    return [*dict.fromkeys([*asked, *clauses])] or [text]


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


def _weight(part: str) -> float:
    if part.startswith("?"):
        return _KIND_WEIGHT
    if part in _PERSONS:
        return _PERSON_WEIGHT
    return _PLAIN_WEIGHT if is_plain(part) else 1.0
