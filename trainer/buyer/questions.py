"""What a question is after, told by its shape: how somebody is, who somebody is, why, what then.

Two questions of one intent are more alike than their words show, which helps to find the answer a
scenario has. And where nobody wrote one, the banks have lines for some intents that read as an
answer to any question of the kind: "cuts or heat?" gets "a bit of both", "why hasn't she seen it?"
gets "no good reason".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from trainer.buyer.events import Events
from trainer.buyer.patterns import ANY_FAULT
from trainer.conversation import Act

_WHO = r"(?:[a-z]+(?:'s)?|your \w+|the \w+|my \w+)"
_START = r"(?:^|[.!?,;:] *|\b(?:and|but|so|ok|well|then|sorry) )"

INTENTS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "state": rf"\bhow(?:'s| is| are|'re| was| were) (?:{_WHO} ){{0,3}}(?:now|doing|keeping"
        rf"|getting on|holding up|these days|today|feeling)\b|\bhow(?:'s| is| was| are) {_WHO}"
        rf"(?: {_WHO})?\s*\?|\b(?:is|are|was|were) {_WHO}(?: \w+)? (?:all right|alright|ok|okay"
        r"|better|well|recovered|hurt|mended|unwell|ill|tired|coping|managing|sleeping)\b"
        r"|\bdid (?:\w+ ){1,2}(?:make it|pull through|survive|recover|get better|get over)"
        r"|\b(?:he|she|it|they|you) (?:ok|okay|all right|alright) ?(?:now)?\s*\?|\bare you managing"
        r"|\bhow are you\b|\byou well\b",
        "where": r"\bwhere\b|\bis \w+ (?:about|around|in|here|there)(?: today| now|\s*\?)"
        r"|\bwhich (?:town|home|site|office|shed|room|place)",
        "opinion": r"\bwhat (?:does|do|did|would) (?:\w+ ){1,3}(?:think|say|make of|reckon)"
        r"|\bhow (?:does|do|did|would) (?:\w+ ){1,3}feel|\b(?:view|opinion|take) on\b"
        r"|\bdo you (?:think|reckon|feel|believe)\b|\bis \w+ (?:keen|happy|against|on board)",
        "leave": r"\b(?:want|like|prefer) me to (?:go|leave|stop|ring off|hang up)"
        r"|\b(?:shall|should|can|may) i (?:go|leave|let you go|stop|ring off|shut up|push off)\b"
        r"|\bam i (?:bothering|disturbing|annoying|boring|keeping|in the way)"
        r"|\bis this a bad time",
        "identity": r"\bwho(?:'s| is| are|'re| was|s) (?:this |the |your )?\w+\s*[?,]"
        r"|\bwhat does (?:he|she|\w+) do\s*\?|\bis (?:he|she|that|\w+) (?:the|your|one of)\b"
        r"|\btell me about [a-z]+\s*[?.]?$|\bwhat(?:'s| is) \w+ like",
        "meaning": r"\bwhat(?:'s| is| are|s) (?:an? |the |that |those )?[\w-]+(?: [\w-]+)?\s*\?"
        r"|\bwhat do you mean\b|\bmeaning what|\bwhat does (?:that|it|[\w' ]+) mean\b"
        r"|\bwhat sort of\b|\bwhat kind of",
        "tenure": r"\bhow long (?:have|has|'ve|'s|were|was|did) (?:you|he|she|they|\w+)\b|\bbeen"
        r" (?:there|here|in (?:that|the|this) job) (?:long|years)",
        "why": rf"{_START}(?:why|how come)\b|\bmade (?:you|them|him|her) (?:\w+ )?\w+\b"
        r"|\bwhat(?:'s| is| was)? ?(?:the|your) reason|\bwhat reason|\bwhat for\s*\?"
        r"|\bwhat(?:'s| has| have)? changed",
        "said": r"\bwhat (?:did|does|do|has|had|have) [\w']+(?: [\w']+)?"
        r" (?:say|said|tell|told|answer|reply)\b",
        "happened": r"\bwhat(?:'s| has)? happened\b"
        r"|\bwhat did (?:you|they|he|she|it|we) do\b"
        r"|\bwent wrong|\bgo wrong|\bwhat came of|\bhow did (?:that|it|they|he|she|you)\b"
        r"|\band then\s*\?|\bdid (?:somebody|someone|anybody)\b",
        "when": rf"{_START}when\b|\bwhat (?:day|date|time|month|year)\b|\bby when",
        "amount": r"\bhow (?:many|much|often|far|big|old)\b|\bwhat (?:share|number|percent|rate)",
        "knows": rf"\b(?:does|do|did) {_WHO}(?: \w+)? know\b|\bhave you told\b|\baware of\b",
        "needs": r"\bwhat would (?:\w+ ){0,4}(?:need|want|take|have to|(?<!look )like"
        r"|make)\b"
        r"|\bwhat do(?:es)? (?:you|he|she|they|\w+) (?:need|want|care|mind|worry|look for)\b",
        "doer": rf"{_START}(?:and )?(?:who|whose|whom)\b(?!(?:'s| is| are) \w+\s*\?)"
        r"|\bis that you\b|\bwhose (?:idea|job|desk)",
        "choice": r"\b(?:are|were|is|do|does|did|was|would|will|which)\b[^?]*\w,? or"
        r" (?!not\b)\w+[^?]{0,40}\?|^\W*\w+ or \w+\s*\?",
        "history": r"\b(?:ever|before|last time|previously|in the past)\b",
        "present": r"\bat the moment\b|\bcurrently\b|\bright now\b|\bthese days\b|\btoday\b",
    }.items()
}


@lru_cache(maxsize=32_768)
def intents_of(question: str) -> frozenset[str]:
    """The names of the `INTENTS` whose shape a question has."""
    text = " ".join(question.lower().replace("’", "'").split())
    return frozenset(name for name, pattern in INTENTS.items() if pattern.search(text))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of question: the bank's situation, what a voice should do, and the act it is. What a
    buyer would know and not tell a stranger they keep to themselves (`keeps`)."""

    situation: str
    purpose: str
    act: Act = Act.ANSWER
    keeps: bool = False


