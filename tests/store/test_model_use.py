"""What a language model used and where it was contradicted: added up, kept once, found again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from store_samples import NOON, imported, opened, turn

from trainer.disagreement import MOVES, Disagreement
from trainer.errors import NotFound
from trainer.llm.usage import Usage
from trainer.store import Filters, Store

TURN = Usage(1000, 600, 40, 1, 0, 0.5, 0.25)
MOVE = Disagreement(MOVES, 2, ("ask", "impact"), ())
VERDICT = Disagreement("value.trade", 2, ("met",), ("missed",))
WHOLE = Disagreement("fit.plan", 0, ("unscored",), ("n/a",))


async def test_usage_is_added_up_by_purpose(store: Store) -> None:
    await store.create(opened())
    assert await store.usage("s1") == {}
    await store.add_model_use("s1", {"voice": TURN, "reader": TURN})
    await store.add_model_use("s1", {"voice": TURN})
    assert await store.usage("s1") == {"reader": TURN, "voice": TURN + TURN}


async def test_usage_without_prices_has_no_cost(store: Store) -> None:
    await store.create(opened())
    free = replace(TURN, cost=None)
    await store.add_model_use("s1", {"voice": free})
    assert (await store.usage("s1"))["voice"] == free
    assert (await store.usages(["s1"]))["s1"].cost is None
    await store.add_model_use("s1", {"voice": TURN})
    assert (await store.usage("s1"))["voice"].cost == TURN.cost


async def test_sessions_of_a_list_get_their_sums_and_those_without_a_model_none(
    store: Store,
) -> None:
    for name in ("s1", "s2", "s3"):
        await store.create(opened(name))
    await store.add_model_use("s1", {"voice": TURN, "judge": TURN})
    await store.add_model_use("s2", {"coach": TURN})
    found = await store.usages(["s1", "s2", "s3", "s4"])
    assert found == {"s1": TURN + TURN, "s2": TURN}
    assert all(type(number) in (int, float) for number in (found["s1"].prompt, found["s1"].cost))
    assert await store.usages([]) == {}


async def test_usage_added_at_the_same_time_is_all_counted(store: Store) -> None:
    await store.create(opened())
    await asyncio.gather(*(store.add_model_use("s1", {"voice": TURN}) for _ in range(8)))
    assert (await store.usage("s1"))["voice"].calls == 8


async def test_an_unknown_session_is_told(store: Store) -> None:
    with pytest.raises(NotFound):
        await store.add_model_use("s9", {"voice": TURN})
    with pytest.raises(NotFound):
        await store.usage("s9")
    assert await store.disagreements(session_id="s9") == []


async def test_disagreements_come_back_turn_by_turn_with_the_words(store: Store) -> None:
    await store.create(opened(turns=(turn(1, "Yes?"), turn(2, "What does it cost you?"))))
    await store.add_model_use("s1", {}, [VERDICT, MOVE, WHOLE])
    found = await store.disagreements(session_id="s1")
    assert [listed.disagreement for listed in found] == [WHOLE, MOVE, VERDICT]
    assert [listed.words for listed in found] == ["", *["What does it cost you?"] * 2]
    assert {(x.session, x.title, x.rep) for x in found} == {("s1", "Next Quarter", "Ann")}


async def test_a_turn_that_is_read_again_keeps_the_last_reading_only(store: Store) -> None:
    await store.create(opened())
    await store.add_model_use("s1", {}, [MOVE])
    again = replace(MOVE, model=("impact",), offline=("ask",))
    await store.add_model_use("s1", {}, [MOVE, again])
    assert [x.disagreement for x in await store.disagreements()] == [again]


async def test_disagreements_of_many_sessions_are_filtered_newest_first(store: Store) -> None:
    for number, rep in ((1, "Ann"), (2, "Bob"), (3, "Ann")):
        day = NOON + timedelta(days=number)
        await store.create(opened(f"s{number}", rep=rep, started_at=day))
        await store.add_model_use(f"s{number}", {}, [MOVE])
    await store.create(imported())

    async def ids(**filters: object) -> list[str]:
        return [x.session for x in await store.disagreements(Filters(**filters))]  # type: ignore[arg-type]

    assert await ids() == ["s3", "s2", "s1"]
    assert await ids(rep="Ann") == ["s3", "s1"]
    assert await ids(since=NOON + timedelta(days=2)) == ["s3", "s2"]
    assert await ids(limit=1, offset=1) == ["s2"]


async def test_all_of_it_goes_with_its_session(store: Store) -> None:
    await store.create(opened())
    await store.add_model_use("s1", {"voice": TURN}, [MOVE])
    await store.delete("s1")
    await store.create(opened())
    assert await store.usage("s1") == {}
    assert await store.disagreements() == []
