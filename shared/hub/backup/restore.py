"""A data directory from a copy or from a replica: ``giliran restore``."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from shared.hub.backup.branch import hub_of
from shared.hub.backup.copied import forget_copied
from shared.hub.backup.copies import (
    MANIFEST_FILE,
    MEDIA,
    SITE_FILE,
    Manifest,
    manifest_of,
    sound_media,
)
from shared.hub.backup.fetch import NOTHING_THERE, NotFetched, fetch_database
from shared.hub.backup.setting import Setting, below
from shared.hub.backup.spare import SPARE_FILE, STAY_HERE, unpack
from shared.hub.journal.fitness import RESTORING
from shared.hub.journal.lock import LOCK_FILE, DirectoryBusy, DirectoryLock
from shared.hub.journal.port import Unreadable
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.verify import Progress, verify
from shared.hub.people import PEOPLE_FILE
from shared.hub.replay import Retrace
from shared.hub.restored import Mark, write_mark
from shared.hub.witness.inside import write_book
from shared.protocol.machine import wall_ms
from shared.protocol.messages import Head

PATIENCE_SECONDS = 3_600
"""A replica in object storage may be far away."""

NAME_THE_HUB = (
    " Each hub's replica lies in a folder of its own: give PLACE/ID, with the ID that the storage's"
    " listing shows there."
)
"""Object storage is not searched for it: Litestream lists no folders."""

_MAY_BE_THERE = frozenset({"hub.lock", "hub.pid", "backup.toml"})
"""What a directory may hold that is restored into."""

NO_MEDIA = (
    "the TVs' pictures and videos are no part of a replica: where 'giliran media list' calls one"
    " lost, upload it again"
)

Say = Callable[[str], None]


class NoRestore(Exception):
    """It cannot be done from there, or there; the words say why, and nothing was changed."""


def restore(source: Setting, directory: Path, say: Say, progress: Progress | None = None) -> Mark:
    """Makes `directory` what the source holds, proves the chain, and marks it as restored.

    Raises `NoRestore`, `NotWhole`, `Unreadable`, `NoLitestream`, `DirectoryBusy` and OSError; then
    the directory is as it was.
    """
    with _as_it_was(directory), DirectoryLock(directory):
        _require_empty(directory)
        for left in directory.glob(RESTORING):  # of one that was killed: the lock is ours
            shutil.rmtree(left)
        room = Path(tempfile.mkdtemp(prefix=RESTORING.rstrip("*"), dir=directory))
        try:
            noted = _fetch(source, room, say)
            head = _proven(room / JOURNAL_FILE, noted, say, progress)
            write_book(room)
            forget_copied(room / JOURNAL_FILE)  # the mark says so, and more
            mark = Mark.new(source.to, head, wall_ms())
            write_mark(room, mark)
            _put_in_place(room, directory)
        finally:
            shutil.rmtree(room, ignore_errors=True)
    return mark


@contextlib.contextmanager
def _as_it_was(directory: Path) -> Iterator[None]:
    """Takes back the directory, its parents and its lock where they were made for nothing."""
    made = [path for path in (directory, *directory.parents) if not path.exists()]
    had_lock = (directory / LOCK_FILE).exists()
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        yield
    except DirectoryBusy:
        raise
    except BaseException:
        if not had_lock:
            (directory / LOCK_FILE).unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # somebody else has put something there
            for path in made:
                path.rmdir()
        raise


def _put_in_place(room: Path, directory: Path) -> None:
    """The journal last: a directory that has one has all, its mark too."""
    put: list[Path] = []
    try:
        for path in sorted(room.iterdir(), key=lambda one: one.name == JOURNAL_FILE):
            put.append(path.rename(directory / path.name))
    except BaseException:
        for path in put:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise
    os.sync()


def _require_empty(directory: Path) -> None:
    ours = {*_MAY_BE_THERE, *(path.name for path in directory.glob(RESTORING))}
    found = sorted(path.name for path in directory.iterdir() if path.name not in ours)
    if found:
        raise NoRestore(
            f"{directory} is not empty ({found[0]}): restore into a new directory, so that nothing"
            " is written over."
        )


def _fetch(source: Setting, room: Path, say: Say) -> Head | None:
    """The files; the head that the journal must have, where the source knows it."""
    folder = source.folder
    if folder is not None and (folder / MANIFEST_FILE).exists():
        manifest = manifest_of(folder)
        say(f"the copy of {manifest.made}, {len(manifest.files)} files")
        for one in manifest.files:
            if one.name not in (SITE_FILE, *STAY_HERE):
                (room / one.name).parent.mkdir(mode=0o700, exist_ok=True)
                shutil.copyfile(folder / one.name, room / one.name)
                (room / one.name).chmod(one.mode)
        _fetch_media(folder, manifest, room, say)
        return manifest.head
    place = _only_hub(source)
    for name in (JOURNAL_FILE, PEOPLE_FILE, SPARE_FILE):
        _fetch_database(place, name, room, say)
    if (room / SPARE_FILE).exists():
        unpack(room / SPARE_FILE, room)
        (room / SPARE_FILE).unlink()
    say(NO_MEDIA)
    return None


def _fetch_media(folder: Path, manifest: Manifest, room: Path, say: Say) -> None:
    """What is damaged stays behind: the hub names it, and it is uploaded again."""
    if not manifest.media:
        return
    (room / MEDIA).mkdir(mode=0o700)
    found = list(sound_media(folder, manifest))
    for path in found:
        shutil.copyfile(path, room / MEDIA / path.name)
    say(f"{len(found)} of {len(manifest.media)} pictures and videos")


def _only_hub(source: Setting) -> Setting:
    """A folder may hold several replicas, of one hub's histories too; then somebody has to say
    which."""
    folder = source.folder
    if folder is None or (folder / JOURNAL_FILE).is_dir():
        return source
    found = [path.parent for path in folder.glob(f"*/{JOURNAL_FILE}/")]
    if not found:
        raise NoRestore(_nothing_in(folder))
    if len(found) > 1:
        hubs = {hub_of(path.name) for path in found}
        whose = "several hubs" if len(hubs) > 1 else f"several histories of the hub {hubs.pop()}"
        newest = sorted(found, key=_written, reverse=True)
        named = ", ".join(f"{path} (last written {_when(_written(path))})" for path in newest)
        raise NoRestore(f"{folder} holds the replicas of {whose}; name one: {named}.")
    return source.of_hub(found[0].name)


def _nothing_in(folder: Path) -> str:
    copies = sorted(path.parent for path in folder.glob(f"*/{MANIFEST_FILE}"))
    if copies:
        named = ", ".join(str(path) for path in reversed(copies))
        return f"{folder} is where copies were put; name one, the newest first: {named}."
    return f"{folder} holds neither a copy ({MANIFEST_FILE}) nor a replica."


def _written(replica: Path) -> float:
    """When the newest piece of a replica's journal was put there; s since the epoch."""
    pieces = (replica / JOURNAL_FILE).rglob("*.ltx")
    return max((piece.stat().st_mtime for piece in pieces), default=0.0)


def _when(at: float) -> str:
    return f"{dt.datetime.fromtimestamp(at).astimezone():%Y-%m-%d %H:%M:%S}" if at else "never"


def _fetch_database(place: Setting, name: str, room: Path, say: Say) -> None:
    say(f"{name} from {below(place.to, name)}")
    try:
        fetch_database(place, name, room, PATIENCE_SECONDS, needed=name == JOURNAL_FILE)
    except NotFetched as error:
        hint = NAME_THE_HUB if place.folder is None and NOTHING_THERE in str(error) else ""
        raise NoRestore(f"{name}: {error}.{hint}") from None


def _proven(journal: Path, noted: Head | None, say: Say, progress: Progress | None) -> Head:
    """The head of a journal whose every entry fits and can be played. Raises `Unreadable`."""
    say("the chain, from its beginning")
    found: list[str] = []
    retrace = Retrace(lambda kind, seq, words: found.append(words))
    report = verify(journal, noted, progress, retrace.take)
    if report.sound:
        retrace.end()
    found = [fault.words for fault in report.faults] + found
    if found or report.head is None:
        words = found[0] if found else "it is empty."
        raise Unreadable("damaged", f"The journal from there is not whole: {words}")
    return report.head
