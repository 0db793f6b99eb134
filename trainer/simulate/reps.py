"""The scripted reps: each is a small function from what they see to what they say next.

A rep sees the conversation, the buyer's last acts as a person would perceive them, and what a rep
is told before the call. The strong ones also draw on the scenario's own `good_lines`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from trainer.buyer.state import BuyerState
from trainer.conversation import RESISTING, Act
from trainer.errors import ScenarioError
from trainer.library import load_plain
from trainer.scenario import Commitment, Scenario

ME = "Alex"


@lru_cache(maxsize=1)
def bank() -> Mapping[str, tuple[str, ...]]:
    """The reps' lines by what they are for."""
    data = load_plain(Path(__file__).parent / "lines.yaml", ScenarioError)
    return {name: tuple(lines) for name, lines in data.items()}


@dataclass
class Scene:
    """One conversation as the rep lives it. Mutable: it remembers what has been tried."""

    scenario: Scenario
    rng: random.Random
    state: BuyerState
    buyer_said: list[str] = field(default_factory=list)
    acts: frozenset[Act] = frozenset()
    turn: int = 0  # rep turns so far
    done: list[str] = field(default_factory=list)  # steps taken, in order
    used: set[str] = field(default_factory=set)  # lines said
    told: list[str] = field(default_factory=list)  # the buyer's weighty sentences
    want: str = ""
    resisted: int = 0  # rep turns answered with resistance, in a row

    def pick(self, name: str) -> str:
        """A line of the bank, one not said before where there is one."""
        lines = bank()[name]
        fresh = [t for t in lines if t not in self.used] or list(lines)
        line = self.rng.choice(fresh)
        self.used.add(line)
        return self.fill(line)

    def good(self, criterion: str, otherwise: str) -> str:
        """The scenario's own good line, once; else one of the bank."""
        line = self.scenario.good_lines.get(criterion, "")
        if line and criterion not in self.used:
            self.used.add(criterion)
            return line
        return self.pick(otherwise)

    def fill(self, line: str, **slots: str) -> str:
        said = self.told[-1] if self.told else "it is not how you want it."
        values = {
            "first": self.scenario.persona.first_name,
            "me": ME,
            "product": self.scenario.product.name,
            "proof": self.rng.choice(self.scenario.product.proof or ("it pays for itself.",)),
            "gain": self.rng.choice(bank()["gains"]),
            "time": self.state.time or self.rng.choice(bank()["times"]),
            "step": step_of(self.scenario.best or self.scenario.commitments[0]),
            "said": quoted(said),
            "said2": quoted(self.told[-2]) if len(self.told) > 1 else "",
            "want": quoted(self.want or said),
        }
        return " ".join((line.format(**{**values, **slots})).split())

    def count(self, step: str) -> int:
        return self.done.count(step)

    @property
    def hurry(self) -> bool:
        """Whether most of the buyer's time is gone, as the clock on the page shows."""
        return self.state.minutes > 0.6 * self.scenario.minutes

    @property
    def resisting(self) -> bool:
        return bool(self.acts & RESISTING)


Rep = Callable[[Scene], str]


def step_of(commitment: Commitment) -> str:
    """The step in words to the buyer: "her CFO" becomes "your CFO"."""
    words = re.sub(r"\b(?:her|his|their)\b", "your", commitment.is_)
    return re.sub(r"\b(?:she|he|they)\b", "you", words)


def quoted(said: str) -> str:
    """The weightiest sentence of what the buyer said, as a rep would repeat it."""
    sentences = [s for s in re.split(r"(?<=[.!?])\s", said.strip()) if not s.endswith("?")]
    weighty = max(sentences or [said.strip()], key=lambda s: min(len(s.split()), 22))
    return weighty if weighty.endswith((".", "!", "?")) else f"{weighty}."


def strong(s: Scene) -> str:
    """By the method: value first, the cost drawn out, recap, temperature, a dated ask, salvage."""
    return _consult(s, ask=True, care=True)


def solid(s: Scene) -> str:
    """Good discovery and a plain ask; no recap, no trade, one answer to resistance."""
    return _consult(s, ask=True, care=False)


