"""Value trading: is there something in it for them, at the right time, in their words?

Every rule takes a settled case and the turns that gave the opportunity, and returns a finding.
"""

from __future__ import annotations

from trainer.grading.case import MET, MISSED, PARTLY, Case, Finding

WORTH = ("trade", "insight", "impact", "tailor", "resolve", "refocus")  # of use to a listener


def trade(case: Case, asks: tuple[int, ...]) -> Finding:
    """With or before each ask, the buyer hears what they gain from that step."""
    offers = case.where("trade")
    bare = tuple(a for a in asks if not case.where("trade", before=a + 1))
    if offers and not bare:
        return Finding(
            MET, (offers[0], *asks), "Before you asked, you said what they would gain.", "", "trade"
        )
    if offers:
        return Finding(
            PARTLY,
            (bare[0], offers[0]),
            "You traded something for one ask, and asked for another with nothing in return.",
            "a gain for the buyer with every ask, not only with some",
            "ask",
        )
    general = tuple(a for a in asks if case.has(a, *WORTH) and not case.has(a, "pressure"))
    if general:
        return Finding(
            PARTLY,
            general,
            "Your ask leaned on something useful, but not on what they gain from the step itself.",
            "what the buyer walks away with from that very step",
            "ask",
        )
    return Finding(
        MISSED, asks, "You asked for the step before they knew why they would want it.", "", "ask"
    )


def no_gimmick(case: Case, _: tuple[int, ...]) -> Finding:
    """The first two rep turns hold no stunt."""
    start = case.rep[:2]
    stunts = tuple(t for t in start if case.has(t, "gimmick"))
    if not stunts:
        return Finding(MET, start, "You opened straight, as one busy adult to another.")
    if any(case.has(t, "trade", "insight", "impact") for t in start):
        return Finding(
            PARTLY,
            stunts,
            "You opened with a stunt, then gave them a reason to stay.",
            "the reason to stay as your very first words",
            "gimmick",
        )
    return Finding(
        MISSED,
        stunts,
        "You spent your first words on a stunt, and nothing after it earned the time.",
        "",
        "gimmick",
    )


def cost_of_inaction(case: Case, _: tuple[int, ...]) -> Finding:
    """What it costs to stay as they are is drawn out of the buyer, or accepted by them."""
    raised = case.where("impact")
    owned = tuple(t for t in raised if _owns(case, case.reply(t)))
    if owned:
        first = owned[0]
        return Finding(
            MET,
            (first, first + 1),
            "You asked what it does to them, and they told you in their own words.",
            "",
            "impact",
        )
    if raised:
        return Finding(
            PARTLY,
            raised,
            "You named what it costs them; they never made it their own.",
            "the buyer saying it, or agreeing to your figure",
            "impact",
        )
    told = tuple(t for t in case.where("reveal") if t < case.last)
    picked = tuple(
        t for t in case.where("tailor", "insight", "ask_open") if case.has(case.cue(t), "reveal")
    )
    if told and picked:
        return Finding(
            PARTLY,
            picked,
            "You touched what troubles them, but never what it costs to leave it.",
            "a question about what happens if nothing changes",
        )
    where = told[:1] or case.rep[:1]
    return Finding(
        MISSED,
        tuple(t for w in where for t in (case.reply(w) or w,)),
        "What it costs them to carry on as they are never came up.",
    )


def _owns(case: Case, reply: int | None) -> bool:
    """The buyer gives up a cost, or answers and does not fend it off."""
    if case.has(reply, "dodge", "refuse"):
        return False
    return case.has(reply, "reveal") or (
        case.has(reply, "answer") and not case.has(reply, "concern", "stall", "vague")
    )


def sequence(case: Case, pitches: tuple[int, ...]) -> Finding:
    """What is at stake for the buyer is on the table before the first real pitch."""
    first = pitches[0]
    stakes = case.where("impact", "reveal")
    if any(t <= first if case.has(t, "impact") else t < first for t in stakes):
        return Finding(
            MET, (first, stakes[0]), "You knew what was at stake before you pitched.", "", "pitch"
        )
    dug = case.where("impact", "ask_open", "probe", after=first)
    later = tuple(t for t in dug if case.has(case.reply(t), "reveal", "answer"))
    before = tuple(p for p in pitches if later and p < later[0])
    if later and len(before) <= 2:
        return Finding(
            PARTLY,
            (first, later[0]),
            "A pitch slipped out first; then you turned to their problem.",
            "their problem first, your product after it",
            "pitch",
        )
    return Finding(
        MISSED,
        pitches[:2],
        "You pitched before you knew of any problem, and stayed with the product.",
        "",
        "pitch",
    )


def tailored(case: Case, told: tuple[int, ...]) -> Finding:
    """What the rep offers uses things this buyer said."""
    used = case.where("tailor", "refocus")
    if len(used) >= 2:
        return Finding(MET, used, "You built your points from what they told you.", "", "tailor")
    if used:
        return Finding(
            PARTLY,
            used,
            "Once you used something they had told you; the rest could be said to anyone.",
            "a second point made of their own words",
            "tailor",
        )
    spot = case.where("pitch", "resolve", "ask", after=told[0]) or case.rep_after(told[0], 1)
    return Finding(
        MISSED,
        spot[:2],
        "They told you things, and you offered what you offer anyone.",
        "",
        "pitch",
    )


RULES = {
    "value.trade": trade,
    "value.no_gimmick": no_gimmick,
    "value.cost_of_inaction": cost_of_inaction,
    "value.sequence": sequence,
    "value.tailored": tailored,
}
