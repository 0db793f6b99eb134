"""Small pure helpers on English words, shared by the buyer and its lint.

`telling` reduces a text to the words that carry meaning, so that two texts can be compared by what
they are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[a-z][a-z'’]*[a-z]|\d[\d.,]*")
_PLAIN = frozenset(
    """a about above after again ago all also always am an and any anyone anything are around as ask
    at away back be because been before being below best better between both but by call came can
    can't come could day did didn't do does doesn't doing don't done down each either else enough
    even ever every few first for from full get gets getting give given go goes going gone good got
    great guess had has hasn't have haven't having he he'd he's hello help her here hi him his how
    i i'd i'll i'm i've if in instead into is isn't it it'd it'll it's its just keep kind know last
    least left less let let's like little long look looking lot made make makes many may maybe me
    mean might mine more morning most much must my need needs never new next no not nothing now of
    off ok okay on once one only or other our out over own part people please point put quick quite
    rather really right said same say see seem she she'd she's should since so some someone
    something sometimes soon sort still stuff such sure take tell than thank thanks that that's the
    their them then there there's these they they're thing things think this those though through
    time to today together told too try two under until up us use used very want wanted wants was
    wasn't way we we'd we'll we're we've week well went were what what's when where which while who
    who's why will with without won't work would wouldn't yeah year yes yet you you'd you'll you're
    you've your yours""".split()
)


_IRREGULAR = dict(
    pair.split(":")
    for pair in """left:leave lost:lose paid:pay went:go gone:go broke:break broken:break fell:fall
    fallen:fall bought:buy sold:sell spent:spend told:tell kept:keep ran:run made:make took:take
    taken:take came:come men:man women:woman lives:life lose:lose chosen:choose chose:choose
    wrote:write written:write built:build meant:mean met:meet sent:send grew:grow knew:know
    known:know quit:quit hurt:hurt slept:sleep woke:wake woken:wake stuck:stick caught:catch
    brought:bring signed:sign""".split()
)


_END = re.compile(r"(?<=[.!?])\s+|\n+")


def sentences(text: str) -> list[str]:
    """`text` cut where a sentence ends or a line does."""
    return _END.split(text.strip())


def sentences_asking(text: str) -> list[str]:
    """The sentences of `text` that end in a question mark."""
    return [s for s in sentences(text) if s.rstrip(" \"')").endswith("?")]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A crude English stem, enough to match "shifts" with "shift" and "left" with "leave"."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    word = _IRREGULAR.get(word, word)
    for ending in ("ingly", "edly", "ings", "ing", "ied", "ies", "ed", "es", "s", "ly", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word.removesuffix("i").removesuffix("y") if len(word) > 4 else word


def is_plain(word: str) -> bool:
    """Whether a lower-case word is one of the commonest in English."""
    return word in _PLAIN


def stems(text: str) -> tuple[str, ...]:
    """The stems of all words of `text`, in order."""
    return tuple(stem(w) for w in _WORD.findall(text.lower()))


@lru_cache(maxsize=4096)
def telling(text: str) -> frozenset[str]:
    """Stems of the words of `text` that carry content."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    return frozenset(stem(w) for w in words if w not in _PLAIN)


@lru_cache(maxsize=8192)
def cue_stems(cue: str) -> tuple[str, ...]:
    return stems(cue) or (cue.lower(),)


def cue_hits(text: str, cues: Iterable[str]) -> int:
    """How many of `cues` (words or short phrases) occur in `text`, by stem and as whole words.

    Longer phrases first, and no word of the text counts for two of them.
    """
    hay = " " + " ".join(stems(text)) + " "
    hits = 0
    for found in sorted({cue_stems(cue) for cue in cues}, key=len, reverse=True):
        phrase = f" {' '.join(found)} "
        if phrase in hay:
            hits += 1
            hay = hay.replace(phrase, " | ")
    return hits
