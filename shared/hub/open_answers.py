"""Answers that do not end by themselves: with the hub, and with the right to them, they are over.

A right that is lost is looked at the moment it may be, so that nobody reads on until something
happens in the hall.
"""

from __future__ import annotations

from collections.abc import Callable

May = Callable[[], bool]
"""Whether whoever reads an answer would be let in now as well."""


class OpenAnswers:
    """All that are under way."""

    def __init__(self) -> None:
        self._open: dict[Callable[[], None], May] = {}

    def add(self, end: Callable[[], None], may: May) -> Callable[[], None]:
        """Registers one by what ends it; what it returns takes it off again."""
        self._open[end] = may
        return lambda: self._gone(end)

    def look(self) -> None:
        """Ends those whose readers may no more."""
        for end, may in list(self._open.items()):
            if not may():
                end()

    def end(self) -> None:
        """Ends them all."""
        for end in list(self._open):
            end()

    def _gone(self, end: Callable[[], None]) -> None:
        self._open.pop(end, None)
