"""What a rep types, as it is kept: control and unseen characters gone, nothing else changed."""

from __future__ import annotations

import re
import unicodedata

from trainer.errors import MessageError

MAX_MESSAGE = 6000  # characters; a spoken turn of more than five minutes
_ZERO_WIDTH = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def clean_message(text: str) -> str:
    """A rep's message as it is kept: control and zero-width characters gone, ends trimmed.

    Raises MessageError when nothing is left, or when it is longer than `MAX_MESSAGE`.
    """
    text = _ZERO_WIDTH.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    if not text:
        raise MessageError("There is nothing in that message", mend="Type what you would say.")
    if len(text) > MAX_MESSAGE:
        raise MessageError(
            f"That message has {len(text):,} characters and nobody listens that long",
            mend=f"Keep it under {MAX_MESSAGE:,}; nothing was sent.",
        )
    return text


def clean_name(name: str) -> str:
    """A rep's name on one line of at most 60 characters."""
    return " ".join(_ZERO_WIDTH.sub("", name).split())[:60]
