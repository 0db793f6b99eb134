"""The commands, run as a person or a script runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer

from trainer import cli
from trainer.library import data_folder

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "tests" / "reference" / "transcripts"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """(exit code, standard output, standard error) of a command."""
    monkeypatch.setenv("TRAINER_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'x.db'}")

    def call(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        import io

        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        with pytest.raises(SystemExit) as exit:
            cli.main(list(arguments))
        captured = capsys.readouterr()
        return int(exit.value.code or 0), captured.out, captured.err

    return call


def test_scenarios_lists_the_catalogue_for_people_and_for_programs(run: Any) -> None:
    code, text, _ = run("scenarios")
    assert code == 0
    assert "next-quarter" in text
    code, text, _ = run("scenarios", "--json")
    rows = json.loads(text)
    assert {"id", "title", "level", "channel", "teaches"} == set(rows[0])
    assert [r["level"] for r in rows] == sorted(r["level"] for r in rows)


def test_play_takes_its_turns_from_standard_input(run: Any) -> None:
    code, text, _ = run("play", "next-quarter", "--seed", "1", stdin="Who carries the phone?\n")
    assert code == 0
    assert "Who carries the phone?" in text
    assert "Overall" in text


def test_play_as_json_has_turns_states_outcome_and_grade(run: Any) -> None:
    _, text, _ = run("play", "next-quarter", "--seed", "1", "--json", stdin="Who carries it?\n")
    data = json.loads(text)
    assert [t["speaker"] for t in data["turns"]] == ["buyer", "rep", "buyer"]
    assert len(data["states"]) == 2
    assert data["turns"][2]["reason"]
    assert data["outcome"] == {"kind": "lost", "commitment": None}
    assert set(data["grade"]["dimensions"]) == {"value", "control", "commitment", "salvage", "fit"}


def test_start_say_finish_are_the_same_call_one_step_at_a_time(run: Any) -> None:
    _, text, _ = run("start", "next-quarter", "--seed", "1", "--json")
    session = json.loads(text)["session"]
    _, text, _ = run("say", session, "Who carries the phone?", "--json")
    step = json.loads(text)
    assert step["turn"]["speaker"] == "buyer"
    assert step["minutes"]["used"] > 0
    _, text, _ = run("finish", session, "--json")
    assert json.loads(text)["session"] == session
    code, _, err = run("say", session, "Hello?")
    assert code == 2
    assert "This call is over" in err


def test_kept_sessions_are_listed_and_shown(run: Any) -> None:
    _, text, _ = run("start", "next-quarter", "--seed", "1", "--json")
    session = json.loads(text)["session"]
    run("say", session, "Who carries the phone?", "--json")
    run("finish", session, "--json")
    _, text, _ = run("review")
    assert session in text
    _, text, _ = run("review", "--json")
    assert json.loads(text)["usage"] is None
    _, text, _ = run("review", session)
    assert "Who carries the phone?" in text
    assert "Overall" in text
    _, text, _ = run("review", session, "--json")
    assert json.loads(text)["usage"] == {}
    _, text, _ = run("review", "--disagreements")
    assert "No disagreements" in text
    assert run("review", "nothing")[0] == 2


def test_grade_prints_one_object_a_transcript(run: Any) -> None:
    files = sorted(str(p) for p in REFERENCE.glob("*.json"))[:3]
    code, text, _ = run("grade", *files, "--json")
    assert code == 0
    reports = [json.loads(line) for line in text.splitlines()]
    assert [r["id"] for r in reports] == [Path(f).stem for f in files]
    for report, file in zip(reports, files, strict=True):
        turns = json.loads(Path(file).read_text())["turns"]
        assert len(report["criteria"]) == 26
        for criterion in report["criteria"].values():
            for evidence in criterion["evidence"]:
                assert evidence["quote"] in turns[evidence["turn"] - 1]["text"]


def test_a_file_imported_twice_is_kept_once_and_does_not_stop_the_others(run: Any) -> None:
    one, two = sorted(str(p) for p in REFERENCE.glob("*.json"))[:2]
    run("import", one)
    code, text, err = run("import", one, two)
    assert code == 0
    assert f"{one}: kept already as" in err
    assert len(text.splitlines()) == 1
    _, text, _ = run("review", "--json")
    assert [json.loads(line)["rep"] for line in text.splitlines()] == ["unknown"] * 2


def test_read_prints_labels_by_turn(run: Any) -> None:
    file = str(sorted(REFERENCE.glob("*.json"))[0])
    _, text, _ = run("read", file, "--json")
    data = json.loads(text)
    assert set(data) == {"id", "turns"}
    assert set(data["turns"]) == {str(n + 1) for n in range(len(data["turns"]))}


def test_lint_is_silent_on_what_is_shipped_and_fails_on_a_fault(run: Any, tmp_path: Path) -> None:
    text = (data_folder("scenarios") / "_template.yaml").read_text()
    bad = tmp_path / "template.yaml"
    bad.write_text(text.replace("{{ rep.time }}, then.", "{{ rep.tiem }}, then."))
    code, out, _ = run("lint", str(bad))
    assert code == 1
    number = next(n for n, x in enumerate(bad.read_text().splitlines(), 1) if "rep.tiem" in x)
    assert out.startswith(f"{bad}:{number}: ")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("play", "nowhere"), "No scenario 'nowhere'"),
        (("finish", "nothing"), "nothing"),
        (("grade", "missing.json"), "no such file"),
        (("grade", "x.json", "--judge", "oracle"), "no judge"),
        (("grade", "x.json", "--channel", "phone"), "is no channel"),
        (("frobnicate",), "No such command"),
    ],
)
def test_unusable_input_is_one_line_and_exit_code_two(
    run: Any, arguments: tuple[str, ...], says: str
) -> None:
    code, out, err = run(*arguments)
    assert code == 2
    assert says in err
    assert "Traceback" not in err
    assert out == ""


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("TRAINER_PORT", "seven", "TRAINER_PORT"),
        ("TRAINER_DATABASE_URL", "mysql://x", "not supported"),
        ("TRAINER_SCENARIOS", "/no/such/folder", "is not a folder"),
    ],
)
def test_a_bad_setting_is_told_by_its_name(
    run: Any, monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    code, _, err = run("start", "next-quarter")
    assert code == 2
    assert says in err
    assert "Traceback" not in err


def test_every_command_has_help_and_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    group = typer.main.get_command(cli.app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        assert command.help, name
        assert f"`trainer {name}" in readme or f"`{name} " in readme, name
