"""Scripted reps: who wins, who does not, and what a buyer never does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from trainer.library import Library, load_rubric
from trainer.reading.local import LocalReader
from trainer.scenario import Scenario
from trainer.simulate import REPS, Run, play, simulate
from trainer.simulate.reps import POOR
from trainer.simulate.tables import Cell, cells, heat_html, heat_png, order_agreement, summary
from trainer.words import telling

LIBRARY = Library.default().scan()[0]
RUBRIC = load_rubric()
READER = LocalReader()
NEVER = ("spammer", "silent", "buzzword", "quitter")


@pytest.fixture(scope="module")
def runs() -> list[Run]:
    """Every scripted rep once on every scenario."""
    return [play(s, rep, 1, READER, RUBRIC) for s in LIBRARY.values() for rep in REPS]


def test_there_are_at_least_twelve_reps() -> None:
    assert len(REPS) >= 12


def test_a_run_can_be_played_again_exactly() -> None:
    scenario = LIBRARY["next-quarter"]
    one, two = (play(scenario, "strong", 3, READER, RUBRIC) for _ in range(2))
    assert one.session.turns == two.session.turns
    assert one.to_dict() == two.to_dict()


def test_no_line_repeats_within_a_session(runs: list[Run]) -> None:
    for run in runs:
        said = [t.text for t in run.session.turns if t.speaker == "buyer"]
        assert len(said) == len(set(said)), run.session.id


def test_two_seeds_of_the_same_script_sound_different() -> None:
    """The same words of the rep, so that only the seed makes the difference."""
    same = total = 0
    for scenario in LIBRARY.values():
        for rep in ("spammer", "scripted"):
            one, two = (said_by_buyer(scenario, rep, seed) for seed in (1, 2))
            pairs = list(zip(one, two, strict=False))
            same += sum(a == b for a, b in pairs)
            total += len(pairs)
    assert same / total <= 0.15, f"{same} of {total}"


SCRIPT = (
    "Hello, I have two questions about how this works at yours, and then a figure to compare.",
    "How does it work today, and how many people deal with it?",
    "What does it cost you when it goes wrong?",
    "Who decides on something like this, and is there a budget?",
    "What is behind that, if I may ask?",
    "Could we sit down for half an hour on Thursday at 10, with the people it concerns?",
    "That is fair, and it is fine to say no. What would have to be different?",
    "Then could we do a smaller step first, twenty minutes on Tuesday at 9?",
)


def said_by_buyer(scenario: Scenario, rep: str, seed: int) -> list[str]:
    lines = SCRIPT if rep == "scripted" else ("What does it cost you to do nothing?",) * 5
    told = iter(lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(
            REPS, "read aloud", lambda scene: next(told, "Goodbye, thanks for your time.")
        )  # type: ignore[arg-type]
        session = play(scenario, "read aloud", seed, READER, RUBRIC).session
    return [t.text for t in session.turns if t.speaker == "buyer"]


def test_nothing_of_a_guarded_fact_is_said_before_it_was_earned(runs: list[Run]) -> None:
    for run in runs:
        scenario = run.session.scenario
        assert scenario is not None
        for turn in run.session.turns:
            if turn.speaker != "buyer":
                continue
            told = set(turn.state["told"])
            for fact in scenario.facts:
                if fact.id in told or fact.guard < 1:
                    continue
                for line in fact.says:
                    assert line[:40] not in turn.text, (run.session.id, turn.number, fact.id)
                    shared = telling(line) & telling(turn.text)
                    assert len(shared) < max(6, 0.7 * len(telling(line)))


@pytest.mark.parametrize("rep", NEVER)
def test_some_reps_never_win_anything_anywhere(runs: list[Run], rep: str) -> None:
    won = [r.session.id for r in runs if r.rep == rep and r.session.outcome.kind == "won"]
    assert won == []


def test_a_buyer_leaves_at_least_a_quarter_of_the_poor_reps(runs: list[Run]) -> None:
    poor = [r for r in runs if r.rep in POOR]
    assert sum(r.session.outcome.kind == "walked" for r in poor) / len(poor) >= 0.25


def test_the_strong_rep_wins_most_calls_and_finds_the_right_no(runs: list[Run]) -> None:
    strong = {r.session.scenario.id: r for r in runs if r.rep == "strong" and r.session.scenario}
    right = 0
    for id, run in strong.items():
        wanted = "no_fit" if LIBRARY[id].bad_fit else "won"
        right += run.session.outcome.kind == wanted
    assert right / len(strong) >= 0.8


def test_every_decision_of_every_run_has_a_reason(runs: list[Run]) -> None:
    for run in runs:
        for turn in run.session.turns:
            assert turn.text.strip(), run.session.id
            assert turn.speaker == "rep" or turn.reason, run.session.id


def row(scenario: str, rep: str, kind: str, overall: float | None) -> dict[str, Any]:
    return {
        "scenario": scenario,
        "rep": rep,
        "seed": 1,
        "outcome": {"kind": kind, "commitment": None},
        "overall": overall,
        "dimensions": {},
        "turns": 10,
    }


def test_rows_are_added_up_and_the_right_no_counts_as_a_win() -> None:
    bad = next(s for s in LIBRARY.values() if s.bad_fit)
    rows = [row(bad.id, "strong", "no_fit", 80.0), row(bad.id, "strong", "lost", None)]
    assert cells(rows, LIBRARY)[bad.id, "strong"] == Cell(2, 0.5, 0.0, 0.0, 80.0, 10.0)


def test_order_is_judged_by_bands() -> None:
    scenario: Scenario = LIBRARY["next-quarter"]
    rows = [
        row(scenario.id, rep, "lost", score)
        for rep, score in (
            ("strong", 90.0),
            ("solid", 80.0),
            ("consultative", 60.0),
            ("passive", 10.0),
            ("pusher", 20.0),
        )
    ]
    assert order_agreement(cells(rows, LIBRARY), scenario.id) == pytest.approx(1.0)
    rows[0]["overall"] = 5.0
    assert order_agreement(cells(rows, LIBRARY), scenario.id) == pytest.approx(-0.2)


def test_the_heat_map_is_drawn_as_page_and_picture(tmp_path: Path) -> None:
    chosen = [LIBRARY["twenty-seconds"]]
    rows = list(simulate(chosen, ["strong", "silent"], 1, RUBRIC, workers=1))
    assert json.loads(json.dumps(rows)) == rows
    page = heat_html(rows, LIBRARY)
    assert "twenty-seconds" in page
    assert "silent" in page
    assert summary(rows, LIBRARY)[0] in page
    heat_png(rows, LIBRARY, tmp_path / "heat.png")
    assert Image.open(tmp_path / "heat.png").size[0] > 200
