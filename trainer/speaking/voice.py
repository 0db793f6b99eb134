"""The buyer's words by a language model, checked before anybody hears them.

The reply is read off the stream sentence by sentence. A sentence that passes the checks is given on
at once; nothing else ever is. When the whole does not do what the policy decided, the model gets
one more try with the reason, going on from what was already heard; after that, and whenever the
model fails, the scenario's own line is said. So what the rep saw is always the start of what is
stored.
"""

from __future__ import annotations

import logging
from collections import Counter, OrderedDict
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from trainer.buyer.state import Decision
from trainer.buyer.voice import Spoken, authored
from trainer.llm.client import Client
from trainer.llm.errors import CallFailed, CutOff
from trainer.llm.usage import Ledger
from trainer.llm.values import Completion, Message, Timeouts
from trainer.reading.sentences import split
from trainer.session import Session, SessionTurn
from trainer.speaking.checks import undone, unfit, unfit_sentence
from trainer.speaking.part import Part, as_spoken, part_of, speaker_prefix
from trainer.speaking.prompts import CHANNELS, messages
from trainer.speaking.secrets import known_to
from trainer.speaking.sentences import Cutter
from trainer.words import telling

log = logging.getLogger("trainer.voice")

LIMITS = Timeouts(connect=5.0, first_token=15.0, between_tokens=10.0, whole=40.0)
TRIES = 2
TOKENS = 600  # room for a model that thinks first; length is limited by sentence
WARMTH = 0.8
REMEMBERED = 200  # replies broken off in the middle that are remembered

# Turns without talk to answer, or with words aimed at the machine: no model is asked.
BY_HAND = frozenset(
    "opens puzzled_by_instructions not_my_language makes_no_sense is_no_robot".split()
)

NOTICE = "The language model did not answer this time, so {name} speaks from the script. ({why})"


class _Unfit(Exception):
    """A sentence that may not be heard, with the reason."""


@dataclass
class _Talk:
    """A reply in the making: what has been heard of it."""

    part: Part
    prefix: str
    heard: str = ""
    before: str = ""  # what had been heard when the try began
    refused: str = ""  # why a sentence may not be heard
    cut: bool = False  # whether what should have followed is lacking

    def __post_init__(self) -> None:
        self.known = known_to(self.part)

    def take(self, sentence: str) -> str:
        """Add a sentence; gives what is new to hear. Raises _Unfit."""
        sentence = self._bare(sentence)
        if not sentence or sentence in self.before:
            return ""
        why = unfit_sentence(sentence, self.part, self.known, self.heard)
        if why:
            raise _Unfit(why)
        self.cut = False
        return self.add(sentence)

    def add(self, words: str) -> str:
        """Add words as they are."""
        new = f" {words}" if self.heard else self.prefix + words
        self.heard += f" {words}" if self.heard else words
        return new

    @property
    def text(self) -> str:
        return self.prefix + self.heard if self.heard else ""

    def lacks(self) -> str:
        return unfit(self.heard, self.part, cut=self.cut)

    def rest(self) -> str:
        """The authored words for what is still to be done, but for those heard already."""
        missed = undone(self.heard, self.part, cut=self.cut)
        like = " ".join(d.like for d in missed if d.like) or self.part.like
        heard = telling(self.heard)
        lines = [like[a:b] for a, b in split(like)]
        fresh = [x for x in lines if not (telling(x) <= heard if telling(x) else x in self.heard)]
        return " ".join(fresh) or like

    def _bare(self, sentence: str) -> str:
        """Without quotation marks all around, and the speaker's own name before it."""
        sentence = " ".join(sentence.split())
        if not self.heard:
            for name in (self.part.who.name, self.part.who.first_name):
                sentence = sentence.removeprefix(f"{name}:").strip()
            sentence = sentence.lstrip('"“')
        if sentence.count('"') % 2 or sentence.count("”") > sentence.count("“"):
            sentence = sentence.rstrip('"”')
        return sentence.strip()


