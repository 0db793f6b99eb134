"""What is said to a question nobody wrote an answer for, and to one that was misheard."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.buyer.conftest import RAW, Play
from trainer.buyer.lines import compose, fresh_lines
from trainer.buyer.policy import decide
from trainer.buyer.questions import OPEN
from trainer.buyer.state import Beat, BuyerState
from trainer.conversation import Act, Heard
from trainer.scenario import Scenario

SMALL = Scenario.model_validate(RAW)
CALM: dict[str, Any] = {"trust": 2.5, "fired": ("happy", "stocktake", "send-it")}
STATE = replace(BuyerState.start(SMALL), exchanges=3, warned=("met",), **CALM)


@pytest.mark.parametrize(
    ("question", "fitting"),
    [
        ("Who told you that, was it somebody at head office?", "who"),
        ("Why did nobody put that right at the time?", "why"),
        ("What happened after that, did you all carry on?", "then"),
    ],
)
def test_the_line_that_fits_is_said(
    play: Play, changed: Callable[..., Scenario], question: str, fitting: str
) -> None:
    own = {
        "who": ["Somebody at head office, and not for the first time."],
        "why": ["There was no one reason. It grew that way."],
        "then": ["We mended what we could and carried on as before."],
    }
    decision = play(question, of=changed(fallbacks=own), **CALM)
    assert decision.beats[0].line == f"fallbacks.{fitting}[0]"


ODD = "How many rivets are there in the roof of that shed?"


def test_what_no_line_fits_is_left_for_later(play: Play) -> None:
    decision = play(ODD, **CALM)
    assert [beat.source for beat in decision.beats] == ["bank.not_now"]


def test_not_everything_is_left_for_later(play: Play) -> None:
    often = tuple(f"blunt/not_now[{n}]" for n in range(9))
    decision = play(ODD, used=often, **CALM)
    assert "bank.not_now" not in [beat.source for beat in decision.beats]


def test_no_line_is_chosen_twice_and_something_is_always_said(play: Play) -> None:
    used: tuple[str, ...] = ()
    for n in range(40):
        decision = play(f"Why was it done like that in year {n}?", used=used, **CALM)
        text, now = compose(decision.beats, decision.state, SMALL, random.Random(1))
        assert text
        assert not set(now) & set(used)
        used += now


def test_the_same_seed_says_the_same_and_another_may_not(play: Play) -> None:
    said = {
        seed: [play("Who told you that at the time?", seed=seed, **CALM).beats[0] for _ in range(2)]
        for seed in range(12)
    }
    assert all(one == two for one, two in said.values())
    assert len({one.line for one, _ in said.values()}) > 1


def spans_of(text: str, *moves: str, sentence: str) -> Heard:
    start = text.index(sentence)
    spans = {move: (start, start + len(sentence)) for move in moves}
    return Heard(frozenset(moves), spans=spans)


def test_a_question_heard_as_a_push_gets_an_answer() -> None:
    text = "Who told you that at the time?"
    heard = spans_of(text, "pressure", sentence=text)
    decision = decide(STATE, text, heard, SMALL, 1)
    assert decision.beats[0].source.removeprefix("bank.") in OPEN


def test_a_push_beside_a_question_is_a_push() -> None:
    text = "Sign today or the price goes up for good. Who told you that at the time?"
    heard = spans_of(text, "pressure", sentence="Sign today or the price goes up for good.")
    decision = decide(STATE, text, heard, SMALL, 1)
    assert any(b.act is Act.REFUSE or "holding" in b.source for b in decision.beats)


def test_stock_lines_for_anybody_come_only_where_there_are_no_others() -> None:
    state = BuyerState.start(SMALL)
    keys = [key for key, _ in fresh_lines("bank.no_reason", state, SMALL)]
    assert keys
    assert not any(key.startswith("default/") for key in keys)
    spent = BuyerState(used=tuple(keys))
    assert all(k.startswith("default/") for k, _ in fresh_lines("bank.no_reason", spent, SMALL))


def test_a_chosen_line_is_said_unless_it_was_said_before() -> None:
    beat = Beat(Act.ANSWER, "", "bank.no_reason", line="default/no_reason[1]")
    state = BuyerState.start(SMALL)
    _, used = compose([beat], state, SMALL, random.Random(1))
    assert used == ("default/no_reason[1]",)
    again = BuyerState(used=used)
    _, now = compose([beat], again, SMALL, random.Random(1))
    assert now != used
