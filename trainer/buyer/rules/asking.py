"""When the rep asks for a step: is it earned, does it fit, and when would it be?"""

from __future__ import annotations

import math
import re
from dataclasses import replace

from trainer.buyer.events import time_named
from trainer.buyer.likeness import names_in, words_of
from trainer.buyer.lines import fresh_lines
from trainer.buyer.moment import Moment, Reaction, holds, nod, resist
from trainer.buyer.question_types import QuestionType, type_of
from trainer.buyer.questions import EITHER_WAY, WOULD_HELP
from trainer.buyer.replies import chances
from trainer.buyer.rules.finding import fact_for, questions
from trainer.buyer.rules.improvising import asks_what_holds_them, best_of, general_reply
from trainer.buyer.state import Beat, BuyerState
from trainer.conversation import STEPS, Act, Move
from trainer.scenario import Commitment
from trainer.words import cue_hits, telling

PLAINLY_NAMED = 2.5  # cues of a step in an ask, from which it is that step
MUCH = 0.7  # in the logarithm of odds
RANK = {"small": 0, "next": 1, "best": 2}

_WHY = {
    "value": ("ask_no_value", "had not yet heard what there was to gain from it"),
    "urgency": ("ask_no_need", "saw nothing yet that would not wait"),
    "confidence": ("ask_no_confidence", "was not yet sure that it would work"),
    "trust": ("ask_no_trust", "did not trust you enough for that yet"),
}


def asked_for(m: Moment) -> Commitment | None:
    """The step the rep's words ask for: the one whose cues they name most, of two the larger.

    A step refused before and named again is the same ask, unless the rep comes down from it in so
    many words, or is heard to and names another no less. An ask that names none, only a time or
    time together, is for the step refused last; if there is none, time together is taken for the
    lesser step, and any other ask is none of the steps this buyer could take (None).
    """
    asked = questions(m.text)
    named = {
        c.id: cue_hits(asked, c.cues) + 0.5 * cue_hits(m.text, c.cues)
        for c in m.scenario.commitments
        if cue_hits(m.text, c.cues)
    }
    best = m.scenario.best
    if best and best.id in m.before.refused and best.id in named:
        most = named[best.id] == max(named.values())
        if not m.events.smaller and (most or not m.did(Move.ASK_SMALLER)):
            return best  # the same step once more
        named.pop(best.id)  # they have come down from it
        if not named:
            return _lesser(m)
    if named:
        size = {c.id: RANK[c.rank] for c in m.scenario.commitments}
        plainest = max(named, key=lambda id: (named[id], size[id]))
        return _answered_better(m, m.scenario.commitment(plainest), named)
    if m.before.granted or not (cue_hits(m.text, _TIME_TOGETHER) or m.events.time):
        return None  # "Thursday at nine, then" after a yes restates it
    if m.before.refused and not (m.events.smaller or m.did(Move.ASK_SMALLER)):
        return m.scenario.commitment(m.before.refused[-1])  # the same step, in other words
    if not cue_hits(m.text, _TIME_TOGETHER):
        return None
    return _with_those(m) or _lesser(m)


def _answered_better(m: Moment, named: Commitment, hits: dict[str, float]) -> Commitment:
    """Of the steps named, the one whose yes answers the rep's words much better than a yes to the
    one named most, where that is hardly named: "put Friday with Paulette to her" is no hour on the
    counts."""
    if len(hits) == 1 or hits[named.id] >= PLAINLY_NAMED:
        return named
    odds = {c.id: _odds_of_yes(m, c) for c in m.scenario.commitments if c.id in hits}
    best = max(odds, key=lambda id: odds[id])
    return m.scenario.commitment(best) if odds[best] - odds[named.id] > MUCH else named


def _odds_of_yes(m: Moment, commitment: Commitment) -> float:
    """The logarithm of the odds that a yes to this step answers the rep."""
    lines = [
        line for _, line in fresh_lines(f"commitments.{commitment.id}.yes", m.before, m.scenario)
    ]
    chance = float(chances(m.text, m.said_last, lines).max()) if lines else 0.0
    chance = min(max(chance, 1e-3), 1 - 1e-3)
    return math.log(chance / (1 - chance))


def _with_those(m: Moment) -> Commitment | None:
    """The step that brings in the people the rep names, of two the larger."""
    said = words_of(m.text) - words_of(m.scenario.persona.name)
    named = {c.id: len(names_in((c.is_,)) & said) for c in m.scenario.commitments}
    size = {c.id: RANK[c.rank] for c in m.scenario.commitments}
    most = max(named, key=lambda id: (named[id], size[id]))
    return m.scenario.commitment(most) if named[most] else None


