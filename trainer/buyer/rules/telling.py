"""What the buyer gives away: only on topic, only to someone trusted enough."""

from __future__ import annotations

import re
from dataclasses import replace

from trainer.buyer.asked import PLAINLY, SURE, Likeness, questions_beside
from trainer.buyer.moment import Moment, Reaction, nod, resist
from trainer.buyer.patterns import GOT_IT_RIGHT
from trainer.buyer.questions import EITHER_WAY
from trainer.buyer.rules.finding import (
    A_LOSS,
    ASKING,
    asked_before,
    asks_the_loss,
    fact_for,
    likest,
    next_fact,
    on_deciding,
    perhaps,
    questions,
    suits,
    sureness,
    told_already,
)
from trainer.buyer.rules.improvising import (
    asks_for_one,
    best_of,
    general_reply,
    has_no_answer,
    reply_to_any,
    suited,
)
from trainer.buyer.state import Beat
from trainer.conversation import STEPS, Act, Move
from trainer.scenario import Aside, Fact, Want
from trainer.words import sentences_asking, telling

BETTER = 0.2  # by how much another reply must fit better than one about the step agreed


def answers_for_sure(m: Moment) -> Reaction | None:
    """A small question that could hardly be any other is answered, whatever else was heard."""
    like = next(iter(likest(m)), None)
    if like is None or like.score < SURE or m.events.time or not m.events.question:
        return None
    if m.did(Move.ASK) and not m.events.of_a_third:
        return None
    if m.active and m.credit.has(*m.active.yields_to):
        return None
    loss = next_fact(m, cost=True) if m.did(Move.IMPACT) and asks_the_loss(m) else None
    if loss and suits(m, loss) >= A_LOSS:
        return None  # what it costs them comes before what else may be said of it
    return by_the_way(m, like)


def small_answer(m: Moment, least: float = 0.0) -> Reaction | None:
    """The aside that the question probably asks for, said, where its score is at least `least`."""
    like = next(iter(likest(m)), None)
    return by_the_way(m, like) if like and like.score >= least else None


def by_the_way(m: Moment, like: Likeness | None) -> Reaction | None:
    """An aside, said; None for what is no aside."""
    if like is None or not isinstance(like.answer, Aside):
        return None
    second = m.scenario.second
    who = second.name if second and like.answer.who == "second" else ""
    name = who.split()[0] if who else m.name
    source = f"asides.{like.place}.says"
    answer = Beat(Act.ANSWER, "answer that, briefly", source, who=who)
    beats: tuple[Beat, ...] = (suited(m, answer),)
    if all(f"{source}[{n}]" in m.before.used for n in range(len(like.answer.says))):
        if like.score < SURE and not asked_before(m):
            return None  # near what was asked, and said already: not what they want to know
        beats = (nod("already_said", "you have told them that already", Act.ANSWER),)
    return Reaction(beats, f"A small question, and {name} answered it.", m.state)


def beside(m: Moment) -> Beat | None:
    """The answer to a plain question that came beside something else, such as an ask; whoever
    answers the other thing only would have passed it over."""
    if not m.events.question or m.state.at_gate:
        return None
    sentences = sentences_asking(questions_beside(m.text, m.heard))
    whole = (s for s in sentences if telling(s))  # not "yes or no?"
    asked = " ".join(s for s in whole if not GOT_IT_RIGHT.search(s))
    if not asked:
        return None
    like = next(iter(likest(m, asked)), None)
    if like and m.did(*STEPS) and like.score < PLAINLY:
        like = None
    small = by_the_way(m, like)
    if small and small.beats[0].source != "bank.already_said":
        return small.beats[0]
    return _about_the_day(m, asked) if m.before.granted else None


def _about_the_day(m: Moment, asked: str) -> Beat:
    """The answer to a question about a step that is agreed, or whatever else fits better."""
    if EITHER_WAY.search(asked):
        beat = nod("up_to_you", "leave the choice to them", Act.ANSWER)
    elif m.events.offers:
        beat = nod("offer_taken", "take the small thing they offer", Act.ANSWER)
    else:
        beat = nod("on_the_day", "leave that for the day you have agreed on", Act.ANSWER)
    general = general_reply(m)
    instead = general.chance - best_of(m, [beat]).chance > BETTER
    return general.beat if instead else beat


