"""Any exception as one calm line: what happened, what was kept, the one thing to do now."""

from __future__ import annotations

import logging

from trainer.errors import Conflict, InputError, ModelError, NotFound, StoreError, TrainerError

log = logging.getLogger("trainer.web")

KEPT = "Everything said before is kept."


def calm(error: BaseException, kept: str = KEPT) -> str:
    """The line for a page. What is no fault of ours to foresee goes to the log with its trace."""
    match error:
        case InputError():
            return sentence(error.what) + (f" {sentence(error.mend)}" if error.mend else "")
        case Conflict() | NotFound():
            return sentence(str(error))
        case ModelError():
            return f"The language model did not answer. {kept} Send it again."
        case StoreError():
            log.error("store: %s", error)
            return f"The page could not reach its records. {kept} Try again in a moment."
        case TrainerError():
            log.error("%s", error)
            return sentence(str(error))
    log.error("unforeseen", exc_info=error)
    return f"Something went wrong on our side. {kept} Reload the page to go on."


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…”" else ".")
