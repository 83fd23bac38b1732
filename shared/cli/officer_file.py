"""A file of officers: TOML, JSON or CSV, checked line by line before a hub gets it.

id,name,pin,role
siti,Siti Rahayu,482913,officer
budi,Budi Santoso,,supervisor

Where the PIN is left out, whoever is known keeps theirs, and others get one made up.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

Row = dict[str, str]

USUAL_ROLE = "officer"

_FIELDS = ("id", "name", "pin", "role")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_SECRET = re.compile(r"[0-9]{4,12}|(?![0-9]+$).{8,128}")


class OfficerFileError(Exception):
    """The file holds no officers; `faults` are for people, each with its place."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_officers(path: Path, roles: Collection[str]) -> list[Row]:
    """The officers in a file, by its suffix; all that is wrong with it at once. `roles` are those
    of the hall."""
    try:
        rows = _READERS[path.suffix.lower()](path.read_text(encoding="utf-8-sig"))
    except KeyError:
        raise OfficerFileError([f"{path.name}: officers come as .toml, .json or .csv"]) from None
    except OSError as error:
        raise OfficerFileError([f"{path}: {error.strerror}"]) from None
    except (UnicodeDecodeError, ValueError, csv.Error) as error:
        raise OfficerFileError([f"{path.name}: {error}"]) from None
    faults = list(_faults(rows, roles))
    if faults:
        raise OfficerFileError(faults)
    return [_given(row) | {"role": row.get("role") or USUAL_ROLE} for row in rows]


def _given(row: Row) -> Row:
    """Without what was left empty."""
    return {name: value for name, value in row.items() if value}


def warnings(path: Path, rows: list[Row]) -> Iterator[str]:
    """What could be guessed or read by others; never the PIN itself."""
    if path.stat().st_mode & 0o077:
        yield f"{path} can be read by others: chmod 600 {path}"
    shared = [
        count for count in Counter(row["pin"] for row in rows if "pin" in row).values() if count > 1
    ]
    if shared:
        yield f"{sum(shared)} officers share a PIN with somebody: give each one their own"


def _rows_of(document: Any) -> list[Any]:
    found = document.get("officers") if isinstance(document, dict) else document
    if not isinstance(found, list):
        raise ValueError("a list 'officers' is missing")
    return found


def _from_csv(text: str) -> list[Any]:
    rows = csv.DictReader(StringIO(text), strict=True, skipinitialspace=True)
    if not {"id", "name"} <= set(rows.fieldnames or ()):
        raise ValueError("the first line names the columns: id,name,pin,role")
    return [dict(row) for row in rows]


_READERS = {
    ".toml": lambda text: _rows_of(tomllib.loads(text)),
    ".json": lambda text: _rows_of(json.loads(text)),
    ".csv": _from_csv,
}


def _faults(rows: list[Any], roles: Collection[str]) -> Iterator[str]:
    if not rows:
        yield "there is nobody in it"
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        for fault in _faults_of(row, roles):
            yield f"officer {number}: {fault}"
        id_ = row.get("id") if isinstance(row, dict) else None
        if isinstance(id_, str) and id_ in seen:
            yield f"officer {number}: '{id_}' stands twice"
        seen.add(str(id_))


def _faults_of(row: Any, roles: Collection[str]) -> Iterator[str]:
    if not isinstance(row, dict):
        yield "must have id and name"
        return
    unknown = [str(key) for key in row if key not in _FIELDS]
    if unknown:
        yield f"unknown: {', '.join(unknown)}"
    wrong = [name for name in _FIELDS if not isinstance(row.get(name) or "", str)]
    if wrong:
        yield f"{', '.join(wrong)}: write it in quotes"
        return
    if not _ID.fullmatch(row.get("id") or ""):
        yield "id: 1 to 64 letters, digits, '.', '_' or '-'; it stands in the journal, so no name"
    if not (row.get("name") or "").strip():
        yield "name: is missing"
    if row.get("pin") and not _SECRET.fullmatch(row["pin"]):
        yield "pin: 4 to 12 digits, or a password of 8 characters or more"
    if (row.get("role") or USUAL_ROLE) not in roles:
        yield f"role: {' or '.join(roles)}"