def _lesser(m: Moment) -> Commitment:
    """The step below the best one."""
    ranked = sorted(m.scenario.commitments, key=lambda c: RANK[c.rank])
    return next((c for c in ranked if c.rank == "next"), ranked[0])


_TIME_TOGETHER = (
    *("meet", "meeting", "call", "chat", "talk", "speak", "minutes", "mins", "min", "hour"),
    *("session", "catch up", "coffee", "visit", "zoom", "teams", "video", "sit down", "diary"),
    *("calendar", "appointment", "time", "come by", "pop in", "drop by", "stop by"),
)


def fixes_the_time(m: Moment) -> Reaction | None:
    """A step was agreed without a time, and now the rep names one."""
    if not m.before.granted or m.before.time or not m.events.time:
        return None
    other = asked_for(m) if m.did(Move.ASK) else None
    held = m.scenario.commitment(m.before.granted)
    if other is not None and RANK[other.rank] > RANK[held.rank] and not m.lacking(other):
        return None
    state = replace(m.state, time=_time_asked_for(m))
    beat = nod("commit_time", "agree to the day and time", Act.COMMIT)
    reason = f"You put a time to {held.is_}. Now it is in the diary."
    return Reaction((beat,), reason, state, rule="fixes_the_time")


def withdraws(m: Moment) -> Reaction | None:
    """Pushed on after a yes: the yes is taken back."""
    pushed = m.did(Move.PRESSURE, Move.SELF_INTEREST)
    if not m.before.granted or not pushed or m.state.trust >= 1.5:
        return None
    state = replace(m.state, granted=None, time="", cold=True)
    beat = nod("withdraw", "take back what you agreed to", Act.BACK_AWAY)
    reason = f"{m.name} had agreed, then felt pushed and took it back."
    return Reaction((beat,), reason, state)


def answers_an_ask(m: Moment) -> Reaction | None:
    """Grant it, stall, or refuse with a word on what is missing."""
    if not m.did(*STEPS, Move.ASSUME_CLOSE) and not m.events.free_when:
        return None
    if (m.events.of_a_third or m.events.general) and not m.events.time:
        return None  # "would she read twenty pages?", "talk me through a Sunday"
    if asks_what_holds_them(m) and not m.did(Move.ASK_SPECIFIC):
        return None  # "is it the forty-five minutes, or is it me?"
    commitment = asked_for(m)
    if _only_asks_to_know(m) or (
        commitment is None and not m.events.time and fact_for(m) is not None
    ):
        return None  # a question that was heard as an ask
    state = replace(m.state, asks=m.state.asks + 1)
    held = m.scenario.commitment(m.before.granted) if m.before.granted else None
    if held and (commitment is None or RANK[held.rank] >= RANK[commitment.rank]):
        return _confirm(m, state, commitment)
    if commitment is None:
        return _something_else(m, state)
    again = _repeated(m, commitment)
    if again:
        return again
    if m.did(Move.ASSUME_CLOSE) and m.state.pressed >= m.table.thresholds.push:
        return _refuse(m, commitment, state, "trust")
    if m.state.cold:
        beat = nod("cold", "stay cool; you sensed it is about them", Act.BACK_AWAY)
        reason = f"{m.name} had gone cold: it sounded like your need, not theirs."
        return Reaction((beat,), reason, _refused(m, state, commitment))
    first = m.unfired("asked") if not m.before.asks and not m.active else None
    if first and m.comes_up("asked"):
        return resist(m, first, _refused(m, state, commitment))
    short = m.lacking(commitment)
    if held and short:
        no = Beat(Act.REFUSE, f"say no to {commitment.is_}", f"commitments.{commitment.id}.no")
        reason = f"{m.name} had agreed to {held.is_}, and was not ready for more."
        return Reaction((no,), reason, state, rule="one_thing_at_a_time")
    if m.active and not short and not _cleared_by_this(m) and not _comes_down(m, commitment):
        return _hold(m, state, commitment)
    if short:
        return _not_yet(m, commitment, state, short)
    wobble = m.unfired("closing") if commitment.rank == "best" and not m.active else None
    if wobble and not held and m.comes_up("closing"):
        return resist(m, wobble, _refused(m, state, commitment))
    return _grant(m, commitment, state)


_TO_KNOW = frozenset(
    {
        *(QuestionType.AMOUNT, QuestionType.WHETHER, QuestionType.WHICH, QuestionType.HOW),
        *(QuestionType.OPINION, QuestionType.OTHERS, QuestionType.WHO, QuestionType.WHOIS),
        *(QuestionType.WHY, QuestionType.THEN, QuestionType.MEANING),
    }
)


def _only_asks_to_know(m: Moment) -> bool:
    """Whether the question wants to know something, and names no step and no time."""
    asked = questions(m.text)
    if not m.events.question or m.events.time or m.did(Move.ASK_SPECIFIC, Move.ASK_SMALLER):
        return False
    if any(cue_hits(asked, c.cues) for c in m.scenario.commitments):
        return False
    if m.events.smaller:
        return False
    return type_of(asked)[0] in _TO_KNOW or bool(WOULD_HELP.search(asked))


