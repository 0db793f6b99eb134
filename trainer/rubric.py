"""Strict models of a rubric: which criteria count, how much, and how they are put to people.

The ids are fixed by the method; names, weights, wording, advice and which are on belong to the
trainer who edits the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from trainer.conversation import content_hash

DIMENSIONS = ("value", "control", "commitment", "salvage", "fit")

CRITERIA = (
    "value.trade",
    "value.no_gimmick",
    "value.cost_of_inaction",
    "value.sequence",
    "value.tailored",
    "control.agenda",
    "control.discovery",
    "control.no_skip",
    "control.non_commitment",
    "control.gain_not_give",
    "control.hold",
    "control.path",
    "commitment.recap",
    "commitment.temperature",
    "commitment.ask",
    "commitment.specific",
    "commitment.effort",
    "commitment.next_best",
    "commitment.booked",
    "salvage.acknowledge",
    "salvage.refocus",
    "salvage.no_self_interest",
    "salvage.resolve",
    "salvage.ask_again",
    "fit.qualify",
    "fit.plan",
)

Opportunity = Literal[
    "always",
    "talked_long_enough",  # not a conversation the buyer ends within three buyer turns
    "not_ended_for_fit",  # not one the rep rightly ends for lack of fit
    "four_rep_turns",
    "early_channel",  # cold_call, first_contact, follow_up
    "rep_asks",  # for time or a next step
    "rep_pitches",
    "rep_promises",
    "buyer_told_something",
    "buyer_skips_or_requests",
    "buyer_vague_or_stalls",
    "buyer_hedges_ask",
    "buyer_dodges_or_wanders",
    "needed_step_resisted",
    "failed_close",
    "plan_attached",
]

Text = Annotated[str, Field(min_length=1, max_length=600)]


class Strict(BaseModel):
    """Unknown keys are refused; instances cannot be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Criterion(Strict):
    """One thing a rep is graded on."""

    id: str
    name: Text  # a few words, as a heading
    question: Text  # what a rep reads before the call
    applies: Opportunity  # when the conversation gives the opportunity
    weight: float = Field(default=1.0, ge=0, le=10)
    on: bool = True
    met: Text
    partly: Text
    missed: Text
    advice: Text  # what to do instead, second person
    teaches: tuple[str, ...] = ()  # rows of the method

    @property
    def dimension(self) -> str:
        return self.id.partition(".")[0]


class Dimension(Strict):
    """A group of criteria with its share of the overall score."""

    name: Text
    weight: float = Field(ge=0, le=100)


class Rubric(Strict):
    """A whole rubric. Exactly the fixed criteria, each once; switch one off with `on: false`."""

    id: str
    title: Text
    dimensions: Mapping[str, Dimension]
    criteria: tuple[Criterion, ...]

    @model_validator(mode="after")
    def _complete(self) -> Rubric:
        if set(self.dimensions) != set(DIMENSIONS):
            raise ValueError(f"dimensions must be exactly {', '.join(DIMENSIONS)}")
        ids = [c.id for c in self.criteria]
        twice = sorted({i for i in ids if ids.count(i) > 1})
        if twice:
            raise ValueError(f"listed twice: {', '.join(twice)}; keep one of each")
        unknown, lacking = sorted(set(ids) - set(CRITERIA)), sorted(set(CRITERIA) - set(ids))
        if unknown:
            raise ValueError(f"unknown criteria: {', '.join(unknown)}; the ids are fixed")
        if lacking:
            raise ValueError(
                f"missing criteria: {', '.join(lacking)}; add them, with 'on: false' to leave "
                "one out of the grade"
            )
        if not any(self.enabled(d) for d in DIMENSIONS):
            raise ValueError("no criterion is on; a grade needs at least one")
        return self

    def __getitem__(self, id: str) -> Criterion:
        return next(c for c in self.criteria if c.id == id)

    def enabled(self, dimension: str | None = None) -> tuple[Criterion, ...]:
        """Criteria that are on, of one dimension or of all, in file order."""
        return tuple(
            c for c in self.criteria if c.on and (dimension is None or c.dimension == dimension)
        )

    @property
    def hash(self) -> str:
        return content_hash(self.model_dump(mode="json"))
