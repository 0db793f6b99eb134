"""Finds the weights that belong to the examples: shipped, or learned and cached."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from platformdirs import user_cache_path

from trainer.reading.examples_io import EXAMPLES, fingerprint
from trainer.reading.features import VERSION
from trainer.reading.matching import CUES
from trainer.reading.model import Model

SHIPPED = Path(__file__).parent / "weights.npz"


def wanted(folder: Path = EXAMPLES) -> str:
    """What weights must be made of: these examples, these cues and this version of the features."""
    return f"{VERSION}-{fingerprint(folder)}-{fingerprint(CUES, '*.txt')}"


def made_of(path: Path) -> str:
    """What the weights in a file were made of; empty when there are none to use."""
    try:
        with np.load(path, allow_pickle=False) as data:
            return str(data["made_of"])
    except (OSError, ValueError, KeyError):
        return ""


def load(folder: Path = EXAMPLES, cache: Path | None = None) -> Model:
    """The model for the examples in `folder`; the shipped one where they are new.

    Reading never waits for learning: after examples change, `trainer learn` builds and caches
    weights for them, and until then the shipped ones serve.
    """
    want = wanted(folder)
    cached = cached_at(want, cache)
    if made_of(SHIPPED) != want and made_of(cached) == want:
        return Model.load(cached)
    return Model.load(SHIPPED)


def cached_at(want: str, cache: Path | None = None) -> Path:
    """Where weights made of `want` are kept."""
    return (cache or user_cache_path("sales-trainer")) / f"reader-{want}.npz"


def learn(folder: Path = EXAMPLES, cache: Path | None = None) -> Path:
    """Build weights for the examples in `folder` into the cache; gives the file's path."""
    from trainer.reading.learning import build  # scikit-learn is only needed here

    path = cached_at(wanted(folder), cache)
    build(path, folder)
    return path
