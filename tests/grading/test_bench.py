"""The bench holds together: every figure is there, and the table shows them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trainer.bench import render, run_bench
from trainer.grading.reference import known
from trainer.reading.local import LocalReader
from trainer.rubric import CRITERIA

REFERENCE = Path(__file__).parents[1] / "reference"


@pytest.fixture(scope="module")
def figures():
    reader = LocalReader()
    heard = {k.id: reader.read(k.conversation.transcript) for k in known(REFERENCE)}
    return run_bench(REFERENCE, heard=heard, rounds=4)


def test_the_figures_are_plain_json(figures):
    assert json.loads(json.dumps(figures))["conversations"] == 48
    assert figures["writers"] == ["dev-a", "dev-b", "dev-c"]


def test_the_judge_on_the_annotators_labels_is_good_and_beats_both_baselines(figures):
    heads = {name: judge["summary"] for name, judge in figures["judges"].items()}
    assert heads["labels"]["mean_kappa"] >= 0.75
    assert heads["labels"]["opportunity"] >= 0.95
    for baseline in ("commonest", "keywords"):
        assert heads[baseline]["mean_kappa"] < heads["reader"]["mean_kappa"]
        assert heads[baseline]["pooled_kappa"] < heads["reader"]["pooled_kappa"]


def test_what_is_left_unscored_is_little_and_truly_unsure(figures):
    head = figures["judges"]["reader"]["summary"]
    assert 0 < head["unscored"] <= 0.25
    assert head["kappa_of_unscored"] < head["pooled_kappa"]
    assert head["without_total"] == 0


def test_the_table_names_every_criterion_and_the_caveat(figures):
    table = render(figures)
    for id in CRITERIA:
        assert f"`{id}`" in table
    assert figures["caveat"] in table
    assert "turns read per second" in table


def test_every_row_of_a_table_has_as_many_cells_as_its_head(figures):
    width = None
    for line in render(figures).splitlines():
        if not line.startswith("|"):
            width = None
            continue
        width = width or line.count("|")
        assert line.count("|") == width
