"""What the criterion rules look at: one reading of a conversation, easy to ask questions of.

A `Case` is a conversation whose labels are settled, right or wrong. Turn numbers start at 1.
A `Finding` is what a rule says. Rules never see probabilities: an unsure reading is judged as
many settled cases (`grading.uncertainty`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trainer.conversation import RESISTING, Channel, Plan, Transcript
from trainer.grading.words import Words, words_of
from trainer.report import Verdict

MET, PARTLY, MISSED = Verdict.MET, Verdict.PARTLY, Verdict.MISSED
RESISTANCE = frozenset(act.value for act in RESISTING)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's word on one criterion. `turns`: strongest first; `missing`: what met lacked."""

    verdict: Verdict
    turns: tuple[int, ...] = ()
    note: str = ""
    missing: str = ""
    label: str = ""  # the move or act that carried it, to cut the quote around


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a criterion had its opportunity; the turns that gave it, or why there was none."""

    open: bool
    turns: tuple[int, ...] = ()
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class PracticeLog:
    """What a practice session knows for sure, because the buyer's policy decided it.

    `opportunity` maps a criterion id to (was there one, the turns that gave it); criteria it does
    not name are decided from the reading. `ended_for_fit`: the policy's word on whether the rep
    rightly walked away; None when it does not know.
    """

    opportunity: Mapping[str, tuple[bool, tuple[int, ...]]] = field(default_factory=dict)
    ended_for_fit: bool | None = None


@dataclass(frozen=True)
class Case:
    """One settled reading. `labels[n - 1]` holds what was heard in turn n."""

    transcript: Transcript
    labels: Sequence[frozenset[str]]
    words: Words
    ended_for_fit: bool | None = None
    _found: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False)
    memo: dict[str, int | None] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        found: dict[str, list[int]] = {}
        for number, labels in enumerate(self.labels, start=1):
            for label in labels:
                found.setdefault(label, []).append(number)
        self._found.update({label: tuple(turns) for label, turns in found.items()})

    @property
    def channel(self) -> Channel:
        return self.transcript.channel

    @property
    def plan(self) -> Plan | None:
        return self.transcript.plan

    @property
    def rep(self) -> tuple[int, ...]:
        """The rep's turns."""
        return self.words.rep

    @property
    def buyer(self) -> tuple[int, ...]:
        """The buyer's turns."""
        return self.words.buyer

    @property
    def last(self) -> int:
        return len(self.labels)

    def has(self, turn: int | None, *labels: str) -> bool:
        """Whether `turn` holds any of `labels`; no turn holds nothing."""
        return turn is not None and not self.labels[turn - 1].isdisjoint(labels)

    def where(self, *labels: str, after: int = 0, before: int | None = None) -> tuple[int, ...]:
        """Turns with any of `labels`, in order, later than `after` and earlier than `before`."""
        if len(labels) == 1:
            turns = self._found.get(labels[0], ())
        else:
            turns = tuple(sorted({t for label in labels for t in self._found.get(label, ())}))
        if not after and before is None:
            return turns
        end = self.last + 1 if before is None else before
        return tuple(t for t in turns if after < t < end)

    def reply(self, turn: int) -> int | None:
        """The next turn of the other speaker."""
        return self.words.reply[turn - 1]

    def cue(self, turn: int) -> int | None:
        """The turn of the other speaker that came just before."""
        return self.words.cue[turn - 1]

    def before(self, turn: int) -> int | None:
        """The rep's turn just before `turn`."""
        earlier = [t for t in self.rep if t < turn]
        return earlier[-1] if earlier else None

    def rep_after(self, turn: int, count: int | None = None) -> tuple[int, ...]:
        """The rep's turns after `turn`: all of them, or the first `count`."""
        later = tuple(t for t in self.rep if t > turn)
        return later if count is None else later[:count]

    def text(self, turn: int) -> str:
        return self.transcript.turns[turn - 1].text

    def resists(self, turn: int | None) -> bool:
        """Whether the buyer resists in `turn`, in any way."""
        return self.has(turn, *RESISTANCE)


def settled(
    transcript: Transcript, labels: Sequence[frozenset[str]], log: PracticeLog | None = None
) -> Case:
    """A case from labels that are taken as they are."""
    fit = log.ended_for_fit if log else None
    return Case(transcript, tuple(labels), words_of(transcript), fit)
