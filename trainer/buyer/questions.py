"""How a question is answered that nobody wrote an answer for: by what type of answer it wants.

The banks have lines that read as an answer to any question of a kind: "cuts or heat?" gets "a bit
of both", "why hasn't she seen it?" gets "no good reason".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from trainer.buyer.events import Events
from trainer.buyer.intents import intents_of
from trainer.buyer.patterns import ANY_FAULT
from trainer.buyer.question_types import QuestionType, type_of, types_of
from trainer.conversation import Act

MOST_KINDS = 3  # likely types whose lines are compared
UNSURE = 0.4  # probability of a type below which the question may be of any


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of question: the bank's situation, what a voice should do, and the act it is."""

    situation: str
    purpose: str
    act: Act = Act.ANSWER


_ANY = Kind("another_matter", "leave that aside, politely, and go on", Act.DODGE)
NOT_NOW = Kind("not_now", "leave that for later, in a friendly way", Act.DODGE)
_OWN_MIND = Kind("own_mind", "say honestly that your mind is not made up")
_PROPOSAL = Kind("proposal", "say with care whether that would help; you promise nothing")
_GENERIC = Kind("answer_generic", "answer in general terms")
_NOTHING_MORE = Kind("nothing_more", "there is no more to tell than you have said")
_THEY_ARE = Kind("they_are", "say that they are well enough, as far as you know")
_PERSONAL = Kind("personal", "say how you are, briefly, without complaint")
_RIGHT = Kind("recap_yes", "confirm what they said")
_COMPLETE = Kind("recap_complete", "confirm that nothing is wrong or missing")
_ON_THE_DAY = Kind("on_the_day", "leave that for the day you have agreed on")
_UP_TO_YOU = Kind("up_to_you", "leave the choice to them")
_SAID = Kind("what_said", "not much was said, in the end")
_A_WHILE = Kind("a_while", "a good while")
_VARIES = Kind("varies", "it varies: there is no one answer")
_RATHER_NOT = Kind("rather_not", "keep that to yourself for now, politely", Act.DODGE)
_BY_TYPE = {
    QuestionType.AMOUNT: Kind("answer_unknown", "say that you cannot tell offhand"),
    QuestionType.WHETHER: Kind("yes_no_plain", "a short answer that is near enough to yes or no"),
    QuestionType.WHICH: Kind("either_or", "a bit of both, without going into it"),
    QuestionType.HOW: Kind("long_story", "slide past it in a friendly way", Act.DODGE),
    QuestionType.OPINION: Kind("not_sure_of_them", "you cannot speak for others"),
    QuestionType.OTHERS: Kind("they_yes_no", "as far as you know; you cannot vouch for others"),
    QuestionType.WHO: Kind("no_names", "you would sooner not name anybody yet", Act.DODGE),
    QuestionType.WHOIS: Kind("who_is", "somebody you know; leave it at that"),
    QuestionType.WHY: Kind("no_reason", "no particular reason: it went that way"),
    QuestionType.OWN: _OWN_MIND,
    QuestionType.THEN: Kind("what_then", "you did what anybody does, and got on with it"),
    QuestionType.MEANING: Kind("way_of_talking", "it was only a way of putting it"),
    QuestionType.ARRANGING: Kind("undated", "put arrangements off till there is a reason for them"),
    QuestionType.HOW_ARE_YOU: _PERSONAL,
    QuestionType.CHECK: _ANY,
}
OPEN = frozenset(
    kind.situation
    for kind in (
        *(
            _ANY,
            NOT_NOW,
            _OWN_MIND,
            _PROPOSAL,
            _GENERIC,
            _NOTHING_MORE,
            _THEY_ARE,
            _PERSONAL,
            _ON_THE_DAY,
        ),
        *(_ON_THE_DAY, _UP_TO_YOU, _SAID, _A_WHILE, _VARIES, _RATHER_NOT, *_BY_TYPE.values()),
    )
)
"""Situations of the banks whose lines answer a question that nobody wrote an answer for."""

