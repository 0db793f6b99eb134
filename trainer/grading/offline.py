"""The offline judge: criterion by criterion, opportunity first, then the rule.

Certain readings (an annotator's, or acts known from the buyer's policy) are judged once. Readings
with chances are judged as many settled cases; see `grading.uncertainty`.
"""

from __future__ import annotations

from trainer.conversation import Conversation
from trainer.grading.case import Case, Finding, Opening, PracticeLog, settled
from trainer.grading.evidence import anchors_for
from trainer.grading.opportunity import opening_of
from trainer.grading.registry import RULES
from trainer.grading.substance import credited
from trainer.report import Judgement, Verdict
from trainer.rubric import Criterion, Rubric

NAME = "offline"
SILENT = "You said nothing in this talk, so there is nothing to grade."


def judge(
    conversation: Conversation, rubric: Rubric, *, log: PracticeLog | None = None
) -> dict[str, Judgement]:
    """A judgement for every criterion that is on in `rubric`, keyed by id."""
    if not any(t.speaker == "rep" and t.text.strip() for t in conversation.transcript.turns):
        return {c.id: Judgement(Verdict.NA, (), SILENT) for c in rubric.enabled()}
    counted = credited(conversation)
    case = settled(counted.transcript, [h.labels for h in counted.heard], log)
    return {c.id: judge_one(c, case, conversation, log) for c in rubric.enabled()}


def judge_one(
    criterion: Criterion, case: Case, conversation: Conversation, log: PracticeLog | None
) -> Judgement:
    """One criterion on one settled case."""
    opening = opening_for(criterion, case, log)
    if not opening.open:
        return Judgement(Verdict.NA, (), opening.why_not, confidence=1.0)
    finding = RULES[criterion.id](case, opening.turns)
    return judgement_of(finding, conversation, confidence=1.0)


def opening_for(criterion: Criterion, case: Case, log: PracticeLog | None) -> Opening:
    """The session's own log where it speaks of this criterion, else the rule."""
    known = log.opportunity.get(criterion.id) if log else None
    if known is None:
        return opening_of(criterion.id, criterion.applies, case)
    was_open, turns = known
    if not was_open:
        return Opening(False, (), "The buyer gave you no occasion for it in this call.")
    ruled = opening_of(criterion.id, criterion.applies, case)
    usable = tuple(t for t in turns if 1 <= t <= case.last) or ruled.turns
    # Rules that work from the rep's own turns (asks, pitches, promises) need those turns.
    own = ruled.turns if ruled.turns and ruled.turns[0] in case.rep else usable
    return Opening(bool(own) or not ruled.why_not, own, ruled.why_not)


def judgement_of(
    finding: Finding, conversation: Conversation, confidence: float | None
) -> Judgement:
    """A finding as the judgement that leaves this judge."""
    return Judgement(
        verdict=finding.verdict,
        turns=finding.turns,
        note=finding.note,
        missing=finding.missing,
        confidence=confidence,
        anchors=anchors_for(finding.turns, finding.label, conversation.heard),
    )
