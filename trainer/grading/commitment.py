"""Asking for commitment: summed up, asked plainly, fit for a calendar, and agreed?

Every rule takes a settled case and the turns that gave the opportunity, and returns a finding.
"""

from __future__ import annotations

from trainer.grading.case import MET, MISSED, PARTLY, Case, Finding

HINTS = ("assume_close", "temperature", "qualify", "trade", "pressure")


def asking_spot(case: Case) -> tuple[int, ...]:
    """Where the step was asked for, or should have been: the first ask, else the last rep turn."""
    return case.where("ask")[:1] or case.rep[-1:]


def recap(case: Case, _: tuple[int, ...]) -> Finding:
    """What was learned or agreed is summed up before the next step is asked for."""
    recaps, asks = case.where("recap"), case.where("ask")
    if recaps and asks and (recaps[0] < asks[0] or len(recaps) > 1 and recaps[0] <= asks[-1]):
        return Finding(MET, recaps, "You summed up what you had heard, then asked.", "", "recap")
    if recaps:
        return Finding(
            PARTLY,
            recaps,
            "You summed up, but thinly or after you had asked.",
            "a summary in their words before the ask",
            "recap",
        )
    return Finding(
        MISSED, asking_spot(case), "You went on without summing up what you had learned."
    )


def temperature(case: Case, _: tuple[int, ...]) -> Finding:
    """The rep asks where the buyer stands before asking for the step."""
    checks, asks = case.where("temperature"), case.where("ask")
    real = tuple(
        t for t in checks if asks and t < asks[-1] and case.has(t, "ask_open", "probe", "allow_no")
    )
    if real:
        return Finding(MET, real, "You asked where they stand before asking on.", "", "temperature")
    if checks:
        return Finding(
            PARTLY,
            checks,
            "You checked, but in a way that is easy to nod along to.",
            "an open question about what interests them and what is unclear",
            "temperature",
        )
    return Finding(
        MISSED, asking_spot(case), "You never asked where they stand before the next step."
    )


def ask(case: Case, _: tuple[int, ...]) -> Finding:
    """A commitment is plainly asked for."""
    asks = case.where("ask")
    if asks:
        best = case.where("ask_specific") or asks
        return Finding(MET, (best[0], *asks), "You put a step on the table and asked.", "", "ask")
    late = case.rep[-max(2, len(case.rep) // 3) :]
    hints = tuple(t for t in late if case.has(t, *HINTS) or _asks_leave(case, t))
    if hints:
        return Finding(
            PARTLY,
            hints[::-1],
            "You hinted at a step and left the asking to them.",
            "one plain question with something for them to do",
        )
    return Finding(MISSED, case.rep[-2:][::-1], "You never asked for anything.")


def _asks_leave(case: Case, turn: int) -> bool:
    """Letting go with a question mark: "shall I ring you, or will you let me know?"."""
    return case.has(turn, "accept_vague") and turn in case.words.questions


def specific(case: Case, asks: tuple[int, ...]) -> Finding:
    """At least one ask could go into a calendar: action, people, time."""
    full = tuple(t for t in case.where("ask_specific") if _timed(case, t))
    if full:
        return Finding(
            MET, full, "What you asked for could go straight into a calendar.", "", "ask_specific"
        )
    return Finding(
        PARTLY,
        case.where("ask_specific") or asks,
        "You asked, but not so that it could go into a calendar.",
        "the day and time, or who should be there",
        "ask",
    )


def _timed(case: Case, turn: int) -> bool:
    """A day or time is said in the ask, or in the buyer's answer to it."""
    return turn in case.words.timed or case.reply(turn) in case.words.timed


def effort(case: Case, asks: tuple[int, ...]) -> Finding:
    """The step asks some work of the buyer."""
    work = tuple(t for t in asks if t in case.words.effort)
    if work:
        return Finding(MET, work, "Your step asked them to do a little work too.", "", "ask")
    if all(t in case.words.receive for t in asks):
        return Finding(MISSED, asks, "They only had to receive something from you.", "", "ask")
    return Finding(
        PARTLY,
        asks,
        "They only had to turn up.",
        "something for them to bring, share or decide",
        "ask",
    )


def next_best(case: Case, hedges: tuple[int, ...]) -> Finding:
    """After a no or a hedge, a smaller step that still moves things on."""
    first = hedges[0]
    smaller = case.where("ask_smaller", after=first)
    if smaller:
        return Finding(
            MET, smaller, "When they hedged, you had a smaller step ready.", "", "ask_smaller"
        )
    fresh = tuple(t for t in case.where("ask", after=first) if not case.has(t, "pressure"))
    free = case.where("promise", "accept_vague", "temperature", after=first)
    if fresh or free:
        return Finding(
            PARTLY,
            fresh or free,
            "You had something to fall back to, but it asked little of them.",
            "a smaller step that still costs them a little effort",
        )
    where = case.rep_after(first, 2)
    return Finding(MISSED, where, "They hedged, and you repeated yourself or let it go.")


def booked(case: Case, _: tuple[int, ...]) -> Finding:
    """The talk ends with a step the buyer agreed to, with a time."""
    agreed = tuple(t for t in case.where("commit") if not case.has(t, "stall"))
    lost = case.where("stall", "back_away", after=agreed[-1]) if agreed else ()
    if agreed and not lost:
        dated = tuple(t for t in agreed if _dated(case, t))
        if dated and not case.where("refuse", after=dated[-1]):
            return Finding(
                MET, dated[::-1], "They agreed to a step with a time on it.", "", "commit"
            )
        return Finding(
            PARTLY, agreed[::-1], "They agreed, with no time on it.", "a day and a time", "commit"
        )
    soft = tuple(
        t for t in case.where("vague") if t > case.last - 4 and case.has(case.cue(t), "ask")
    )
    if soft and not case.where("refuse", after=soft[0] - 1):
        return Finding(
            PARTLY,
            soft,
            "It ended with half a yes, and nobody fixed it.",
            "a plain yes, with a day and a time",
            "vague",
        )
    return Finding(MISSED, case.rep[-1:], "You said goodbye with nothing agreed.")


def _dated(case: Case, turn: int) -> bool:
    """A day or time is said by the buyer, in the ask before it, or in the rep's next words."""
    near = (turn, case.cue(turn), case.reply(turn))
    return any(t in case.words.timed for t in near)


RULES = {
    "commitment.recap": recap,
    "commitment.temperature": temperature,
    "commitment.ask": ask,
    "commitment.specific": specific,
    "commitment.effort": effort,
    "commitment.next_best": next_best,
    "commitment.booked": booked,
}
