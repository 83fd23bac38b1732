"""PINs that the hub made up itself, until somebody has noted them.

They lie in a file of their own that only its owner can read; once a PIN is noted, or its officer
has signed on with it, nothing but its hash is left.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from shared.protocol.secret_file import force_names, write_secret

FIRST_PINS_FILE = "first-pins.csv"


class FirstPins:
    """The file. Every change is on disk when it returns; OSError where that fails."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, str]:
        """PINs by officer; empty where there is no file."""
        try:
            rows = csv.reader(StringIO(self.path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return {}
        return {row[0]: row[1] for row in list(rows)[1:] if len(row) == 2}

    def add(self, pins: dict[str, str]) -> None:
        self._write(self.read() | pins)

    def drop(self, officers: Iterable[str]) -> int:
        """Forgets these PINs; says how many there were."""
        before = self.read()
        left = {id_: pin for id_, pin in before.items() if id_ not in set(officers)}
        if len(left) != len(before):
            self._write(left)
        return len(before) - len(left)

    def _write(self, pins: dict[str, str]) -> None:
        if not pins:
            self.path.unlink(missing_ok=True)
            force_names(self.path.parent)
            return
        table = StringIO(newline="")
        csv.writer(table, lineterminator="\n").writerows([("id", "pin"), *pins.items()])
        write_secret(self.path, table.getvalue().encode())
