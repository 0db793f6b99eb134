"""Database faults become our errors here and nowhere else: what happened, where, how to mend it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError, InterfaceError, SQLAlchemyError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from trainer.errors import Conflict, StoreError, TrainerError

# by the first part of SQLite's extended error name: what happened, how to mend it
SQLITE = {
    "BUSY": (
        "is locked by another program",
        "Close that program, or try again in a moment; nothing was lost",
    ),
    "FULL": (
        "cannot be written because the disk is full",
        "Free some space and try again; what was stored before is safe",
    ),
    "READONLY": (
        "cannot be written",
        "Give yourself write access to the file and its folder, or set TRAINER_DATABASE_URL",
    ),
    "CANTOPEN": (
        "cannot be opened",
        "Check that the folder exists and is yours to write, or set TRAINER_DATABASE_URL",
    ),
    "NOTADB": (
        "is damaged or is not a database",
        "Move it aside or restore a backup; without it a new one is made at start",
    ),
    "IOERR": ("cannot be read or written", "Check the disk it lies on"),
    "TOOBIG": ("cannot hold a value as long as this one", "Shorten it"),
}
SQLITE |= {
    "LOCKED": SQLITE["BUSY"],
    "PERM": SQLITE["READONLY"],
    "AUTH": SQLITE["READONLY"],
    "CORRUPT": SQLITE["NOTADB"],
}


@contextmanager
def faults(place: str) -> Iterator[None]:
    """Raises StoreError, or Conflict for a broken constraint, in place of the database's errors.

    `place` is the database as a person knows it: a file, or an address without its password.
    """
    try:
        yield
    except TrainerError:
        raise
    except IntegrityError as e:
        raise Conflict("This session was changed meanwhile; nothing was written. Reload it.") from e
    except (SQLAlchemyError, sqlite3.Error) as e:
        raise _of_database(e, place) from e
    except OSError as e:
        raise StoreError(
            f"Database {place} cannot be reached ({e.strerror or e}). "
            "Check that the folder is yours to write, or that the server runs; "
            "TRAINER_DATABASE_URL says which database is used."
        ) from e
    except (UnicodeError, OverflowError) as e:
        raise StoreError(f"Database {place} cannot hold this value ({e}); correct it.") from e


def _of_database(error: Exception, place: str) -> StoreError:
    cause = _sqlite_cause(error)
    if cause is not None:
        kind = cause.sqlite_errorname.removeprefix("SQLITE_").partition("_")[0]
        what, mend = SQLITE.get(kind, (f"refused a statement ({cause})", "Please report this"))
        return StoreError(f"Database {place} {what}. {mend}.")
    if isinstance(error, PoolTimeout):
        return StoreError(f"Database {place} is too busy. Try again in a moment.")
    if isinstance(error, StatementError) and not isinstance(error, InterfaceError):
        reason = str(error.orig or error).splitlines()[0]
        reason = reason.rpartition(">: ")[2]  # the driver's class, put before its words
        return StoreError(f"Database {place} refused a statement: {reason.rstrip('.')}.")
    return StoreError(f"Database {place} cannot be used: {str(error).splitlines()[0]}.")


def _sqlite_cause(error: BaseException | None) -> sqlite3.Error | None:
    """The sqlite3 error behind `error`, if one that carries SQLite's own error name."""
    seen = 0
    while error is not None and seen < 10:
        if isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorname", None):
            return error
        error = getattr(error, "orig", None) or error.__cause__ or error.__context__
        seen += 1
    return None
