"""A session from start to finish, and all that can go wrong on the way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from trainer.buyer.state import Decision
from trainer.buyer.voice import AuthoredVoice, Spoken
from trainer.conversation import Plan
from trainer.errors import Conflict, MessageError, NotFound
from trainer.library import Library
from trainer.messages import MAX_MESSAGE, clean_message
from trainer.practice import (
    Practice,
    Reply,
    buyer_left,
    clock,
    mood,
    state_of,
)
from trainer.session import Session
from trainer.settings import Settings
from trainer.store import Store
from trainer.wiring import Services, build

ID = "next-quarter"


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[Services]:
    found = build(Settings(database_url=f"sqlite+aiosqlite:///{tmp_path / 'trainer.db'}"))
    await found.open()
    yield found
    await found.close()


async def say(practice: Practice, session: Session, text: str, **more: int) -> Session:
    async for piece in practice.say(session.id, text, **more):
        if isinstance(piece, Reply):
            session = piece.session
    return session


async def test_the_buyer_speaks_first_and_the_plan_is_kept(services: Services) -> None:
    plan = Plan(objective="a review", ask="forty minutes with the CFO")
    started = await services.practice.start(ID, rep="  Sam \u200b Reid ", seed=3, plan=plan)
    kept = await services.store.get(started.id)
    assert kept == started
    assert (kept.rep, kept.plan, kept.turns[0].speaker) == ("Sam Reid", plan, "buyer")
    assert not mood(kept).endswith("1")


async def test_what_is_streamed_is_what_is_stored(services: Services) -> None:
    session = await services.practice.start(ID, seed=3)
    pieces: list[str] = []
    async for piece in services.practice.say(session.id, "What happens at night when it breaks?"):
        if isinstance(piece, Reply):
            stored = (await services.store.get(session.id)).turns[-1]
            assert "".join(pieces).split() == stored.text.split()
            assert piece.turn == stored
        else:
            pieces.append(piece)
    assert pieces


async def test_the_rep_turn_is_on_disk_before_the_buyer_answers(services: Services) -> None:
    session = await services.practice.start(ID, seed=3)
    answer = services.practice.say(session.id, "Who carries the phone?")
    await anext(answer)
    kept = await services.store.get(session.id)
    assert kept.turns[-1].text == "Who carries the phone?"
    await answer.aclose()
    resumed = await services.practice.resume(session.id)
    assert [t.speaker for t in resumed.turns] == ["buyer", "rep", "buyer"]


async def test_an_interrupted_answer_resumes_as_it_would_have_been(services: Services) -> None:
    one = await services.practice.start(ID, seed=5)
    two = await services.practice.start(ID, seed=5)
    straight = await say(services.practice, one, "Who carries the phone?")
    broken = services.practice.say(two.id, "Who carries the phone?")
    await anext(broken)
    await broken.aclose()
    resumed = await services.practice.resume(two.id)
    assert [t.text for t in resumed.turns] == [t.text for t in straight.turns]


async def test_a_double_click_or_a_second_tab_writes_nothing_twice(services: Services) -> None:
    session = await services.practice.start(ID, seed=3)
    after = await say(services.practice, session, "Who carries the phone?", expected=2)
    with pytest.raises(Conflict, match="moved on in another tab"):
        await say(services.practice, session, "Who carries the phone?", expected=2)
    assert await services.store.get(session.id) == after


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "nothing in that message"),
        ("   \n ", "nothing in that message"),
        ("\x00\x07\u200b", "nothing in that message"),
        ("a" * 20_000, "nobody listens that long"),
    ],
)
async def test_a_message_that_cannot_be_said_changes_nothing(
    services: Services, text: str, says: str
) -> None:
    session = await services.practice.start(ID, seed=3)
    with pytest.raises(MessageError, match=says):
        await say(services.practice, session, text)
    assert await services.store.get(session.id) == session


def test_a_message_is_kept_as_typed_but_for_what_cannot_be_seen() -> None:
    assert clean_message(" <b>Hi</b>\r\n\x00there\u200b ") == "<b>Hi</b>\nthere"
    assert len(clean_message("a" * MAX_MESSAGE)) == MAX_MESSAGE


async def test_hints_are_kept_with_the_session_and_never_tell_a_fact(services: Services) -> None:
    session = await services.practice.start(ID, seed=3)
    hint = await services.practice.hint(session.id)
    kept = await services.store.get(session.id)
    assert kept.hints == (hint,)
    assert kept.scenario is not None
    for fact in kept.scenario.facts:
        assert not any(line in hint.text for line in fact.says)


async def test_finishing_grades_and_closes_and_can_be_done_twice(services: Services) -> None:
    session = await services.practice.start(ID, seed=3)
    await say(services.practice, session, "What does a bad night cost you?")
    done = await services.practice.finish(session.id)
    assert done.finished
    assert done.report is not None
    again = await services.practice.finish(session.id)
    assert again.report == done.report
    with pytest.raises(Conflict, match="This call is over"):
        await say(services.practice, done, "One more thing")


async def test_a_buyer_who_left_cannot_be_talked_to(services: Services) -> None:
    session = await services.practice.start(ID, seed=3)
    for _ in range(12):
        if buyer_left(session):
            break
        session = await say(services.practice, session, "You idiot, sign today or lose it.")
    assert buyer_left(session)
    assert session.outcome.kind == "walked"
    with pytest.raises(Conflict, match="Dana has left"):
        await say(services.practice, session, "Hello?")


async def test_a_fork_shares_the_past_and_keeps_both_branches(services: Services) -> None:
    session = await services.practice.start(ID, seed=3)
    for text in ("Who carries the phone?", "What does a bad night cost you?"):
        session = await say(services.practice, session, text)
    done = await services.practice.finish(session.id)
    fork = await services.practice.fork(done.id, 4)
    assert fork.turns == done.turns[:3]
    assert (fork.parent, fork.fork_turn, fork.seed) == (done.id, 4, done.seed)
    same = await say(services.practice, fork, "What does a bad night cost you?")
    assert [t.text for t in same.turns] == [t.text for t in done.turns]
    other = await services.practice.fork(done.id, 4)
    await say(services.practice, other, "Sign today or lose it.")
    family = {s.id for s in await services.store.branches(done.id)}
    assert family == {done.id, fork.id, other.id}
    assert (await services.store.get(done.id)).turns == done.turns


async def test_only_a_turn_of_the_rep_can_be_forked(services: Services) -> None:
    session = await services.practice.start(ID, seed=3)
    for turn in (0, 1, 9):
        with pytest.raises(NotFound, match="is not a turn of yours"):
            await services.practice.fork(session.id, turn)


async def test_the_scenario_of_a_session_is_the_one_it_began_with(
    services: Services, tmp_path: Path
) -> None:
    session = await services.practice.start(ID, seed=3)
    services.practice.library = Library((tmp_path,))
    after = await say(services.practice, session, "Who carries the phone?")
    assert after.scenario == session.scenario


async def test_time_passes_with_every_exchange_and_faster_with_long_turns(
    services: Services,
) -> None:
    session = await services.practice.start(ID, seed=3)
    short = await say(services.practice, session, "Who carries the phone?")
    used = clock(short).used
    long = await say(services.practice, short, "And so on, you see. " * 25)
    assert clock(long).used - used > used


class Stubborn:
    """A voice that fails once it has begun."""

    name = "stubborn"

    async def speak(self, decision: Decision, session: Session) -> AsyncIterator[str | Spoken]:
        yield "I was about to"
        raise RuntimeError("the line went dead")


async def test_a_failing_voice_loses_no_turn_and_the_call_goes_on(services: Services) -> None:
    session = await services.practice.start(ID, seed=3)
    services.practice.voice = Stubborn()
    with pytest.raises(RuntimeError):
        await say(services.practice, session, "Who carries the phone?")
    services.practice.voice = AuthoredVoice()
    resumed = await services.practice.resume(session.id)
    assert [t.speaker for t in resumed.turns] == ["buyer", "rep", "buyer"]


async def test_a_chain_remembers_how_the_last_call_ended(
    services: Services, tmp_path: Path
) -> None:
    ids = [s.id for s in services.library.scan()[0].values() if s.chain]
    if not ids:
        pytest.skip("no scenario is a second call yet")
    second = services.library.get(ids[0])
    assert second.chain is not None
    fresh = await services.practice.start(second.id, rep="Sam", seed=1)
    assert fresh.carried is None
    first = await services.practice.start(second.chain.after, rep="Sam", seed=1)
    first = await say(services.practice, first, "I'll send you the figures tomorrow.")
    first = await services.practice.finish(first.id)
    told = replace(state_of(first)).told
    later = await services.practice.start(second.id, rep="Sam", seed=1)
    assert later.carried is not None
    assert later.carried.session == first.id
    assert state_of(later).told == tuple(t for t in told if t in {f.id for f in second.facts})
    opening = {
        line
        for n in ("won", "advanced", "lost", "walked")
        for line in getattr(second.chain, n).opening
    }
    assert any(later.turns[0].text.startswith(line[:20]) for line in opening)
    stranger = await services.practice.start(second.id, rep="Kim", seed=1)
    assert stranger.carried is None


async def test_an_in_memory_store_serves_a_whole_session() -> None:
    services = build(Settings(), in_memory=True)
    await services.open()
    session = await services.practice.start(ID, seed=1)
    await say(services.practice, session, "Who carries the phone?")
    assert (await services.practice.finish(session.id)).report is not None
    await services.close()
    assert isinstance(services.store, Store)
