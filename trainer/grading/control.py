"""Control of the process: who leads, and what happens when the buyer skips, stalls or wanders?

Every rule takes a settled case and the turns that gave the opportunity, and returns a finding.
"""

from __future__ import annotations

from trainer.grading.case import MET, MISSED, PARTLY, Case, Finding

STEERS = ("redirect", "probe", "ask", "ask_smaller", "hold")
ASKS_BACK = ("probe", "impact", "ask", "ask_smaller", "redirect", "hold")
RETURNS = ("redirect", "probe", "impact", "qualify", "ask", "hold", "agenda")


def agenda(case: Case, _: tuple[int, ...]) -> Finding:
    """Purpose and running order are said, near the start."""
    said = case.where("agenda")
    early = tuple(t for t in said if t in case.rep[:3])
    reason = early or tuple(t for t in case.rep[:3] if t in case.words.purpose)
    if len(early) >= 2 or any(t in case.words.ordered for t in early):
        return Finding(MET, early, "You said what it was for and how it would run.", "", "agenda")
    if reason:
        return Finding(
            PARTLY,
            reason,
            "You gave the reason for the talk, but not how it would run.",
            "the order of things, and how it should end",
            "agenda",
        )
    if said:
        return Finding(
            PARTLY,
            said,
            "You said where it was going, but late.",
            "the purpose and the order in your first minute",
            "agenda",
        )
    return Finding(MISSED, case.rep[:2], "They never heard what the talk was for.")


def discovery(case: Case, _: tuple[int, ...]) -> Finding:
    """Two or more open questions, at least one growing out of an answer."""
    asked = case.where("ask_open")
    follows = tuple(t for t in asked[1:] if case.has(case.cue(t), "answer", "reveal", "concern"))
    if len(asked) >= 2 and follows:
        return Finding(
            MET,
            (follows[0], asked[0], *follows[1:]),
            "You asked how things are for them, and let the answers lead you on.",
            "",
            "ask_open",
        )
    if asked:
        return Finding(
            PARTLY,
            asked,
            "You asked one real question and did not follow it up.",
            "a second open question that grows out of an answer",
            "ask_open",
        )
    return Finding(MISSED, case.rep[:3], "You never asked how things are for them.")


def no_skip(case: Case, jumps: tuple[int, ...]) -> Finding:
    """A jump ahead is redirected to what is needed first, or traded for a step."""
    replies = tuple(dict.fromkeys(case.reply(t) or t for t in jumps))
    gave = tuple(t for t in replies if case.has(t, "comply_skip", "accept_vague"))
    steered = tuple(t for t in replies if case.has(t, *STEERS))
    half = tuple(t for t in steered if case.has(t, "promise") and not case.has(t, "redirect"))
    if steered and not gave and not half:
        return Finding(
            MET,
            steered,
            "They jumped ahead, and you brought them back to what it needs first.",
            "",
            "redirect",
        )
    if len(steered) * 4 > len(replies):
        return Finding(
            PARTLY,
            (*gave, *half, *steered),
            "You steered, and handed part of it over all the same.",
            "a step of theirs in exchange, each time they jump ahead",
            "comply_skip",
        )
    handed = gave or tuple(t for t in replies if case.has(t, "promise"))
    if handed:
        return Finding(
            MISSED, handed, "They asked to skip ahead, and you handed it over.", "", "comply_skip"
        )
    return Finding(
        PARTLY,
        replies,
        "You neither gave in nor said what had to come first.",
        "saying what has to come first, and why it is good for them",
    )


def non_commitment(case: Case, soft: tuple[int, ...]) -> Finding:
    """A vague yes or a stall does not stand: it is probed or made definite."""
    let_go: list[int] = []
    tried: list[int] = []
    for turn in soft:
        reply, *more = case.rep_after(turn, 2)
        taken = case.has(reply, "accept_vague")
        if taken or case.has(reply, "pressure"):
            let_go.append(reply)
        elif case.has(reply, *ASKS_BACK) or any(case.has(t, *ASKS_BACK) for t in more):
            tried.append(reply if case.has(reply, *ASKS_BACK) else more[0])
        else:
            let_go.append(reply)
    if tried and not let_go:
        return Finding(
            MET, tuple(tried), "They went soft, and you asked what it meant.", "", "probe"
        )
    pushed = case.where("ask_smaller", "probe", after=soft[0])
    if (tried and len(let_go) < 2 * len(tried)) or (pushed and not tried):
        return Finding(
            PARTLY,
            (*let_go, *tried),
            "You asked once what they meant, and let the next one go.",
            "making the last one definite as well",
            "accept_vague",
        )
    return Finding(
        MISSED,
        tuple(let_go),
        "They put you off, and you took it for an answer.",
        "",
        "accept_vague",
    )


def gain_not_give(case: Case, promises: tuple[int, ...]) -> Finding:
    """Every task of the rep's is paired with something the buyer will do."""
    paired = tuple(t for t in promises if _paired(case, t))
    if len(paired) == len(promises):
        return Finding(
            MET, paired, "What you took on was matched by something of theirs.", "", "promise"
        )
    alone = tuple(t for t in promises if t not in paired)
    if paired:
        return Finding(
            PARTLY,
            (*alone, *paired),
            "Some of your promises were matched; this one was yours alone.",
            "a task of theirs beside each of yours",
            "promise",
        )
    return Finding(MISSED, alone, "You left with all the work, and they left free.", "", "promise")


def _paired(case: Case, turn: int) -> bool:
    """The buyer plainly agrees to a task of their own later on; or just before, when the rep asks
    for one in the same breath."""
    clear = [t for t in case.where("commit") if not case.has(t, "stall", "vague")]
    return any(t > turn or (t == case.cue(turn) and case.has(turn, "ask")) for t in clear)


def hold(case: Case, spots: tuple[int, ...]) -> Finding:
    """A needed but uncomfortable step is named, explained and stayed with."""
    held = case.where("hold")
    if len(held) >= 2 or (held and case.where("commit", after=held[0])):
        return Finding(
            MET, held, "You named the awkward step, and you were still there after it.", "", "hold"
        )
    raised = held or tuple(
        t for s in spots for t in case.rep_after(s, 2) if case.has(t, "ask", "probe", "qualify")
    )
    if raised:
        return Finding(
            PARTLY,
            raised,
            "You raised the awkward step, then let it drop.",
            "the reason it is needed, and a second go at it",
            "hold",
        )
    where = tuple(case.reply(s) or s for s in spots)
    return Finding(
        MISSED, where, "They showed you the step it depends on, and you walked around it."
    )


def path(case: Case, dodges: tuple[int, ...]) -> Finding:
    """Each time the talk wanders, it is brought back."""
    back = tuple(r for t in dodges if case.has(r := case.reply(t) or t, *RETURNS))
    if len(back) == len(dodges):
        return Finding(MET, back, "They wandered, and you brought it back.", "", "redirect")
    gone = tuple(r for t in dodges if (r := case.reply(t) or t) not in back)
    if back or case.where(*RETURNS, after=gone[0]):
        return Finding(
            PARTLY,
            (*gone, *back),
            "You came back to the point, but only after going along.",
            "the bridge back in the very next sentence",
        )
    return Finding(MISSED, gone, "They wandered off, and you went along.")


RULES = {
    "control.agenda": agenda,
    "control.discovery": discovery,
    "control.no_skip": no_skip,
    "control.non_commitment": non_commitment,
    "control.gain_not_give": gain_not_give,
    "control.hold": hold,
    "control.path": path,
}
