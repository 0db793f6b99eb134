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

_DAY = (
    r"mon(?:day)?|tues?(?:day)?|wed(?:s|nesday)?|thurs?(?:day)?|fri(?:day)?|sat(?:urday)?|"
    r"sun(?:day)?"
)
_MONTH = (
    r"january|february|march|april|june|july|august|september|october|november|december|"
    r"jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_NUMBER = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety|hundred|thousand|million"
)
TIME = re.compile(
    rf"\b(?:{_DAY})s?\b|\b(?:{_MONTH})\b|\bmay \d|\b\d{{1,2}}(?:[:.]\d\d)?\s?(?:am|pm)\b"
    rf"|\b\d{{1,2}}[:.]\d\d\b|\b\d{{1,2}}(?:st|nd|rd|th)\b|\bo'?clock\b|\bnoon\b|\btomorrow\b"
    rf"|\btonight\b|\btoday\b|\bthis (?:morning|afternoon|evening|week)\b|\bnext week\b"
    rf"|\bweek (?:\d+|of|{_NUMBER})\b|\bthe (?:\w+(?:th|first|second|third)|twenty-\w+)\b"
    rf"|\bhalf (?:past|{_NUMBER}|\d)|\bquarter (?:past|to)\b|\b(?:at|by|before) (?:{_NUMBER})\b"
    rf"|\b(?:in|within) (?:a|one|two|three|\d+) (?:days?|weeks?)\b|\bend of (?:the )?(?:day|week)\b"
    rf"|\b(?:seven|eight|nine|ten|eleven|twelve|one|two|three|four|five|six)[- ]"
    rf"(?:fifteen|thirty|forty-five)\b",
    re.IGNORECASE,
)
FIGURE = re.compile(
    rf"[£$€₹]\s?\d|\b\d[\d,.]*\s?(?:k|%|per ?cent|percent|hours?|hrs?|days?|weeks?|euros?|dollars?"
    rf"|pounds?|quid|rand|rupees?|lakhs?|crores?|dirhams?|grand)\b|\b\d{{2,}}\b"
    rf"|\b(?:{_NUMBER})\b",
    re.IGNORECASE,
)
_DO = (
    r"get|bring|send|share|dig|pull|export|give|ask|check|put|ring|call|phone|sign|decide|invite|"
    r"find|snap|mark|list|speak|talk|let|have|choose|pick|look|count|fill|add|confirm|tell|show|run"
)
EFFORT = re.compile(
    rf"\b(?:can|could|would|will|might|if) (?!i\b|we\b)\w+\b[^.?!]{{0,25}}\b(?:{_DO})\b"
    rf"|\b(?:you|ye|u|y'all) (?:{_DO})\b"
    r"|\b(?:send|give|bring|share|show|tell) (?:me|us|him|her|them)\b"
    r"|\bi(?:'d)? (?:only |just )?need (?:\w+ )?(?:things?|your|you|a|the|one)\b"
    r"|\b(?:go|walk|look|work|run) (?:through|over|at) \w+(?: \w+)? together\b"
    r"|\b(?:with|between|and) (?:you|yourself|the two of you) and\b|\byou(?:,| and) [A-Z]\w+"
    r"|\b(?:with|of|bring) (?:both|all) of you\b|\bwhoever\b"
    r"|\byour (?:\w+ )?(?:director|manager|boss|cfo|finance|partner|team|accountant|board|data|"
    r"figures|numbers|list|records|log|file|schedule|analyst|engineer|controller|brother|sister)\b"
    r"|\b(?:decide|decision|yes or no|tell me) by\b",
    re.IGNORECASE,
)
RECEIVE = re.compile(
    r"\b(?:can|could|may|shall|should|want me to|like me to|if i) (?:i |we )?(?:just )?"
    r"(?:send|drop|leave|e-?mail|forward|post|share)\b",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\b(?:boss|board|partners?|director|finance|legal|procurement|purchasing|accounts?|controller|"
    r"cfo|ceo|coo|cto|md|gm|head office|hq|owner|committee|union|operations|compliance|lawyers?|"
    r"solicitor|landlord|brother|sister|husband|wife|father|mother|uncle|colleagues?|the team|"
    r"sign(?:s|ed)? (?:it )?off|decides?|approv\w+|has to (?:sign|agree|okay))\b",
    re.IGNORECASE,
)
QUALIFYING = re.compile(
    r"\b(?:who(?:se| else)?\b[^.?!]{0,40}\b(?:decid|sign|pay|say|approv|bless|budget|pocket|ok)|"
    r"(?:cost|pay|spend|budget|afford|worth)\w*\b[^.?!]{0,40}\?|"
    r"(?:when|what date|by when|how soon|deadline)\b[^.?!]{0,50}\?|what have you got|"
    r"(?:who|anyone) (?:else|decides|signs)|in the budget|your (?:call|decision)|up to you)",
    re.IGNORECASE,
)
NO_FIT = re.compile(
    r"(?:don'?t|do not|wouldn'?t|would not|can'?t|cannot) (?:think|believe|see|say|honestly|"
    r"recommend|feel)[^.?!]{0,40}\b(?:should|need|fit|hire|buy|worth|make sense|help|good|right|"
    r"use us|us)\b"
    r"|\b(?:not|isn'?t|aren'?t|wouldn'?t be) (?:a |the |really |quite |going to be )*"
    r"(?:good |right |great |sensible )?(?:fit|match|use to you|for you|worth (?:your|it)|"
    r"right for)\b"
    r"|\b(?:we'?re|we are|i'?m) (?:not|no) (?:the )?(?:right|what you|your|the ones?)\b"
    r"|\b(?:save|keep) your money\b|\bwaste of your (?:money|time)\b"
    r"|\bwrong (?:fit|people|size|tool)\b|\bwon'?t hear from me\b"
    r"|\byou(?:'d| would) (?:be )?(?:pay|spend|wast)\w*[^.?!]{0,60}\b(?:to|for|and)\b",
    re.IGNORECASE,
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
        questions=frozenset(n for n in numbers if "?" in texts[n - 1]),
        content={n: telling(texts[n - 1]) for n in numbers},
    )
