"""Where a language model and the offline parts saw the same thing differently, for trainers."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.report import GradeReport, Verdict

MOVES = "moves"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """`about` is `MOVES` (what the rep did in a turn) or a criterion's id.

    `turn` is the turn in question, 0 where a verdict names none. `model` and `offline` are what
    each of them said: moves, or one verdict.
    """

    about: str
    turn: int
    model: tuple[str, ...]
    offline: tuple[str, ...]


def on_verdicts(model: GradeReport, offline: GradeReport) -> tuple[Disagreement, ...]:
    """The criteria on which a model's verdict is not the offline judge's.

    What the offline judge left unscored it said nothing on; what a model's report took from it
    cannot differ.
    """
    return tuple(
        Disagreement(
            id,
            result.evidence[0].turn if result.evidence else 0,
            (result.verdict.value,),
            (offline.results[id].verdict.value,),
        )
        for id, result in model.results.items()
        if result.judge != "offline"
        and offline.results[id].verdict not in (Verdict.UNSCORED, result.verdict)
    )
