"""When a criterion had its opportunity: one rule for each name a rubric can put under `applies`.

Each rule takes a settled case and says whether the opportunity was there, in which turns, and in
one plain sentence why not. Something a buyer does in the very last turn opens nothing: the rep had
no turn left to answer it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from trainer.grading.case import Case, Opening
from trainer.rubric import Opportunity

OpportunityRule = Callable[[Case], Opening]

# Criteria that fall silent when the rep rightly ends the talk for lack of fit.
SILENT_WITHOUT_FIT = frozenset(
    {
        "control.gain_not_give",
        "commitment.recap",
        "commitment.temperature",
        "commitment.ask",
        "commitment.specific",
        "commitment.effort",
        "commitment.next_best",
        "commitment.booked",
        "salvage.ask_again",
    }
)
NO_FIT_NOTE = "You found there was no fit and said so, so there was nothing to ask for."

HEDGES = ("refuse", "stall", "back_away", "dodge")
INSTEAD = ("vague", "request")  # said in place of a plain answer to an ask
COOLING = ("back_away", "stall", "refuse")


def answered(case: Case, *acts: str) -> tuple[int, ...]:
    """Buyer turns with any of `acts` that the rep still had a turn to answer."""
    return tuple(t for t in case.where(*acts) if case.reply(t) is not None)


def opening(turns: tuple[int, ...], why_not: str) -> Opening:
    """Open when there are turns for it."""
    return Opening(True, turns) if turns else Opening(False, (), why_not)


def ended_for_fit(case: Case) -> int | None:
    """The rep turn that rightly ends the talk for lack of fit, if there is one.

    Late in the talk, having checked the fit, the rep says it is not for this buyer and does not
    push afterwards. Walking off without having checked anything is no such end.
    """
    if case.ended_for_fit is not None:
        return (case.rep[-1] if case.rep else None) if case.ended_for_fit else None
    if "ended_for_fit" not in case.memo:
        case.memo["ended_for_fit"] = _ended_for_fit(case)
    return case.memo["ended_for_fit"]


def _ended_for_fit(case: Case) -> int | None:
    for turn in case.where("allow_no"):
        if turn <= case.last * 0.5 or case.where("pressure", after=turn):
            continue
        if not case.where("qualify", before=turn + 1):
            continue
        final = case.has(turn, "qualify") and not case.where("ask", "commit", after=turn)
        if final or turn in case.words.no_fit:
            return turn
    return None


def always(case: Case) -> Opening:
    return Opening(True)


def talked_long_enough(case: Case) -> Opening:
    cut_short = len(case.buyer) <= 3 and case.has(case.buyer[-1] if case.buyer else None, "end")
    return Opening(not cut_short, (), "The buyer ended it before there was time for this.")


def not_ended_for_fit(case: Case) -> Opening:
    return Opening(ended_for_fit(case) is None, (), NO_FIT_NOTE)


def four_rep_turns(case: Case) -> Opening:
    return Opening(len(case.rep) >= 4, (), "The talk was too short for it.")


def early_channel(case: Case) -> Opening:
    early = case.channel in ("cold_call", "first_contact", "follow_up")
    return Opening(early, (), "You were expected, so there was no door to get through.")


def rep_asks(case: Case) -> Opening:
    return opening(case.where("ask"), "You asked for no step, so there was none to judge.")


def rep_pitches(case: Case) -> Opening:
    return opening(case.where("pitch"), "You did not pitch, so nothing came too early.")


def rep_promises(case: Case) -> Opening:
    return opening(case.where("promise"), "You took on no task of your own.")


def buyer_told_something(case: Case) -> Opening:
    return opening(answered(case, "reveal", "answer"), "The buyer told you nothing to build on.")


def buyer_skips_or_requests(case: Case) -> Opening:
    return opening(
        answered(case, "skip", "request"), "The buyer never jumped ahead or asked for free work."
    )


def buyer_vague_or_stalls(case: Case) -> Opening:
    return opening(
        answered(case, "vague", "stall"), "The buyer never put you off with something soft."
    )


def buyer_hedges_ask(case: Case) -> Opening:
    hedged = tuple(t for t in answered(case, *HEDGES) if case.where("ask", before=t))
    soft = tuple(
        t
        for t in answered(case, *INSTEAD)
        if case.has(case.cue(t), "ask") and not case.has(t, "commit")
    )
    straight = tuple(t for t in hedged if case.has(case.cue(t), "ask"))
    return opening(
        tuple(sorted({*(straight or hedged), *soft})),
        "The buyer did not refuse or hedge on an ask.",
    )


def buyer_dodges_or_wanders(case: Case) -> Opening:
    return opening(answered(case, "dodge"), "The talk stayed on the road by itself.")


def needed_step_resisted(case: Case) -> Opening:
    named = case.where("hold")
    shown = tuple(
        t for t in answered(case, "refuse", "stall", "dodge", "back_away") if t in case.words.others
    )
    return opening(tuple(sorted({*named, *shown})), "No needed step made the buyer uneasy.")


def failed_close(case: Case) -> Opening:
    pending = case.channel in ("closing", "follow_up")
    turns = tuple(
        t
        for t in answered(case, *COOLING)
        if pending or case.where("ask", "assume_close", before=t) or t > case.last * 0.5
    )
    return opening(turns, "The buyer never cooled on a step, so there was nothing to save.")


def plan_attached(case: Case) -> Opening:
    return Opening(bool(case.plan), (), "You had no plan attached to this call.")


RULES: Mapping[Opportunity, OpportunityRule] = {
    "always": always,
    "talked_long_enough": talked_long_enough,
    "not_ended_for_fit": not_ended_for_fit,
    "four_rep_turns": four_rep_turns,
    "early_channel": early_channel,
    "rep_asks": rep_asks,
    "rep_pitches": rep_pitches,
    "rep_promises": rep_promises,
    "buyer_told_something": buyer_told_something,
    "buyer_skips_or_requests": buyer_skips_or_requests,
    "buyer_vague_or_stalls": buyer_vague_or_stalls,
    "buyer_hedges_ask": buyer_hedges_ask,
    "buyer_dodges_or_wanders": buyer_dodges_or_wanders,
    "needed_step_resisted": needed_step_resisted,
    "failed_close": failed_close,
    "plan_attached": plan_attached,
}


def opening_of(id: str, applies: Opportunity, case: Case) -> Opening:
    """Whether criterion `id`, whose rubric says `applies`, had its opportunity in `case`."""
    if id in SILENT_WITHOUT_FIT and ended_for_fit(case) is not None:
        return Opening(False, (), NO_FIT_NOTE)
    return RULES[applies](case)
