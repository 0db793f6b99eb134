"""Cuts a stream of words into sentences as soon as each is complete."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|\n+")
_SHORT = re.compile(r"\b(?:(?i:mr|mrs|ms|dr|st|prof|approx|vs|e\.g|i\.e|a\.m|p\.m)|[A-Z])\.$")


class Cutter:
    """Feed it pieces; it gives back whole sentences. `rest` gives what is left at the end."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, piece: str) -> list[str]:
        """The sentences that this piece completes, without the spaces around them."""
        self._held += piece
        found: list[str] = []
        start = 0
        for end in _END.finditer(self._held):
            if _SHORT.search(self._held, start, end.end()) and "\n" not in end.group():
                continue
            sentence = self._held[start : end.end()].strip()
            if sentence:
                found.append(sentence)
            start = end.end()
        self._held = self._held[start:]
        return found

    def rest(self) -> list[str]:
        """The last sentence, if one is left without an end."""
        left, self._held = self._held.strip(), ""
        return [left] if left else []
