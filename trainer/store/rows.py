"""Values to rows and back. Pure: no queries here.

JSON keeps numbers as they are, unrounded, so that a stored session grades exactly as it did when
it was played.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, cast

from pydantic import ValidationError
from sqlalchemy import RowMapping

from trainer.conversation import Heard, Plan, Speaker, Transcript, Turn
from trainer.disagreement import Disagreement
from trainer.errors import StoreError
from trainer.llm.usage import Usage
from trainer.report import CriterionResult, GradeReport, Score
from trainer.rubric import DIMENSIONS
from trainer.scenario import Scenario
from trainer.session import (
    Carried,
    Comment,
    Hint,
    Outcome,
    OutcomeKind,
    Override,
    Session,
    SessionSummary,
    SessionTurn,
)
from trainer.store.tables import (
    CommentRow,
    DisagreementRow,
    HintRow,
    OverrideRow,
    SessionRow,
    TurnRow,
    UsageRow,
)


def session_row(session: Session, now: datetime, score: Score | None) -> SessionRow:
    """A session with everything in it. `score` stands in for the report's when people overruled."""
    scenario, imported = session.scenario, session.imported
    return SessionRow(
        id=session.id,
        family=session.id,
        parent=session.parent,
        fork_turn=session.fork_turn,
        scenario_id=scenario.id if scenario else "",
        title=scenario.title if scenario else imported.id if imported else session.id,
        rep=session.rep,
        seed=session.seed,
        started_at=session.started_at or now,
        finished_at=session.finished_at,
        finished=session.finished,
        turn_count=len(session.turns),
        plan=session.plan.to_dict() if session.plan is not None else None,
        carried=session.carried.to_dict() if session.carried is not None else None,
        report=report_json(session.report) if session.report else None,
        scenario=scenario.to_dict() if scenario else None,
        imported=imported.to_dict() if imported else None,
        turns=[turn_row(session.id, turn) for turn in session.turns],
        hints=[hint_row(session.id, hint) for hint in session.hints],
        comments=[comment_row(session.id, comment) for comment in session.comments],
        overrides=[override_row(session.id, override) for override in session.overrides],
        **outcome_columns(session.outcome),
        **score_columns(score or (session.report.score if session.report else None)),
    )


def session_value(row: SessionRow) -> Session:
    """The whole session. Raises StoreError when its JSON is not what this version writes."""
    try:
        return Session(
            id=row.id,
            scenario=Scenario.model_validate(row.scenario) if row.scenario else None,
            seed=row.seed,
            rep=row.rep,
            plan=Plan.from_dict(row.plan) if row.plan is not None else None,
            carried=Carried.from_dict(row.carried) if row.carried is not None else None,
            turns=tuple(turn_value(turn) for turn in row.turns),
            hints=tuple(Hint(hint.turn, hint.text) for hint in row.hints),
            outcome=outcome_value(row.outcome_kind, row.outcome_commitment, row.outcome_time),
            finished=row.finished,
            started_at=row.started_at,
            finished_at=row.finished_at,
            parent=row.parent,
            fork_turn=row.fork_turn,
            report=GradeReport.from_dict(row.report) if row.report else None,
            overrides=tuple(override_value(override) for override in row.overrides),
            comments=tuple(comment_value(comment) for comment in row.comments),
            imported=transcript_value(row.imported) if row.imported else None,
        )
    except (ValidationError, KeyError, TypeError, ValueError) as e:
        what = str(e).splitlines()[0] if str(e) else type(e).__name__
        raise StoreError(
            f"Session {row.id} cannot be understood ({what}). It was written by another version "
            "of the trainer; open it with that one."
        ) from e


def summary_value(row: RowMapping) -> SessionSummary:
    """A list row, from the columns that `history` selects."""
    graded = row["graded"]
    return SessionSummary(
        id=row["id"],
        scenario_id=row["scenario_id"],
        title=row["title"],
        rep=row["rep"],
        started_at=row["started_at"],
        finished=row["finished"],
        outcome=outcome_value(row["outcome_kind"], row["outcome_commitment"], row["outcome_time"]),
        overall=row["overall"],
        dimensions={d: row[f"{d}_score"] for d in DIMENSIONS} if graded else {},
        turns=row["turn_count"],
        parent=row["parent"],
        overridden=row["overridden"],
    )


