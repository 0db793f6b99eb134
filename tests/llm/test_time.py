"""Time limits, retries and waits, the circuit breaker, and the limit on calls at a time."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from contextlib import aclosing
from email.utils import formatdate

import pytest

from tests.llm import behaviours as b
from tests.llm.conftest import StillTime
from tests.llm.server import Server
from tests.llm.test_answers import ASK, fault, streamed
from trainer.llm.breaker import Status
from trainer.llm.client import Client
from trainer.llm.errors import CallFailed, CircuitOpen, RateLimited, TimedOut, Unreachable
from trainer.llm.retry import Backoff, retry_after
from trainer.llm.values import Completion, Surroundings, Timeouts

Clients = Callable[..., Client]
ONCE = Backoff(attempts=1)


def limits(**given: float) -> Timeouts:
    return Timeouts(**{"connect": 2, "first_token": 2, "between_tokens": 2, "whole": 4, **given})


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


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

    server.plays(b._play(no_done))
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


async def test_a_closed_port_is_unreachable_and_opens_the_circuit(
    client_of: Clients, time: StillTime
) -> None:
    told: list[Status] = []
    client = client_of(base_url=f"http://127.0.0.1:{closed_port()}/v1", notify=told.append)
    with pytest.raises(Unreachable, match="connection refused"):
        await client.complete(ASK)
    assert len(time.slept) == 2
    assert [s.state for s in told] == ["down"]
    assert "offline" in told[0].words
    with pytest.raises(CircuitOpen) as caught:
        await client.complete(ASK)
    assert caught.value.retry_in == pytest.approx(20)
    assert len(time.slept) == 2  # no wait at all
    assert not client.status.usable


async def test_https_on_a_plain_port_says_so_at_once(
    client_of: Clients, server: Server, time: StillTime
) -> None:
    error = await fault(client_of(base_url=f"https://127.0.0.1:{server.port}/v1"), stream=False)
    assert error.name == "unreachable"
    assert "TLS" in str(error)
    assert time.slept == []


async def test_the_circuit_closes_by_itself_after_a_good_probe(
    client_of: Clients, server: Server, time: StillTime
) -> None:
    told: list[Status] = []
    client = client_of(notify=told.append)
    server.plays(*[b.fails(500)] * 3)
    await fault(client, stream=False)
    assert client.status.state == "down"
    time.passes(21)
    assert client.status.usable
    assert (await client.complete(ASK)).text
    assert [s.state for s in told] == ["down", "working"]


async def test_streams_that_break_again_and_again_open_the_circuit(
    client_of: Clients, server: Server
) -> None:
    client = client_of()
    server.always(b.cut("Well, "))
    for _ in range(3):
        assert client.status.usable
        await fault(client, stream=True)
    assert client.status.state == "down"


async def test_a_good_stream_makes_up_for_a_broken_one(client_of: Clients, server: Server) -> None:
    client = client_of()
    server.plays(b.cut("Well, "), b.cut("Well, "), "Fine.")
    for _ in range(2):
        await fault(client, stream=True)
    await streamed(client)
    assert client.status.state == "working"


async def test_a_failed_probe_waits_longer_and_is_not_retried(
    client_of: Clients, server: Server, time: StillTime
) -> None:
    client = client_of()
    server.always(b.fails(500))
    await fault(client, stream=False)
    time.passes(21)
    await fault(client, stream=True)
    assert len(server.calls) == 4
    assert client.status.retry_in == pytest.approx(40)


async def test_only_one_probe_goes_through_at_a_time(
    client_of: Clients, server: Server, time: StillTime
) -> None:
    client = client_of()
    server.plays(*[b.fails(500)] * 3, b.slow(0.1, "Back."))
    await fault(client, stream=False)
    time.passes(21)
    first = asyncio.create_task(client.complete(ASK))
    while len(server.calls) < 4:
        await asyncio.sleep(0.01)
    assert client.status.state == "probing"
    with pytest.raises(CircuitOpen):
        await client.complete(ASK)
    assert (await first).text == "Back."
    assert client.status.state == "working"


async def test_a_cancelled_probe_leaves_room_for_the_next(
    client_of: Clients, server: Server, time: StillTime
) -> None:
    client = client_of()
    server.plays(*[b.fails(500)] * 3, b.silent(), "Back.")
    await fault(client, stream=False)
    time.passes(21)
    first = asyncio.create_task(client.complete(ASK))
    while len(server.calls) < 4:
        await asyncio.sleep(0.01)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    assert (await client.complete(ASK)).text == "Back."


async def test_a_notice_that_fails_does_not_fail_the_call(
    client_of: Clients, server: Server
) -> None:
    def broken(status: Status) -> None:
        raise RuntimeError("the page is gone")

    server.always(b.fails(500))
    assert (await fault(client_of(notify=broken), stream=False)).name == "server_fault"


async def test_parallel_calls_to_a_dead_endpoint_do_not_wait_one_after_another(
    client_of: Clients, time: StillTime
) -> None:
    client = client_of(base_url=f"http://127.0.0.1:{closed_port()}/v1")
    results = await asyncio.gather(
        *(client.complete(ASK) for _ in range(8)), return_exceptions=True
    )
    assert all(isinstance(r, CallFailed) for r in results)
    assert len(time.slept) <= 8


async def test_no_more_calls_run_at_a_time_than_allowed(client_of: Clients, server: Server) -> None:
    server.always(b.slow(0.05))
    client = client_of(concurrency=3)
    other = client.with_model("another")
    calls = [c.complete(ASK) for c in (client, other) for _ in range(5)]
    await asyncio.gather(*calls)
    assert server.busiest == 3
    assert {seen.data["model"] for seen in server.calls} == {"scripted", "another"}


async def test_cancelling_a_stream_closes_its_connection(client: Client, server: Server) -> None:
    server.always(b.stall("Well, "))
    heard = asyncio.Event()

    async def listen() -> None:
        async with aclosing(client.stream(ASK)) as stream:
            async for _ in stream:
                heard.set()

    task = asyncio.create_task(listen())
    await heard.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(server.calls[0].gone.wait, 2)


async def test_leaving_a_stream_early_closes_its_connection_and_frees_its_place(
    client_of: Clients, server: Server
) -> None:
    server.plays(b.stall("Well, "), "Next.")
    client = client_of(concurrency=1)
    async with aclosing(client.stream(ASK)) as stream:
        assert await anext(stream) == "Well, "
    assert await asyncio.to_thread(server.calls[0].gone.wait, 2)
    assert (await client.complete(ASK)).text == "Next."


async def test_cancelling_a_whole_call_closes_its_connection(
    client: Client, server: Server
) -> None:
    server.always(b.silent())
    task = asyncio.create_task(client.complete(ASK))
    while not server.calls:
        await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(server.calls[0].gone.wait, 2)
    assert client.status.failures == 0


def test_one_client_serves_several_event_loops(server: Server) -> None:
    client = Client(base_url=server.url, model=server.model)

    async def once() -> Completion:
        try:
            return await client.complete(ASK)
        finally:
            await client.close()

    assert asyncio.run(once()).text == asyncio.run(once()).text == "Hello there"
