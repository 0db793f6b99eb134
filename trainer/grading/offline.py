"""The offline judge: criterion by criterion, opportunity first, then the rule.

Certain readings (an annotator's, or acts known from the buyer's policy) are judged once, by the
plain rules. Readings with chances are judged as many settled cases, weighed by the learned step;
what stays too unsure is left unscored, with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping

from trainer.conversation import Conversation
from trainer.grading.case import Case, Finding, Opening, PracticeLog, settled
from trainer.grading.evidence import anchors_for
from trainer.grading.flags import marks, rubric_sentences
from trainer.grading.opportunity import opening_of
from trainer.grading.registry import RULES
from trainer.grading.substance import credited
from trainer.grading.uncertainty import Weighed, draws, is_sure, weigh
from trainer.grading.verdicts import VerdictModel, Word, amounts, shipped, word
from trainer.report import Judgement, Verdict
from trainer.rubric import Criterion, Rubric

NAME = "offline"
SILENT = "You said nothing in this talk, so there is nothing to grade."
NO_OCCASION = "The buyer gave you no occasion for it in this call."
SURE_ENOUGH = 0.5
"""A verdict less sure than this may be left unscored…"""
MOST_UNSCORED = 0.195
"""…up to this share of the applicable weight, so that a total can still be given."""


def judge(
    conversation: Conversation,
    rubric: Rubric,
    *,
    log: PracticeLog | None = None,
    model: VerdictModel | None = None,
    force: bool = False,
) -> dict[str, Judgement]:
    """A judgement for every criterion that is on in `rubric`, keyed by id.

    `model`: the learned step, the shipped one by default. `force`: leave nothing unscored.
    """
    criteria = rubric.enabled()
    if not any(t.speaker == "rep" and t.text.strip() for t in conversation.transcript.turns):
        return {c.id: Judgement(Verdict.NA, (), SILENT) for c in criteria}
    counted = countable(conversation, rubric)
    if is_sure(counted):
        case = hard_case(counted, log)
        return {c.id: _plain(c, case, conversation, log) for c in criteria}
    weighed = weighed_of(counted, rubric, log)
    amount, model = amounts(counted), model or shipped()
    words = {
        c.id: word(
            c.id,
            weighed[c.id],
            amount,
            model,
            known_open=log.opportunity[c.id][0] if log and c.id in log.opportunity else None,
        )
        for c in criteria
    }
    left = frozenset() if force else too_unsure(words, rubric)
    return {
        c.id: _weighed(words[c.id], weighed[c.id], conversation, c.id in left) for c in criteria
    }


def countable(conversation: Conversation, rubric: Rubric) -> Conversation:
    """The conversation without what earns nothing: repeats, words meant for the grader."""
    return credited(conversation, marks(conversation.transcript, rubric_sentences(rubric)))


def hard_case(conversation: Conversation, log: PracticeLog | None = None) -> Case:
    """The reader's own decided labels, taken as they are."""
    return settled(conversation.transcript, [h.labels for h in conversation.heard], log)


def judge_case(
    criterion: Criterion, case: Case, log: PracticeLog | None = None
) -> tuple[Opening, Finding | None]:
    """One criterion on one settled case; no finding without an opportunity."""
    opening = opening_for(criterion, case, log)
    return opening, RULES[criterion.id](case, opening.turns) if opening.open else None


def weighed_of(
    counted: Conversation, rubric: Rubric, log: PracticeLog | None = None
) -> Mapping[str, Weighed]:
    """What the plain rules say over the draws of an unsure reading."""
    return weigh(rubric.enabled(), draws(counted, log), lambda c, case: judge_case(c, case, log))


def opening_for(criterion: Criterion, case: Case, log: PracticeLog | None) -> Opening:
    """The session's own log where it speaks of this criterion, else the rule."""
    known = log.opportunity.get(criterion.id) if log else None
    ruled = opening_of(criterion.id, criterion.applies, case)
    if known is None:
        return ruled
    was_open, turns = known
    if not was_open:
        return Opening(False, (), NO_OCCASION)
    usable = tuple(t for t in turns if 1 <= t <= case.last) or ruled.turns
    # Rules that work from the rep's own turns (asks, pitches, promises) need those turns.
    own = ruled.turns if ruled.turns and ruled.turns[0] in case.rep else usable
    return Opening(bool(own) or not ruled.why_not, own, ruled.why_not)


def too_unsure(words: Mapping[str, Word], rubric: Rubric) -> frozenset[str]:
    """The least sure verdicts, as long as enough weight stays scored for a total."""
    weight = {
        c.id: c.weight * rubric.dimensions[c.dimension].weight
        for c in rubric.enabled()
        if words[c.id].verdict is not Verdict.NA
    }
    room = MOST_UNSCORED * sum(weight.values())
    left: set[str] = set()
    for id in sorted(weight, key=lambda id: words[id].confidence):
        if words[id].confidence < SURE_ENOUGH and weight[id] <= room:
            room -= weight[id]
            left.add(id)
    return frozenset(left)


def _plain(
    criterion: Criterion, case: Case, conversation: Conversation, log: PracticeLog | None
) -> Judgement:
    opening, finding = judge_case(criterion, case, log)
    if finding is None:
        return Judgement(Verdict.NA, (), opening.why_not, confidence=1.0)
    return _judgement(finding, conversation, 1.0)


def _weighed(said: Word, weighed: Weighed, conversation: Conversation, left: bool) -> Judgement:
    finding = weighed.finding(said.verdict)
    if said.verdict is Verdict.NA or finding is None:
        note = weighed.why_not or NO_OCCASION
        return Judgement(Verdict.NA, (), note, confidence=said.confidence)
    judgement = _judgement(finding, conversation, said.confidence)
    if not left:
        return judgement
    likely = sorted(said.chances, key=lambda v: -said.chances[v])[:2]
    return Judgement(
        Verdict.UNSCORED,
        judgement.turns,
        f"This can be read as {likely[0]} or as {likely[1]}, and offline it is not clear which.",
        confidence=said.confidence,
        anchors=judgement.anchors,
    )


def _judgement(finding: Finding, conversation: Conversation, confidence: float) -> Judgement:
    return Judgement(
        verdict=finding.verdict,
        turns=finding.turns,
        note=finding.note,
        missing=finding.missing,
        confidence=confidence,
        anchors=anchors_for(finding.turns, finding.label, conversation.heard),
    )
