"""From where paired devices have come: whoever comes from there again is no stranger at the door.

It is kept in a small file, for after a restart of the hub a whole hall comes back at once, and a
flood must not be able to keep it out. The file is a cache: without it, devices come in among
strangers until each has greeted once. A home is no right: who comes from one has to show who it is
like everybody else.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec

from shared.hub.machine import HERE, exact, machine_of
from shared.protocol.secret_file import write_secret

log = logging.getLogger(__name__)

HOMES_FILE = "homes.json"

OF_ONE_DEVICE = 3
"""Addresses; the one seen last stays longest: a PC has a cable and a Wi-Fi, and leases change."""

TOOLS = ""
"""Stands for commands on the hub's own machine, which are of no device; never on disk."""

_decode = msgspec.json.Decoder(dict[str, list[str]]).decode


class Homes:
    """Addresses by device. `path`: None for a hub that keeps none."""

    def __init__(self, path: Path | None = None, paired: Collection[str] = ()) -> None:
        self._path = path
        self._of: dict[str, list[str]] = {}
        self._known = Counter([HERE])
        for device, addresses in self._read().items():
            if device in paired:
                self._put(device, [exact(one) for one in addresses[-OF_ONE_DEVICE:]])
        self._saved = self._document()

    def __contains__(self, machine: str) -> bool:
        return self._known[machine] > 0

    def machine_of(self, address: str) -> str:
        """Whom an address is counted with: where a device lives, its neighbours in the same network
        do not count with it."""
        home = exact(address)
        return home if home in self else machine_of(address)

    def met(self, device: str, address: str) -> None:
        """A device has shown who it is, from there."""
        before, home = self._of.get(device, []), exact(address)
        if before[-1:] != [home] and home != HERE:
            others = [one for one in before if one != home]
            self._put(device, [*others, home][-OF_ONE_DEVICE:])

    def forget(self, device: str) -> None:
        """It is let in no more."""
        self._put(device, [])

    async def keep(self) -> None:
        """Writes the file if a device has come from somewhere new; not on the loop, for a disk may
        take its time."""
        document = self._document()
        if document != self._saved:
            self._saved = document
            await asyncio.to_thread(self._write, document)

    def save(self) -> None:
        """The same at once."""
        document = self._document()
        if document != self._saved:
            self._saved = document
            self._write(document)

    # ----------------------------------------------------------------------------------------

    def _put(self, device: str, homes: Iterable[str]) -> None:
        self._known.subtract(self._of.pop(device, []))
        self._known += Counter()  # without those that nobody has any more
        found = list(homes)
        if found:
            self._of[device] = found
            self._known.update(found)

    def _document(self) -> dict[str, list[str]]:
        return {device: list(homes) for device, homes in self._of.items() if device != TOOLS}

    def _write(self, document: dict[str, list[str]]) -> None:
        if self._path is None:
            return
        try:
            write_secret(self._path, msgspec.json.encode(document))
        except OSError as error:
            log.warning("%s cannot be written: %s", self._path, error)

    def _read(self) -> dict[str, list[str]]:
        if self._path is None:
            return {}
        try:
            return _decode(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.DecodeError) as error:
            log.warning("%s cannot be read: %s", self._path, error)
            return {}
