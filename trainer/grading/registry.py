"""All 26 criterion rules under their fixed ids; a rule too many or too few fails at import."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from trainer.grading import commitment, control, fit, salvage, value
from trainer.grading.case import Case, Finding
from trainer.rubric import CRITERIA

CriterionRule = Callable[[Case, tuple[int, ...]], Finding]

RULES: Mapping[str, CriterionRule] = {
    **value.RULES,
    **control.RULES,
    **commitment.RULES,
    **salvage.RULES,
    **fit.RULES,
}

if tuple(RULES) != CRITERIA:
    odd = sorted(set(RULES) ^ set(CRITERIA))
    raise RuntimeError(f"grading rules and the fixed criteria differ: {odd}")
