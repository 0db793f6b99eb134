"""YAML files → checked models. Every error names the file, the line, the field and the mend.

A `Library` looks at its folders each time it is asked, and reads again only files that changed, so
a new scenario is there without a restart and a broken one never takes the others down.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from trainer.errors import InputError, NotFound, RubricError, ScenarioError
from trainer.rubric import Rubric
from trainer.scenario import Scenario

M = TypeVar("M", bound=BaseModel)
MAX_BYTES = 512 * 1024  # no scenario is longer; a larger file is a mistake or an attack
RUBRIC_FILE = "rubric.yaml"


def data_folder(name: str) -> Path:
    """The folder `name`, 'prompts' or 'scenarios': of the checkout, else of the wheel."""
    checkout = Path(__file__).parent.parent / name
    if checkout.is_dir() and (checkout.parent / "pyproject.toml").is_file():
        return checkout
    return Path(str(resources.files("trainer") / "_data" / name))


def read_yaml(path: Path, error: type[InputError]) -> Any:
    """The document in a YAML 1.2 file, with line numbers kept on maps and lists.

    Raises `error` when the file is missing, too large, not UTF-8 or not YAML.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise error(
                f"is larger than {MAX_BYTES // 1024} KiB", where=path, mend="Split or shorten it."
            )
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise error("no such file", where=path, mend="Check the name.") from None
    except IsADirectoryError:
        raise error("is a folder", where=path, mend="Name a file in it.") from None
    except UnicodeDecodeError:
        raise error("is not UTF-8 text", where=path, mend="Save it as UTF-8.") from None
    except OSError as e:
        raise error(f"cannot be read ({e.strerror})", where=path) from None
    loader = YAML(typ="rt", pure=True)
    loader.allow_duplicate_keys = False
    try:
        data = loader.load(text)
    except MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        what = " ".join((e.problem or e.context or "is not valid YAML").split())
        raise error(
            f"is not valid YAML: {what}",
            where=path,
            line=mark.line + 1 if mark else None,
            mend="Check indentation, colons and quotes on this line and the one above.",
        ) from None
    except (YAMLError, RecursionError, ValueError) as e:
        raise error(f"is not valid YAML: {' '.join(str(e).split())[:200]}", where=path) from None
    if not isinstance(data, CommentedMap):
        raise error(
            "is empty" if data is None else "must be a map of fields, such as 'id: my-call'",
            where=path,
            line=1,
            mend="Start from scenarios/_template.yaml or copy another scenario.",
        )
    if _nodes(data) > 20_000:
        raise error("unfolds to far too many values", where=path, mend="Remove YAML aliases.")
    return data


def _nodes(data: Any, limit: int = 20_001) -> int:
    """How many values `data` unfolds to, counted no further than `limit` (aliases can explode)."""
    count, stack = 0, [data]
    while stack and count < limit:
        item = stack.pop()
        count += 1
        if isinstance(item, Mapping):
            stack.extend(item.values())
        elif isinstance(item, Sequence) and not isinstance(item, str):
            stack.extend(item)
    return count


def parse(model: type[M], path: Path, error: type[InputError]) -> M:
    """Read `path` as `model`. Raises `error` for its first fault; `faults` gives all of them."""
    found, value = check(model, path, error)
    if value is None:
        raise found[0]
    return value


def check(model: type[M], path: Path, error: type[InputError]) -> tuple[list[InputError], M | None]:
    """All faults of a file, and the model when there are none.

    A sound file is read by a fast loader; a faulty one again by one that keeps line numbers.
    """
    with suppress(Exception):
        return [], model.model_validate(quickly(path))
    try:
        data = read_yaml(path, error)
    except InputError as e:
        return [e], None
    try:
        return [], model.model_validate(plain(data))
    except ValidationError as e:
        return [_fault(item, data, model, path, error) for item in e.errors()], None


def load_plain(path: Path, error: type[InputError]) -> Any:
    """The map in a YAML file as plain dicts and lists. Raises `error` as `read_yaml` does."""
    with suppress(Exception):
        return quickly(path)
    return plain(read_yaml(path, error))


