"""A voice that writes down what would be heard, for a transcript and for tests."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """One utterance."""

    text: str
    language: str
    slowly: bool = False
    after: bool = False
    """It waited for what was being said."""


class Scribe:
    """Speaks in no time, and is heard to the end."""

    available = True

    def __init__(self) -> None:
        self.said: list[Said] = []
        self.volume = 0
        self.busy = False
        """From the first word until a key silences it."""

    def say(self, text: str, language: str, *, slowly: bool = False) -> None:
        self.busy = True
        self.said.append(Said(text, language, slowly))

    def add(self, text: str, language: str) -> None:
        self.said.append(Said(text, language, after=self.busy))
        self.busy = True

    def stop(self) -> None:
        self.busy = False

    def set_volume(self, percent: int) -> None:
        self.volume = percent

    def take(self) -> list[Said]:
        """What was said since the last asking."""
        said, self.said = self.said, []
        return said
