"""Fit and the path: is this the right buyer, and does the talk follow the plan?

Every rule takes a settled case and the turns that gave the opportunity, and returns a finding.
"""

from __future__ import annotations

from trainer.grading.case import MET, MISSED, PARTLY, Case, Finding
from trainer.grading.opportunity import ended_for_fit
from trainer.grading.words import telling


def qualify(case: Case, _: tuple[int, ...]) -> Finding:
    """Need, means, authority, timing: at least two are checked."""
    checks = case.where("qualify")
    if len(checks) >= 2:
        return Finding(
            MET, checks, "You checked whether this is worth both your time.", "", "qualify"
        )
    near = tuple(
        t for t in case.where("ask_open", "impact", "ask_specific") if t in case.words.qualifying
    )
    if checks or near:
        return Finding(
            PARTLY,
            checks or near,
            "You checked one thing about the fit and left the rest open.",
            "a second of need, money, who decides and when",
            "qualify",
        )
    return Finding(
        MISSED, case.rep[1:3] or case.rep[:1], "You never checked money, timing or who decides."
    )


def plan(case: Case, _: tuple[int, ...]) -> Finding:
    """The talk pursues the plan's objective, its ask or fallback, and uses its value."""
    if case.plan is None:
        return Finding(MISSED, case.rep[-1:], "There was no plan.")
    goal = f"{case.plan.objective} {case.plan.value} {' '.join(case.plan.path)}"
    on_topic, topic_turn = best_match(case, goal, ())
    asked, ask_turn = best_match(case, f"{case.plan.ask} {case.plan.fallback}", ("ask",))
    pushed = case.where("pressure", "self_interest")
    dug = case.where("ask_open", "impact", "probe", "qualify", "temperature")
    pursued = on_topic > 0 and len(dug) >= 2 and len(pushed) <= len(dug)
    stepped = (asked > 0 and len(pushed) <= 1) or ended_for_fit(case) is not None
    turns = tuple(t for t in (ask_turn, topic_turn, *dug[:2]) if t)
    if pursued and stepped:
        return Finding(MET, turns, "You did what you had set out to do.", "", "ask")
    if pursued or stepped:
        return Finding(
            PARTLY,
            turns,
            "You followed part of your plan.",
            "asking for the step you had planned, or its fallback"
            if pursued
            else "finding out what you had set out to find out",
        )
    return Finding(MISSED, case.rep[-1:], "What you had planned stayed in the drawer.")


def best_match(case: Case, planned: str, moves: tuple[str, ...]) -> tuple[int, int | None]:
    """How many telling words of `planned` the closest rep turn shares, and that turn."""
    wanted = telling(planned)
    turns = case.where(*moves) if moves else case.rep
    scores = [(len(wanted & case.words.content[t]), -t) for t in turns]
    if not scores:
        return 0, None
    score, turn = max(scores)
    return score, (-turn if score else None)


RULES = {"fit.qualify": qualify, "fit.plan": plan}
