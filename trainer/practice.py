"""Start, say, hint, finish and fork a practice session: reading → policy → voice → store.

A rep's turn is on disk before the buyer thinks about it; the buyer's reply is on disk before its
last piece is shown. Whatever happens in between, `resume` answers the turn that was left waiting.
"""

from __future__ import annotations

import asyncio
import logging
import random
import secrets
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from trainer.buyer.asked import choices, prepare
from trainer.buyer.hints import hint_for
from trainer.buyer.log import practice_log
from trainer.buyer.policy import open_call, outcome_of, respond
from trainer.buyer.state import BuyerState, Decision
from trainer.buyer.voice import Spoken, Voice
from trainer.collaborators import Judge, Sessions, SlowReader
from trainer.conversation import Heard, Plan, Turn
from trainer.disagreement import MOVES, Disagreement, on_verdicts
from trainer.errors import Conflict, NotFound, TrainerError
from trainer.grading.grade import grade
from trainer.library import Library
from trainer.llm.usage import Ledger
from trainer.messages import clean_message, clean_name
from trainer.reading.reader import Reader
from trainer.report import GradeReport
from trainer.rubric import Rubric
from trainer.scenario import Scenario
from trainer.session import Carried, Hint, Outcome, Session, SessionTurn
from trainer.store.history import Filters

log = logging.getLogger("trainer.practice")


@dataclass(frozen=True, slots=True)
class Reply:
    """The end of a `say`: the stored buyer turn and the session as it now is. `notice` is a line
    for the rep about the turn, mostly empty."""

    turn: SessionTurn
    session: Session
    ended: bool
    notice: str = ""


@dataclass(frozen=True)
class Clock:
    """Minutes of the buyer's time."""

    used: float
    total: float

    @property
    def left(self) -> float:
        return max(0.0, self.total - self.used)


def _now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return secrets.token_hex(6)


