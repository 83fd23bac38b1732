"""What this terminal remembers: its counter, its last officer, its view and language."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec

from shared.link.memory import replace_file

log = logging.getLogger(__name__)

FILE_NAME = "terminal.json"


class Terminal(msgspec.Struct, frozen=True, omit_defaults=True):
    """Empty fields: nothing yet. Never a PIN."""

    counter: str = ""
    officer: str = ""
    view: str = ""
    """``strip`` or ``window``"""
    language: str = ""
    place: str = ""
    """Where somebody worked without a counter last: ``desk`` or ``supervisor``."""
    printer: str = ""
    """The device that prints at this desk; empty: the nearest kiosk does."""


class TerminalMemory:
    """One small JSON file in the data directory; `directory` None: nothing is kept."""

    def __init__(self, directory: Path | None) -> None:
        self._path = directory / FILE_NAME if directory else None
        self.last = self._read()

    def keep(self, **changes: str) -> None:
        """Replaces some of it. A disk that refuses is logged: the terminal works without."""
        kept = msgspec.structs.replace(self.last, **changes)
        if kept == self.last:
            return
        self.last = kept
        if self._path is None:
            return
        try:
            replace_file(self._path, msgspec.json.encode(kept), to_disk=False)
        except OSError as error:
            log.warning("cannot remember the counter: %s", error)

    def _read(self) -> Terminal:
        if self._path is None:
            return Terminal()
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Terminal)
        except FileNotFoundError:
            return Terminal()
        except (OSError, msgspec.DecodeError) as error:
            log.warning("%s is unreadable: %s", self._path, error)
            return Terminal()
