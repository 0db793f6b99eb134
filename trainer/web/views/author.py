"""The author's desk: what the checks found beside the text, and how a draft is coming on."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from trainer.lint import Finding
from trainer.llm.usage import Usage
from trainer.web.faults import sentence
from trainer.web.render import render


def head(drafts: bool) -> Markup:
    """What the page is for; `drafts` tells whether a model can write here."""
    return render("author", drafts=drafts)


def drafting(seconds: int) -> Markup:
    """A model is writing."""
    return render("drafting", seconds=seconds)


def findings(found: Sequence[Finding], number: str = "") -> Markup:
    """What is to be mended, in the order of the file; advice after it. `number`: the page's count
    of the check, by which it knows whether this is about the text that stands there."""
    ordered = sorted(found, key=lambda f: (not f.serious, f.line or 0))
    serious = sum(f.serious for f in found)
    head = f"{_COUNTED.get(serious, f'{serious} things')} to mend" if serious else "Ready to play"
    return render("findings", found=ordered, head=head, told=told, number=number)


_COUNTED = {1: "One thing", 2: "Two things", 3: "Three things"}


def told(text: str) -> str:
    """As a sentence, but for a field's name at its start, which keeps its letters."""
    name = text.partition(" ")[0]
    whole = sentence(text)
    return name + whole[len(name) :] if name.endswith(":") else whole


def actions(*, may_save: bool, back: bool) -> Markup:
    """The buttons under the text. `back`: there is an earlier text to bring back."""
    return render("author_actions", may_save=may_save, back=back)


def saved(id: str) -> Markup:
    return render("saved", id=id)


def taken(text: str) -> Markup:
    """Ask once before a scenario is replaced."""
    return render("taken", text=text)


def written(usage: Usage) -> str:
    """What a draft took, as a sentence."""
    calls = "one call" if usage.calls == 1 else f"{usage.calls} calls"
    tokens = f" and {usage.prompt + usage.completion:,} tokens" if not usage.unreported else ""
    return f"A draft is below, in {calls}{tokens}. Read every line before your reps do."
