"""Reading what is nearly JSON, and writing schemas that strict modes accept."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field

from tests.llm.server import instance
from trainer.llm.schema import has_lean, response_format, schema_text, strict_schema
from trainer.llm.tolerant import values

WANTED = {"id": "a", "turns": [1, 2], "note": 'It\'s "fine"', "sure": True, "more": None}

NEARLY = {
    "exact": json.dumps(WANTED),
    "fence": f"```json\n{json.dumps(WANTED, indent=1)}\n```",
    "fence without an end": f"```\n{json.dumps(WANTED)}",
    "prose with braces around": f"The set {{a, b}} gives: {json.dumps(WANTED)} (see {{c}}).",
    "thinking aloud": f'<think>I say {{"id": 1}}.</think>{json.dumps(WANTED)}',
    "trailing commas": '{"id": "a", "turns": [1, 2,], "note": "It\'s \\"fine\\"", "sure": true, '
    '"more": null,}',
    "single quotes": "{'id': 'a', 'turns': [1, 2], 'note': 'It\\'s \"fine\"', 'sure': True, "
    "'more': None}",
    "an apostrophe in single quotes": "{'id': 'a', 'turns': [1, 2], 'note': 'It's \"fine\"', "
    "'sure': true, 'more': null}",
    "bare keys": '{id: "a", turns: [1, 2], note: "It\'s \\"fine\\"", sure: true, more: null}',
    "curly quotes": '{“id”: “a”, “turns”: [1, 2], “note”: “It\'s "fine"”, “sure”: true, '
    "“more”: null}",
    "comments": '{"id": "a", // which\n "turns": [1, 2], /* both */ "note": "It\'s \\"fine\\"",\n'
    ' "sure": true, # yes\n "more": null}',
    "a byte order mark": "\ufeff" + json.dumps(WANTED),
    "an example before": f'{{"id": "x"}} is the form.\n{json.dumps(WANTED)}',
}


@pytest.mark.parametrize("text", NEARLY.values(), ids=NEARLY)
def test_nearly_json_is_read(text: str) -> None:
    assert next(values(text))[0] == WANTED


def test_line_breaks_and_escapes_inside_strings_are_kept() -> None:
    assert next(values('{"a": "one\ntwo", "b": "\\u00e9\\ud83d\\ude00\\/"}'))[0] == {
        "a": "one\ntwo",
        "b": "é😀/",
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no JSON here",
        '{"id": "a", "turns": [1, 2',
        '{"id": "a"',
        '{"id": ',
        '{"id" "a"}',
        "42",
        '"words"',
        '{"a": "\\ud8',
        '{"a": NaN_}',
    ],
)
def test_a_cut_or_missing_object_is_not_guessed_at(text: str) -> None:
    assert list(values(text)) == []


def test_a_whole_object_before_a_cut_one_is_taken() -> None:
    assert list(values('{"id": 1} and {"id": [{"a": 1}')) == [({"id": 1}, False)]


def test_many_quotes_are_read_in_no_time() -> None:
    assert list(values("{'a': '" + "it's " * 40_000)) == []


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 50_000, "{" * 100_000, "'" * 50_000])
def test_hostile_nesting_ends_quickly_with_nothing(text: str) -> None:
    assert list(values(text)) == []


class Colour(StrEnum):
    TEAL = "teal"
    OCHRE = "ochre"


class Inner(BaseModel):
    """What is inside."""

    colour: Colour
    size: Literal["s"] | None = None


class First(BaseModel):
    kind: Literal["first"]


class Second(BaseModel):
    kind: Literal["second"]


class Outer(BaseModel):
    name: str = Field("x", min_length=2, description="A name")
    stars: int = Field(ge=1, le=5)
    one: Inner
    many: list[Inner] = []
    either: Annotated[First | Second, Field(discriminator="kind")]
    unique: set[str]


def nodes(schema: Any) -> list[dict[str, Any]]:
    """Every schema inside a schema."""
    found = []
    if isinstance(schema, dict):
        found.append(schema)
        for key, value in schema.items():
            found += (
                [n for v in value.values() for n in nodes(v)]
                if key == "properties"
                else (nodes(value))
            )
    elif isinstance(schema, list):
        for value in schema:
            found += nodes(value)
    return found


@pytest.mark.parametrize("lean", [False, True])
def test_every_object_is_closed_and_all_of_it_required(lean: bool) -> None:
    schema = strict_schema(Outer, lean=lean)
    for node in nodes(schema):
        assert not {"$ref", "$defs", "oneOf", "allOf", "default", "title", "const"} & set(node)
        if node.get("type") == "object":
            assert node["additionalProperties"] is False
            assert node["required"] == list(node["properties"])
    assert list(schema["properties"]) == ["name", "stars", "one", "many", "either", "unique"]
    assert Outer.model_validate(instance(schema))


def test_what_a_strict_mode_does_not_know_is_told_in_words() -> None:
    properties = strict_schema(Outer)["properties"]
    assert properties["name"]["description"] == "A name; at least 2 characters"
    assert (properties["stars"]["minimum"], properties["stars"]["maximum"]) == (1, 5)
    assert properties["unique"]["description"] == "no item twice"
    lean = strict_schema(Outer, lean=True)["properties"]["stars"]
    assert lean == {"type": "integer", "description": "at least 1; at most 5"}
    assert has_lean(Outer)
    assert not has_lean(Inner)


def test_a_docstring_does_not_reach_the_model() -> None:
    assert "What is inside" not in schema_text(Outer)


def test_the_schema_of_a_model_is_always_the_same_words() -> None:
    assert schema_text(Outer) == schema_text(Outer)
    assert response_format(Outer)["json_schema"]["name"] == "Outer"


class Free(BaseModel):
    marks: dict[str, int]


class Anything(BaseModel):
    value: Any


class Pair(BaseModel):
    pair: tuple[int, str]


class Nest(BaseModel):
    inner: list[Nest]


@pytest.mark.parametrize("model", [Free, Anything, Pair, Nest])
def test_a_model_that_cannot_be_strict_is_refused_with_its_place(model: type[BaseModel]) -> None:
    with pytest.raises(TypeError, match=model.__name__):
        strict_schema(model)
