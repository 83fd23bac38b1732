"""What Litestream says of itself: into the hub's log, and its last complaint to who asks."""

from __future__ import annotations

import json
import logging
from time import monotonic

log = logging.getLogger(__name__)

SAID_SECONDS = 60.0
"""The same line is told once in so long."""

_LEVELS = {"WARN": logging.WARNING, "ERROR": logging.ERROR}


class Chatter:
    """Litestream's log, line by line."""

    def __init__(self) -> None:
        self._said: dict[str, float] = {}
        self.complaint = ""
        """The last error in its words, while the replica is not well."""

    def hear(self, line: bytes) -> None:
        """A line as it was written."""
        try:
            told = json.loads(line)
            level = _LEVELS.get(told["level"], logging.DEBUG)
            words = " ".join(str(told[key]) for key in ("msg", "db", "error") if key in told)
        except (ValueError, KeyError, TypeError):
            level, words = logging.WARNING, line.decode(errors="replace").strip()
        self.say(level, words)

    def say(self, level: int, words: str) -> None:
        if level >= logging.ERROR:
            self.complaint = words
        now = monotonic()
        if now - self._said.get(words, -SAID_SECONDS) < SAID_SECONDS:
            return
        self._said = {one: at for one, at in self._said.items() if at > now - SAID_SECONDS}
        self._said[words] = now
        log.log(level, "Litestream: %s", words)

    def after(self, words: str) -> str:
        """The words, and why, where Litestream has said so."""
        return f"{words} (Litestream: {self.complaint})" if self.complaint else words
