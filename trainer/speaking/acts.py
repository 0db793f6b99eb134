"""Which act a buyer's words perform, by their likeness to the authored lines of the banks.

A naive Bayes over words and pairs of words, learned from the banks when first asked. The local
reader was taught on conversations and knows few lines as short as these; the two err on different
ones, so the mean of both is taken.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from trainer.buyer.lines import BANKS, bank
from trainer.conversation import Channel
from trainer.speaking.ear import heard

# The situations of the banks whose lines perform an act.
SITUATIONS: Mapping[str, tuple[str, ...]] = {
    "stall": ("stall", "hold_stall"),
    "vague": ("vague", "hold_vague", "promise_taken", "let_off"),
    "skip": ("skip", "hold_skip"),
    "request": ("request", "hold_request"),
    "dodge": ("dodge", "hold_dodge", "deflect"),
    "back_away": ("back_away", "hold_back_away", "withdraw"),
    "concern": ("concern", "hold_concern", "ask_no_confidence", "ask_no_value"),
    "refuse": ("refuse", "hold_refuse", "ask_again"),
    "commit": ("commit", "commit_time", "confirm"),
    "question": ("ask_unclear", "get_to_it", "when"),
}
SMOOTHING, SOFTENING = 0.3, 0.5  # the second because words of a line are not independent

_WORD = re.compile(r"[a-z']+|\?")


class Likeness:
    """Learned from (act, line) pairs; gives the chance of each act for a text."""

    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        self._seen: dict[str, Counter[str]] = {}
        self._lines: Counter[str] = Counter()
        for act, line in lines:
            self._lines[act] += 1
            self._seen.setdefault(act, Counter()).update(_marks(line))
        self._known = {mark for seen in self._seen.values() for mark in seen}

    def chances(self, text: str) -> dict[str, float]:
        """Chance by act; they add up to one."""
        marks = [mark for mark in _marks(text) if mark in self._known]
        weight = {act: SOFTENING * self._log(act, marks) for act in self._seen}
        most = max(weight.values())
        share = {act: math.exp(w - most) for act, w in weight.items()}
        whole = sum(share.values())
        return {act: s / whole for act, s in share.items()}

    def _log(self, act: str, marks: Iterable[str]) -> float:
        seen, lines = self._seen[act], self._lines[act]
        return sum(math.log((seen[m] + SMOOTHING) / (lines + 2 * SMOOTHING)) for m in marks)


def bank_lines(temperaments: Iterable[str]) -> list[tuple[str, str]]:
    """(act, line) for every line of these banks that performs an act and needs no filling in."""
    return [
        (act, line)
        for name in temperaments
        for act, situations in SITUATIONS.items()
        for situation in situations
        for line in bank(name).get(situation, ())
        if "{" not in line
    ]


def temperaments() -> list[str]:
    """The names of the banks."""
    return sorted(path.stem for path in BANKS.glob("*.yaml"))


@lru_cache(maxsize=1)
def of_banks() -> Likeness:
    """The likeness to every bank."""
    return Likeness(bank_lines(temperaments()))


def chance(text: str, act: str, channel: Channel, likeness: Likeness | None = None) -> float:
    """The chance that `text` performs `act`: the mean of both ears."""
    like = (likeness or of_banks()).chances(text)
    return (like.get(act, 0.0) + heard(text, channel).chance(act)) / 2


def _marks(text: str) -> set[str]:
    words = _WORD.findall(text.lower().replace("’", "'"))
    pairs = (f"{a} {b}" for a, b in zip(words, words[1:], strict=False))
    return {*words, *pairs}
