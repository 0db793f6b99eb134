"""Other people: a gatekeeper before the buyer, a second stakeholder who joins midway."""

from __future__ import annotations

import re
from dataclasses import replace

from trainer.buyer.asked import PLAINLY, SURE
from trainer.buyer.moment import Moment, Reaction, Reply, holds, nod, says
from trainer.buyer.rules.finding import likest
from trainer.buyer.rules.improvising import best_of, left_for_later
from trainer.buyer.rules.telling import by_the_way
from trainer.buyer.state import Beat
from trainer.conversation import Act
from trainer.scenario import Aside
from trainer.words import cue_hits, sentences, telling


def guards_the_door(m: Moment) -> Reaction | None:
    """The gatekeeper puts a rep through who gives a reason, and takes a message from the rest."""
    gate = m.scenario.gatekeeper
    if gate is None or not m.before.at_gate:
        return None
    given = sum(1 for move in gate.lets_through_on if move in m.credit.earned)
    if _only_asks_for_them(m):
        given = 0
    concrete = m.events.offer or m.events.number or _says_what_about(m) or _names_their_business(m)
    if not given and not m.credit.repeated and concrete:
        given = 1  # something concrete to pass on, however it was put
    state = replace(m.state, gate_credit=m.state.gate_credit + given)
    if state.gate_credit >= gate.needs:
        state = replace(state, at_gate=False, idle=0)
        beats = (
            Beat(Act.ANSWER, "put the caller through", "gatekeeper.passes", who=gate.name),
            Beat(Act.ANSWER, "take the call", "opening", who=m.scenario.persona.name),
        )
        reason = f"You gave {gate.name} a reason worth passing on, and got through."
        return Reaction(beats, reason, state)
    if state.exchanges >= gate.tries or m.events.farewell or state.patience <= 0:
        beat = Beat(Act.END, "take a message and end it", "gatekeeper.closes", who=gate.name)
        reason = f"{gate.name} had heard no reason to put you through. {gate.because}"
        return Reaction((beat,), reason, replace(state, over=True), ends=True)
    wavers = state.gate_credit and not m.credit.repeated and gate.wavering
    source = f"gatekeeper.{'wavering' if wavers else 'holding'}"
    beat = Beat(Act.DODGE, "keep the caller at the door", source, who=gate.name)
    return Reaction((beat,), gate.because, state)


_FOR_THEM = re.compile(
    r"\b(?:speak|talk|chat|have a word|connect|get hold) ?(?:to|with|of)?\b"
    r"|\bput me (?:through|on)\b"
    r"|\b(?:is|are) \S+(?: \S+)? (?:in|around|about|there|free|available)\b",
    re.IGNORECASE,
)
_WHO_I_AM = re.compile(
    r"\bmy name(?:'s| is)\b|\b(?:this|it)(?:'s| is) [A-Z]"
    r"|\bI(?:'m| am) (?:[A-Z]|not|calling from|from)"
)
_ABOUT = re.compile(
    r"\b(?:about|regarding|because|reason|concerning|to do with|it's on|wonder\w* (?:if|whether))\b"
    r"|\bsaw\b|\bread\b|\bnoticed\b|\d",
    re.IGNORECASE,
)


def _only_asks_for_them(m: Moment) -> bool:
    """A name, a firm and a wish to be put through: whom the caller wants, and not what about."""
    said = [s for s in sentences(m.text) if not _FOR_THEM.search(s) and not _WHO_I_AM.search(s)]
    asked = any(_FOR_THEM.search(s) for s in sentences(m.text))
    return (
        asked
        and len(telling(" ".join(said))) < m.table.thresholds.gate_reason
        and not _ABOUT.search(m.text)
    )


def _says_what_about(m: Moment) -> bool:
    """Whether the caller says what the call is about, in so many words."""
    about = _ABOUT.search(m.text)
    return (
        about is not None and len(telling(m.text[about.end() :])) >= m.table.thresholds.gate_reason
    )


def _names_their_business(m: Moment) -> bool:
    """Whether the caller speaks of what goes on in the buyer's own house."""
    facts = (cue for fact in m.scenario.facts for cue in fact.topics)
    wants = (cue for want in m.scenario.wants for cue in want.cues)
    return cue_hits(m.text, {*facts, *wants}) >= m.table.thresholds.gate_reason


def joins_the_talk(m: Moment) -> Reaction | None:
    """The second stakeholder comes in, with a worry of their own."""
    second = m.scenario.second
    if second is None or m.before.joined or m.before.exchanges + 1 < second.joins_at:
        return None
    if m.state.dated:
        return None
    r = second.resistance
    state = replace(m.state, joined=True, active=r.id, active_for=1, fired=(*m.state.fired, r.id))
    reason = f"{second.name}, {second.role}, came in. {r.because}"
    return Reaction((says(m, r),), reason, state, rule="joins")


