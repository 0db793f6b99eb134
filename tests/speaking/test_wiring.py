"""A model is used where one is set, and nothing changes where none is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.llm import behaviours as b
from tests.llm.server import Seen, Server
from tests.speaking import stubs
from trainer import cli
from trainer.practice import Reply
from trainer.settings import Settings
from trainer.wiring import build

TURNS = (
    "Dana, Sam from Middlewatch. Most hauliers never add deductions to a failed night.",
    "What happens when planning stops at night?",
    "Could we look at it on Thursday at ten with Neil?",
)


def settings(server: Server, **more: Any) -> Settings:
    return Settings(llm_base_url=server.url, llm_model=server.model, llm_timeout=4, **more)


async def play(found: Any) -> tuple[Any, list[Reply]]:
    await found.open()
    try:
        session = await found.practice.start("next-quarter", seed=3)
        replies = []
        for text in TURNS:
            async for piece in found.practice.say(session.id, text):
                if isinstance(piece, Reply):
                    replies.append(piece)
        return await found.practice.finish(session.id), replies
    finally:
        await found.close()


def test_without_a_model_there_are_no_model_parts() -> None:
    assert build(Settings(), in_memory=True).model is None


async def test_a_session_with_a_model_is_spoken_read_judged_and_coached(server: Server) -> None:
    def line(id: str) -> tuple[str, str]:
        return ("Dana had just said so.", "What would it cost if it happened again?")

    def coached(seen: Seen) -> Any:
        found = stubs._CRITERION.findall(seen.prompt.rpartition("The points:")[2])
        return stubs.coach({id: line(id) for id in found})

    server.always(
        stubs.model(
            stubs.judge("partly"), coached, {"moves": []}, lambda s: f"Well. {stubs.line_of(s)}"
        )
    )
    found = build(settings(server), in_memory=True)
    done, replies = await play(found)
    assert all(r.turn.text.startswith("Well. ") and not r.notice for r in replies)
    assert done.report.judge == "llm:scripted"
    assert done.report.usage["calls"] >= 5
    assert {f.try_line for f in done.report.focus} == {"What would it cost if it happened again?"}
    assert found.model is not None
    assert found.model.ledger.total().calls == 0, "all of it went to the store"


@pytest.mark.parametrize(
    "play_so", [b.fails(503), b.cut(), b.garbage(), b.fails(401, "bad key"), b.refuses()]
)
async def test_with_a_model_that_fails_a_session_goes_on_as_it_would_offline(
    server: Server, play_so: Any
) -> None:
    server.always(play_so)
    done, replies = await play(build(settings(server), in_memory=True))
    plain, _ = await play(build(Settings(), in_memory=True))
    assert [t.text for t in done.turns] == [t.text for t in plain.turns]
    assert all(r.notice for r in replies)
    assert done.report.score == plain.report.score
    assert done.report.judge == "offline"


@pytest.mark.parametrize("scheme", ["http", "https"], ids=["refused", "TLS error"])
async def test_an_endpoint_that_cannot_be_reached_is_given_up(server: Server, scheme: str) -> None:
    address = "http://127.0.0.1:9/v1" if scheme == "http" else server.url.replace("http", scheme)
    gone = Settings(llm_base_url=address, llm_model="none", llm_timeout=4)
    done, replies = await play(build(gone, in_memory=True))
    assert len(done.turns) == 7
    assert all(r.notice for r in replies)


async def test_the_reader_can_stay_local(server: Server) -> None:
    found = build(settings(server, reader="local"), in_memory=True)
    assert found.model is not None
    assert found.model.reader is None
    await found.close()


async def test_another_model_can_judge(server: Server) -> None:
    found = build(settings(server, judge_model="careful"), in_memory=True)
    assert found.model is not None
    assert found.model.judge.name == "llm:careful"
    assert found.model.voice.client.model == server.model
    await found.close()


# ---- the command line ----


@pytest.fixture
def run(server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.setenv("TRAINER_LLM_BASE_URL", server.url)
    monkeypatch.setenv("TRAINER_LLM_MODEL", server.model)
    monkeypatch.setenv("TRAINER_LLM_TIMEOUT", "4")

    def call(*arguments: str) -> tuple[int, str, str]:
        try:
            cli.main(list(arguments))
            code = 0
        except SystemExit as e:
            code = int(e.code or 0)
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


CALL = "Sam: Hello, I rang about your nights.\nDana: Call me next quarter.\nSam: Why then?\n"


def test_transcripts_are_graded_by_the_model(run: Any, server: Server, tmp_path: Path) -> None:
    server.always(stubs.model(stubs.judge("partly")))
    (tmp_path / "call.txt").write_text(CALL)
    code, out, _ = run(
        "grade", str(tmp_path / "call.txt"), "--judge", "llm", "--rep", "Sam", "--json"
    )
    report = json.loads(out)
    assert code == 0
    assert report["judge"] == "llm:scripted"
    assert any(c["judge"] == "llm:scripted" for c in report["criteria"].values())
    assert report["usage"]["calls"] >= 4
    assert not any("Sam:" in seen.prompt for seen in server.calls)


def test_grading_by_a_model_needs_one(
    run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("TRAINER_LLM_MODEL")
    (tmp_path / "call.txt").write_text(CALL)
    code, _, err = run("grade", str(tmp_path / "call.txt"), "--judge", "llm", "--rep", "Sam")
    assert code == 2
    assert "TRAINER_LLM_MODEL" in err
    assert run("doctor")[0] == 2


def test_the_doctor_says_what_it_found(run: Any, server: Server) -> None:
    code, out, _ = run("doctor")
    assert code == 0
    assert "It streams" in out
    server.always(b.fails(401, "bad key"))
    code, out, _ = run("doctor")
    assert code == 1
    assert "TRAINER_LLM_API_KEY" in out
