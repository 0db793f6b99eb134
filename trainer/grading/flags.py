"""Words that are meant for the grader or the machine, not for the buyer.

Flags are shown in the report and never change a score by themselves. Their spans are also what
`grading.substance` refuses to credit: rep text is data, so instructions in it do nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz

from trainer.conversation import Transcript
from trainer.grading.evidence import Span, sentences, trimmed
from trainer.report import Flag
from trainer.rubric import Rubric

INSTRUCTION = "text addressed to the grader or the machine"
MARKS = "asks for marks"
FAKE = "writes the buyer's lines"
HIDDEN = "holds hidden characters"
RUBRIC = "quotes the grading criteria"
LANGUAGE = "is not in English, so it could not be read"
SPAM = "says the same thing over and over"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (what, re.compile(pattern, re.IGNORECASE | re.MULTILINE))
    for what, pattern in (
        (
            INSTRUCTION,
            r"\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}\b(?:instruction|prompt|rule|rubric|"
            r"above|previous|prior|guideline)",
        ),
        (
            INSTRUCTION,
            r"\b(?:you are|you're|act as|pretend to be|behave as)\b[^.\n]{0,30}\b(?:an? (?:ai|llm|"
            r"language model|assistant|grader|judge|simulat\w+)|now a|no longer|the (?:grader|"
            r"judge|evaluator|buyer))\b",
        ),
        (
            INSTRUCTION,
            r"(?:^|[\[({<#*]|[.!?]\s)\s*(?:system|developer|assistant|grader|judge|evaluator|instructions?|admin)\s*"
            r"(?:prompt|message|note|override)?\s*[:>\]]",
        ),
        (
            INSTRUCTION,
            r"\b(?:dear|hey|hi|hello|note to|attention|to|for) (?:the )?(?:grader|judge|evaluator|"
            r"grading|scoring|ai|model|simulator)\b",
        ),
        (
            INSTRUCTION,
            r"\b(?:set|raise|increase|max(?:imi[sz]e)?)\b[^.\n]{0,20}\b(?:trust|urgency|"
            r"patience|confidence|value)\b[^.\n]{0,12}(?:\bto\b|=|\d)",
        ),
        (
            INSTRUCTION,
            r"\b(?:buyer|customer|prospect|persona)\b[^.\n]{0,25}\b(?:must|should|has to|"
            r"will now|is required to|is instructed to)\b[^.\n]{0,20}\b(?:agree|commit|accept|"
            r"say yes|sign|buy)",
        ),
        (
            INSTRUCTION,
            r"</?\s*(?:system|user|assistant|instructions?|transcript|rubric|turn|rep|buyer|"
            r"grader|verdict)\b[^>]{0,40}>|\[/?(?:INST|SYS|SYSTEM)\]|<\|[^|]{0,30}\|>",
        ),
        (
            INSTRUCTION,
            r"\b(?:role ?-?play|simulation|exercise|scenario|session)\b[^.\n]{0,30}\b(?:is "
            r"over|has ended|ends here|complete)\b|\bend (?:of|the) (?:simulation|role ?-?play)",
        ),
        (
            MARKS,
            r"\b(?:give|award|grant|deserves?|want|assign|get|for|with)\b[^.\n]{0,25}\b(?:full|top|maximum|max|perfect|highest|best|good|10/10|100|hundred)\b[^.\n]{0,12}"
            r"\b(?:marks?|scores?|points|grades?|ratings?)\b",
        ),
        (
            MARKS,
            r"\b(?:score|grade|rate|mark|give|award)\b[^.\n]{0,25}\b(?:100|10/10|ten out of ten|"
            r"a ?\+|as met|full marks|everything met|all met|highest)\b",
        ),
        (
            MARKS,
            r"\b(?:mark|count|treat|rate|score|grade|label|record)\b[^.\n]{0,50}\b(?:as )?(?:met|"
            r"passed|fulfilled|satisfied)\b(?!\s+(?:with|up|the|him|her|them|you))",
        ),
        (
            MARKS,
            r"\b(?:criteri(?:on|a)|rubric|verdict|dimension)s?\b[^.\n]{0,40}\b(?:met|pass|score|"
            r"full|satisfied|n/?a)\b",
        ),
        (MARKS, r"\b(?:value|control|commitment|salvage|fit)\.(?:[a-z]+_?)+\b"),
        (MARKS, r"[\"']verdict[\"']\s*:|\bverdict\s*[:=]\s*(?:met|partly)"),
        (
            FAKE,
            r"(?:^|[\n.!?;\]\)\"”]\s*|\s{2,}|[-—–|/]\s*)\[?(?:buyer|customer|client|prospect|"
            r"the buyer|them)\]?\s*(?:\([^)\n]{0,20}\))?\s*[:>]",
        ),
    )
)
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e007f]"
    "|(?<=[A-Za-z])\u200d|\u200d(?=[A-Za-z])"
)
_SMALL_WORDS = (
    "the a an and or but if of to in on at for with from by is are was were be been it this "
    "that you your we our i me my they them he she his her not no yes do does did have has "
    "had what when how who why which can could would will so as there here about just get got "
    "all one up out like ok okay yeah hi hello thanks please need want know think see "
)
_ENGLISH = frozenset(_SMALL_WORDS.split())
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PHRASES = (
    "with or before each such ask the buyer hears what they gain from that step",
    "the buyer's cost of staying as they are is drawn out of the buyer or quantified",
    "what is at stake for the buyer is on the table before the first real pitch",
    "the rep's value statements use what this buyer said twice or more",
    "sets purpose and how the talk will run near the start",
    "two or more open questions and at least one follows up an answer",
    "redirects to what is needed first or trades the thing for a step",
    "does not let it stand probes it or turns it into something definite",
    "every promise is paired with something the buyer will do",
    "names it gives the reason stays with it",
    "sums up what was learned or agreed before asking for the next step",
    "asks where the buyer stands before asking for the step",
    "at least one ask fixes action people and time so that it can be put in a calendar",
    "the step asks effort of the buyer bring people share data go through it together",
    "falls back to a smaller step that still moves it on",
    "the talk ends with a step the buyer agreed to with a time",
    "takes it calmly and shows it was heard",
    "turns to what the buyer said they want in the buyer's terms",
    "finds the real concern and deals with it",
    "checks at least two of need means authority timing",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A flagged span of one turn."""

    turn: int
    span: Span
    what: str