def speaks_for_itself(m: Moment) -> Reaction | None:
    """While the second stakeholder's worry stands, an ask does not pass them by."""
    second = m.scenario.second
    if second is None or m.before.active != second.resistance.id:
        return None
    r = second.resistance
    if m.credit.has(*r.yields_to) or not m.heard.has("ask", "ask_specific", "ask_smaller"):
        return None
    state = replace(m.state, active_for=m.state.active_for + 1, asks=m.state.asks + 1)
    reason = f"{second.name} still had a worry that nobody had taken up. {r.because}"
    return Reaction((holds(m, r),), reason, state)


A_FOLLOW_UP = 8  # words of a turn that goes on from what somebody just said


def answers_for_themselves(m: Moment) -> Reaction | None:
    """A question put to the second stakeholder by name is answered by them."""
    second = m.scenario.second
    if second is None or not asked_of_second(m):
        return None
    name = second.name.split()[0]
    theirs = their_answer(m)
    to_both = m.before.active == second.resistance.id or m.events.words > A_FOLLOW_UP
    if theirs or (to_both and _called(m.text, name) < 0):
        return theirs  # who only spoke last answers in general only what follows up their words
    if m.before.dated and m.events.yes_no:
        agrees = nod("second_agrees", "say that you will be there", Act.ANSWER)
        reason = f"You asked {name} too, and {name} agreed."
        return Reaction((replace(agrees, who=second.name),), reason, m.state)
    return second_in_general(m)


def answers_when_called(m: Moment) -> Reaction | None:
    """After a dated yes, the second stakeholder is asked by name, in the words of an ask."""
    if not m.before.dated:
        return None
    return answers_for_themselves(m)


def second_in_general(m: Moment) -> Reaction:
    """The second stakeholder answers what nobody wrote an answer for."""
    assert m.scenario.second is not None
    name = m.scenario.second.name
    first = name.split()[0]
    reason = f"You asked {first}, and {first} answered."
    return Reaction((replace(_general_words(m).beat, who=name),), reason, m.state)


def _general_words(m: Moment) -> Reply:
    """Of what the second stakeholder can say to anything, what fits best."""
    situations = ("second_plain", "second_own")
    purpose = "answer for yourself, in general terms"
    words = best_of(m, [nod(s, purpose, Act.ANSWER) for s in situations])
    return max(words, left_for_later(m, own=False), key=lambda reply: reply.chance)


def their_answer(m: Moment) -> Reaction | None:
    """What the scenario has the second stakeholder answer to this question, if no general words of
    theirs fit it better."""
    theirs = (x for x in likest(m) if isinstance(x.answer, Aside) and x.answer.who == "second")
    like = next(theirs, None)
    if like and like.score < PLAINLY and like.score < _general_words(m).chance:
        return None
    return by_the_way(m, like)


def asked_of_second(m: Moment) -> bool:
    """Whether a question is put to the second person: by name, or because they spoke last and it is
    not plainly for the buyer."""
    second = m.scenario.second
    if second is None or not m.before.joined or not m.events.question:
        return False
    name = second.name.split()[0]
    theirs, mine = _called(m.text, name), _called(m.text, m.name)
    if theirs >= 0 or mine >= 0:
        return theirs > mine
    if re.search(rf"\b(?:{name}|{re.escape(m.name)})\b", m.text):
        return False
    last = m.buyer_said[-1].splitlines()[-1] if m.buyer_said and m.buyer_said[-1] else ""
    if not last.startswith(f"{name}:") or not re.search(r"\byou(?:r|'d|'ve|'re)?\b", m.text):
        return False
    best = next(iter(likest(m)), None)
    if best is None or best.score < SURE:
        return True
    return isinstance(best.answer, Aside) and best.answer.who == "second"


def _called(text: str, name: str) -> int:
    """Where somebody is last called by name; -1 where they are not."""
    before = (
        r"(?:^|[.!?,;]\s*|\b(?:and|for|ask|asking|hello|hi|hey|morning|afternoon|evening|welcome|sorry"
        r"|thanks|thank you|well|so|ok|okay"
        r"|right|but|now|cheers|haha|lol|no|yes|mate) )"
    )
    after = (
        r"\s*(?:[,:?.!]|$)|\s(?=(?:i|we|you|your|you're|youre|u|ur|what|how|who|why|just|so|would"
        r"|could|can|do|does|is)\b)"
    )
    found = re.finditer(rf"{before}{re.escape(name)}(?:{after})", text, re.IGNORECASE)
    last = max((m.start() for m in found), default=-1)
    if last < 0:  # "what worries you most Craig?"
        end = re.search(rf"\byou\b[^.?!]*\b{re.escape(name)}\s*\?", text, re.IGNORECASE)
        last = end.start() if end else -1
    return last
