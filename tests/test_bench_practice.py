"""The figures on practice sessions: well-formed, and not better than the labels themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from trainer.bench_practice import render_practice, run_practice
from trainer.bench_turn import run_turns
from trainer.conversation import Channel, Conversation, Heard, Transcript, Turn
from trainer.library import load_rubric
from trainer.reading.local import LocalReader

PRACTICE = Path(__file__).parent / "reference" / "practice"


class Annotator:
    """Reads what the annotators labelled."""

    name = "annotator"

    def hear(
        self, past: Sequence[tuple[Turn, Heard]], turn: Turn, *, channel: Channel = "meeting"
    ) -> Heard:
        raise NotImplementedError

    def read(
        self, transcript: Transcript, known: Mapping[int, Heard] | None = None
    ) -> Conversation:
        labels = json.loads((PRACTICE / "labels" / f"{transcript.id}.labels.json").read_text())
        heard = [
            (known or {}).get(n) or Heard(frozenset(labels["turns"].get(str(n), ())))
            for n in range(1, len(transcript.turns) + 1)
        ]
        return Conversation(transcript, tuple(heard))


def test_there_are_forty_sessions_each_with_words_acts_and_labels() -> None:
    names = [
        {p.name.partition(".")[0] for p in (PRACTICE / kind).glob("*.json")}
        for kind in ("transcripts", "sessions", "labels")
    ]
    assert names[0] == names[1] == names[2]
    assert len(names[0]) >= 40


def test_a_reader_that_hears_as_the_annotators_did_scores_full_marks_on_moves() -> None:
    figures = run_practice(PRACTICE, Annotator(), load_rubric())
    assert figures["moves"]["micro_f1"] == 1.0


@pytest.fixture(scope="module")
def local() -> dict[str, object]:
    return run_practice(PRACTICE, LocalReader(), load_rubric())


def test_the_local_reader_and_judge_agree_with_the_annotators_well_above_chance(
    local: dict[str, object],
) -> None:
    judge = local["judge"]
    assert isinstance(judge, dict)
    assert judge["mean_kappa"] >= 0.55
    assert judge["spearman"] >= 0.8
    assert judge["unscored"] <= 0.25


def test_the_headline_names_its_figures(local: dict[str, object]) -> None:
    text = render_practice(local)
    assert "micro-F1" in text
    assert "42" in text


async def test_the_time_of_a_turn_is_measured_on_real_turns() -> None:
    figures = await run_turns(sessions=1)
    assert figures["turns"] >= 3
    assert 0 < figures["median_ms"] <= figures["p95_ms"]
