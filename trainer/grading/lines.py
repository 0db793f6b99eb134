"""What a fault costs, and a line to try instead: the bank in `lines.yaml`, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from ruamel.yaml import YAML

from trainer.conversation import Channel


@cache
def bank() -> Mapping[str, Mapping[str, str]]:
    """Criterion id → "cost", "any" and channel names → a sentence."""
    text = files(__package__).joinpath("lines.yaml").read_text(encoding="utf-8")
    data: Mapping[str, Mapping[str, str]] = YAML(typ="safe", pure=True).load(text)
    return data


def cost_of(criterion: str) -> str:
    """Why a fault in this criterion costs the rep."""
    return bank()[criterion]["cost"]


def line_for(criterion: str, channel: Channel) -> str:
    """A line to try for a criterion, in the given channel."""
    lines = bank()[criterion]
    return lines.get(channel, lines["any"])
