"""Builders for the grading tests: short talks with settled labels, and the default rubric."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from trainer.conversation import Channel, Conversation, Heard, Plan, Transcript, Turn
from trainer.grading.case import Case, settled
from trainer.grading.offline import judge
from trainer.rubric import Rubric

ROOT = Path(__file__).parents[2]

Talk = Callable[..., Conversation]


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    text = (ROOT / "scenarios" / "rubric.yaml").read_text(encoding="utf-8")
    return Rubric.model_validate(YAML(typ="safe").load(text))


def build(
    *lines: str, channel: Channel = "meeting", plan: Plan | None = None, id: str = "talk"
) -> Conversation:
    """A conversation from lines like "rep: Could we meet? | ask ask_specific"."""
    turns, heard = [], []
    for line in lines:
        words, _, labels = line.partition(" |")
        speaker, _, text = words.partition(":")
        turns.append(Turn("rep" if speaker == "rep" else "buyer", text.strip()))
        heard.append(Heard(frozenset(labels.split())))
    return Conversation(Transcript(id, channel, tuple(turns), plan=plan), tuple(heard))


@pytest.fixture
def talk() -> Talk:
    return build


@pytest.fixture
def case() -> Callable[..., Case]:
    def make(*lines: str, channel: Channel = "meeting", plan: Plan | None = None) -> Case:
        conversation = build(*lines, channel=channel, plan=plan)
        return settled(conversation.transcript, [h.labels for h in conversation.heard])

    return make


@pytest.fixture(scope="session")
def reference() -> list[tuple[Conversation, dict[str, str]]]:
    """The annotated conversations, with the annotators' labels as certain readings."""
    found = []
    for path in sorted((ROOT / "tests" / "reference" / "transcripts").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        labels = path.parents[1] / "labels" / f"{path.stem}.labels.json"
        known = json.loads(labels.read_text(encoding="utf-8"))
        plan = Plan.from_dict(data["plan"]) if data.get("plan") else None
        turns = tuple(Turn(t["speaker"], t["text"]) for t in data["turns"])
        transcript = Transcript(data["id"], data["channel"], turns, data.get("context", ""), plan)
        heard = tuple(
            Heard(frozenset(known["turns"].get(str(n), ()))) for n in range(1, len(turns) + 1)
        )
        verdicts = {id: c["verdict"] for id, c in known["criteria"].items()}
        found.append((Conversation(transcript, heard), verdicts))
    return found


@pytest.fixture
def verdict(rubric: Rubric) -> Callable[..., tuple[str, tuple[int, ...]]]:
    """(verdict, turns) of one criterion on a short talk with settled labels."""

    def run(
        id: str, *lines: str, channel: Channel = "meeting", plan: Plan | None = None
    ) -> tuple[str, tuple[int, ...]]:
        said = judge(build(*lines, channel=channel, plan=plan), rubric)[id]
        assert said.note
        return said.verdict.value, said.turns

    return run
