"""Transcripts as people have them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trainer.errors import TranscriptError
from trainer.importing import load_transcript

VTT = """WEBVTT

1
00:00:01.000 --> 00:00:03.000
<v Sam Reid>Morning Dana, two questions about nights.

2
00:00:03.500 --> 00:00:05.000
<v Dana Whitlock>Go on.

00:00:05.000 --> 00:00:06.000
<v Dana Whitlock>Quickly.
"""
SRT = """1
00:00:01,000 --> 00:00:03,000
Sam: Morning Dana, two questions.

2
00:00:03,500 --> 00:00:05,000
Dana: Go on.
"""
PLAIN = """Sam: Morning Dana,
two questions about nights.
[00:12] Dana: Go on.
"""
EXPORT = {
    "utterances": [
        {"speaker": {"name": "Sam"}, "text": "Morning Dana."},
        {"speaker": {"name": "Dana"}, "text": "Go on."},
    ]
}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("call.vtt", VTT),
        ("call.srt", SRT),
        ("call.txt", PLAIN),
        ("call.json", json.dumps(EXPORT)),
    ],
)
def test_common_formats_become_a_transcript(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    turns = load_transcript(path, rep="Sam").turns
    assert [t.speaker for t in turns] == ["rep", "buyer"]
    assert turns[0].text.startswith("Morning Dana")
    assert turns[1].text.startswith("Go on.")


def test_what_one_person_says_in_a_row_is_one_turn(tmp_path: Path) -> None:
    path = tmp_path / "call.vtt"
    path.write_text(VTT)
    assert load_transcript(path).turns[1].text == "Go on.\nQuickly."


def test_the_rep_can_be_the_second_speaker(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_text("Dana: Hello?\nSam: Morning.\n")
    assert [t.speaker for t in load_transcript(path, rep="sam").turns] == ["buyer", "rep"]


def test_our_own_format_keeps_its_turns_as_they_are_numbered(tmp_path: Path) -> None:
    turns = [{"speaker": "rep", "text": "Hi."}, {"speaker": "rep", "text": "Still there?"}]
    path = tmp_path / "own.json"
    path.write_text(json.dumps({"id": "own", "channel": "meeting", "turns": turns}))
    assert len(load_transcript(path).turns) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("{", "is not valid JSON"),
        ("[]", "names no speakers"),
        ('{"id": "x"}', "holds no list of turns"),
        ('{"id": "x", "channel": "phone", "turns": [{"speaker": "rep", "text": "a"}]}', "channel"),
        ('{"id": "x", "turns": []}', "turns"),
        ("just some words", "names no speakers"),
        ("A: hi\nB: hi\nC: hi\n", "none is marked as the rep"),
        ("[" * 100_000, "is not valid JSON"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "odd.json" if text[:1] in "{[" else tmp_path / "odd.txt"
    path.write_text(text)
    with pytest.raises(TranscriptError, match=says) as raised:
        load_transcript(path)
    assert str(raised.value).startswith(str(path))
    assert "\n" not in str(raised.value)


def test_an_unknown_rep_gets_the_names_there_are(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_text(PLAIN)
    with pytest.raises(TranscriptError, match="The speakers are Sam, Dana"):
        load_transcript(path, rep="Kim")
