"""Reading SQLite's files by their format: the log's frames, the rows of leaves and overflows."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.hub.journal.fitness import log_of
from shared.hub.journal.salvage.carve import Carving
from shared.hub.journal.salvage.records import Malformed, values
from shared.hub.journal.salvage.wal import FRAME_HEADER, WAL_HEADER, read_wal

FRAME = FRAME_HEADER + 4_096
TABLE = "CREATE TABLE entries (seq INTEGER PRIMARY KEY, at, type, version, body, a, b, c, d)"


@contextmanager
def database(path: Path) -> Iterator[sqlite3.Connection]:
    """A file in WAL mode whose log stays while it is open."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute(TABLE)
        yield connection


def insert(connection: sqlite3.Connection, seq: int, size: int) -> None:
    body = random.Random(seq).randbytes(size).hex()[:size]
    row = (seq, 1_772_416_800_000 + seq, "TicketIssued", 1, body, "", "x", "", "f" * 64)
    connection.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def frames_by_sqlite(main: bytes, log: bytes) -> int:
    """So many frames of a log SQLite itself takes for good."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "copy.db"
        path.write_bytes(main)
        log_of(path).write_bytes(log)
        with closing(sqlite3.connect(path)) as connection:
            _, frames, _ = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            return int(frames)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """A main file and a log of thirty commits."""
    path = tmp_path_factory.mktemp("log") / "one.db"
    with database(path) as connection:
        for seq in range(1, 31):
            insert(connection, seq, 700)
        return path.read_bytes(), log_of(path).read_bytes()


def log_at(directory: Path, log: bytes) -> Path:
    path = directory / "log"
    path.write_bytes(log)
    return path


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_cut_log_ends_where_sqlite_says(
    written: tuple[bytes, bytes], data: st.DataObject
) -> None:
    main, log = written
    cut = log[: data.draw(st.integers(0, len(log)))]
    with tempfile.TemporaryDirectory() as name:
        found = read_wal(log_at(Path(name), cut))
    assert found.fault == ""  # a power cut does that
    assert found.good == frames_by_sqlite(main, cut)


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_byte_changed_before_the_last_commit_is_told(
    written: tuple[bytes, bytes], data: st.DataObject
) -> None:
    _, log = written
    with tempfile.TemporaryDirectory() as name:
        commits = [n for n, f in enumerate(read_wal(log_at(Path(name), log)).frames) if f.commit]
        before_last = WAL_HEADER + (commits[-3] + 1) * FRAME
        at = data.draw(st.integers(0, before_last - 1))
        mask = data.draw(st.integers(1, 255))
        changed = log[:at] + bytes([log[at] ^ mask]) + log[at + 1 :]
        assert read_wal(log_at(Path(name), changed)).fault


def test_a_torn_last_commit_is_no_damage(written: tuple[bytes, bytes], tmp_path: Path) -> None:
    _, log = written
    last = bytearray(log)
    last[-100] ^= 1
    found = read_wal(log_at(tmp_path, bytes(last)))
    assert found.fault == ""
    assert found.good < len(found.frames)


@given(
    sizes=st.lists(
        st.one_of(st.integers(0, 4_200), st.sampled_from([4_061, 4_062, 8_153, 30_000])),
        min_size=1,
        max_size=12,
    ),
    checkpoint=st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_every_row_is_found_with_all_its_columns(sizes: list[int], checkpoint: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "one.db"
        with database(path) as connection:
            for seq, size in enumerate(sizes, 1):
                insert(connection, seq, size)
            if checkpoint:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            with Carving(path) as carving:
                assert carving.numbers() == list(range(1, len(sizes) + 1))
                for row in connection.execute("SELECT * FROM entries"):
                    wanted = [v.encode() if isinstance(v, str) else v for v in row[1:]]
                    assert [values(one)[1:] for one in carving.rows(row[0])] == [wanted]


@given(st.binary(max_size=300))
def test_rubbish_is_no_row_and_no_crash(payload: bytes) -> None:
    try:
        found = values(payload)
    except Malformed:
        return
    assert isinstance(found, list)
