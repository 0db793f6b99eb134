"""Sessions: stored whole, in order, once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from store_samples import NOON, imported, opened, report, turn, whole

from trainer.conversation import Heard
from trainer.errors import Conflict, NotFound, StoreError
from trainer.session import Comment, Hint, Outcome
from trainer.store import Store

HEARD = Heard(frozenset({"ask"}), {"ask": 0.91})
ADVANCED = Outcome("advanced", "review", "Tuesday")


async def test_a_session_comes_back_exactly_as_it_was_stored(store: Store) -> None:
    session = whole()
    await store.create(session)
    found = await store.get("s1")
    assert found == session
    assert list(found.report.results) == list(session.report.results), "criteria keep their order"
    assert found.scenario.hash == session.scenario.hash


async def test_an_imported_call_comes_back_exactly_as_it_was_stored(store: Store) -> None:
    await store.create(imported())
    found = await store.get("call-1")
    assert found == imported()
    assert found.transcript.hash == imported().transcript.hash


async def test_times_come_back_in_utc_whatever_zone_they_were_in(store: Store) -> None:
    await store.create(whole())
    found = await store.get("s1")
    assert found.finished_at.utcoffset() == timedelta(0)
    assert found.finished_at == whole().finished_at


async def test_a_session_without_a_start_gets_the_time_it_was_stored(url: str) -> None:
    async with await Store.open(url, now=lambda: NOON) as store:
        await store.create(opened(started_at=None))
        assert (await store.get("s1")).started_at == NOON


async def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="no time zone"):
        await store.create(opened(started_at=datetime(2026, 1, 1)))
    assert await store.count() == 0


async def test_a_session_cannot_begin_with_a_gap_in_its_turns(store: Store) -> None:
    with pytest.raises(ValueError, match="without a gap"):
        await store.create(opened(turns=(turn(1), turn(3))))


async def test_storing_the_same_session_again_does_nothing(store: Store) -> None:
    await store.create(whole())
    await store.create(whole())
    assert await store.get("s1") == whole()


async def test_another_session_of_the_same_id_is_a_conflict(store: Store) -> None:
    await store.create(opened())
    with pytest.raises(Conflict, match="another session 's1'"):
        await store.create(opened(turns=(turn(1, "Who is it?"),)))
    assert await store.get("s1") == opened()


async def test_turns_follow_one_another(store: Store) -> None:
    await store.create(opened())
    said = [turn(2), turn(3, reason="because", state={"trust": 2})]
    for one in said:
        await store.add_turn("s1", one)
    assert (await store.get("s1")).turns == (turn(1, "Yes?"), *said)


async def test_a_reply_brings_the_reading_of_the_turn_it_answers(store: Store) -> None:
    await store.create(opened())
    await store.add_turn("s1", turn(2))
    await store.add_reply("s1", HEARD, turn(3), ADVANCED)
    found = await store.get("s1")
    assert [t.heard for t in found.turns] == [Heard(), HEARD, Heard()]
    assert found.outcome == ADVANCED
    assert not found.finished


async def test_a_reply_to_a_buyer_is_refused_whole(store: Store) -> None:
    await store.create(opened())
    with pytest.raises(Conflict, match="answers no turn of a rep"):
        await store.add_reply("s1", HEARD, turn(2), ADVANCED)
    assert await store.get("s1") == opened()


@pytest.mark.parametrize("number", [0, 1, 3, 9])
async def test_a_turn_that_is_not_the_next_is_a_conflict(store: Store, number: int) -> None:
    await store.create(opened())
    with pytest.raises(Conflict, match="has 1 turns by now"):
        await store.add_turn("s1", turn(number, "Something else."))
    assert await store.get("s1") == opened()


async def test_saying_the_last_turn_again_changes_nothing(store: Store) -> None:
    await store.create(opened())
    for _ in range(2):
        await store.add_turn("s1", turn(2))
    for _ in range(2):
        await store.add_reply("s1", HEARD, turn(3), ADVANCED)
    assert len((await store.get("s1")).turns) == 3


async def test_of_many_writers_of_one_turn_exactly_one_wins(store: Store) -> None:
    await store.create(opened())
    texts = [f"Version {n}." for n in range(8)]
    results = await asyncio.gather(
        *(store.add_turn("s1", turn(2, text)) for text in texts), return_exceptions=True
    )
    assert [type(r) for r in results if r is not None] == [Conflict] * 7
    winner = texts[results.index(None)]
    assert [t.text for t in (await store.get("s1")).turns] == ["Yes?", winner]


async def test_two_stores_on_one_file_keep_each_other_in_order(file_url: str) -> None:
    async with await Store.open(file_url) as one, await Store.open(file_url) as other:
        await one.create(opened())
        for number in range(2, 12):
            results = await asyncio.gather(
                one.add_turn("s1", turn(number, "From one.")),
                other.add_turn("s1", turn(number, "From the other.")),
                return_exceptions=True,
            )
            assert [type(r) for r in results if r is not None] == [Conflict]
        assert await one.get("s1") == await other.get("s1")


async def test_a_finished_session_takes_no_turn_and_no_hint(store: Store) -> None:
    await store.create(opened())
    await store.finish("s1", ADVANCED)
    for attempt in (
        store.add_turn("s1", turn(2)),
        store.add_turn("s1", turn(1, "Yes?")),
        store.add_reply("s1", HEARD, turn(2), Outcome()),
        store.add_hint("s1", Hint(1, "Ask.")),
    ):
        with pytest.raises(Conflict, match="already ended"):
            await attempt
    found = await store.get("s1")
    assert (found.turns, found.hints, found.outcome) == (opened().turns, (), ADVANCED)


async def test_finishing_keeps_outcome_report_and_time(url: str) -> None:
    async with await Store.open(url, now=lambda: NOON) as store:
        await store.create(opened())
        await store.finish("s1", ADVANCED, report())
        found = await store.get("s1")
        assert (found.finished, found.finished_at) == (True, NOON)
        assert (found.outcome, found.report) == (ADVANCED, report())


async def test_finishing_again_alike_does_nothing_and_otherwise_is_a_conflict(
    store: Store,
) -> None:
    await store.create(opened())
    await store.finish("s1", ADVANCED, report())
    await store.finish("s1", ADVANCED, report())
    for outcome, grade in ((Outcome("lost"), report()), (ADVANCED, report(11.0))):
        with pytest.raises(Conflict, match="already ended"):
            await store.finish("s1", outcome, grade)
    assert (await store.get("s1")).report == report()


async def test_hints_are_kept_in_the_order_they_were_asked_for(store: Store) -> None:
    await store.create(opened())
    hints = (Hint(1, "She stalls."), Hint(1, "She stalls."), Hint(0, "Begin."))
    for hint in hints:
        await store.add_hint("s1", hint)
    assert (await store.get("s1")).hints == hints


async def test_deleting_takes_everything_of_a_session_and_nothing_of_another(
    store: Store,
) -> None:
    await store.create(whole("s1"))
    await store.create(whole("s2"))
    await store.create(replace(whole("fork"), parent="s1", fork_turn=2))
    await store.delete("s1")
    with pytest.raises(NotFound):
        await store.get("s1")
    assert await store.get("s2") == whole("s2")
    assert await store.get("fork") == replace(whole("fork"), fork_turn=2)
    await store.create(opened("s1"))
    assert await store.get("s1") == opened("s1"), "no turn or comment of the old one is left"


async def test_an_unknown_session_is_not_found_with_near_ids(store: Store) -> None:
    await store.create(opened("k3v9x1"))
    for attempt in (
        store.get("k3v9xl"),
        store.add_turn("k3v9xl", turn(2)),
        store.add_reply("k3v9xl", HEARD, turn(3), Outcome()),
        store.add_hint("k3v9xl", Hint(1, "Ask.")),
        store.finish("k3v9xl", Outcome()),
        store.delete("k3v9xl"),
        store.branches("k3v9xl"),
        store.comments("k3v9xl"),
        store.overrides("k3v9xl"),
        store.add_comment("k3v9xl", Comment(0, "Hm.", "Tess", NOON)),
        store.create(opened("s2", parent="k3v9xl")),
    ):
        with pytest.raises(NotFound, match=r"No session 'k3v9xl'\. Did you mean k3v9x1\?"):
            await attempt
    assert await store.count() == 1


async def test_hostile_text_is_kept_as_it_is(store: Store) -> None:
    text = "'); DROP TABLE turns;-- {{ 7*7 }} <img src=x> %s ? :id \\ \u202e \r\n\t" + "ü" * 20_000
    await store.create(opened())
    await store.add_turn("s1", turn(2, text))
    assert (await store.get("s1")).turns[1].text == text


@pytest.mark.parametrize("text", ["half a \ud83d smiley"])
async def test_text_no_database_can_hold_is_refused_and_nothing_is_half_written(
    store: Store, text: str
) -> None:
    await store.create(opened())
    with pytest.raises(StoreError) as caught:
        await store.add_turn("s1", turn(2, text))
    assert "\n" not in str(caught.value)
    assert await store.get("s1") == opened()


async def test_a_seed_beyond_64_bits_is_refused_in_one_line(store: Store) -> None:
    with pytest.raises(StoreError) as caught:
        await store.create(opened(seed=10**30))
    assert "\n" not in str(caught.value)


async def test_a_cancelled_caller_leaves_a_whole_turn_and_a_working_store(store: Store) -> None:
    await store.create(opened())
    for number in range(2, 7):
        task = asyncio.ensure_future(store.add_turn("s1", turn(number)))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        for _ in range(500):
            if len((await store.get("s1")).turns) == number:
                break
    assert [t.number for t in (await store.get("s1")).turns] == [1, 2, 3, 4, 5, 6]


async def test_closing_waits_for_what_a_cancelled_caller_began(file_url: str) -> None:
    store = await Store.open(file_url)
    await store.create(opened())
    task = asyncio.ensure_future(store.add_turn("s1", turn(2)))
    await asyncio.sleep(0)
    task.cancel()
    await store.close()
    async with await Store.open(file_url) as again:
        assert len((await again.get("s1")).turns) == 2


def test_a_store_opened_in_one_event_loop_serves_another(file_url: str) -> None:
    store = asyncio.run(Store.open(file_url))
    asyncio.run(store.create(opened()))
    assert asyncio.run(store.get("s1")) == opened()
    asyncio.run(store.close())


async def test_a_store_touches_nothing_before_it_is_prepared(file_url: str, file: Path) -> None:
    store = Store.at(file_url)
    assert not file.parent.exists()
    await store.prepare()
    await store.create(opened())
    await store.close()
