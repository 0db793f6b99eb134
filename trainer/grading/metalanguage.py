"""Words for the machine and not for the buyer: what they look like, and how to tell them.

Kinds, patterns and small word lists; `grading.flags` finds them in a talk.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

INSTRUCTION = "text addressed to the grader or the machine"
MARKS = "asks for marks"
FAKE = "writes the buyer's lines"
HIDDEN = "holds hidden characters"
RUBRIC = "quotes the grading criteria"
LANGUAGE = "is not in English, so it could not be read"
SPAM = "says the same thing over and over"
NOISE = "holds mark-up or bare signs"

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (what, re.compile(pattern, re.IGNORECASE | re.MULTILINE))
    for what, pattern in (
        (
            INSTRUCTION,
            r"\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}\b(?:instruction|prompt|rule|"
            r"rubric|"
            r"above|previous|prior|guideline)",
        ),
        (
            INSTRUCTION,
            r"\b(?:you are|you're|act as|pretend to be|behave as)\b[^.\n]{0,30}\b(?:an? (?:ai|llm|"
            r"language model|assistant|grader|judge|evaluator|examiner|simulat\w+)|now a|no longer|"
            r"the (?:grader|"
            r"judge|evaluator|buyer))\b",
        ),
        (
            INSTRUCTION,
            r"(?:^|[\[({<#*]|[.!?]\s)\s*(?P<tag>(?:system|developer|assistant|grader|judge|evaluator|"
            r"instructions?|admin)\s*"
            r"(?:prompt|message|note|override)?\s*[:>\]])",
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
        (INSTRUCTION, r"\bas an? (?:ai|a\.i\.|llm|language model|assistant|chat ?bot)\b"),
        (
            MARKS,
            r"\b(?:give|award|grant|deserves?|want|assign|get|for|with)\b[^.\n]{0,25}\b(?:full|top|"
            r"maximum|max|perfect|highest|best|good|10/10|100|hundred)\b[^.\n]{0,12}"
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
            r"(?:^|[\n.!?;\]\)\"”]\s*|\s{2,}|[-—–|/]\s*)(?P<tag>\[?(?:the buyer|buyer|customer|"
            r"client|"
            r"prospect|them)\]?\s*(?:\([^)\n]{0,20}\))?\s*[:>])",
        ),
    )
)
HIDDEN_CHARACTER = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e007f]"
    "|(?<=[A-Za-z])\u200d|\u200d(?=[A-Za-z])"
)
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
MARK_UP = re.compile(
    r"<[a-z][^<>\n]{0,60}>.*</[a-z]{1,12}>|</?[a-z][^<>\n]{0,60}>|"
    r"\x1b\[\d+m.*?\x1b\[0?m|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]",
    re.IGNORECASE | re.DOTALL,
)
_SMALL_WORDS = (
    "the a an and or but if of to in on at for with from by is are was were be been it this "
    "that you your we our i me my they them he she his her not no yes do does did have has "
    "had what when how who why which can could would will so as there here about just get got "
    "all one up out like ok okay yeah hi hello thanks please need want know think see "
)
_ENGLISH = frozenset(_SMALL_WORDS.split())
_OTHER_SMALL_WORDS = (
    "der die das und ist nicht wir sie ich ein eine mit für auf zu den dem el la los las que "
    "y en un una por para con su nos le les des et est nous vous une pour avec dans ce se di "
    "il che per non è del della o os da do um uma não de det och att som er på og het een van "
    "niet met dat jest nie się na te ve bir için "
)
_THEIRS = frozenset(_OTHER_SMALL_WORDS.split())
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


def plain(text: str) -> str:
    """`text` without hidden characters."""
    return HIDDEN_CHARACTER.sub("", text)


def quotes_rubric(sentence: str, rubric_text: tuple[str, ...]) -> bool:
    """Whether a sentence is one of the criteria, word for word or nearly."""
    words = _TOKEN.findall(sentence.lower())
    if len(words) < 7:
        return False
    said, used = " ".join(words), frozenset(words)
    return any(
        fuzz.ratio(said, phrase, score_cutoff=82)
        or (30 <= len(phrase) <= len(said) and fuzz.partial_ratio(phrase, said, score_cutoff=90))
        for phrase, its in _phrases(rubric_text)
        if len(its & used) >= 0.6 * len(its)
    )


@lru_cache(maxsize=8)
def _phrases(rubric_text: tuple[str, ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Each phrase of the criteria with its words, to pass over most of them quickly."""
    return tuple((phrase, frozenset(phrase.split())) for phrase in (*_PHRASES, *rubric_text))


def foreign(text: str) -> bool:
    """Whether a sentence is in another language: hardly any small English word, and small words of
    others, or other letters, or too long to be without."""
    letters = [c for c in text if c.isalpha()]
    other = sum(not c.isascii() for c in letters) / max(1, len(letters))
    words = [w.lower().replace("’", "'") for w in _TOKEN.findall(text)]
    if len(words) < 6:
        return len(letters) >= 12 and other > 0.5
    english = sum(w in _ENGLISH or w.split("'")[0] in _ENGLISH for w in words) / len(words)
    theirs = sum(w in _THEIRS for w in words)
    if theirs >= 3 and theirs > english * len(words):
        return True
    return english < 0.12 and (theirs >= 2 or other > 0.15 or (len(words) >= 12 and english < 0.05))


def spam(text: str) -> bool:
    """Whether a turn is mostly the same few words again and again."""
    words = [w.lower() for w in _TOKEN.findall(text)]
    if len(words) < 12:
        return False
    triples = list(zip(words, words[1:], words[2:], strict=False))
    return len(set(triples)) <= 0.5 * len(triples)


def plain_words(text: str) -> str:
    """Lower-case words of a rubric sentence, for comparing."""
    return " ".join(_TOKEN.findall(text.lower()))
