"""How fast the journal is: appends beside the bare loop that no journal on SQLite can beat."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter

import uvloop

from shared.hub.journal.chain import head_after
from shared.hub.journal.port import Draft
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.sqlite import SqliteJournal

GROUP = 32
"""How many entries a group commit of a busy hall carries."""

_BODY = (
    b'{"ticket":"mZ0aN6nS2wq3sXh8Vb1T","number":"A-012","ordinal":12,"series":"A",'
    b'"service":"kk-baru","visit":"pT5xWc9dLr7uEf2kGj4Y","place":1772416800000,"ahead":11,'
    b'"group":null,"head_start":0,"language":"id","people":1,"assist":[],"kiosk":"kiosk-1"}'
)
_DRAFT = Draft(
    1_772_416_800_000, "TicketIssued", 1, _BODY, "kiosk-1", "9f1c2b7ad04e4c58a6e1", "d" * 64
)


def measure(directory: Path, turns: int = 40) -> dict[str, float]:
    """Rows a second on the disk of `directory`: medians of short turns taken one after another.

    ``bare``: BEGIN IMMEDIATE, INSERT, COMMIT at FULL, one row each, nothing around it.
    ``append_1``, ``append_32``: the journal's own append, awaited one after the other, with 1 and
    32 entries. ``ratio_1``, ``ratio_32``: the same as multiples of ``bare``. Each turn is some
    ten milliseconds long, so that what else the machine does hits all three alike.
    """
    with tempfile.TemporaryDirectory(dir=directory, prefix="bench-") as name:
        bare, one, many = uvloop.run(_alternate(Path(name), turns))
    return {
        "bare": bare,
        "append_1": one,
        "append_32": many,
        "ratio_1": one / bare,
        "ratio_32": many / bare,
    }


async def _alternate(directory: Path, turns: int) -> list[float]:
    one = await SqliteJournal.open(directory / "one" / JOURNAL_FILE)
    many = await SqliteJournal.open(directory / "many" / JOURNAL_FILE)
    taken: list[list[float]] = [[], [], []]
    try:
        with closing(_bare_table(directory / "bare.db")) as bare:
            for _ in range(turns):
                taken[0].append(_insert(bare, 25))
                taken[1].append(await _append(one, 25, 1))
                taken[2].append(await _append(many, 8, GROUP))
    finally:
        await one.close()
        await many.close()
    return [median(rates) for rates in taken]


def _bare_table(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
    return connection


def _insert(connection: sqlite3.Connection, rows: int) -> float:
    text = _BODY.decode()
    started = perf_counter()
    for _ in range(rows):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO rows (body) VALUES (?)", (text,))
        connection.execute("COMMIT")
    return rows / (perf_counter() - started)


async def _append(journal: SqliteJournal, appends: int, at_once: int) -> float:
    drafts = [_DRAFT] * at_once
    head = await journal.head()
    started = perf_counter()
    for _ in range(appends):
        head = head_after(head, await journal.append(head, drafts))
    return appends * at_once / (perf_counter() - started)