@dataclass
class Practice:
    """The use cases of a rep. Takes ready objects, reads no configuration."""

    store: Sessions
    library: Library
    reader: Reader
    voice: Voice
    rubric: Callable[[], Rubric]
    now: Callable[[], datetime] = _now
    new_id: Callable[[], str] = _new_id
    judge: Judge | None = None  # a model's; without one the report is the offline one
    ledger: Ledger = field(default_factory=Ledger)  # where the model's calls are written down

    async def start(
        self, scenario_id: str, *, rep: str = "", seed: int | None = None, plan: Plan | None = None
    ) -> Session:
        """Open a session, the buyer speaking first. Raises NotFound, ScenarioError, StoreError."""
        scenario = self.library.get(scenario_id)
        name = clean_name(rep)
        session = Session(
            id=self.new_id(),
            scenario=scenario,
            seed=random.SystemRandom().randrange(10_000) if seed is None else seed,
            rep=name,
            plan=plan or None,
            carried=await self._carried(scenario, name),
            started_at=self.now(),
        )
        decision = open_call(scenario, session.carried)
        spoken = await self._whole(decision, session)
        session = replace(session, turns=(self._buyer_turn(1, spoken, decision),))
        await self.store.create(session)
        asyncio.get_running_loop().run_in_executor(None, prepare, scenario)
        return session

    async def say(
        self, session_id: str, text: str, *, expected: int | None = None
    ) -> AsyncGenerator[str | Reply, None]:
        """Say `text` to the buyer; yields pieces of the reply, then a `Reply`.

        `expected` is the number this rep turn should get; Conflict is raised, and nothing written,
        when the session has moved on (another tab, a double click).
        Raises MessageError, NotFound, Conflict, StoreError.
        """
        text = clean_message(text)
        session = await self.store.get(session_id)
        self._must_be_open(session)
        number = len(session.turns) + 1
        if session.turns and session.turns[-1].speaker == "rep":
            raise Conflict("Your last message is still being answered. Wait for the reply.")
        if expected is not None and expected != number:
            raise Conflict("This call has moved on in another tab. Nothing was sent twice.")
        turn = SessionTurn(number, "rep", text)
        await self.store.add_turn(session_id, turn)
        session = replace(session, turns=(*session.turns, turn))
        async with aclosing(self._answer(session)) as pieces:
            async for piece in pieces:
                yield piece

    async def resume(self, session_id: str) -> Session:
        """The session, with an answer to a rep turn that was left waiting by a crash."""
        session = await self.store.get(session_id)
        if not session.finished and session.turns and session.turns[-1].speaker == "rep":
            async for piece in self._answer(session):
                if isinstance(piece, Reply):
                    session = piece.session
        return session

    async def hint(self, session_id: str) -> Hint:
        """What is going on and what a strong rep considers now; kept with the session."""
        session = await self.store.get(session_id)
        self._must_be_open(session)
        assert session.scenario is not None
        hint = Hint(len(session.turns), hint_for(state_of(session), session.scenario))
        await self.store.add_hint(session_id, hint)
        return hint

    async def finish(self, session_id: str) -> Session:
        """End the call and grade it. Finishing twice gives the same session back."""
        session = await self.resume(session_id)
        if session.finished and session.report is not None:
            return session
        if session.scenario is None:
            raise NotFound(f"Session {session_id} is an imported call; it has no buyer to leave.")
        outcome = outcome_of(state_of(session), session.scenario, ended_by_rep=True)
        if session.outcome.kind != "open":
            outcome = session.outcome
        report = await self._report(replace(session, outcome=outcome))
        await self.store.finish(session_id, outcome, report)
        by_model = report.judge != "offline"
        differed = on_verdicts(report, self.grade(session)) if by_model else ()
        await self._keep_model_use(session_id, differed)
        return replace(
            session, outcome=outcome, report=report, finished=True, finished_at=self.now()
        )

    async def fork(self, session_id: str, turn: int) -> Session:
        """A new session that shares everything before rep turn `turn`, with the same seed."""
        source = await self.store.get(session_id)
        if source.scenario is None:
            raise NotFound("An imported call cannot be replayed: it has no buyer.")
        if not 1 <= turn <= len(source.turns) or source.turns[turn - 1].speaker != "rep":
            raise NotFound(f"Turn {turn} of session {session_id} is not a turn of yours.")
        session = replace(
            source,
            id=self.new_id(),
            turns=source.turns[: turn - 1],
            hints=tuple(h for h in source.hints if h.turn < turn),
            outcome=Outcome(),
            finished=False,
            finished_at=None,
            started_at=self.now(),
            parent=source.id,
            fork_turn=turn,
            report=None,
            overrides=(),
            comments=(),
        )
        await self.store.create(session)
        return session

    def grade(self, session: Session) -> GradeReport:
        """The offline report of a session as it stands; opportunity comes from the policy's log."""
        assert session.scenario is not None
        return grade(
            session.conversation,
            self.rubric(),
            log=practice_log(session),
            scenario_lines=session.scenario.good_lines,
        )

    async def _report(self, session: Session) -> GradeReport:
        """The model judge's report where there is one; nobody grades an empty talk by model."""
        if self.judge is None or not session.rep_turns:
            return self.grade(session)
        return await self.judge.grade(
            session.conversation,
            self.rubric(),
            log=practice_log(session),
            scenario=session.scenario,
            names=(session.rep, state_of(session).rep_name),
            session=session.id,
        )

    async def _carried(self, scenario: Scenario, rep: str) -> Carried | None:
        """What this rep's last call in the chain left behind; None where there was none."""
        if scenario.chain is None or not rep:
            return None
        wanted = Filters(rep=rep, scenario_id=scenario.chain.after, finished=True, limit=1)
        for summary in await self.store.list(wanted):
            before = await self.store.get(summary.id)
            state = state_of(before)
            kind = before.outcome.kind
            ended = kind if kind in ("won", "advanced", "walked") else "lost"
            told = tuple(t for t in state.told if not t.startswith("want:"))
            return Carried(before.id, ended, told, state.promised, state.trust)
        return None

    async def _answer(self, session: Session) -> AsyncGenerator[str | Reply, None]:
        assert session.scenario is not None
        *before, rep_turn = session.turns
        past = [(Turn(t.speaker, t.text), t.heard) for t in before]
        heard = await self._heard(past, Turn("rep", rep_turn.text), session)
        session = replace(session, turns=(*before, replace(rep_turn, heard=heard)))
        decision = await asyncio.to_thread(respond, state_of(session), session)
        spoken: Spoken | None = None
        async with aclosing(self.voice.speak(decision, session)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Spoken):
                    spoken = piece
                else:
                    yield piece
        assert spoken is not None
        turn = self._buyer_turn(len(session.turns) + 1, spoken, decision)
        await self.store.add_reply(session.id, heard, turn, decision.outcome)
        await self._keep_model_use(session.id, self._heard_differently(session.id, rep_turn.number))
        session = replace(session, turns=(*session.turns, turn), outcome=decision.outcome)
        yield Reply(turn, session, decision.ends, spoken.notice)

    async def _heard(
        self, past: Sequence[tuple[Turn, Heard]], turn: Turn, session: Session
    ) -> Heard:
        assert session.scenario is not None
        channel = session.scenario.channel
        if isinstance(self.reader, SlowReader):
            said = [t.text for t, _ in past if t.speaker == "buyer"]
            could_ask = choices(turn.text, session.scenario, state_of(session), said)
            return await self.reader.ahear(
                past, turn, channel=channel, session=session.id, choices=could_ask
            )
        return self.reader.hear(past, turn, channel=channel)

    def _heard_differently(self, session_id: str, turn: int) -> list[Disagreement]:
        if not isinstance(self.reader, SlowReader):
            return []
        taken = self.reader.take(session_id)
        return [Disagreement(MOVES, turn, found.model, found.local) for found in taken]

    async def _keep_model_use(self, session_id: str, differed: Sequence[Disagreement]) -> None:
        """Write down what the model cost and where the offline parts differed. No session ends
        over a fault here; what was used is then written with the next turn."""
        used = self.ledger.take(session_id)
        if not used and not differed:
            return
        try:
            await self.store.add_model_use(session_id, used, differed)
        except TrainerError as e:
            log.warning("the model use of session %s was not kept: %s", session_id, e)
            for purpose, usage in used.items():
                self.ledger.add(session_id, purpose, usage)

    async def _whole(self, decision: Decision, session: Session) -> Spoken:
        async with aclosing(self.voice.speak(decision, session)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Spoken):
                    return piece
        raise AssertionError("a voice ends with what was spoken")

    @staticmethod
    def _buyer_turn(number: int, spoken: Spoken, decision: Decision) -> SessionTurn:
        return SessionTurn(
            number,
            "buyer",
            spoken.text,
            Heard(frozenset(a.value for a in decision.acts)),
            decision.reason,
            spoken.state.to_dict(),
        )

    @staticmethod
    def _must_be_open(session: Session) -> None:
        if session.scenario is None:
            raise Conflict("This is an imported call. It can be read, not continued.")
        if session.finished:
            raise Conflict("This call is over. Its debrief is ready.")
        if session.turns and session.turns[-1].state.get("over"):
            raise Conflict(f"{session.scenario.persona.first_name} has left the call.")


