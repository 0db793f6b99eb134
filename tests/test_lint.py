"""What lint finds in a scenario, and that it lets a sound one pass."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from trainer.library import Library, data_folder, load_rubric
from trainer.lint import check_files
from trainer.lint.finding import Finding
from trainer.lint.played import Players
from trainer.reading.local import LocalReader

TEMPLATE = data_folder("scenarios") / "_template.yaml"
Lint = Callable[..., list[Finding]]


@pytest.fixture
def lint(tmp_path: Path) -> Lint:
    """Findings for the template with replacements."""

    def run(*changes: tuple[str, str], players: Players | None = None) -> list[Finding]:
        text = TEMPLATE.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        path = tmp_path / "template.yaml"
        path.write_text(text, encoding="utf-8")
        found = check_files([path], Library(), players)
        for finding in found:
            assert str(finding).startswith(f"{path}:")
        return found

    return run


def test_the_template_and_all_shipped_scenarios_are_sound() -> None:
    library = Library.default()
    serious = [f for f in check_files(None, library) if f.serious]
    assert [str(f) for f in serious] == []
    assert [str(f) for f in check_files([TEMPLATE], library) if f.serious] == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("id: template ", "id: other ", "the file is named"),
        ("{{ rep.time }}, then.", "{{ rep.tiem }}, then.", "cannot be rendered"),
        ("{{ rep.time }}, then.", "{% if rep.time %}, then.", "cannot be rendered"),
        ("It'll keep.", "Ask me after stocktake!", "nearly the same"),
        ("needs: {trust: 1.5, value: 1}", "needs: {trust: 3}", "more than the best step"),
        ("trust: 2, value: 1.5, urgency: 1.5}", "trust: 4.5}", "seldom brings it above"),
        ("trust: 2, value: 1.5, urgency: 1.5}", "trust: 1}", "grant it at once"),
        ("guard: 2.5", "guard: 4.5", "hardly be earned"),
        ("They all say they don't break.", "Man up, we say here.", "judges people"),
        ("I've a cage full of unbreakable ones.", "Ask Beck Motors.", "not earned"),
    ],
)
def test_a_fault_is_found_with_its_line(lint: Lint, old: str, new: str, says: str) -> None:
    found = [f for f in lint((old, new)) if f.serious]
    assert any(says in str(f) for f in found), [str(f) for f in found]


def test_a_finding_points_at_the_line_it_speaks_of(lint: Lint, tmp_path: Path) -> None:
    found = lint(("I've a cage full of unbreakable ones.", "Ask Beck Motors."))
    lines = (tmp_path / "template.yaml").read_text().splitlines()
    assert found[0].line is not None
    assert "Ask Beck Motors." in lines[found[0].line - 1]


def test_a_sentence_nobody_could_say_is_advice_and_no_fault(lint: Lint) -> None:
    long = "We have scanners and they scan and " + "they scan and " * 20 + "they scan."
    found = lint(("We've scanners. They scan. Was there anything else?", long))
    assert [f.serious for f in found] == [False]
    assert "advice" in str(found[0])


def test_a_resistance_that_waits_for_a_best_step_needs_one(lint: Lint) -> None:
    bad_fit = (
        'bad_fit: {lacks: need, shown_by: [how-it-works], thanks: ["Fair."], because: "None."}\n'
        "ends:"
    )
    found = lint(
        ("rank: best", "rank: best"),
        ("    rank: best\n    is: half", "    rank: next\n    is: half"),
        ("\nends:", f"\n{bad_fit}"),
        ("when: questioned", "when: closing"),
    )
    assert any("waits for the best step" in str(f) for f in found)


@pytest.fixture(scope="module")
def players() -> Players:
    return Players(LocalReader(), load_rubric(), runs=2)


def test_scripted_reps_find_a_call_that_good_selling_cannot_win(
    lint: Lint, players: Players
) -> None:
    impossible = "needs: {trust: 4, value: 4, urgency: 4, confidence: 4}"
    found = lint(
        ("needs: {trust: 2, value: 1.5, urgency: 1.5}", impossible),
        ("minutes: 8 ", "minutes: 4 "),
        players=players,
    )
    assert any("strong scripted rep did not reach" in str(f) for f in found)


def test_the_template_can_be_won(lint: Lint, players: Players) -> None:
    assert not [str(f) for f in lint(players=players) if f.serious]
