"""What a speaker may know, and whether a sentence holds anything else.

Compares by figures, names and telling words. A model never sees an unearned fact, so a hit is
chance or invention; neither may reach the rep, because a made-up figure would be graded as real.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from trainer.scenario import Fact, Scenario
from trainer.speaking.part import Part
from trainer.speaking.tokens import all_words, figures, names
from trainer.words import telling

MANY = 4  # telling words of one unearned line from which it is being told
SHARE = 0.5  # of its telling words, where it has few


@dataclass(frozen=True)
class Known:
    """Everything a turn may draw on, as one text."""

    text: str

    def has_figure(self, figure: float) -> bool:
        return figure in figures(self.text)

    def has_name(self, name: str) -> bool:
        words = all_words(self.text)
        return name in words or all(part in words for part in re.split(r"[-' ]", name))


def public(scenario: Scenario) -> str:
    """What the rep is told before the call, and anybody can see."""
    s = scenario
    parts = [s.title, s.summary, s.brief, s.product.name, s.product.one_line, *s.product.proof]
    parts += [s.persona.name, s.persona.role, s.persona.company, s.persona.industry]
    for other in (s.gatekeeper, s.second):
        if other:
            parts += [other.name, other.role]
    return "\n".join(parts)


def known_to(part: Part) -> Known:
    """What the speaker of this turn may draw on."""
    facts = (line for f in part.scenario.facts if f.id in part.told for line in f.says)
    wants = (w.says for w in part.scenario.wants if f"want:{w.id}" in part.told)
    shown = (words for d in part.directions for words in (d.purpose, d.like, d.stance))
    step = (part.settled, part.time, str(part.minutes_left))
    own = (public(part.scenario), part.heard_before, part.who.voice)
    return Known("\n".join((*own, *step, *facts, *wants, *shown)))


def unearned(part: Part) -> tuple[Fact, ...]:
    return tuple(f for f in part.scenario.facts if f.id not in part.told)


def tells_secret(text: str, part: Part, known: Known) -> str:
    """Why `text` says more than the speaker may know, "" when it does not."""
    said, words = telling(text), all_words(text)
    for fact in unearned(part):
        for line in fact.says:
            secret = telling(line) - telling(known.text)
            hits = said & secret
            if len(hits) >= MANY or (len(hits) >= 3 and len(hits) >= SHARE * len(secret)):
                return "it tells something that was not to be told"
            if _hidden_names(line, known) & words:
                return "it names somebody or something that was not to be told"
    return ""


def invents(text: str, known: Known) -> str:
    """Why `text` is made up, "" when every figure and name in it comes from somewhere."""
    for figure in figures(text):
        if not known.has_figure(figure):
            return f"the figure {figure:g} comes from nowhere"
    for name in names(text):
        if not known.has_name(name):
            return f"the name {name.title()} comes from nowhere"
    return ""


def _hidden_names(line: str, known: Known) -> frozenset[str]:
    return frozenset(n for n in names(line) if not known.has_name(n))


def secret_marks(facts: Iterable[Fact], known: Known) -> tuple[frozenset[float], frozenset[str]]:
    """Figures and names that only these facts hold: for tests of what a prompt shows."""
    lines = [line for fact in facts for line in fact.says]
    found = frozenset(n for line in lines for n in figures(line))
    return (
        frozenset(n for n in found if not known.has_figure(n)),
        frozenset(n for line in lines for n in _hidden_names(line, known)),
    )