_ASIDE = Kind("another_matter", "leave that aside, politely, and go on", Act.DODGE)
_LONG_STORY = Kind("long_story", "slide past it in a friendly way", Act.DODGE, keeps=True)
_PLAIN = Kind("yes_no_plain", "a short answer that is near enough to yes or no", keeps=True)
_THEY_DO = Kind("they_yes_no", "as far as you know; you cannot vouch for others", keeps=True)
_OWN_MIND = Kind("own_mind", "say honestly that your mind is not made up")
_PROPOSAL = Kind("proposal", "say with care whether that would help; you promise nothing")
_GENERIC = Kind("answer_generic", "answer in general terms")
_NOTHING_MORE = Kind("nothing_more", "there is no more to tell than you have said")
_UNKNOWN = Kind("answer_unknown", "say that you cannot tell offhand", keeps=True)
_VARIES = Kind("varies", "it varies: there is no one answer")
_THEY = Kind("not_sure_of_them", "you cannot speak for others")
_NO_NAMES = Kind("no_names", "you would sooner not name anybody yet", Act.DODGE, keeps=True)
_SAID = Kind("what_said", "not much was said, in the end")
_MEANT = Kind("way_of_talking", "it was only a way of putting it")
# Told by the shape of the question, the first that fits.
_BY_INTENT = {
    "choice": Kind("either_or", "a bit of both, without going into it", keeps=True),
    "why": Kind("no_reason", "no particular reason: it went that way"),
    "doer": _NO_NAMES,
    "happened": Kind("what_then", "you did what anybody does, and got on with it"),
    "tenure": Kind("a_while", "a good while"),
}
_WHO_IS = re.compile(rf"{_START}who(?:'s| (?:is|was|are|were)) (?!\w+ing\b)", re.IGNORECASE)
_WOULD_THEY = re.compile(r"\b(?:would|will|might|could|think)\b", re.IGNORECASE)
_HOW_ARE_YOU = re.compile(
    r"\bare you (?:all right|alright|okay|ok|sleeping|coping|managing|tired|well|busy|holding up"
    r"|surviving)\b|\bhow (?:are you (?:coping|holding|managing|bearing)|do you (?:cope|stand it"
    r"|manage))|\byou (?:ok|okay|all right|alright|busy|well)\s*\?",
    re.IGNORECASE,
)
_WHO_THAT_IS = Kind("who_is", "somebody you know; leave it at that")
_NAME = re.compile(
    r"\b(?:his|her|their|your|the) (?:\w+ )?names?\s*\?|\bcalled\s*\?"
    r"|\bwhat(?:'s| is| was|s) (?:his|her|their|your|the) (?:\w+ )?names?\b",
    re.IGNORECASE,
)
_MEANING = re.compile(
    r"\bwhat do you mean\b|\bmeaning\b|\bmean by\b|\bwhat does \S+(?: \S+)? mean\b"
    r"|^\W*(?:sorry,? )?(?:what(?:'s| is) (?:an? |the |that )?[\w-]+|which \w+)\s*\?",
    re.IGNORECASE,
)
_THIRD = re.compile(
    r"\b(?:he|she|they|him|her|them|anybody|anyone|somebody|someone|everybody|everyone|nobody)\b"
    r"|\b(?:your|the) (?:boss|board|team|wife|husband|partner|staff|people|committee|manager)\b",
    re.IGNORECASE,
)
_YOU_THINK = re.compile(
    r"\bdo you (?:think|reckon|feel|believe)\b(?! (?:he|she|they|your \w+|the \w+)\b)",
    re.IGNORECASE,
)
_USUALLY = re.compile(
    r"\b(?:usually|normally|typically|generally|as a rule|how (?:often|early|late)"
    r"|(?:each|every) (?:week|time|day))\b",
    re.IGNORECASE,
)
_FEELS = r"(?:afraid|worried|scared|hoping|thinking|feeling|unsure|torn)"
_OWN = re.compile(  # what the buyer feels, or would find of use
    rf"\byou(?:'re| are)? (?:most |really )?{_FEELS}\b|\bare you {_FEELS}\b"
    r"|\b(?:worr|bother|bugg|stopp|troubl|worry|suit)(?:ies|ied|s|ed|ing|ers|es|led|les)? you\b"
    r"|\bdoesn'?t suit\b|\bmatter to you\b"
    r"|\bwould you (?:\w+ )?(?:do|want|like|prefer|rather|consider|change|trust|use|buy|pay)\b"
    r"|\bwhat(?:'s| is| was) (?:it|that) like for you\b"
    r"|\bhow (?:do|did|does) (?:you|that|it) (?:\w+ )?(?:feel|affect you|sit with you)\b"
    r"|\bis it (?:the|me|more|your|that)\b[^?]*\bor\b|\byour mind\b|\bhesita\w+"
    r"|\bstop you\b|\bholding you back\b|\bchange your mind\b|\bmatters? (?:more|most) to you\b",
    re.IGNORECASE,
)
_WOULD_HELP = re.compile(  # of what the rep has just offered or told
    r"\b(?:does|did|do|will) (?:it|that|this|any of (?:it|that)) (?:\w+ )?(?:help|surprise|sound"
    r"|ring|interest|fit|match|matter|strike|make sense|work for you|seem)\b"
    r"|\bwould (?:it|that|this|any of (?:it|that)"
    r"|(?:a|the|one|some|having|seeing|knowing) [\w' ]{1,40}?)"
    r" (?:help|do|matter|suit|work for you|make (?:a|any) difference|change (?:anything|things)"
    r"|be (?:of )?(?:any |a |some )?"
    r"(?:use|good|useful|help|helpful|enough|fair|better|worth|interest\w*))\b"
    r"|\bhow (?:does|would) (?:that|this|it) (?:sound|sit|strike|feel|look|land)\b"
    r"|\bwhat (?:do|would) you (?:make of|think of|say to) (?:that|this|it)\b"
    r"|\b(?:fair enough|make sense|any use|sound (?:fair|right|useful|good|reasonable))\s*\?",
    re.IGNORECASE,
)
HOLDS_YOU = re.compile(  # what keeps the buyer from it
    r"\b(?:stop(?:s|ping)?|hold(?:s|ing)?|bother\w*|worr\w+|hesita\w+|doubt\w*|afraid|uneasy|fear\w*"
    r"|frightened|scared|nervous|unsure|reluctant|concern\w*|put(?:s|ting)? you off|cold feet"
    r"|doesn'?t suit|(?:through|on) your mind|in the way|the catch|chang\w+ (?:your mind|of heart)"
    r"|gone cool|go(?:ne)? cold|the trouble|really about|not tell(?:ing)? me)\b"
    r"|\bis it (?:the|me|my|just|more|about|that|a|price|money|time)\b[^?]*\bor\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"(?<=[a-z,] )(?!I\b)[A-Z][a-z]{2,}\b")
_ARRANGING = re.compile(  # what is still to be settled about a step that is agreed
    r"\b(?:where|bring|park|parking|wear|address|e-?mail|number|invite|invitation|calendar|diary|link"
    r"|room|door|gate|desk|reception|ask for|meet|prepare|prep|send|ring|call|text|confirm|reach"
    r"|come|join|attend|be there|coming|with us|time|when|how long|day|day before|before then"
    r"|beforehand|in advance|ahead|need from|agenda|start|lunch|coffee|tea|tells? (?:him|her|them)"
    r"|anything (?:else )?(?:i|we)|who else|(?:should|shall|do|can|may) i)\b",
    re.IGNORECASE,
)
_THEY_ARE = Kind("they_are", "say that they are well enough, as far as you know")
_RIGHT = Kind("recap_yes", "confirm what they said")
_COMPLETE = Kind("recap_complete", "confirm that nothing is wrong or missing")
_ON_THE_DAY = Kind("on_the_day", "leave that for the day you have agreed on")
_PERSONAL = Kind("personal", "say how you are, briefly, without complaint")


RATHER_NOT = Kind("rather_not", "keep that to yourself for now, politely", Act.DODGE)
OPEN = frozenset(
    kind.situation
    for kind in (
        *(_ASIDE, _LONG_STORY, _PLAIN, _OWN_MIND, _PROPOSAL, _GENERIC, _NOTHING_MORE, _UNKNOWN),
        *(_VARIES, _SAID, _THEY, _THEY_DO, _THEY_ARE, _ON_THE_DAY, _PERSONAL, _NO_NAMES, _MEANT),
        *(_WHO_THAT_IS, RATHER_NOT, *_BY_INTENT.values()),
    )
)
"""Situations of the banks whose lines answer a question that nobody wrote an answer for."""


def kind_of(question: str, e: Events, *, told: bool, dated: bool = False) -> Kind:
    """The kind of `question` (the sentences that ask), whose plain facts are `e`; `told` says
    whether the buyer has told anything yet, `dated` whether a step and its day are agreed."""
    intents = intents_of(question)
    for holds, kind in (
        (_HOW_ARE_YOU.search(question), _PERSONAL),
        (e.got_right and ANY_FAULT.search(question), _COMPLETE),
        (e.got_right, _RIGHT),
        ("state" in intents, _THEY_ARE),
        (dated and _ARRANGING.search(question), _ON_THE_DAY),
        (e.wants or e.stands or (e.behind and "why" not in intents), _OWN_MIND),
        (e.general, _NOTHING_MORE if told else _GENERIC),
        (_NAME.search(question), _NO_NAMES),
        (_WHO_IS.search(question), _WHO_THAT_IS),
        (_MEANING.search(question), _MEANT),
        (_USUALLY.search(question) and "doer" not in intents, _VARIES),
        (_WOULD_HELP.search(question) and not _of_others(question), _PROPOSAL),
        (_OWN.search(question), _OWN_MIND),
        ("choice" in intents and _THIRD.search(question) and _WOULD_THEY.search(question), _THEY),
        ("said" in intents, _SAID),
        ("opinion" in intents or "needs" in intents, _opinion_of(question)),
    ):
        if holds:
            return kind
    return _by_shape(question, intents, e)


def _by_shape(question: str, intents: frozenset[str], e: Events) -> Kind:
    for intent, kind in _BY_INTENT.items():
        if intent in intents:
            return kind
    if e.amount or "when" in intents:
        return _UNKNOWN
    if e.about_you:
        return _OWN_MIND
    others = _of_others(question)
    if e.yes_no and (others or e.about_them) and _WOULD_THEY.search(question):
        return _THEY
    if e.yes_no and others:
        return _THEY_DO
    if e.practice:
        return _VARIES
    if e.yes_no:
        return _PLAIN
    return _LONG_STORY if intents else _ASIDE


def _opinion_of(question: str) -> Kind:
    """Whose mind is asked about: the buyer's own, or somebody else's."""
    own = _YOU_THINK.search(question)
    return _OWN_MIND if own or not _of_others(question) else _THEY


def _of_others(question: str) -> bool:
    """Whether somebody else is spoken of."""
    return bool(_THIRD.search(question) or _PERSON.search(question))
