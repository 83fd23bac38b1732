"""The port to whatever speaks at the kiosk."""

from __future__ import annotations

from typing import Protocol


class Speech(Protocol):
    """Says one thing at a time; a new one interrupts the old one."""

    @property
    def available(self) -> bool:
        """Whether there is something to hear: otherwise nothing offers to be spoken."""

    def say(self, text: str, language: str) -> None:
        """Says `text` from now on, in a language's two letters."""

    def stop(self) -> None:
        """Says no more."""


class Silence:
    """No voice here."""

    available = False

    def say(self, text: str, language: str) -> None:
        pass

    def stop(self) -> None:
        pass
