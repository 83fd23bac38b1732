"""The data directory's small files in one more database, so that they are replicated too.

Litestream knows nothing but SQLite; without the hub's certificate no device would believe a
restored hub.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from shared.hub.contacts import CONTACTS_FILE
from shared.hub.first_pins import FIRST_PINS_FILE
from shared.hub.identity.certificate import IDENTITY_FILES
from shared.hub.identity.signing import FOLDER, KEY_FILE
from shared.hub.popular import POPULAR_FILE
from shared.hub.trust import TOKEN_FILE
from shared.protocol.database import Database
from shared.protocol.messages import Head

SPARE_FILE = "spare.db"

SMALL_FILES = (
    *(CONTACTS_FILE, "refused.json", POPULAR_FILE),
    *(*IDENTITY_FILES, f"{FOLDER}/{KEY_FILE}"),
)
"""Within the data directory; those below `identity` are what devices believe a hub by, and what it
signs its journal with: without them every device would have to be paired anew."""

STAY_HERE = (TOKEN_FILE, FIRST_PINS_FILE)
"""What opens a hub and can be made anew: in no copy, nor taken out of one that an older program
has made."""

HEAD = "head.json"
"""Beside them in the database alone: where the journal stood, some seconds ago."""


def pack(directory: Path, head: Head) -> None:
    """Takes up what has changed of them, and where the journal stands. Raises OSError and
    sqlite3.Error."""
    path = directory / SPARE_FILE
    path.touch(mode=0o600)
    database = Database(str(path))
    with closing(database.conn):
        database.conn.execute("PRAGMA wal_autocheckpoint=0").fetchall()  # as in people.db
        database.conn.execute("PRAGMA secure_delete=ON").fetchall()
        files = database.table("files")
        columns = {"name": str, "mode": int, "content": bytes}
        files.create(columns, pk="name", if_not_exists=True)
        before = {str(row["name"]): row for row in files.rows}
        standing = {"name": HEAD, "mode": 0o600, "content": msgspec.json.encode(head)}
        for name in before.keys() - {*SMALL_FILES, HEAD}:  # an older program took up more
            with database.conn:
                files.delete_where("name = ?", [name])
        now = {name: _row(directory, name) for name in SMALL_FILES} | {HEAD: standing}
        for name, row in now.items():
            if row == before.get(name):
                continue
            with database.conn:
                files.delete_where("name = ?", [name])
                if row is not None:
                    files.insert(row)


def _row(directory: Path, name: str) -> dict[str, Any] | None:
    path = directory / name
    try:
        mode = path.stat().st_mode & 0o777
        return {"name": name, "mode": mode, "content": path.read_bytes()}
    except FileNotFoundError:
        return None


def unpack(spare: Path, directory: Path) -> list[str]:
    """Writes the files of a `spare` database into `directory`, with their modes; their names."""
    with closing(Database(str(spare)).conn) as connection:
        rows = connection.execute("SELECT name, mode, content FROM files").fetchall()
    wanted = [row for row in rows if row[0] in SMALL_FILES]
    for name, mode, content in wanted:
        (directory / name).parent.mkdir(mode=0o700, exist_ok=True)
        handle = os.open(directory / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(directory / name, mode & 0o777)
    return [str(row[0]) for row in wanted]


def noted_head(spare: Path) -> Head | None:
    """Where the journal stood when a `spare` database was written; None: it does not say."""
    try:
        with closing(Database(str(spare)).conn) as connection:
            row = connection.execute("SELECT content FROM files WHERE name = ?", [HEAD]).fetchone()
        return msgspec.json.decode(row[0], type=Head) if row else None
    except (sqlite3.Error, msgspec.DecodeError):
        return None
