"""The sentence encoder: what is like what, what is kept, and what happens where it cannot be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from trainer import encoder
from trainer.encoder import DIMENSIONS, cached_at, encode, encode_all


@pytest.mark.parametrize(
    ("text", "like", "unlike"),
    [
        ("Who has the last word on this?", "Who decides?", "How long does it take?"),
        ("How's your wife keeping?", "Is your wife any better?", "What does your software cost?"),
        (
            "What would your boss say?",
            "Would your manager be for it?",
            "What would you say it costs?",
        ),
        ("What's that costing you?", "How much do you lose on it?", "Whose idea was it?"),
    ],
)
def test_same_sense_is_nearer_than_same_words(text: str, like: str, unlike: str) -> None:
    assert encode(text) @ encode(like) > encode(text) @ encode(unlike)


def test_vectors_have_unit_length_and_many_are_as_one_by_one() -> None:
    texts = ("Hello?", "Could we look at it on Thursday at ten?", "", "x" * 5_000)
    together = encode_all(texts)
    assert together.shape == (4, DIMENSIONS)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-3)
    assert np.allclose(together, [encode(t) for t in texts], atol=2e-3)  # kept in 16 bits


def test_nothing_to_encode_is_no_rows() -> None:
    assert encode_all(()).shape == (0, DIMENSIONS)


def test_a_shared_vector_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        encode("Hello?")[0] = 1.0


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of its own, and nothing in memory before or after."""
    monkeypatch.setattr(encoder, "user_cache_path", lambda _: tmp_path)
    encode_all.cache_clear()
    yield tmp_path
    encode_all.cache_clear()


def test_what_was_encoded_is_found_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("Who decides?", "When is it due?")
    first = encode_all(texts)
    encode_all.cache_clear()
    monkeypatch.setattr(encoder, "_encode_anew", lambda _: pytest.fail("worked out twice"))
    assert np.array_equal(encode_all(texts), first)


@pytest.mark.parametrize("broken", [b"", b"not an array", None])
def test_a_broken_file_is_made_anew(cache: Path, broken: bytes | None) -> None:
    texts = ("Who decides?",)
    path = cached_at(texts)
    path.parent.mkdir(parents=True)
    if broken is None:
        np.save(path, np.zeros((3, 3), np.float16))
    else:
        path.write_bytes(broken)
    assert encode_all(texts)[0] @ encode(texts[0]) > 0.99
    assert np.load(path).shape == (1, DIMENSIONS)


def test_where_nothing_can_be_kept_it_is_worked_out_each_time(cache: Path) -> None:
    (cache / "encoded").write_text("a file in the folder's place")
    assert encode_all(("Who decides?",))[0] @ encode("Who decides?") > 0.99


def test_only_what_is_new_is_worked_out(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encode_all(("Is it the red one?", "Is it the blue one?"))
    worked_out: list[int] = []
    run = encoder._run
    monkeypatch.setattr(encoder, "_run", lambda ids: worked_out.append(len(ids)) or run(ids))
    encode_all(("Is it the red one?", "Is it the green one, then?"))
    assert worked_out == [1]


def test_the_oldest_files_are_let_go(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "MOST_KEPT", 2)
    for n, text in enumerate(("One?", "Two?", "Three?")):
        encode_all((text,))
        if cached_at((text,)).exists():
            os.utime(cached_at((text,)), (n, n))
    assert not cached_at(("One?",)).exists()
    assert cached_at(("Three?",)).exists()
