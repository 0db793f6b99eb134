"""Where a scenario is written: drafted by a model, checked, and saved where that is allowed.

Works on the text of a file, not on a file: what an author types is nobody's scenario until it is
saved, and nothing that cannot be played is.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from trainer.conversation import Transcript
from trainer.drafting import Draft, draft_scenario
from trainer.errors import Conflict, NotFound, ScenarioError, TranscriptError
from trainer.importing import load_transcript
from trainer.library import RUBRIC_FILE, Library, data_folder
from trainer.lint import Finding
from trainer.lint import check_scenario as lint
from trainer.lint.played import Players
from trainer.llm.usage import Ledger, Usage
from trainer.wiring import Services

TEMPLATE = "_template.yaml"
UNNAMED = "draft"  # the file name a text without a usable id is checked under
_ID = re.compile(r"""^id:\s*["']?([a-z0-9]+(?:-[a-z0-9]+)*)["']?\s*(?:#.*)?$""", re.MULTILINE)


class Drafter(Protocol):
    """Writes a scenario from a description or a call; gives it with what the model used."""

    async def __call__(self, source: str | Transcript) -> tuple[Draft, Usage]: ...


@dataclass(frozen=True)
class Workshop:
    """What an author works with. `drafter` is None without a language model, `folder` None where
    nothing may be saved."""

    library: Library
    players: Callable[[], Players]
    drafter: Drafter | None = None
    folder: Path | None = None

    def check(self, text: str) -> tuple[Finding, ...]:
        """What lint says of the text, scripted reps included; places are in the file it will be."""
        return _checked(text, self.players())

    def save(self, text: str, *, replacing: bool = False) -> str:
        """Put the text into the folder as a file named after its id, and give the id.

        Raises ScenarioError for a text that cannot be played or written, Conflict when there is a
        scenario of that id and `replacing` was not said.
        """
        id = id_of(text)
        if self.folder is None:
            raise ScenarioError("nothing can be saved here", mend="Download it instead.")
        if any(f.serious for f in _checked(text)):
            raise ScenarioError(
                "something has to be mended first",
                mend="It is listed beside the text. Download it if you have to stop here.",
            )
        if id in _reserved():
            raise ScenarioError(f"no call can have the id '{id}'", mend="Give it one of its own.")
        if not replacing and (title := self._taken(id)):
            raise Conflict(f"There is a call '{id}' already (“{title}”).")
        try:
            _write(self.folder / f"{id}.yaml", text)
        except OSError as e:
            raise ScenarioError(
                f"the file could not be written ({e.strerror})", mend="Download it instead."
            ) from None
        return id

    def _taken(self, id: str) -> str:
        """The title of the scenario with that id; empty when there is none."""
        try:
            return self.library.get(id).title
        except NotFound:
            return ""
        except ScenarioError:
            return "a file that needs mending"


def workshop(services: Services) -> Workshop:
    """The workshop of a running trainer. Saving goes to the last folder of TRAINER_SCENARIOS."""
    own = services.settings.scenarios
    return Workshop(
        services.library,
        lambda: Players(services.reader, services.rubric()),
        _drafter(services),
        own[-1] if own and os.access(own[-1], os.W_OK) else None,
    )


def _drafter(services: Services) -> Drafter | None:
    model = services.model
    if model is None:
        return None

    def taken(id: str) -> bool:
        scenarios, faults = services.library.scan()
        return id in scenarios or any(Path(f.where).stem == id for f in faults)

    async def draft(source: str | Transcript) -> tuple[Draft, Usage]:
        ledger = Ledger()
        made = await draft_scenario(source, model.client, ledger=ledger, taken=taken)
        return made, ledger.total()

    return draft


def template() -> str:
    """The text an author without a draft begins with."""
    return (data_folder("scenarios") / TEMPLATE).read_text(encoding="utf-8")


def _reserved() -> tuple[str, ...]:
    """Ids whose files mean something else."""
    return (id_of(template()), Path(RUBRIC_FILE).stem, UNNAMED)


def id_of(text: str) -> str:
    """The id a text gives itself, `draft` without one."""
    found = _ID.search(text)
    return found.group(1) if found else UNNAMED


def call_of(text: str, rep: str = "") -> Transcript:
    """A pasted call in any format that can be imported. Raises TranscriptError."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "call.txt"
        path.write_bytes(text.encode("utf-8", "replace"))
        try:
            return load_transcript(path, rep=rep)
        except TranscriptError as e:
            mend = e.mend.replace("Say who it is with --rep NAME", "Say above who it is")
            raise TranscriptError(f"the call {e.what}", mend=mend) from None


def _checked(text: str, players: Players | None = None) -> tuple[Finding, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{id_of(text)}.yaml"
        path.write_bytes(text.encode("utf-8", "replace"))
        return tuple(replace(f, where=path.name) for f in lint(path, players))


def _write(path: Path, text: str) -> None:
    """All or nothing: a reader of the folder never meets half a file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="_", suffix=".yaml")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", "replace"))
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
