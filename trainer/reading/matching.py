"""Matches cue tables against the words of a sentence.

The tables are text files, `cues/rep.txt` and `cues/buyer.txt`; the notation is told at their top.
Matching walks word by word from an index of first words, which is many times faster than as many
regular expressions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from trainer.errors import InputError
from trainer.reading.lexicon import CLASSES, words_of

CUES = Path(__file__).parent / "cues"

Element = tuple[frozenset[str] | None, bool, int]
"""(words, may be left out, longest gap): words is None for a gap, empty for the end of the
sentence.
"""


@dataclass(slots=True)
class Grammar:
    """Compiled cue tables. `match` gives the cue lines a sentence holds, as `name#line`."""

    index: dict[str, list[tuple[str, bool, tuple[Element, ...]]]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Grammar:
        """Compile one file of tables; a line that cannot work is refused with its number."""
        grammar = cls()
        for number, name, line in _lines(path):
            try:
                grammar.add(name, line.split())
            except ValueError as error:
                raise InputError(str(error), where=path, line=number) from error
        return grammar

    def add(self, name: str, elements: Sequence[str]) -> None:
        """Add one line of a table."""
        anchored = elements[0] == "^"
        compiled = tuple(_element(e) for e in elements[anchored:])
        for skip, (words, optional, _) in enumerate(compiled):
            if not words:
                raise ValueError(f"cue {' '.join(elements)!r} must begin with a word")
            for word in words:
                self.index.setdefault(word, []).append((name, anchored, compiled[skip + 1 :]))
            if not optional:
                return
        raise ValueError(f"cue {' '.join(elements)!r} has nothing that must be there")

    def match(self, words: Sequence[str]) -> set[str]:
        """The cue lines found in a sentence."""
        found: set[str] = set()
        index = self.index
        for at, word in enumerate(words):
            for name, anchored, rest in index.get(word, ()):
                if name not in found and not (anchored and at) and _rest(words, at + 1, rest, 0):
                    found.add(name)
        return found


def _lines(path: Path) -> Iterator[tuple[int, str, str]]:
    """(number in the file, `table#line`, the line with what goes on below it)."""
    table, count, start, held = "", 0, 0, ""
    for number, raw in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], start=1):
        text = raw.strip()
        if raw[:1].isspace() and text:
            held += text if held.endswith("|") else f" {text}"
            continue
        if held:
            yield start, f"{table}#{count}", held
            count, held = count + 1, ""
        if text.startswith("[") and text.endswith("]"):
            table, count = text[1:-1], 0
        elif text and not text.startswith("#"):
            start, held = number, text


def _element(text: str) -> Element:
    if text in ("*", "**"):
        return (None, False, 3 if text == "*" else 7)
    if text == "$":
        return (frozenset(), False, 0)
    optional = text.startswith("(") and text.endswith(")")
    words: set[str] = set()
    for option in (text[1:-1] if optional else text).split("|"):
        if option.startswith("@"):
            if option[1:] not in CLASSES:
                raise ValueError(f"the lexicon has no class {option}")
            words |= words_of(option[1:])
        elif option:
            words.add(option)
    return (frozenset(words), optional, 0)


def _rest(words: Sequence[str], at: int, rest: tuple[Element, ...], k: int) -> bool:
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
