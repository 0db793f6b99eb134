"""One-fault pairs: a talk, and the same talk with one behaviour gone wrong.

The judge alone, fed what an annotator would hear, must see every fault and no other. Through the
real reader (the buyer's acts known, as in practice) it must see most of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from trainer.conversation import Conversation, Heard, Plan, Transcript, Turn
from trainer.grading.agreement import LEVEL
from trainer.grading.offline import judge
from trainer.reading.local import LocalReader
from trainer.report import Verdict
from trainer.rubric import CRITERIA

DATA = YAML(typ="safe").load(Path(__file__).with_name("pairs.yaml").read_text(encoding="utf-8"))
READER = LocalReader()
SEEN_BY_READER = 20
"""Faults, of 26, that reader and judge together must see at the least."""


def talk(name: str, fault: dict[Any, Any] | None = None) -> Conversation:
    """A talk of `pairs.yaml` with annotated readings, with or without one fault."""
    fault = fault or {}
    data = DATA["talks"][name]
    said = [next(iter(t.items())) for t in [*data["turns"], *fault.get("more", ())]]
    turns, heard = [], []
    for number, (who, words) in enumerate(said, start=1):
        text, _, labels = fault.get(number, words).partition(" |")
        turns.append(Turn("rep" if who == "R" else "buyer", text))
        heard.append(Heard(frozenset(labels.split())))
    plan = fault.get("plan") or data.get("plan")
    transcript = Transcript(
        name, data["channel"], tuple(turns), plan=Plan.from_dict(plan) if plan else None
    )
    return Conversation(transcript, tuple(heard))


def heard_by_reader(conversation: Conversation) -> Conversation:
    """The same talk as the local reader hears it; what the buyer does is known."""
    known = {n: h for n, _, h in conversation.turns("buyer")}
    return READER.read(conversation.transcript, known)


def verdicts(conversation: Conversation, rubric) -> dict[str, Verdict]:
    return {id: j.verdict for id, j in judge(conversation, rubric, force=True).items()}


def steps(before: Verdict, after: Verdict) -> int:
    """How many steps a verdict falls (negative: rises); 0 where either side has no level."""
    if before not in LEVEL or after not in LEVEL:
        return 0
    return LEVEL[before] - LEVEL[after]


def test_there_is_a_pair_for_every_criterion():
    assert sorted(DATA["pairs"]) == sorted(CRITERIA)
    assert len(CRITERIA) == 26


@pytest.mark.parametrize("id", CRITERIA)
def test_the_judge_sees_the_one_fault_and_no_other(id, rubric):
    fault = DATA["pairs"][id]
    sound = verdicts(talk(fault["talk"]), rubric)
    faulty = verdicts(talk(fault["talk"], fault), rubric)
    assert steps(sound[id], faulty[id]) >= 1
    assert {k: v for k, v in faulty.items() if k != id and abs(steps(sound[k], v)) > 1} == {}


def test_reader_and_judge_together_see_most_faults(rubric):
    seen, wandering = [], 0
    for id, fault in DATA["pairs"].items():
        sound = verdicts(heard_by_reader(talk(fault["talk"])), rubric)
        faulty = verdicts(heard_by_reader(talk(fault["talk"], fault)), rubric)
        shown = [
            judge(heard_by_reader(x), rubric)[id].verdict
            for x in (talk(fault["talk"]), talk(fault["talk"], fault))
        ]
        assert steps(*shown) >= 0, f"{id}: a fault raised a verdict that a rep is shown"
        if steps(sound[id], faulty[id]) >= 1:
            seen.append(id)
        wandering += sum(abs(steps(sound[k], v)) > 1 for k, v in faulty.items() if k != id)
    assert len(seen) >= SEEN_BY_READER, sorted(set(CRITERIA) - set(seen))
    assert wandering <= 13, "on average at most every second fault moves another criterion far"
