"""Find the JSON in what a model wrote, and read it even when it is not quite JSON.

Takes code fences, prose around, thinking aloud, trailing commas, single or curly quotes, unquoted
keys, Python's words, comments and line breaks inside strings. Never guesses at what is missing: a
cut answer stays unreadable.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

LONGEST = 200_000  # characters looked at
STARTS = 24  # places in the text where an object may begin
DEEPEST = 48

_THINKING = re.compile(r"^\s*<(think|thinking|thought|reasoning)>.*?</\1>", re.DOTALL | re.I)
_FENCE = re.compile(r"```[a-zA-Z0-9_-]*[ \t]*\n(.*?)(?:\n[ \t]*```|\Z)", re.DOTALL)
_BLANK = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/|#[^\n]*)*", re.DOTALL)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_WORD = re.compile(r"[A-Za-z_$][\w$-]*")
_WORDS = {"true": True, "false": False, "null": None, "none": None}
_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "`": "`"}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


class NotJson(ValueError):
    """No value could be read here."""


class Cut(NotJson):
    """The text ended inside a value; what is inside that value is no answer either."""


def without_thinking(text: str) -> str:
    """`text` without a block of thinking aloud at its start."""
    return _THINKING.sub("", text, count=1)


def values(text: str) -> Iterator[tuple[Any, bool]]:
    """Every object or array found in `text`, best guess first, with whether it was strict JSON as
    the whole of the answer. A caller takes the first that fits."""
    text = without_thinking(text.lstrip("\ufeff"))[:LONGEST].strip()
    try:
        yield _exact(text), True
        return
    except ValueError:
        pass
    seen: list[Any] = []
    for part in [*reversed(_FENCE.findall(text)), text]:
        for value in _outermost(part):
            if value not in seen:
                seen.append(value)
                yield value, False


def _exact(text: str) -> Any:
    def refuse(name: str) -> Any:
        raise NotJson(f"{name} is not JSON")

    try:
        value = json.loads(text, parse_constant=refuse)
    except RecursionError:
        raise NotJson("nested too deeply") from None
    if not isinstance(value, dict | list):
        raise NotJson("not an object")
    return value


def _outermost(text: str) -> list[Any]:
    """Objects and arrays that are not inside one another, the last first: models think, then
    answer."""
    found = []
    position = tries = 0
    while tries < STARTS:
        start = re.compile(r"[{\[]").search(text, position)
        if start is None:
            break
        tries += 1
        try:
            value, position = _Reader(text).value(start.start(), 0)
        except Cut:
            break
        except NotJson:
            position = start.end()
            continue
        if isinstance(value, dict) or (isinstance(value, list) and value):
            found.append(value)
    return found[::-1]


class _Reader:
    """A forgiving JSON parser over one text. Each method returns a value and where it ended."""

    def __init__(self, text: str) -> None:
        self.text = text

    def value(self, at: int, depth: int) -> tuple[Any, int]:
        if depth > DEEPEST:
            raise NotJson("nested too deeply")
        at = self.begin(at)
        first = self.text[at]
        if first == "{":
            return self.object(at + 1, depth)
        if first == "[":
            return self.array(at + 1, depth)
        if first in _QUOTES:
            return self.string(at)
        number = _NUMBER.match(self.text, at)
        if number:
            raw = number.group().lstrip("+")
            try:
                return json.loads(raw), number.end()
            except ValueError:
                return float(raw), number.end()
        word = _WORD.match(self.text, at)
        if word and word.group().lower() in _WORDS:
            return _WORDS[word.group().lower()], word.end()
        raise NotJson(f"no value at {at}")

    def object(self, at: int, depth: int) -> tuple[dict[str, Any], int]:
        found: dict[str, Any] = {}
        while True:
            at = self.begin(at)
            if self.text[at] == "}":
                return found, at + 1
            key, at = self.key(at)
            at = self.begin(at)
            if self.text[at] != ":":
                raise NotJson(f"no colon at {at}")
            found[key], at = self.value(at + 1, depth + 1)
            at = self.after(at, "}")

    def array(self, at: int, depth: int) -> tuple[list[Any], int]:
        found: list[Any] = []
        while True:
            at = self.begin(at)
            if self.text[at] == "]":
                return found, at + 1
            item, at = self.value(at, depth + 1)
            found.append(item)
            at = self.after(at, "]")

    def after(self, at: int, end: str) -> int:
        """Past a comma, or at the closing bracket."""
        at = self.begin(at)
        if self.text[at] == ",":
            return at + 1
        if self.text[at] == end:
            return at
        raise NotJson(f"no comma at {at}")

    def key(self, at: int) -> tuple[str, int]:
        if self.text[at] in _QUOTES:
            return self.string(at)
        word = _WORD.match(self.text, at)
        if word is None:
            raise NotJson(f"no key at {at}")
        return word.group(), word.end()

    def string(self, at: int) -> tuple[str, int]:
        end, at = _QUOTES[self.text[at]], at + 1
        pieces: list[str] = []
        while True:
            char = self.peek(at)
            if not char:
                raise Cut("a string without an end")
            if char == end and self.closes(at, end):
                return "".join(pieces), at + 1
            if char == "\\":
                piece, at = self.escape(at + 1)
                pieces.append(piece)
            else:
                pieces.append(char)
                at += 1

    def closes(self, at: int, end: str) -> bool:
        """Whether a quote ends its string: an apostrophe inside a word does not."""
        if end == '"':
            return True
        return self.peek(self.blank(at + 1)) in ("", ",", ":", "}", "]")

    def escape(self, at: int) -> tuple[str, int]:
        char = self.peek(at)
        if char == "u":
            code = self.text[at + 1 : at + 5]
            if not re.fullmatch(r"[0-9a-fA-F]{4}", code):
                raise NotJson("a broken escape")
            whole = f"\\u{code}"
            pair = re.match(r"\\u[dD][c-fC-F][0-9a-fA-F]{2}", self.text[at + 5 : at + 11])
            if pair and 0xD800 <= int(code, 16) < 0xDC00:
                whole += pair.group()
            return str(json.loads(f'"{whole}"')), at + len(whole) - 1
        return _ESCAPES.get(char, char), at + 1

    def begin(self, at: int) -> int:
        """Where the next thing begins. Raises Cut when there is none."""
        at = self.blank(at)
        if at >= len(self.text):
            raise Cut("an end in the middle")
        return at

    def blank(self, at: int) -> int:
        match = _BLANK.match(self.text, at)
        return match.end() if match else at

    def peek(self, at: int) -> str:
        return self.text[at : at + 1]