_HOW_ARE_YOU = re.compile(
    r"\bare you (?:all right|alright|okay|ok|sleeping|coping|managing|tired|well|busy|holding up"
    r"|surviving)\b|\bhow (?:are you (?:coping|holding|managing|bearing)|do you (?:cope|stand it"
    r"|manage))|\byou (?:ok|okay|all right|alright|busy|well)\s*\?",
    re.IGNORECASE,
)
_THIRD = re.compile(
    r"\b(?:he|she|they|him|her|them|anybody|anyone|somebody|someone|everybody|everyone|nobody)\b"
    r"|\b(?:your|the) (?:boss|board|team|wife|husband|partner|staff|people|committee|manager)\b",
    re.IGNORECASE,
)
WOULD_HELP = re.compile(  # of what the rep has just offered or told
    r"\b(?:does|did|do|will) (?:it|that|this|any of (?:it|that)) (?:\w+ )?(?:help|surprise|sound"
    r"|ring|interest|fit|match|matter|strike|make sense|work for you|seem)\b"
    r"|\bwould (?:it|that|this|any of (?:it|that)"
    r"|(?:a|the|one|some|having|seeing|knowing) [\w' ]{1,40}?)"
    r" (?:help|do|matter|suit|work for you|make (?:a|any) difference|change (?:anything|things)"
    r"|be (?:of )?(?:any |a |some )?"
    r"(?:use|good|useful|help|helpful|enough|fair|better|easier|simpler|worth|interest\w*))\b"
    r"|\bhow (?:does|would) (?:that|this|it) (?:sound|sit|strike|feel|look|land)\b"
    r"|\bwhat (?:do|would) you (?:make of|think of|say to) (?:that|this|it)\b"
    r"|\b(?:fair enough|make sense|any use(?: to you)?(?:, (?:that|this))?"
    r"|sound (?:fair|right|useful|good|reasonable))\s*\?",
    re.IGNORECASE,
)
HOLDS_YOU = re.compile(  # what keeps the buyer from it
    r"\b(?:stop(?:s|ping)?|hold(?:s|ing)?|bother\w*|worr\w+|hesita\w+|doubt\w*|afraid|uneasy|fear\w*"
    r"|frightened|scared|nervous|unsure|reluctant|concern\w*|put(?:s|ting)? you off|cold feet"
    r"|doesn'?t suit|(?:through|on|in) your (?:mind|head)|weigh\w* on you|the snag"
    r"|in the way|the catch|chang\w+ (?:your mind|of heart)"
    r"|awkward|gone cool|go(?:ne)? cold|the trouble|really about|not tell(?:ing)? me)\b"
    r"|\bis it (?:the|me|my|just|more|about|that|a|price|money|time)\b[^?]*\bor\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?<=[a-z,] )(?!I\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|Christmas\b|Easter\b"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"[A-Z][a-z]{2,}\b"
)
_USUALLY = re.compile(
    r"\b(?:usually|normally|typically|generally|as a rule|how (?:often|early|late)"
    r"|(?:each|every) (?:week|time|day))\b",
    re.IGNORECASE,
)
_ARRANGING = re.compile(  # what is still to be settled about a step that is agreed
    r"\b(?:where|bring|park|parking|wear|address|e-?mail|number|invite|invitation|calendar|diary|link"
    r"|room|door|gate|desk|reception|ask for|meet|prepare|prep|send|ring|call|text|confirm|reach"
    r"|come|join|attend|be there|coming|with us|time|when|how long|day|day before|before then"
    r"|beforehand|in advance|ahead|need from|agenda|start|lunch|coffee|tea|tells? (?:him|her|them)"
    r"|anything (?:else )?(?:i|we)|who else|(?:should|shall|do|can|may) i)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"\b(?:his|her|their|your|the) (?:\w+ )?names?\s*\?|\bcalled\s*\?"
    r"|\bwhat(?:'s| is| was|s) (?:his|her|their|your|the) (?:\w+ )?names?\b",
    re.IGNORECASE,
)
_IF_I = re.compile(r"\bif (?:i|we)\b", re.IGNORECASE)
EITHER_WAY = re.compile(  # which of two ways of arranging it
    r"\b(?:shall|should|do you want|would you (?:like|rather|prefer)|is it better)\b[^?]*\bor\b",
    re.IGNORECASE,
)


