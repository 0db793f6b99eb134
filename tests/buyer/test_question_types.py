"""What type of answer a question wants, and where the types were learned from."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from trainer.buyer.paraphrases import paraphrases
from trainer.buyer.question_types import QuestionType, features_of, type_of
from trainer.buyer.question_types_fit import FOLDS, fit


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How many do you lose in a week?", "amount"),
        ("What would your boss say to that?", "opinion"),
        ("Who besides you has to agree?", "who"),
        ("Why was it stopped?", "why"),
        ("What are you hoping for yourself?", "own"),
        ("What happened after that?", "then"),
        ("Should I send an invite to you both?", "arranging"),
    ],
)
def test_a_plain_question_is_of_the_type_it_seems(question: str, wanted: str) -> None:
    assert type_of(question)[0] == wanted


def test_a_probability_comes_with_the_type() -> None:
    sure = type_of("How many of them are there?")[1]
    assert 0 < type_of("And the other thing?")[1] < sure <= 1


def test_types_are_learned_for_scenarios_they_were_not_learned_on() -> None:
    """A small sample of the questions: the figure itself is printed by the fit."""
    few = [(p.scenario, p.kept, QuestionType(p.type)) for p in paraphrases()[::3]]
    ids = sorted({id for id, *_ in few})
    fold = np.array([ids.index(id) % FOLDS for id, *_ in few])
    rows = np.array([features_of(question) for _, question, _ in few])
    types = np.array([str(type) for *_, type in few])
    guessed = fit(rows[fold > 0], types[fold > 0]).predict(rows[fold == 0])
    commonest = Counter(types).most_common(1)[0][1] / len(few)
    assert (guessed == types[fold == 0]).mean() > 1.5 * commonest


def test_every_answer_has_five_paraphrases_to_learn_from_and_one_to_measure_with() -> None:
    found = paraphrases()
    assert len(found) > 3000
    assert all(len(p.learned) == 5 and p.kept not in p.learned for p in found)
    assert {p.type for p in found} == set(QuestionType)
