"""Files that people write: what is wrong is told by file, line, field and mend."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from trainer.buyer.lines import BANKS
from trainer.errors import NotFound, RubricError, ScenarioError
from trainer.library import (
    MAX_BYTES,
    Library,
    data_folder,
    load_plain,
    load_rubric,
    load_scenario,
    plain,
    quickly,
    read_yaml,
)
from trainer.rubric import CRITERIA

TEMPLATE = data_folder("scenarios") / "_template.yaml"
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """The template under another name, with replacements."""

    def copy(*changes: tuple[str, str], name: str = "mine") -> Path:
        text = TEMPLATE.read_text(encoding="utf-8").replace("id: template", f"id: {name}", 1)
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        path = tmp_path / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return copy


def line(path: Path, text: str) -> int:
    return next(n for n, x in enumerate(path.read_text().splitlines(), 1) if text in x)


def test_a_copied_template_loads(write: Write) -> None:
    assert load_scenario(write()).persona.first_name == "Joe"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("minutes: 8 ", "minuts: 8 ", "Did you mean 'minutes'?"),
        ("guard: 0.5", "guard: 9", "less than or equal to 5"),
        ("temperament: blunt", "temperament: grumpy", "is not a temperament"),
        ("teaches: [A1, A2]", "teaches: [A1, Z9]", "Z9 are no rows of the method"),
        ("act: request", "act: beg", "act:"),
        (
            "rank: best\n    is: half",
            "rank: next\n    is: half",
            "exactly one of them needs 'rank: best'",
        ),
        ("id: breakages", "id: how-it-works", "used twice"),
        ("level: 1 ", "level: hard ", "level"),
        ("value.trade:", "value.trades:", "no criteria of the rubric"),
        ("title: We are happy with what we have", "", "field 'title' is missing"),
    ],
)
def test_a_fault_is_told_with_file_field_and_mend(
    write: Write, old: str, new: str, says: str
) -> None:
    path = write((old, new))
    with pytest.raises(ScenarioError) as raised:
        load_scenario(path)
    message = str(raised.value)
    assert message.startswith(f"{path}:")
    assert says in message
    assert "\n" not in message


def test_a_fault_deep_in_a_list_names_its_line_and_its_item(write: Write) -> None:
    path = write(("guard: 2.5", "guard: 25"))
    with pytest.raises(ScenarioError) as raised:
        load_scenario(path)
    assert raised.value.line == line(path, "guard: 25")
    assert raised.value.field == "facts.lost-customer.guard"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("- a\n- b\n", "must be a map"),
        ("id: [unclosed\n", "is not valid YAML"),
        ("id: a\nid: b\n", "is not valid YAML"),
        ("a: \tb\n\tc: d\n", "is not valid YAML"),
        ("id: !!python/object/apply:os.system ['true']\n", "should be a valid string"),
    ],
)
def test_what_is_not_a_scenario_is_refused_in_one_line(
    tmp_path: Path, text: str, says: str
) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(text)
    with pytest.raises(ScenarioError, match=says) as raised:
        load_scenario(path)
    assert "\n" not in str(raised.value)


def test_aliases_that_explode_are_refused_quickly(tmp_path: Path) -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    path = tmp_path / "bomb.yaml"
    path.write_text("\n".join(rows))
    with pytest.raises(ScenarioError, match="far too many values"):
        load_scenario(path)


def test_a_huge_or_binary_or_missing_file_is_refused(tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    huge.write_bytes(b"#" * (MAX_BYTES + 1))
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"\xff\xfe\x00id")
    for path, says in ((huge, "larger than"), (binary, "UTF-8"), (tmp_path / "no.yaml", "no such")):
        with pytest.raises(ScenarioError, match=says):
            load_scenario(path)


def test_the_id_must_be_the_name_of_the_file(write: Write) -> None:
    path = write()
    other = path.rename(path.with_name("other.yaml"))
    with pytest.raises(ScenarioError, match="Rename the file to mine.yaml"):
        load_scenario(other)


def test_a_new_file_is_there_at_once_and_a_broken_one_harms_no_other(
    write: Write, tmp_path: Path
) -> None:
    library = Library((tmp_path,))
    assert library.scan() == ({}, [])
    write(name="first")
    broken = write(("level: 1 ", "level: 99 "), name="second")
    found, faults = library.scan()
    assert list(found) == ["first"]
    assert [Path(f.where) for f in faults] == [broken]
    with pytest.raises(ScenarioError, match="level"):
        library.get("second")
    broken.write_text(broken.read_text().replace("level: 99", "level: 2"))
    assert list(library.scan()[0]) == ["first", "second"]


def test_a_wrong_name_gets_near_ones(write: Write, tmp_path: Path) -> None:
    write(name="late-deliveries")
    with pytest.raises(NotFound, match="Did you mean late-deliveries"):
        Library((tmp_path,)).get("late-delivery")


def test_a_later_folder_wins_where_ids_clash(write: Write, tmp_path: Path) -> None:
    write(name="same")
    later = tmp_path / "later"
    later.mkdir()
    text = (tmp_path / "same.yaml").read_text().replace("We are happy", "We are very happy")
    (later / "same.yaml").write_text(text)
    library = Library((tmp_path, later))
    assert library.get("same").title.startswith("We are very happy")


def test_the_default_rubric_has_all_criteria_and_the_default_weights() -> None:
    rubric = load_rubric()
    assert {c.id for c in rubric.criteria} == set(CRITERIA)
    assert [d.weight for d in rubric.dimensions.values()] == [25, 25, 25, 15, 10]


def test_a_rubric_that_lost_a_criterion_says_which(tmp_path: Path) -> None:
    text = (data_folder("scenarios") / "rubric.yaml").read_text()
    head, _, tail = text.partition("  - id: fit.plan")
    path = tmp_path / "rubric.yaml"
    path.write_text(head)
    assert tail
    with pytest.raises(RubricError, match="missing criteria: fit.plan"):
        load_rubric(path)


def test_all_shipped_scenarios_load() -> None:
    found, faults = Library.default().scan()
    assert not faults
    assert len(found) >= 8


@pytest.mark.parametrize(
    "path",
    [*sorted(data_folder("scenarios").glob("*.yaml")), *sorted(BANKS.glob("*.yaml"))],
    ids=lambda p: p.name,
)
def test_the_fast_loader_reads_what_the_careful_one_reads(path: Path) -> None:
    assert quickly(path) == plain(read_yaml(path, ScenarioError))


@pytest.mark.parametrize(
    "line",
    [
        "yes",
        "off",
        "010",
        "12:30",
        "1e3",
        "-.5",
        "~",
        "",
        "true",
        "'7'",
        "2026-11-22",
        "0x1f",
        "1_000",
    ],
)
def test_the_fast_loader_knows_the_scalars_of_yaml_1_2(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"a: {line}\nb: [{line}]\n" if line else "a:\nb: []\n")
    found, careful = quickly(path), plain(read_yaml(path, ScenarioError))
    assert found == careful
    assert type(found["a"]) is type(careful["a"])


def test_a_key_that_stands_twice_is_left_to_the_careful_loader(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\nb: 2\na: 3\n")
    with pytest.raises(ValueError, match="twice"):
        quickly(path)
    with pytest.raises(ScenarioError):
        load_plain(path, ScenarioError)
