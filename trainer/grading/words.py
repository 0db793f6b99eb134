"""Plain facts about the words of a transcript, worked out once and shared by every reading of it.

What is here needs no reading of moves: days and times, figures, work asked of the buyer, farewells
for lack of fit, words the rep shares with the buyer or with the plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from trainer.conversation import Transcript, Turn
from trainer.grading.cues import (
    EFFORT,
    FIGURE,
    NO_FIT,
    ORDER,
    OTHERS,
    PURPOSE,
    QUALIFYING,
    QUESTION,
    RECEIVE,
    TIME,
)

_WORD = re.compile(r"[a-z][a-z'’-]{2,}|\d[\d,.]*")
_COMMON_WORDS = (
    "about above after again against all also always and any anything are because been before "
    "being below between both but came can can't come could day days did didn't does doesn't doing "
    "don't down during each even ever every few for from further get gets getting give given goes "
    "going gone good got great had has have haven't having he'd he's her here hers him his how "
    "however i'd i'll i'm i've into isn't it'd it'll it's its itself just kind know let let's like "
    "little long look lot made make makes many may maybe mean might more most much must need never "
    "new nice not now off okay once one only other our out over own people put quite really right "
    "said same say see she should show since some someone something soon sort still such sure take "
    "talk tell than that that's the their them then there there's these they they'd they're thing "
    "things think this those though through time times today too try two under until use used very "
    "want wanted was wasn't way we'd we'll we're we've week weeks well went were what what's when "
    "where which while who who's why will with won't work would wouldn't yeah year years yes yet "
    "you you'd you'll you're you've your yours actually thanks thank please hello"
)
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True)
class Words:
    """Who speaks when, and which plain cues each turn holds (sets of turn numbers)."""

    rep: tuple[int, ...]
    buyer: tuple[int, ...]
    reply: tuple[int | None, ...]
    cue: tuple[int | None, ...]
    timed: frozenset[int]
    figures: frozenset[int]
    effort: frozenset[int]
    receive: frozenset[int]
    others: frozenset[int]
    no_fit: frozenset[int]
    qualifying: frozenset[int]
    questions: frozenset[int]
    purpose: frozenset[int]
    ordered: frozenset[int]
    content: Mapping[int, frozenset[str]]  # telling words of each turn, crudely stemmed

    def shared_with_buyer(self, turn: int) -> frozenset[str]:
        """Telling words of a rep turn that the buyer said earlier, before any rep turn did."""
        mine: set[str] = set()
        owned: set[str] = set()
        rep = set(self.rep)
        for number in sorted(self.content):
            if number >= turn:
                break
            if number in rep:
                mine |= self.content[number] - owned
            else:
                owned |= self.content[number] - mine
        return self.content.get(turn, frozenset()) & owned

    def new_of_rep(self, turn: int) -> frozenset[str]:
        """Telling words of a rep turn that no earlier rep turn held."""
        earlier = (self.content[n] for n in self.rep if n < turn)
        return self.content.get(turn, frozenset()).difference(*earlier)


def stem(word: str) -> str:
    """A crude stem: enough to match "shifts" with "shift" and "catering" with "cater"."""
    word = word.replace("’", "'")
    word = word.removesuffix("'s")
    for ending in ("ingly", "edly", "ings", "ing", "ied", "ies", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=4096)
def telling(text: str) -> frozenset[str]:
    """The words of `text` that carry content: no function words, crudely stemmed."""
    found = _WORD.findall(text.lower().replace("’", "'"))
    return frozenset(stem(w) for w in found if w not in _COMMON)


def words_of(transcript: Transcript) -> Words:
    """Work out the plain facts of a transcript (the last few are remembered)."""
    return _words_of(transcript.turns)


@lru_cache(maxsize=64)
def _words_of(turns: tuple[Turn, ...]) -> Words:
    speakers = [t.speaker for t in turns]
    texts = [t.text for t in turns]
    numbers = range(1, len(turns) + 1)

    def holding(pattern: re.Pattern[str]) -> frozenset[int]:
        return frozenset(n for n in numbers if pattern.search(texts[n - 1]))

    def other(n: int, rest: Iterable[int]) -> int | None:
        return next((m for m in rest if speakers[m - 1] != speakers[n - 1]), None)

    return Words(
        rep=tuple(n for n in numbers if speakers[n - 1] == "rep"),
        buyer=tuple(n for n in numbers if speakers[n - 1] == "buyer"),
        reply=tuple(other(n, range(n + 1, len(turns) + 1)) for n in numbers),
        cue=tuple(other(n, range(n - 1, 0, -1)) for n in numbers),
        timed=holding(TIME),
        figures=holding(FIGURE),
        effort=holding(EFFORT),
        receive=holding(RECEIVE),
        others=holding(OTHERS),
        no_fit=frozenset(
            n for n in numbers if speakers[n - 1] == "rep" and NO_FIT.search(texts[n - 1])
        ),
        qualifying=holding(QUALIFYING),
        purpose=holding(PURPOSE),
        ordered=holding(ORDER),
        questions=holding(QUESTION),
        content={n: telling(texts[n - 1]) for n in numbers},
    )
