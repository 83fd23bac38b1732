"""What an app remembers of its hub over a restart: who it is, where it was, how far it had got."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import msgspec

from shared.protocol.messages import Head
from shared.protocol.secret_file import force_names

log = logging.getLogger(__name__)

FILE_NAME = "line.json"


class Remembered(msgspec.Struct, frozen=True, omit_defaults=True):
    """The paired hub; empty fields: none yet."""

    hub: str = ""
    url: str = ""
    head: Head | None = None
    """What this app saw last; a hub that lacks it has lost entries."""


class Memory:
    """One small JSON file in the app's data directory, replaced as a whole."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / FILE_NAME
        self._last = self._read()

    @property
    def last(self) -> Remembered:
        return self._last

    def keep(self, remembered: Remembered) -> None:
        """Write it down. A disk that refuses is logged: the line works without a memory.

        A new hub or address is forced to the disk. The head moves with every ticket and is not:
        after a power cut an older head is as good, and the GUI would wait for the disk.
        """
        if remembered == self._last:
            return
        moved = (remembered.hub, remembered.url) != (self._last.hub, self._last.url)
        self._last = remembered
        try:
            replace_file(self._path, msgspec.json.encode(remembered), to_disk=moved)
        except OSError as error:
            log.warning("cannot remember the hub: %s", error)

    def _read(self) -> Remembered:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Remembered)
        except FileNotFoundError:
            return Remembered()
        except (OSError, msgspec.DecodeError) as error:
            log.warning("%s is unreadable, the hub is looked for anew: %s", self._path, error)
            return Remembered()


def replace_file(path: Path, content: bytes, *, to_disk: bool) -> None:
    """Put `content` in place of the file as a whole; OSError when that cannot be done.

    Forced `to_disk`, it is there after a power cut too, under its name.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    with new.open("wb") as file:
        file.write(content)
        if to_disk:
            file.flush()
            os.fsync(file.fileno())
    new.replace(path)
    if to_disk:
        force_names(path.parent)
