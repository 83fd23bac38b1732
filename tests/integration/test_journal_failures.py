"""The disk, another program, another file: what the journal does when the world fails it."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from shared.hub.journal.port import Refused, Unknown, Unreadable
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.sqlite import SqliteJournal
from shared.hub.journal.verify import verify
from tests.unit.journal_samples import drafts, extend, filled, with_journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / JOURNAL_FILE


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes: writing there fails as on a broken disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_failed_commit_whose_end_can_be_seen_is_refused(path: Path) -> None:
    async def look(journal: SqliteJournal) -> None:
        await extend(journal, 50)
        head = await journal.head()
        log = path.with_name(path.name + "-wal").stat().st_size
        with largest_file(log):  # the main file is smaller: it can take what is settled
            with pytest.raises(Refused) as refusal:
                await journal.append(head, drafts(5))
            assert refusal.value.code == "io-error"
            assert await journal.head() == head
        await extend(journal, 5)

    with_journal(path, look)
    assert verify(path).entries == 55


def test_a_commit_in_doubt_stays_so_until_the_disk_can_tell(path: Path) -> None:
    async def look(journal: SqliteJournal) -> None:
        await extend(journal, 50)
        head = await journal.head()
        with largest_file(4096):
            with pytest.raises(Unknown):
                await journal.append(head, drafts(5))
            with pytest.raises(Unknown):
                await journal.head()
            with pytest.raises(Unknown):
                await journal.append(head, drafts(5))
        assert await journal.head() == head
        await extend(journal, 5)

    with_journal(path, look)
    assert verify(path).entries == 55


def test_a_locked_file_is_busy_and_nothing_is_written(path: Path) -> None:
    async def look(journal: SqliteJournal) -> None:
        head = await journal.head()
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(Refused) as refusal:
                await journal.append(head, drafts(1))
        assert refusal.value.code == "busy"
        await extend(journal, 1)

    with_journal(path, look)


def test_a_file_of_another_program_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()
    assert opening_fails(path) == "damaged"
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_left_alone(path: Path) -> None:
    path.write_bytes(b"Daftar belanja: beras, gula, kopi\n" * 200)
    assert opening_fails(path) == "damaged"


def test_a_newer_journal_is_left_alone(tmp_path: Path) -> None:
    path, _, _ = filled(tmp_path, 1)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE meta SET value = '2' WHERE key = 'schema'")
    assert opening_fails(path) == "newer"


def opening_fails(path: Path) -> str:
    async def run() -> str:
        with pytest.raises(Unreadable) as error:
            await SqliteJournal.open(path)
        return error.value.code

    return asyncio.run(run())


def test_a_place_where_no_file_can_be_is_told(path: Path) -> None:
    path.mkdir()
    assert opening_fails(path) == "io-error"
