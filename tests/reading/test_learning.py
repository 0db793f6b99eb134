"""Learning: the shipped weights belong to the examples, and other examples make other weights."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from trainer.conversation import Heard, Transcript, Turn
from trainer.errors import InputError
from trainer.reading import examples_io, weights
from trainer.reading.evaluation import Agreement, labelled
from trainer.reading.learning import build, learn
from trainer.reading.local import LocalReader
from trainer.reading.model import Model

REFERENCE = Path(__file__).parent.parent / "reference"


def small(folder: Path, *, word: str = "zebra", every: int = 9) -> Path:
    """A folder with some of the examples, and a word that always means `pitch`."""
    for path in examples_io.files():
        lines = path.read_text(encoding="utf-8").splitlines()[::every]
        target = folder / path.relative_to(examples_io.EXAMPLES)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    ours = [
        {"prev": "", "speaker": "rep", "text": f"{word} {n}", "labels": ["pitch"]}
        for n in ("one", "day", "shop", "house", "road", "now", "here", "again") * 4
    ]
    (folder / "ours.jsonl").write_text("\n".join(map(json.dumps, ours)) + "\n")
    return folder


def test_the_shipped_weights_were_learned_from_the_shipped_examples_and_cues() -> None:
    assert weights.made_of(weights.SHIPPED) == weights.wanted(), (
        "run: python -m trainer.reading.learning"
    )


def test_the_shipped_weights_stay_small() -> None:
    assert weights.SHIPPED.stat().st_size < 5_000_000


def test_a_trainer_who_adds_examples_gets_a_reader_that_learned_them(tmp_path: Path) -> None:
    folder = small(tmp_path / "examples")
    cache = tmp_path / "cache"
    turn = Turn("rep", "zebra market")
    untaught = LocalReader(weights.load(folder, cache)).hear([], turn)
    assert untaught == LocalReader().hear([], turn)  # the shipped weights serve until then

    weights.learn(folder, cache)
    taught = LocalReader(weights.load(folder, cache)).hear([], turn)
    assert taught.chance("pitch") > untaught.chance("pitch")

    with (folder / "ours.jsonl").open("a") as file:
        file.write('{"prev": "", "speaker": "rep", "text": "hello", "labels": []}\n')
    assert LocalReader(weights.load(folder, cache)).hear([], turn) == untaught


def test_weights_hold_numbers_and_words_only(tmp_path: Path) -> None:
    model = build(tmp_path / "weights.npz", small(tmp_path / "examples", every=25))
    with np.load(tmp_path / "weights.npz", allow_pickle=False) as data:
        assert {data[name].dtype.kind for name in data.files} <= set("fuU")
    again = Model.load(tmp_path / "weights.npz")
    turn = Turn("rep", "could we meet on Monday at ten?")
    assert LocalReader(again).hear([], turn) == LocalReader(model).hear([], turn)


def test_a_broken_weights_file_is_learned_anew_not_trusted(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    path.write_bytes(b"not an archive")
    assert weights.made_of(path) == ""


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{oops", "not JSON"),
        ("[1]", "not an object"),
        ('{"prev": "", "speaker": "rep", "text": "x", "labels": ["asks"]}', "asks"),
        ('{"prev": "", "speaker": "rep", "text": "x", "labels": ["stall"]}', "stall"),
        ('{"prev": "", "speaker": "boss", "text": "x", "labels": []}', "boss"),
        ('{"speaker": "rep", "labels": []}', "text"),
        ('{"id": "a-1", "channel": "fax", "turns": []}', "fax"),
    ],
)
def test_an_unusable_example_is_refused_with_file_and_line(
    tmp_path: Path, line: str, says: str
) -> None:
    good = '{"prev": "", "speaker": "rep", "text": "hello", "labels": []}'
    (tmp_path / "mine.jsonl").write_text(f"{good}\n\n{line}\n")
    with pytest.raises(InputError, match="mine.jsonl:3") as caught:
        examples_io.read(tmp_path)
    assert says in str(caught.value)


def test_the_example_conversations_are_the_reference_ones() -> None:
    _, talks = examples_io.read()
    ours = {t.id: t for t in talks if t.id.startswith("dev-")}
    pairs = labelled(REFERENCE)
    assert len(pairs) == len(ours) == 48
    for transcript, gold in pairs:
        turns = ours[transcript.id].turns
        assert [t.text for t in turns] == [t.text for t in transcript.turns]
        assert [t.labels for t in turns] == [
            gold.get(n, frozenset()) for n in range(1, len(turns) + 1)
        ]


def test_played_calls_teach_how_reps_in_practice_are_heard_and_nothing_else() -> None:
    singles, talks = examples_io.read()
    without = learn(singles[::9], talks[::9])
    taught = learn(singles[::9], talks[::9], examples_io.read_played()[::4])
    assert without.practice is without.rep
    talk = Transcript("t", "meeting", (Turn("buyer", "Go on."), Turn("rep", "tuesday at 2 then?")))
    known = {1: Heard(frozenset({"answer"}))}
    foreign, practice = ([LocalReader(m).read(talk, k) for m in (without, taught)]
                         for k in (None, known))  # fmt: skip
    assert foreign[0] == foreign[1]
    assert practice[0] != practice[1]


def test_nothing_is_learned_from_the_practice_sessions_that_are_measured_on() -> None:
    measured = {
        turn["text"]
        for path in (REFERENCE / "practice" / "transcripts").glob("*.json")
        for turn in json.loads(path.read_text(encoding="utf-8"))["turns"]
        if turn["speaker"] == "rep" and len(turn["text"].split()) > 4
    }
    singles, talks = examples_io.read()
    learned = {single.text for single in singles}
    learned |= {said.text for t in [*talks, *examples_io.read_played()] for said in t.turns}
    assert len(measured) > 300
    assert not measured & learned


@pytest.mark.parametrize(
    ("name", "writer"), [("dev-a-07", "dev-a"), ("own-c03", "own"), ("solo", "solo")]
)
def test_a_writer_is_known_from_the_name(name: str, writer: str) -> None:
    assert examples_io.writer_of(name) == writer


def test_agreement_counts() -> None:
    row = Agreement("ask", both=3, heard=4, support=6)
    assert (row.precision, row.recall, row.f1) == (0.75, 0.5, 0.6)
    assert Agreement("ask", 0, 0, 0).f1 == 0.0
