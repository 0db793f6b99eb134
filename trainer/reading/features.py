"""What the learner sees of a turn: words, skeletons and cues of each sentence, and of the turn
before.

Features are plain strings, present or absent, so that saying a thing thirteen times is saying it
once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from trainer.conversation import Speaker
from trainer.reading import sentences
from trainer.reading.lexicon import FUNCTION, classes_of, skeleton, stem
from trainer.reading.matching import CUES, Grammar
from trainer.reading.normalise import tokens

VERSION = 5
"""Raised when the features change, so that weights fitted to older ones are not used."""

_QUESTION_WORDS = frozenset("what how who where why when which whose".split())
_HELPERS = frozenset(
    "is are was were am do does did have has had can could would will shall should".split()
)
_LEADS = frozenset(
    "so and but or ok right well then now yes no sorry just cool great perfect alright".split()
)


_FIGURE = re.compile(
    r"\d[\d.,:]*\d|\b(?:eleven|twelve|dozen|hundred|thousand|million"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)t(?:y|ieth))\b"
)


@cache
def grammar(speaker: Speaker) -> Grammar:
    """The cue tables of one speaker, compiled once."""
    return Grammar.read(CUES / f"{speaker}.txt")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a turn: where it is, its words, the names of what it holds."""

    start: int
    end: int
    words: tuple[str, ...]
    cues: frozenset[str]
    core: frozenset[str]
    content: frozenset[str]
    """Its figures and stems of its content words, to see who took up whose."""
    edge: frozenset[str]
    """What counts again when this is the first or the last sentence of its turn."""
    is_question: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """A turn as the learner sees it, apart from any context."""

    speaker: Speaker
    sentences: tuple[Sentence, ...]
    content: frozenset[str]


def is_question(words: Sequence[str]) -> bool:
    """Whether a sentence asks something; people who type leave out the question mark."""
    if "?" in words:
        return True
    at = 0
    while at < len(words) and words[at] in _LEADS:
        at += 1
    if at >= len(words):
        return False
    first, after = words[at], words[at + 1] if at + 1 < len(words) else ""
    if first in _QUESTION_WORDS:
        return after in _HELPERS or first in ("how", "why", "who", "what", "where")
    return first in _HELPERS and after in (
        "you",
        "it",
        "that",
        "there",
        "he",
        "she",
        "they",
        "we",
        "i",
        "your",
        "the",
        "this",
        "any",
        "anyone",
    )


@lru_cache(maxsize=4096)
def look(speaker: Speaker, text: str) -> Looked:
    """Cut, normalise and describe one turn. Repeated sentences count once."""
    found: list[Sentence] = []
    content: set[str] = set()
    seen: set[tuple[str, ...]] = set()
    for start, end in sentences.split(text):
        words = tuple(tokens(text[start:end]))
        if not words or words in seen:
            continue
        seen.add(words)
        found.append(_sentence(speaker, start, end, words, _figures(text[start:end])))
        content |= found[-1].content
    return Looked(speaker, tuple(found), frozenset(content))


def _sentence(
    speaker: Speaker, start: int, end: int, words: tuple[str, ...], figures: frozenset[str]
) -> Sentence:
    asks = is_question(words)
    cues = frozenset(grammar(speaker).match(words))
    names = {f"w {w}" for w in words}
    kinds = {f"k {family(c)}" for c in cues}
    edge = frozenset(names | kinds)
    names.update(f"w {a} {b}" for a, b in zip(words, words[1:], strict=False))
    for gap in (2, 3):
        names.update(f"z {a} . {b}" for a, b in zip(words, words[gap:], strict=False))
    shape = ["^", *skeleton(list(words)), "$"]
    for size in (2, 3, 4):
        names.update("s " + " ".join(shape[i : i + size]) for i in range(len(shape) - size + 1))
    names.update(f"k {c}" for c in cues)
    names.add("q yes" if asks else "q no")
    content = figures.union(
        stem(w) for w in words if w not in FUNCTION and w.islower() and len(w) > 2
    )
    return Sentence(start, end, words, cues, frozenset(names | kinds), content, edge, asks)


def _figures(text: str) -> frozenset[str]:
    """Figures of two digits or more and the words for them, as the speaker gave them."""
    return frozenset(_FIGURE.findall(text.lower()))


def family(cue: str) -> str:
    """`when#3` is a line of the cue table `when`."""
    return cue.partition("#")[0]


def turn_features(parts: Sequence[Sentence]) -> set[str]:
    """What the sentences of a turn show together; a sentence alone is a turn of one."""
    names: set[str] = set()
    if not parts:
        return names
    topics: Counter[str] = Counter()
    for sentence in parts:
        names |= sentence.core
        topics.update(classes_of(sentence.words))
    names.update(f"a {x}" for x in parts[0].edge)
    names.update(f"l {x}" for x in parts[-1].edge)
    for topic, times in topics.items():
        names.add(f"g {topic}")
        if times > 1:
            names.add(f"g {topic} {min(times, 4)}")
    return names


def before_features(looked: Looked | None) -> set[str]:
    """What the turn before shows to the one that answers it."""
    if looked is None or not looked.sentences:
        return {"p none"}
    names: set[str] = set()
    for sentence in looked.sentences[-4:]:
        names.update(f"p {w}" for w in sentence.words)
        names.update(f"p k {family(c)}" for c in sentence.cues)
    names.add("p asks" if looked.sentences[-1].is_question else "p tells")
    if any(s.is_question for s in looked.sentences):
        names.add("p asked")
    return names
