"""Prompts as messages: what stays the same first, so that an endpoint can cache it.

A template is cut at its first `≡≡≡`: above it stands the system message, which holds nothing that
anybody typed, below it the message of the user.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from trainer.conversation import Channel, content_hash
from trainer.library import data_folder
from trainer.llm.ladder import repair_with
from trainer.llm.values import Message, system, user
from trainer.prompting import render

CUT = "≡≡≡"
CHANNELS: Mapping[Channel, str] = {
    "cold_call": "on a cold call",
    "first_contact": "in a first exchange of messages",
    "meeting": "in a meeting",
    "closing": "in a closing conversation",
    "follow_up": "on a follow-up call",
}
repair = repair_with("repair.jinja")


def messages(template: str, **variables: Any) -> list[Message]:
    """The messages of a prompt. Raises PromptError."""
    stable, _, changing = render(template, **variables).partition(f"\n{CUT}\n")
    return [system(stable.strip()), user(changing.strip())]


def turns(said: Sequence[Any], first: int = 1) -> list[dict[str, Any]]:
    """Turns for a template, numbered from `first`; each on one paragraph."""
    return [
        {"number": first + at, "speaker": t.speaker, "text": " ".join(t.text.split())}
        for at, t in enumerate(said)
    ]


@lru_cache(maxsize=1)
def prompts_hash() -> str:
    """What a report says about the prompts it was made with."""
    files = sorted([*data_folder("prompts").glob("*.jinja"), *Path(__file__).parent.glob("*.yaml")])
    return content_hash({f.name: f.read_text(encoding="utf-8") for f in files})
