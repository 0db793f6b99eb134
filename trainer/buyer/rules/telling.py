"""What the buyer gives away: only on topic, only to someone trusted enough."""

from __future__ import annotations

import re
from dataclasses import replace

from trainer.buyer.asked import SURE, Likeness, questions_beside
from trainer.buyer.moment import Moment, Reaction, nod, resist
from trainer.buyer.patterns import GOT_IT_RIGHT
from trainer.buyer.questions import EITHER_WAY
from trainer.buyer.rules.finding import (
    A_LOSS,
    ASKING,
    asked_before,
    asks_the_loss,
    fact_for,
    facts_for,
    likest,
    next_fact,
    questions,
    suits,
    told_already,
)
from trainer.buyer.rules.improvising import has_no_answer
from trainer.buyer.state import Beat
from trainer.conversation import Act, Move
from trainer.scenario import Aside, Fact, Want
from trainer.words import sentences_asking


def answers_for_sure(m: Moment) -> Reaction | None:
    """A small question that could hardly be any other is answered, whatever else was heard."""
    like = next(iter(likest(m)), None)
    if like is None or like.score < SURE or m.events.time or not m.events.question:
        return None
    if m.did(Move.ASK) and not m.events.of_a_third:
        return None
    if m.active and m.credit.has(*m.active.yields_to):
        return None
    return by_the_way(m, like)


def small_answer(m: Moment) -> Reaction | None:
    """The aside that the question probably asks for, said."""
    return by_the_way(m, next(iter(likest(m)), None))


def by_the_way(m: Moment, like: Likeness | None) -> Reaction | None:
    """An aside, said; None for what is no aside."""
    if like is None or not isinstance(like.answer, Aside):
        return None
    second = m.scenario.second
    who = second.name if second and like.answer.who == "second" else ""
    name = who.split()[0] if who else m.name
    source = f"asides.{like.place}.says"
    beats: tuple[Beat, ...] = (Beat(Act.ANSWER, "answer that, briefly", source, who=who),)
    if all(f"{source}[{n}]" in m.before.used for n in range(len(like.answer.says))):
        if like.score < SURE and not asked_before(m):
            return None  # near what was asked, and said already: not what they want to know
        beats = (nod("already_said", "you have told them that already", Act.ANSWER),)
    return Reaction(beats, f"A small question, and {name} answered it.", m.state)


_STEPS = (Move.ASK, Move.ASK_SPECIFIC, Move.ASK_SMALLER)
BESIDE_AN_ASK = 0.62  # probability from which a small question beside an ask is answered too


def beside(m: Moment) -> Beat | None:
    """The answer to a plain question that came beside something else, such as an ask; whoever
    answers the other thing only would have passed it over."""
    if not m.events.question or m.state.at_gate:
        return None
    sentences = sentences_asking(questions_beside(m.text, m.heard))
    asked = " ".join(s for s in sentences if not GOT_IT_RIGHT.search(s))
    if not asked:
        return None
    like = next(iter(likest(m, asked)), None)
    if like and m.did(*_STEPS) and like.score < BESIDE_AN_ASK:
        like = None
    small = by_the_way(m, like)
    if small and small.beats[0].source != "bank.already_said":
        return small.beats[0]
    if m.before.dated:
        if EITHER_WAY.search(asked):
            return nod("up_to_you", "leave the choice to them", Act.ANSWER)
        if m.events.offers:
            return nod("offer_taken", "take the small thing they offer", Act.ANSWER)
        return nod("on_the_day", "leave that for the day you have agreed on", Act.ANSWER)
    return None


def tell(m: Moment, fact: Fact | None) -> Reaction | None:
    """Tell a fact that has been earned."""
    if fact is None or fact.guard > m.state.trust:
        return None
    effect = m.effect("told_cost" if fact.cost else "told_fact")
    state = replace(m.state.shift(**effect), told=(*m.state.told, fact.id))
    act = Act.REVEAL if fact.cost or fact.guard >= 1 else Act.ANSWER
    beats = (
        Beat(act, "answer with this fact, in your own words", f"facts.{fact.id}.says", fact.id),
    )
    if fact.cost:
        reason = f"You got {m.name} to say what it costs to stay as they are. Hearing it matters."
    elif fact.guard >= 1:
        reason = f"{m.name} trusted you enough to tell you that."
    else:
        reason = f"You asked, and {m.name} answered."
    return Reaction(beats, reason, state, rule="tells")


_ANOTHERS = re.compile(
    r"\bwhat (?:does|did|would|will)"
    r" (?!(?:you|your|it|that|this|good|great|better|best|success|help|make|happen)\b)\w+ ",
    re.IGNORECASE,
)


