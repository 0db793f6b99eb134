"""A hint on request: what is going on, and what a strong rep considers now.

It says only what a good observer could see; it never tells a fact that was not earned.
"""

from __future__ import annotations

from trainer.buyer.state import BuyerState
from trainer.conversation import Move
from trainer.scenario import Scenario

WAYS = {
    Move.TRADE: "say what they gain from the next step even if they never buy",
    Move.INSIGHT: "bring a figure or a pattern from firms like theirs",
    Move.ASK_OPEN: "ask an open question about how it works today",
    Move.IMPACT: "ask what it costs them, or whom it hurts, to leave things as they are",
    Move.PITCH: "say briefly what you do about that very problem",
    Move.TAILOR: "use a detail they gave you",
    Move.QUALIFY: "check who decides, with what money and by when",
    Move.RECAP: "sum up what you have heard in their words",
    Move.TEMPERATURE: "ask where they stand before asking for anything",
    Move.ASK: "ask plainly for the step",
    Move.ASK_SPECIFIC: "name the action, the people and the day",
    Move.ASK_SMALLER: "ask for a smaller step that still moves things on",
    Move.REDIRECT: "steer back, and say why that order serves them",
    Move.HOLD: "stay with the uncomfortable step and give the reason for it",
    Move.ALLOW_NO: "make it easy to say no, and mean it",
    Move.ACKNOWLEDGE: "take the hesitation calmly, and show you heard it",
    Move.REFOCUS: "turn back to what they said they want",
    Move.PROBE: "ask what is behind it",
    Move.RESOLVE: "deal with the worry itself: proof, or a risk taken off them",
    Move.AGENDA: "say what the call is for and how it would run",
}


def hint_for(state: BuyerState, scenario: Scenario) -> str:
    """One or two sentences for the rep, from the buyer's state."""
    name = scenario.persona.first_name
    active = scenario.find_resistance(state.active)
    if state.cold:
        return (
            f"{name} went quiet when it turned to what you need. Take it calmly, then turn back to "
            "what they said they want; leave your own side out of it."
        )
    if active is not None:
        going_on = active.hint or f"{name} is {_DOING[active.act]}."
        ways = [WAYS[m] for m in active.yields_to if m in WAYS][:2]
        return f"{going_on} Strong reps consider: {', or '.join(ways)}."
    if state.granted and not state.time:
        return f"{name} has agreed, and nothing is in the diary. Name a day and a time."
    if state.granted:
        return f"You have an agreement. Confirm who does what, and let {name} go."
    if state.at_gate and scenario.gatekeeper:
        return (
            f"{scenario.gatekeeper.name} decides who gets through. Say who you are, and give a "
            f"reason that {name} would want to hear."
        )
    best = scenario.best
    if best is None:
        return (
            f"Not every call should end in a sale. Check whether {name} has the need, the money "
            "and the say. If not, a well-earned no is a good result."
        )
    needs = best.needs.model_dump()
    short = {g: n - getattr(state, g) for g, n in needs.items() if n - getattr(state, g) > 0.05}
    if not short:
        return f"{name} is readier than it sounds. Sum up, ask where they stand, then ask plainly."
    gauge = max(short, key=lambda g: short[g])
    return f"{_MISSING[gauge].format(name=name)}"


_DOING = {
    "stall": "putting you off",
    "vague": "being friendly without agreeing to anything",
    "skip": "jumping ahead of a conversation the decision needs",
    "request": "asking you for work that costs them nothing",
    "dodge": "stepping around the question",
    "back_away": "stepping back",
    "concern": "holding on to a doubt",
    "refuse": "saying no",
}

_MISSING = {
    "trust": (
        "{name} does not know yet whether you are worth talking to. Strong reps show they have "
        "listened, and make it safe to be honest."
    ),
    "value": (
        "{name} has heard little worth the time so far. Strong reps give something first: a figure "
        "from firms like theirs, or what the next step would be worth without buying."
    ),
    "urgency": (
        "{name} sees no reason to change anything. Strong reps ask what it costs to stay as they "
        "are, before they say a word about the product."
    ),
    "confidence": (
        "{name} is not sure it would work for them. Strong reps look for the doubt, then answer it "
        "with proof or take the risk away."
    ),
}
