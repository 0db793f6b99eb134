"""Value trading: is there something in it for them, at the right time, in their words?

Every rule takes a settled case and the turns that gave the opportunity, and returns a finding.
"""

from __future__ import annotations

from trainer.grading.case import MET, MISSED, PARTLY, Case, Finding

USEFUL = ("insight", "impact", "tailor", "resolve", "refocus")
INTRODUCTION = 16  # words: a first line of who we are, not yet a pitch


def trade(case: Case, asks: tuple[int, ...]) -> Finding:
    """With or just before each ask, the buyer hears what they gain from that step."""
    offers = case.where("trade")
    paid = tuple(a for a in asks if a in offers or case.before(a) in offers)
    if paid and len(paid) >= len(asks) / 2 and offers[0] <= asks[0]:
        return Finding(
            MET, (paid[0], *offers), "When you asked, you said what they would gain.", "", "trade"
        )
    if offers:
        bare = next((a for a in asks if a not in paid), asks[0])
        return Finding(
            PARTLY,
            (bare, offers[0]),
            "You traded something once, and asked for another step with nothing in return.",
            "a gain for the buyer with every ask, not only with some",
            "ask",
        )
    taught = case.where("insight", before=asks[-1] + 1)
    useful = tuple(a for a in asks if case.has(a, *USEFUL) and not case.has(a, "pressure", "pitch"))
    if taught or useful:
        return Finding(
            PARTLY,
            useful or asks,
            "You were of use to them, but did not say what they gain from the step itself.",
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
    owned = tuple(t for t in raised if _owns(case, case.reply(t)) and not case.has(t, "pressure"))
    if owned:
        first = owned[0]
        return Finding(
            MET,
            (first, first + 1, *owned[1:]),
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
    told = tuple(t for t in case.where("reveal") if case.reply(t) is not None)
    picked = tuple(t for t in case.where("ask_open", "probe") if case.cue(t) in told)
    if len(picked) >= 2:
        return Finding(
            PARTLY,
            picked,
            "You followed what troubles them, but never to what it costs to leave it.",
            "a question about what happens if nothing changes",
            "ask_open",
        )
    where = tuple(case.reply(t) or t for t in told[:2]) or case.rep[:1]
    return Finding(MISSED, where, "What it costs them to carry on as they are never came up.")


def _owns(case: Case, reply: int | None) -> bool:
    """The buyer gives up a cost, or answers and does not fend it off."""
    if case.has(reply, "dodge", "refuse"):
        return False
    return case.has(reply, "reveal") or (
        case.has(reply, "answer") and not case.has(reply, "concern", "stall", "vague")
    )


def sequence(case: Case, pitches: tuple[int, ...]) -> Finding:
    """What is at stake for the buyer is on the table before the first real pitch."""
    real = tuple(p for p in pitches if len(case.text(p).split()) >= INTRODUCTION) or pitches[-1:]
    first = real[0]
    asked = case.where("impact", before=first + 1)
    told = case.where("reveal", before=first)
    if asked or len(told) >= 2:
        return Finding(
            MET,
            (first, *(asked or told)[:1]),
            "You knew what was at stake before you pitched.",
            "",
            "pitch",
        )
    dug = case.where("impact", "ask_open", "probe", "qualify", after=first - 1)
    later = tuple(t for t in dug if case.has(case.reply(t), "reveal"))
    before = tuple(p for p in real if later and p < later[0])
    if told or (later and len(before) <= 2):
        return Finding(
            PARTLY,
            (first, *(later[:1] or told[:1])),
            "A pitch slipped out before you knew enough; their problem came after it.",
            "their problem first, your product after it",
            "pitch",
        )
    return Finding(
        MISSED,
        real[:2],
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