def outcome_columns(outcome: Outcome) -> dict[str, Any]:
    return {
        "outcome_kind": outcome.kind,
        "outcome_commitment": outcome.commitment,
        "outcome_time": outcome.time,
    }


def outcome_value(kind: str, commitment: str | None, time: str) -> Outcome:
    return Outcome(cast(OutcomeKind, kind), commitment, time)


def score_columns(score: Score | None) -> dict[str, Any]:
    """`overall` and one column a dimension; all empty without a score."""
    columns = {f"{d}_score": score.dimensions.get(d) if score else None for d in DIMENSIONS}
    return {"overall": score.overall if score else None, **columns}


def turn_row(session_id: str, turn: SessionTurn) -> TurnRow:
    return TurnRow(
        session_id=session_id,
        number=turn.number,
        speaker=turn.speaker,
        text=turn.text,
        reason=turn.reason,
        heard=heard_json(turn.heard),
        state=dict(turn.state),
    )


def turn_value(row: TurnRow) -> SessionTurn:
    return SessionTurn(
        number=row.number,
        speaker=cast(Speaker, row.speaker),
        text=row.text,
        heard=Heard.from_dict(row.heard),
        reason=row.reason,
        state=row.state,
    )


def heard_json(heard: Heard) -> dict[str, Any]:
    """As `Heard.to_dict`, with every chance and no rounding."""
    return {**heard.to_dict(), "chances": dict(heard.chances)}


def hint_row(session_id: str, hint: Hint) -> HintRow:
    return HintRow(session_id=session_id, turn=hint.turn, text=hint.text)


def comment_row(session_id: str, comment: Comment) -> CommentRow:
    return CommentRow(
        session_id=session_id,
        turn=comment.turn,
        text=comment.text,
        author=comment.author,
        at=comment.at,
    )


def comment_value(row: CommentRow) -> Comment:
    return Comment(turn=row.turn, text=row.text, author=row.author, at=row.at)


def override_row(session_id: str, override: Override) -> OverrideRow:
    return OverrideRow(
        session_id=session_id,
        criterion=override.result.id,
        result=result_json(override.result),
        author=override.author,
        at=override.at,
    )


def override_value(row: OverrideRow) -> Override:
    result = CriterionResult.from_dict(row.criterion, row.result)
    return Override(result=result, author=row.author, at=row.at)


def usage_row(session_id: str, purpose: str, usage: Usage) -> UsageRow:
    return UsageRow(session_id=session_id, purpose=purpose, **asdict(usage))


def usage_value(row: UsageRow) -> Usage:
    return Usage(**{field.name: getattr(row, field.name) for field in fields(Usage)})


def disagreement_row(session_id: str, found: Disagreement) -> DisagreementRow:
    return DisagreementRow(
        session_id=session_id,
        about=found.about,
        turn=found.turn,
        model=" ".join(found.model),
        offline=" ".join(found.offline),
    )


def disagreement_value(row: DisagreementRow) -> Disagreement:
    return Disagreement(row.about, row.turn, tuple(row.model.split()), tuple(row.offline.split()))


def result_json(result: CriterionResult) -> dict[str, Any]:
    """As `CriterionResult.to_dict`, confidence unrounded."""
    return {**result.to_dict(), "confidence": result.confidence}


def report_json(report: GradeReport) -> dict[str, Any]:
    """As `GradeReport.to_dict`, with no number rounded."""
    return {
        **report.to_dict(),
        "overall": report.score.overall,
        "dimensions": dict(report.score.dimensions),
        "coverage": report.score.coverage,
        "criteria": {id: result_json(result) for id, result in report.results.items()},
    }


def transcript_value(data: Mapping[str, Any]) -> Transcript:
    return Transcript(
        id=data["id"],
        channel=data["channel"],
        turns=tuple(Turn(t["speaker"], t["text"]) for t in data["turns"]),
        context=data.get("context", ""),
        plan=Plan.from_dict(data["plan"]) if "plan" in data else None,
    )
