"""An export that somebody has kept: checked by itself, and held against the journal of today."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from shared.hub.journal.port import Entry
from shared.hub.journal.reading import Reader
from shared.hub.witness.exporting import ENTRIES
from shared.hub.witness.verify_export import Check

_FIELDS = ("at", "type", "version", "actor", "command", "digest")

LONGEST = 24
"""Letters of a value that are shown."""

LISTED = 20
"""So many differences are named; all are counted."""


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """The folder of an export; a ZIP is unpacked for the time. Raises OSError and BadZipFile."""
    if path.is_dir():
        yield path
        return
    with tempfile.TemporaryDirectory() as made:
        with zipfile.ZipFile(path) as packed:
            packed.extractall(made)
        yield Path(made)


def checked(folder: Path, key: str = "") -> Check:
    """Checks an export by its own files; the program that it brings along is not run."""
    check = Check(folder, key)
    check.run()
    return check


def differences(folder: Path, reader: Reader) -> tuple[int, list[str]]:
    """How many entries of a sound export the journal has otherwise, or not at all; and the first
    of them, each with what became of it. Raises `Unreadable` and OSError."""
    count, listed = 0, list[str]()
    with (folder / ENTRIES).open(encoding="utf-8") as file:
        for line in file:
            kept = json.loads(line)
            found = reader.read(kept["seq"] - 1, 1)
            words = _difference(kept, found[0] if found else None)
            count += bool(words)
            if words and len(listed) < LISTED:
                listed.append(words)
    return count, listed


def _difference(kept: dict[str, Any], now: Entry | None) -> str:
    """What of an entry is not what it was; its hash apart, which every change before it moves."""
    name = f"Entry {kept['seq']} ({kept['type']})"
    if now is None or now.seq != kept["seq"]:
        return f"{name} of the export is not in the journal."
    fields = {field: getattr(now, field) for field in _FIELDS}
    body = now.body.decode(errors="replace")
    before = {field: kept[field] for field in _FIELDS}
    changed = _changes(before, fields) + _changes(_parts(kept["body"]), _parts(body))
    if not changed and body != kept["body"]:
        changed = ["its body is written in another way"]
    return f"{name} was changed: {'; '.join(changed)}." if changed else ""


def _changes(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    return [
        f"{name} was {_short(before.get(name))}, is {_short(now.get(name))}"
        for name in before | now
        if before.get(name) != now.get(name)
    ]


def _short(value: object) -> str:
    said = repr(value)
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


def _parts(body: str) -> dict[str, Any]:
    """The fields of an event; a body that is none is one field."""
    try:
        told = json.loads(body)
    except ValueError:
        told = None
    return told if isinstance(told, dict) else {"body": body}
