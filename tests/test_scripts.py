"""Three scripted reps on the first eight scenarios: good selling wins, the rest does not."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from trainer.practice import Reply, buyer_left
from trainer.session import Session
from trainer.settings import Settings
from trainer.wiring import Services, build

SCRIPTS = Path(__file__).parent / "scripts"
EIGHT = sorted({p.name.partition(".")[0] for p in SCRIPTS.glob("*.strong.txt")})
SEEDS = (1, 2, 3)


def lines(scenario: str, rep: str) -> list[str]:
    text = (SCRIPTS / f"{scenario}.{rep}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip()]


async def played(services: Services, scenario: str, rep: str, seed: int) -> Session:
    session = await services.practice.start(scenario, seed=seed)
    for line in lines(scenario, rep):
        if buyer_left(session):
            break
        async for piece in services.practice.say(session.id, line):
            if isinstance(piece, Reply):
                session = piece.session
    return await services.practice.finish(session.id)


@pytest.fixture(scope="module")
def sessions() -> dict[tuple[str, str, int], Session]:
    async def all_of_them() -> dict[tuple[str, str, int], Session]:
        services = build(Settings(), in_memory=True)
        await services.open()
        try:
            return {
                (scenario, rep, seed): await played(services, scenario, rep, seed)
                for scenario in EIGHT
                for rep in ("strong", "passive", "pushy")
                for seed in SEEDS
            }
        finally:
            await services.close()

    return asyncio.run(all_of_them())


def test_there_is_a_script_of_each_kind_for_each_of_the_eight() -> None:
    assert len(EIGHT) == 8
    for scenario in EIGHT:
        for rep in ("strong", "passive", "pushy"):
            assert lines(scenario, rep)


@pytest.mark.parametrize("scenario", EIGHT)
def test_the_strong_rep_gets_a_dated_commitment_and_the_highest_score(
    sessions: dict[tuple[str, str, int], Session], scenario: str
) -> None:
    for seed in SEEDS:
        strong = sessions[scenario, "strong", seed]
        assert strong.outcome.kind in ("won", "advanced"), seed
        assert strong.outcome.time, seed
        assert strong.report is not None and strong.report.overall is not None
        for rep in ("passive", "pushy"):
            other = sessions[scenario, rep, seed]
            assert other.report is not None
            assert (other.report.overall or 0) < strong.report.overall, (rep, seed)


@pytest.mark.parametrize("scenario", EIGHT)
@pytest.mark.parametrize("rep", ["passive", "pushy"])
def test_passive_and_pushy_reps_never_get_the_best_commitment(
    sessions: dict[tuple[str, str, int], Session], scenario: str, rep: str
) -> None:
    for seed in SEEDS:
        assert sessions[scenario, rep, seed].outcome.kind != "won"


def test_no_buyer_says_the_same_line_twice_in_a_session(
    sessions: dict[tuple[str, str, int], Session],
) -> None:
    for key, session in sessions.items():
        said = [t.text for t in session.turns if t.speaker == "buyer"]
        assert len(said) == len(set(said)), key


def test_every_buyer_turn_has_a_reason_and_no_unfilled_slot(
    sessions: dict[tuple[str, str, int], Session],
) -> None:
    for session in sessions.values():
        for turn in session.turns:
            assert turn.text.strip()
            if turn.speaker == "buyer":
                assert turn.reason
                assert "{" not in turn.text


def test_the_same_seed_and_turns_give_the_same_bytes_in_two_processes() -> None:
    def run(hash_seed: str) -> bytes:
        return subprocess.run(
            [sys.executable, "-m", "trainer.cli", "play", EIGHT[0], "--seed", "7", "--json"],
            input="\n".join(lines(EIGHT[0], "strong")).encode(),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
        ).stdout

    first, second = run("1"), run("2")
    assert first == second
    data = json.loads(first)
    assert data["scenario"] == EIGHT[0]
    assert data["outcome"]["kind"] in ("won", "advanced", "lost", "walked", "no_fit", "open")
    assert {"turns", "states", "grade", "session", "seed"} <= set(data)
