"""How well practice sessions are read and judged: the buyer's acts known, as they are in practice.

The sessions were played against this trainer's own scenarios by people's stand-ins in many styles,
and annotated by others from the words alone. Nothing is ever learned from them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from trainer.buyer.log import log_of
from trainer.conversation import Conversation, Heard, Move
from trainer.grading.agreement import Graded, label_row, summary
from trainer.grading.case import PracticeLog
from trainer.grading.grade import grade
from trainer.grading.offline import judge
from trainer.grading.reference import Known, known
from trainer.library import Library
from trainer.reading.reader import Reader
from trainer.report import score
from trainer.rubric import CRITERIA, Rubric


def run_practice(folder: Path, reader: Reader, rubric: Rubric) -> dict[str, Any]:
    """Figures on `folder` (transcripts/, labels/, sessions/), as plain JSON-ready data."""
    talks = known(folder)
    scenarios = Library.default()
    graded: list[Graded] = []
    counts = {m.value: [0, 0, 0] for m in Move}  # both, heard, annotated
    for talk in talks:
        session = json.loads((folder / "sessions" / f"{talk.id}.json").read_text(encoding="utf-8"))
        heard = reader.read(talk.conversation.transcript, _acts(session))
        _count(talk.conversation, heard, counts)
        log = log_of(heard, scenarios.get(session["scenario"]), session["outcome"]["kind"])
        graded.append(_graded(talk, heard, rubric, log))
    both, said, labelled = (sum(c[k] for c in counts.values()) for k in range(3))
    rows = [label_row(m, *c) for m, c in counts.items()]
    return {
        "sessions": len(talks),
        "moves": {
            "micro_f1": 2 * both / (said + labelled) if said + labelled else None,
            "precision": both / said if said else None,
            "recall": both / labelled if labelled else None,
            "labels": [
                {"label": r.label, "support": r.support, "precision": r.precision,
                 "recall": r.recall}
                for r in rows
            ],
        },
        "judge": summary(graded, CRITERIA, rounds=200),
    }  # fmt: skip


def render_practice(figures: Mapping[str, Any]) -> str:
    """The headline as Markdown."""
    moves, words = figures["moves"], figures["judge"]
    cells = " | ".join(f"{k.replace('_', ' ')} {_short(v)}" for k, v in words.items())
    return "\n".join(
        [
            f"Practice sessions: {figures['sessions']}, annotated by others than their players; "
            "the buyer's acts known from the session.",
            "",
            f"Rep moves: micro-F1 {moves['micro_f1']:.2f}, precision {moves['precision']:.2f}, "
            f"recall {moves['recall']:.2f}.",
            "",
            f"Judge: {cells}.",
        ]
    )


def _short(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, (list, tuple)):
        return "–".join(_short(v) for v in value)
    return str(value)


def _acts(session: Mapping[str, Any]) -> dict[int, Heard]:
    """The buyer's acts as the policy chose them, by turn number."""
    return {
        number: Heard(frozenset(turn["acts"]))
        for number, turn in enumerate(session["turns"], start=1)
        if turn["speaker"] == "buyer"
    }


def _count(gold: Conversation, heard: Conversation, counts: dict[str, list[int]]) -> None:
    pairs = zip(gold.turns("rep"), heard.turns("rep"), strict=True)
    for (_, _, wanted), (_, _, found) in pairs:
        for label, count in counts.items():
            count[0] += label in wanted.labels and label in found.labels
            count[1] += label in found.labels
            count[2] += label in wanted.labels


def _graded(talk: Known, heard: Conversation, rubric: Rubric, log: PracticeLog) -> Graded:
    report = grade(heard, rubric, log=log)
    forced = judge(heard, rubric, log=log, force=True)
    return Graded(
        talk.id,
        dict(talk.verdicts),
        {id: result.verdict for id, result in report.results.items()},
        {id: word.verdict for id, word in forced.items()},
        (score(talk.verdicts, rubric).overall, report.overall),
    )
