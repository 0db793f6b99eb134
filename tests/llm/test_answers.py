"""Every way an endpoint can behave ends in the right answer or the right error."""

from __future__ import annotations

import pytest

from tests.llm import behaviours as b
from tests.llm.behaviours import Play
from tests.llm.calls import ASK, fault, streamed
from tests.llm.server import Server
from trainer.llm.client import Client


async def test_a_whole_answer_comes_with_its_usage(client: Client, server: Server) -> None:
    server.plays("Who is this?")
    answer = await client.complete(ASK, max_tokens=50, temperature=0.3, stop=["\n\n"])
    assert (answer.text, answer.finish, answer.model) == ("Who is this?", "stop", "scripted")
    assert answer.usage.completion == 3
    assert answer.usage.calls == 1
    sent = server.requests[0].data
    assert (sent["max_tokens"], sent["temperature"], sent["stop"]) == (50, 0.3, ["\n\n"])


async def test_a_stream_gives_pieces_and_then_the_whole(client: Client, server: Server) -> None:
    server.plays("Who is this, please?")
    pieces, end = await streamed(client)
    assert len(pieces) == 4
    assert end is not None
    assert "".join(pieces) == end.text == "Who is this, please?"
    assert end.usage.prompt > 0
    assert end.first_token is not None


FAULTS: list[tuple[str, Play, str]] = [
    ("refuses", b.refuses(), "refused"),
    ("content filter", b.finishes("content_filter"), "filtered"),
    ("filtered prompt", b.filtered_prompt(), "filtered"),
    ("length", b.finishes("length"), "cut_off"),
    ("empty", b.finishes("stop", ""), "empty"),
    ("429", b.busy(), "rate_limited"),
    ("429 with a short wait", b.busy("0"), "rate_limited"),
    ("429 with a long wait", b.busy("3600"), "rate_limited"),
    ("500", b.fails(500), "server_fault"),
    ("503", b.fails(503), "server_fault"),
    ("400", b.fails(400), "rejected"),
    ("bad key", b.fails(401, "bad key"), "rejected"),
    ("no such model", b.fails(404, "no such model"), "rejected"),
    ("hangs up", b.cut(), "broken_off"),
    ("not UTF-8", b.bytes_inside(), "garbled"),
    ("another page", b.garbage(), "garbled"),
    ("a page called JSON", b.garbage(kind="application/json"), "garbled"),
    ("JSON of another kind", b.garbage('{"hello": 1}', "application/json"), "garbled"),
    ("a number", b.garbage("5", "application/json"), "garbled"),
    ("a page called a stream", b.garbage(kind="text/event-stream"), "garbled"),
    ("a stream of nonsense", b.garbage("data: nonsense\n\n", "text/event-stream"), "garbled"),
    ("a stream of numbers", b.garbage("data: 5\n\n", "text/event-stream"), "garbled"),
]


@pytest.mark.parametrize("stream", [False, True], ids=["whole", "stream"])
@pytest.mark.parametrize(("play", "name"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
async def test_each_fault_has_its_name(
    client: Client, server: Server, play: Play, name: str, stream: bool
) -> None:
    server.always(play)
    error = await fault(client, stream=stream)
    assert error.name == name
    assert str(error) == " ".join(str(error).split())
    assert str(error).endswith((".", "…", "no", "key", "model", "down"))


ODD = [
    "null",
    '"words"',
    "[1]",
    "{}",
    '{"choices": null}',
    '{"choices": {}}',
    '{"choices": ["words"]}',
    '{"choices": [null]}',
    '{"choices": [{"index": 0}]}',
    '{"choices": [{"message": "words", "delta": "words"}]}',
    '{"choices": [{"message": {"content": 5}, "delta": {"content": 5}}]}',
    '{"choices": [{"message": {"content": [{"text": "a"}]}, "delta": {"content": [1]}}]}',
]


@pytest.mark.parametrize("stream", [False, True], ids=["whole", "stream"])
@pytest.mark.parametrize("odd", ODD)
async def test_an_answer_of_an_odd_shape_is_an_error_of_ours(
    client: Client, server: Server, odd: str, stream: bool
) -> None:
    body, kind = (f"data: {odd}\n\n", "text/event-stream") if stream else (odd, "application/json")
    server.always(b.garbage(body, kind))
    assert (await fault(client, stream=stream)).name in ("garbled", "broken_off")


async def test_an_odd_count_of_tokens_is_no_count(client: Client, server: Server) -> None:
    usage = '{"prompt_tokens": "many", "completion_tokens": -1, "prompt_tokens_details": 3}'
    choice = '{"index": 0, "message": {"content": "Hi."}, "finish_reason": "stop"}'
    body = f'{{"choices": [{choice}], "usage": {usage}}}'
    server.always(b.garbage(body, "application/json"))
    used = (await client.complete(ASK)).usage
    assert (used.prompt, used.cached, used.completion) == (0, 0, 0)


async def test_a_body_cut_in_the_middle_is_broken_off(client: Client, server: Server) -> None:
    server.always(b.cut_json())
    assert (await fault(client, stream=False)).name == "broken_off"
    assert len(server.requests) == 3
