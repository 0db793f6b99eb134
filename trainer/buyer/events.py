"""What can be told from a rep's words without judging them: questions, times, figures, manners.

Moves come from a reader. These are the plain facts beside them, found by pattern, so that a buyer
answers "who is this?", "are you a robot?" or "ok" as a person would.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from trainer.buyer import patterns
from trainer.words import is_plain, sentences, sentences_asking


@dataclass(frozen=True, slots=True)
class Events:
    """Plain facts about one rep turn."""

    words: int
    question: bool = False
    parts: int = 0  # how many things a question asks for
    general: bool = False  # an open question that names no topic of its own
    yes_no: bool = False
    wants: bool = False  # asks what the buyer is after
    time: str = ""
    number: str = ""
    offer: str = ""
    smaller: bool = False  # comes down from something larger
    name: str = ""
    greeting: bool = False
    farewell: bool = False
    silent: bool = False  # "ok", "mm", nothing at all
    foreign: bool = False
    gibberish: bool = False
    meta: bool = False  # talks to the machine instead of the buyer
    robot: bool = False
    how_long: bool = False  # asks how much time there is
    why_that: bool = False  # "what do you mean?", "why not?": about what was just said
    behind: bool = False  # asks what lies behind what the buyer said
    checks: bool = False  # "does that deal with it?"
    last_check: bool = False  # "anything that could get in the way?"
    costs: bool = False  # asks what it costs, or what happens if nothing changes
    stands: bool = False  # asks where the buyer stands, what they make of it
    gives_in: bool = False  # hands over what was asked for, without a condition
    amount: bool = False  # asks how many, how much, when
    practice: bool = False  # a yes/no question about what the buyer's side does
    about_them: bool = False  # a yes/no question about somebody else
    about_you: bool = False  # a yes/no question about the buyer's own mind
    free_when: bool = False  # "when are you free?"
    lost: bool = False  # the rep cannot follow what the buyer said
    got_right: bool = False  # "have I got that right?"
    may_go: bool = False  # "shall I leave you alone?"
    was_yes: bool = False  # "was that a yes?"
    your_part: bool = False  # asks the buyer to do a small thing: "will you ring her, or shall I?"
    of_a_third: bool = False  # asks only what somebody else does, did or would do
    to_know: bool = False  # whatever it asks, it asks for news and not for a step
    who: bool = False
    repeat: bool = False
    smalltalk: bool = False
    rude: bool = False
    offers: bool = False  # asks about something the rep would do: "shall I send it?"
    no_fit: bool = False  # says that it is not for this buyer
    jargon: float = 0.0  # share of the words

    @property
    def rambling(self) -> bool:
        return self.words > 130


def notice(text: str) -> Events:
    """The plain facts of a rep turn."""
    flat = " ".join(text.replace("’", "'").split())
    words = re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", flat.lower())
    question = "?" in flat or _asks(flat)
    return Events(
        words=len(words),
        question=question,
        parts=len(patterns.ASKS.findall(flat)) if question else 0,
        general=question and bool(patterns.GENERAL.search(flat)),
        yes_no=bool(patterns.YES_NO.search(flat)),
        wants=bool(patterns.WANTS.search(flat)),
        time=time_named(flat),
        number=_first(patterns.NUMBER, flat),
        offer=_offer(flat),
        smaller=bool(patterns.SMALLER.search(flat)),
        name=_name(flat),
        greeting=bool(patterns.GREETING.search(flat)),
        farewell=bool(patterns.FAREWELL.search(flat)),
        silent=not words and not re.search(r"\d", flat) or bool(patterns.SILENT.match(flat)),
        foreign=_foreign(flat, words),
        gibberish=_gibberish(words),
        meta=bool(patterns.META.search(text)),
        robot=bool(patterns.ROBOT.search(flat)),
        how_long=bool(patterns.HOW_LONG.search(flat)),
        why_that=len(words) <= 9 and bool(patterns.WHY_THAT.search(flat)),
        behind=bool(patterns.BEHIND.search(flat)),
        checks=bool(patterns.CHECKS.search(flat)),
        last_check=bool(patterns.LAST_CHECK.search(flat)),
        costs=bool(patterns.COSTS.search(flat)),
        stands=bool(patterns.STANDS.search(flat)),
        gives_in=bool(patterns.GIVES_IN.search(flat)) and not patterns.CONDITION.search(flat),
        amount=bool(patterns.AMOUNT.search(flat)),
        practice=bool(patterns.PRACTICE.search(flat)),
        about_them=bool(patterns.ABOUT_THEM.search(flat)),
        about_you=bool(patterns.ABOUT_YOU.search(flat)),
        free_when=bool(patterns.FREE_WHEN.search(flat)),
        lost=bool(patterns.LOST.search(flat)),
        got_right=bool(patterns.GOT_IT_RIGHT.search(flat)),
        may_go=bool(patterns.MAY_GO.search(flat)),
        was_yes=bool(patterns.WAS_YES.search(flat)),
        your_part=bool(patterns.YOUR_PART.search(flat)),
        of_a_third=_of_a_third(flat),
        to_know=_to_know(flat),
        who=bool(patterns.WHO.search(flat)),
        repeat=bool(patterns.REPEAT.match(flat)),
        smalltalk=bool(patterns.SMALLTALK.search(flat)),
        rude=bool(patterns.RUDE.search(flat)),
        offers=bool(patterns.OFFERS.search(flat)),
        no_fit=_no_fit(flat),
        jargon=sum(w in patterns.JARGON for w in words) / len(words) if words else 0.0,
    )


def _asks(text: str) -> bool:
    """Whether something is asked without a question mark; in a sentence that ends as one, only
    where it starts so: "the day, who's there and the invoices." asks nothing."""
    found = ((s, patterns.QUESTION_START.search(s)) for s in sentences(text))
    return any(m and (not s.endswith(".") or not m.start()) for s, m in found)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group(0).strip() if found else ""


_FULL_DAY = {
    "mon": "Monday",
    "tue": "Tuesday",
    "tues": "Tuesday",
    "wed": "Wednesday",
    "weds": "Wednesday",
    "thu": "Thursday",
    "thur": "Thursday",
    "thurs": "Thursday",
    "fri": "Friday",
}


_SMALL = frozenset("next this the tomorrow today tonight noon half at right now".split())


def time_named(text: str) -> str:
    """The first day, date or time named, as one would repeat it: "Thursday at ten"."""
    text = patterns.WITHDRAWN.sub("", text)
    found = _plainest_time(patterns.SENDS.sub("", text)) or _plainest_time(text)
    if found is None:
        return ""
    words = re.sub(r"^(?:on|by|from|around) ", "", found.group(0).strip(" ,"), flags=re.I).split()
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    named = [
        _FULL_DAY.get(w.strip(",").lower(), w.strip(",").title() if w.lower() in days else w)
        for w in words
    ]
    if named and named[0].lower() in _SMALL:
        named[0] = named[0].lower()
    time = " ".join(named)
    clock = patterns.AT.search(text)
    if clock and not re.search(r"\d| at ", time):
        time += f" at {clock.group(1).strip()}"
    return time if time[0].isdigit() or words[0].strip(",").lower() in days else time


def _plainest_time(text: str) -> re.Match[str] | None:
    """Of the times in a text the one told most fully, a day before an hour."""
    return max(
        patterns.TIME.finditer(text),
        key=lambda m: (not m.group(0).lower().startswith("at "), len(m.group(0))),
        default=None,
    )


def _offer(text: str) -> str:
    """The gain the rep names, when the buyer can repeat it without changing a pronoun."""
    found = patterns.OFFER.search(text)
    if not found:
        return ""
    offer = re.split(
        r"\b(?:so that|so you|which|because|if|when|before|and then)\b", found.group(1)
    )
    phrase = offer[0].strip(" -–—")
    if re.search(r"\b(?:i|my|me|we|our|us|it|that|this|a look|time|call|meeting)\b", phrase):
        return ""
    phrase = re.sub(r"\byour\b", "my", re.sub(r"\byou\b", "I", phrase))
    return phrase if len(phrase.split()) >= 2 else ""


def _name(text: str) -> str:
    found = patterns.NAME.search(text)
    return found.group(1) if found else ""


def _of_a_third(text: str) -> bool:
    """Whether all that is asked is what another person does, did or would do."""
    asked = sentences_asking(text)
    if not any(patterns.OF_A_THIRD.search(s) for s in asked):
        return False
    return not any(patterns.OURSELVES.search(re.sub(r"^.*\bwith me,", "", s)) for s in asked)


def _to_know(text: str) -> bool:
    asked = [patterns.WHENEVER.sub("", s) for s in sentences_asking(text)]
    if not asked or patterns.STEPS.search(text):
        return False
    if patterns.HELPS.search(asked[-1]) and patterns.I_OFFER.search(text):
        return True
    if time_named(text) and not all(patterns.WHO_OR_WHY.match(s) for s in asked):
        return False
    return all(patterns.TO_KNOW.search(s) for s in asked)


def _no_fit(text: str) -> bool:
    """Whether the rep says, of the two of them, that it is not for this buyer."""
    return any(patterns.NO_FIT.search(s) and patterns.BETWEEN_US.search(s) for s in sentences(text))


def _foreign(text: str, words: list[str]) -> bool:
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return False
    if sum(not c.isascii() for c in letters) > 0.4 * len(letters):
        return True
    return len(words) >= 5 and not any(is_plain(w) for w in words)


def _gibberish(words: list[str]) -> bool:
    if not words:
        return False
    odd = sum(
        len(w) > 22 or (len(w) > 4 and w.isascii() and not re.search(r"[aeiouy]", w)) for w in words
    )
    return odd / len(words) > 0.5
