"""A code scanner that types like a keyboard: fast, and Enter at the end."""

from __future__ import annotations

from dataclasses import dataclass

PAUSE_MS = 200
"""Longer between two keys, and it was no scanner: a scanner types a hundred keys a second."""
MAX_LENGTH = 300


@dataclass(slots=True)
class Scanner:
    """Collects the keys of one scan. Hand-typed keys never become one."""

    _typed: str = ""
    _last: int = 0

    def busy(self, now: int) -> bool:
        """Whether a code is coming in: an Enter now is its end."""
        return self._typed != "" and now - self._last <= PAUSE_MS

    def type(self, key: str, now: int) -> str:
        """One key at `now` (ms); the whole code when it was the Enter at its end, else empty."""
        if now - self._last > PAUSE_MS or len(self._typed) > MAX_LENGTH:
            self._typed = ""
        self._last = now
        if key in ("\r", "\n"):
            code, self._typed = self._typed, ""
            return code
        self._typed += key
        return ""
