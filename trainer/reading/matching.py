"""Matches cue tables against the words of a sentence.

A cue line is a row of elements: `could|can|would` one of these words, `@MEET` any word of that class of the lexicon,
`(please)` optional, `*` up to three words, `**` up to seven, `^` start and `$` end of the sentence. Matching walks
word by word from an index of first words, which is many times faster than as many regular expressions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from trainer.reading.lexicon import words_of

Element = tuple[frozenset[str] | None, bool, int]
"""(words, optional, longest gap): words is None for a gap."""


@dataclass(slots=True)
class Grammar:
    """Compiled cue tables. `match` gives the cue lines a sentence holds, as `name#line`."""

    index: dict[str, list[tuple[str, bool, tuple[Element, ...]]]] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: Mapping[str, str]) -> Grammar:
        grammar = cls()
        for name, lines in tables.items():
            for number, line in enumerate(lines.strip().splitlines()):
                grammar._add(f"{name}#{number}", line.split())
        return grammar

    def _add(self, name: str, elements: list[str]) -> None:
        anchored = elements[0] == "^"
        compiled = tuple(_element(e) for e in elements[anchored:])
        first = 0
        while first < len(compiled) and compiled[first][1]:
            first += 1
        for skip in range(first + 1):
            words = compiled[skip][0]
            if not words:
                raise ValueError(f"cue {name!r}: {' '.join(elements)!r} must begin with a word")
            for word in words:
                self.index.setdefault(word, []).append((name, anchored, compiled[skip + 1 :]))

    def match(self, words: list[str]) -> set[str]:
        found: set[str] = set()
        index = self.index
        for at, word in enumerate(words):
            for name, anchored, rest in index.get(word, ()):
                if (
                    name not in found
                    and (not anchored or at == 0)
                    and _rest(words, at + 1, rest, 0)
                ):
                    found.add(name)
        return found


def _element(text: str) -> Element:
    if text in ("*", "**"):
        return (None, False, 3 if text == "*" else 7)
    if text == "$":
        return (frozenset(), False, 0)
    optional = text.startswith("(") and text.endswith(")")
    words: set[str] = set()
    for option in (text[1:-1] if optional else text).split("|"):
        words |= words_of(option[1:]) if option.startswith("@") else {option}
    return (frozenset(words), optional, 0)


def _rest(words: list[str], at: int, rest: tuple[Element, ...], k: int) -> bool:
    while k < len(rest):
        options, optional, gap = rest[k]
        if options is None:
            last = min(at + gap, len(words))
            return any(_rest(words, i, rest, k + 1) for i in range(at, last + 1))
        if not options:
            return at >= len(words)
        if at < len(words) and words[at] in options:
            if optional and _rest(words, at, rest, k + 1):
                return True
            at += 1
        elif not optional:
            return False
        k += 1
    return True