def consultative(s: Scene) -> str:
    """Understands everything and asks for nothing."""
    return _consult(s, ask=False, care=True)


def _consult(s: Scene, *, ask: bool, care: bool) -> str:
    if s.state.at_gate:
        return s.pick("gate")
    if s.state.granted and s.state.time:
        return _after_yes(s, ask and care)
    if s.state.granted:
        return s.fill("{time}?") if care else s.fill("Shall we say {time}?")
    bad = s.scenario.bad_fit
    if bad and set(bad.shown_by) & set(s.state.told) and s.turn >= 6 and care and ask:
        return s.pick("no_fit")
    if s.turn == 0:
        return _open(s, care)
    if s.resisting and s.turn > 0:
        answer = _meet(s, care)
        if answer:
            return answer
    return _next(s, ask, care)


def _open(s: Scene, care: bool) -> str:
    s.done.append("open")
    parts = [s.pick("hello")]
    if care:
        parts.append(s.good("control.agenda", "agenda"))
        parts.append(s.good("value.trade", "trade"))
    else:
        parts.append(s.pick("agenda"))
    return " ".join(parts)


def _after_yes(s: Scene, climb: bool) -> str:
    """Confirm and go; a strong rep with a lesser step tries once for the best."""
    held = s.scenario.commitment(s.state.granted or "")
    best = s.scenario.best
    if climb and best and held.rank != "best" and s.count("climb") == 0:
        s.done.append("climb")
        return s.fill(s.pick("ask_again"), step=step_of(best))
    return s.pick("bye")


def _meet(s: Scene, care: bool) -> str:
    """An answer to resistance, by its kind; different each time it stands."""
    s.resisted += 1
    n = s.resisted
    if n > (6 if care else 3):
        return ""
    if s.state.cold or Act.BACK_AWAY in s.acts:
        ways = ("probe", "refocus", "resolve", "refocus", "probe", "refocus")
    elif s.acts & {Act.REQUEST, Act.SKIP, Act.DODGE}:
        ways = ("redirect", "probe", "insight", "trade", "redirect", "impact")
    elif Act.CONCERN in s.acts:
        ways = ("probe", "resolve", "resolve", "insight", "probe", "refocus")
    elif Act.REFUSE in s.acts:
        ways = ("probe", "again", "resolve", "smaller", "smaller", "refocus")
    else:
        ways = ("probe", "impact", "trade", "redirect", "insight", "refocus")
    way = ways[n - 1]
    calm = s.pick("acknowledge") + " " if care and way in ("probe", "refocus") else ""
    if way == "again":
        return s.pick("ask_again")
    if way == "smaller":
        return _smaller(s)
    if way == "resolve":
        return calm + s.good("salvage.resolve", "resolve")
    if way == "refocus":
        return calm + s.good("salvage.refocus", "refocus")
    if way == "redirect":
        return s.good("control.no_skip", "redirect")
    return calm + s.pick(way)


PLAN = ("discover", "impact", "qualify", "wants", "impact", "recap", "ask")
QUICK = ("discover", "impact", "qualify", "ask")


def _next(s: Scene, ask: bool, care: bool) -> str:
    """The next step of the plan; then asking, again and smaller."""
    s.resisted = 0
    plan = PLAN if care else QUICK
    step = next((p for n, p in enumerate(plan) if s.done.count(p) < plan[: n + 1].count(p)), "more")
    if s.hurry and step not in ("recap", "ask", "more"):
        step = "recap" if care and not s.count("recap") else "ask"
    s.done.append(step)
    if step in ("ask", "more"):
        return _ask(s, care) if ask else _talk_on(s)
    if step == "discover" and s.count("discover") == 1:
        return s.good("control.discovery", "discover")
    if step == "impact" and s.count("impact") == 1:
        return s.good("value.cost_of_inaction", "impact")
    if step == "qualify":
        return s.good("fit.qualify", "qualify") if care else s.pick("qualify")
    if step == "recap":
        return s.pick("recap") + " " + s.pick("temperature")
    return s.pick(step)


