"""A data directory from a copy or from a replica: ``giliran restore``."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from shared.hub.backup.copies import MANIFEST_FILE, SITE_FILE, manifest_of
from shared.hub.backup.litestream import program
from shared.hub.backup.setting import Setting, below
from shared.hub.backup.spare import SPARE_FILE, unpack
from shared.hub.journal.lock import DirectoryLock
from shared.hub.journal.port import Unreadable
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.verify import Progress, verify
from shared.hub.people import PEOPLE_FILE
from shared.hub.replay import Retrace
from shared.hub.restored import Mark, write_mark
from shared.protocol.machine import wall_ms
from shared.protocol.messages import Head

PATIENCE_SECONDS = 3_600
"""A replica in object storage may be far away."""

NOTHING_THERE = "no matching backup files"
"""In Litestream's words."""
NAME_THE_HUB = (
    " Each hub's replica lies in a folder of its own: give PLACE/ID, with the ID that the storage's"
    " listing shows there."
)
"""Object storage is not searched for it: Litestream lists no folders."""

_MAY_BE_THERE = frozenset({"hub.lock", "hub.pid", "backup.toml"})
"""What a directory may hold that is restored into."""

Say = Callable[[str], None]


class NoRestore(Exception):
    """It cannot be done from there, or there; the words say why, and nothing was changed."""


def restore(source: Setting, directory: Path, say: Say, progress: Progress | None = None) -> Mark:
    """Makes `directory` what the source holds, proves the chain, and marks it as restored.

    Raises `NoRestore`, `NotWhole`, `Unreadable`, `NoLitestream`, `DirectoryBusy` and OSError; then
    the directory is as it was.
    """
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    with DirectoryLock(directory):
        _require_empty(directory)
        room = Path(tempfile.mkdtemp(prefix=".restoring-", dir=directory))
        try:
            noted = _fetch(source, room, say)
            head = _proven(room / JOURNAL_FILE, noted, say, progress)
            mark = Mark.new(source.to, head, wall_ms())
            write_mark(room, mark)
            # The journal last: a directory that has one has all, its mark too.
            for path in sorted(room.iterdir(), key=lambda one: one.name == JOURNAL_FILE):
                path.rename(directory / path.name)
            os.sync()
        finally:
            shutil.rmtree(room, ignore_errors=True)
    return mark


def _require_empty(directory: Path) -> None:
    found = sorted(path.name for path in directory.iterdir() if path.name not in _MAY_BE_THERE)
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
            if one.name != SITE_FILE:
                shutil.copyfile(folder / one.name, room / one.name)
                (room / one.name).chmod(one.mode)
        return manifest.head
    place = _only_hub(source)
    for name in (JOURNAL_FILE, PEOPLE_FILE, SPARE_FILE):
        _fetch_database(place, name, room, say)
    if (room / SPARE_FILE).exists():
        unpack(room / SPARE_FILE, room)
        (room / SPARE_FILE).unlink()
    return None


def _only_hub(source: Setting) -> Setting:
    """A folder may be the place of several hubs' replicas; then somebody has to say which."""
    folder = source.folder
    if folder is None or (folder / JOURNAL_FILE).is_dir():
        return source
    hubs = sorted(path.parent.name for path in folder.glob(f"*/{JOURNAL_FILE}/"))
    if not hubs:
        raise NoRestore(f"{folder} holds neither a copy ({MANIFEST_FILE}) nor a replica.")
    if len(hubs) > 1:
        named = ", ".join(str(folder / hub) for hub in hubs)
        raise NoRestore(f"{folder} holds the replicas of several hubs; name one: {named}.")
    return source.of_hub(hubs[0])


def _fetch_database(place: Setting, name: str, room: Path, say: Say) -> None:
    config = room / "litestream.yml"
    replica = place.replica(name)
    document = {"dbs": [{"path": str(room / name), "replica": replica}]}
    config.write_bytes(msgspec.json.encode(document))
    config.chmod(0o600)
    command = [str(program()), "restore", "-config", str(config), "-integrity-check", "full"]
    if name != JOURNAL_FILE:
        command.append("-if-replica-exists")
    say(f"{name} from {below(place.to, name)}")
    try:
        done = subprocess.run(
            [*command, str(room / name)], capture_output=True, timeout=PATIENCE_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise NoRestore(f"{name}: no answer from {place.to} within an hour.") from None
    finally:
        config.unlink()
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        hint = NAME_THE_HUB if place.folder is None and NOTHING_THERE in said else ""
        raise NoRestore(f"{name}: Litestream says: {said}.{hint}")
    if (room / name).exists():
        (room / name).chmod(0o600)


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
