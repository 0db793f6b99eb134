"""Finds the weights that belong to the examples: shipped, cached, or learned now."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from platformdirs import user_cache_path

from trainer.reading.examples_io import EXAMPLES, fingerprint
from trainer.reading.features import VERSION
from trainer.reading.model import Model

SHIPPED = Path(__file__).parent / "weights.npz"


def wanted(folder: Path = EXAMPLES) -> str:
    """What weights must be made of: these examples and this version of the features."""
    return f"{VERSION}-{fingerprint(folder)}"


def made_of(path: Path) -> str:
    """What the weights in a file were made of; empty when there are none to use."""
    try:
        with np.load(path, allow_pickle=False) as data:
            return str(data["made_of"])
    except (OSError, ValueError, KeyError):
        return ""


def load(folder: Path = EXAMPLES, cache: Path | None = None) -> Model:
    """The model for the examples in `folder`, learned and cached if they are new."""
    want = wanted(folder)
    if made_of(SHIPPED) == want:
        return Model.load(SHIPPED)
    cached = (cache or user_cache_path("sales-trainer")) / f"reader-{want}.npz"
    if made_of(cached) == want:
        return Model.load(cached)
    from trainer.reading.learning import build  # scikit-learn is only needed here

    return build(cached, folder)