def quickly(path: Path) -> Any:
    """The document in a sound YAML 1.2 file, as `plain` gives it, without line numbers.

    Raises whatever comes up for any other file: it is then for `read_yaml` to say what is wrong.
    """
    if path.stat().st_size > MAX_BYTES:
        raise ValueError("too large")
    data = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Fast)
    if not isinstance(data, dict) or _nodes(data) > 20_000:
        raise ValueError("no map, or far too large a one")
    return plain(data)


class _Fast(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """libyaml where it is there, with the scalars of YAML 1.2 and no key twice."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        keys = [str(key.value) for key, _ in node.value]
        if len(keys) != len(set(keys)):
            raise ValueError("a key stands twice")
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", [*"tTfF"]),
    ("null", r"~|null|Null|NULL|", [*"~nN", ""]),
    ("int", r"[-+]?(?:[0-9][0-9_]*|0x[0-9a-fA-F_]+|0o[0-7_]+)", [*"-+0123456789"]),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", [*"-+.0123456789"]),
):
    _Fast.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), _first
    )
_Fast.add_constructor("tag:yaml.org,2002:int", lambda loader, node: _whole(node.value))
_Fast.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def _whole(text: str) -> int:
    digits = text.replace("_", "")
    return int(digits, 0 if digits.lstrip("+-")[:2] in ("0x", "0o") else 10)


def plain(data: Any) -> Any:
    """ruamel's containers as plain dicts, lists and scalars."""
    if isinstance(data, Mapping):
        return {str(k): plain(v) for k, v in data.items()}
    if isinstance(data, Sequence) and not isinstance(data, str):
        return [plain(v) for v in data]
    if isinstance(data, bool) or data is None:
        return data
    if isinstance(data, int):
        return int(data)
    if isinstance(data, float):
        return float(data)
    return str(data)


def line_of(data: Any, path: Iterable[Any]) -> int | None:
    """The line (from 1) at which the deepest reachable part of `path` stands."""
    line: int | None = None
    for key in path:
        try:
            if isinstance(data, CommentedMap) and key in data:
                line = data.lc.key(key)[0] + 1
                data = data[key]
            elif isinstance(data, CommentedSeq) and isinstance(key, int) and key < len(data):
                line = data.lc.item(key)[0] + 1
                data = data[key]
            else:
                break
        except (KeyError, TypeError, AttributeError):
            break
    return line


def _fault(
    item: Any, data: Any, model: type[BaseModel], path: Path, error: type[InputError]
) -> InputError:
    loc = tuple(part for part in item["loc"])
    kind, message = item["type"], item["msg"]
    name = _field_name(loc, data)
    if kind == "extra_forbidden":
        what, mend = f"unknown field '{loc[-1]}'", "Remove it or correct its spelling."
        near = difflib.get_close_matches(str(loc[-1]), _known_fields(model, loc[:-1]), n=1)
        if near:
            mend = f"Did you mean '{near[0]}'?"
    elif kind == "missing":
        what, mend = f"field '{loc[-1]}' is missing", "Add it; docs/authoring.md shows each field."
    elif kind == "value_error":
        what, mend = message.removeprefix("Value error, "), ""
    elif kind in ("string_type", "int_type", "float_type", "bool_type", "int_parsing"):
        what = f"{message[0].lower()}{message[1:]}, got {_show(item['input'])}"
        mend = "Put the text in quotes." if kind == "string_type" else ""
    else:
        what, mend = f"{message[0].lower()}{message[1:]}, got {_show(item['input'])}", ""
    return error(what, where=path, line=line_of(data, loc) or 1, field=name, mend=mend)


def _field_name(loc: tuple[Any, ...], data: Any) -> str:
    """`facts.outage-cost.says[2]` instead of `facts.3.says.2`."""
    name = ""
    for key in loc:
        if isinstance(key, int):
            item = data[key] if isinstance(data, Sequence) and key < len(data) else None
            label = item.get("id") if isinstance(item, Mapping) else None
            name += f".{label}" if label else f"[{key}]"
            data = item
        else:
            name += f".{key}" if name else str(key)
            data = data.get(key) if isinstance(data, Mapping) else None
    return name


def _known_fields(model: type[BaseModel], loc: tuple[Any, ...]) -> list[str]:
    """Field names of the model at `loc`, found by walking the schema."""
    schema = model.model_json_schema()
    node: Any = schema
    for key in loc:
        node = _resolve(node, schema)
        if isinstance(key, int):
            node = node.get("items", {}) or {}
        else:
            node = node.get("properties", {}).get(key) or node.get("additionalProperties") or {}
        if node is True:
            node = {}
    return list(_resolve(node, schema).get("properties", {}))


def _resolve(node: Any, schema: Any) -> Any:
    for option in [node, *node.get("anyOf", []), *node.get("allOf", [])]:
        if "$ref" in option:
            return schema["$defs"][option["$ref"].rsplit("/", 1)[-1]]
    return node


def _show(value: Any) -> str:
    text = repr(plain(value))
    return text if len(text) <= 60 else text[:57] + "…"


def load_scenario(path: Path) -> Scenario:
    """Raises ScenarioError. The id must be the file's name."""
    scenario = parse(Scenario, path, ScenarioError)
    if scenario.id != path.stem:
        raise ScenarioError(
            f"id is '{scenario.id}' but the file is named '{path.name}'",
            where=path,
            line=1,
            mend=f"Rename the file to {scenario.id}.yaml or the id to {path.stem}.",
        )
    return scenario


def load_rubric(path: Path | None = None) -> Rubric:
    """The rubric in `path`, else the default one. Raises RubricError."""
    return parse(Rubric, path or data_folder("scenarios") / RUBRIC_FILE, RubricError)


@dataclass
class Library:
    """The scenarios in some folders; later folders win where ids clash."""

    folders: tuple[Path, ...] = ()
    _cache: dict[Path, tuple[tuple[int, int], Scenario | InputError]] = field(default_factory=dict)

    @classmethod
    def default(cls, further: Iterable[Path] = ()) -> Library:
        return cls((data_folder("scenarios"), *further))

    def files(self) -> list[Path]:
        """Scenario files of all folders, by name. A file whose name starts with _ is left out."""
        found: list[Path] = []
        for folder in self.folders:
            if folder.is_dir():
                found += sorted(
                    p
                    for pattern in ("*.yaml", "*.yml")
                    for p in folder.glob(pattern)
                    if p.name != RUBRIC_FILE and not p.name.startswith("_")
                )
        return found

    def scan(self) -> tuple[dict[str, Scenario], list[InputError]]:
        """(scenarios by id in order of level and title, faults of files that cannot be used)."""
        scenarios: dict[str, Scenario] = {}
        faults: list[InputError] = []
        for path in self.files():
            result = self._load(path)
            if isinstance(result, InputError):
                faults.append(result)
            else:
                scenarios[result.id] = result
        ordered = sorted(scenarios.values(), key=lambda s: (s.level, s.title))
        return {s.id: s for s in ordered}, faults

    def get(self, id: str) -> Scenario:
        """The scenario `id`. Raises NotFound, or the ScenarioError of a broken file so named."""
        scenarios, faults = self.scan()
        if id in scenarios:
            return scenarios[id]
        for fault in faults:
            if Path(fault.where).stem == id:
                raise fault
        near = difflib.get_close_matches(id, scenarios, n=3, cutoff=0.4)
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        raise NotFound(f"No scenario '{id}'.{hint} 'trainer scenarios' lists them all.")

    def _load(self, path: Path) -> Scenario | InputError:
        try:
            stat = path.stat()
        except OSError:
            return ScenarioError("cannot be read", where=path)
        stamp = (stat.st_mtime_ns, stat.st_size)
        cached = self._cache.get(path)
        if cached and cached[0] == stamp:
            return cached[1]
        result: Scenario | InputError
        try:
            result = load_scenario(path)
        except InputError as e:
            result = e
        self._cache[path] = (stamp, result)
        return result
