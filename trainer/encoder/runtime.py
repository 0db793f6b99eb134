"""What both encoders run on: the word pieces, and a session of the ONNX runtime for a file."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path
from typing import Any

TOKENIZER = Path(__file__).parent / "tokenizer.json.gz"  # 30,522 word pieces
MOST_TOKENS = 96  # what is longer is cut: some seventy words, of one text or of two together


@lru_cache(maxsize=1)
def tokenizer() -> Any:
    """From text to word pieces, cut at `MOST_TOKENS`, not padded."""
    from tokenizers import Tokenizer

    found = Tokenizer.from_buffer(gzip.decompress(TOKENIZER.read_bytes()))
    found.no_padding()
    found.enable_truncation(MOST_TOKENS)
    return found


@lru_cache(maxsize=4)
def session(model: Path) -> Any:
    """The model in the file, ready to run; one thread a run, as many runs share the processor."""
    import onnxruntime  # a quarter of a second that commands which read nothing need not wait for

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
