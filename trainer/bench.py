"""How good the offline reader and judge are, on annotated conversations: figures and a table.

`run_bench` measures, `render` writes Markdown. Whatever is learned, the reader's weights and the
judge's, is learned without the writer it is measured on. Beside it: the judge fed the annotators'
own moves and acts (what the judge alone loses), two baselines, and speed on one core.
`python -m trainer.bench tests/reference --learn` fits the judge's weights again.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from trainer.conversation import Act, Conversation, Heard, Move, Speaker, Transcript, Turn
from trainer.grading.agreement import ROUNDS, Graded, criterion_rows, label_row, summary
from trainer.grading.baselines import commonest, keyword_count
from trainer.grading.grade import grade
from trainer.grading.learning import Example, example, learn
from trainer.grading.offline import judge
from trainer.grading.reference import Known, known
from trainer.grading.verdicts import VerdictModel
from trainer.library import load_rubric
from trainer.reading.evaluation import out_of_fold
from trainer.reading.examples_io import read as read_examples
from trainer.reading.learning import learn as learn_reader
from trainer.reading.local import LocalReader
from trainer.report import Verdict, score
from trainer.rubric import CRITERIA, Rubric

CAVEAT = (
    "The conversations were written and annotated by language models following the codebook; no "
    "human coach has checked them yet. Two such annotators agree with each other at a pooled κ of "
    "0.95; people would agree less."
)


BLOCKS = 4


def run_bench(
    reference: Path,
    rubric: Rubric | None = None,
    *,
    rounds: int = ROUNDS,
    heard: Mapping[str, Conversation] | None = None,
) -> dict[str, Any]:
    """Every figure, as plain JSON-ready data. `heard`: readings by id, if they are at hand; without
    them a reader is learned for each writer and for the further talks: some minutes."""
    learn_more = heard is None
    rubric = rubric or load_rubric()
    talks = known(reference)
    heard = heard or read_by_strangers(reference, talks)
    strangers = judged_by_strangers(talks, heard, rubric, learn_more)
    judges = {
        "reader": strangers,
        "labels": [_graded(k, k.conversation, rubric) for k in talks],
        "commonest": [_compared(k, rubric, commonest(_others(k, talks))) for k in talks],
        "keywords": [_compared(k, rubric, keyword_count(k.conversation)) for k in talks],
    }
    return {
        "caveat": CAVEAT,
        "conversations": len(talks),
        "writers": sorted({k.writer for k in talks}),
        "reading": {
            "rep": _labels(talks, heard, "rep"),
            "buyer": _labels(talks, heard, "buyer"),
        },
        "judges": {
            name: {
                "summary": summary(graded, CRITERIA, rounds=rounds),
                "criteria": criterion_rows(graded, CRITERIA, rounds=rounds),
            }
            for name, graded in judges.items()
        },
        "speed": speed(talks, rubric),
    }


def read_by_strangers(reference: Path, talks: Sequence[Known]) -> dict[str, Conversation]:
    """Each talk as heard by a reader that never saw its writer, by id."""
    plans = {k.id: k.conversation.transcript for k in talks}
    return {
        c.transcript.id: replace(c, transcript=plans[c.transcript.id])
        for c, _ in out_of_fold(reference)
    }


def judged_by_strangers(
    talks: Sequence[Known], heard: Mapping[str, Conversation], rubric: Rubric, learn_more: bool
) -> list[Graded]:
    """Each talk graded by a judge whose weights never saw its writer."""
    examples = {k.id: example(heard[k.id], k.verdicts, rubric) for k in talks}
    further = further_examples(rubric, {k.writer for k in talks}) if learn_more else []
    graded: list[Graded] = []
    for writer in sorted({k.writer for k in talks}):
        model = learn([examples[k.id] for k in talks if k.writer != writer], further)
        graded += [_graded(k, heard[k.id], rubric, model) for k in talks if k.writer == writer]
    return graded


def learned(reference: Path, rubric: Rubric | None = None) -> VerdictModel:
    """The judge's weights from all talks: what ships."""
    rubric = rubric or load_rubric()
    talks = known(reference)
    heard = read_by_strangers(reference, talks)
    found: list[Example] = [example(heard[k.id], k.verdicts, rubric) for k in talks]
    return learn(found, further_examples(rubric, {k.writer for k in talks}))


