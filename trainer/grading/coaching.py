"""At most three things to change: what you said, why it cost you, a line to try.

More than three overload the reps who need it most, so the biggest losses come first and only one
focus is given for each root cause.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from trainer.conversation import Transcript
from trainer.grading.evidence import cut
from trainer.grading.lines import cost_of, line_for
from trainer.report import CriterionResult, Focus
from trainer.rubric import DIMENSIONS, Rubric

MOST = 3

# Criteria that usually fail together, because one habit is behind them.
ROOTS: tuple[frozenset[str], ...] = tuple(
    frozenset(group.split())
    for group in (
        "value.trade value.no_gimmick",
        "value.cost_of_inaction value.sequence",
        "value.tailored control.discovery",
        "control.agenda control.path fit.plan",
        "control.no_skip control.gain_not_give",
        "control.non_commitment control.hold commitment.next_best salvage.ask_again",
        "commitment.ask commitment.specific commitment.effort commitment.booked",
        "commitment.recap commitment.temperature",
        "salvage.acknowledge salvage.no_self_interest",
        "salvage.refocus salvage.resolve",
        "fit.qualify",
    )
)


def losses(results: Mapping[str, CriterionResult], rubric: Rubric) -> dict[str, float]:
    """Points of the overall score that each criterion cost, largest first.

    A judge's confidence scales the loss, so a sure fault goes before an unsure one.
    """
    present: dict[str, float] = {}
    for dimension in DIMENSIONS:
        scored = [c for c in rubric.enabled(dimension) if _points(results, c.id) is not None]
        if scored:
            present[dimension] = sum(c.weight for c in scored)
    whole = sum(rubric.dimensions[d].weight for d in present)
    lost: dict[str, float] = {}
    for criterion in rubric.enabled():
        points = _points(results, criterion.id)
        if points is None or points == 1.0:
            continue
        share = rubric.dimensions[criterion.dimension].weight * criterion.weight
        confidence = results[criterion.id].confidence
        lost[criterion.id] = (
            100 * (1 - points) * share / ((present[criterion.dimension] or 1) * (whole or 1))
        ) * (1.0 if confidence is None else confidence)
    return dict(sorted(lost.items(), key=lambda item: -item[1]))


def focus_points(
    results: Mapping[str, CriterionResult],
    rubric: Rubric,
    transcript: Transcript,
    scenario_lines: Mapping[str, str] | None = None,
) -> tuple[Focus, ...]:
    """The few things to change, biggest loss first, at most one for each root cause, each at a
    turn of the rep."""
    chosen: list[Focus] = []
    used: set[frozenset[str]] = set()
    own = scenario_lines or {}
    for id, loss in losses(results, rubric).items():
        root = next(group for group in ROOTS if id in group)
        if root in used or loss <= 0:
            continue
        used.add(root)
        result = results[id]
        first = result.evidence[0] if result.evidence else None
        focus = Focus(
            criterion=id,
            turn=first.turn if first else None,
            quote=first.quote if first else "",
            why=f"{result.note} {cost_of(id)}".strip(),
            try_line=own.get(id) or line_for(id, transcript.channel),
        )
        chosen.append(placed(focus, results, transcript))
        if len(chosen) == MOST:
            break
    return tuple(chosen)


def placed(focus: Focus, results: Mapping[str, CriterionResult], transcript: Transcript) -> Focus:
    """The focus at the turn of the rep where its line could have been said: what belongs at the
    start or before the ask stands there, and what shows in the buyer's words at the turn before."""
    reps = [n for n, turn in enumerate(transcript.turns, start=1) if turn.speaker == "rep"]
    if focus.turn is None or not reps:
        return focus
    turn = focus.turn
    if focus.criterion == "control.agenda":
        turn = reps[0]
    elif focus.criterion == "commitment.recap" and "commitment.ask" in results:
        asks = [e.turn for e in results["commitment.ask"].evidence if e.turn in reps]
        turn = min([*asks[:1], turn])
    if turn not in reps:
        turn = max((n for n in reps if n < turn), default=reps[0])
    if turn == focus.turn:
        return focus
    return replace(focus, turn=turn, quote=cut(transcript.turns[turn - 1].text, None))


def _points(results: Mapping[str, CriterionResult], id: str) -> float | None:
    return results[id].score if id in results else None
