"""What a hub looks at before SQLite opens its journal: faults that SQLite would pass over.

It takes an empty file for a new one, and a damaged log for one that ended there; both would lose
in silence what was acknowledged. The looks cost milliseconds; `verify` is the thorough one.
"""

from __future__ import annotations

from pathlib import Path

from shared.hub.journal.port import Unreadable
from shared.hub.journal.salvage.wal import fault_of

MARKER = "repair-unfinished"
"""In the data directory while `giliran journal repair` moves files; it names their new place."""

RESTORING = ".restoring-*"
"""In the data directory while `giliran restore` works there: its own room."""

_WITNESSES = ("reports.db", "people.db", "restored.json")
"""Files that a hub makes only once it has a journal, and the mark of one that was restored."""

BRING_BACK = "Bring a backup into a new directory: 'giliran restore COPY --data NEWDIR'"
"""A copy that is put in place by hand is taken for one, but brings neither PINs nor the token."""


def require_fit(path: Path) -> None:
    """Raises `Unreadable` where opening `path` would lose entries: ``damaged``, ``io-error``, and
    ``gone`` where there is nothing left that a repair could begin with."""
    try:
        words = fault_before_opening(path)
        code = "gone" if _is_gone(path) else "damaged"
    except OSError as error:
        raise Unreadable("io-error", f"{path} cannot be read: {error.strerror}.") from error
    if words:
        raise Unreadable(code, words)


def fault_before_opening(path: Path) -> str:
    """What is wrong with the files of a journal; empty where nothing is. Raises OSError."""
    if path.with_name(MARKER).exists():
        return "A repair was interrupted: run 'giliran journal repair' again."
    if is_empty(path):
        return _fault_of_nothing(path)
    fault = fault_of(log_of(path))
    if fault:
        return f"{log_of(path)} is damaged ({fault}): acknowledged entries after it would be lost."
    return ""


def is_empty(path: Path) -> bool:
    """Whether there is no file, or one without a byte."""
    return not path.exists() or path.stat().st_size == 0


def _is_gone(path: Path) -> bool:
    return is_empty(path) and not _has_log(path) and not path.with_name(MARKER).exists()


def _has_log(path: Path) -> bool:
    log = log_of(path)
    return log.exists() and log.stat().st_size > 0


def _fault_of_nothing(path: Path) -> str:
    """An empty file is a hub's first start, unless something says that there was more."""
    state = "is empty" if path.exists() else "is missing"
    if _has_log(path):
        return f"{path} {state}, but its log {log_of(path).name} is there."
    for name in _WITNESSES:
        if path.with_name(name).exists():
            return (
                f"{path} {state}, but {name} shows that this directory had a journal."
                f" {BRING_BACK}; to begin with an empty hall, name a new directory as well."
            )
    if any(path.parent.glob(RESTORING)):
        return f"A restore into {path.parent} did not come to its end: run it again."
    return ""


def log_of(path: Path) -> Path:
    """The write-ahead log beside a SQLite file."""
    return path.with_name(path.name + "-wal")
