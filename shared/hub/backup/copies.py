"""A consistent copy of a data directory, hub or no hub: ``giliran backup now``.

SQLite's own backup reads what is committed, without stopping whoever writes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
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
from shared.hub.personal.table import PERSONAL_FILE
from shared.protocol.database import reading
from shared.protocol.messages import Head

MANIFEST_FILE = "manifest.json"
SITE_FILE = "site.json"
"""The site in the copy, for people to read; a restore takes it from the journal."""

MEDIA = "media"
"""The folder of the hub's pictures and videos, here and in its data directory."""
_DIGEST = re.compile(r"[0-9a-f]{64}")

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
    media: list[CopiedFile] = []
    """The files of TVs and kiosks, in the folder `media` of the copy."""


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
        manifest = _fill(directory, part, made, _newest(into))
        done = _free(into, f"giliran-{made:%Y%m%d-%H%M%S}-{manifest.head.seq}")
        part.rename(done)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    _sync(into)
    return done, manifest


def _fill(directory: Path, part: Path, made: dt.datetime, earlier: Path | None) -> Manifest:
    _copy_database(open_reader(directory / JOURNAL_FILE).conn, part / JOURNAL_FILE)
    _note_copied(part / JOURNAL_FILE, made)
    head = _whole(part / JOURNAL_FILE)
    for name in (PEOPLE_FILE, PERSONAL_FILE):  # never its key: a copy that is stolen tells nothing
        if (directory / name).exists():
            _copy_database(_beside(directory / name), part / name)
    for name in SMALL_FILES:
        with suppress(FileNotFoundError):
            _copy_small(directory / name, part / name)
    _write_site(part)
    media = _copy_media(directory / MEDIA, part / MEDIA, earlier)
    manifest = Manifest(
        made=made.isoformat(timespec="seconds"),
        program=__version__,
        schema=SCHEMA,
        head=head,
        files=[_copied(path, part) for path in _files_of(part)],
        media=media,
    )
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    (part / MANIFEST_FILE).write_bytes(text + b"\n")
    for path in (*part.rglob("*"), part):
        _sync(path)
    return manifest


def _copy_small(source: Path, target: Path) -> None:
    content = source.read_bytes()  # first: what is not there leaves no folder behind
    target.parent.mkdir(mode=0o700, exist_ok=True)
    target.touch(mode=0o600)
    target.write_bytes(content)
    shutil.copystat(source, target)


def _files_of(part: Path) -> list[Path]:
    """All but the pictures and videos, which are listed apart."""
    found = (path for path in part.rglob("*") if path.is_file())
    return sorted(path for path in found if path.parent.name != MEDIA)


def _newest(into: Path) -> Path | None:
    """The copy made before this one, if there is one beside it."""
    return max((path.parent for path in into.glob(f"giliran-*/{MANIFEST_FILE}")), default=None)


def _copy_media(source: Path, target: Path, earlier: Path | None) -> list[CopiedFile]:
    """The hub's pictures and videos. Weeks of copies hold a film once: what the copy before has is
    linked to, where the disk can; whatever is not what its name says is left out, and is missing
    on the hub itself."""
    kept = sorted(path for path in source.glob("*") if _DIGEST.fullmatch(path.name))
    if kept:
        target.mkdir(mode=0o700)
    return [done for path in kept if (done := _copy_medium(path, target, earlier)) is not None]


def _copy_medium(path: Path, target: Path, earlier: Path | None) -> CopiedFile | None:
    placed = target / path.name
    with suppress(OSError):  # there is none, or a disk without links
        if earlier is not None and _digest(earlier / MEDIA / path.name) == path.name:
            placed.hardlink_to(earlier / MEDIA / path.name)
            return _copied(placed)
    with suppress(FileNotFoundError):  # removed by somebody at this moment
        shutil.copy2(path, placed)
        done = _copied(placed)
        if done.sha256 == path.name:
            return done
        placed.unlink()
    return None


def _beside(path: Path) -> sqlite3.Connection:
    try:
        return reading(path, timeout=10.0)
    except sqlite3.Error as error:
        raise Unreadable("io-error", f"{path} cannot be read: {error}.") from error


def _copy_database(source: sqlite3.Connection, target: Path) -> None:
    target.touch(mode=0o600)
    try:
        with closing(source), closing(sqlite3.connect(target)) as copied:
            source.backup(copied, pages=PAGES, sleep=0.001)
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


def _copied(path: Path, part: Path | None = None) -> CopiedFile:
    stat = path.stat()
    name = path.name if part is None else path.relative_to(part).as_posix()
    return CopiedFile(name, stat.st_mode & 0o777, stat.st_size, _digest(path))


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
        if not _may_lie_there(one.name) or not path.is_file():
            raise NotWhole(f"{path} is missing: the copy is not whole.")
        if _digest(path) != one.sha256:
            raise NotWhole(f"{path} is not what was copied: its checksum differs.")
    return manifest


def _may_lie_there(name: str) -> bool:
    """A copy names files in itself, and below it those alone that a hub has there."""
    return Path(name).name == name or name in SMALL_FILES


def sound_media(folder: Path, manifest: Manifest) -> Iterator[Path]:
    """The pictures and videos of a copy that are what they were; for want of a film no hall stays
    closed."""
    for one in manifest.media:
        path = folder / MEDIA / one.name
        if _DIGEST.fullmatch(one.name) and path.is_file() and _digest(path) == one.name:
            yield path


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