def state_of(session: Session) -> BuyerState:
    """The buyer's state after their last turn."""
    for turn in reversed(session.turns):
        if turn.speaker == "buyer" and turn.state:
            return BuyerState.from_dict(turn.state)
    assert session.scenario is not None
    return BuyerState.start(session.scenario)


def buyer_left(session: Session) -> bool:
    """Whether the buyer has ended the conversation."""
    return bool(session.turns) and state_of(session).over


def clock(session: Session) -> Clock:
    """The buyer's time: used and total minutes."""
    assert session.scenario is not None
    return Clock(state_of(session).minutes, session.scenario.minutes)


def mood(session: Session) -> str:
    """One line of mood as a person across the table would see it; never a number."""
    state = state_of(session)
    assert session.scenario is not None
    if state.exchanges == 0:
        return session.scenario.persona.mood
    for holds, words in _MOODS:
        if holds(state):
            return words
    return "Listening, giving little away."


_MOODS: tuple[tuple[Callable[[BuyerState], bool], str], ...] = (
    (lambda s: s.over, "Gone."),
    (lambda s: s.patience <= 1.5, "Looking at the door."),
    (lambda s: s.cold, "Has gone quiet on you."),
    (lambda s: s.trust < 0.7, "On guard."),
    (lambda s: bool(s.granted) and bool(s.time), "Settled. You have an agreement."),
    (lambda s: bool(s.granted), "Agreed, but nothing is in the diary yet."),
    (lambda s: s.active is not None and s.active_for >= 2, "Digging in."),
    (lambda s: s.active is not None, "Keeping you at arm's length."),
    (lambda s: s.trust >= 3 and s.urgency >= 3, "Leaning in."),
    (lambda s: s.urgency >= 2.5, "Thinking about what you asked."),
    (lambda s: s.trust >= 2.5, "Warming up."),
    (lambda s: s.idle >= 2, "Waiting for the point."),
)