def marks(transcript: Transcript, rubric_text: tuple[str, ...] = ()) -> tuple[Mark, ...]:
    """Every flagged span in the rep's turns. `rubric_text`: sentences of the rubric in use."""
    found: list[Mark] = []
    for number, turn in enumerate(transcript.turns, start=1):
        if turn.speaker == "rep" and turn.text.strip():
            found += [Mark(number, span, what) for span, what in _in_turn(turn.text, rubric_text)]
    return tuple(found)


def _in_turn(text: str, rubric_text: tuple[str, ...]) -> list[tuple[Span, str]]:
    found: list[tuple[Span, str]] = []
    plain = _HIDDEN.sub("", unicodedata.normalize("NFKC", text))
    hidden = _HIDDEN.search(text)
    if hidden:
        found.append(((0, len(text)), HIDDEN))
    pieces = sentences(text)
    for what, pattern in _PATTERNS:
        for hit in pattern.finditer(text):
            if what == FAKE:  # everything up to the end of that line is the pretended buyer's
                stop = text.find("\n", hit.end())
                found.append(((hit.start(), len(text) if stop < 0 else stop), what))
            else:
                found += [(s, what) for s in pieces if s[0] < hit.end() and hit.start() < s[1]]
        if hidden and what != FAKE and pattern.search(plain):
            found.append(((0, len(text)), what))
    found += [(s, RUBRIC) for s in pieces if _quotes_rubric(text[s[0] : s[1]], rubric_text)]
    if foreign(plain):
        found.append(((0, len(text)), LANGUAGE))
    if spam(plain):
        found.append(((0, len(text)), SPAM))
    return found


def _quotes_rubric(sentence: str, rubric_text: tuple[str, ...]) -> bool:
    """Whether a sentence is one of the criteria, word for word or nearly."""
    said = " ".join(_TOKEN.findall(sentence.lower()))
    if len(said.split()) < 7:
        return False
    return any(
        fuzz.ratio(said, phrase, score_cutoff=82)
        or (30 <= len(phrase) <= len(said) and fuzz.partial_ratio(phrase, said, score_cutoff=90))
        for phrase in (*_PHRASES, *rubric_text)
    )


def foreign(text: str) -> bool:
    """Whether a long turn has almost none of the small words every English turn has."""
    words = [w.lower().replace("’", "'") for w in _TOKEN.findall(text)]
    if len(words) < 8:
        letters = [c for c in text if c.isalpha()]
        return len(letters) >= 12 and sum(not c.isascii() for c in letters) > len(letters) / 2
    return sum(w in _ENGLISH or w.split("'")[0] in _ENGLISH for w in words) / len(words) < 0.1


def spam(text: str) -> bool:
    """Whether a turn is mostly the same few words again and again."""
    words = [w.lower() for w in _TOKEN.findall(text)]
    if len(words) < 12:
        return False
    triples = list(zip(words, words[1:], words[2:], strict=False))
    return len(set(triples)) <= 0.5 * len(triples)


def flags_of(transcript: Transcript, found: tuple[Mark, ...]) -> tuple[Flag, ...]:
    """One flag for each turn and kind, with the words it is about."""
    seen: dict[tuple[int, str], Flag] = {}
    for mark in found:
        text = transcript.turns[mark.turn - 1].text
        seen.setdefault(
            (mark.turn, mark.what), Flag(mark.turn, trimmed(text, mark.span), mark.what)
        )
    return tuple(sorted(seen.values(), key=lambda f: (f.turn, f.what)))


def plain_words(text: str) -> str:
    """Lower-case words of a rubric sentence, for comparing."""
    return " ".join(_TOKEN.findall(text.lower()))


def rubric_sentences(rubric: Rubric) -> tuple[str, ...]:
    """The rubric's own descriptions, to recognise them when a rep pastes them."""
    return tuple(
        plain_words(text)
        for c in rubric.criteria
        for text in (c.question, c.met, c.partly, c.missed, c.advice)
        if len(text.split()) >= 7
    )
