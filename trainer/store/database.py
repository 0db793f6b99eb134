"""The engine and its transactions: how a database is reached, and how safely it is written.

SQLite runs in WAL mode, so that a page being read never waits for a turn being written, and with
synchronous=FULL: a commit is on the disk before it returns. A killed process would lose nothing
under NORMAL either, but a power cut might, and a rep's turn is worth the millisecond.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from functools import update_wrapper
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from trainer.errors import StoreError
from trainer.store.faults import faults

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
WRITES = "trainer_writes"  # execution option: take the write lock when the transaction begins

P = ParamSpec("P")
T = TypeVar("T")
O = TypeVar("O", bound="Owner")  # noqa: E741


class Database:
    """An engine, the place it points to, and transactions that finish what they began."""

    def __init__(self, url: str, busy_timeout: float) -> None:
        """Touches no file yet. Raises StoreError for an address that cannot be used."""
        self.url = _parse(url)
        self.memory = self.sqlite and self.url.database in (None, "", ":memory:")
        self.place = _place(self.url, self.memory)
        self.engine = _engine(self.url, busy_timeout)
        self._writing = self.engine.execution_options(**{WRITES: True})
        # One connection holds an in-memory database, so its transactions take turns.
        self._turns = asyncio.Lock() if self.memory else contextlib.nullcontext()
        self._running: set[asyncio.Task[Any]] = set()

    @property
    def sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @property
    def file(self) -> Path | None:
        """The SQLite file, when the database is one."""
        name = self.url.database or ""
        return None if not self.sqlite or self.memory or name.startswith("file:") else Path(name)

    def make_file(self) -> None:
        """Make the file and its folder where they are missing. Raises StoreError.

        Opened here once without aiosqlite, whose thread would outlive a failure and print it.
        """
        with faults(self.place):
            if self.file is not None:
                self.file.parent.mkdir(parents=True, exist_ok=True)
                sqlite3.connect(self.file).close()

    async def use_wal(self) -> None:
        """Let readers and a writer work at once. Done without where the file system cannot."""
        if self.file is None:
            return
        with faults(self.place):
            async with self.engine.connect() as connection:
                raw = await connection.get_raw_connection()
                assert raw.driver_connection is not None
                with contextlib.suppress(sqlite3.OperationalError):
                    await raw.driver_connection.execute("PRAGMA journal_mode=WAL")

    @contextlib.asynccontextmanager
    async def transaction(self, *, write: bool) -> AsyncIterator[AsyncSession]:
        """Commits at the end, rolls back on any error. Raises StoreError or Conflict."""
        engine = self._writing if write else self.engine
        with faults(self.place):
            async with (
                self._turns,
                AsyncSession(engine, expire_on_commit=False) as session,
                session.begin(),
            ):
                yield session

    async def unbroken(self, work: Coroutine[Any, Any, T]) -> T:
        """Finish `work` even if the caller is cancelled, as when a rep closes the page."""
        task = asyncio.ensure_future(work)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return await asyncio.shield(task)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # a caller that is gone will not ask for it

    async def close(self) -> None:
        """Wait for what is running, then close all connections."""
        await asyncio.gather(*self._running, return_exceptions=True)
        await self.engine.dispose()


class Owner(Protocol):
    """What `reads` and `writes` need of the object whose methods they wrap."""

    _db: Database


Query = Callable[Concatenate[O, AsyncSession, P], Awaitable[T]]
Method = Callable[Concatenate[O, P], Coroutine[Any, Any, T]]


def reads(query: Query[O, P, T]) -> Method[O, P, T]:
    """A method that gets an open transaction as its first argument; callers leave that out."""
    return _within(query, write=False)


def writes(query: Query[O, P, T]) -> Method[O, P, T]:
    """As `reads`, holding the write lock from the start, so that a check stays true."""
    return _within(query, write=True)


def _within(query: Query[O, P, T], *, write: bool) -> Method[O, P, T]:
    async def method(self: O, /, *args: P.args, **kwargs: P.kwargs) -> T:
        async def work() -> T:
            async with self._db.transaction(write=write) as session:
                return await query(self, session, *args, **kwargs)

        return await self._db.unbroken(work())

    return update_wrapper(method, query)


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url.replace("postgres://", "postgresql://", 1))
        backend = parsed.get_backend_name()
    except (ArgumentError, NoSuchModuleError):
        backend = ""
    if backend not in DRIVERS:
        raise StoreError(
            "The database address cannot be used. Set TRAINER_DATABASE_URL to something like "
            "sqlite:///trainer.db or postgresql://user:password@host/name."
        )
    return parsed.set(drivername=DRIVERS[backend])


def _place(url: URL, memory: bool) -> str:
    if memory:
        return "in memory"
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def _engine(url: URL, busy_timeout: float) -> AsyncEngine:
    if url.get_backend_name() != "sqlite":
        try:
            return create_async_engine(url, pool_pre_ping=True)
        except ModuleNotFoundError as e:
            raise StoreError(
                f"PostgreSQL needs the package '{e.name}'. "
                "Install it with: pip install 'sales-trainer[postgres]'"
            ) from e
    engine = create_async_engine(url, connect_args={"timeout": busy_timeout})
    event.listen(engine.sync_engine, "connect", _on_connect)
    event.listen(engine.sync_engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, before DDL too
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
