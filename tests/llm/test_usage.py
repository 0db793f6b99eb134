"""What calls cost, by session and purpose; and that keys and prompts stay where they belong."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from contextlib import aclosing

import pytest

from tests.llm import behaviours as b
from tests.llm.calls import ASK, fault, streamed
from tests.llm.conftest import KEY, StillTime
from tests.llm.server import Server
from tests.llm.test_answers import FAULTS
from trainer.llm.client import Client
from trainer.llm.errors import CallFailed
from trainer.llm.usage import Ledger, Prices, Usage
from trainer.llm.values import Completion, Surroundings, Timeouts, system, user

Clients = Callable[..., Client]


async def test_usage_is_kept_by_session_and_purpose(client: Client) -> None:
    ledger = Ledger()
    for session, purpose in (("s1", "voice"), ("s1", "voice"), ("s1", "judge"), ("s2", "judge")):
        await client.complete(ASK, account=ledger.account(session, purpose))
    assert ledger.total().calls == 4
    assert {k: u.calls for k, u in ledger.by_purpose("s1").items()} == {"judge": 1, "voice": 2}
    total = ledger.total("s1")
    assert total.calls == 3
    assert Usage.from_dict(json.loads(json.dumps(total.to_dict()))).prompt == total.prompt


async def test_taking_a_session_out_of_the_ledger_leaves_the_others(client: Client) -> None:
    ledger = Ledger()
    for session in ("s1", "s2"):
        await client.complete(ASK, account=ledger.account(session))
    assert [usage.calls for usage in ledger.take("s1").values()] == [1]
    assert ledger.take("s1") == {}
    assert ledger.total().calls == 1


async def test_cached_tokens_are_counted_and_priced(client_of: Clients) -> None:
    client = client_of(prices=Prices(prompt=10, completion=20, cached=1))
    long = [system("The same beginning. " * 40), user("Hello")]
    first = await client.complete(long)
    again = await client.complete(long)
    assert (first.usage.cached, again.usage.cached) == (0, again.usage.prompt)
    assert again.usage.cost == pytest.approx(
        (again.usage.prompt * 1 + again.usage.completion * 20) / 1_000_000
    )
    assert first.usage.cost is not None
    assert again.usage.cost is not None
    assert first.usage.cost > again.usage.cost


async def test_without_prices_there_is_no_cost(client: Client) -> None:
    answer = await client.complete(ASK)
    assert answer.usage.cost is None
    assert "cost" not in answer.usage.to_dict()


async def test_failed_and_abandoned_calls_are_counted_once_each(
    client_of: Clients, server: Server
) -> None:
    ledger = Ledger()
    client = client_of()
    account = ledger.account("s1")
    server.plays(b.fails(500), "Fine.", b.stall("Well, "), b.cut("I "))
    await client.complete(ASK, account=account)
    async with aclosing(client.stream(ASK, account=account)) as stream:
        await anext(stream)
    with pytest.raises(CallFailed):
        await streamed(client, account=account)
    used = ledger.total()
    assert (used.calls, used.unreported) == (4, 3)


async def test_seconds_are_measured(client_of: Clients, server: Server) -> None:
    server.always(b.slow(0.05))
    answer = await client_of(surroundings=Surroundings()).complete(ASK)
    assert answer.usage.seconds > 0.04


@pytest.mark.parametrize(("play", "name"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
@pytest.mark.parametrize("stream", [False, True], ids=["whole", "stream"])
async def test_no_secret_is_in_a_message_or_a_log(
    client: Client,
    server: Server,
    caplog: pytest.LogCaptureFixture,
    play: b.Play,
    name: str,
    stream: bool,
) -> None:
    caplog.set_level(logging.DEBUG)
    server.always(play)
    error = await fault(client, stream=stream)
    everything = caplog.text + str(error) + repr(error) + repr(client) + client.status.words
    assert error.name == name
    assert KEY not in everything
    assert "You are a buyer" not in everything
    assert error.__cause__ is None


async def test_a_key_that_the_endpoint_repeats_is_taken_out(client: Client, server: Server) -> None:
    server.always(b.fails(401, f"Incorrect API key provided: {KEY}. " + "Look it up. " * 60))
    error = await fault(client, stream=False)
    assert "[secret]" in str(error)
    assert KEY not in str(error)
    assert len(str(error)) < 400
    assert "TRAINER_LLM_API_KEY" in str(error)


async def test_a_password_in_the_address_is_not_shown(client_of: Clients, server: Server) -> None:
    client = client_of(base_url=f"http://anna:hunter22@127.0.0.1:{server.port}/v1")
    server.always(b.fails(404, "no model for hunter22"))
    error = await fault(client, stream=False)
    assert "hunter22" not in str(error) + repr(client) + client.host


async def test_the_key_goes_where_it_should_and_other_settings_stay_out(
    client: Client, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-other")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "project-other")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    await client.complete(ASK)
    headers = server.calls[0].headers
    assert headers["authorization"] == f"Bearer {KEY}"
    assert not {"openai-organization", "openai-project"} & set(headers)


async def test_no_key_is_needed_and_none_is_taken_from_elsewhere(
    client_of: Clients, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-for-somebody-else")
    await client_of(api_key=None).complete(ASK)
    assert "somebody" not in server.calls[0].headers["authorization"]


async def test_a_query_in_the_address_is_kept(client_of: Clients, server: Server) -> None:
    client = client_of(base_url=f"{server.url}?api-version=2024-10-21")
    await client.complete(ASK)
    assert server.requests[0].path == "/v1/chat/completions?api-version=2024-10-21"


async def test_thinking_aloud_is_not_said(client: Client, server: Server) -> None:
    server.always("<think>I could say yes.\n</think>\n\nWho is this, then?")
    pieces, end = await streamed(client)
    assert end is not None
    assert "".join(pieces) == end.text == "Who is this, then?"
    assert (await client.complete(ASK)).text == "Who is this, then?"


@pytest.mark.parametrize("text", ["<thinly veiled, that.", "  <", "a <think> b", "< 5 people"])
async def test_what_only_looks_like_thinking_is_said(
    client: Client, server: Server, text: str
) -> None:
    server.always(text)
    pieces, end = await streamed(client)
    assert end is not None
    assert "".join(pieces) == end.text == text


async def test_a_very_long_answer_is_given_whole(client: Client, server: Server) -> None:
    text = "words " * 4000
    server.always(text)
    pieces, end = await streamed(client)
    assert end is not None
    assert "".join(pieces) == end.text == text


async def test_other_scripts_and_emoji_survive(client: Client, server: Server) -> None:
    server.always("Größe? 東京 \U0001f600 – « oui »")
    _, end = await streamed(client)
    assert end is not None
    assert end.text == "Größe? 東京 \U0001f600 – « oui »"


@pytest.mark.parametrize(
    "wrong",
    [
        {"model": " "},
        {"base_url": "localhost:11434"},
        {"concurrency": 0},
        {"failures": 0},
        {"cool_down": 0},
    ],
)
def test_a_client_that_makes_no_sense_is_refused_at_once(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Client(**{"model": "m", **wrong})  # type: ignore[arg-type]


def test_limits_and_prices_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError):
        Timeouts(connect=0)
    with pytest.raises(ValueError):
        Prices(prompt=-1, completion=0)


def test_making_a_client_opens_nothing(server: Server) -> None:
    client = Client(base_url=server.url, model=server.model)
    assert client.status.state == "untried"
    assert server.requests == []


async def test_calls_side_by_side_are_charged_to_their_own_accounts(
    client: Client, time: StillTime
) -> None:
    ledger = Ledger()

    async def one(session: str) -> Completion:
        return await client.complete([user(session * 40)], account=ledger.account(session, "judge"))

    answers = await asyncio.gather(*(one(s) for s in "abc"))
    for session, answer in zip("abc", answers, strict=True):
        assert ledger.total(session) == answer.usage
