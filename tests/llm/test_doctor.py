"""What `trainer doctor` finds, and what it says to set."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.llm import behaviours as b
from tests.llm.calls import ONCE, closed_port, limits
from tests.llm.server import Behaviour, Seen, Server, echo
from trainer.llm.client import Client
from trainer.llm.doctor import Finding, examine, fit

Clients = Callable[..., Client]
OBEDIENT = {"colour": "teal-7", "stars": 4, "reasons": ["clear"]}
NATURAL = {"colour": "blue", "stars": 10, "reasons": ["a", "b", "c", "d", "e"]}


def by_check(findings: list[Finding]) -> dict[str, Finding]:
    return {f.check: f for f in findings}


async def test_a_good_endpoint_is_good_in_all(client: Client, server: Server) -> None:
    findings = await examine(client)
    assert {f.check: f.level for f in findings} == dict.fromkeys(
        ("reachable", "key", "model", "streams", "usage", "latency", "schema"), "good"
    )
    assert fit(findings)
    assert not any(f.mend for f in findings)


async def test_a_closed_port_ends_the_examination_with_what_to_set(client_of: Clients) -> None:
    client = client_of(base_url=f"http://127.0.0.1:{closed_port()}/v1", backoff=ONCE)
    (found,) = await examine(client)
    assert (found.check, found.level) == ("reachable", "bad")
    assert "TRAINER_LLM_BASE_URL" in found.mend
    assert not fit([found])


@pytest.mark.parametrize(
    ("play", "check", "setting"),
    [
        (b.fails(401, "bad key"), "key", "TRAINER_LLM_API_KEY"),
        (b.fails(404, "no such model"), "model", "TRAINER_LLM_MODEL"),
        (b.garbage(), "answers", "TRAINER_LLM_BASE_URL"),
        (b.silent(), "answers", "TRAINER_LLM_MODEL"),
        (b.finishes("length", "<think>Let me see"), "answers", "TRAINER_LLM_MODEL"),
        (b.fails(500), "answers", "TRAINER_LLM_MODEL"),
    ],
)
async def test_each_fault_is_found_and_says_what_to_set(
    client_of: Clients, server: Server, play: Behaviour, check: str, setting: str
) -> None:
    server.always(play)
    findings = await examine(client_of(backoff=ONCE, timeouts=limits(first_token=0.2)))
    last = findings[-1]
    assert (last.check, last.level) == (check, "bad")
    assert setting in last.mend


async def test_a_model_that_is_not_listed_is_doubted_with_near_names(
    client: Client, server: Server
) -> None:
    server.models = ["scripted-2", "quite-different"]
    found = next(f for f in await examine(client) if f.check == "model")
    assert found.level == "warn"
    assert "scripted-2" in found.mend


async def test_an_endpoint_without_streaming_is_told(client: Client, server: Server) -> None:
    server.plays("Word.")
    found = by_check(await examine(client))
    assert found["streams"].level == "warn"


def by_format(**answers: Behaviour) -> Callable[[Seen], object]:
    """Answers to the canary by the format asked for, and good words to all else."""

    def play(seen: Seen) -> object:
        if "cloudless" not in seen.prompt:
            return echo(seen)
        return answers[seen.format or "text"]

    return play


async def test_an_ignored_schema_is_found_by_the_canary(client: Client, server: Server) -> None:
    server.always(by_format(json_schema=NATURAL, json_object=OBEDIENT))
    found = by_check(await examine(client))["schema"]
    assert found.level == "warn"
    assert "JSON mode works" in found.words
    assert "TRAINER_LLM_MODEL" in found.mend


async def test_a_shape_that_nothing_enforces_is_told(client: Client, server: Server) -> None:
    server.always(by_format(json_schema=f"Here: {json.dumps(OBEDIENT)}"))
    found = by_check(await examine(client))["schema"]
    assert found.level == "warn"
    assert "nothing enforces it" in found.words


async def test_a_model_that_gives_no_usable_json_is_not_fit(client: Client, server: Server) -> None:
    server.always(by_format(json_schema=NATURAL, json_object=NATURAL, text=NATURAL))
    findings = await examine(client)
    assert by_check(findings)["schema"].level == "bad"
    assert not fit(findings)


async def test_the_judges_model_is_examined_too(client: Client, server: Server) -> None:
    def play(seen: Seen) -> object:
        if seen.data["model"] == "judge-1" and seen.schema:
            return NATURAL
        return OBEDIENT if "cloudless" in seen.prompt else echo(seen)

    server.always(play)
    findings = await examine(client, judge=client.with_model("judge-1"))
    mine, judges = [f for f in findings if f.check == "schema"]
    assert (mine.level, judges.level) == ("good", "warn")
    assert "TRAINER_JUDGE_MODEL" in judges.mend
