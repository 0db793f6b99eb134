"""What a model cost in a session, and where it was contradicted, outlives the process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.llm.server import Server
from tests.speaking import stubs
from trainer import cli
from trainer.disagreement import MOVES
from trainer.errors import StoreError
from trainer.practice import Reply
from trainer.session import Session
from trainer.settings import Settings
from trainer.wiring import Services, build

SAID = (
    "Dana, Sam from Middlewatch. Most hauliers never add deductions to a failed night.",
    "What happens when planning stops at night?",
    "Could we look at it on Thursday at ten with Neil?",
)


@pytest.fixture
def server() -> Any:
    with Server() as running:
        running.always(
            stubs.model(stubs.judge("partly"), None, {"moves": []}, lambda s: stubs.line_of(s))
        )
        yield running


@pytest.fixture
def settings(server: Server, tmp_path: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{tmp_path / 'x.db'}",
        llm_base_url=server.url,
        llm_model=server.model,
        llm_prices=(1.0, 2.0, 0.5),
    )


async def play(services: Services, *, finish: bool = True) -> Session:
    session = await services.practice.start("next-quarter", seed=3)
    for text in SAID:
        async for piece in services.practice.say(session.id, text):
            if isinstance(piece, Reply):
                session = piece.session
    return await services.practice.finish(session.id) if finish else session


async def test_usage_by_purpose_survives_a_restart(settings: Settings, server: Server) -> None:
    services = build(settings)
    await services.open()
    done = await play(services)
    await services.close()

    services = build(settings)
    await services.open()
    used = await services.review.usage(done.id)
    (summary,) = await services.review.sessions()
    whole = (await services.review.usages([summary]))[done.id]
    await services.close()
    assert set(used) == {"coach", "judge", "reader", "voice"}
    assert used["reader"].calls == len(SAID)
    assert used["voice"].calls == sum(seen.schema is None for seen in server.calls)
    assert whole.calls == len(server.calls)
    told = [server_tokens(seen) for seen in server.calls]
    assert whole.prompt == sum(told)
    fresh = whole.prompt - whole.cached
    cost = (fresh * 1.0 + whole.cached * 0.5 + whole.completion * 2.0) / 1e6
    assert whole.cost == pytest.approx(cost)


def server_tokens(seen: Any) -> int:
    return len(seen.prompt) // 4


async def test_usage_of_a_session_that_goes_on_later_is_added(settings: Settings) -> None:
    for _ in range(2):
        services = build(settings)
        await services.open()
        found = await services.store.list()
        if not found:
            session = await play(services, finish=False)
        else:
            await services.practice.finish(session.id)
            used = await services.review.usage(session.id)
        await services.close()
    assert {"voice", "judge"} <= set(used)


async def test_what_was_heard_and_judged_differently_is_kept(settings: Settings) -> None:
    services = build(settings)
    await services.open()
    done = await play(services)
    listed = await services.review.disagreements(session_id=done.id)
    await services.close()
    heard = [x for x in listed if x.disagreement.about == MOVES]
    judged = [x.disagreement for x in listed if x.disagreement.about != MOVES]
    assert {x.words for x in heard} <= set(SAID)
    assert all(x.disagreement.model == () and x.disagreement.offline for x in heard)
    offline = services.practice.grade(done)
    assert done.report is not None
    assert judged
    for found in judged:
        assert found.model == (done.report.results[found.about].verdict.value,)
        assert found.offline == (offline.results[found.about].verdict.value,)
        assert done.report.results[found.about].judge == "llm:scripted"
    assert not any(x.disagreement.offline == ("unscored",) for x in listed)


async def test_a_fault_of_the_database_ends_no_session_and_loses_no_count(
    settings: Settings, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = build(settings)
    await services.open()
    add = services.store.add_model_use
    faults = iter([True, True, False, False])

    async def failing(*arguments: Any) -> None:
        if next(faults):
            raise StoreError("Database x.db cannot be written because the disk is full.")
        await add(*arguments)

    monkeypatch.setattr(services.store, "add_model_use", failing)
    done = await play(services)
    assert done.report is not None
    used = await services.review.usage(done.id)
    await services.close()
    assert sum(usage.calls for usage in used.values()) == len(server.calls)


def test_the_command_line_shows_what_was_used_and_where_minds_differed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("database_url", "llm_base_url", "llm_model"):
        monkeypatch.setenv(f"TRAINER_{name.upper()}", str(getattr(settings, name)))

    def run(*arguments: str) -> str:
        with pytest.raises(SystemExit) as exit:
            cli.main(list(arguments))
        assert exit.value.code == 0
        return capsys.readouterr().out

    session = json.loads(run("start", "next-quarter", "--seed", "3", "--json"))["session"]
    for text in SAID:
        run("say", session, text, "--json")
    run("finish", session, "--json")
    assert "together" in run("review", session)
    used = json.loads(run("review", session, "--json"))["usage"]
    assert {"voice", "reader", "judge"} <= set(used)
    assert json.loads(run("review", "--json"))["usage"]["calls"] == sum(
        purpose["calls"] for purpose in used.values()
    )
    rows = [json.loads(line) for line in run("review", "--disagreements", "--json").splitlines()]
    assert {row["session"] for row in rows} == {session}
    assert all(row["model"] != row["offline"] for row in rows)


async def test_without_a_model_nothing_is_written(tmp_path: Path) -> None:
    services = build(Settings(database_url=f"sqlite:///{tmp_path / 'x.db'}"))
    await services.open()
    done = await play(services)
    assert await services.review.usage(done.id) == {}
    assert await services.review.disagreements() == []
    await services.close()
