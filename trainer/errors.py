"""The exceptions this project raises on purpose. Every message says what, where and how to mend it.

TrainerError
 ├── InputError            something a person gave us cannot be used
 │    ├── ScenarioError    a scenario file
 │    ├── RubricError      a rubric file
 │    ├── TranscriptError  a transcript to read, grade or import
 │    ├── SettingsError    an environment variable or .env line
 │    └── MessageError     one message typed by a rep
 ├── NotFound              no scenario, session or criterion of that name
 ├── Conflict              the session moved on meanwhile (another tab, a double click)
 ├── StoreError            the database cannot be opened, written or understood
 ├── PromptError           a template that is missing a variable or cannot be rendered
 └── ModelError            a language model did not give a usable answer
"""

from __future__ import annotations

from pathlib import Path


class TrainerError(Exception):
    """Base of all of ours: a face prints its message and nothing else."""


class InputError(TrainerError):
    """Unusable input. `where` is a file (with a line when known) or the name of a setting.

    The message reads ``where: what. mend``.
    """

    def __init__(
        self,
        what: str,
        *,
        where: str | Path = "",
        line: int | None = None,
        field: str = "",
        mend: str = "",
    ) -> None:
        self.what, self.where, self.line = what, str(where), line
        self.field, self.mend = field, mend
        place = self.where + (f":{line}" if line is not None else "")
        parts = [f"{place}: " if place else "", f"{field}: " if field else "", what.rstrip(".")]
        super().__init__("".join(parts) + (f". {mend}" if mend else ""))


class ScenarioError(InputError):
    """A scenario file that cannot be used."""


class RubricError(InputError):
    """A rubric file that cannot be used."""


class TranscriptError(InputError):
    """A transcript that cannot be used."""


class SettingsError(InputError):
    """A setting that cannot be used."""


class MessageError(InputError):
    """A rep's message that cannot be said: empty, far too long, or only control characters."""


class NotFound(TrainerError):
    """Nothing of that name; the message lists near names where there are any."""


class Conflict(TrainerError):
    """The session is not where the caller thought it was; nothing was written."""


class StoreError(TrainerError):
    """The database cannot be opened, written or understood."""


class PromptError(TrainerError):
    """A prompt or line template that cannot be rendered."""


class ModelError(TrainerError):
    """A language model did not give a usable answer."""
