"""How resistance comes up, sticks, hardens and gives way."""

from __future__ import annotations

from dataclasses import replace

from trainer.buyer.asked import PLAINLY, questions_beside
from trainer.buyer.moment import Moment, Reaction, admits, holds, nod, resist, yields
from trainer.buyer.rules.finding import fact_for, likest
from trainer.buyer.rules.improvising import (
    asks_what_holds_them,
    best_of,
    fits,
    general_reply,
    has_no_answer,
)
from trainer.buyer.rules.manners import confirms, sums_up
from trainer.buyer.rules.people import asked_of_second, second_in_general, their_answer
from trainer.buyer.rules.telling import small_answer, tell
from trainer.buyer.state import Beat
from trainer.conversation import Act, Move
from trainer.scenario import Resistance
from trainer.words import sentences, sentences_asking

_NAMES = {
    Move.TRADE: "offering something worth having",
    Move.INSIGHT: "teaching something about their own world",
    Move.ASK_OPEN: "asking an open question",
    Move.IMPACT: "asking what it costs to stay as they are",
    Move.TAILOR: "using what they had told you",
    Move.QUALIFY: "checking whether there is a fit",
    Move.RECAP: "summing up",
    Move.TEMPERATURE: "asking where they stand",
    Move.ASK: "asking plainly",
    Move.ASK_SPECIFIC: "asking for something definite",
    Move.ASK_SMALLER: "asking for less",
    Move.REDIRECT: "steering back with a reason",
    Move.HOLD: "staying with the uncomfortable step",
    Move.ALLOW_NO: "making it easy to say no",
    Move.ACKNOWLEDGE: "taking it calmly",
    Move.REFOCUS: "turning back to what they want",
    Move.PROBE: "asking what is behind it",
    Move.RESOLVE: "dealing with the concern",
    Move.AGENDA: "saying what the talk is for",
    Move.PITCH: "describing the product",
}


def meets_a_stranger(m: Moment) -> Reaction | None:
    """The first thing a rep says runs into the buyer's first resistance."""
    if "met" in m.before.warned or m.did(Move.ASK):
        return None
    r = m.unfired("opening")
    if r is None or (m.credit.has(*r.yields_to) and not m.comes_up("opening")):
        return None
    met = resist(m, r)
    return replace(met, beats=(*_pleasantry(m), *met.beats))


def _pleasantry(m: Moment) -> tuple[Beat, ...]:
    """A word on a friendly question, before the resistance; only on what was plainly asked."""
    small = small_answer(m, PLAINLY)
    if small:
        return small.beats
    chat = nod("smalltalk", "answer the small talk in your own way", Act.ANSWER)
    if m.events.smalltalk and fits(m, chat):
        return (chat,)
    return ()


def is_let_off(m: Moment) -> Reaction | None:
    """The rep accepts the stall."""
    if not m.did(Move.ACCEPT_VAGUE) or m.did(Move.ASK) or m.credit.has(Move.PROBE, Move.REDIRECT):
        return None
    if not (m.active or m.before.refused or m.events.farewell):
        return None
    beat = nod("let_off", "be relieved that they let it go", Act.VAGUE)
    reason = f"You accepted a non-commitment. {m.name} was off the hook, and nothing will happen."
    state = replace(m.state, idle=m.state.idle + 1)
    return Reaction((beat,), reason, state)


def is_served(m: Moment) -> Reaction | None:
    """The buyer skipped ahead or asked for work, and the rep simply does it."""
    r = m.active
    served = m.did(Move.COMPLY_SKIP) or (
        m.did(Move.PROMISE) and r is not None and r.act in ("request", "skip")
    )
    if r is None or r.act not in ("request", "skip"):
        return None
    if not served and not m.events.gives_in:
        return None
    if sentences_asking(m.text) == sentences(m.text):
        return None  # a turn of questions gives nothing
    steers = not m.did(Move.COMPLY_SKIP) or m.did(Move.REDIRECT, Move.HOLD)
    if questions_beside(m.text, m.heard) and (steers or small_answer(m) or fact_for(m)):
        return None  # more is going on than serving
    if not m.events.gives_in and m.credit.has(
        Move.REDIRECT, Move.TRADE, Move.ASK, Move.ASK_SPECIFIC
    ):
        return None
    state = replace(m.state, active=None, active_for=0, warned=(*m.state.warned, "served"))
    beat = nod("served", "take what you were given; now you need no meeting", Act.VAGUE)
    reason = (
        f"You gave {m.name} what they skipped to. All the work is yours, and the lead is theirs."
    )
    return Reaction((beat,), reason, state)


