"""What does not count in an unsure reading, move by move."""

from __future__ import annotations

import pytest

from trainer.conversation import Conversation, Heard, Transcript, Turn
from trainer.grading.substance import credited

FIRST = "Could we sit down on Thursday at ten, for forty minutes?"


@pytest.mark.parametrize(
    ("second", "counts"),
    [
        ("Then fifteen minutes on the phone?", True),
        ("Could we make it Thursday at ten all the same, for the forty minutes?", False),
    ],
)
def test_the_same_ask_over_again_is_no_smaller_one(second, counts):
    unsure = Heard(frozenset({"ask", "ask_smaller"}), {"ask": 0.9, "ask_smaller": 0.8})
    turns = (Turn("rep", FIRST), Turn("buyer", "No, sorry."), Turn("rep", second))
    asked = Heard(frozenset({"ask"}), {"ask": 0.9})
    heard = (asked, Heard(frozenset({"refuse"})), unsure)
    talk = Conversation(Transcript("talk", "meeting", turns), heard)
    assert credited(talk, ()).heard[2].has("ask_smaller") is counts
    assert credited(talk, ()).heard[2].has("ask")
