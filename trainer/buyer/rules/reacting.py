"""How the buyer takes what is neither an ask nor a question."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.buyer.moment import Moment, Reaction, holds, nod, whose
from trainer.buyer.rules.finding import fact_for, likest
from trainer.conversation import Act, Move


@dataclass(frozen=True, slots=True)
class Nod:
    """Moves that get a short reaction: what the buyer says and why."""

    moves: tuple[Move, ...]
    situation: str
    purpose: str
    reason: str
    act: Act | None = None


NODS = (
    Nod(
        (Move.RECAP,),
        "recap_yes",
        "confirm their summary",
        "Your summary used {n}'s own words.",
        Act.ANSWER,
    ),
    Nod(
        (Move.REFOCUS,),
        "tailor_felt",
        "they brought it back to what you want",
        "You turned it back to what {n} wants.",
    ),
    Nod(
        (Move.RESOLVE,),
        "resolved",
        "that eases a worry",
        "You dealt with something that worried {n}.",
    ),
    Nod(
        (Move.ALLOW_NO,),
        "allow_no",
        "relax: they made it easy to say no",
        "You made it easy to say no, and {n} relaxed.",
    ),
    Nod(
        (Move.INSIGHT,),
        "insight",
        "that was worth hearing",
        "You taught {n} something about their own world.",
    ),
    Nod(
        (Move.TRADE,),
        "trade",
        "that sounds worth having",
        "You named what {n} gains from giving the time.",
    ),
    Nod(
        (Move.TAILOR,),
        "tailor_felt",
        "they listened to what you said",
        "You used what {n} had told you.",
    ),
    Nod(
        (Move.HOLD,),
        "hold_heard",
        "grant that the step is needed, without liking it",
        "You stayed with a needed step. {n} did not like it and respected it.",
    ),
    Nod(
        (Move.ACKNOWLEDGE,),
        "acknowledged",
        "you feel heard",
        "You took it calmly and {n} felt heard.",
    ),
    Nod(
        (Move.AGENDA,),
        "agenda",
        "fine with what the talk is for",
        "You said what the talk was for, and {n} knew where they were.",
    ),
    Nod(
        (Move.REDIRECT,),
        "redirected",
        "go along with it",
        "You steered back, with a reason {n} could accept.",
    ),
)


def is_eased(m: Moment) -> Reaction | None:
    """A worry was dealt with, and the rep asks whether that settles it."""
    if not m.credit.has(Move.RESOLVE) or not m.events.checks or m.did(Move.ASK):
        return None
    r = m.active
    if r is None and (likest(m) or not m.before.refused):
        return None  # nothing was troubling them
    state = m.state
    eased = nod("resolved", "that eases a worry", Act.ANSWER)
    if r is not None:
        eased = replace(eased, who=whose(m, r))
        if Move.RESOLVE not in r.yields_to:
            held = replace(state, active_for=state.active_for + 1)
            return Reaction(
                (holds(m, r),), f"That was not what stood in the way. {r.because}", held
            )
        state = replace(
            state.shift(**m.effect("yielded")),
            active=None,
            active_for=0,
            yielded=(*state.yielded, r.id),
        )
    reason = f"You dealt with what troubled {m.name}, and checked that it was enough."
    return Reaction((eased,), reason, state)


def takes_the_temperature(m: Moment) -> Reaction | None:
    """Asked where they stand, the buyer says so honestly."""
    heard = m.did(Move.TEMPERATURE) and m.credit.has(Move.RECAP) and not m.before.dated
    asked = m.events.stands or heard
    if not asked or m.did(Move.ASK):
        return None
    fact = fact_for(m)
    if not m.events.stands and fact is not None and fact.guard <= m.state.trust:
        return None
    warmth = (m.state.trust + m.state.value) / 2
    limits = m.table.thresholds
    if warmth >= limits.warm and m.state.urgency >= limits.problem:
        situation, how, act = "temperature_warm", "warmly", Act.ANSWER
    elif warmth >= limits.cool:
        situation, how, act = "temperature_cool", "with something still missing", Act.ANSWER
    else:
        situation, how, act = "temperature_cold", "coolly", Act.CONCERN
    reason = f"You asked where {m.name} stood and got an honest answer, {how}."
    return Reaction((nod(situation, f"say where you stand, {how}", act),), reason, m.state)


def reacts(m: Moment) -> Reaction | None:
    """A short reaction to the most telling thing the rep did."""
    for option in NODS:
        if m.credit.has(*option.moves):
            beat = nod(option.situation, option.purpose, option.act)
            return Reaction((beat,), option.reason.format(n=m.name), m.state, open=True)
    return None


def hears_a_pitch(m: Moment) -> Reaction | None:
    if not m.did(Move.PITCH, Move.COMPLY_SKIP):
        return None
    if m.before.urgency < m.table.thresholds.problem:
        beat = nod("pitch_early", "a product talk you did not ask for", Act.CONCERN)
        reason = f"You pitched before {m.name} saw a problem worth solving."
    else:
        beat = nod("pitch_heard", "hear it out with moderate interest")
        reason = f"{m.name} had a problem in mind and listened to what you offer."
    return Reaction((beat,), reason, m.state, open=True)


_EMPTY = (
    (Move.RECAP, "recap_empty"),
    (Move.TAILOR, "unmoved"),
    (Move.TRADE, "unmoved"),
    (Move.INSIGHT, "unmoved"),
)


def finds_it_empty(m: Moment) -> Reaction | None:
    """A value phrase with nothing in it."""
    for move, situation in _EMPTY:
        if move in m.credit.denied:
            beat = nod(situation, "that had nothing in it for you", Act.CONCERN)
            reason = f"It sounded like value, but {m.credit.denied[move]}. It earned nothing."
            return Reaction((beat,), reason, m.state, open=True)
    return None


def waits(m: Moment) -> Reaction:
    """Nothing to take up: a nod, or a nudge to get to the point."""
    if m.events.greeting and m.before.exchanges == 0:
        beat = nod("greet", "return the greeting and ask what it is about", Act.QUESTION)
        return Reaction((beat,), f"A greeting. {m.name} waited for the reason.", m.state, open=True)
    if m.state.idle >= 2:
        state = replace(m.state, warned=(*m.state.warned, "point"))
        beat = nod("get_to_it", "ask what they want from you", Act.QUESTION)
        reason = f"For a while nothing in it was of use to {m.name}."
        return Reaction((beat,), reason, state, open=True)
    beat = nod("go_on", "a neutral word, let them go on")
    return Reaction((beat,), f"{m.name} listened and gave nothing away.", m.state, open=True)
