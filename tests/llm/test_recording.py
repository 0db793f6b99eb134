"""What passes between a client and its endpoint can be recorded without being changed."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from tests.llm import behaviours as b
from tests.llm.calls import ASK, streamed
from tests.llm.server import Server
from trainer.llm.client import Client
from trainer.llm.errors import CallFailed
from trainer.llm.recording import Call, Recorder


async def recorded(server: Server, play: Any, stream: bool) -> Call:
    server.plays(play)
    recorder = Recorder()
    client = Client(base_url=server.url, model=server.model, transport=recorder)
    with suppress(CallFailed):
        await (streamed(client) if stream else client.complete(ASK))
    await client.close()
    return recorder.calls[0]


async def test_a_stream_is_recorded_as_it_passes(server: Server) -> None:
    call = await recorded(server, b.drip("One ", "two ", "three.", pause=0.02), stream=True)
    assert [words for _, words in call.words] == ["One ", "two ", "three."]
    first, _, last = [moment for moment, _ in call.words]
    assert last - first >= 0.03
    assert call.ended is not None
    assert call.ended >= last
    assert call.prompt_tokens == call.told["prompt_tokens"]
    assert call.prompt == server.calls[0].prompt


async def test_an_answer_in_one_piece_is_recorded(server: Server) -> None:
    call = await recorded(server, "Quite so.", stream=False)
    assert [words for _, words in call.words] == ["Quite so."]
    assert call.completion_tokens == len("Quite so.") // 4
    assert call.ended is None


async def test_a_failed_call_is_recorded_without_words(server: Server) -> None:
    call = await recorded(server, b.fails(400), stream=True)
    assert (call.words, call.ended) == ([], None)
