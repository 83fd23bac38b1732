"""A consistent copy of a data directory, hub or no hub: ``giliran backup now``.

SQLite's own backup reads what is committed, without stopping whoever writes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from shared import __version__
from shared.hub.backup.copied import note_copied
from shared.hub.backup.spare import SMALL_FILES
from shared.hub.journal.port import Unreadable
from shared.hub.journal.reading import Reader
from shared.hub.journal.schema import JOURNAL_FILE, SCHEMA, open_reader
from shared.hub.journal.verify import verify
from shared.hub.people import PEOPLE_FILE
from shared.protocol.database import Database
from shared.protocol.messages import Head

MANIFEST_FILE = "manifest.json"
SITE_FILE = "site.json"
"""The site in the copy, for people to read; a restore takes it from the journal."""

PAGES = 500
"""Copied at a time: the hub's appends go in between."""


class CopiedFile(msgspec.Struct):
    """A file of a copy."""

    name: str
    mode: int
    size: int
    sha256: str


class Manifest(msgspec.Struct):
    """What a copy holds; written last, so that a copy without one is none."""

    made: str
    program: str
    schema: int
    head: Head
    files: list[CopiedFile]


class NotWhole(Exception):
    """A copy that is not what its manifest says, or has none."""


def copy(directory: Path, into: Path) -> tuple[Path, Manifest]:
    """Copies `directory` into a new folder below `into`. Raises `Unreadable` and OSError.

    The journal of the copy is walked from its beginning: a copy that is damaged is no copy.
    """
    into.mkdir(parents=True, exist_ok=True)
    made = dt.datetime.now(dt.UTC)
    part = into / f".giliran-{made:%Y%m%d-%H%M%S}-{os.getpid()}.part"
    part.mkdir(mode=0o700)
    try:
        manifest = _fill(directory, part, made)
        done = _free(into, f"giliran-{made:%Y%m%d-%H%M%S}-{manifest.head.seq}")
        part.rename(done)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    _sync(into)
    return done, manifest


def _fill(directory: Path, part: Path, made: dt.datetime) -> Manifest:
    _copy_database(open_reader(directory / JOURNAL_FILE), part / JOURNAL_FILE)
    _note_copied(part / JOURNAL_FILE, made)
    head = _whole(part / JOURNAL_FILE)
    if (directory / PEOPLE_FILE).exists():
        _copy_database(_reader(directory / PEOPLE_FILE), part / PEOPLE_FILE)
    for name in SMALL_FILES:
        with suppress(FileNotFoundError):
            shutil.copy2(directory / name, part / name)
    _write_site(part)
    manifest = Manifest(
        made=made.isoformat(timespec="seconds"),
        program=__version__,
        schema=SCHEMA,
        head=head,
        files=[_copied(path) for path in sorted(part.iterdir())],
    )
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    (part / MANIFEST_FILE).write_bytes(text + b"\n")
    for path in part.iterdir():
        _sync(path)
    _sync(part)
    return manifest


def _reader(path: Path) -> Database:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    return Database(sqlite3.connect(uri, uri=True, timeout=10.0))


def _copy_database(source: Database, target: Path) -> None:
    target.touch(mode=0o600)
    try:
        with closing(source.conn), closing(sqlite3.connect(target)) as copied:
            source.conn.backup(copied, pages=PAGES, sleep=0.001)
            # One file, whatever the source was: nothing beside it can get lost.
            copied.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise Unreadable("io-error", f"{target.name} cannot be copied: {error}.") from error


def _note_copied(journal: Path, made: dt.datetime) -> None:
    try:
        with closing(sqlite3.connect(journal)) as copied:
            note_copied(copied, made.isoformat(timespec="seconds"))
    except sqlite3.Error as error:
        raise Unreadable("io-error", f"{journal} cannot be written: {error}.") from error


def _whole(journal: Path) -> Head:
    report = verify(journal)
    if not report.sound or report.head is None:
        words = report.faults[0].words if report.faults else "it is empty"
        raise Unreadable("damaged", f"The journal is damaged: {words}")
    return report.head


def _write_site(part: Path) -> None:
    with closing(Reader(part / JOURNAL_FILE)) as reader:
        entry = reader.last("SiteLoaded")
    if entry is not None:
        document = msgspec.json.decode(entry.body)["site"]
        text = msgspec.json.format(msgspec.json.encode(document), indent=1)
        (part / SITE_FILE).write_bytes(text + b"\n")


def _copied(path: Path) -> CopiedFile:
    stat = path.stat()
    return CopiedFile(path.name, stat.st_mode & 0o777, stat.st_size, _digest(path))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _free(into: Path, name: str) -> Path:
    """Two copies within a second have two names."""
    tried = into / name
    number = 2
    while tried.exists():
        tried, number = into / f"{name}-{number}", number + 1
    return tried


def manifest_of(folder: Path) -> Manifest:
    """The manifest of a copy whose files are what it says. Raises `NotWhole` and OSError."""
    try:
        manifest = msgspec.json.decode((folder / MANIFEST_FILE).read_bytes(), type=Manifest)
    except (FileNotFoundError, msgspec.DecodeError) as error:
        raise NotWhole(f"{folder} is no copy: {MANIFEST_FILE}: {error}.") from error
    for one in manifest.files:
        path = folder / one.name
        if Path(one.name).name != one.name or not path.is_file():
            raise NotWhole(f"{path} is missing: the copy is not whole.")
        if _digest(path) != one.sha256:
            raise NotWhole(f"{path} is not what was copied: its checksum differs.")
    return manifest


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
