"""Getting an answer of a given shape: each rung, what is remembered, and the repair."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, model_validator

from tests.llm import behaviours as b
from tests.llm.behaviours import Play
from tests.llm.conftest import StillTime
from tests.llm.server import Behaviour, Server
from trainer.llm.client import Client
from trainer.llm.errors import BadAnswer, CallFailed, CutOff, Refused, Rejected
from trainer.llm.ladder import repair_with
from trainer.llm.usage import Ledger
from trainer.llm.values import Faulty, system, user

ASK = [system("You judge calls."), user("Judge this one.")]


class One(BaseModel):
    id: Literal["value.trade", "value.insight"]
    reason: str
    verdict: Literal["met", "missed"]


class Grade(BaseModel):
    """Exactly two verdicts, each for another criterion."""

    verdicts: list[One]

    @model_validator(mode="after")
    def _both(self) -> Grade:
        ids = sorted(v.id for v in self.verdicts)
        if ids != ["value.insight", "value.trade"]:
            raise ValueError(f"give each criterion once, not {ids}")
        return self


def grade(*ids: str, **more: object) -> dict[str, object]:
    return {"verdicts": [{"id": i, "reason": "Said so.", "verdict": "met"} | more for i in ids]}


GOOD = grade("value.trade", "value.insight")
FORMATS = {"schema": "json_schema", "json": "json_object", "text": ""}


async def test_a_strict_schema_is_asked_for_first(client: Client, server: Server) -> None:
    server.plays(GOOD)
    answer = await client.structured(ASK, Grade)
    assert [v.verdict for v in answer.value.verdicts] == ["met", "met"]
    assert (answer.rung, answer.calls, answer.repaired, answer.salvaged) == (
        "schema",
        1,
        False,
        False,
    )
    form = server.calls[0].data["response_format"]["json_schema"]
    assert (form["name"], form["strict"]) == ("Grade", True)
    assert form["schema"]["additionalProperties"] is False
    assert client.rung == "schema"


@pytest.mark.parametrize(
    ("refused", "rung"),
    [(["json_schema"], "json"), (["json_schema", "json_object"], "text")],
)
async def test_a_rejected_format_leads_to_the_next_and_is_remembered(
    client: Client, server: Server, refused: list[str], rung: str
) -> None:
    server.always(b.picky(*refused, then=GOOD))
    assert (await client.structured(ASK, Grade)).rung == rung
    before = len(server.calls)
    answer = await client.structured(ASK, Grade)
    assert (answer.rung, answer.calls, len(server.calls)) == (rung, 1, before + 1)
    last = server.calls[-1]
    assert last.format == FORMATS[rung]
    assert '"value.insight"' in last.messages[0]["content"]
    assert last.messages[0]["content"].startswith("You judge calls.")
    assert last.messages[-1]["content"] == "Judge this one."


async def test_a_remembered_rung_is_forgotten_after_a_while(
    client_of: Callable[..., Client], server: Server, time: StillTime
) -> None:
    client = client_of(reprobe=60)
    server.always(b.picky("json_schema", then=GOOD))
    await client.structured(ASK, Grade)
    server.always(GOOD)
    assert (await client.structured(ASK, Grade)).rung == "json"
    time.passes(61)
    assert (await client.structured(ASK, Grade)).rung == "schema"
    assert client.rung == "schema"


async def test_a_probe_that_fails_is_not_repeated_at_every_call(
    client_of: Callable[..., Client], server: Server, time: StillTime
) -> None:
    client = client_of(reprobe=60)
    server.always(b.picky("json_schema", then=GOOD))
    for _ in range(3):
        time.passes(61)
        assert (await client.structured(ASK, Grade)).calls == 2
        assert (await client.structured(ASK, Grade)).calls == 1


async def test_an_ignored_schema_is_told_in_the_prompt_and_twice_is_a_habit(
    client: Client, server: Server
) -> None:
    server.always(lambda seen: {"mood": "fine"} if seen.format == "json_schema" else GOOD)
    for calls, known in ((2, None), (2, "json"), (1, "json")):
        answer = await client.structured(ASK, Grade)
        assert (answer.rung, answer.calls) == ("json", calls)
        assert client.rung == known


class Limited(BaseModel):
    stars: int = Field(ge=3, le=4)


async def test_a_schema_with_limits_may_be_accepted_without_them(
    client: Client, server: Server
) -> None:
    def picky(seen: object) -> object:
        limits = "minimum" in json.dumps(seen.data)  # type: ignore[attr-defined]
        return b.fails(400, "'minimum' is not permitted") if limits else {"stars": 4}

    async def play(exchange: object) -> None:
        found = picky(exchange.seen)  # type: ignore[attr-defined]
        await (found(exchange) if callable(found) else exchange.answer(json.dumps(found)))  # type: ignore[attr-defined]

    server.always(b.made(play))
    answer = await client.structured(ASK, Limited)
    assert (answer.value.stars, answer.rung, answer.calls) == (4, "lean_schema", 2)
    stars = server.calls[-1].schema["properties"]["stars"]  # type: ignore[index]
    assert stars["description"] == "at least 3; at most 4"


WRONG: list[tuple[str, Behaviour]] = [
    ("a criterion is missing", grade("value.trade")),
    ("a criterion comes twice", grade("value.trade", "value.trade", "value.insight")),
    ("a verdict of its own", grade("value.trade", "value.insight", verdict="great")),
    ("prose", "All went well, I think."),
    ("cut JSON", '{"verdicts": [{"id": "value.tr'),
    ("another thing", {"mood": "fine"}),
    ("nothing", ""),
]


@pytest.mark.parametrize("wrong", [w[1] for w in WRONG], ids=[w[0] for w in WRONG])
async def test_a_wrong_answer_gets_one_repair_that_names_the_fault(
    client: Client, server: Server, wrong: Behaviour
) -> None:
    server.plays(b.picky("json_schema", then=""), wrong, GOOD)
    answer = await client.structured(ASK, Grade)
    assert (answer.rung, answer.calls, answer.repaired) == ("json", 3, True)
    *_, said, repair = server.calls[-1].messages
    assert said["role"] == "assistant"
    assert "cannot be used" in repair["content"]
    assert '"value.insight"' in repair["content"]


@pytest.mark.parametrize("wrong", [w[1] for w in WRONG], ids=[w[0] for w in WRONG])
async def test_an_answer_that_stays_wrong_is_a_bad_answer(
    client: Client, server: Server, wrong: Behaviour
) -> None:
    server.always(wrong)
    with pytest.raises(BadAnswer) as caught:
        await client.structured(ASK, Grade)
    assert caught.value.name == "bad_answer"
    assert caught.value.problem
    assert len(server.calls) <= 3
    assert client.rung is None


async def test_the_right_shape_with_wrong_content_is_repaired_where_it_stands(
    client: Client, server: Server
) -> None:
    server.plays(grade("value.trade"), GOOD)
    answer = await client.structured(ASK, Grade)
    assert (answer.rung, answer.calls, answer.repaired) == ("schema", 2, True)
    assert server.calls[1].format == "json_schema"
    assert "give each criterion once, not ['value.trade']" in server.calls[1].prompt


async def test_without_a_repair_there_is_no_more_call(client: Client, server: Server) -> None:
    server.always(grade("value.trade"))
    with pytest.raises(BadAnswer):
        await client.structured(ASK, Grade, repair=None)
    assert len(server.calls) == 1


async def test_a_caller_may_word_the_repair(client: Client, server: Server) -> None:
    seen: list[Faulty] = []

    def repair(faulty: Faulty) -> list[object]:
        seen.append(faulty)
        return [user("Once more.")]

    server.plays(grade("value.trade"), GOOD)
    await client.structured(ASK, Grade, repair=repair)  # type: ignore[arg-type]
    assert server.calls[1].prompt == "Once more."
    assert "value.trade" in seen[0].answer
    assert list(seen[0].messages) == ASK


def test_a_repair_may_be_a_prompt_template(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "trainer.llm.ladder.render", lambda name, **v: f"{name}: {v['problem']} in {v['answer']}"
    )
    faulty = Faulty((user("Judge."),), "{}", "verdicts: missing", "{...}")
    *before, last = repair_with("repair.jinja")(faulty)
    assert before == [user("Judge.")]
    assert last["content"] == "repair.jinja: verdicts: missing in {}"


MENDED = [
    "```json\n{}\n```",
    "Here you are:\n{}\nI hope this helps!",
    "<think>{{maybe}}</think>\n{}",
    "{} {{",
]


@pytest.mark.parametrize("around", MENDED)
async def test_json_in_wrapping_is_taken_without_another_call(
    client: Client, server: Server, around: str
) -> None:
    server.plays(around.replace("{{", "[[").replace("{}", json.dumps(GOOD)).replace("[[", "{"))
    answer = await client.structured(ASK, Grade)
    assert answer.calls == 1
    assert answer.salvaged is ("<think>" not in around)


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")
    verdict: str


class Open(BaseModel):
    verdict: str


async def test_extra_keys_are_the_models_own_affair(client: Client, server: Server) -> None:
    server.always({"verdict": "met", "mood": "fine"})
    assert (await client.structured(ASK, Open)).value.verdict == "met"
    with pytest.raises(BadAnswer, match="mood"):
        await client.structured(ASK, Closed)


@pytest.mark.parametrize(
    ("play", "name"),
    [
        (b.refuses(), "refused"),
        (b.finishes("content_filter"), "filtered"),
        (b.finishes("length", '{"verdicts": ['), "cut_off"),
        (b.fails(401, "bad key"), "rejected"),
        (b.fails(400, "maximum context length is 4096 tokens"), "rejected"),
        (b.busy("99"), "rate_limited"),
    ],
)
async def test_what_no_rung_can_mend_is_raised_at_once(
    client: Client, server: Server, play: Play, name: str
) -> None:
    server.always(play)
    with pytest.raises(CallFailed) as caught:
        await client.structured(ASK, Grade)
    assert (caught.value.name, len(server.calls)) == (name, 1)


async def test_a_refusal_in_plain_words_is_a_refusal(client: Client, server: Server) -> None:
    server.always("I'm sorry, but I can't help with that.")
    with pytest.raises(Refused):
        await client.structured(ASK, Grade)
    assert len(server.calls) == 1


async def test_a_complaint_about_anything_is_raised_as_it_came_first(
    client: Client, server: Server
) -> None:
    server.plays(*(b.fails(400, f"complaint {n}") for n in (1, 2, 3)))
    with pytest.raises(Rejected, match="complaint 1"):
        await client.structured(ASK, Grade)
    assert len(server.calls) == 3


async def test_an_answer_that_runs_on_after_its_json_is_whole(
    client: Client, server: Server
) -> None:
    server.plays(b.finishes("length", json.dumps(GOOD) + "\n" * 40))
    assert (await client.structured(ASK, Grade)).value.verdicts
    server.plays(b.finishes("length", json.dumps(GOOD)[:-1]))
    with pytest.raises(CutOff):
        await client.structured(ASK, Grade)


async def test_the_usage_of_all_calls_is_summed(client: Client, server: Server) -> None:
    ledger = Ledger()
    server.plays("prose", "prose", GOOD)
    answer = await client.structured(ASK, Grade, account=ledger.account("s1", "judge"))
    assert answer.usage.calls == 3
    assert ledger.total("s1") == answer.usage


async def test_parameters_a_model_does_not_know_are_left_out_from_then_on(
    client: Client, server: Server
) -> None:
    server.always(b.picky("max_tokens", "temperature", then="Fine."))
    assert (await client.complete(ASK, max_tokens=9, temperature=0.5)).text == "Fine."
    before = len(server.calls)
    await client.complete(ASK, max_tokens=9, temperature=0.5)
    assert len(server.calls) == before + 1
    assert server.calls[-1].data["max_completion_tokens"] == 9
    assert "temperature" not in server.calls[-1].data
