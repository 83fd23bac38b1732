"""sqlite-utils as this project uses it: import it from here.

Wherever numpy is installed sqlite-utils brings it along, to know its types of numbers. That costs
every program a quarter of a second at its start and thirty megabytes, and nobody here stores such
numbers: only a forecast has them, in a process of its own. Nor does anything here want its plugins:
to look for them reads what is told of every package on the machine, at each program's start.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def _without(module: str) -> Iterator[None]:
    """For a while it seems not to be installed; where it is loaded already nothing is saved."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]


with _without("numpy"), _without("pandas"):
    from sqlite_utils import Database, Migrations, plugins
    from sqlite_utils.db import Table

plugins._plugins_loaded = True

__all__ = ["Database", "Migrations", "Table", "reading"]

_LOOK = "SELECT count(*) FROM sqlite_schema"


def reading(path: Path, timeout: float = 5.0) -> sqlite3.Connection:
    """A connection that can only read. `timeout` seconds for whoever writes. Raises sqlite3.Error.

    A program that was killed in the middle of a change leaves it beside its file, and only who may
    write can take it back: where that is so, this does it first, as the program's next start would.
    """
    try:
        return _looked_at(path, "ro", timeout)
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
    with closing(_looked_at(path, "rw", timeout)):
        return _looked_at(path, "ro", timeout)


def _looked_at(path: Path, mode: str, timeout: float) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=timeout)
    try:
        connection.execute(_LOOK).fetchall()
    except BaseException:
        connection.close()
        raise
    return connection
