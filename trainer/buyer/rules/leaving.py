"""When the buyer leaves, or lets the rep leave."""

from __future__ import annotations

from dataclasses import replace

from trainer.buyer.moment import Moment, Reaction, nod
from trainer.buyer.state import Beat
from trainer.conversation import Act, Move


def walks_out(m: Moment) -> Reaction | None:
    """Patience is used up. (A gatekeeper has a way of their own.)"""
    if m.state.patience > 0 or m.before.at_gate:
        return None
    if m.before.dated:
        beat = Beat(Act.END, "say goodbye, confirming the agreed step", "ends.won")
        reason = (
            f"You had what you came for and went on. {m.name} had to go; what you agreed holds."
        )
        return Reaction((beat,), reason, replace(m.state, over=True), ends=True, rule="has_to_go")
    beat = Beat(Act.END, "end the conversation, you have had enough", "ends.walked")
    return Reaction((beat,), _why_impatient(m), replace(m.state, over=True), ends=True)


def hangs_up(m: Moment) -> Reaction | None:
    """Pushed or insulted again, with no trust left."""
    provoked = m.events.rude or m.did(Move.PRESSURE, Move.ASSUME_CLOSE, Move.SELF_INTEREST)
    warned = m.before.pressed > 0 or "rude" in m.before.warned
    if not provoked or not warned or m.state.trust > m.table.thresholds.hang_up:
        return None
    beat = Beat(Act.END, "end the conversation at once", "ends.walked")
    reason = f"You pushed when {m.name} no longer trusted you. There was nothing to stay for."
    return Reaction((beat,), reason, replace(m.state, over=True), ends=True)


def says_goodbye(m: Moment) -> Reaction | None:
    """The rep takes their leave and asks nothing more."""
    if not m.events.farewell or m.events.question or (m.did(Move.ASK) and not m.before.dated):
        return None
    state = replace(m.state, over=True)
    if state.granted:
        beat = Beat(Act.END, "say goodbye, confirming the agreed step", "ends.won")
        reason = f"You had an agreement and let {m.name} go."
    else:
        beat = nod("end_closed", "say goodbye; nothing was agreed", Act.END)
        reason = f"You said goodbye with nothing agreed, and {m.name} was free to forget you."
    return Reaction((beat,), reason, state, ends=True)


def parts_well(m: Moment) -> Reaction | None:
    """There is no fit, the rep has found out, and says so."""
    bad = m.scenario.bad_fit
    if bad is None or not m.events.no_fit:
        return None
    if not any(fact in m.state.told for fact in bad.shown_by):
        return None
    state = replace(m.state, over=True, no_fit=True)
    beat = Beat(Act.END, "thank them for being honest, and say goodbye", "bad_fit.thanks")
    reason = f"You saw that there was no fit and said so. {bad.because}"
    return Reaction((beat,), reason, state, ends=True)


def wraps_up(m: Moment) -> Reaction | None:
    """The best step is agreed and dated, and the rep has nothing more to ask."""
    if not m.before.granted or not m.before.time or m.events.question or m.did(Move.ASK):
        return None
    best = m.scenario.commitment(m.before.granted).rank == "best"
    if not best or m.did(Move.PRESSURE, Move.SELF_INTEREST, Move.ASSUME_CLOSE):
        return None
    beat = Beat(Act.END, "close warmly, the step is agreed", "ends.won")
    reason = f"The step was in the diary; {m.name} had what they needed and closed the call."
    return Reaction((beat,), reason, replace(m.state, over=True), ends=True)


def out_of_time(m: Moment) -> Reaction | None:
    """The buyer's time is up."""
    limits = m.table.thresholds
    over = -_minutes_left(m)
    warned = "time" in m.before.warned
    if over < 0 or (not warned and over < limits.time_low):
        return None
    if m.did(Move.ASK) and over < limits.time_low:
        return None  # nobody leaves on a plain ask without answering it
    source = "ends.won" if m.state.dated else "ends.out_of_time"
    beat = Beat(Act.END, "your time is up, you have to go", source)
    reason = f"{m.name}'s {m.scenario.minutes} minutes were used up."
    return Reaction((beat,), reason, replace(m.state, over=True), ends=True)


def minds_the_clock(m: Moment) -> Reaction | None:
    """Little time is left; said once."""
    late = _minutes_left(m) <= m.table.thresholds.time_low
    if not late or "time" in m.state.warned or m.state.over:
        return None
    if m.before.dated:
        return None  # all is settled, and they are saying goodbye
    state = replace(m.state, warned=(*m.state.warned, "time"))
    beat = Beat(None, "mention that you have only a minute or two left", "ends.clock")
    return Reaction((beat,), f"{m.name} was watching the clock.", state)


def _minutes_left(m: Moment) -> float:
    """What is left of the buyer's time; one who is deep in the talk finds a few minutes more."""
    limits = m.table.thresholds
    deep = min(m.state.trust, m.state.value, m.state.urgency) >= limits.deep_in_it
    return m.scenario.minutes + (limits.more_time if deep else 0) - m.state.minutes


def _why_impatient(m: Moment) -> str:
    if m.credit.repeated:
        return f"You said the same thing again, and {m.name} had heard enough."
    if m.before.pressed >= 1 or m.did(Move.PRESSURE, Move.ASSUME_CLOSE):
        return f"{m.name} felt pushed once too often and left."
    if m.did(Move.SELF_INTEREST):
        return f"It had become about what you need. {m.name} left."
    if m.state.idle >= 2:
        return f"Nothing in the last turns was of use to {m.name}, so the call was over."
    return f"{m.name}'s patience had run out: more was asked than given."
