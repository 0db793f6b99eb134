"""What a question is after, told by its shape: how somebody is, who somebody is, why, what then.

Two questions of one intent are more alike than their words show, which helps to find the answer a
scenario has.
"""

from __future__ import annotations

import re
from functools import lru_cache

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
