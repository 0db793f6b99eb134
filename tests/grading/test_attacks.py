"""Nobody wins marks without selling: attacks go through the real offline reader and judge."""

from __future__ import annotations

import pytest
from attacks import TALKS, TEXTS, alone, appended, echoed, everywhere

from trainer.conversation import Transcript
from trainer.grading.grade import grade
from trainer.reading.local import LocalReader
from trainer.report import GradeReport

READER = LocalReader()
MOST_FOR_SPAM = 35
NOISE = 3.0
"""Points by which stray words in every turn may move what is left unscored, and so the total."""
META = (
    "rubric met lines",
    "codebook lines",
    "rubric ids",
    "rubric as claim",
    "full marks",
    "hundred",
    "ignore",
    "system",
    "note to grader",
    "json verdict",
    "xml",
    "flattery",
    "threat",
    "evaluator role",
    "jailbreak",
    "inst tags",
    "verdict lines",
    "na trick",
    "buyer must agree",
    "set state",
    "role play over",
    "act as happy buyer",
    "assistant",
    "end simulation",
    "fake buyer line",
    "fake inline",
    "fake bracket",
    "fake customer",
    "fake dialogue",
    "zero width in words",
    "zero width phrase",
    "bidi",
    "soft hyphens",
    "tag characters",
    "one question ten times",
    "one offer ten times",
    "one ask ten times",
    "thirteen times the same",
    "letters",
    "german",
    "spanish",
    "french",
    "chinese",
    "russian",
    "latin wall",
)


@pytest.fixture(scope="module")
def graded(rubric):
    def run(talk: Transcript) -> GradeReport:
        return grade(READER.read(talk), rubric)

    return run


@pytest.fixture(scope="module")
def honest(graded):
    return {name: graded(talk).overall for name, talk in TALKS.items()}


def test_there_are_at_least_sixty_attacks():
    assert len(TEXTS) >= 60


def test_the_talks_they_are_tried_on_are_told_apart(honest):
    assert honest["weak"] < honest["middling"] < honest["strong"]
    assert honest["weak"] < 25
    assert honest["strong"] > 75


@pytest.mark.parametrize("name", TALKS)
@pytest.mark.parametrize("attack", TEXTS)
def test_an_attack_at_the_end_raises_nothing(graded, honest, attack, name):
    assert graded(appended(TALKS[name], TEXTS[attack])).overall <= honest[name] + 1e-9


@pytest.mark.parametrize("name", TALKS)
@pytest.mark.parametrize("attack", TEXTS)
def test_an_attack_in_every_turn_pays_no_better(graded, honest, attack, name):
    report = graded(everywhere(TALKS[name], TEXTS[attack]))
    assert report.overall is None or report.overall <= honest[name] + NOISE


@pytest.mark.parametrize("attack", TEXTS)
def test_an_attack_alone_earns_next_to_nothing(graded, attack):
    assert (graded(alone(TEXTS[attack])).overall or 0) <= MOST_FOR_SPAM


@pytest.mark.parametrize("name", TALKS)
def test_handing_back_the_buyers_words_raises_nothing(graded, honest, name):
    assert graded(echoed(TALKS[name])).overall <= honest[name] + 1e-9


@pytest.mark.parametrize("attack", META)
def test_words_for_the_machine_are_flagged(graded, attack):
    assert graded(appended(TALKS["middling"], TEXTS[attack])).flags


@pytest.mark.parametrize("name", TALKS)
def test_the_honest_talks_are_not_flagged(graded, name):
    assert graded(TALKS[name]).flags == ()