@dataclass
class ModelVoice:
    """Speaks as the buyer by a language model. `tally` counts how replies came about."""

    client: Client
    ledger: Ledger = field(default_factory=Ledger)
    limits: Timeouts = LIMITS
    name: str = "model"
    tally: Counter[str] = field(default_factory=Counter)
    _broken_off: OrderedDict[tuple[str, int], str] = field(default_factory=OrderedDict)

    async def speak(
        self, decision: Decision, session: Session
    ) -> AsyncGenerator[str | Spoken, None]:
        """Pieces of the reply, each checked, then the whole. Raises nothing of the model's making;
        closing it stops the model."""
        plain = authored(decision, session)
        part = None if decision.rule in BY_HAND else part_of(decision, session)
        if part is None:
            yield plain.text
            yield plain
            return
        key = session.id, len(session.turns)
        talk = _Talk(part, speaker_prefix(decision, session))
        before = self._broken_off.get(key, "")
        if before:
            yield talk.add(before)
        notice = ""
        try:
            for attempt in range(TRIES):
                failed, talk.before = None, talk.heard
                try:
                    async with aclosing(self._sentences(talk, session)) as sentences:
                        async for sentence in sentences:
                            piece = talk.take(sentence)
                            if piece:
                                yield piece
                except _Unfit as e:
                    talk.refused, talk.cut = str(e), True
                except CallFailed as e:
                    failed, talk.cut = e, True
                lacks = talk.lacks()
                if not lacks:
                    self.tally["first" if attempt == 0 else "second"] += 1
                    break
                if failed is not None and not isinstance(failed, CutOff):
                    notice = notice_for(failed, part.who.first_name)
                    break
                why = talk.refused or lacks
                log.info("%s turn %d: %s", session.id, len(session.turns) + 1, why)
            if talk.lacks():
                self.tally["authored"] += 1
                yield talk.add(talk.rest() if talk.heard else plain.text)
        finally:
            self._remember(key, talk.heard)
        self._broken_off.pop(key, None)
        text = plain.text if talk.heard == plain.text else talk.text
        yield as_spoken(text, plain, notice)

    async def _sentences(self, talk: _Talk, session: Session) -> AsyncGenerator[str, None]:
        cutter = Cutter()
        stream = self.client.stream(
            prompt(talk.part, talk.heard, talk.refused, talk.lacks() if talk.heard else ""),
            max_tokens=TOKENS,
            temperature=WARMTH,
            account=self.ledger.account(session.id, "voice"),
            timeouts=self.limits,
        )
        async with aclosing(stream):
            async for piece in stream:
                whole = isinstance(piece, Completion)
                for sentence in cutter.rest() if whole else cutter.feed(str(piece)):
                    yield sentence

    def _remember(self, key: tuple[str, int], heard: str) -> None:
        """What was heard of a reply, should it be broken off and asked for again."""
        if heard:
            self._broken_off[key] = heard
            while len(self._broken_off) > REMEMBERED:
                self._broken_off.popitem(last=False)


def prompt(part: Part, begun: str = "", refused: str = "", missing: str = "") -> list[Message]:
    """The messages that ask for one turn; for a second try with what was heard already, why a
    sentence may not be, and what is still to be done."""
    said = [line for t in part.said for line in _attributed(t, part)]
    me = part.who.first_name
    return messages(
        "speak.jinja",
        who=part.who,
        channel=CHANNELS[part.scenario.channel],
        history="" if part.strangers else part.scenario.brief,
        earlier=part.earlier,
        said=said,
        names={"rep": "Salesperson", me: "You"}
        | {t["speaker"]: t["speaker"] for t in said if t["speaker"] not in ("rep", me)},
        written=part.scenario.channel == "first_contact",
        directions=part.directions,
        several=sum(d.fact for d in part.directions) > 1,
        asked=part.asked,
        settled=part.settled,
        time=part.time,
        proposed=part.proposed,
        ends=part.ends,
        words=part.words,
        minutes_left=part.minutes_left,
        begun=begun,
        refused=refused,
        missing=missing,
    )


def _attributed(turn: SessionTurn, part: Part) -> list[dict[str, Any]]:
    """A turn by its speakers, with first names on the buyer's side: a line for each of them."""
    said = part.scenario.spoken(turn.text) if turn.speaker == "buyer" else [("rep", turn.text)]
    return [
        {"number": turn.number, "speaker": speaker, "text": " ".join(words.split())}
        for speaker, words in said
        if words.strip()
    ]


def notice_for(error: CallFailed, name: str) -> str:
    """One line for the rep."""
    return NOTICE.format(name=name, why=error.message.rstrip("."))


def shown(pieces: Sequence[str | Spoken]) -> str:
    """What a rep saw of a reply."""
    return "".join(p for p in pieces if isinstance(p, str))
