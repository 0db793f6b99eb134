"""The cross-encoder: which reply stands as an answer to what was asked."""

from __future__ import annotations

import numpy as np
import pytest

from trainer.encoder.cross import chances


@pytest.mark.parametrize(
    ("asked", "fitting", "wrong"),
    [
        (
            "Who signs it off in the end, you or your boss?",
            "Me for the small things, my boss for the rest.",
            "Most weeks. It depends on the weather.",
        ),
        (
            "How long have you worked together?",
            "A good while. I've stopped counting.",
            "There isn't one big reason.",
        ),
        (
            "What worries you most about it?",
            "I haven't settled that with myself yet.",
            "He'd have to tell you that himself.",
        ),
        (
            "Do your managers ever see each other's lists?",
            "They do. It hasn't made them any quicker.",
            "About forty thousand, all told.",
        ),
    ],
)
def test_a_reply_of_the_right_kind_fits_better(asked: str, fitting: str, wrong: str) -> None:
    good, bad = chances(asked, [fitting, wrong])
    assert good > bad + 0.2


def test_chances_come_in_the_order_of_the_replies_and_are_the_same_alone() -> None:
    replies = ["No.", "I'd have to look that up, and I won't guess.", "Thursday.", "No."]
    together = chances("How many of them do you have?", replies)
    assert together.shape == (4,)
    assert ((together > 0) & (together < 1)).all()
    assert together[0] == together[3]
    alone = [chances("How many do you have of them?", [reply])[0] for reply in replies]
    again = chances("How many do you have of them?", replies)
    assert np.allclose(alone, again, atol=1e-5)


def test_nothing_to_judge_is_no_chances() -> None:
    assert chances("Anything?", []).shape == (0,)


def test_a_very_long_turn_is_cut_and_judged() -> None:
    assert 0 < chances("why " * 2_000, ["No particular reason."])[0] < 1
