"""A process that is killed loses nothing that was stored, and several processes get along."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from store_samples import opened

from trainer.store import Store

HERE = Path(__file__).parent

TALKER = """
    import asyncio, sys
    sys.path.insert(0, sys.argv[2])
    from store_samples import opened, turn
    from trainer.conversation import Heard
    from trainer.session import Outcome
    from trainer.store import Store

    async def main():
        store = await Store.open(sys.argv[1])
        await store.create(opened())
        for number in range(2, 1000):
            if number % 2:
                heard = Heard(frozenset({"ask"}))
                await store.add_reply("s1", heard, turn(number), Outcome())
            else:
                await store.add_turn("s1", turn(number))
            print(number, flush=True)
            sys.stdin.readline()

    asyncio.run(main())
"""

RACER = """
    import asyncio, sys
    sys.path.insert(0, sys.argv[2])
    from store_samples import turn
    from trainer.errors import Conflict
    from trainer.store import Store

    async def main():
        store = await Store.open(sys.argv[1])
        won = 0
        for number in range(2, 42):
            try:
                await store.add_turn("s1", turn(number, f"From {sys.argv[3]}, {number}."))
                won += 1
            except Conflict:
                pass
        await store.close()
        print(won)

    asyncio.run(main())
"""


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(code), *arguments]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE.parent.parent
    )


@pytest.mark.parametrize("last", [2, 3, 8])
async def test_a_killed_process_loses_no_turn_that_it_was_told_is_stored(
    file_url: str, last: int
) -> None:
    with start(TALKER, file_url, str(HERE)) as talker:
        assert talker.stdin and talker.stdout
        while int(talker.stdout.readline()) < last:
            talker.stdin.write("\n")
            talker.stdin.flush()
        talker.kill()
        talker.wait()
    if hasattr(signal, "SIGKILL"):
        assert talker.returncode == -signal.SIGKILL
    async with await Store.open(file_url) as store:
        found = await store.get("s1")
        assert [t.number for t in found.turns] == list(range(1, last + 1))
        answered = [t for t in found.rep_turns if t.number < last]
        assert all(t.heard.has("ask") for t in answered)
        assert not found.finished, "it can be resumed"


async def test_processes_that_say_the_same_turns_share_them_out(file_url: str) -> None:
    async with await Store.open(file_url) as store:
        await store.create(opened())
        racers = [start(RACER, file_url, str(HERE), str(name)) for name in range(2)]
        won = [int(racer.communicate()[0]) for racer in racers]
        assert sum(won) == 40
        turns = (await store.get("s1")).turns
        assert [t.number for t in turns] == list(range(1, 42))
        for name in range(2):
            assert sum(t.text.startswith(f"From {name},") for t in turns) == won[name]


async def test_commits_are_on_the_disk_before_they_return(file_url: str) -> None:
    async with await Store.open(file_url) as store, store._db.engine.connect() as connection:
        for pragma, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
            result = await connection.exec_driver_sql(f"PRAGMA {pragma}")
            assert result.scalar() == value
