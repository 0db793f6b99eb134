"""What a rep's turn earns. A label is not enough: repetition and empty phrases earn nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from trainer.buyer.events import Events
from trainer.buyer.state import BuyerState
from trainer.buyer.table import Table
from trainer.conversation import Heard, Move
from trainer.scenario import Scenario
from trainer.words import cue_hits, telling

# Moves that must touch what this buyer said, and those that cannot be earned with empty words.
GROUNDED = frozenset({Move.TAILOR, Move.RECAP, Move.REFOCUS})
WORDY = frozenset({Move.INSIGHT, Move.TRADE, Move.IMPACT, Move.RESOLVE, Move.PITCH, Move.TAILOR})
# Moves that take a few words: a short question is none of them, whatever it sounds like.
SPOKEN_OUT = frozenset(
    {
        Move.TRADE,
        Move.INSIGHT,
        Move.RESOLVE,
        Move.REFOCUS,
        Move.REDIRECT,
        Move.RECAP,
        Move.HOLD,
        Move.AGENDA,
        Move.TAILOR,
    }
)
HARMFUL = frozenset(
    {Move.GIMMICK, Move.ASSUME_CLOSE, Move.SELF_INTEREST, Move.PRESSURE, Move.ACCEPT_VAGUE}
)
NEUTRAL = frozenset({Move.ASK, Move.PROMISE, Move.COMPLY_SKIP, Move.PITCH})


@dataclass(frozen=True, slots=True)
class Credit:
    """`earned` maps each move that counts to the share (0-1) of its effect it earned; `denied`
    maps moves that were heard but earned nothing to the reason."""

    earned: Mapping[str, float] = field(default_factory=dict)
    denied: Mapping[str, str] = field(default_factory=dict)
    repeated: bool = False

    def has(self, *moves: Move) -> bool:
        return any(m in self.earned for m in moves)

    @property
    def useful(self) -> bool:
        """Whether anything in the turn helped the conversation on."""
        return any(m not in HARMFUL and m not in NEUTRAL for m in self.earned)


def credit(
    heard: Heard,
    text: str,
    events: Events,
    state: BuyerState,
    scenario: Scenario,
    buyer_said: Iterable[str],
    table: Table,
) -> Credit:
    """Which of the moves heard in `text` count, and how much."""
    repeated = is_repeat(text, state.rep_said, table.thresholds.repeat)
    said = frozenset().union(*(telling(t) for t in buyer_said))
    mine = telling(text)
    earned: dict[str, float] = {}
    denied: dict[str, str] = {}
    thick = 0
    for move in sorted(heard.labels, key=lambda m: (-heard.chance(m), m)):
        if move not in set(Move):
            continue
        if move in HARMFUL:
            earned[move] = 1.0
            continue
        reason = ""
        if repeated:
            reason = "it had been said before"
        elif events.meta:
            reason = "it talked past the buyer"
        elif move in WORDY and events.jargon > table.thresholds.jargon:
            reason = "it was all fashionable words"
        elif move in GROUNDED and not grounded(mine, said, text, scenario, table):
            reason = "it touched nothing this buyer had said"
        elif move in SPOKEN_OUT and events.question and events.words < 9:
            reason = "a short question cannot do that"
        elif move == Move.TRADE and not events.offer and len(mine) < table.thresholds.gain:
            reason = "it named no gain"
        elif thick >= table.most_moves and move not in NEUTRAL:
            reason = "it came on top of too much else"
        if reason:
            denied[move] = reason
            continue
        share = table.share(state.credits.get(move, 0))
        if events.words > table.long_turn:
            share /= 2
        if share <= 0:
            denied[move] = "it had worn off"
            continue
        earned[move] = share
        thick += move not in NEUTRAL
    return Credit(earned, denied, repeated)


def grounded(
    mine: frozenset[str], said: frozenset[str], text: str, scenario: Scenario, table: Table
) -> bool:
    """Whether a turn touches what this buyer said, or what they are after."""
    if len(mine & said) >= table.thresholds.overlap:
        return True
    return any(cue_hits(text, want.cues) for want in scenario.wants) and bool(mine & said)


def normalised(text: str) -> str:
    """A turn as it is remembered for noticing repetition."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())[:400]


def is_repeat(text: str, before: Iterable[str], likeness: float) -> bool:
    """Whether a turn says what an earlier one said, in the same or nearly the same words.

    A turn more than twice as long as the earlier one has something else to say as well.
    """
    mine = normalised(text)
    length = len(mine.split())
    if length < 4:
        return False
    return any(
        fuzz.ratio(mine, other) >= likeness
        or (
            len(other.split()) >= 5
            and length <= 2 * len(other.split())
            and fuzz.token_set_ratio(mine, other) >= likeness + 8
        )
        for other in before
    )
