"""Two baselines for the judge: the commonest verdict, and counting keywords."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from trainer.conversation import Conversation
from trainer.report import Verdict
from trainer.rubric import CRITERIA

KEYWORDS: Mapping[str, str] = {
    "value.trade": r"you(?:'ll| will) (?:get|leave|have|learn)|worth your",
    "value.no_gimmick": r"^(?!.*(?:bad time|good time|seconds)).*",
    "value.cost_of_inaction": r"cost|lose|risk|what happens if",
    "value.sequence": r"problem|challenge|cost",
    "value.tailored": r"you (?:said|mentioned|told)",
    "control.agenda": r"agenda|the reason|purpose|i'd like to",
    "control.discovery": r"\b(?:what|how|why|tell me)\b.*\?",
    "control.no_skip": r"before (?:i|we)|first",
    "control.non_commitment": r"what would|what has to|which day",
    "control.gain_not_give": r"and (?:could|can|would) you",
    "control.hold": r"finance|legal|decision",
    "control.path": r"back to|coming back",
    "commitment.recap": r"so far|to sum|recap|let me check",
    "commitment.temperature": r"where (?:do )?you stand|how do you feel|interests you",
    "commitment.ask": r"(?:could|can|would|shall) (?:we|you)",
    "commitment.specific": r"monday|tuesday|wednesday|thursday|friday|\d\s?(?:am|pm)|o'clock",
    "commitment.effort": r"bring|share|send me|invite",
    "commitment.next_best": r"instead|at least|smaller|just",
    "commitment.booked": r"(?:monday|tuesday|wednesday|thursday|friday).*(?:then|it is|see you)",
    "salvage.acknowledge": r"i understand|that's fair|i hear",
    "salvage.refocus": r"you (?:said|wanted)",
    "salvage.no_self_interest": r"^(?!.*(?:quota|month end|commission|discount)).*",
    "salvage.resolve": r"what(?:'s| is) (?:behind|holding)|concern",
    "salvage.ask_again": r"(?:could|can|would|shall) (?:we|you)",
    "fit.qualify": r"budget|who (?:else|decides|signs)|when do you",
    "fit.plan": r"plan|step",
}


def commonest(others: Sequence[Mapping[str, Verdict]]) -> dict[str, Verdict]:
    """For each criterion what annotators said most often of other talks."""
    return {id: Counter(v[id] for v in others).most_common(1)[0][0] for id in CRITERIA}


def keyword_count(conversation: Conversation) -> dict[str, Verdict]:
    """Met when two rep turns hold a keyword, partly when one does, else missed."""
    verdicts = (Verdict.MISSED, Verdict.PARTLY, Verdict.MET)
    said = [t.text.lower() for t in conversation.transcript.turns if t.speaker == "rep"]
    return {
        id: verdicts[min(2, sum(bool(re.search(cue, text)) for text in said))]
        for id, cue in KEYWORDS.items()
    }