def _something_else(m: Moment, state: BuyerState) -> Reaction | None:
    """Asked for a step that is none this buyer could take."""
    if m.events.question and (m.did(Move.ASK_OPEN, Move.IMPACT) or m.active):
        return None
    stall = None if m.active else m.unfired("asked")
    if stall:
        return resist(m, stall, state)
    beat = nod("ask_unclear", "ask what exactly they want you to do", Act.QUESTION)
    reason = f"{m.name} could not tell what you were asking for, or it was too much."
    return Reaction((beat,), reason, state, rule="asks_unclear")


def _cleared_by_this(m: Moment) -> bool:
    assert m.active is not None
    return m.credit.has(*m.active.yields_to)


def _comes_down(m: Moment, commitment: Commitment) -> bool:
    """A smaller step than one refused: what stood against that one does not stand against this."""
    best = m.scenario.best
    refused = best is not None and best.id in m.before.refused
    return refused and commitment.rank != "best" and commitment.id not in m.before.refused


def _grant(m: Moment, commitment: Commitment, state: BuyerState) -> Reaction:
    time = _time_asked_for(m)
    if time in ("", "now"):
        time = m.before.day or time
    state = replace(
        state,
        granted=commitment.id,
        time=time,
        active=None,
        active_for=0,
        yielded=(*state.yielded, state.active) if state.active else state.yielded,
    )
    beat = Beat(Act.COMMIT, f"agree to {commitment.is_}", f"commitments.{commitment.id}.yes")
    reason = f"{m.name} agreed to {commitment.is_}: what it needed was there."
    beats = [beat]
    if not time:
        beats.append(nod("when", "ask when", Act.QUESTION))
        reason += " You had named no time, so nothing was in the diary yet."
    return Reaction(tuple(beats), reason, state, rule="grants")


def _time_asked_for(m: Moment) -> str:
    """The day or time of the step: the one in the sentence that asks for it, before any other."""
    asking = [m.heard.spans[move] for move in _DATED if move in m.heard.spans]
    named = (time_named(m.text[start:end]) for start, end in asking)
    return next(filter(None, named), "") or time_named(questions(m.text)) or m.events.time


_DATED = (Move.ASK_SPECIFIC, Move.ASK_SMALLER, Move.ASK)
_SMALL_THING = re.compile(  # asked about what is agreed: who comes, where to, what to bring
    r"\b(?:who|where|which|what|how)\b(?! (?:about|if|do you say)\b)[^.?!]*\?", re.IGNORECASE
)
_PUT_RIGHT = re.compile(
    r"\bi (?:meant|said|asked for)\b|\b(?:not|instead of|rather than) (?:on )?(?:the )?\w+day\b"
    r"|\b(?:did|do) you mean\b|\bi'd rather\b|\bstill (?:work|do|suit|stand)\b"
    r"|\bnot the \d|\bnot (?:on )?(?:\w+day|today|tomorrow)\b|\bmade? it (?:the |on )?\w+day\b",
    re.IGNORECASE,
)


def _confirm(m: Moment, state: BuyerState, asked: Commitment | None) -> Reaction | None:
    """What was agreed stands; a small favour on top of it is granted. What else is asked about it
    is answered `beside`."""
    if _plainer(m.events.time, state.time) or (m.events.time and _PUT_RIGHT.search(m.text)):
        state = replace(state, time=_time_asked_for(m))
    if m.events.last_check:
        beat = nod("nothing_wrong", "nothing stands in the way; it is agreed", Act.COMMIT)
    elif asked is None and not m.events.time:
        beat = nod("small_favour", "agree to the small favour", Act.COMMIT)
        if m.events.question and best_of(m, [beat]).chance < general_reply(m).chance:
            return None  # "who should I ask to sit with us?"
        return Reaction(
            (beat,), f"A small thing, after a yes. {m.name} agreed.", state, rule="favour"
        )
    else:
        beat = nod("confirm", "confirm what you already agreed to", Act.COMMIT)
    if not (m.events.time or m.events.last_check) and _asks_about_it(m):
        return None
    return Reaction((beat,), f"{m.name} had already agreed to that.", state, rule="confirms")


def _asks_about_it(m: Moment) -> bool:
    """Whether something else is asked than whether the day stands, or something small offered."""
    asked = questions(m.text)
    if not m.events.question or time_named(asked):
        return False
    about = EITHER_WAY.search(asked) or _SMALL_THING.search(m.text) or telling(asked)
    return bool(about) or (m.events.offers and not m.events.your_part)


