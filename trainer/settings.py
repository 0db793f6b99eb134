"""Settings from the environment and a .env file, read once; a bad one is told in one line.

The environment wins over .env, an empty value counts as unset, and a secret is never printed.
"""

from __future__ import annotations

import difflib
import math
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

import platformdirs
from dotenv.parser import parse_stream
from pydantic import (
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from trainer.errors import SettingsError

PREFIX = "TRAINER_"
ENV_FILE = Path(".env")
ENCODING = "utf-8-sig"

MENDS = {
    "database_url": "Write sqlite:////folder/trainer.db or postgresql://user:password@host/name.",
    "port": "Give a number from 1 to 65535, such as 7860.",
    "llm_base_url": "Write it as https://host/v1.",
    "scenarios": "Make that folder, or correct the path; several are separated by commas.",
    "reader": "Choose auto, local or llm.",
    "llm_timeout": "Give a number of seconds from 1 to 3600, such as 40.",
    "llm_prices": "Write two or three prices, such as 0.15, 0.60, 0.075.",
    "judge_prices": "Write two or three prices, such as 0.15, 0.60, 0.075.",
}
# values that are told back; the others may hold a secret
SHOWN = {"port", "reader", "llm_timeout", "llm_prices", "judge_prices"}


def default_database_url() -> str:
    """`trainer.db` in the user's data folder."""
    folder = platformdirs.user_data_path("sales-trainer", appauthor=False)
    file = str(folder / "trainer.db")
    return URL.create("sqlite+aiosqlite", database=file).render_as_string()


class Settings(BaseSettings):
    """All settings. Each is `TRAINER_` and its name in capitals. Raises SettingsError."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        populate_by_name=True,
        str_strip_whitespace=True,
    )

    database_url: str = Field(default_factory=default_database_url)
    host: Annotated[str, Field(min_length=1)] = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 7860
    scenarios: Annotated[tuple[Path, ...], NoDecode] = ()
    llm_base_url: str | None = None
    llm_api_key: SecretStr | None = None  # OPENAI_API_KEY where this is unset
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    llm_model: str | None = None
    judge_model: str | None = None
    reader: Literal["auto", "local", "llm"] = "auto"
    llm_timeout: Annotated[float, Field(ge=1, le=3600)] = 40  # seconds for a reply of the buyer

    # money per million tokens: prompt, completion and, where it differs, cached prompt
    llm_prices: Annotated[tuple[float, ...], NoDecode] = ()
    judge_prices: Annotated[tuple[float, ...], NoDecode] = ()

    def __init__(self, env_file: Path | None = None, **values: Any) -> None:
        """`values` by field name win over the environment, that over `env_file` (.env)."""
        env_file = env_file or ENV_FILE
        lines = _lines(env_file)
        try:
            super().__init__(
                _env_file=env_file if lines else None, _env_file_encoding=ENCODING, **values
            )
        except ValidationError as e:
            raise _fault(e, env_file, lines) from None

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        try:
            backend = make_url(value).get_backend_name()
        except (ArgumentError, ValueError):
            raise ValueError("is not a database address") from None
        if backend not in ("sqlite", "postgresql", "postgres"):
            raise ValueError(f"names the database '{backend}', which is not supported")
        return value

    @field_validator("scenarios", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        parts = re.split(f"[,{re.escape(os.pathsep)}]", value)
        return tuple(Path(part.strip()).expanduser() for part in parts if part.strip())

    @field_validator("llm_prices", "judge_prices", mode="before")
    @classmethod
    def _prices(cls, value: Any) -> Any:
        if isinstance(value, str):
            try:
                value = tuple(float(part) for part in value.split(","))
            except ValueError:
                raise ValueError("is not a list of numbers") from None
        fit = len(value) in (2, 3) and all(0 <= price < math.inf for price in value)
        if value and not fit:
            raise ValueError("is not two or three prices of 0 or more")
        return value

    @field_validator("scenarios")
    @classmethod
    def _folders(cls, value: tuple[Path, ...]) -> tuple[Path, ...]:
        for folder in value:
            if not folder.is_dir():
                raise ValueError(f"'{folder}' is not a folder")
        return value

    @field_validator("llm_base_url")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        if value is not None:
            parts = urlsplit(value)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise ValueError("is not a web address")
        return value

    @model_validator(mode="before")
    @classmethod
    def _fall_back(cls, data: dict[str, Any]) -> dict[str, Any]:
        """Our own key wins even from .env: the other may be meant for another provider."""
        return {"llm_api_key": data.get("OPENAI_API_KEY"), **data}

    @model_validator(mode="after")
    def _reader_has_a_model(self, info: ValidationInfo) -> Self:
        if self.reader == "llm" and not self.llm_configured:
            raise ValueError(
                "TRAINER_READER is 'llm', but no language model is set. Set TRAINER_LLM_MODEL and "
                "TRAINER_LLM_API_KEY, or set TRAINER_READER to auto"
            )
        return self

    @property
    def llm_configured(self) -> bool:
        """Whether a model may be used. Naming one is what says so: a lone OPENAI_API_KEY, which
        many machines have, must not send a rep's words anywhere."""
        return bool(self.llm_model and (self.llm_api_key or self.llm_base_url))

    def warnings(self) -> list[str]:
        """One line for each thing that is set but will have no effect."""
        found = []
        if not self.llm_configured:
            if self.llm_model:
                found.append(
                    "TRAINER_LLM_MODEL has no effect: set TRAINER_LLM_API_KEY or "
                    "TRAINER_LLM_BASE_URL too."
                )
            elif self.llm_base_url:
                found.append("TRAINER_LLM_BASE_URL has no effect: set TRAINER_LLM_MODEL too.")
            if self.judge_model:
                found.append("TRAINER_JUDGE_MODEL has no effect: no language model is set.")
        if self.judge_prices and not self.judge_model:
            found.append("TRAINER_JUDGE_PRICES has no effect: set TRAINER_JUDGE_MODEL too.")
        return found

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        """Without the password in the database's address."""
        for name, value in super().__repr_args__():
            if name == "database_url":
                value = make_url(value).render_as_string(hide_password=True)
            yield name, value


def unknown(environ: Mapping[str, str] | None = None, env_file: Path | None = None) -> list[str]:
    """One line for each TRAINER_ variable, of the environment or .env, that nothing reads."""
    env_file = env_file or ENV_FILE
    fields = Settings.model_fields.items()
    known = [PREFIX + name.upper() for name, field in fields if field.validation_alias is None]
    lines = _lines(env_file)
    names = {**dict.fromkeys(lines, ""), **(os.environ if environ is None else environ)}
    found = []
    for name in sorted(names):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.75)
            hint = f" Did you mean {near[0]}?" if near else ""
            place = f"{env_file}:{lines[name]}: " if name in lines else ""
            found.append(f"{place}{name} is no setting and has no effect.{hint}")
    return found


