"""What was said, and what was heard in it: turns, transcripts, moves, acts and readings.

Plain frozen values with no I/O. A transcript holds words only; a `Conversation` is the same words
with what a reader (or an annotator, or the buyer's policy) found in them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, get_args

Speaker = Literal["rep", "buyer"]
Channel = Literal["cold_call", "first_contact", "meeting", "closing", "follow_up"]
CHANNELS: tuple[Channel, ...] = get_args(Channel)


class Move(StrEnum):
    """What a rep does in a turn; several may hold, and none is fine."""

    GIMMICK = "gimmick"
    AGENDA = "agenda"
    TRADE = "trade"
    INSIGHT = "insight"
    ASK_OPEN = "ask_open"
    IMPACT = "impact"
    PITCH = "pitch"
    TAILOR = "tailor"
    QUALIFY = "qualify"
    RECAP = "recap"
    TEMPERATURE = "temperature"
    ASK = "ask"
    ASK_SPECIFIC = "ask_specific"
    ASK_SMALLER = "ask_smaller"
    ASSUME_CLOSE = "assume_close"
    PROMISE = "promise"
    ACCEPT_VAGUE = "accept_vague"
    COMPLY_SKIP = "comply_skip"
    REDIRECT = "redirect"
    HOLD = "hold"
    ALLOW_NO = "allow_no"
    ACKNOWLEDGE = "acknowledge"
    REFOCUS = "refocus"
    PROBE = "probe"
    RESOLVE = "resolve"
    SELF_INTEREST = "self_interest"
    PRESSURE = "pressure"


class Act(StrEnum):
    """What a buyer does in a turn; several may hold."""

    ANSWER = "answer"
    REVEAL = "reveal"
    QUESTION = "question"
    CONCERN = "concern"
    STALL = "stall"
    VAGUE = "vague"
    SKIP = "skip"
    REQUEST = "request"
    DODGE = "dodge"
    BACK_AWAY = "back_away"
    REFUSE = "refuse"
    COMMIT = "commit"
    END = "end"


RESISTING: frozenset[Act] = frozenset(
    {Act.STALL, Act.VAGUE, Act.SKIP, Act.REQUEST, Act.DODGE, Act.BACK_AWAY, Act.REFUSE, Act.CONCERN}
)
STEPS = (Move.ASK, Move.ASK_SPECIFIC, Move.ASK_SMALLER)  # by which a rep asks for a next step


@dataclass(frozen=True, slots=True)
class Turn:
    """All that one speaker says before the other speaks."""

    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A rep's pre-call plan. Empty strings where nothing was planned."""

    objective: str = ""
    value: str = ""
    ask: str = ""
    fallback: str = ""
    path: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.objective, self.value, self.ask, self.fallback, self.path))

    def to_dict(self) -> dict[str, Any]:
        return {
            "objective": self.objective,
            "value": self.value,
            "ask": self.ask,
            "fallback": self.fallback,
            "path": list(self.path),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Plan:
        return cls(
            objective=data.get("objective", ""),
            value=data.get("value", ""),
            ask=data.get("ask", ""),
            fallback=data.get("fallback", ""),
            path=tuple(data.get("path", ())),
        )


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation as words. Turns are numbered from 1: turn n is `turns[n - 1]`."""

    id: str
    channel: Channel
    turns: tuple[Turn, ...]
    context: str = ""
    plan: Plan | None = None

    def to_dict(self) -> dict[str, Any]:
        """The transcript file format."""
        data: dict[str, Any] = {"id": self.id, "channel": self.channel, "context": self.context}
        if self.plan:
            data["plan"] = self.plan.to_dict()
        data["turns"] = [{"speaker": t.speaker, "text": t.text} for t in self.turns]
        return data

    @property
    def hash(self) -> str:
        """Content hash of words, speakers, channel and plan."""
        return content_hash(self.to_dict())


@dataclass(frozen=True, slots=True)
class Heard:
    """What a reader heard in one turn.

    `labels` are the decided moves (of a rep turn) or acts (of a buyer turn); `chances` holds the
    calibrated probability of every label considered, 0-1 (empty when labels are known for sure,
    as from an annotator or the buyer's policy); `spans` the (start, end) of the sentence that best
    shows a label, in characters of the turn's text. `asks_for` is the example question that a rep
    turn comes to, of those put to the reader: "" when it is none of them, None when nobody looked.
    """

    labels: frozenset[str] = frozenset()
    chances: Mapping[str, float] = field(default_factory=dict)
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    asks_for: str | None = None

    def chance(self, label: str) -> float:
        """Probability of one label; certain readings give 0 or 1."""
        if label in self.chances:
            return self.chances[label]
        return 1.0 if label in self.labels else 0.0

    def has(self, *labels: str) -> bool:
        """Whether any of `labels` was heard."""
        return not self.labels.isdisjoint(labels)

    def to_dict(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "labels": sorted(self.labels),
            "chances": {k: round(v, 3) for k, v in sorted(self.chances.items()) if v >= 0.005},
            "spans": {k: list(v) for k, v in sorted(self.spans.items())},
        }
        return found if self.asks_for is None else {**found, "asks_for": self.asks_for}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Heard:
        return cls(
            labels=frozenset(data.get("labels", ())),
            chances=dict(data.get("chances", {})),
            spans={k: (int(v[0]), int(v[1])) for k, v in data.get("spans", {}).items()},
            asks_for=data.get("asks_for"),
        )


@dataclass(frozen=True, slots=True)
class Conversation:
    """A transcript with one `Heard` a turn, in the same order."""

    transcript: Transcript
    heard: tuple[Heard, ...]

    def __post_init__(self) -> None:
        if len(self.heard) != len(self.transcript.turns):
            raise ValueError(
                f"{len(self.transcript.turns)} turns but {len(self.heard)} readings: "
                "a conversation needs one reading per turn"
            )

    def turns(self, speaker: Speaker | None = None) -> Iterable[tuple[int, Turn, Heard]]:
        """(number from 1, turn, what was heard), of one speaker or of both."""
        for number, (turn, heard) in enumerate(
            zip(self.transcript.turns, self.heard, strict=True), start=1
        ):
            if speaker is None or turn.speaker == speaker:
                yield number, turn, heard


def content_hash(data: Any) -> str:
    """First 16 hex digits of the SHA-256 of `data` as canonical JSON."""
    raw = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(raw.encode()).hexdigest()[:16]
