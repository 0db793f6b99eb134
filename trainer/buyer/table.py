"""The table of effects and thresholds (`table.yaml`), strictly checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from trainer.conversation import Move
from trainer.errors import ScenarioError
from trainer.library import parse
from trainer.rubric import Strict
from trainer.scenario import TEMPERAMENTS


class Effect(Strict):
    """What something does to the five gauges."""

    trust: float = 0.0
    value: float = 0.0
    urgency: float = 0.0
    confidence: float = 0.0
    patience: float = 0.0

    def times(self, factor: float) -> dict[str, float]:
        """The gauges that move, each scaled by `factor`."""
        return {gauge: by * factor for gauge, by in self.model_dump().items() if by}


class Thresholds(Strict):
    repeat: float
    jargon: float
    overlap: int
    gain: int
    gate_reason: int
    opening_reason: int
    problem: float
    sticky: float = Field(ge=0, le=1)
    warm: float
    cool: float
    hang_up: float
    leave_offered: float
    time_low: float
    push: int
    words_per_minute: float
    minutes_a_turn: float
    more_time: float
    deep_in_it: float


class Table(Strict):
    """Everything `table.yaml` holds."""

    effects: Mapping[Move, Effect]
    early_pitch: Effect
    told_cost: Effect
    told_fact: Effect
    told_want: Effect
    yielded: Effect
    hardened: Effect
    every_exchange: Effect
    idle: Effect
    rambling: Effect
    jargon: Effect
    repeated: Effect
    repeated_ask: Effect
    ignored_question: Effect
    rude: Effect
    meta: Effect
    again: tuple[float, ...]
    most_gain: float
    most_moves: int
    long_turn: int
    thresholds: Thresholds
    comes_up: Mapping[Literal["asked", "closing", "opening"], Mapping[int, float]]
    stubborn: Mapping[int, int]
    temperaments: Mapping[str, Mapping[str, float]]

    @model_validator(mode="after")
    def _names(self) -> Table:
        known = set(Move) | set(type(self).model_fields)
        for temperament, factors in self.temperaments.items():
            if temperament not in TEMPERAMENTS:
                raise ValueError(f"temperaments: '{temperament}' is not a temperament")
            unknown = sorted(set(factors) - known)
            if unknown:
                raise ValueError(f"temperaments.{temperament}: nothing is called {unknown[0]}")
        return self

    def effect(self, name: str, temperament: str) -> dict[str, float]:
        """What the move or event `name` does to a buyer of this temperament."""
        base = self.effects.get(Move(name)) if name in set(Move) else getattr(self, name)
        if base is None:
            return {}
        return base.times(self.temperaments.get(temperament, {}).get(name, 1.0))

    def share(self, times: int) -> float:
        """The share a move earns after it has earned `times` times already."""
        return self.again[times] if times < len(self.again) else 0.0


@lru_cache(maxsize=1)
def table() -> Table:
    return parse(Table, Path(__file__).parent / "table.yaml", ScenarioError)
