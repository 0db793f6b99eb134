"""Databases are brought up to date at start, or refused untouched."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from store_samples import opened, whole

from trainer.errors import StoreError
from trainer.store import Store, migrate
from trainer.store.database import Database
from trainer.store.tables import Base

REVISIONS = [
    script.revision
    for script in ScriptDirectory.from_config(migrate._config()).walk_revisions("base", "heads")
][::-1]

OLD_SESSION = """
    INSERT INTO sessions (id, family, scenario_id, title, rep, seed, started_at, finished,
        outcome_kind, outcome_time, turn_count)
    VALUES ('old', 'old', '', 'Old', 'Ann', 3, '2026-01-02 03:04:05', false, 'open', '', 1)
"""
OLD_TURN = """
    INSERT INTO turns (session_id, number, speaker, text, reason, heard, state)
    VALUES ('old', 1, 'buyer', 'Yes?', '', '{"labels": ["answer"]}', '{"trust": 1}')
"""


async def run(url: str, work: Any) -> Any:
    """`work(connection)` in one transaction on a database that is not opened as a store."""
    database = Database(url, 1.0)
    try:
        async with database.engine.begin() as connection:
            return await connection.run_sync(work)
    finally:
        await database.close()


async def bring_to(url: str, revision: str) -> None:
    database = Database(url, 1.0)
    database.make_file()
    try:
        await migrate.upgrade(database, revision)
    finally:
        await database.close()


def set_version(connection: Connection, revision: str) -> None:
    connection.execute(text(f"UPDATE {migrate.VERSION_TABLE} SET version_num = '{revision}'"))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(params=["file", "postgres"])
def kept_url(request: pytest.FixtureRequest, file_url: str) -> str:
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    return file_url


async def test_a_new_database_gets_exactly_the_tables_of_the_models(kept_url: str) -> None:
    await (await Store.open(kept_url)).close()

    def differences(connection: Connection) -> list[Any]:
        options = {"version_table": migrate.VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, Base.metadata))

    assert await run(kept_url, differences) == []


async def test_opening_again_changes_nothing(file_url: str, file: Path) -> None:
    async with await Store.open(file_url) as store:
        await store.create(whole())
    before = contents(file.parent)
    await (await Store.open(file_url)).close()
    assert contents(file.parent) == before


@pytest.mark.parametrize("revision", REVISIONS)
async def test_a_database_of_each_older_version_keeps_its_sessions(
    kept_url: str, revision: str
) -> None:
    await bring_to(kept_url, revision)
    await run(kept_url, lambda c: (c.execute(text(OLD_SESSION)), c.exec_driver_sql(OLD_TURN)))
    async with await Store.open(kept_url) as store:
        old = await store.get("old")
        assert (old.rep, old.turns[0].text, old.started_at.year) == ("Ann", "Yes?", 2026)
        await store.create(whole())
        assert await store.get("s1") == whole()


async def test_a_database_from_a_newer_version_is_refused_and_left_as_it_was(
    file_url: str, file: Path
) -> None:
    async with await Store.open(file_url) as store:
        await store.create(whole())
    await run(file_url, lambda c: set_version(c, "9999"))
    before = contents(file.parent)
    with pytest.raises(StoreError) as caught:
        await Store.open(file_url)
    assert contents(file.parent) == before
    message = str(caught.value)
    assert str(file) in message
    assert "newer version of the trainer (revision '9999'" in message
    assert "Upgrade the trainer" in message
    assert "\n" not in message


async def test_a_newer_database_on_a_server_is_refused(postgres_url: str) -> None:
    await (await Store.open(postgres_url)).close()
    await run(postgres_url, lambda c: set_version(c, "9999"))
    with pytest.raises(StoreError, match="newer version"):
        await Store.open(postgres_url)


async def test_an_upgrade_that_fails_halfway_leaves_the_database_as_it_was(kept_url: str) -> None:
    await bring_to(kept_url, "0001")
    await run(kept_url, lambda c: c.execute(text("CREATE TABLE overrides (mine INTEGER)")))
    with pytest.raises(StoreError):
        await Store.open(kept_url)
    tables = await run(kept_url, lambda c: set(inspect(c).get_table_names()))
    assert "comments" not in tables, "made by the migration before the step that failed"
    version = f"SELECT version_num FROM {migrate.VERSION_TABLE}"
    assert await run(kept_url, lambda c: c.scalar(text(version))) == "0001"


async def test_another_programs_database_is_refused_and_left_as_it_was(
    file_url: str, file: Path
) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    before = contents(file.parent)
    with pytest.raises(StoreError, match="belongs to another program .*'recipes'"):
        await Store.open(file_url)
    assert contents(file.parent) == before


async def test_a_server_database_may_be_shared_but_not_our_table_names(postgres_url: str) -> None:
    await run(postgres_url, lambda c: c.execute(text("CREATE TABLE recipes (name TEXT)")))
    await (await Store.open(postgres_url)).close()


async def test_a_server_database_with_foreign_sessions_is_refused(postgres_url: str) -> None:
    await run(postgres_url, lambda c: c.execute(text("CREATE TABLE sessions (name TEXT)")))
    with pytest.raises(StoreError, match="belongs to another program .*'sessions'"):
        await Store.open(postgres_url)


async def test_many_may_open_a_new_database_at_once(kept_url: str) -> None:
    stores = await asyncio.gather(*(Store.open(kept_url) for _ in range(5)))
    await stores[0].create(opened())
    for store in stores:
        assert await store.get("s1") == opened()
        await store.close()


async def test_different_databases_may_be_opened_at_once(tmp_path: Path) -> None:
    urls = [f"sqlite:///{tmp_path}/{n}.db" for n in range(5)]
    stores = await asyncio.gather(*(Store.open(url) for url in urls))
    for number, store in enumerate(stores):
        await store.create(opened(f"s{number}"))
        assert [row.id for row in await store.list()] == [f"s{number}"]
        await store.close()


async def test_a_rebuilt_table_does_not_take_the_rows_that_point_to_it(file_url: str) -> None:
    async with await Store.open(file_url) as store:
        await store.create(opened())
    database = Database(file_url, 1.0)
    async with database.engine.connect() as connection:
        async with migrate._foreign_keys_off(connection, sqlite=True):
            await connection.exec_driver_sql("CREATE TABLE kept AS SELECT * FROM sessions")
            await connection.exec_driver_sql("DROP TABLE sessions")
            await connection.exec_driver_sql("ALTER TABLE kept RENAME TO sessions")
            await connection.commit()
        count = (await connection.exec_driver_sql("SELECT count(*) FROM turns")).scalar()
        on = (await connection.exec_driver_sql("PRAGMA foreign_keys")).scalar()
    await database.close()
    assert (count, on) == (1, 1)
