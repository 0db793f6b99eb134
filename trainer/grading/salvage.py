"""Saving a failed close: the buyer cools, puts off or refuses. What does the rep do then?

Every rule takes a settled case and the turns in which the buyer cooled, and returns a finding.
"""

from __future__ import annotations

from trainer.grading.case import MET, MISSED, PARTLY, Case, Finding

OWN_NEED = ("self_interest", "pressure", "assume_close")


def acknowledge(case: Case, cooled: tuple[int, ...]) -> Finding:
    """A hesitation or refusal is taken calmly and shown to be heard."""
    replies = tuple(dict.fromkeys(case.reply(t) or t for t in cooled))
    heard = tuple(t for t in replies if case.has(t, "acknowledge"))
    pushed = tuple(t for t in replies if case.has(t, "pressure", "self_interest"))
    if pushed and not heard:
        return Finding(MISSED, pushed, "They pulled back, and you argued.", "", "pressure")
    if heard and not pushed:
        return Finding(
            MET, heard, "You took it calmly and showed that you had heard.", "", "acknowledge"
        )
    busy = tuple(t for t in replies if case.has(t, "comply_skip", "pitch", "promise"))
    calm = tuple(t for t in replies if t not in busy)
    if calm and len(calm) >= len(busy) and not pushed:
        return Finding(MET, calm, "You took it calmly, without an argument.")
    return Finding(
        PARTLY,
        heard or busy or replies,
        "You took it well enough, but moved on before they could feel heard.",
        'saying back what you heard, with no "but" after it',
        "acknowledge",
    )


def refocus(case: Case, cooled: tuple[int, ...]) -> Finding:
    """The talk turns back to what the buyer said they want."""
    clean = [
        t
        for t in case.rep_after(cooled[0])
        if not case.has(t, "pressure", "self_interest", "accept_vague", "comply_skip", "pitch")
    ]
    turned = tuple(
        t
        for t in clean
        if case.has(t, "refocus") or (case.has(t, "tailor") and case.has(t, "resolve", "trade"))
    )
    if turned:
        return Finding(
            MET, turned, "You turned back to what they had said they want.", "", "refocus"
        )
    general = tuple(t for t in clean if case.has(t, "trade", "insight", "tailor"))
    loose = case.where("refocus", after=cooled[0])
    if general or loose:
        return Finding(
            PARTLY,
            general or loose,
            "You spoke of what it would bring, but not in their terms.",
            "the thing they said they want, in their own words",
        )
    where = tuple(case.reply(t) or t for t in cooled)
    return Finding(
        MISSED, where, "You stayed with your side of it when they needed to hear theirs."
    )


def no_self_interest(case: Case, cooled: tuple[int, ...]) -> Finding:
    """No need of the rep's own and no pushing after the buyer cooled."""
    slips = case.where(*OWN_NEED, after=cooled[0])
    if not slips:
        return Finding(
            MET, case.rep_after(cooled[0], 2), "You kept your own needs out of it after the no."
        )
    label = next(name for name in OWN_NEED if case.has(slips[0], name))
    if len(slips) == 1:
        return Finding(
            PARTLY, slips, "Once, your own need showed.", "leaving your own side out of it", label
        )
    return Finding(MISSED, slips, "Your need became the argument, and they felt it.", "", label)


def resolve(case: Case, cooled: tuple[int, ...]) -> Finding:
    """The real concern is found and dealt with."""
    found = case.where("probe", after=cooled[0])
    dealt = case.where("resolve", after=cooled[0])
    if found and dealt:
        return Finding(
            MET,
            (dealt[-1], found[0]),
            "You found what was behind it and dealt with it.",
            "",
            "resolve",
        )
    if found or dealt:
        return Finding(
            PARTLY,
            found or dealt,
            "You found it and left it there." if found else "You answered what you guessed it was.",
            "dealing with it" if found else "asking what is really behind it first",
            "probe" if found else "resolve",
        )
    where = tuple(case.reply(t) or t for t in cooled)
    return Finding(MISSED, where, "You never learned what was behind it.")


def ask_again(case: Case, cooled: tuple[int, ...]) -> Finding:
    """After that, a step is asked for again."""
    asks = tuple(
        t for t in case.where("ask", after=cooled[0]) if not case.has(t, "pressure", "assume_close")
    )
    answered = tuple(t for t in cooled if asks and asks[-1] > t)
    if len(answered) > len(cooled) / 2:
        return Finding(MET, asks[::-1], "After all that, you asked again.", "", "ask")
    loose = case.where("ask", "promise", "accept_vague", "temperature", after=cooled[0])
    if loose:
        return Finding(
            PARTLY,
            loose[::-1],
            "You left it at keeping in touch.",
            "one small step with a day on it",
        )
    where = case.rep_after(cooled[0])
    return Finding(MISSED, where[-1:], "You let it die there.")


RULES = {
    "salvage.acknowledge": acknowledge,
    "salvage.refocus": refocus,
    "salvage.no_self_interest": no_self_interest,
    "salvage.resolve": resolve,
    "salvage.ask_again": ask_again,
}
