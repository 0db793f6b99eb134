"""Real call transcripts → `Transcript`: our own JSON, lists of turns, WebVTT, SRT, "Name: text".

Speakers are mapped to `rep` and `buyer`: by the name given for the rep, else by the labels "rep"
and "buyer", else the first speaker of a two-person call is taken for the rep.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from trainer.conversation import Channel, Plan, Speaker, Transcript, Turn
from trainer.errors import TranscriptError

MAX_BYTES = 8 * 1024 * 1024
REP_NAMES = {"rep", "sales rep", "agent", "seller", "salesperson", "trainee", "sdr", "ae"}
BUYER_NAMES = {"buyer", "prospect", "customer", "client", "lead"}
_CUE_TIME = re.compile(r"^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->")
_VOICE = re.compile(r"<v(?:\.[^ >]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?[a-z][^>]*>")
_STAMP = r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s*)?"
_NAMED = re.compile(rf"^\s*{_STAMP}([^\W\d_][\w .,'’()/&-]{{0,50}}?)\s*{_STAMP}:\s+(\S.*)$")


class PlanFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    objective: str = ""
    value: str = ""
    ask: str = ""
    fallback: str = ""
    path: list[str] = []


class TurnFile(BaseModel):
    model_config = ConfigDict(extra="ignore")

    speaker: Literal["rep", "buyer"]
    text: str = Field(max_length=100_000)


class TranscriptFile(BaseModel):
    """A transcript file as written by hand or by `trainer export`."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(min_length=1, max_length=200)
    channel: Channel = "meeting"
    context: str = ""
    plan: PlanFile | None = None
    turns: list[TurnFile] = Field(min_length=1, max_length=5000)

    @field_validator("plan", mode="before")
    @classmethod
    def _no_plan(cls, value: Any) -> Any:
        return value or None


def load_transcript(path: Path, *, rep: str = "", channel: Channel = "meeting") -> Transcript:
    """Read a transcript in any known format.

    `rep` is the rep's name in it; `channel` is taken where the file does not say. Raises
    TranscriptError, naming the file, the place in it and the mend.
    """
    text = _text(path)
    if path.suffix.lower() == ".json" or text.lstrip()[:1] in "{[":
        return _from_json(text, path, rep, channel)
    lines = text.splitlines()
    if text.lstrip().startswith("WEBVTT") or any(_CUE_TIME.match(x) for x in lines[:40]):
        said = list(_captions(lines))
    else:
        said = list(_named(lines))
    return _assemble(said, path, rep, channel)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise TranscriptError(
                "is larger than 8 MiB", where=path, mend="A call is a few hundred kilobytes."
            )
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise TranscriptError("no such file", where=path, mend="Check the name.") from None
    except UnicodeDecodeError:
        raise TranscriptError("is not UTF-8 text", where=path, mend="Save it as UTF-8.") from None
    except OSError as e:
        raise TranscriptError(f"cannot be read ({e.strerror})", where=path) from None
    if not text.strip():
        raise TranscriptError("is empty", where=path, mend="Export the call again.")
    return text


def _from_json(text: str, path: Path, rep: str, channel: Channel) -> Transcript:
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as e:
        line = getattr(e, "lineno", None)
        what = f"is not valid JSON: {getattr(e, 'msg', 'nested too deeply')}"
        raise TranscriptError(what, where=path, line=line, mend="Mend this line.") from None
    if isinstance(data, dict) and "turns" in data and _ours(data["turns"]):
        data.setdefault("id", path.stem)
        data.setdefault("channel", channel)
        return _checked(data, path)
    return _assemble(list(_exported(data, path)), path, rep, channel)


def _ours(turns: Any) -> bool:
    return (
        isinstance(turns, list)
        and bool(turns)
        and all(isinstance(t, dict) and t.get("speaker") in ("rep", "buyer") for t in turns)
    ) or turns == []


def _checked(data: dict[str, Any], path: Path) -> Transcript:
    try:
        file = TranscriptFile.model_validate(data)
    except ValidationError as e:
        item = e.errors()[0]
        field = ".".join(str(p) for p in item["loc"])
        if item["type"] == "extra_forbidden":
            what, mend = "is no field of a transcript", "Remove it."
        else:
            what, mend = item["msg"][0].lower() + item["msg"][1:], ""
        raise TranscriptError(what, where=path, field=field, mend=mend) from None
    return Transcript(
        id=file.id,
        channel=file.channel,
        context=file.context,
        plan=Plan.from_dict(file.plan.model_dump()) if file.plan else None,
        turns=tuple(Turn(t.speaker, t.text) for t in file.turns),
    )


