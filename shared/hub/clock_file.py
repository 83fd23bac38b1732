"""The hub's time over a restart: a small file that says where it stood.

Where it is missing or of an earlier boot, the journal's last entry is all that is known.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

import msgspec

from shared.domain.events import ClockStepped
from shared.hub.clock import Anchor
from shared.hub.codec import recorded_of
from shared.hub.engine import Engine
from shared.hub.journal.port import Journal

log = logging.getLogger(__name__)

CLOCK_FILE = "clock.json"

_decode = msgspec.json.Decoder(Anchor).decode


class KeptTime:
    """Where an engine's time stands, on disk."""

    def __init__(self, path: Path, engine: Engine, journal: Journal) -> None:
        self._path = path
        self._engine = engine
        self._journal = journal

    async def resume(self) -> None:
        """Before anything is decided: the time goes on where the process before was."""
        anchor = self._read()
        if anchor is None:
            return
        stepped, entry = 0, await self._journal.last(ClockStepped.__name__)
        while entry is not None and entry.seq > anchor.seq:
            event = recorded_of(entry).event
            assert isinstance(event, ClockStepped)
            stepped += max(0, event.after - event.before)
            entry = await self._journal.last(ClockStepped.__name__, before=entry.seq)
        self._engine.clock.resume(anchor, stepped)

    def keep(self) -> None:
        """A file that is there is whole; one that cannot be written is a looser bound, no more."""
        hall = self._engine.hall
        anchor = self._engine.clock.anchor(hall.at, hall.seq)
        # Without what is owed: its entry comes after this one, and is added then.
        anchor = msgspec.structs.replace(anchor, now=anchor.now - self._engine.owed)
        written = self._path.with_suffix(".new")
        try:
            written.write_bytes(msgspec.json.encode(anchor))
            os.chmod(written, 0o600)
            written.replace(self._path)
        except OSError as error:
            log.warning("%s cannot be written: %s", self._path, error)

    def _read(self) -> Anchor | None:
        try:
            return _decode(self._path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError) as error:
            log.warning("%s cannot be read: %s", self._path, error)
            return None