_DAY = re.compile(r"\b\w+day\b|\d", re.IGNORECASE)


def _plainer(new: str, old: str) -> bool:
    """Whether a time just named says more plainly when than the one agreed: the same day with an
    hour, or a day at all instead of "next week"."""
    if not new or re.search(r"\d| at ", old):
        return False
    return bool(_DAY.search(new)) and (not _DAY.search(old) or old.lower() in new.lower())


def nothing_in_the_way(m: Moment) -> Reaction | None:
    """ "Anything that could get in the way?", once something is agreed."""
    if not m.events.last_check or not m.before.granted:
        return None
    beat = nod("nothing_wrong", "nothing stands in the way; it is agreed", Act.ANSWER)
    return Reaction(
        (beat,), f"You checked that it would hold, and {m.name} said it would.", m.state
    )


def says_whether(m: Moment) -> Reaction | None:
    """ "Was that a yes?" """
    if not m.events.was_yes or not m.events.question or not m.before.asks:
        return None
    if m.before.granted:
        beat = nod("confirm", "confirm what you already agreed to", Act.COMMIT)
        return Reaction((beat,), f"You made sure of it, and {m.name} stood by it.", m.state)
    beat = nod("not_a_yes", "it was not a yes, and not a no", Act.VAGUE)
    return Reaction((beat,), f"You asked for a plain answer. {m.name} had none yet.", m.state)


def does_their_part(m: Moment) -> Reaction | None:
    """After a yes, asked for a small thing on the way there."""
    if not m.before.granted or not m.events.your_part or m.events.time:
        return None
    beat = nod("my_part", "take that on yourself", Act.COMMIT)
    return Reaction((beat,), f"A small thing, after a yes. {m.name} took it on.", m.state)


def _hold(m: Moment, state: BuyerState, commitment: Commitment) -> Reaction:
    assert m.active is not None
    r = m.active
    beat = holds(m, r)
    state = replace(_refused(m, state, commitment), active_for=state.active_for + 1)
    return Reaction((beat,), f"You asked while this still stood: {r.because}", state)


def _not_yet(
    m: Moment, commitment: Commitment, state: BuyerState, short: dict[str, float]
) -> Reaction:
    stall = None if m.active else m.unfired("asked")
    if stall:
        return resist(m, stall, _refused(m, state, commitment))
    if m.active and _cleared_by_this(m):
        return _yields_but(m, commitment, state, next(iter(short)))
    if m.active and m.rng.random() < 0.6:
        return _hold(m, state, commitment)
    return _refuse(m, commitment, state, next(iter(short)))


def _yields_but(m: Moment, commitment: Commitment, state: BuyerState, gauge: str) -> Reaction:
    """Off the resistance, and still not ready for that step."""
    assert m.active is not None
    situation, why = _WHY[gauge]
    state = replace(
        _refused(m, state, commitment),
        active=None,
        active_for=0,
        yielded=(*state.yielded, m.active.id),
    )
    beats = (nod(situation, f"let them know that you: {why}", Act.CONCERN),)
    reason = f"You moved {m.name} off it, but for {commitment.is_}, {m.name} {why}."
    return Reaction(beats, reason, state, rule="yields_but")


def _refuse(m: Moment, commitment: Commitment, state: BuyerState, gauge: str) -> Reaction:
    situation, why = _WHY[gauge]
    no = Beat(Act.REFUSE, f"say no to {commitment.is_}", f"commitments.{commitment.id}.no")
    missing = nod(situation, f"let them know that you: {why}")
    reason = f"You asked for {commitment.is_}. {m.name} {why}."
    return Reaction((no, missing), reason, _refused(m, state, commitment), rule="refuses")


def _repeated(m: Moment, commitment: Commitment) -> Reaction | None:
    """The same ask, with nothing new to carry it."""
    if commitment.id not in m.before.refused or m.credit.useful:
        return None
    if len(m.before.yielded) > m.before.eased and not m.credit.repeated:
        return None  # what stood against it has been dealt with since
    if m.did(Move.ASK_SMALLER) and not m.credit.repeated:
        return None
    state = replace(
        m.state.shift(**m.effect("repeated_ask")),
        asks=m.state.asks + 1,
        pressed=m.state.pressed + 1,
    )
    beat = nod("ask_again", "they asked that already; nothing has changed", Act.REFUSE)
    reason = f"The same ask again with nothing new in it. {m.name} heard pressure."
    return Reaction((beat,), reason, _refused(m, state, commitment), rule="repeated_ask")


def _refused(m: Moment, state: BuyerState, commitment: Commitment) -> BuyerState:
    others = tuple(id for id in state.refused if id != commitment.id)
    day = _time_asked_for(m) or state.day
    return replace(state, refused=(*others, commitment.id), eased=len(state.yielded), day=day)
