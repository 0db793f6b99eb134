"""Cuts a turn into sentences, as (start, end) offsets into the turn's own text.

People type without full stops, so a long run is cut again where a new thought plainly starts.
"""

from __future__ import annotations

import re

LONGEST = 260
"""Characters after which a run without a full stop is cut at a weaker mark."""
MOST = 60
"""Sentences read of one turn: a turn longer than that is not talk."""
READ = 8_000
"""Characters read of one turn."""

_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|prof|approx|etc|vs|inc|ltd|co|no|nr|e\.g|i\.e|a\.m|p\.m)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?…。！？]+[\"'”’)\]]*(?=\s|$)|[。！？]+|\n+|;(?=\s)|\s[–—]\s|\s-\s|…\s*")
_WEAK = re.compile(r",\s+(?=(?:and|but|so|then|or|because)\s)|,\s+|\s+(?=(?:and|but|so|then)\s)")


def split(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences of `text`, without surrounding space; none when it is blank."""
    text = text[:READ]
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(text):
        if text[stop.start()] == "." and _ABBREVIATION.search(text, start, stop.start() + 1):
            continue
        _add(text, start, stop.end(), spans)
        start = stop.end()
        if len(spans) >= MOST:
            return tuple(spans[:MOST])
    _add(text, start, len(text), spans)
    return tuple(spans[:MOST])


def _add(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    while end - start > LONGEST:
        cut = next(
            (m.end() for m in _WEAK.finditer(text, start + LONGEST // 3, start + LONGEST)), None
        )
        if cut is None:
            break
        _trim(text, start, cut, spans)
        start = cut
    _trim(text, start, end, spans)


def _trim(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(c.isalnum() for c in text[start:end]) or "?" in text[start:end]:
        spans.append((start, end))
