"""How like one question is to others: by its words, its meaning, its shape and its names.

Everything a question is compared with is made ready once for a scenario.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np

from trainer.buyer.intents import intents_of
from trainer.encoder import encode, encode_all, encode_each
from trainer.words import is_plain, sentences, sentences_asking, stem

IN_WORDS = ("phrase", "intent", "names", "kind", "unknown")
IN_MEANING = (
    *("nearest", "near", "together"),  # to the example most like it, to three, to all as one text
    *("answer", "answer_in_context", "in_context"),  # to the answer; after what was said last
    *("behind", "ahead"),  # how far behind the nearest answer; how far ahead of the next
)
LIKENESSES = (*IN_WORDS, *IN_MEANING)

_PLAIN_WEIGHT = 0.12  # of a word that carries little: "you", "the", "get"
_PERSON_WEIGHT = 0.3  # of "he", "them"
_KIND_WEIGHT = 0.7  # of "who", "when", "how many"

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
    text: str,
    examples: Examples,
    told: Examples,
    names: frozenset[str],
    said: str = "",
) -> np.ndarray:
    """`LIKENESSES` of the question in `text` to each answer, shape (answers, len(LIKENESSES)).

    `examples` are the example questions of each answer, `told` the words it would be answered in,
    `names` all names of the scenario, `said` what the other said last. Of several questions in a
    text, for each answer the one that is most like it counts.
    """
    in_words = _in_words(text, examples, told, names)
    return np.hstack([in_words, _meanings(examples, told).compare(asking(text), text, said)])


@lru_cache(maxsize=4096)
def _in_words(text: str, examples: Examples, told: Examples, names: frozenset[str]) -> np.ndarray:
    """The first columns of `likenesses`, which what was said before does not change."""
    by_words = np.array([_words(examples, told, names).compare(q) for q in asking(text)])
    likest = by_words[:, :, 0].argmax(axis=0)
    found: np.ndarray = by_words[likest, np.arange(len(examples))]
    return found


@lru_cache(maxsize=64)
def _words(examples: Examples, told: Examples, names: frozenset[str]) -> _Words:
    return _Words(examples, told, names)


@lru_cache(maxsize=64)
def _meanings(examples: Examples, told: Examples) -> _Meanings:
    return _Meanings(examples, told)


class _Words:
    """The words of a scenario's answers, made ready to be compared with a question's."""

    def __init__(self, examples: Examples, told: Examples, names: frozenset[str]) -> None:
        asks = [ask for group in examples for ask in group]
        self._starts = np.cumsum([0, *(len(group) for group in examples)])[:-1]
        self._ends = np.append(self._starts[1:], len(asks))
        rarity = _rarity(examples)
        self._parts = _Postings([parts(ask) for ask in asks], rarity)
        self._bags = _Postings([parts(" ".join(group)) for group in examples], rarity)
        self._answers = _Postings([parts(" ".join(group)) for group in told], rarity)
        self._intents = _Postings([intents_of(ask) for ask in asks], {})
        self._names = names
        self._named = [names & words_of(ask) for ask in asks]

    def compare(self, sentence: str) -> np.ndarray:
        """`IN_WORDS` of each answer: with its likest example, then with all it has."""
        asked = parts(sentence)
        named = self._names & words_of(sentence)
        each = np.column_stack(
            [
                self._parts.dice(asked),
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
                np.where(kind, 1.0, -1.0) if kinds else np.zeros(len(best)),
                np.minimum(1.0, new / 3),
            ]
        )

    def _weigh_new(self, content: frozenset[str], answer: int) -> float:
        """The weight of what neither the examples of an answer nor its words know."""
        return self._bags.weigh(content - self._bags.sets[answer] - self._answers.sets[answer])


class _Meanings:
    """The meanings of a scenario's answers, made ready to be compared with a question's."""

    def __init__(self, examples: Examples, told: Examples) -> None:
        asks = [ask for group in examples for ask in group]
        answers = [line for group in told for line in group]
        vectors = encode_all((*asks, *answers, *(" ".join(group) for group in examples)))
        self._asks, self._answers, self._together = np.split(
            vectors, [len(asks), len(asks) + len(answers)]
        )
        self._by_ask = _slices(examples)
        self._by_line = _slices(told)

    def compare(self, questions: Sequence[str], text: str, said: str) -> np.ndarray:
        """`IN_MEANING` of each answer."""
        alone = [*dict.fromkeys([*questions, text])]
        after = [f"{said} {q}" for q in questions] if said else []
        vectors = encode_each([*alone, *after])
        plain, in_context = vectors[: len(alone)], vectors[len(alone) :]
        asks = plain @ self._asks.T
        likest = asks.max(axis=0)
        nearest = np.array([likest[mine].max() for mine in self._by_ask])
        near = np.array([np.sort(likest[mine])[-3:].mean() for mine in self._by_ask])
        others = np.sort(nearest)
        first, second = others[-1], others[-2] if len(others) > 1 else others[-1]
        return np.column_stack(
            [
                nearest,
                near,
                (plain @ self._together.T).max(axis=0),
                _best(plain @ self._answers.T, self._by_line),
                _best(in_context @ self._answers.T, self._by_line) if said else nearest * 0,
                _best(in_context @ self._asks.T, self._by_ask) if said else nearest * 0,
                nearest - first,
                np.where(nearest == first, first - second, 0.0),
            ]
        )


def _slices(groups: Examples) -> list[slice]:
    ends = np.cumsum([len(group) for group in groups]).tolist()
    return [slice(end - len(group), end) for group, end in zip(groups, ends, strict=True)]


def _best(likeness: np.ndarray, groups: Sequence[slice]) -> np.ndarray:
    """The most any question is like any line of each group."""
    most = likeness.max(axis=0)
    return np.array([most[mine].max() for mine in groups])


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


def likeness(one: str, other: str) -> float:
    """The cosine of what two texts mean, -1 to 1."""
    return float(encode(one) @ encode(other))


_KIND_WORDS = (
    "I'm so sorry to hear that.",
    "That must have been awful for you.",
    "Oh no, that's horrible.",
    "That sounds really hard.",
    "What a night that must have been.",
    "Poor man, I feel for him.",
    "I'm sorry, nobody should have to go through that.",
    "That's a lot to carry on your own.",
    "I can imagine how that felt.",
    "Ouch, that hurts just to hear.",
    "That would keep me awake too.",
    "That's frightening.",
    "That's grim.",
    "God, that's terrible.",
    "That must hurt.",
    "I'm glad nobody was hurt.",
    "How upsetting for everyone.",
)
_KIND_ENOUGH = 0.77


def sounds_kind(text: str) -> bool:
    """Whether a sentence of `text` is a word of sympathy."""
    alike = encode_each(sentences(text)) @ encode_all(_KIND_WORDS).T
    return bool(alike.max() >= _KIND_ENOUGH)


def alike(one: str, other: str) -> bool:
    """Whether two questions are much the same, by their words alone."""
    return bool(_Postings([parts(one)], {}).dice(parts(other))[0] >= 0.6)


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
