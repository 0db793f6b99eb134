"""What a practice session knows for sure when it is graded, because the policy decided it.

The buyer's acts are already certain in the session's turns, so most opportunity follows from them.
What the acts alone cannot tell is added here: questions the buyer left unanswered, kind words that
put a step off, and whether what they resisted was the step with others in it that the deal cannot
do without.
"""

from __future__ import annotations

import re
from functools import lru_cache

from trainer.buyer.events import notice
from trainer.conversation import RESISTING, Act, Conversation, Heard, Move
from trainer.grading.case import PracticeLog
from trainer.grading.cues import PUTS_OFF, ROLES
from trainer.grading.opportunity import COOLING, SILENT_WITHOUT_FIT
from trainer.grading.salvage import RULES as SALVAGE
from trainer.scenario import Scenario
from trainer.session import OutcomeKind, Session
from trainer.words import cue_hits

ASKS = (Move.ASK, Move.ASSUME_CLOSE)
SOFT = frozenset({Act.VAGUE.value, Act.STALL.value})
AVOIDING = RESISTING - {Act.CONCERN}  # a doubt said aloud avoids nothing


def practice_log(session: Session) -> PracticeLog:
    """The judge's log of a practice session."""
    assert session.scenario is not None
    return log_of(session.conversation, session.scenario, session.outcome.kind)


def log_of(conversation: Conversation, scenario: Scenario, outcome: OutcomeKind) -> PracticeLog:
    """The log of a conversation whose buyer acts are the policy's. A criterion without an entry is
    left to the reading: the rep may have made an opportunity of their own."""
    no_fit = outcome == "no_fit"
    found = {
        "control.path": evasions(conversation),
        "control.hold": needed_steps_resisted(conversation, scenario),
        **dict.fromkeys(SALVAGE, put_offs(conversation)),
    }
    return PracticeLog(
        {
            id: (True, turns)
            for id, turns in found.items()
            if turns and not (no_fit and id in SILENT_WITHOUT_FIT)
        },
        no_fit,
    )


def evasions(conversation: Conversation) -> tuple[int, ...]:
    """Buyer turns that dodge, or that leave a question unanswered, with a rep turn after them."""
    heard = conversation.heard
    pending = conversation.transcript.channel in ("closing", "follow_up")
    found: list[int] = []
    before = Heard()  # the buyer's turn before
    for number, text, asked in _answers(conversation):
        now = heard[number - 1]
        pending = pending or asked.has(*ASKS)
        if now.has(Act.DODGE) or (_is_question(text, asked) and _evades(now, before, pending)):
            found.append(number)
        before = now
    return tuple(found)


def _evades(now: Heard, before: Heard, pending: bool) -> bool:
    """Whether a question got nothing: no act at all, or a soft no to a step nobody asked for.

    While a step is in question, or when the buyer only stays with an earlier one, a soft no is a
    stall and has criteria of its own.
    """
    if not now.labels:
        return True
    return now.labels <= SOFT and not pending and not before.has(*now.labels)


def _is_question(text: str, heard: Heard) -> bool:
    """Whether the rep asks to be told something, and can be understood."""
    said = notice(text)
    odd = said.foreign or said.gibberish or said.meta or said.repeat
    return "?" in text and not odd and not heard.has(*ASKS, Move.GIMMICK)


def put_offs(conversation: Conversation) -> tuple[int, ...]:
    """Buyer turns that cool on a step in question, if kind words put it off in one of them.

    A vague yes alone leaves the close standing. One that asks for time ("let me speak to them
    first") is a stall by other words.
    """
    heard = conversation.heard
    pending = conversation.transcript.channel in ("closing", "follow_up")
    found: list[int] = []
    soft = False
    for number, _, asked in _answers(conversation):
        now = heard[number - 1]
        pending = pending or asked.has(*ASKS) or number > len(heard) / 2
        words = conversation.transcript.turns[number - 1].text
        asks_for_time = now.has(Act.VAGUE) and bool(PUTS_OFF.search(words))
        if pending and (asks_for_time or now.has(*COOLING)):
            found.append(number)
            soft = soft or asks_for_time
    return tuple(found) if soft else ()


def needed_steps_resisted(conversation: Conversation, scenario: Scenario) -> tuple[int, ...]:
    """Buyer turns that shy away when the rep has just named somebody the best step needs."""
    people = people_needed(scenario)
    return tuple(
        number
        for number, text, _ in _answers(conversation)
        if conversation.heard[number - 1].has(*AVOIDING)
        and not conversation.heard[number - 1].has(Act.COMMIT)
        and cue_hits(text, people)
    )


def people_needed(scenario: Scenario) -> tuple[str, ...]:
    """The cues of the best step that stand for people: roles and names."""
    if scenario.best is None:
        return ()
    written = (scenario.best.is_, *(line for _, line in scenario.lines()))
    names = _names_among(tuple(scenario.best.cues), written)
    return tuple(c for c in scenario.best.cues if ROLES.search(c) or c in names)


@lru_cache(maxsize=64)
def _names_among(cues: tuple[str, ...], written: tuple[str, ...]) -> frozenset[str]:
    """Those cues that are one word and only ever written with a capital letter."""
    found = {c: re.findall(rf"\b{re.escape(c)}\b", " ".join(written), re.IGNORECASE) for c in cues}
    return frozenset(
        cue
        for cue, words in found.items()
        if " " not in cue and words and all(word[0].isupper() for word in words)
    )


def _answers(conversation: Conversation) -> list[tuple[int, str, Heard]]:
    """(number of a buyer turn, the rep's words before it, what was heard in those), for each buyer
    turn between two rep turns."""
    turns, heard = conversation.transcript.turns, conversation.heard
    return [
        (n + 1, turns[n - 1].text, heard[n - 1])
        for n in range(1, len(turns) - 1)
        if turns[n].speaker == "buyer" and turns[n - 1].speaker == turns[n + 1].speaker == "rep"
    ]
