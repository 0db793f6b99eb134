"""Time limits, retries and waits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from email.utils import formatdate

import pytest

from tests.llm import behaviours as b
from tests.llm.calls import ASK, ONCE, fault, limits, streamed
from tests.llm.conftest import StillTime
from tests.llm.server import Server
from trainer.llm.client import Client
from trainer.llm.errors import RateLimited, TimedOut
from trainer.llm.retry import retry_after
from trainer.llm.values import Surroundings

Clients = Callable[..., Client]


async def test_a_late_first_word_is_a_timeout_of_its_own(
    client_of: Clients, server: Server
) -> None:
    server.always(b.slow_first_token())
    error = await fault(client_of(timeouts=limits(first_token=0.1), backoff=ONCE), stream=True)
    assert isinstance(error, TimedOut)
    assert (error.kind, error.so_far) == ("first_token", "")


async def test_a_stall_in_the_middle_keeps_what_was_said(
    client_of: Clients, server: Server
) -> None:
    server.always(b.stall("Well, ", "you "))
    client = client_of(timeouts=limits(between_tokens=0.1))
    error = await fault(client, stream=True)
    assert isinstance(error, TimedOut)
    assert (error.kind, error.so_far) == ("between_tokens", "Well, you ")
    assert len(server.calls) == 1  # what was shown is not said again


@pytest.mark.parametrize("stream", [False, True])
async def test_the_whole_of_a_call_is_limited(
    client_of: Clients, server: Server, stream: bool
) -> None:
    server.always(b.drip(*["and "] * 500, pause=0.02) if stream else b.silent())
    error = await fault(
        client_of(timeouts=limits(whole=0.2), surroundings=Surroundings()), stream=stream
    )
    assert isinstance(error, TimedOut)
    assert error.kind == "whole"
    assert len(server.calls) == 1


async def test_waiting_for_a_free_place_is_limited_too(client_of: Clients, server: Server) -> None:
    server.always(b.silent())
    client = client_of(concurrency=1)
    first = asyncio.create_task(client.complete(ASK))
    while not server.calls:
        await asyncio.sleep(0.01)
    with pytest.raises(TimedOut) as caught:
        await client.complete(ASK, timeouts=limits(whole=0.1))
    assert caught.value.kind == "queue"
    assert client.status.failures == 0
    first.cancel()


async def test_a_caller_in_a_hurry_does_not_bring_the_endpoint_down(
    client_of: Clients, server: Server
) -> None:
    server.always(b.silent())
    client = client_of(failures=1)
    with pytest.raises(TimedOut):
        await client.complete(ASK, timeouts=limits(whole=0.1))
    assert client.status.usable
    server.always(b.stall("Well, "))
    with pytest.raises(TimedOut):
        await streamed(client, timeouts=limits(between_tokens=0.1))
    assert client.status.usable
    server.always("Here.")
    assert (await client.complete(ASK)).text == "Here."


async def test_a_silent_endpoint_does_bring_the_circuit_down(
    client_of: Clients, server: Server
) -> None:
    server.always(b.silent())
    client = client_of(failures=1, timeouts=limits(whole=0.1))
    with pytest.raises(TimedOut):
        await client.complete(ASK)
    assert client.status.state == "down"


async def test_a_stream_cut_in_the_middle_carries_the_text_so_far(
    client: Client, server: Server
) -> None:
    for play in (b.cut, b.cut_politely, b.fails_inside):
        server.plays(play("I have ", "ten "))
        error = await fault(client, stream=True)
        assert error.so_far == "I have ten "
        assert error.name == ("server_fault" if play is b.fails_inside else "broken_off")
    assert len(server.calls) == 3


async def test_a_stream_cut_before_its_first_word_is_tried_again(
    client: Client, server: Server
) -> None:
    server.plays(b.cut(), b.cut_politely(), "Third time lucky.")
    pieces, end = await streamed(client)
    assert "".join(pieces) == "Third time lucky."
    assert end is not None


async def test_nothing_is_lost_when_only_the_end_of_a_stream_is_missing(
    client_of: Clients, server: Server
) -> None:
    async def no_done(exchange: object) -> None:
        await exchange.begin()  # type: ignore[attr-defined]
        await exchange.pieces(["All said."])  # type: ignore[attr-defined]
        await exchange.piece("stop")  # type: ignore[attr-defined]

    server.plays(b.made(no_done))
    _, end = await streamed(client_of())
    assert end is not None
    assert (end.text, end.usage.unreported) == ("All said.", 1)


@pytest.mark.parametrize("stream", [False, True])
async def test_a_fault_of_the_server_is_tried_three_times(
    client: Client, server: Server, time: StillTime, stream: bool
) -> None:
    server.plays(b.fails(500), b.fails(503), "At last.")
    answer = (await streamed(client))[1] if stream else await client.complete(ASK)
    assert answer is not None
    assert answer.text == "At last."
    assert time.slept == [0.25, 0.5]  # half of 0.5 and of 1 s: chance is 0


async def test_waits_are_spread_by_chance(client: Client, server: Server, time: StillTime) -> None:
    time.chance = 1.0
    server.plays(b.fails(500), b.fails(500), "Fine.")
    await client.complete(ASK)
    assert time.slept == [0.5, 1.0]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 422])
async def test_other_4xx_are_not_tried_again(
    client: Client, server: Server, time: StillTime, status: int
) -> None:
    server.always(b.fails(status, "no"))
    error = await fault(client, stream=False)
    assert (error.name, len(server.calls), time.slept) == ("rejected", 1, [])
    assert client.status.state == "working"


async def test_retry_after_in_seconds_is_waited_for(
    client: Client, server: Server, time: StillTime
) -> None:
    server.plays(b.busy("2"), "Now.")
    await client.complete(ASK)
    assert time.slept == [2.0]


async def test_retry_after_holds_for_a_fault_of_the_server_too(
    client: Client, server: Server, time: StillTime
) -> None:
    server.plays(b.fails(503, "starting", headers={"retry-after": "4"}), "Now.")
    await client.complete(ASK)
    assert time.slept == [4.0]


async def test_retry_after_as_a_date_is_waited_for(
    client: Client, server: Server, time: StillTime
) -> None:
    date = formatdate(time.surroundings().wall() + 3, usegmt=True)
    server.plays(b.busy(date), "Now.")
    await client.complete(ASK)
    assert time.slept == [3.0]


async def test_a_wait_beyond_the_limit_is_not_begun(
    client: Client, server: Server, time: StillTime
) -> None:
    server.always(b.busy("60"))
    error = await fault(client, stream=False)
    assert isinstance(error, RateLimited)
    assert (error.retry_after, time.slept, len(server.calls)) == (60.0, [], 1)


async def test_a_used_up_quota_is_not_tried_again(client: Client, server: Server) -> None:
    server.always(b.fails(429, {"message": "pay first", "code": "insufficient_quota"}))
    error = await fault(client, stream=False)
    assert "quota" in str(error)
    assert len(server.calls) == 1


@pytest.mark.parametrize("value", ["soon", "", "inf", "nan", "12:00"])
def test_a_retry_after_that_makes_no_sense_counts_as_none(value: str) -> None:
    assert retry_after({"retry-after": value}, 0.0) is None


def test_a_date_in_the_past_means_now() -> None:
    assert retry_after({"retry-after": formatdate(5, usegmt=True)}, 100.0) == 0.0
