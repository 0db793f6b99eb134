"""What a model costs and delays is measured right, and stays within its budget."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.llm.server import Server
from trainer import bench_llm, cli
from trainer.bench_llm import TARGETS, Exchange, cacheable, growth, latency, measure, render
from trainer.bench_server import ScriptedModel
from trainer.llm.recording import Call, Recorder
from trainer.reading.local import LocalReader
from trainer.settings import Settings
from trainer.wiring import model_of


async def measured(monkeypatch: pytest.MonkeyPatch, turns: int | None = None) -> dict[str, Any]:
    monkeypatch.setattr(bench_llm, "SAID", bench_llm.SAID[:turns])
    recorder = Recorder()
    with ScriptedModel(pause=0) as model:
        settings = Settings(llm_base_url=model.url, llm_model="scripted")
        parts = model_of(settings, LocalReader(), recorder)
        assert parts is not None
        found = await measure(parts, recorder)
        await parts.close()
    return found


async def test_a_call_of_twenty_turns_and_its_grade_stay_within_their_budget(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = await measured(monkeypatch)
    assert found["turns"] == 20
    assert found["most_calls_in_a_turn"] <= 3
    assert found["grade"]["calls"] <= 15
    assert found["growth"]["prompt_per_turn"] <= 1.5 * found["growth"]["conversation_per_turn"]
    timed = "added_latency"  # of the machine as much as of the code: bench shows it
    missed = [
        words for name, words in TARGETS.items() if name != timed and not found["targets"][name]
    ]
    assert not missed, render(found)
    assert json.loads(json.dumps(found)) == found


async def test_the_figures_follow_the_calls_that_were_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = await measured(monkeypatch, turns=3)
    assert (found["turns"], found["session"]["calls"]) == (3, 6)
    assert found["calls_per_turn"] == 2
    assert found["session"]["prompt"] >= 3 * found["growth"]["first_turn"]
    assert not found["counted_by_endpoint"]
    assert "4 characters" in render(found)


# ---- the arithmetic ----


def spoken(*words: tuple[float, str], ended: float | None = None) -> Call:
    return Call({"messages": [], "stream": True}, list(words), ended)


def test_waiting_for_a_sentence_is_the_endpoints_time_and_the_rest_is_ours() -> None:
    reply = spoken((1.0, "Not "), (1.5, "now. "), (1.75, "Later."), ended=2.0)
    found = latency([Exchange([reply], 1.625, 0)] * 2)
    assert found["median_ms"] == found["p95_ms"] == 125
    assert found["first_sentence_ms"] == 500


def test_a_lone_sentence_is_whole_when_the_endpoint_ends() -> None:
    reply = spoken((1.0, "Not "), (1.5, "now."), ended=1.75)
    assert latency([Exchange([reply], 2.0, 0)] * 3)["median_ms"] == 250


def test_turns_with_a_second_try_or_no_words_are_not_timed() -> None:
    reply = spoken((1.0, "No. "), ended=1.5)
    reading = Call({"messages": []}, [(0.5, "{}")])
    turns = [
        Exchange([reading, reply, reply], 9.0, 0),
        Exchange([reading], 9.0, 0),
        Exchange([spoken()], 9.0, 0),
    ]
    assert latency(turns) == {
        "median_ms": None,
        "p95_ms": None,
        "first_sentence_ms": None,
        "turns": 0,
    }


def test_what_began_like_an_earlier_prompt_can_be_cached() -> None:
    assert cacheable(["aaaa", "bbbb"]) == 0
    assert cacheable(["aaaa", "bbbb", "aabb"]) == pytest.approx(2 / 12)
    assert cacheable(["aaaa", "aaaa"]) == 0.5


def test_growth_sets_prompts_against_the_conversation() -> None:
    def asked(tokens: int) -> Call:
        return Call({"messages": []}, told={"prompt_tokens": tokens})

    turns = [Exchange([asked(100), asked(50 + 10 * n)], 0.0, 20 * n) for n in range(4)]
    found = growth(turns)
    assert (found["first_turn"], found["last_turn"]) == (150, 180)
    assert found["prompt_per_turn"] == pytest.approx(10)
    assert found["conversation_per_turn"] == pytest.approx(20)


# ---- the command ----


def test_the_command_measures_without_a_model_set(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench_llm, "SAID", bench_llm.SAID[:2])
    with pytest.raises(SystemExit):
        cli.main(["bench", "--llm", "--json"])
    assert json.loads(capsys.readouterr().out)["model"] == "scripted"


def test_the_command_measures_ones_own_model_only_when_there_is_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench_llm, "SAID", bench_llm.SAID[:2])
    with pytest.raises(SystemExit) as exit:
        cli.main(["bench", "--llm", "--endpoint"])
    assert exit.value.code == 2
    assert "no language model is set" in capsys.readouterr().err
    with Server() as server:
        monkeypatch.setenv("TRAINER_LLM_BASE_URL", server.url)
        monkeypatch.setenv("TRAINER_LLM_MODEL", server.model)
        with pytest.raises(SystemExit):
            cli.main(["bench", "--endpoint"])
        assert server.calls
    assert f"'{server.model}'" in capsys.readouterr().out
