"""How well the reader reads writers it has never seen. Run: python -m trainer.reading.evaluation
tests/reference

For every writer in a folder of labelled transcripts a reader is learned without that writer's
conversations, and hears them. What comes out is what a judge, or a table of agreement, may be
measured on. Calls played in practice are heard by readers that learned from none of their block.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from trainer.conversation import Conversation, Heard, Speaker, Transcript, Turn
from trainer.reading.adapting import BLOCKS, adapt
from trainer.reading.context import ACTS, MOVES
from trainer.reading.examples_io import (
    EXAMPLES,
    Talk,
    fingerprint,
    read,
    read_played,
    writer_of,
)
from trainer.reading.learning import learn
from trainer.reading.local import LocalReader

Labels = Mapping[int, frozenset[str]]
"""Reference labels by turn number from 1."""


def labelled(folder: Path) -> list[tuple[Transcript, Labels]]:
    """Every transcript of `folder`/transcripts with its reference labels, in order of id."""
    found: list[tuple[Transcript, Labels]] = []
    for path in sorted((folder / "transcripts").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        gold = json.loads(
            (folder / "labels" / f"{path.stem}.labels.json").read_text(encoding="utf-8")
        )
        turns = tuple(Turn(t["speaker"], t["text"]) for t in data["turns"])
        transcript = Transcript(data["id"], data["channel"], turns, data.get("context", ""))
        found.append((transcript, {int(n): frozenset(x) for n, x in gold["turns"].items()}))
    return found


def out_of_fold(folder: Path, examples: Path = EXAMPLES) -> list[tuple[Conversation, Labels]]:
    """Every conversation of `folder` as heard by a reader that never saw its writer."""
    return _out_of_fold(folder, examples, fingerprint(examples))


@lru_cache(maxsize=4)
def _out_of_fold(folder: Path, examples: Path, _: str) -> list[tuple[Conversation, Labels]]:
    singles, talks = read(examples)
    pairs = labelled(folder)
    readers: dict[str, LocalReader] = {}
    found: list[tuple[Conversation, Labels]] = []
    for transcript, gold in pairs:
        writer = writer_of(transcript.id)
        if writer not in readers:
            readers[writer] = LocalReader(learn(singles, [t for t in talks if t.writer != writer]))
        found.append((readers[writer].read(transcript), gold))
    return found


def played_out_of_fold(examples: Path = EXAMPLES) -> list[tuple[Conversation, Labels]]:
    """Every played call of the examples as heard in practice by a reader that never saw it."""
    singles, talks = read(examples)
    calls = read_played(examples)
    model = learn(singles, talks)
    found: list[tuple[Conversation, Labels]] = []
    for block in range(BLOCKS):
        rest = [call for n, call in enumerate(calls) if n % BLOCKS != block]
        reader = LocalReader(replace(model, practice=adapt(model.rep, singles, talks, rest)))
        found += [_heard_in_practice(reader, call) for call in calls[block::BLOCKS]]
    return found


def _heard_in_practice(reader: LocalReader, call: Talk) -> tuple[Conversation, Labels]:
    turns = tuple(Turn(said.speaker, said.text) for said in call.turns)
    labels = {n: said.labels for n, said in enumerate(call.turns, start=1)}
    acts = {n: Heard(labels[n]) for n, turn in enumerate(turns, start=1) if turn.speaker == "buyer"}
    return reader.read(Transcript(call.id, call.channel, turns), acts), labels


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts for one label, and the measures made of them."""

    label: str
    both: int
    heard: int
    support: int

    @property
    def precision(self) -> float:
        return self.both / self.heard if self.heard else 0.0

    @property
    def recall(self) -> float:
        return self.both / self.support if self.support else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.both / (self.heard + self.support) if self.heard + self.support else 0.0


def agreement(
    pairs: Sequence[tuple[Conversation, Labels]], speaker: Speaker
) -> tuple[list[Agreement], float, float]:
    """(per label, micro-F1, macro-F1 over the labels that occur) for one speaker's turns."""
    rows: list[Agreement] = []
    for label in MOVES if speaker == "rep" else ACTS:
        both = heard = support = 0
        for conversation, gold in pairs:
            for number, _, found in conversation.turns(speaker):
                is_heard, is_gold = label in found.labels, label in gold.get(number, frozenset())
                both += is_heard and is_gold
                heard += is_heard
                support += is_gold
        rows.append(Agreement(label, both, heard, support))
    total = Agreement("", *(sum(getattr(r, k) for r in rows) for k in ("both", "heard", "support")))
    seen = [r.f1 for r in rows if r.support]
    return rows, total.f1, sum(seen) / len(seen) if seen else 0.0


def main(folder: Path) -> None:
    pairs = out_of_fold(folder)
    speakers: tuple[Speaker, ...] = ("rep", "buyer")
    for speaker in speakers:
        _show(speaker, *agreement(pairs, speaker))
    _show("rep in practice", *agreement(played_out_of_fold(), "rep"))


def _show(name: str, rows: Sequence[Agreement], micro: float, macro: float) -> None:
    print(f"{name}: micro-F1 {micro:.3f}, macro-F1 {macro:.3f}")
    for r in rows:
        shares = f"P {r.precision:.2f}  R {r.recall:.2f}  F1 {r.f1:.2f}"
        print(f"  {r.label:14} n={r.support:4d}  {shares}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