def further_examples(rubric: Rubric, measured: set[str]) -> list[Example]:
    """Talks labelled turn by turn only, with what the rules say of those labels as verdicts.

    Block by block they are heard by readers that saw neither the block nor a measured writer.
    """
    singles, talks = read_examples()
    own = [t for t in talks if t.writer not in measured]
    size = -(-len(own) // BLOCKS) or 1
    found: list[Example] = []
    for start in range(0, len(own), size):
        block = own[start : start + size]
        reader = LocalReader(learn_reader(singles, [*own[:start], *own[start + size :]]))
        for talk in block:
            turns = tuple(Turn(said.speaker, said.text) for said in talk.turns)
            labels = tuple(Heard(said.labels) for said in talk.turns)
            transcript = Transcript(talk.id, talk.channel, turns)
            words = judge(Conversation(transcript, labels), rubric)
            verdicts = {id: word.verdict for id, word in words.items()}
            found.append(example(reader.read(transcript), verdicts, rubric))
    return found


def _graded(
    talk: Known, heard: Conversation, rubric: Rubric, model: VerdictModel | None = None
) -> Graded:
    said = judge(heard, rubric, model=model)
    forced = judge(heard, rubric, model=model, force=True)
    verdicts = {id: j.verdict for id, j in said.items()}
    return _compared(talk, rubric, verdicts, {id: j.verdict for id, j in forced.items()})


def _others(talk: Known, talks: Sequence[Known]) -> list[Mapping[str, Verdict]]:
    """Verdicts of every talk by another writer."""
    return [k.verdicts for k in talks if k.writer != talk.writer]


def _compared(
    talk: Known,
    rubric: Rubric,
    verdicts: Mapping[str, Verdict],
    forced: Mapping[str, Verdict] | None = None,
) -> Graded:
    overall = (score(talk.verdicts, rubric).overall, score(verdicts, rubric).overall)
    return Graded(talk.id, talk.verdicts, verdicts, forced or {}, overall)


def _labels(
    talks: Sequence[Known], heard: Mapping[str, Conversation], speaker: Speaker
) -> dict[str, Any]:
    """Support, precision, recall and F1 of every move or act, with micro and macro means."""
    counts: dict[str, list[int]] = {x.value: [0, 0, 0] for x in (Move if speaker == "rep" else Act)}
    for talk in talks:
        pairs = zip(talk.conversation.turns(speaker), heard[talk.id].turns(speaker), strict=True)
        for (_, _, gold), (_, _, mine) in pairs:
            for label, count in counts.items():
                count[0] += label in gold.labels and label in mine.labels
                count[1] += label in mine.labels
                count[2] += label in gold.labels
    rows = [label_row(label, *count) for label, count in counts.items()]
    both, said, support = (sum(c[i] for c in counts.values()) for i in range(3))
    seen = [row.f1 for row in rows if row.support]
    return {
        "micro_f1": label_row("", both, said, support).f1,
        "macro_f1": sum(seen) / len(seen) if seen else 0.0,
        "labels": [asdict(row) for row in rows],
    }


def speed(talks: Sequence[Known], rubric: Rubric) -> dict[str, float]:
    """Turns read and transcripts graded in a second, one after the other, after warming up."""
    reader = LocalReader()
    transcripts = [k.conversation.transcript for k in talks]
    grade(reader.read(transcripts[0]), rubric)
    start = time.perf_counter()
    read = [reader.read(t) for t in transcripts]
    middle = time.perf_counter()
    for conversation in read:
        grade(conversation, rubric)
    end = time.perf_counter()
    turns = sum(len(t.turns) for t in transcripts)
    return {
        "turns_read_per_second": turns / (middle - start),
        "transcripts_graded_per_second": len(read) / (end - middle),
        "transcripts_read_and_graded_per_second": len(read) / (end - start),
    }


# -- the table ---------------------------------------------------------------------------------

_JUDGES = {
    "reader": "offline reader and judge",
    "labels": "judge on annotators' moves and acts",
    "keywords": "keywords",
    "commonest": "commonest verdict",
}


def render(figures: Mapping[str, Any]) -> str:
    """The figures as Markdown tables."""
    return "\n".join(
        [
            f"{figures['conversations']} conversations, {len(figures['writers'])} writers, each "
            f"measured by what was learned from the others. {figures['caveat']}",
            "",
            *_table(
                "judge|mean κ|pooled κ|opportunity|Spearman|unscored|κ if forced",
                [
                    [name, *_headline(figures["judges"][key]["summary"])]
                    for key, name in _JUDGES.items()
                ],
            ),
            "",
            *_table(
                "criterion|n|precision|recall|F1|κ|95%|opportunity|unscored|κ on labels",
                [
                    _criterion(row, gold)
                    for row, gold in zip(
                        figures["judges"]["reader"]["criteria"],
                        figures["judges"]["labels"]["criteria"],
                        strict=True,
                    )
                ],
            ),
            "",
            "Precision, recall and F1 are of faults: verdicts below met.",
            "",
            *_moves(figures["reading"]),
            "",
            *(
                f"- {name.replace('_', ' ')}: {value:,.0f}"
                for name, value in figures["speed"].items()
            ),
            "",
        ]
    )


def _headline(s: Mapping[str, Any]) -> list[str]:
    return [
        _with_interval(s["mean_kappa"], s["mean_kappa_interval"]),
        _with_interval(s["pooled_kappa"], s["pooled_kappa_interval"]),
        *(_number(s[k]) for k in ("opportunity", "spearman", "unscored", "kappa_of_unscored")),
    ]


def _criterion(row: Mapping[str, Any], gold: Mapping[str, Any]) -> list[str]:
    low_high = "–".join(_number(x) for x in row["interval"]) if row["interval"] else "–"
    return [
        f"`{row['criterion']}`",
        str(row["support"]),
        *(_number(row[k]) for k in ("precision", "recall", "f1", "kappa")),
        low_high,
        *(_number(row[k]) for k in ("opportunity", "unscored")),
        _number(gold["kappa"]),
    ]


def _moves(reading: Mapping[str, Any]) -> list[str]:
    lines: list[str] = []
    for speaker, what in (("rep", "moves"), ("buyer", "acts")):
        part = reading[speaker]
        lines += [
            "",
            f"{speaker.capitalize()} {what}: micro-F1 {part['micro_f1']:.2f}, macro-F1 "
            f"{part['macro_f1']:.2f}.",
            "",
            *_table(
                f"{what[:-1]}|n|precision|recall|F1",
                [
                    [
                        f"`{r['label']}`",
                        str(r["support"]),
                        *(_number(r[k]) for k in ("precision", "recall", "f1")),
                    ]
                    for r in part["labels"]
                ],
            ),
        ]
    return lines


def _table(head: str, rows: Sequence[Sequence[str]]) -> list[str]:
    names = head.split("|")
    line: Callable[[Sequence[str]], str] = lambda cells: f"| {' | '.join(cells)} |"  # noqa: E731
    return [line(names), "|" + " --- |" * len(names), *(line(row) for row in rows)]


def _with_interval(value: float | None, interval: tuple[float, float] | None) -> str:
    if value is None or interval is None:
        return _number(value)
    return f"{value:.2f} ({interval[0]:.2f}–{interval[1]:.2f})"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    if "--learn" in sys.argv[2:]:
        path = Path(__file__).with_name("grading") / "verdicts.json"
        path.write_text(learned(folder).to_json(), encoding="utf-8")
    else:
        print(render(run_bench(folder)))
