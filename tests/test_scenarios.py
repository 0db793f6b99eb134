"""The shipped library as a whole: what it covers, and that its buyers do not share a voice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from rapidfuzz import fuzz, process

from trainer.buyer.lines import BANKS, bank, line_variables
from trainer.buyer.policy import decide
from trainer.buyer.state import BuyerState
from trainer.conversation import CHANNELS, Heard
from trainer.library import Library
from trainer.method import METHOD
from trainer.prompting import render_line
from trainer.scenario import TEMPERAMENTS, Scenario

LIBRARY: dict[str, Scenario] = Library.default().scan()[0]
ALL = list(LIBRARY.values())


def test_there_are_twenty_four_calls_in_at_least_twelve_industries() -> None:
    assert len(ALL) >= 24
    assert len({s.persona.industry.lower() for s in ALL}) >= 12
    assert len({s.persona.role.lower() for s in ALL}) >= 12


def test_every_level_channel_and_temperament_is_used() -> None:
    assert {s.level for s in ALL} == {1, 2, 3, 4, 5}
    assert {s.channel for s in ALL} == set(CHANNELS)
    assert {s.persona.temperament for s in ALL} == set(TEMPERAMENTS)


def test_every_row_of_the_method_is_taught_by_at_least_two_calls() -> None:
    taught = Counter(row for s in ALL for row in s.teaches)
    assert sorted(row for row in METHOD if taught[row] < 2) == []


def test_the_special_kinds_of_call_are_there() -> None:
    assert {s.bad_fit.lacks for s in ALL if s.bad_fit} == {"need", "money", "authority"}
    assert sum(s.gatekeeper is not None for s in ALL) >= 2
    assert sum(s.second is not None for s in ALL) >= 2
    assert sum(s.channel == "closing" for s in ALL) >= 3


def test_calls_form_chains_of_two_and_of_three() -> None:
    after = {s.id: s.chain.after for s in ALL if s.chain}
    assert set(after.values()) <= set(LIBRARY)
    lengths = []
    for last in set(after) - set(after.values()):
        length, call = 1, last
        while call in after:
            call, length = after[call], length + 1
        lengths.append(length)
    assert {2, 3} <= set(lengths)
    for later, earlier in after.items():
        one, two = LIBRARY[earlier], LIBRARY[later]
        assert one.persona.name == two.persona.name
        assert {f.id for f in one.facts} & {f.id for f in two.facts}


@pytest.mark.parametrize("scenario", ALL, ids=lambda s: s.id)
def test_a_call_has_enough_in_it_that_two_plays_differ(scenario: Scenario) -> None:
    assert len(scenario.facts) >= 6
    assert len(scenario.resistance) >= 5
    assert len(scenario.commitments) >= (2 if scenario.bad_fit else 3)
    assert len(scenario.persona.opening) >= 3
    assert scenario.good_lines


@pytest.mark.parametrize("temperament", TEMPERAMENTS)
def test_a_temperament_has_a_bank_of_its_own_for_every_situation(temperament: str) -> None:
    own, default = bank(temperament), bank("default")
    later = {"time_left", "explain", "in_other_words", "explain_no", "nothing_wrong", "own_mind"}
    later |= {"not_sure_of_them", "small_favour", "ask_unclear", "offer_reply", "another_matter"}
    later.add("one_at_a_time")
    assert set(default) - later <= set(own)
    assert set(own) <= set(default)
    assert sum(len(lines) for lines in own.values()) >= 150


@pytest.mark.parametrize("name", sorted(p.stem for p in BANKS.glob("*.yaml")))
def test_every_line_of_a_bank_can_be_said(name: str) -> None:
    full = BuyerState(time="Thursday at 10", offer="a number", number="40%", rep_name="Sam")
    for lines in bank(name).values():
        for line in lines:
            for state in (BuyerState(), full):
                text = render_line(line, line_variables(state, ALL[0]))
                assert "{" not in text
            assert text


@pytest.mark.parametrize("id", sorted(LIBRARY))
def test_a_trusted_rep_who_asks_who_decides_is_told_a_fact(id: str) -> None:
    call = LIBRARY[id]
    met = {"trust": 4.5, "exchanges": 3, "warned": ("met",), "at_gate": False}
    state = replace(BuyerState.start(call), fired=tuple(r.id for r in call.resistances), **met)
    asked = "Who has to say yes to something like this?"
    decision = decide(state, asked, Heard(frozenset({"qualify"})), call, 3)
    assert decision.beats[0].fact


def test_no_two_temperaments_share_a_line() -> None:
    said = [
        (t, line.lower())
        for t in TEMPERAMENTS
        for situation, lines in bank(t).items()
        for line in lines
        if not situation.startswith("before_")
    ]
    texts = [line for _, line in said]
    assert len(texts) == len(set(texts))
    for first, (name, line) in enumerate(said):
        if len(line) < 25:
            continue
        match = process.extractOne(line, texts[first + 1 :], scorer=fuzz.ratio, score_cutoff=92)
        assert match is None, (name, line, match)


def test_what_the_policy_may_say_is_in_the_default_bank() -> None:
    """Every situation that a rule names has lines, and every line there can come up."""
    import re
    from pathlib import Path

    rules = Path(BANKS).parent
    code = "".join(p.read_text() for p in [*rules.glob("*.py"), *rules.glob("rules/*.py")])
    named = set(re.findall(r'"([a-z_]+)"', code))
    named |= {f"hold_{a}" for a in ("stall", "vague", "skip", "request", "dodge", "back_away")}
    named |= {"hold_concern", "hold_refuse"}
    assert sorted(s for s in bank("default") if s not in named) == []
