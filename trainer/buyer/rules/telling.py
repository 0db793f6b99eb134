"""What the buyer gives away: only on topic, only to someone trusted enough."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from trainer.buyer.asked import (
    POSSIBLE,
    SURE,
    Context,
    Likeness,
    chosen,
    most_like,
    questions_beside,
    ranked,
)
from trainer.buyer.likeness import alike, asking, likeness, sentences_asking
from trainer.buyer.moment import Moment, Reaction, nod, resist
from trainer.buyer.questions import RATHER_NOT, WHY_ASK, Kind, intents_of, kind_of
from trainer.buyer.state import Beat
from trainer.conversation import Act, Move
from trainer.scenario import Aside, Fact, Want
from trainer.words import cue_hits, telling

ASKING = (Move.ASK_OPEN, Move.IMPACT, Move.QUALIFY, Move.PROBE, Move.TEMPERATURE)


SMALL = frozenset({"state", "tenure", "identity", "meaning", "leave", "where", "opinion", "knows"})
NARROW = frozenset({"doer", "when", "amount", "why", "history", "identity", "state"})
NEAR = 0.34  # likeness of a question to an example of a fact that is about the same matter
CLOSE = 0.42  # likeness from which a topic it names may well be what it is about
SAME = 0.5  # likeness from which it asks for the fact itself once more
NEAR_NARROW = 0.38  # …where it asks for one thing only, such as a name or a number
NEAR_ANSWER = 0.4  # and to the fact itself; both as right and wrong answers in played calls showed
PLAIN_ENOUGH = 0.7  # below this a question only brushes a fact


def fact_for(m: Moment) -> Fact | None:
    """The untold fact this question is about, whether or not it is earned yet."""
    on_topic = facts_for(m)
    if on_topic:
        return on_topic[0]
    narrow = intents_of(questions(m.text)) & NARROW
    if m.did(Move.PROBE) and m.events.question and (m.active or m.before.refused):
        deep = _deepest(m)
        if deep is not None and (_near(m, deep) or not narrow and _INTO.search(m.text)):
            return deep
    if _asks_the_loss(m) or (m.did(Move.IMPACT) and m.events.costs and not narrow):
        return _next(m, cost=True)
    if m.events.general:
        return _next(m, cost=False)
    return None


_INTO = re.compile(  # what a rep says who wants to know what lies behind something
    r"\b(?:why|behind|reasons?|worr(?:y|ies|ied|ying)|concerns?|bother\w*|fear|afraid|stopping|holding"
    r"|in the way|really|is it|what else|matters? most|need to|what happened|honest(?:ly)?|unsure"
    r"|uneasy|hesita\w+|doubt\w*)\b",
    re.IGNORECASE,
)
_LOSS = re.compile(
    r"\bcost(?:s|ing)?\b|\blos(?:e|es|t|ing)\b|\bprice of\b|\bstake\b|\bhappens? (?:if|when)\b"
    r"|\bif nothing\b|\bworst\b|\bcomes? to\b|\bhurts?\b|\badds? up\b|\bsuppose\b"
    r"|\bwhat (?:does|did|would) (?:it|that|this) (?:do|mean)\b",
    re.IGNORECASE,
)


def _asks_the_loss(m: Moment) -> bool:
    """Whether the rep asks, in words for a loss, what it costs to stay as they are."""
    return bool(_LOSS.search(m.text)) and (m.events.costs or m.did(Move.IMPACT))


def _near(m: Moment, fact: Fact) -> bool:
    """Whether a fact is about what is asked at all, as far as meaning shows."""
    narrow = intents_of(questions(m.text)) & NARROW
    if not fact.asks or _nearness(m, fact.asks) >= (NEAR_NARROW if narrow else NEAR):
        return True
    return not narrow and _nearness(m, fact.says) >= NEAR_ANSWER


def _nearness(m: Moment, lines: Sequence[str]) -> float:
    """How like any question of the turn is to any of the lines."""
    return max(likeness(asked, line) for asked in asking(m.text) for line in lines)


def likest(m: Moment, text: str = "") -> list[Likeness]:
    """The facts and asides that the question, or the part of it in `text`, is like by their
    examples, most like first; the one alone that a reader who understands questions has chosen."""
    if m.heard.asks_for is not None:
        return chosen(m.heard.asks_for, m.scenario)
    if not (m.events.question or m.did(*ASKING)):
        return []
    return most_like(text or m.text, m.scenario, _context(m))


def _context(m: Moment) -> Context:
    return Context.of(m.before, m.buyer_said)


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
        beats = (nod("already_said", "you have told them that already", Act.ANSWER),)
    return Reaction(beats, f"A small question, and {name} answered it.", m.state)


def beside(m: Moment) -> Beat | None:
    """The answer to a plain question that came beside something else, such as an ask; whoever
    answers the other thing only would have passed it over."""
    if not m.events.question or m.state.at_gate:
        return None
    asked = questions_beside(m.text, m.heard)
    if not asked:
        return None
    small = by_the_way(m, next(iter(likest(m, asked)), None))
    if small:
        return small.beats[0]
    if m.before.granted and m.before.time:
        if m.events.offers:
            return nod("offer_taken", "take the small thing they offer", Act.ANSWER)
        return nod("on_the_day", "leave that for the day you have agreed on", Act.ANSWER)
    return None


def facts_for(m: Moment) -> list[Fact]:
    """Untold facts that the question is about, the likeliest first.

    What it is like by the examples of a fact comes first; the rest by the topics it names.
    """
    like = [f.answer for f in likest(m) if isinstance(f.answer, Fact)]
    first = [f for f in like if f.id not in m.state.told]
    if m.heard.asks_for is not None and m.events.parts < 2:
        return first
    far_off = _far_off(m)
    return first + [f for f in _by_topic(m) if f not in first and f.id not in far_off]


def _far_off(m: Moment) -> set[str]:
    """Facts whose examples are far from what is asked, whatever single word of theirs it names;
    not those that it names by a phrase, such as "who decides"."""
    asked = questions(m.text)
    return {
        like.answer.id
        for like in ranked(m.text, m.scenario, _context(m))
        if isinstance(like.answer, Fact)
        and like.score < POSSIBLE
        and _nearness(m, like.answer.asks) < CLOSE
        and not cue_hits(asked, [t for t in like.answer.topics if _PHRASE.match(t)])
    }


_PHRASE = re.compile(r"(?!(?:how|when|last|what)\b)\S+ \S")  # not "how many": that fits anything


def _by_topic(m: Moment) -> list[Fact]:
    """Untold facts whose topics the question names, the one it names most first.

    The question itself counts more than what was said around it, and a question about what it
    costs is about a cost before it is about anything else it mentions.
    """
    asked = questions(m.text)
    about_cost = m.did(Move.IMPACT) and (m.events.costs or _asks_the_loss(m))
    shared = Counter(cue.lower() for f in m.scenario.facts for cue in f.topics)
    hits: list[tuple[float, float, int, Fact]] = []
    for n, fact in enumerate(m.scenario.facts):
        if fact.id in m.state.told:
            continue
        score = _named(asked, fact, shared) + 0.3 * _named(m.text, fact, shared)
        if score:
            score += 0.3 * len(telling(asked) & telling(" ".join(fact.says)))
        if score < PLAIN_ENOUGH and not about_cost:
            continue
        if about_cost:
            score = score + 0.8 if fact.cost else score / 2
        if score > (0.8 if about_cost and fact.cost else 0) and (
            about_cost and fact.cost or _near(m, fact)
        ):
            hits.append((-score, fact.guard, n, fact))
    return [fact for *_, fact in sorted(hits, key=lambda h: h[:3])]


def _named(text: str, fact: Fact, shared: Counter[str]) -> float:
    """How plainly `text` names a fact: a phrase counts by its words, a topic that several facts
    share counts for less."""
    return sum(
        (1 + 0.5 * cue.count(" ")) / shared[cue.lower()]
        for cue in fact.topics
        if cue_hits(text, (cue,))
    )


def _deepest(m: Moment) -> Fact | None:
    """What lies behind it: the most guarded untold fact that is earned by now."""
    earned = [
        f for f in m.scenario.facts if f.id not in m.state.told and 1.5 <= f.guard <= m.state.trust
    ]
    return max(earned, key=lambda f: f.guard, default=None)


def questions(text: str) -> str:
    """The sentences of `text` that ask, or all of it where no mark shows which do."""
    return " ".join(sentences_asking(text)) or text


def _next(m: Moment, *, cost: bool) -> Fact | None:
    """The earned untold fact nearest to the question, of those that tell a cost or of the rest."""
    asked = questions(m.text)
    waiting = [f for f in m.scenario.facts if f.id not in m.state.told and f.cost == cost]
    ready = [f for f in waiting if f.guard <= m.state.trust]
    if not cost:
        return min(ready, key=lambda f: f.guard, default=None)
    return max(
        ready, key=lambda f: max(likeness(asked, x) for x in (*f.asks, *f.says)), default=None
    )


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
    loss = _next(m, cost=True) if m.did(Move.IMPACT) and _asks_the_loss(m) else None
    if small and (loss is None or small.score >= SURE):
        said = by_the_way(m, small)
        if said:
            return said
    fact = fact_for(m)
    if m.before.granted and m.before.time and small is None:
        fact = None  # what is asked about the step agreed names topics without asking for them
    told = tell(m, fact)
    if told:
        return _opened_up(m, _and_the_next(m, told))
    if fact is not None:
        return _holds_back(m)
    if not m.events.question:
        return None
    known = None if m.before.granted and m.before.time else _told_already(m)
    if known:
        again = Beat(Act.ANSWER, "say it in other words", f"facts.{known.id}.says", known.id)
        beats: tuple[Beat, ...] = (again,)
        if _asked_before(m):
            beats = (nod("already_said", "you have told them that already", Act.ANSWER), again)
        return Reaction(beats, f"{m.name} had told you that already.", m.state)
    if m.state.trust < 0.8 and m.unfired("questioned"):
        return _holds_back(m)
    named = _named_person(m)
    if named:
        return named
    if m.events.offers and m.before.granted and m.before.time:
        beat = nod("offer_taken", "take the small thing they offer", Act.ANSWER)
        return Reaction((beat,), f"A small offer, after a yes. {m.name} took it.", m.state)
    if m.events.offers:
        beat = nod("offer_reply", "leave it to them; you promise nothing", Act.VAGUE)
        reason = f"You offered to do something. {m.name} left it to you and promised nothing."
        return Reaction((beat,), reason, m.state)
    return _tells_something_else(m) or has_no_answer(m)


def _tells_something_else(m: Moment) -> Reaction | None:
    """Perhaps not quite what was asked: a fact of the same matter, to a real question."""
    intents = intents_of(questions(m.text))
    if not m.credit.has(*ASKING) or intents & (SMALL | NARROW | {"choice", "happened"}):
        return None
    near = [f for f in _by_topic(m) if f.guard <= m.state.trust]
    cost = _next(m, cost=True) if m.credit.has(Move.IMPACT) else None
    told = tell(m, cost or next(iter(near), None))
    if told is None:
        return None
    lead = nod("instead", "lead over to what you can tell about it")
    return replace(told, beats=(lead, *told.beats))


def has_no_answer(m: Moment) -> Reaction:
    """Nobody wrote an answer to this one: what fits any question of its kind, once."""
    asked = questions(m.text)
    if m.before.ducked and alike(asked, m.before.ducked):
        beat = nod("asked_twice", "admit that you ducked it the first time", Act.DODGE)
        reason = f"You asked again, and {m.name} owned up to having no answer for you."
        return Reaction((beat,), reason, replace(m.state, ducked=""))
    kind = plain_kind(m)
    reason = f"{m.name} had nothing more to say on that."
    state = replace(m.state, ducked=asked)
    return Reaction((nod(kind.situation, kind.purpose, kind.act),), reason, state, open=True)


_REASON = re.compile(
    r"\b(?:because|only (?:this|because|asking)|i ask|i'?m (?:only )?asking|(?:the |my |^)reason"
    r"|reason is|so that i"
    r"|my worry|what i'?m after|i just|just so|so i (?:don'?t|can)|i don'?t want)\b",
    re.IGNORECASE,
)


def plain_kind(m: Moment) -> Kind:
    """How a question is answered that nobody wrote an answer for: by its kind, or, where the buyer
    would know and does not tell yet, by keeping it to themselves or asking back."""
    asked = questions(m.text)
    dated = bool(m.before.granted and m.before.time)
    kind = kind_of(asked, m.events, told=bool(m.state.told), dated=dated)
    if not kind.keeps:
        return kind
    asked_back = any("/why_ask[" in key for key in m.before.used)
    explained = _REASON.search(m.text) or m.events.words < 7
    if m.before.ducked and not asked_back and not explained:  # nobody slides past twice running
        return WHY_ASK
    if m.state.trust < m.table.thresholds.open_up or len(sentences_asking(asked)) > 1:
        return replace(RATHER_NOT, act=kind.act)
    return kind


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


def _asked_before(m: Moment) -> bool:
    """Whether the rep has put the question before, in whatever words."""
    asked = questions(m.text)
    return any(likeness(asked, said) >= SAME for said in m.before.rep_said)


def _told_already(m: Moment) -> Fact | None:
    """The told fact this question asks for once more."""
    small = next((f.answer for f in likest(m) if isinstance(f.answer, Fact)), None)
    if small is not None and small.id in m.state.told:
        return small
    asked = questions(m.text)
    told = [f for f in m.scenario.facts if f.id in m.state.told and f.asks]
    return next(
        (
            f
            for f in told
            if cue_hits(asked, f.topics) >= 2
            and max(likeness(asked, ask) for ask in f.asks) >= SAME
        ),
        None,
    )