def _exported(data: Any, path: Path) -> Iterable[tuple[str, str]]:
    """(speaker, text) from the JSON exports of common call recorders."""
    items = data
    if isinstance(data, dict):
        for key in ("turns", "transcript", "utterances", "segments", "monologues", "results"):
            if isinstance(data.get(key), list):
                items = data[key]
                break
    if not isinstance(items, list):
        raise TranscriptError(
            "holds no list of turns",
            where=path,
            mend='Give {"id", "channel", "turns": [{"speaker", "text"}]}.',
        )
    for item in items:
        if not isinstance(item, dict):
            continue
        name = next(
            (
                item[k]
                for k in ("speaker", "speaker_name", "name", "role", "speakerId")
                if k in item
            ),
            "",
        )
        if isinstance(name, dict):
            name = name.get("name") or name.get("id") or ""
        text = item.get("text") or item.get("content") or item.get("transcript") or ""
        if isinstance(item.get("sentences"), list):
            text = " ".join(
                str(s.get("text", "")) for s in item["sentences"] if isinstance(s, dict)
            )
        yield str(name), str(text)


def _captions(lines: Sequence[str]) -> Iterable[tuple[str, str]]:
    """(speaker, text) from WebVTT or SRT cues; a cue without a name goes on with the last one."""
    speaker, in_cue = "", False
    for line in lines:
        if _CUE_TIME.match(line):
            in_cue = True
            continue
        if not line.strip():
            in_cue = False
            continue
        if not in_cue:
            continue
        voice = _VOICE.search(line)
        text = _TAG.sub("", _VOICE.sub("", line)).strip()
        named = _NAMED.match(text)
        if voice:
            speaker = voice.group(1).strip()
        elif named:
            speaker, text = named.group(1).strip(), named.group(2)
        if text:
            yield speaker, text


def _named(lines: Sequence[str]) -> Iterable[tuple[str, str]]:
    """(speaker, text) from "Name: text"; a line without a name goes on with the last one."""
    speaker = ""
    for line in lines:
        named = _NAMED.match(line)
        if named:
            speaker = named.group(1).strip()
            yield speaker, named.group(2)
        elif line.strip() and speaker:
            yield speaker, line.strip()


def _assemble(
    said: Sequence[tuple[str, str]], path: Path, rep: str, channel: Channel
) -> Transcript:
    names = list(dict.fromkeys(name for name, text in said if name and text.strip()))
    if not names:
        raise TranscriptError(
            "names no speakers",
            where=path,
            mend="Put 'Name: ' before what each person says, or export with speaker names.",
        )
    mine = _rep_names(names, path, rep)
    return Transcript(
        id=path.stem,
        channel=channel,
        turns=merged(("rep" if name in mine else "buyer", text) for name, text in said if name),
    )


def _rep_names(names: list[str], path: Path, rep: str) -> set[str]:
    if rep:
        mine = {n for n in names if rep.lower() in n.lower()}
        if not mine:
            raise TranscriptError(
                f"nobody in it is called '{rep}'",
                where=path,
                mend=f"The speakers are {', '.join(names[:8])}.",
            )
        return mine
    mine = {n for n in names if n.lower() in REP_NAMES}
    if mine:
        return mine
    others = {n for n in names if n.lower() in BUYER_NAMES}
    if others and len(others) < len(names):
        return set(names) - others
    if len(names) == 2:
        return {names[0]}
    raise TranscriptError(
        f"has {len(names)} speakers and none is marked as the rep",
        where=path,
        mend=f"Say who it is with --rep NAME; the speakers are {', '.join(names[:8])}.",
    )


def merged(said: Iterable[tuple[Speaker, str]]) -> tuple[Turn, ...]:
    """Turns, with what one speaker says in a row joined into one; blank ones are left out."""
    turns: list[Turn] = []
    for speaker, text in said:
        text = text.strip()
        if not text:
            continue
        if turns and turns[-1].speaker == speaker:
            turns[-1] = Turn(speaker, f"{turns[-1].text}\n{text}")
        else:
            turns.append(Turn(speaker, text))
    return tuple(turns)
