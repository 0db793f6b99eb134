"""What a sentence means, as a vector: a small sentence encoder that runs without a network.

The encoder is all-MiniLM-L6-v2 of the sentence-transformers project (Apache License 2.0, beside
this file): Reimers and Gurevych 2019, "Sentence-BERT"; Wang and others 2020, "MiniLM"; tuned by
`trainer.buyer.encoder_fit` to know when two questions want the same answer. Its weights are kept as
8-bit numbers and computed with as 32-bit ones, so that the same sentence gets the same vector on
any processor. `python -m trainer.encoder.convert` makes the file anew.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from platformdirs import user_cache_path

from trainer.encoder.runtime import TOKENIZER, session, tokenizer

MODEL = Path(__file__).parent / "minilm.onnx"
DIMENSIONS = 384
BATCH = 32
MOST_REMEMBERED = 32_768  # sentences
MOST_KEPT = 100  # files, of half a megabyte each for a whole scenario

Vectors = npt.NDArray[np.float32]


def encode(text: str) -> Vectors:
    """The unit vector of a sentence, shape (DIMENSIONS,): the dot product of two is their cosine.

    The array is shared between callers and cannot be written to.
    """
    return _remembered((text,))[text]


def encode_each(texts: Sequence[str]) -> Vectors:
    """Unit vectors of a few sentences, shape (len(texts), DIMENSIONS), worked out together."""
    found = _remembered(texts)
    return np.array([found[text] for text in texts])


_memory: dict[str, Vectors] = {}


def _remembered(texts: Sequence[str]) -> dict[str, Vectors]:
    """The vectors of `texts`, from memory or worked out at once and remembered."""
    remembered = {text: _memory.get(text) for text in texts}
    found = {text: vector for text, vector in remembered.items() if vector is not None}
    fresh = [text for text in dict.fromkeys(texts) if text not in found]
    if fresh:
        vectors = _run([_ids(text) for text in fresh])
        found |= {text: _frozen(v) for text, v in zip(fresh, vectors, strict=True)}
        if len(_memory) > MOST_REMEMBERED:
            _memory.clear()
        _memory.update(found)
    return found


@lru_cache(maxsize=64)
def encode_all(texts: tuple[str, ...]) -> Vectors:
    """Unit vectors of many sentences, shape (len(texts), DIMENSIONS).

    Meant for texts that stay the same from start to start, such as those of a scenario: what was
    worked out is kept in the user's cache folder and found there next time, where it can be kept.
    """
    if not texts:
        return _frozen(np.zeros((0, DIMENSIONS), np.float32))
    path = cached_at(texts)
    kept = _kept(path, len(texts))
    if kept is None:
        kept = _encode_anew(texts).astype(np.float16)
        _keep(path, kept)
    return _frozen(kept.astype(np.float32))


def cached_at(texts: Sequence[str]) -> Path:
    """Where the vectors of these texts are kept."""
    digest = hashlib.sha256(_fingerprint())
    for text in texts:
        digest.update(text.encode() + b"\0")
    return user_cache_path("sales-trainer") / "encoded" / f"{digest.hexdigest()[:32]}.npy"


def _kept(path: Path, count: int) -> npt.NDArray[np.float16] | None:
    try:
        found = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    fits = found.shape == (count, DIMENSIONS) and found.dtype == np.float16
    return found if fits else None


def _keep(path: Path, vectors: npt.NDArray[np.float16]) -> None:
    draft = path.with_name(f"{path.stem}.{os.getpid()}-{threading.get_ident()}.npy")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(draft, vectors, allow_pickle=False)
        draft.replace(path)
        for old in sorted(path.parent.glob("*.npy"), key=lambda p: p.stat().st_mtime)[:-MOST_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return  # then it is worked out again next time


def _encode_anew(texts: Sequence[str]) -> Vectors:
    """All vectors; what an earlier version of the texts had already is not worked out again."""
    fresh = sorted({text for text in texts if text not in _memory}, key=len)
    for start in range(0, len(fresh), BATCH):
        _remembered(fresh[start : start + BATCH])
    return encode_each(texts)


def _ids(text: str) -> list[int]:
    ids: list[int] = tokenizer().encode(text).ids
    return ids


def _run(tokens: Sequence[Sequence[int]]) -> Vectors:
    longest = max(len(ids) for ids in tokens)
    padded = np.zeros((len(tokens), longest), np.int64)
    mask = np.zeros_like(padded)
    for row, ids in enumerate(tokens):
        padded[row, : len(ids)] = ids
        mask[row, : len(ids)] = 1
    vectors: Vectors = session(MODEL).run(None, {"tokens": padded, "mask": mask})[0]
    return vectors


@lru_cache(maxsize=1)
def _fingerprint() -> bytes:
    return hashlib.sha256(MODEL.read_bytes() + TOKENIZER.read_bytes()).digest()


def _frozen(vectors: Vectors) -> Vectors:
    vectors.setflags(write=False)
    return vectors
