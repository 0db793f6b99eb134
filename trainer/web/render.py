"""Jinja with autoescape on: the only way text becomes HTML here."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from trainer.report import Verdict
from trainer.web import words


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Strict, and escaping everything; whitespace of the templates is trimmed."""
    env = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(
        heard=words.heard,
        score=words.number,
        day=words.day,
        short_day=words.short_day,
        clock_time=words.clock_time,
        level=words.level,
    )
    env.globals.update(
        SHAPES=words.SHAPES,
        VERDICTS=words.VERDICTS,
        CHANNELS=words.CHANNELS,
        GAUGES=words.GAUGES,
        Verdict=Verdict,
    )
    return env


def render(name: str, **variables: Any) -> Markup:
    """A template as HTML that may be put into another without being escaped again."""
    return Markup(environment().get_template(f"{name}.html").render(**variables))
