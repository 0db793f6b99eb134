"""What the pages work with: ready objects, built elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from trainer.library import Library
from trainer.practice import Practice
from trainer.review import Review
from trainer.rubric import Rubric
from trainer.store import Store


@dataclass(frozen=True)
class Desk:
    """The use cases and the shelves behind them."""

    practice: Practice
    store: Store
    library: Library
    review: Review
    rubric: Callable[[], Rubric]
