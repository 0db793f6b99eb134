"""Settings: where they come from, which win, what is said of bad ones, what is never shown."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from trainer.errors import SettingsError
from trainer.settings import Settings, unknown

SECRET = "sk-abcdef0123456789"


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def test_with_nothing_set_the_app_is_local_and_offline(tmp_path: Path) -> None:
    settings = Settings()
    assert (settings.host, settings.port, settings.reader) == ("127.0.0.1", 7860, "auto")
    assert settings.scenarios == ()
    assert not settings.llm_configured
    assert settings.warnings() == []


def test_the_default_database_is_a_file_in_the_users_data_folder(tmp_path: Path) -> None:
    url = Settings().database_url
    assert url == f"sqlite+aiosqlite:///{tmp_path}/data-home/sales-trainer/trainer.db"
    assert not (tmp_path / "data-home").exists(), "reading the settings makes no folder"


def test_the_environment_wins_over_the_env_file(
    env_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    env_file.write_text("TRAINER_PORT=8001\nTRAINER_HOST=0.0.0.0\n")
    monkeypatch.setenv("TRAINER_PORT", "8002")
    settings = Settings()
    assert (settings.port, settings.host) == (8002, "0.0.0.0")


def test_values_given_by_name_win_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINER_PORT", "8002")
    assert Settings(port=8003).port == 8003


def test_an_empty_value_counts_as_unset(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env_file.write_text("TRAINER_HOST=\n")
    monkeypatch.setenv("TRAINER_PORT", "")
    assert (Settings().host, Settings().port) == ("127.0.0.1", 7860)


def test_an_env_file_saved_by_notepad_is_read(env_file: Path) -> None:
    env_file.write_bytes(b"\xef\xbb\xbfTRAINER_PORT=8001\r\nTRAINER_HOST=localhost\r\n")
    assert (Settings().port, Settings().host) == (8001, "localhost")


@pytest.mark.parametrize("separator", [",", os.pathsep, f" {os.pathsep} ", ", "])
def test_scenario_folders_are_split_at_commas_and_at_the_path_separator(
    separator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [tmp_path / "ours", tmp_path / "two words"]
    for folder in folders:
        folder.mkdir()
    monkeypatch.setenv("TRAINER_SCENARIOS", separator.join(map(str, folders)))
    assert Settings().scenarios == tuple(folders)


def test_a_scenario_folder_that_is_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAINER_SCENARIOS", str(tmp_path / "nowhere"))
    with pytest.raises(SettingsError, match=r"^TRAINER_SCENARIOS: .*nowhere' is not a folder\. "):
        Settings()


def test_prices_are_numbers_between_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINER_LLM_PRICES", "0.15, 0.60 ,0.075")
    assert Settings().llm_prices == (0.15, 0.6, 0.075)
    assert Settings().judge_prices == ()


@pytest.mark.parametrize(
    ("name", "value", "what", "mend"),
    [
        ("PORT", "abc", "cannot be 'abc'", "1 to 65535"),
        ("PORT", "70000", "cannot be '70000'", "1 to 65535"),
        ("PORT", "0", "cannot be '0'", "1 to 65535"),
        ("READER", "magic", "cannot be 'magic'", "auto, local or llm"),
        ("DATABASE_URL", "trainer.db", "not a database address", "sqlite:///"),
        ("DATABASE_URL", "mysql://host/name", "'mysql', which is not supported", "sqlite:///"),
        ("LLM_BASE_URL", "localhost:11434/v1", "not a web address", "https://"),
        ("READER", "llm", "no language model is set", "TRAINER_LLM_MODEL"),
        ("LLM_PRICES", "cheap", "cannot be 'cheap'", "such as 0.15, 0.60, 0.075"),
        ("LLM_PRICES", "0.15", "two or three prices", "such as 0.15, 0.60, 0.075"),
        ("JUDGE_PRICES", "1, -2", "two or three prices", "such as 0.15, 0.60, 0.075"),
        ("JUDGE_PRICES", "1, nan", "two or three prices", "such as 0.15, 0.60, 0.075"),
    ],
)
def test_a_bad_value_is_told_in_one_line_with_its_mend(
    name: str, value: str, what: str, mend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"TRAINER_{name}", value)
    with pytest.raises(SettingsError) as caught:
        Settings()
    message = str(caught.value)
    assert message.startswith(f"TRAINER_{name}")
    assert what in message
    assert mend in message
    assert "\n" not in message


def test_a_bad_value_in_the_env_file_is_told_with_its_line(env_file: Path) -> None:
    env_file.write_text("# ours\nTRAINER_HOST=localhost\nTRAINER_PORT=http\n")
    with pytest.raises(SettingsError) as caught:
        Settings()
    assert str(caught.value).startswith(f"{env_file}:3: TRAINER_PORT: cannot be 'http'")
    assert caught.value.line == 3


def test_an_env_line_that_cannot_be_parsed_is_named(env_file: Path) -> None:
    env_file.write_text("TRAINER_HOST=localhost\n'TRAINER_PORT 8000\n")
    with pytest.raises(SettingsError, match=r"\.env:2: is not NAME=value"):
        Settings()


def test_an_env_file_that_is_not_text_is_refused(env_file: Path) -> None:
    env_file.write_bytes(b"TRAINER_HOST=\xff\xfe\n")
    with pytest.raises(SettingsError, match="is not UTF-8 text"):
        Settings()


def test_an_env_folder_is_refused(env_file: Path) -> None:
    env_file.mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        Settings()


def test_a_lone_openai_key_configures_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    settings = Settings()
    assert settings.llm_api_key is not None
    assert not settings.llm_configured
    assert settings.warnings() == []


@pytest.mark.parametrize("key", ["TRAINER_LLM_API_KEY", "OPENAI_API_KEY", "TRAINER_LLM_BASE_URL"])
def test_a_model_with_a_key_or_an_address_is_configured(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAINER_LLM_MODEL", "some-model")
    monkeypatch.setenv(key, "http://localhost:1/v1" if key.endswith("URL") else SECRET)
    assert Settings().llm_configured


def test_our_own_key_wins_over_openais_even_from_the_env_file(
    env_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    env_file.write_text("TRAINER_LLM_API_KEY=ours\n")
    monkeypatch.setenv("OPENAI_API_KEY", "theirs")
    key = Settings().llm_api_key
    assert key is not None
    assert key.get_secret_value() == "ours"


@pytest.mark.parametrize(
    ("name", "value"),
    [("LLM_MODEL", "m"), ("LLM_BASE_URL", "http://localhost/v1"), ("JUDGE_MODEL", "m")],
)
def test_half_a_model_is_warned_of(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"TRAINER_{name}", value)
    assert [line.split()[0] for line in Settings().warnings()] == [f"TRAINER_{name}"]


def test_secrets_are_in_no_representation() -> None:
    settings = Settings(
        llm_api_key=SECRET, database_url="postgresql+asyncpg://ann:hunter2@localhost/trainer"
    )
    for shown in (repr(settings), str(settings), f"{settings}"):
        assert SECRET not in shown
        assert "hunter2" not in shown
        assert "ann:***@localhost" in shown


def test_a_refused_database_address_does_not_show_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRAINER_DATABASE_URL", "oracle://ann:hunter2@localhost/trainer")
    with pytest.raises(SettingsError) as caught:
        Settings()
    assert "hunter2" not in str(caught.value)


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(Exception, match="frozen"):
        Settings().port = 1  # type: ignore[misc]


def test_an_unknown_variable_is_listed_with_a_near_name(env_file: Path) -> None:
    env_file.write_text("TRAINER_HOST=localhost\nTRAINER_LLM_MODLE=x\nOTHER=1\n")
    lines = unknown(
        {"TRAINER_PROT": "8000", "TRAINER_PORT": "8000", "TRAINER_ZZZ": "", "HOME": "/"}
    )
    assert lines == [
        f"{env_file}:2: TRAINER_LLM_MODLE is no setting and has no effect. "
        "Did you mean TRAINER_LLM_MODEL?",
        "TRAINER_PROT is no setting and has no effect. Did you mean TRAINER_PORT?",
        "TRAINER_ZZZ is no setting and has no effect.",
    ]


def test_every_setting_is_known() -> None:
    names = set(Settings.model_fields) - {"openai_api_key"}
    assert unknown({f"TRAINER_{name.upper()}": "x" for name in names}) == []


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.com", 443)])
def test_no_test_can_leave_this_machine(address: tuple[str, int]) -> None:
    with socket.socket() as s, pytest.raises(AssertionError, match="tried to reach"):
        s.connect(address)
