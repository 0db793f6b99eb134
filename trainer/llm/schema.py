"""pydantic model → a JSON schema that strict modes accept.

OpenAI's strict mode and llama.cpp's grammars want every object closed and every property required.
References are written out (small servers do not follow them), and what no strict mode enforces is
told in the description, so that nothing asked for is lost. The lean variant tells all limits that
way, for endpoints that refuse a schema with any. Docstrings are for programmers and stay out; what
a model should know of a field is said with `Field(description=…)`.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

DROPPED = {"title", "default", "discriminator", "examples"}
TOLD = {"minLength": "at least {} characters", "maxLength": "at most {} characters"}
LIMITS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "multipleOf": "a multiple of {}",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "pattern": "matching {}",
    "format": "written as {}",
}


@lru_cache(maxsize=128)
def _schema(model: type[BaseModel], lean: bool) -> str:
    raw = model.model_json_schema()
    definitions = raw.pop("$defs", {})
    for documented in (raw, *definitions.values()):
        documented.pop("description", None)
    telling = {**TOLD, **(LIMITS if lean else {})}
    return json.dumps(_strict(raw, definitions, telling, (), model.__name__), ensure_ascii=False)


def strict_schema(model: type[BaseModel], *, lean: bool = False) -> dict[str, Any]:
    """The schema of `model`, closed and with all properties required.

    Raises TypeError where no strict mode could hold it: free-form maps, `Any`, fixed tuples,
    models that contain themselves.
    """
    schema: dict[str, Any] = json.loads(_schema(model, lean))
    return schema


def schema_text(model: type[BaseModel]) -> str:
    """The schema for a prompt: one compact line, the same for every call."""
    return json.dumps(strict_schema(model), ensure_ascii=False)


def has_lean(model: type[BaseModel]) -> bool:
    """Whether the lean variant differs at all."""
    return _schema(model, True) != _schema(model, False)


def response_format(model: type[BaseModel], *, lean: bool = False) -> dict[str, Any]:
    """The `response_format` that asks for `model`."""
    name = re.sub(r"[^a-zA-Z0-9_-]", "_", model.__name__)[:64]
    return {
        "type": "json_schema",
        "json_schema": {"name": name, "strict": True, "schema": strict_schema(model, lean=lean)},
    }


def _strict(
    node: Mapping[str, Any],
    definitions: Mapping[str, Any],
    telling: Mapping[str, str],
    inside: tuple[str, ...],
    place: str,
) -> dict[str, Any]:
    node = {k: v for k, v in node.items() if k not in DROPPED}
    reference = node.pop("$ref", None)
    if reference is not None:
        name = reference.rpartition("/")[2]
        if name in inside:
            raise TypeError(f"{place}: {name} contains itself, which no strict schema can hold")
        node = {**copy.deepcopy(definitions[name]), **node}
        return _strict(node, definitions, telling, (*inside, name), place)
    if len(node.get("allOf", ())) == 1:
        node = {**node.pop("allOf")[0], **node}
        return _strict(node, definitions, telling, inside, place)

    told = [words.format(node.pop(k)) for k, words in telling.items() if k in node]
    if node.pop("uniqueItems", False):
        told.append("no item twice")
    if told:
        node["description"] = "; ".join(
            [*([node["description"]] if "description" in node else []), *told]
        )

    choices = node.pop("oneOf", None) or node.pop("anyOf", None)
    if choices is not None:
        node["anyOf"] = [
            _strict(choice, definitions, telling, inside, f"{place}[{i}]")
            for i, choice in enumerate(choices)
        ]
    elif "const" in node:
        node["enum"] = [node.pop("const")]
    elif node.get("type") == "object":
        if "properties" not in node or node.get("additionalProperties"):
            raise TypeError(f"{place}: a map with free keys cannot be strict; make it a list")
        node["properties"] = {
            key: _strict(value, definitions, telling, inside, f"{place}.{key}")
            for key, value in node["properties"].items()
        }
        node["required"] = list(node["properties"])
        node["additionalProperties"] = False
    elif node.get("type") == "array":
        if "prefixItems" in node or "items" not in node:
            raise TypeError(f"{place}: an array needs one type of item; make it a list or a model")
        node["items"] = _strict(node["items"], definitions, telling, inside, f"{place}[]")
    elif "type" not in node and "enum" not in node:
        raise TypeError(f"{place}: anything goes here, which cannot be strict; give it a type")
    return node