def _talk_on(s: Scene) -> str:
    return s.pick(s.rng.choice(("discover", "impact", "insight", "tailor")))


def _ask(s: Scene, care: bool) -> str:
    best = s.scenario.best
    if best is None:
        return s.pick("qualify") if s.count("ask") < 3 else s.pick("bye_none")
    asked = s.count("ask") + s.count("more")
    if asked <= 1:
        return s.pick("ask") if care else s.fill("Could we do {step}, {time}?")
    if asked <= 3 and care:
        return s.pick("ask_again")
    return _smaller(s)


def _smaller(s: Scene) -> str:
    lesser = [c for c in s.scenario.commitments if c.rank != "best"]
    if not lesser:
        return s.pick("ask_again")
    pick = lesser[min(s.count("smaller"), len(lesser) - 1)]
    s.done.append("smaller")
    line = s.rng.choice(bank()["smaller"])
    return s.fill(line, step=step_of(pick))


def passive(s: Scene) -> str:
    """Friendly, asks a little, lets everything go."""
    if s.turn == 0:
        return s.pick("hello") + " " + s.pick("mild")
    if s.resisting:
        return s.pick("let_go")
    if s.turn == 2:
        return s.pick("discover")
    return s.pick(s.rng.choice(("pleasant", "pleasant", "send", "mild")))


def order_taker(s: Scene) -> str:
    """Does whatever is asked, and sends it."""
    if s.turn == 0:
        return s.pick("hello") + " " + s.fill("What can I do for you?")
    return s.pick("order" if s.turn % 3 else "send")


def pitcher(s: Scene) -> str:
    """Talks about the product, whatever comes back."""
    head = s.pick("hello") + " " if s.turn == 0 else ""
    if s.turn and s.turn % 5 == 0:
        return s.fill("So, could we do {step}, {time}?")
    return head + s.pick("pitch")


def pusher(s: Scene) -> str:
    """Presses, discounts, and speaks of the quota."""
    if s.turn == 0:
        return s.pick("hello") + " " + s.pick("pitch")
    return s.pick("push")


def gimmick_opener(s: Scene) -> str:
    """A stunt to get in, and nothing behind it."""
    if s.turn == 0:
        return s.pick("gimmick")
    if s.turn == 1:
        return s.pick("gimmick") + " " + s.pick("pitch")
    return s.pick(s.rng.choice(("pitch", "mild", "early")))


def buzzword_talker(s: Scene) -> str:
    """Fashionable words and no content."""
    return (s.pick("hello") + " " if s.turn == 0 else "") + s.pick("buzz")


def spammer(s: Scene) -> str:
    """One clever phrase, over and over."""
    return bank()["spam"][0]


def silent(s: Scene) -> str:
    return s.pick("silent")


def quitter(s: Scene) -> str:
    """Gives up at the first resistance."""
    if s.turn == 0:
        return s.pick("hello") + " " + s.pick("agenda")
    if s.resisting or s.turn > 3:
        return s.pick("give_up")
    return s.pick("discover")


def early_closer(s: Scene) -> str:
    """Asks for the meeting at once, and again, and again."""
    return (s.pick("hello") + " " if s.turn == 0 else "") + s.pick("early")


def disqualifier(s: Scene) -> str:
    """Looks for a reason to leave, and finds one."""
    if s.turn == 0:
        return s.pick("hello") + " " + s.pick("agenda")
    if s.turn <= 3:
        return s.pick("disqualify")
    return s.pick("leave")


REPS: Mapping[str, Rep] = {
    "strong": strong,
    "solid": solid,
    "consultative": consultative,
    "passive": passive,
    "order_taker": order_taker,
    "pitcher": pitcher,
    "pusher": pusher,
    "gimmick": gimmick_opener,
    "buzzword": buzzword_talker,
    "spammer": spammer,
    "silent": silent,
    "quitter": quitter,
    "early_closer": early_closer,
    "disqualifier": disqualifier,
}
GOOD: Sequence[str] = ("strong", "solid")
MIDDLING: Sequence[str] = ("consultative", "disqualifier")
POOR: Sequence[str] = tuple(r for r in REPS if r not in (*GOOD, *MIDDLING))
