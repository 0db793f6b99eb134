"""Brings a database to the present schema at start, or refuses it untouched.

The whole upgrade is one transaction: either every migration is in, or the file is as it was. The
revisions are in `migrations/versions`, and travel inside the package.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from trainer.errors import StoreError
from trainer.store.database import WRITES, Database
from trainer.store.faults import faults
from trainer.store.tables import Base

VERSION_TABLE = "trainer_version"
ALEMBIC = threading.Lock()
UPGRADE_LOCK = 7_275_310_422  # any number of our own, for PostgreSQL's advisory lock


async def upgrade(database: Database, to: str = "head") -> None:
    """Run the migrations that are missing, up to revision `to`.

    Raises StoreError for a database from a newer version, one that is not ours, or any fault.
    """
    with faults(database.place):
        async with database.engine.connect() as connection:
            done = await connection.run_sync(_is_current, database.place, to)
        if not done:
            async with _alone():
                await _run(database, to)


@contextlib.asynccontextmanager
async def _alone() -> AsyncIterator[None]:
    """Alembic keeps its context in module globals, so a process upgrades one database at a time.

    Polled, because stores may be opened from several threads, each with an event loop.
    """
    while not ALEMBIC.acquire(blocking=False):
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        ALEMBIC.release()


async def _run(database: Database, to: str) -> None:
    engine = database.engine.execution_options(**{WRITES: True})
    async with (
        engine.connect() as connection,
        _foreign_keys_off(connection, database.sqlite),
        connection.begin(),
    ):
        if not database.sqlite:
            await connection.execute(
                text("SELECT pg_advisory_xact_lock(:key)"), {"key": UPGRADE_LOCK}
            )
        # Another process may have upgraded it while this one waited for the lock.
        if not await connection.run_sync(_is_current, database.place, to):
            await connection.run_sync(_upgrade, to)
        if database.sqlite:
            await _check_foreign_keys(connection, database.place)


@contextlib.asynccontextmanager
async def _foreign_keys_off(connection: AsyncConnection, sqlite: bool) -> AsyncIterator[None]:
    """SQLite rebuilds a table to alter it; dropping the old one must not cascade to its rows.

    The pragma does nothing inside a transaction, so it goes past SQLAlchemy, which begins one.
    """
    raw = (await connection.get_raw_connection()).driver_connection if sqlite else None
    if raw is not None:
        await raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        if raw is not None:
            await raw.execute("PRAGMA foreign_keys=ON")


async def _check_foreign_keys(connection: AsyncConnection, place: str) -> None:
    broken = (await connection.exec_driver_sql("PRAGMA foreign_key_check")).first()
    if broken is not None:
        raise StoreError(
            f"Database {place} has rows in '{broken[0]}' that belong to nothing, so it was not "
            "upgraded and is as it was. Restore a backup."
        )


def _is_current(connection: Connection, place: str, to: str) -> bool:
    """Whether nothing is left to do. Raises StoreError for what must not be touched."""
    script = ScriptDirectory.from_config(_config())
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    revision = context.get_current_revision()
    known = [s.revision for s in script.walk_revisions()]
    if revision is not None and revision not in known:
        raise StoreError(
            f"Database {place} was written by a newer version of the trainer (revision "
            f"'{revision}', this one knows '{known[0]}') and was left as it is. Upgrade the "
            "trainer, or set TRAINER_DATABASE_URL to another database."
        )
    if revision is None:
        _refuse_strangers(connection, place)
        return False
    return revision == (script.get_current_head() if to == "head" else to)


def _refuse_strangers(connection: Connection, place: str) -> None:
    """A database without our version must not hold tables of others where ours would go."""
    tables = set(inspect(connection).get_table_names())
    if connection.dialect.name != "sqlite":  # a server's database may well be shared
        tables &= set(Base.metadata.tables)
    if tables:
        raise StoreError(
            f"Database {place} belongs to another program (it has the table "
            f"'{min(tables)}') and was left as it is. Set TRAINER_DATABASE_URL to another one."
        )


def _upgrade(connection: Connection, to: str) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _config() -> Config:
    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
