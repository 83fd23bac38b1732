"""sqlite-utils as this project uses it: import it from here.

Wherever numpy is installed sqlite-utils brings it along, to know its types of numbers. That costs
every program a quarter of a second at its start and thirty megabytes, and nobody here stores such
numbers: only a forecast has them, in a process of its own. Nor does anything here want its plugins:
to look for them reads what is told of every package on the machine, at each program's start.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


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

__all__ = ["Database", "Migrations", "Table"]