def tell(m: Moment, fact: Fact | None) -> Reaction | None:
    """Tell a fact that has been earned."""
    if fact is None or fact.guard > m.state.trust:
        return None
    effect = m.effect("told_cost" if fact.cost else "told_fact")
    state = replace(m.state.shift(**effect), told=(*m.state.told, fact.id))
    act = Act.REVEAL if fact.cost or fact.guard >= 1 else Act.ANSWER
    purpose = "answer with this fact, in your own words"
    beats = (suited(m, Beat(act, purpose, f"facts.{fact.id}.says", fact.id)),)
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
    if _ANOTHERS.search(m.text) or m.before.dated:
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
    small = _likeliest(m)
    one = None if asks_the_loss(m) else asks_for_one(m, small.score if small else 0.0)
    if one:
        return one
    loss = next_fact(m, cost=True) if m.did(Move.IMPACT) and asks_the_loss(m) else None
    if small and (loss is None or small.score >= SURE or suits(m, loss) < A_LOSS):
        said = by_the_way(m, small)
        if said:
            return _and_the_other(m, said)
    fact = fact_for(m)
    if loss and fact and not fact.cost and sureness(m, fact) < SURE and suits(m, loss) >= A_LOSS:
        fact = loss  # "what does that cost you, and who pays for it?"
    if fact and not (asks_the_loss(m) or fact in on_deciding(m)):
        sure = sureness(m, fact)
        fact = None if sure < PLAINLY and general_reply(m).chance > sure else fact
    if m.before.dated and small is None:
        fact = None  # what is asked about the step agreed names topics without asking for them
    told = tell(m, fact)
    if told:
        return _opened_up(m, _and_the_other(m, _and_the_next(m, told)))
    if fact is not None:
        return _holds_back(m)
    if not m.events.question:
        return None
    known = None if m.before.dated else told_already(m)
    again = _says_once_more(m, known) if known else None
    if again:
        return again
    if m.state.trust < 0.8 and m.unfired("questioned"):
        return _holds_back(m)
    named = _named_person(m)
    if named:
        return named
    return _to_an_offer(m) or has_no_answer(m)


def _to_an_offer(m: Moment) -> Reaction | None:
    """ "Shall I send it?": the small thing taken, or left to the rep; None where the words that
    sound like an offer ask something else."""
    if not m.events.offers or (m.before.dated and EITHER_WAY.search(questions(m.text))):
        return None
    if m.before.dated:
        beat = nod("offer_taken", "take the small thing they offer", Act.ANSWER)
        reason = f"A small offer, after a yes. {m.name} took it."
    else:
        beat = nod("offer_reply", "leave it to them; you promise nothing", Act.VAGUE)
        reason = f"You offered to do something. {m.name} left it to you and promised nothing."
    reply = best_of(m, [beat])
    if reply.chance < general_reply(m).chance:
        return None
    return Reaction((reply.beat,), reason, m.state)


def _says_once_more(m: Moment, fact: Fact) -> Reaction | None:
    """A told fact in other words; not to a question for more of what was told just now."""
    again = Beat(Act.ANSWER, "say it in other words", f"facts.{fact.id}.says", fact.id)
    reason = f"{m.name} had told you that already."
    if asked_before(m):
        already = nod("already_said", "you have told them that already", Act.ANSWER)
        return Reaction((already, again), reason, m.state)
    if m.before.just_told(fact.id) and best_of(m, [again]).chance < general_reply(m).chance:
        return None
    return Reaction((again,), reason, m.state)


def _likeliest(m: Moment) -> Likeness | None:
    """The answer that the whole turn or one of its questions asks for, as far as none that fits
    any such question fits better."""
    asked = sentences_asking(m.text)
    found = [likest(m), *(likest(m, part) for part in (asked if len(asked) > 1 else ()))]
    best = (likes[0] for likes in found if likes)
    like = max(best, key=lambda like: like.score, default=None) or perhaps(m)
    if like is None or (like.score < PLAINLY and _better_said(m, like)):
        return None
    small = isinstance(like.answer, Aside) and like.score < SURE
    return None if small and on_deciding(m) else like


def _better_said(m: Moment, like: Likeness) -> bool:
    """Whether what can be said to any question is better said than this answer. A fact is worth
    more than an aside: it is what reps ask for."""
    general = general_reply(m) if isinstance(like.answer, Fact) else reply_to_any(m)
    return m.events.question and general.chance > like.score


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
    asked = [x.answer for x in likest(m) if isinstance(x.answer, Fact)]
    if asks_the_loss(m):
        asked += [f for f in (next_fact(after, cost=True),) if f and suits(m, f) >= A_LOSS]
    untold = (f for f in asked if f.id not in told.state.told and f.guard <= m.state.trust)
    more = tell(after, next(untold, None))
    if more is None:
        return told
    return replace(told, beats=told.beats + more.beats, state=more.state)


def _and_the_other(m: Moment, answer: Reaction) -> Reaction:
    """Of two questions in two sentences, the other one answered too, where that is plain."""
    asked = sentences_asking(m.text)
    said = {beat.source for beat in answer.beats}
    for sentence in asked if len(asked) > 1 and len(said) == 1 else ():
        like = next(iter(likest(m, sentence)), None)
        if like is None or like.score < PLAINLY:
            continue
        after = replace(m, state=answer.state)
        if isinstance(like.answer, Fact):
            more = None if like.answer.id in answer.state.told else tell(after, like.answer)
        else:
            more = by_the_way(after, like)
        if more and said.isdisjoint({*(b.source for b in more.beats), "bank.already_said"}):
            return replace(answer, beats=answer.beats + more.beats, state=more.state)
    return answer


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
