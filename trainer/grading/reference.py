"""Annotated conversations: what judge and reader are measured on, and learn from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from trainer.conversation import Conversation, Heard, Plan, Transcript, Turn
from trainer.report import Verdict


@dataclass(frozen=True, slots=True)
class Known:
    """An annotated conversation: its labels as certain readings, and its verdicts."""

    conversation: Conversation
    verdicts: Mapping[str, Verdict]

    @property
    def id(self) -> str:
        return self.conversation.transcript.id

    @property
    def writer(self) -> str:
        """Ids read dev-a-07: everything before the number is the writer."""
        return self.id.rpartition("-")[0]


def known(folder: Path) -> list[Known]:
    """Every transcript of `folder`/transcripts with its labels, in order of id."""
    found: list[Known] = []
    for path in sorted((folder / "transcripts").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        labels = json.loads(
            (folder / "labels" / f"{path.stem}.labels.json").read_text(encoding="utf-8")
        )
        turns = tuple(Turn(t["speaker"], t["text"]) for t in data["turns"])
        plan = Plan.from_dict(data["plan"]) if data.get("plan") else None
        transcript = Transcript(data["id"], data["channel"], turns, data.get("context", ""), plan)
        heard = tuple(
            Heard(frozenset(labels["turns"].get(str(n), ()))) for n in range(1, len(turns) + 1)
        )
        verdicts = {id: Verdict(word["verdict"]) for id, word in labels["criteria"].items()}
        found.append(Known(Conversation(transcript, heard), verdicts))
    return found
