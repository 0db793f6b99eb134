"""The command line. Every command is a short function: read, call a use case, print.

`--json` prints for programs, one object a line; without it the output is for people.
Exit codes: 0 done, 1 the input was found wanting (lint), 2 unusable input or settings.
"""

from __future__ import annotations

import sys

from trainer.cli import author, bench, data, grade, model, play, review
from trainer.cli.common import app, err
from trainer.errors import TrainerError

__all__ = ["app", "author", "bench", "data", "grade", "main", "model", "play", "review"]


def main(arguments: list[str] | None = None) -> None:
    """Run the command line. What a user can mend is printed in one line, without a traceback."""
    try:
        app(arguments)
    except TrainerError as e:
        err.print(str(e), markup=False, soft_wrap=True)
        sys.exit(2)
    except OSError as e:
        place = f"{e.filename}: " if e.filename else ""
        err.print(f"{place}{e.strerror or e}.", markup=False, soft_wrap=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
