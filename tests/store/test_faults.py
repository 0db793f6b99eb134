"""Whatever is wrong with a database is told in one line: what, where, how to mend it."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import URL
from store_samples import opened, turn, whole

from trainer.errors import StoreError
from trainer.store import Store


async def refusal(url: str, **options: float) -> str:
    """What is said when `url` is opened; always one line."""
    with pytest.raises(StoreError) as caught:
        await Store.open(url, **options)
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    "url", ["trainer.db", "mysql://host/name", "sqlite", "", "http://host", "sqlite:/x", "%%%"]
)
async def test_an_address_that_is_none_of_ours_is_refused(url: str) -> None:
    assert "Set TRAINER_DATABASE_URL to something like sqlite:///" in await refusal(url)


@pytest.mark.parametrize("prefix", ["sqlite", "sqlite+aiosqlite", "sqlite+pysqlite"])
async def test_any_driver_of_sqlite_will_do(prefix: str, file: Path) -> None:
    await (await Store.open(f"{prefix}:///{file}")).close()
    assert file.exists()


async def test_folders_on_the_way_to_a_new_file_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a %20 b" / "ü # ?" / "trainer.db"
    url = URL.create("sqlite", database=str(path)).render_as_string()
    await (await Store.open(url)).close()
    assert path.exists()


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    message = await refusal(f"sqlite:///{tmp_path}/taken/trainer.db")
    assert f"{tmp_path}/taken/trainer.db" in message
    assert "TRAINER_DATABASE_URL" in message


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
async def test_a_folder_in_the_files_place_is_told(tmp_path: Path) -> None:
    message = await refusal(f"sqlite:///{tmp_path}")
    assert f"{tmp_path} cannot be opened" in message


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that everybody may look into."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


async def refusal_of_someone_else(url: str) -> str:
    """What is said to a user who is not root, to whom nothing is denied."""
    await (await Store.open("sqlite:///:memory:")).close()  # imports what only root may read
    if os.geteuid() != 0:
        return await refusal(url)
    os.seteuid(65534)
    try:
        return await refusal(url)
    finally:
        os.seteuid(0)


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX here")
@pytest.mark.parametrize("path", ["locked/trainer.db", "locked/deeper/trainer.db"])
async def test_a_folder_that_is_not_ours_to_write_is_told(shared: Path, path: str) -> None:
    (shared / "locked").mkdir(mode=0o555)
    message = await refusal_of_someone_else(f"sqlite:///{shared}/{path}")
    assert f"Database {shared}/{path} cannot be" in message
    assert "TRAINER_DATABASE_URL" in message
    assert list((shared / "locked").iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX here")
async def test_a_file_that_is_not_ours_to_write_is_told_and_left_alone(shared: Path) -> None:
    path = shared / "trainer.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 1")
    path.chmod(0o444)
    before = path.read_bytes()
    message = await refusal_of_someone_else(f"sqlite:///{path}")
    assert f"Database {path} cannot be written. Give yourself write access" in message
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "junk", [b"not a database at all " * 100, b"SQLite format 3\0" + b"x" * 99]
)
async def test_a_file_that_is_no_database_is_refused_and_left_as_it_was(
    tmp_path: Path, junk: bytes
) -> None:
    path = tmp_path / "trainer.db"
    path.write_bytes(junk)
    message = await refusal(f"sqlite:///{path}")
    assert f"Database {path} is damaged or is not a database. Move it aside" in message
    assert path.read_bytes() == junk
    assert [p.name for p in tmp_path.iterdir()] == ["trainer.db"]


async def test_a_file_damaged_in_the_middle_is_told_when_it_is_read(
    file_url: str, file: Path
) -> None:
    async with await Store.open(file_url) as store:
        for number in range(30):
            await store.create(whole(f"s{number}"))
    data = bytearray(file.read_bytes())
    page = 4096
    data[2 * page :] = os.urandom(len(data) - 2 * page)
    file.write_bytes(data)
    with pytest.raises(StoreError, match=r"is damaged or is not a database\. Move it aside"):
        async with await Store.open(file_url) as store:
            await store.get("s3")


async def test_a_lock_of_another_program_is_told_and_nothing_is_lost(
    file_url: str, file: Path
) -> None:
    async with await Store.open(file_url, busy_timeout=0.05) as store:
        await store.create(opened())
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError, match="is locked by another program"):
                await store.add_turn("s1", turn(2))
            assert await store.get("s1") == opened(), "reading goes on"
            other.execute("ROLLBACK")
        await store.add_turn("s1", turn(2))
        assert len((await store.get("s1")).turns) == 2


async def test_a_full_disk_is_told_and_what_was_stored_is_safe(file_url: str) -> None:
    async with await Store.open(file_url) as store:
        await store.create(opened())
        async with store._db.engine.connect() as connection:
            raw = (await connection.get_raw_connection()).driver_connection
            await raw.execute("PRAGMA max_page_count = 1")  # as many pages as there are now
        with pytest.raises(StoreError, match="because the disk is full"):
            await store.add_turn("s1", turn(2, "x" * 200_000))
        assert await store.get("s1") == opened()


async def test_a_session_that_this_version_cannot_understand_is_told(store: Store) -> None:
    await store.create(opened())
    async with store._db.engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE sessions SET scenario = '{\"id\": 3}'")
    with pytest.raises(StoreError, match="Session s1 cannot be understood") as caught:
        await store.get("s1")
    assert "\n" not in str(caught.value)
    assert len(await store.list()) == 1, "the list still shows it"


async def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    pytest.importorskip("asyncpg", reason="asyncpg is not installed")
    message = await refusal("postgresql://ann:hunter2@127.0.0.1:9/trainer")
    assert "postgresql://ann:***@127.0.0.1:9/trainer" in message
    assert "hunter2" not in message


async def test_a_server_database_that_is_not_there_is_told(postgres_server: str) -> None:
    message = await refusal(postgres_server.replace("/postgres?", "/nowhere?"))
    assert '"nowhere" does not exist' in message


async def test_a_missing_driver_is_told_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    message = await refusal("postgresql://localhost/trainer")
    assert "pip install 'sales-trainer[postgres]'" in message