def takes_promise(m: Moment) -> Reaction | None:
    """The rep volunteers work instead of asking for a step."""
    if not m.did(Move.PROMISE) or m.did(Move.ASK, Move.ASK_SPECIFIC) or m.active:
        return None
    if m.events.question or "promise" in m.before.warned or m.before.granted:
        return None
    state = replace(m.state, warned=(*m.state.warned, "promise"))
    beat = nod("promise_taken", "gladly let them do the work", Act.VAGUE)
    reason = f"You made a commitment instead of gaining one. {m.name} had nothing left to do."
    return Reaction((beat,), reason, state)


def feels_used(m: Moment) -> Reaction | None:
    """A flash of the rep's own need."""
    if not m.did(Move.SELF_INTEREST):
        return None
    state = replace(m.state, cold=True, pressed=m.state.pressed + 1)
    warm = m.before.value + m.before.urgency >= 2 or m.before.granted
    act = Act.BACK_AWAY if warm else Act.CONCERN
    beat = nod("self_interest", "cool off: this is about them, not you", act)
    reason = f"You spoke of what you need. {m.name} noticed, and stepped back."
    return Reaction((beat,), reason, state)


def feels_pushed(m: Moment) -> Reaction | None:
    if not m.did(Move.PRESSURE, Move.ASSUME_CLOSE):
        return None
    state = replace(m.state, pressed=m.state.pressed + 1)
    waiting = None if m.active else m.unfired("pressed")
    if waiting:
        return resist(m, waiting, state)
    if m.active and m.rng.random() < 0.5:
        r = m.active
        beat = holds(m, r, "dig in")
        state = replace(state, active_for=state.active_for + 1)
        return Reaction((beat,), f"You pushed, and {m.name} dug in. {r.because}", state)
    beat = nod("pressed", "push back against the pressure", Act.REFUSE)
    return Reaction((beat,), f"You pushed. {m.name} pushed back.", state)


def warms_again(m: Moment) -> Reaction | None:
    """Gone cold, and won back: the rep turned to what the buyer wants."""
    if not m.state.cold or m.did(Move.SELF_INTEREST, Move.PRESSURE):
        return None
    back_to_buyer = m.credit.has(Move.REFOCUS, Move.TAILOR)
    calm = m.credit.has(Move.ACKNOWLEDGE, Move.ALLOW_NO, Move.PROBE)
    if not (back_to_buyer or (calm and m.before.warned.count("calm"))):
        if calm:
            state = replace(m.state, warned=(*m.state.warned, "calm"))
            beat = nod("thaw", "soften a little, not more")
            reason = f"You took it calmly. {m.name} listened again, still at a distance."
            return Reaction((beat,), reason, state, open=False)
        return None
    state = replace(m.state, cold=False, active=None, active_for=0)
    beat = nod("warm_again", "come back: they are talking about what you want again")
    reason = f"You turned back to what {m.name} wants. That brought them back."
    return Reaction((beat,), reason, state, open=True)


def gives_way_or_holds(m: Moment) -> Reaction | None:
    """In a resistance: did the rep do what moves this buyer off it?"""
    r = m.active
    if r is None:
        return None
    if m.did(*r.hardens_on):
        state = replace(m.state.shift(**m.effect("hardened")), active_for=m.state.active_for + 1)
        beat = holds(m, r, "dig in")
        return Reaction((beat,), f"That made it worse. {r.because}", state, rule="hardens")
    moves = [Move(x) for x in r.yields_to if x in m.credit.earned]
    asks_why = (m.events.why_that or m.events.behind) and not m.credit.repeated
    if asks_why and Move.PROBE in r.yields_to and Move.PROBE not in moves:
        moves.append(Move.PROBE)  # "why not?" is a probe, however short
    if moves:
        needed = m.table.stubborn[m.scenario.level] - _progress(m, r.id)
        return _yields(m, moves) if len(moves) >= needed else _gives_a_little(m, r.id, moves)
    if _answers_instead(m):
        return None
    if m.rng.random() < m.table.thresholds.sticky:
        state = replace(m.state, active_for=m.state.active_for + 1)
        beat = holds(m, r)
        return Reaction(
            (beat,), f"Nothing in that moved {m.name}. {r.because}", state, rule="holds"
        )
    return None


def _answers_instead(m: Moment) -> bool:
    """A direct question that has an answer is answered even by a resisting buyer, and any once
    they have dug in for a while. Three stalls running is a machine, not a person."""
    if not m.events.question:
        return False
    return m.before.active_for >= 2 or bool(small_answer(m)) or fact_for(m) is not None