def kind_of(question: str, e: Events, *, told: bool, dated: bool = False) -> Kind:
    """The kind of `question` (the sentences that ask), whose plain facts are `e`; `told` says
    whether the buyer has told anything yet, `dated` whether a step and its day are agreed."""
    return _for_sure(question, e, told=told, dated=dated) or _by_type(question, e)


def kinds_of(question: str, e: Events, *, told: bool, dated: bool = False) -> tuple[Kind, ...]:
    """The kinds that `question` may be of, the likeliest first, and then what serves for any; one
    alone where it is plain."""
    sure = _for_sure(question, e, told=told, dated=dated)
    if sure in (_UP_TO_YOU, _ON_THE_DAY):
        return (sure,)
    likely = [_BY_TYPE[type] for type, _ in types_of(question)[:MOST_KINDS]]
    all_kinds = [sure or _by_type(question, e), *likely, _ANY, _RATHER_NOT]
    if dated:
        undated = _BY_TYPE[QuestionType.ARRANGING]
        all_kinds = [_ON_THE_DAY if kind == undated else kind for kind in all_kinds]
    return tuple(dict.fromkeys(all_kinds))


def _for_sure(question: str, e: Events, *, told: bool, dated: bool) -> Kind | None:
    for holds, kind in (
        (_HOW_ARE_YOU.search(question), _PERSONAL),
        (e.got_right and ANY_FAULT.search(question), _COMPLETE),
        (e.got_right, _RIGHT),
        ("state" in intents_of(question), _THEY_ARE),
        (dated and EITHER_WAY.search(question), _UP_TO_YOU),
        (dated and _ARRANGING.search(question), _ON_THE_DAY),
        (WOULD_HELP.search(question) and _is_ours(question), _PROPOSAL),
        (_NAME.search(question), _BY_TYPE[QuestionType.WHO]),
        (e.wants or e.stands, _OWN_MIND),
        (e.general, _NOTHING_MORE if told else _GENERIC),
    ):
        if holds:
            return kind
    return None


def _by_type(question: str, e: Events) -> Kind:
    intents = intents_of(question)
    type, chance = type_of(question)
    shape = _by_shape(question, intents, e)
    if chance < UNSURE and shape is None:
        return _ANY
    if shape is not None and (chance < UNSURE or type in _OF_THINGS and shape in _CLOSER):
        type = shape
    if type == QuestionType.AMOUNT and "tenure" in intents:
        return _A_WHILE
    if type in _OF_HABIT and _USUALLY.search(question):
        return _VARIES
    if type == QuestionType.THEN and "said" in intents:
        return _SAID
    if type == QuestionType.HOW_ARE_YOU and _of_others(question):
        return _THEY_ARE
    return _BY_TYPE[type]


# Shapes that leave little doubt, the surest first.
_BY_SHAPE = {
    "choice": QuestionType.WHICH,
    "why": QuestionType.WHY,
    "doer": QuestionType.WHO,
    "happened": QuestionType.THEN,
    "amount": QuestionType.AMOUNT,
    "when": QuestionType.AMOUNT,
}


def _by_shape(question: str, intents: frozenset[str], e: Events) -> QuestionType | None:
    """The type that the shape of a question shows, where it shows one."""
    if HOLDS_YOU.search(question) and not _of_others(question):
        return QuestionType.OWN
    for intent, type in _BY_SHAPE.items():
        if intent in intents:
            return type
    if intents == {"meaning"}:
        return QuestionType.MEANING
    if e.yes_no and _of_others(question):
        return QuestionType.OTHERS
    return QuestionType.WHETHER if e.yes_no else None


_OF_THINGS = (QuestionType.HOW, QuestionType.WHETHER, QuestionType.AMOUNT)
_CLOSER = (QuestionType.WHICH, QuestionType.OTHERS, QuestionType.OWN)  # the shape tells better
_OF_HABIT = (QuestionType.AMOUNT, QuestionType.HOW, QuestionType.WHICH)


def _is_ours(question: str) -> bool:
    """Whether it is about what the rep would do, or about nobody else."""
    return bool(_IF_I.search(question)) or not _of_others(question)


def _of_others(question: str) -> bool:
    """Whether somebody else is spoken of."""
    return bool(_THIRD.search(question) or _PERSON.search(question))
