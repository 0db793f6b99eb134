"""The circuit breaker, the limit on calls at a time, and closing what is left."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing

import pytest

from tests.llm import behaviours as b
from tests.llm.calls import ASK, closed_port, fault, streamed
from tests.llm.conftest import StillTime
from tests.llm.server import Server
from trainer.llm.breaker import Status
from trainer.llm.client import Client
from trainer.llm.errors import CallFailed, CircuitOpen, Unreachable
from trainer.llm.values import Completion

Clients = Callable[..., Client]


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
