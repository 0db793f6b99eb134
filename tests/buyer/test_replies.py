"""What is read of a turn when its answer is judged."""

from __future__ import annotations

import pytest

from trainer.buyer.replies import MOST_ASKED, chances, put


@pytest.mark.parametrize(
    ("text", "said", "read"),
    [
        (
            "Thanks. Of the ones that go out in the van on Fridays, roughly how many come back in a"
            " month?",
            "We send four hundred.",
            "Of the ones that go out in the van on Fridays, roughly how many come back in a month?",
        ),
        (
            "How is she now?",
            "My wife fell. She broke her wrist.",
            "She broke her wrist. / How is she now?",
        ),
        ("How is she now?", "", "How is she now?"),
        ("tell me about that", "It leaks.", "It leaks. / tell me about that"),
    ],
)
def test_the_question_is_read_and_what_a_short_one_leans_on(
    text: str, said: str, read: str
) -> None:
    assert put(text, said) == read


def test_of_a_long_question_the_end_is_read() -> None:
    read = put(f"{'and so on ' * 60} what does that cost you?")
    assert len(read.split()) == MOST_ASKED
    assert read.endswith("what does that cost you?")


def test_no_lines_no_chances() -> None:
    assert chances("Why?", "", []).shape == (0,)