def _progress(m: Moment, id: str) -> int:
    return m.before.warned.count(f"half:{id}")


_GIVING = (Move.TRADE, Move.INSIGHT, Move.RESOLVE, Move.REFOCUS, Move.TAILOR, Move.RECAP)


def _gives_a_little(m: Moment, id: str, moves: list[Move]) -> Reaction:
    state = replace(
        m.state, warned=(*m.state.warned, f"half:{id}"), active_for=m.state.active_for + 1
    )
    reason = f"{_did(moves)} was a step; {m.name} wanted one more before letting it go."
    asked_of_it = m.events.checks or m.events.got_right
    beside = questions_beside(m.text, m.heard) and not asked_of_it
    if beside or (m.events.question and not m.credit.has(*_GIVING)):  # answered, not praised
        asked = replace(m, state=state)
        told: Reaction | None
        if asked_of_second(m):
            told = their_answer(m) or second_in_general(m)
        else:
            told = small_answer(m) or tell(asked, fact_for(m))
        answer = told or has_no_answer(asked)
        return replace(answer, reason=reason, rule="gives_a_little", open=False)
    summed_up = sums_up(m)
    act = Act.DODGE if m.events.question and not summed_up else Act.CONCERN
    a_little = nod("half_yield", "give a little ground, not all of it", act)
    beats = (confirms(m), a_little) if summed_up else (a_little,)
    return Reaction(beats, reason, state, rule="gives_a_little")


def _yields(m: Moment, moves: list[Move]) -> Reaction:
    r = m.active
    assert r is not None
    state = replace(
        m.state.shift(**m.effect("yielded")),
        active=None,
        active_for=0,
        yielded=(*m.state.yielded, r.id),
    )
    summed_up = sums_up(m)
    beats: tuple[Beat, ...] = (confirms(m), yields(m, r)) if summed_up else (yields(m, r),)
    reason = f"{_did(moves)} moved {m.name} off it. {r.because}"
    probed = Move.PROBE in moves
    if m.events.question and asked_of_second(m):
        beats = _theirs(m, r) or beats
    elif m.events.question and not summed_up:
        told = tell(replace(m, state=state), fact_for(m))
        if told and probed and asks_what_holds_them(m) and _is_beside_the_point(m, told):
            told = None
        if told:
            state = told.state
            reason += " " + told.reason
        beats = told.beats if told else _answer_to(m, r)
    return Reaction(beats, reason, state, rule="yields", open=False)


def _theirs(m: Moment, r: Resistance) -> tuple[Beat, ...]:
    """What the second person says to a question put to them, where `r` gives way."""
    second = m.scenario.second
    own_worry = second is not None and second.resistance.id == r.id
    theirs = their_answer(m) or (None if own_worry else second_in_general(m))
    if theirs:
        return theirs.beats
    return (admits(m, r),) if asks_what_holds_them(m) else ()


def _answer_to(m: Moment, r: Resistance) -> tuple[Beat, ...]:
    """What is said to a question that no fact answers, where `r` gives way: an answer, which alone
    shows that they have come off it, or, where nothing fits as well, that they have."""
    small = small_answer(m)
    if small:
        return small.beats
    general, eased = general_reply(m), best_of(m, [yields(m, r)])
    if asks_what_holds_them(m) or general.chance >= eased.chance:
        return (general.beat,)
    return (eased.beat,)


def _is_beside_the_point(m: Moment, told: Reaction) -> bool:
    """Whether a rep who asked what holds the buyer back would be told what it costs to wait."""
    return not likest(m) and any(b.fact and m.scenario.fact(b.fact).cost for b in told.beats)


def _did(moves: list[Move]) -> str:
    words = _NAMES.get(moves[0], "What you did")
    return words[0].upper() + words[1:]


def takes_up_resistance(m: Moment) -> Reaction | None:
    """A new resistance, when the moment for it has come and the buyer is in none."""
    if m.state.active or m.state.over or m.state.granted:
        return None
    for when in _occasions(m):
        r = m.unfired(when)
        if r:
            return resist(m, r)
    return None


def _occasions(m: Moment) -> list[str]:
    found = []
    if "met" not in m.before.warned and not m.credit.useful:
        found.append("opening")
    if m.did(Move.PITCH, Move.COMPLY_SKIP):
        found.append("pitched")
    if m.did(Move.PRESSURE, Move.ASSUME_CLOSE, Move.SELF_INTEREST):
        found.append("pressed")
    if m.state.idle >= 2 and (not m.events.question or m.credit.repeated):
        found.append("drifting")
    return found
