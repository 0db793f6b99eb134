"""Every id of the method has plain words, and they keep the house style."""

import re
from pathlib import Path
from typing import get_args

import pytest

from tests.web import samples
from trainer.buyer.state import GAUGES
from trainer.conversation import CHANNELS, Act, Move
from trainer.method import METHOD
from trainer.report import Verdict
from trainer.session import Outcome, OutcomeKind
from trainer.web import words

WEB = Path(words.__file__).parent


def test_every_id_has_words() -> None:
    assert set(words.MOVES) == {m.value for m in Move}
    assert set(words.ACTS) == {a.value for a in Act}
    assert set(words.CHANNELS) == set(CHANNELS)
    assert set(words.GAUGES) == set(GAUGES)
    assert set(words.SHAPES) == set(words.VERDICTS) == set(Verdict)
    assert all(METHOD.values())
    assert set(words.OUTCOMES) == set(get_args(OutcomeKind))


def test_verdict_shapes_are_the_agreed_ones() -> None:
    assert "".join(words.SHAPES[v] for v in Verdict) == "●◐○–?"


def test_a_specific_ask_is_told_once() -> None:
    assert words.heard({"ask", "ask_specific"}) == ["asked, with who and when"]


def test_a_score_that_is_not_there_is_never_nought() -> None:
    assert words.number(None) == "–"
    assert words.number(0.0) == "0"


@pytest.mark.parametrize("kind", get_args(OutcomeKind))
def test_every_outcome_is_one_sentence(kind: OutcomeKind) -> None:
    step = "review-with-cfo" if kind in ("won", "advanced") else None
    text = words.outcome_of(Outcome(kind, step, "Thursday at ten"), samples.scenario())
    assert text.endswith(".") and "None" not in text


def test_a_commitment_that_the_scenario_no_longer_has_is_no_fault() -> None:
    text = words.outcome_of(Outcome("won", "long-gone"), samples.scenario())
    assert "the step you came for" in text


def test_no_exclamation_marks_and_no_emoji_anywhere_on_the_pages() -> None:
    for file in (WEB / "templates").glob("*.html"):
        text = re.sub(r"\{[%#{].*?[%#}]\}|<!--.*?-->", "", file.read_text("utf-8"), flags=re.S)
        assert "!" not in text, file.name
        assert not re.search("[\U0001f000-\U0001faff\u2600-\u27bf]", text), file.name
