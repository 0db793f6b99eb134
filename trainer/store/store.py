"""The store as the rest of the program sees it: opened once, asked for values, closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from trainer.store import migrate
from trainer.store.database import Database
from trainer.store.history import HistoryStore
from trainer.store.model_use import ModelUseStore
from trainer.store.reviews import ReviewStore
from trainer.store.sessions import SessionStore


def utc_now() -> datetime:
    return datetime.now(UTC)


class Store(SessionStore, HistoryStore, ReviewStore, ModelUseStore):
    """All methods are async, and may raise StoreError besides what they say themselves.

    A method that has begun is finished even if its caller is cancelled.
    """

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        """Use `open`, which also brings the database up to date."""
        self._db, self._now = database, now

    @classmethod
    async def open(
        cls, url: str, *, now: Callable[[], datetime] = utc_now, busy_timeout: float = 5.0
    ) -> Self:
        """A store on the database at `url`, made or upgraded as needed.

        `sqlite+aiosqlite:///:memory:` lives as long as the store. `busy_timeout` is how many
        seconds to wait for another program's lock on a SQLite file. Raises StoreError.
        """
        store = cls.at(url, now=now, busy_timeout=busy_timeout)
        await store.prepare()
        return store

    @classmethod
    def at(
        cls, url: str, *, now: Callable[[], datetime] = utc_now, busy_timeout: float = 5.0
    ) -> Self:
        """A store that has touched nothing yet: `prepare` it before use."""
        return cls(Database(url, busy_timeout), now)

    async def prepare(self) -> None:
        """Make or upgrade the database. Raises StoreError, and is closed then."""
        try:
            self._db.make_file()
            await migrate.upgrade(self._db)
            await self._db.use_wal()
        except BaseException:
            await self._db.close()
            raise

    async def close(self) -> None:
        await self._db.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()
