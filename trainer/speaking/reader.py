"""Moves heard by a language model, with the local reader beside it.

The model gets a few seconds; after that, or when its answer does not hold, the local reading
counts. Words meant for the machine are never sent: there the local reader hears alone. A reading
by two joins their chances, so that what both heard counts as surer than what one of them did.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, Field

from trainer.conversation import Channel, Conversation, Heard, Move, Transcript, Turn
from trainer.grading.flags import marks
from trainer.llm.client import Client
from trainer.llm.errors import CallFailed
from trainer.llm.usage import Ledger
from trainer.llm.values import Message, Timeouts
from trainer.reading.reader import Reader
from trainer.reading.sentences import split
from trainer.speaking.prompts import CHANNELS, messages, repair, turns

log = logging.getLogger("trainer.reader")

PATIENCE = 3.0  # seconds, after which the local reading counts
PAST = 3  # turns before the one to read
MOST = 8  # moves; an answer that finds more has not listened
LEAST = 0.03  # chance the local reader must leave to a move, or it is not believed
# Moves that are questions: believed wherever the sentence asks one.
QUESTIONS = {Move.ASK_OPEN, Move.IMPACT, Move.QUALIFY, Move.PROBE, Move.TEMPERATURE}
TOKENS = 400
HEARD, UNHEARD = 0.9, 0.06  # the chance of a move that the model did, or did not, hear
IMPLIED = {Move.ASK_SPECIFIC: Move.ASK, Move.ASK_SMALLER: Move.ASK}

MoveId = Literal[
    "gimmick",
    "agenda",
    "trade",
    "insight",
    "ask_open",
    "impact",
    "pitch",
    "tailor",
    "qualify",
    "recap",
    "temperature",
    "ask",
    "ask_specific",
    "ask_smaller",
    "assume_close",
    "promise",
    "accept_vague",
    "comply_skip",
    "redirect",
    "hold",
    "allow_no",
    "acknowledge",
    "refocus",
    "probe",
    "resolve",
    "self_interest",
    "pressure",
]


class Found(BaseModel):
    """A move and the sentence that shows it best."""

    move: MoveId
    sentence: int = Field(ge=1, le=60)


class Moves(BaseModel):
    """What a rep does in one turn, and which of the questions put to the model they ask."""

    moves: list[Found] = Field(max_length=12)
    question: int | None = Field(default=None, ge=0, le=20)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A turn that two readers heard differently, for trainers to look at."""

    session: str
    text: str
    model: tuple[str, ...]
    local: tuple[str, ...]


@dataclass
class ModelReader:
    """Hears rep turns by a model in a live talk; everything else by the local reader."""

    client: Client
    local: Reader
    ledger: Ledger = field(default_factory=Ledger)
    patience: float = PATIENCE
    name: str = "llm"
    disagreements: list[Disagreement] = field(default_factory=list)

    def hear(
        self, past: Sequence[tuple[Turn, Heard]], turn: Turn, *, channel: Channel = "meeting"
    ) -> Heard:
        return self.local.hear(past, turn, channel=channel)

    def read(
        self, transcript: Transcript, known: Mapping[int, Heard] | None = None
    ) -> Conversation:
        return self.local.read(transcript, known)

    def take(self, session: str) -> list[Disagreement]:
        """The disagreements in a session since they were last asked for."""
        taken = [d for d in self.disagreements if d.session == session]
        self.disagreements[:] = [d for d in self.disagreements if d.session != session]
        return taken

    async def ahear(
        self,
        past: Sequence[tuple[Turn, Heard]],
        turn: Turn,
        *,
        channel: Channel = "meeting",
        session: str = "",
        choices: Sequence[str] = (),
    ) -> Heard:
        """What both hear in a rep turn, and which of `choices`, example questions, the model says
        it comes to. Raises nothing of the model's making."""
        spans = split(turn.text)
        if turn.speaker != "rep" or not spans or _not_talk(turn, channel):
            return self.local.hear(past, turn, channel=channel)
        asking = asyncio.create_task(self._ask(past, turn, channel, session, choices))
        try:
            await asyncio.sleep(0)  # let the request go out before we think ourselves
            mine = self.local.hear(past, turn, channel=channel)
            async with asyncio.timeout(self.patience):
                said = await asking
        except (CallFailed, TimeoutError) as e:
            log.info("read locally: %s", e or "the model was too slow")
            return mine
        finally:
            asking.cancel()
        return self._joined(mine, said, spans, turn, session, choices)

    async def _ask(
        self,
        past: Sequence[tuple[Turn, Heard]],
        turn: Turn,
        channel: Channel,
        session: str,
        choices: Sequence[str],
    ) -> Moves:
        answer = await self.client.structured(
            prompt([t for t, _ in past], turn, channel, choices),
            Moves,
            repair=repair,
            max_tokens=TOKENS,
            account=self.ledger.account(session, "reader"),
            timeouts=Timeouts(
                connect=min(2.0, self.patience),
                first_token=self.patience,
                between_tokens=self.patience,
                whole=self.patience,
            ),
        )
        return answer.value

    def _joined(
        self,
        mine: Heard,
        said: Moves,
        spans: Sequence[tuple[int, int]],
        turn: Turn,
        session: str,
        choices: Sequence[str],
    ) -> Heard:
        """One reading from two; the local one alone where the model's cannot be believed."""
        heard = {Move(f.move): f.sentence for f in said.moves}
        for move, implied in IMPLIED.items():
            if move in heard:
                heard.setdefault(implied, heard[move])
        if len(heard) > MOST:
            return mine
        held = {
            move: at
            for move, at in heard.items()
            if at <= len(spans) and self._credible(move, mine, turn.text[slice(*spans[at - 1])])
        }
        labels = frozenset(move.value for move in held)
        if labels != mine.labels:
            self._disagree(Disagreement(session, turn.text, *map(_sorted, (labels, mine.labels))))
        chances = {
            move.value: (mine.chance(move) + (HEARD if move in held else UNHEARD)) / 2
            for move in Move
        }
        own = {move.value: spans[at - 1] for move, at in held.items()}
        return Heard(labels, chances, own, _chosen(said.question, choices))

    def _credible(self, move: Move, mine: Heard, sentence: str) -> bool:
        """Whether the model may have heard `move` in a sentence, whatever it was told to hear."""
        if move in QUESTIONS and "?" in sentence:
            return True
        return not mine.chances or mine.chance(move) >= LEAST

    def _disagree(self, found: Disagreement) -> None:
        self.disagreements.append(found)
        del self.disagreements[:-1000]
        log.info("heard %s, locally %s: %.80s", found.model, found.local, found.text)


def prompt(
    past: Sequence[Turn], turn: Turn, channel: Channel, choices: Sequence[str] = ()
) -> list[Message]:
    """The messages that ask what a rep does in one turn, and which of `choices` they ask."""
    first = max(0, len(past) - PAST)
    return messages(
        "read.jinja",
        channel=CHANNELS[channel],
        said=turns(past[first:], first + 1),
        sentences=[" ".join(turn.text[a:b].split()) for a, b in split(turn.text)],
        choices=choices,
    )


def _chosen(number: int | None, choices: Sequence[str]) -> str | None:
    """The question with a number from 1, "" for none of them; None where none was put or chosen,
    or the number is none of theirs."""
    if not choices or number is None or number > len(choices):
        return None
    return choices[number - 1] if number else ""


def _not_talk(turn: Turn, channel: Channel) -> bool:
    """Whether a turn holds words for the machine."""
    return bool(marks(Transcript("", channel, (turn,))))


def _sorted(labels: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(labels))