def _lines(env_file: Path) -> dict[str, int]:
    """Names set in a .env file with their lines; none when there is no such file.

    Raises SettingsError when it cannot be read or parsed.
    """
    lines: dict[str, int] = {}
    try:
        with env_file.open(encoding=ENCODING) as stream:
            for binding in parse_stream(stream):
                if binding.error:
                    raise SettingsError(
                        "is not NAME=value",
                        where=env_file,
                        line=binding.original.line,
                        mend="Correct or remove this line.",
                    )
                if binding.key is not None:
                    lines[binding.key] = binding.original.line
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        raise SettingsError("is not UTF-8 text", where=env_file, mend="Save it as UTF-8.") from None
    except OSError as e:
        raise SettingsError(f"cannot be read ({e.strerror})", where=env_file) from None
    return lines


def _fault(error: ValidationError, env_file: Path, lines: Mapping[str, int]) -> SettingsError:
    """The first fault: where it is set, what is wrong, how to mend it."""
    item = error.errors()[0]
    message = item["msg"].removeprefix("Value error, ")
    if not item["loc"]:
        return SettingsError(message)
    field = str(item["loc"][0]).lower().removeprefix(PREFIX.lower())
    name = PREFIX + field.upper()
    message = message[0].lower() + message[1:]
    if field in SHOWN:
        message = f"cannot be '{item['input']}' ({message})"
    mend = MENDS.get(field, "")
    if name in lines and name not in os.environ:
        return SettingsError(message, where=env_file, line=lines[name], field=name, mend=mend)
    return SettingsError(message, where=name, mend=mend)
