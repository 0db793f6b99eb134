"""Whether a reply is fit to be heard: sentence by sentence as it comes, and as a whole at the end.

A sentence must stay in role, agree to nothing the policy did not grant, and hold nothing the
speaker should not know. The whole must do what was decided. Every check answers with the reason,
as it is put to the model for its second try, or with "" when all is well.
"""

from __future__ import annotations

import re

from trainer.reading.sentences import split
from trainer.speaking.acts import chance
from trainer.speaking.ear import heard
from trainer.speaking.part import Direction, Part
from trainer.speaking.secrets import Known, invents, known_to, tells_secret
from trainer.speaking.tokens import figures
from trainer.words import telling

ENOUGH = 0.13  # the chance from which a reply counts as doing an act

# Acts as a speaker is told what is still to be done.
PLAIN_ACTS = {
    "question": "ask them",
    "concern": "raise a doubt",
    "stall": "put it off",
    "vague": "sound positive without agreeing",
    "skip": "jump ahead to this",
    "request": "ask them to do this for you",
    "dodge": "evade what they asked",
    "back_away": "step back from it",
    "refuse": "say no",
    "commit": "say yes",
}

_OUT_OF_ROLE = re.compile(
    r"\b(?:as an? (?:ai|a\.i\.|llm|(?:large )?language model|assistant|chat ?bot|buyer)"
    r"|i(?:'m| am) (?:an? |just an? |only an? )?(?:ai|a\.i\.|llm|language model|chat ?bot|program|"
    r"(?:virtual |ai |helpful )?assistant|simulat\w+)"
    r"|language model|openai|chatgpt|my (?:instructions?|prompt|programming|guidelines|direction"
    r"|developers?)|system prompt|model line|role-?play|simulation|stay(?:ing)? in character"
    r"|in this scenario|how (?:can|may) i (?:help|assist) you|i'?(?:m| am) happy to (?:help|assist)"
    r"|(?:i|let me) (?:can |will |would be (?:happy|glad) to )?assist you"
    r"|i(?: can(?:'t|not)|'m (?:unable|not able) to) (?:assist|comply|help with that|continue)"
    r"|here(?:'s| is) (?:my|the|a|your) (?:reply|response|answer|rewritten|revised)\b)",
    re.IGNORECASE,
)
_NARRATION = re.compile(
    r"\*[^*\n]+\*|^\s*[(\[]|\((?:\w+ly|\w+s|\w+ing|pause|beat|silence)\b[^)]*\)|\[[^\]]*\]|_{2,}"
    r"|```|^\s*(?:[-•#]|\d+[.)])\s|[{}|]|^\s*\"?\w+\"\s*:|</?\w+>"
    r"|\b(?:she|he) (?:says|said|sighs|pauses|smiles|nods|replies)\b[,.]",
    re.IGNORECASE,
)
_OTHER_LINES = re.compile(
    r"^\s*(?:salesperson|sales ?rep|rep|seller|agent|you|user|human|assistant|system|narrator)\s*:",
    re.IGNORECASE,
)
_DAY = r"(?:(?:next |this |on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|next week)"
_ANY_DAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|next week")
_IT = r"(?:it|that|this|something)"
_AGREES = re.compile(
    r"^(?:agreed|done|deal|confirmed)[.,!]|\b(?:it'?s a deal|it(?:'s| is) agreed|(?:it|that) stands"
    r"|we(?:'ve| have) (?:agreed|said it)|i said yes|still (?:yes|on\b)|i(?:'ll| will) dig it out"
    r"|you(?:'ve| have) (?:got )?(?:a|yourself a) deal"
    r"|count me in|sign me up|where do i sign"
    r"|i(?:'ll| will) (?:sign|take it|buy|commit|book|be there|have (?:it|them) ready"
    r"|bring (?:the|my|him|her|them|along)|introduce you|set (?:it|that) up"
    r"|get (?:it|that) (?:booked|in the diary))"
    rf"|let'?s (?:do {_IT}|book|go ahead|go with|get {_IT} (?:booked|in|set|started|going)"
    rf"|set (?:{_IT}|up)|schedule|move (?:forward|ahead)|get started|make it|put {_IT} in"
    rf"|say {_DAY})"
    r"|(?:book|put|pencil) (?:it|that|me|us) in"
    rf"|(?:{_DAY}|that (?:day|time|date)) (?:\S+ ){{0,3}}"
    r"(?:works|suits|is (?:fine|good|perfect)|will do|it is)"
    r"|send (?:me |over |through |us )?(?:the|an|a|your) (?:\w+ )?"
    r"(?:invite|invitation|contract|paperwork|agreement)"
    r"|you(?:'ve| have) (?:got )?my (?:word|yes|approval|signature|business)"
    r"|i (?:agree to|accept|approve)\b|i agree[.,!]"
    r"|we(?:'ll| will) (?:buy|take it|sign|go ahead|go with you|do it)"
    r"|happy to (?:meet|do that|go ahead|sign|commit|book)"
    r"|(?:yes|sure|okay|ok|absolutely|agreed|fine)[,.!]? "
    r"(?:let'?s|book|go ahead|i(?:'ll| will| can) (?:do|make|meet|get|bring|come|join))"
    rf"|see you (?:on |at |then|there|{_DAY}))",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:not|never|no|nothing|n't|if|unless|until|before|might|maybe|perhaps|would|could|why|"
    r"supposed?|rather|sooner|won't|can't|don't|wouldn't|hardly|nobody|without)\b|n['’]t\b|\?\s*$",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"\b(?:good ?bye|bye(?:[ -]bye| now)?|talk (?:to you )?(?:soon|later)|take care"
    r"|have a (?:good|great|nice|lovely) (?:day|one|week|weekend|evening|afternoon)"
    r"|i(?:'m| am) (?:hanging up|going to hang up))\b",
    re.IGNORECASE,
)


