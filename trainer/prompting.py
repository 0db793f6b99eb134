"""Jinja in a sandbox, with no undefined variable let through and untrusted text fenced.

Used for the buyer's authored lines and for the prompts of a language model.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from trainer.errors import PromptError
from trainer.library import data_folder

FENCE = "‹‹‹", "›››"


def fence(text: str) -> str:
    """Untrusted text between marks that cannot occur inside it."""
    for mark in FENCE:
        while mark in text:
            text = text.replace(mark, mark[0])
    return f"{FENCE[0]}{text}{FENCE[1]}"


@lru_cache(maxsize=1)
def _lines() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


@lru_cache(maxsize=8192)
def _line(template: str) -> Template:
    return _lines().from_string(template)


def render_line(template: str, variables: Mapping[str, Any]) -> str:
    """A buyer line with its variables filled in, on one paragraph.

    Raises PromptError for bad syntax or an unknown variable.
    """
    if "{" not in template:
        return " ".join(template.split())
    try:
        return " ".join(_line(template).render(**variables).split())
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as e:
        raise PromptError(
            f"the line '{template[:60]}' cannot be rendered: {e}. "
            "Lines may use rep.time, rep.offer, rep.number, rep.name, buyer.name, buyer.role, "
            "buyer.company, buyer.minutes and product.name."
        ) from None


@lru_cache(maxsize=4)
def environment(folder: Path | None = None) -> ImmutableSandboxedEnvironment:
    """The environment of the prompt templates in `folder` (default: the shipped prompts)."""
    env = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder or data_folder("prompts")),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["fence"] = fence
    return env


def render(name: str, folder: Path | None = None, **variables: Any) -> str:
    """The prompt template `name` with `variables`. Raises PromptError."""
    try:
        return environment(folder).get_template(name).render(**variables).strip() + "\n"
    except TemplateError as e:
        raise PromptError(f"prompts/{name}: {type(e).__name__}: {e}") from None
