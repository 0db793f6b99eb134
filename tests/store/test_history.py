"""Looking back: lists, filters, families, best scores."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import event
from store_samples import NOON, imported, opened, override, report, scenario, score, turn, whole

from trainer.errors import StoreError
from trainer.rubric import DIMENSIONS
from trainer.session import Outcome, Session
from trainer.store import Filters, Store, rows

LOST = Outcome("lost")


def day(number: int) -> datetime:
    return NOON + timedelta(days=number)


async def seed(store: Store) -> None:
    """Four sessions on four days: Ann 90, Ann 40 on another scenario, Bob 60, Ann unfinished."""
    for number, rep, scenario_id, overall in (
        (1, "Ann", "next-quarter", 90.0),
        (2, "Ann", "send-me-a-mail", 40.0),
        (3, "Bob", "next-quarter", 60.0),
        (4, "Ann", "next-quarter", None),
    ):
        session = opened(f"s{number}", rep=rep, started_at=day(number))
        await store.create(replace(session, scenario=scenario(scenario_id)))
        if overall is not None:
            await store.finish(session.id, LOST, report(overall))


async def ids(store: Store, **filters: object) -> list[str]:
    return [row.id for row in await store.list(Filters(**filters))]  # type: ignore[arg-type]


async def test_a_summary_says_what_a_list_shows(store: Store) -> None:
    await store.create(whole())
    (row,) = await store.list()
    assert (row.id, row.scenario_id, row.title) == ("s1", "next-quarter", "Next Quarter")
    assert (row.rep, row.started_at, row.finished) == (whole().rep, NOON, True)
    assert (row.outcome, row.turns, row.parent) == (whole().outcome, 3, None)
    assert (row.overall, dict(row.dimensions)) == (score().overall, dict(score().dimensions))
    assert row.overridden


async def test_a_session_without_a_grade_has_no_dimensions(store: Store) -> None:
    await store.create(opened())
    (row,) = await store.list()
    assert (row.overall, row.dimensions, row.overridden) == (None, {}, False)


async def test_a_withheld_total_still_shows_its_dimensions(store: Store) -> None:
    await store.create(opened())
    await store.finish("s1", LOST, report(None))
    (row,) = await store.list()
    assert row.overall is None
    assert set(row.dimensions) == set(DIMENSIONS)


async def test_an_imported_call_is_listed_under_its_own_name(store: Store) -> None:
    await store.create(imported())
    (row,) = await store.list()
    assert (row.scenario_id, row.title, row.turns) == ("", "march-call", 2)


async def test_the_newest_session_comes_first(store: Store) -> None:
    await seed(store)
    assert await ids(store) == ["s4", "s3", "s2", "s1"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"rep": "Ann"}, ["s4", "s2", "s1"]),
        ({"rep": "ann"}, []),
        ({"rep": "' OR 1=1 --"}, []),
        ({"scenario_id": "next-quarter"}, ["s4", "s3", "s1"]),
        ({"since": day(3)}, ["s4", "s3"]),
        ({"until": day(3)}, ["s2", "s1"]),
        ({"since": day(2), "until": day(4)}, ["s3", "s2"]),
        ({"since": day(3).astimezone(timezone(timedelta(hours=-11)))}, ["s4", "s3"]),
        ({"min_score": 60}, ["s3", "s1"]),
        ({"max_score": 60}, ["s3", "s2"]),
        ({"min_score": 0}, ["s3", "s2", "s1"]),
        ({"min_score": 50, "max_score": 70}, ["s3"]),
        ({"finished": True}, ["s3", "s2", "s1"]),
        ({"finished": False}, ["s4"]),
        ({"rep": "Ann", "scenario_id": "next-quarter", "finished": True}, ["s1"]),
    ],
)
async def test_filters_narrow_the_list_and_the_count(
    store: Store, filters: dict[str, object], expected: list[str]
) -> None:
    await seed(store)
    assert await ids(store, **filters) == expected
    assert await store.count(Filters(**filters)) == len(expected)  # type: ignore[arg-type]


async def test_pages_of_a_list_cover_it_once(store: Store) -> None:
    await seed(store)
    pages = [await ids(store, limit=3, offset=offset) for offset in (0, 3, 6)]
    assert pages == [["s4", "s3", "s2"], ["s1"], []]
    assert await store.count(Filters(limit=1, offset=2)) == 4


async def test_sessions_of_one_moment_keep_one_order_over_pages(store: Store) -> None:
    for number in range(6):
        await store.create(opened(f"s{number}"))
    paged = [(await ids(store, limit=1, offset=n))[0] for n in range(6)]
    assert paged == await ids(store)


async def test_a_filter_without_a_time_zone_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="no time zone"):
        await store.list(Filters(since=datetime(2026, 1, 1)))


async def test_a_score_that_people_changed_is_the_one_that_counts(store: Store) -> None:
    await seed(store)
    await store.add_override("s2", override(), score(75.0))
    await store.add_override("s3", override(), score(10.0))
    assert await ids(store, min_score=70) == ["s2", "s1"]
    assert await store.best_scores("Ann") == {"next-quarter": 90.0, "send-me-a-mail": 75.0}
    assert await store.best_scores("Bob") == {"next-quarter": 10.0}
    assert [(row.id, row.overridden) for row in await store.list(Filters(limit=3))] == [
        ("s4", False),
        ("s3", True),
        ("s2", True),
    ]


async def test_best_scores_leave_out_imported_calls_and_open_sessions(store: Store) -> None:
    await store.create(replace(imported(), report=report(99.0)))
    await store.create(opened("open", report=report(98.0)))
    await store.create(opened("withheld", report=report(None), finished=True))
    assert await store.best_scores("Ann") == {}
    assert await store.best_scores("nobody") == {}


async def test_reps_are_listed_once_by_name(store: Store) -> None:
    assert await store.reps() == []
    for number, rep in enumerate(["Zoë", "bob", "Ann", "Ann"]):
        await store.create(opened(f"s{number}", rep=rep))
    assert await store.reps() == ["Ann", "bob", "Zoë"]


def fork(id: str, parent: str, days: int) -> Session:
    turns = (turn(1, "Yes?"), turn(2))
    return opened(id, parent=parent, fork_turn=2, turns=turns, started_at=day(days))


async def test_a_family_is_the_same_from_any_of_its_members(store: Store) -> None:
    await store.create(opened("root"))
    await store.create(opened("stranger"))
    await store.create(fork("child", "root", 1))
    await store.create(fork("grandchild", "child", 2))
    await store.create(fork("sibling", "root", 3))
    family = ["root", "child", "grandchild", "sibling"]
    for member in family:
        assert [row.id for row in await store.branches(member)] == family
    assert [row.id for row in await store.branches("stranger")] == ["stranger"]
    assert [row.parent for row in await store.branches("root")] == [None, "root", "child", "root"]


async def test_a_family_outlives_the_session_it_goes_back_to(store: Store) -> None:
    await store.create(opened("root"))
    await store.create(fork("child", "root", 1))
    await store.create(fork("grandchild", "child", 2))
    await store.delete("root")
    assert [row.id for row in await store.branches("grandchild")] == ["child", "grandchild"]


async def test_forked_turns_are_copies(store: Store) -> None:
    await store.create(opened("root", turns=(turn(1), turn(2))))
    await store.create(fork("child", "root", 1))
    await store.add_turn("child", turn(3, "Another answer."))
    assert len((await store.get("root")).turns) == 2
    assert (await store.get("child")).turns[2].text == "Another answer."


async def test_two_thousand_sessions_are_listed_by_index_and_without_their_turns() -> None:
    async with await Store.open("sqlite+aiosqlite:///:memory:") as store:
        template, database = whole("s0"), store._db
        async with database.transaction(write=True) as s:
            for number in range(2000):
                rep, at = f"Rep {number % 20}", day(number)
                session = replace(template, id=f"s{number}", rep=rep, started_at=at)
                s.add(rows.session_row(session, at, None))
        asked: list[tuple[str, tuple[object, ...]]] = []

        @event.listens_for(database.engine.sync_engine, "before_cursor_execute")
        def note(
            c: object, cursor: object, text: str, values: tuple[object, ...], *_: object
        ) -> None:
            asked.append((text, values))

        page = await store.list(Filters(rep="Rep 7", limit=20, offset=20))
        assert [row.id for row in page] == [f"s{n}" for n in range(1587, 1187, -20)]
        assert len(await store.list(Filters(limit=None))) == await store.count() == 2000
        assert len(await store.reps()) == 20
        for text, _ in asked:
            assert "turns" not in text
            assert "sessions.scenario," not in text
        query, values = next(q for q in asked if "SELECT" in q[0])
        async with database.engine.connect() as connection:
            found = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values)
            plan = " | ".join(row[3] for row in found)
        assert "SEARCH sessions USING INDEX ix_sessions_rep_started_at_id" in plan
        assert "TEMP B-TREE" not in plan, "the index gives the order too"
