"""From a read conversation to a grade report: judge, check, quote, add up, coach, flag."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.conversation import Conversation
from trainer.grading.case import PracticeLog
from trainer.grading.coaching import focus_points
from trainer.grading.evidence import checked
from trainer.grading.flags import flags_of, marks, rubric_sentences
from trainer.grading.offline import NAME, judge
from trainer.report import CriterionResult, GradeReport, Judgement, Verdict, score
from trainer.rubric import Rubric

MODEL_ADDS = (
    "A connected language model would settle the unsure ones and catch what is said between the "
    "lines."
)


def grade(
    conversation: Conversation,
    rubric: Rubric,
    *,
    log: PracticeLog | None = None,
    scenario_lines: Mapping[str, str] | None = None,
) -> GradeReport:
    """Grade a conversation with the offline judge."""
    return report(
        conversation,
        rubric,
        judge(conversation, rubric, log=log),
        scenario_lines=scenario_lines,
        certainty=None,
    )


def report(
    conversation: Conversation,
    rubric: Rubric,
    judgements: Mapping[str, Judgement],
    *,
    judge_name: str = NAME,
    scenario_lines: Mapping[str, str] | None = None,
    certainty: str | None = None,
) -> GradeReport:
    """Turn any judge's judgements into a report. Exactly the criteria that are on must be there;
    one the judge left out counts as unscored."""
    transcript = conversation.transcript
    results: dict[str, CriterionResult] = {}
    for criterion in rubric.enabled():
        judgement = judgements.get(criterion.id) or Judgement(
            Verdict.UNSCORED, note="The judge gave no verdict on this."
        )
        results[criterion.id] = checked(criterion.id, judgement, conversation, judge_name)
    found = marks(transcript, rubric_sentences(rubric))
    return GradeReport(
        id=transcript.id,
        results=results,
        score=score({id: r.verdict for id, r in results.items()}, rubric),
        focus=focus_points(results, rubric, transcript, scenario_lines),
        flags=flags_of(transcript, found),
        hashes={"transcript": transcript.hash, "rubric": rubric.hash},
        judge=judge_name,
        certainty=sureness(results) if certainty is None else certainty,
    )


def sureness(results: Mapping[str, CriterionResult]) -> str:
    """How sure the offline judge is, in plain words, and what a model would add."""
    judged = [r for r in results.values() if r.verdict.points is not None]
    unsure = sum(r.verdict is Verdict.UNSCORED for r in results.values())
    if not judged:
        return "Nothing here could be judged offline." + (f" {MODEL_ADDS}" if unsure else "")
    known = [r.confidence for r in judged if r.confidence is not None]
    if known and min(known) >= 0.995 and not unsure:
        return "Every verdict follows from readings that are known for sure."
    mean = sum(known) / len(known) if known else 0.0
    right = f"about {round(10 * mean)} in 10" if known else "an unknown share"
    left = f" It left {unsure} unscored rather than guess." if unsure else ""
    return (
        f"The offline judge gave {len(judged)} verdicts and expects {right} of them to be "
        f"right.{left} {MODEL_ADDS}"
    )