def tells_a_want(m: Moment) -> Reaction | None:
    """Asked what they are after, the buyer says it."""
    if not (m.events.wants or m.did(Move.TEMPERATURE)) or not m.events.question:
        return None
    if _ANOTHERS.search(m.text):
        return None
    told: Want | None = next(
        (w for w in m.scenario.wants if f"want:{w.id}" not in m.state.told), None
    )
    if told is None or m.state.trust < 1 or (m.did(Move.TEMPERATURE) and not m.events.wants):
        return None
    state = m.state.shift(**m.effect("told_want"))
    state = replace(state, told=(*state.told, f"want:{told.id}"))
    beat = Beat(Act.REVEAL, "say what you are after", f"wants.{told.id}.says")
    reason = f"You asked what {m.name} wants, and got it in their own words. It can carry your ask."
    return Reaction((beat,), reason, state)


def answers_a_question(m: Moment) -> Reaction | None:
    """Tell, hold back, or say honestly that there is no answer to that."""
    if not (m.events.question or m.did(*ASKING)):
        return None
    small = next(iter(likest(m)), None)
    loss = next_fact(m, cost=True) if m.did(Move.IMPACT) and asks_the_loss(m) else None
    if small and (loss is None or small.score >= SURE or suits(m, loss) < A_LOSS):
        said = by_the_way(m, small)
        if said:
            return said
    fact = fact_for(m)
    if m.before.dated and small is None:
        fact = None  # what is asked about the step agreed names topics without asking for them
    told = tell(m, fact)
    if told:
        return _opened_up(m, _and_the_next(m, told))
    if fact is not None:
        return _holds_back(m)
    if not m.events.question:
        return None
    known = None if m.before.dated else told_already(m)
    if known:
        again = Beat(Act.ANSWER, "say it in other words", f"facts.{known.id}.says", known.id)
        beats: tuple[Beat, ...] = (again,)
        if asked_before(m):
            beats = (nod("already_said", "you have told them that already", Act.ANSWER), again)
        return Reaction(beats, f"{m.name} had told you that already.", m.state)
    if m.state.trust < 0.8 and m.unfired("questioned"):
        return _holds_back(m)
    named = _named_person(m)
    if named:
        return named
    if m.events.offers and m.before.dated and not EITHER_WAY.search(questions(m.text)):
        beat = nod("offer_taken", "take the small thing they offer", Act.ANSWER)
        return Reaction((beat,), f"A small offer, after a yes. {m.name} took it.", m.state)
    if m.events.offers and not m.before.dated:
        beat = nod("offer_reply", "leave it to them; you promise nothing", Act.VAGUE)
        reason = f"You offered to do something. {m.name} left it to you and promised nothing."
        return Reaction((beat,), reason, m.state)
    return has_no_answer(m)


_PERSON = re.compile(r"\bwho(?:'s| is| was| are)? (?:this )?([A-Z][a-z]+)\b")


def _named_person(m: Moment) -> Reaction | None:
    """ "Who is Walt?", after the buyer named Walt: the fact that speaks of him."""
    found = _PERSON.search(m.text)
    if not found:
        return None
    for fact in m.scenario.facts:
        known = fact.id in m.state.told or fact.guard <= m.state.trust
        if known and any(re.search(rf"\b{found.group(1)}\b", line) for line in fact.says):
            told = m.state.told if fact.id in m.state.told else (*m.state.told, fact.id)
            beat = Beat(Act.ANSWER, "say who that is", f"facts.{fact.id}.says", fact.id)
            reason = f"You asked who {found.group(1)} is."
            return Reaction((beat,), reason, replace(m.state, told=told))
    return None


def _and_the_next(m: Moment, told: Reaction) -> Reaction:
    """A question with two parts ("who decides, and by when?") gets two answers."""
    if not m.events.parts >= 2:
        return told
    after = replace(m, state=told.state)
    more = next((tell(after, f) for f in facts_for(after) if f.guard <= m.state.trust), None)
    if more is None:
        return told
    return replace(told, beats=told.beats + more.beats, state=more.state)


def _opened_up(m: Moment, told: Reaction) -> Reaction:
    """Who has just told something of weight does not go back to keeping the rep at the door."""
    r = m.active
    weighty = any(b.act is Act.REVEAL for b in told.beats)
    if r is None or r.when != "opening" or not weighty:
        return told
    state = replace(told.state, active=None, active_for=0, yielded=(*told.state.yielded, r.id))
    return replace(told, state=state)


def _holds_back(m: Moment) -> Reaction:
    waiting = None if m.state.active else m.unfired("questioned")
    if waiting:
        return resist(m, waiting)
    beat = nod("deflect", "hold that back, you do not know them well enough", Act.DODGE)
    reason = f"There was something to tell. {m.name} did not trust you enough yet to tell it."
    return Reaction((beat,), reason, m.state)
