"""The port to whatever speaks at the kiosk."""

from __future__ import annotations

from typing import Protocol


class Speech(Protocol):
    """Says one thing at a time; a new one interrupts the old one."""

    @property
    def available(self) -> bool:
        """Whether there is something to hear: otherwise nothing offers to be spoken."""

    @property
    def busy(self) -> bool:
        """Whether something is being said."""

    def say(self, text: str, language: str, *, slowly: bool = False) -> None:
        """Says `text` from now on, in a language's two letters."""

    def add(self, text: str, language: str) -> None:
        """The same, but after what is being said."""

    def stop(self) -> None:
        """Says no more."""

    def set_volume(self, percent: int) -> None:
        """As people feel it, 0 to 100."""


class Silence:
    """No voice here."""

    available = busy = False

    def say(self, text: str, language: str, *, slowly: bool = False) -> None:
        pass

    def add(self, text: str, language: str) -> None:
        pass

    def stop(self) -> None:
        pass

    def set_volume(self, percent: int) -> None:
        pass
