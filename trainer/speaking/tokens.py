"""The figures and names in a text: what a model must not make up, and a buyer must not let slip."""

from __future__ import annotations

import re
from functools import lru_cache

SMALL = 12  # figures up to this are small talk: "two minutes", "one thing"

_UNITS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    w: 10 * n
    for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {"hundred": 100, "thousand": 1_000, "grand": 1_000, "million": 1_000_000}
_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?(?:\s?(?:k|m|bn)\b)?|[a-z]+", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][a-z]+(?:[A-Z][a-z]+)*(?:-[A-Z][a-z]+)?")
_SENTENCE = re.compile(r"(?:^|[.!?…:;\n])[\s\"“”‘’'(—–-]*")
_NO_NAMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december christmas easter english british god i mr mrs
    ms dr internet teams zoom excel outlook google powerpoint ok okay hello hi no yes well look
    spring summer autumn winter
    """.split()
)


@lru_cache(maxsize=4096)
def figures(text: str) -> frozenset[float]:
    """The figures in a text, in digits or in words, without small ones."""
    found: set[float] = set()
    total = part = 0.0
    open_ = False

    def close() -> None:
        nonlocal total, part, open_
        if open_:
            found.add(total + part)
        total, part, open_ = 0.0, 0.0, False

    last_end = 0
    for match in _WORD.finditer(text):
        word, gap = match.group().lower(), text[last_end : match.start()]
        last_end = match.end()
        if gap.strip(" -\u2011"):
            close()
        if word[0].isdigit():
            close()
            found.add(_digits(word))
        elif word in _UNITS:
            if open_ and (part % 10 or (part and _UNITS[word] >= 10 and part % 100)):
                close()
            part, open_ = part + _UNITS[word], True
        elif word in _TENS:
            if open_ and part % 100:
                close()
            part, open_ = part + _TENS[word], True
        elif word in _SCALES:
            scale = _SCALES[word]
            if scale == 100:
                part = (part or 1) * 100
            else:
                total, part = total + (part or 1) * scale, 0.0
            open_ = True
        elif word == "dozen":
            part, open_ = (part or 1) * 12, True
        elif word != "and" or not (part >= 100 or total):
            close()
    close()
    return frozenset(n for n in found if n > SMALL)


def _digits(word: str) -> float:
    scale = {"k": 1e3, "m": 1e6, "n": 1e9}.get(word[-1], 1.0)
    return float(word.rstrip("kmbn ").replace(",", "") or 0) * scale


@lru_cache(maxsize=4096)
def names(text: str) -> frozenset[str]:
    """Capitalised words inside sentences, in lower case: people, places, firms."""
    starts = {m.end() for m in _SENTENCE.finditer(text)}
    found = set()
    for match in _NAME.finditer(text):
        word = match.group().lower()
        if match.start() not in starts and word not in _NO_NAMES:
            found.add(word)
    return frozenset(found)


@lru_cache(maxsize=4096)
def all_words(text: str) -> frozenset[str]:
    """Every word in lower case, to look names up in."""
    return frozenset(w.removesuffix("'s") for w in re.findall(r"[a-z][a-z'-]*[a-z]", _flat(text)))


def _flat(text: str) -> str:
    return text.lower().replace("’", "'")
