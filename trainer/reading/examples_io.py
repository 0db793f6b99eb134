"""Reads the labelled examples: single turns and whole conversations."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.conversation import CHANNELS, Act, Channel, Move, Speaker
from trainer.errors import InputError

EXAMPLES = Path(__file__).parent / "examples"
KNOWN = {"rep": frozenset(m.value for m in Move), "buyer": frozenset(a.value for a in Act)}


@dataclass(frozen=True, slots=True)
class Single:
    """One turn with the turn before it."""

    speaker: Speaker
    before: str
    text: str
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """One turn of a talk."""

    speaker: Speaker
    text: str
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Talk:
    """A whole conversation; `writer` is its id without the number."""

    id: str
    channel: Channel
    turns: tuple[Said, ...]

    @property
    def writer(self) -> str:
        return writer_of(self.id)


def writer_of(name: str) -> str:
    """`dev-a-07` was written by `dev-a`, `own-c03` by `own`."""
    return name.rpartition("-")[0] or name


def files(folder: Path = EXAMPLES, pattern: str = "*.jsonl") -> list[Path]:
    """The example files, in a fixed order."""
    places = (folder, folder / "conversations", folder / "played")
    return [path for place in places for path in sorted(place.glob(pattern))]


def fingerprint(folder: Path = EXAMPLES, pattern: str = "*.jsonl") -> str:
    """Hash of the names and contents of the files of a folder."""
    digest = hashlib.sha256()
    for path in files(folder, pattern):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:16]


def read(folder: Path = EXAMPLES) -> tuple[list[Single], list[Talk]]:
    """All single turns and all conversations of a folder, but those played in practice."""
    return _read(path for path in files(folder) if path.parent.name != "played")


def read_played(folder: Path = EXAMPLES) -> list[Talk]:
    """The conversations played in practice, with the acts the buyer's policy chose."""
    return _read(path for path in files(folder) if path.parent.name == "played")[1]


def _read(paths: Iterable[Path]) -> tuple[list[Single], list[Talk]]:
    singles: list[Single] = []
    talks: list[Talk] = []
    for path in paths:
        for line, data in _lines(path):
            try:
                if "turns" in data:
                    talks.append(_talk(data))
                else:
                    singles.append(
                        Single(
                            _speaker(data["speaker"]),
                            str(data.get("prev", "")),
                            str(data["text"]),
                            _labels(data["speaker"], data["labels"]),
                        )
                    )
            except (KeyError, TypeError, ValueError) as error:
                raise InputError(
                    f"not a usable example: {error}",
                    where=path,
                    line=line,
                    mend="The README beside the examples shows the two formats.",
                ) from error
    return singles, talks


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                data = json.loads(line)
            except json.JSONDecodeError as error:
                raise InputError(
                    f"not JSON: {error.msg}", where=path, line=number, mend="One object a line."
                ) from error
            if not isinstance(data, dict):
                raise InputError("not an object", where=path, line=number)
            yield number, data


def _talk(data: dict[str, Any]) -> Talk:
    if data["channel"] not in CHANNELS:
        raise ValueError(f"unknown channel {data['channel']!r}")
    turns = tuple(
        Said(_speaker(t["speaker"]), str(t["text"]), _labels(t["speaker"], t["labels"]))
        for t in data["turns"]
    )
    return Talk(str(data["id"]), data["channel"], turns)


def _speaker(name: str) -> Speaker:
    if name == "rep":
        return "rep"
    if name == "buyer":
        return "buyer"
    raise ValueError(f"unknown speaker {name!r}")


def _labels(speaker: str, labels: list[str]) -> frozenset[str]:
    if unknown := set(labels) - KNOWN[speaker]:
        raise ValueError(f"{speaker} turns have no label {sorted(unknown)[0]!r}")
    return frozenset(labels)