def unfit_sentence(sentence: str, part: Part, known: Known, so_far: str = "") -> str:
    """Why a sentence may not be heard. `so_far` is what was said of the reply before it."""
    for pattern, why in (
        (_OUT_OF_ROLE, "it steps out of the part"),
        (_NARRATION, "it holds stage directions or mark-up instead of speech"),
        (_OTHER_LINES, "it speaks for somebody else"),
    ):
        if pattern.search(sentence):
            return why
    if any(ord(c) < 32 and c not in "\n\t" or c == "\ufffd" for c in sentence):
        return "it holds signs that cannot be spoken"
    agrees = "commit" not in part.acts and _agrees(sentence)
    if agrees and not _agrees_as_told(sentence, part) and not _confirms(sentence, part):
        return "it agrees to something, and nothing is agreed to in this turn"
    stays = not part.ends and not _FAREWELL.search(part.like)
    if stays and _FAREWELL.search(sentence):
        return "it says goodbye, and the talk goes on"
    if len(f"{so_far} {sentence}".split()) > part.words * 1.35:
        return f"it is too long; at most {part.words} words"
    return tells_secret(sentence, part, known) or invents(sentence, known)


def unfit(text: str, part: Part, *, cut: bool = False) -> str:
    """Why a reply does not do what was decided. One that was `cut` at a sentence that may not be
    heard has lost its rest, and must show more of its direction than a whole one."""
    if not text.strip():
        return "say your turn"
    for direction in undone(text, part, cut=cut):
        return _misses(direction, text, part, cut)
    agrees = heard(text, part.scenario.channel).chance("commit") > 0.5 and not shares(
        text, part.like
    )
    if agrees and "commit" not in part.acts and not part.agreed:
        return "it agrees to something, and nothing is agreed to in this turn"
    return ""


def undone(text: str, part: Part, *, cut: bool = False) -> tuple[Direction, ...]:
    """The directions that a reply does not carry out."""
    return tuple(d for d in part.directions if _misses(d, text, part, cut))


def performs(text: str, part: Part) -> bool:
    """Whether a reply passes every check, for measuring."""
    known = known_to(part)
    return not unfit_sentence(text, part, known) and not unfit(text, part)


def _misses(direction: Direction, text: str, part: Part, cut: bool) -> str:
    """Why one direction was not carried out."""
    if direction.fact:
        return "" if tells(text, direction.like) else f'tell them this: "{direction.like}"'
    if direction.act in ("", "answer", "end"):
        leaves = direction.act == "end" and _FAREWELL.search(text)
        if not cut or leaves or shares(text, direction.like):
            return ""
        return _to_do(direction, direction.like)
    meant = direction.stance if direction.label == "Tone only" else direction.like
    if meant and shares(text, meant):
        return ""
    if direction.act == "question":
        return "" if "?" in text else _to_do(direction, meant)
    if direction.act == "commit" and _AGREES.search(text):
        return ""
    if _chance(direction.act, text, part) >= ENOUGH:
        return ""
    return _to_do(direction, meant)


def _to_do(direction: Direction, meant: str) -> str:
    """What a direction wants, plainly enough to be heard as such."""
    wanted = ": ".join(filter(None, (PLAIN_ACTS.get(direction.act, ""), direction.purpose)))
    return f'{wanted or direction.act}, so that nobody can miss it, as in "{meant}"'


def _chance(act: str, text: str, part: Part) -> float:
    """The chance that a reply performs an act: as a whole, or in one sentence of several things."""
    pieces = [text]
    if len(part.directions) > 1:
        pieces += [text[a:b] for a, b in split(text)]
    return max(chance(piece, act, part.scenario.channel) for piece in pieces)


def shares(text: str, like: str) -> bool:
    """Whether a text carries the meaning of a model line, as far as its telling words show."""
    wanted = telling(like)
    common = telling(text) & wanted
    return not wanted or len(common) >= 2 or (bool(common) and len(common) >= 0.34 * len(wanted))


def tells(text: str, fact: str) -> bool:
    """Whether a text tells a fact: its figures, or a good part of its telling words."""
    wanted, common = telling(fact), telling(fact) & telling(text)
    if figures(fact):
        return bool(figures(fact) & figures(text)) or len(common) >= 0.4 * len(wanted)
    return len(common) >= min(3, 0.34 * len(wanted))


def _agrees(sentence: str) -> bool:
    found = _AGREES.search(sentence)
    return bool(found) and not _HEDGED.search(sentence)


def _confirms(sentence: str, part: Part) -> bool:
    """Whether a sentence only repeats what is agreed already, and no other day."""
    if not part.settled:
        return False
    days = _ANY_DAY.findall(sentence.lower())
    if days:
        return all(day in part.time.lower() for day in days)
    return shares(sentence, part.settled)


def _agrees_as_told(sentence: str, part: Part) -> bool:
    """An agreeing phrase that the model line has too ("send me the paperwork")."""
    found = _AGREES.search(sentence)
    return bool(found) and bool(_AGREES.search(part.like))
