"""What a display needs of its voice: a small port, so that it can be driven without any sound."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from display.voice.grant import Grant
from display.voice.utterance import VoiceSettings


class Fitness(StrEnum):
    """How well a voice can speak just now."""

    WELL = "well"
    RECORDED = "recorded"
    """The engine fails, and recorded words stand in."""
    CHIME = "chime"
    """There are no recorded words either."""


class Voice(QObject):
    """The voice of one display; `display.voice.announcer` is the one that is heard."""

    sounding = Signal(str, str)
    """Lease and the words that are about to be heard: the first sound leaves now."""
    speaking = Signal(str, str)
    """Lease and call: the first word of this call is heard now."""
    spoken = Signal(str, list)
    """Lease and calls: they have been heard to their end."""
    finished = Signal(str)
    """The lease is done; every call of it was spoken."""
    failed = Signal(str, str)
    """The lease is done and some of its calls were not spoken; the reason, for the log."""
    availableChanged = Signal(bool)
    """A sound device came or went."""
    fitnessChanged = Signal()
    aloneStarted = Signal()
    aloneEnded = Signal(str)
    """What `play_alone` was given is over; why it was not heard, else nothing."""

    def __init__(
        self, settings: VoiceSettings | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings or VoiceSettings()
        self.share: Callable[[], float] = lambda: 1.0
        """Of the volume that is set, as the hour asks for: 0 to 1, at each utterance."""

    @property
    def settings(self) -> VoiceSettings:
        """How this site wants to be spoken."""
        return self._settings

    @settings.setter
    def settings(self, settings: VoiceSettings) -> None:
        self._settings = settings

    @property
    def fitness(self) -> Fitness:
        """How well it can speak, apart from whether there is a sound device."""
        return Fitness.WELL

    @property
    def testable(self) -> bool:
        """Whether what it plays can be listened to."""
        return False

    def play_alone(self, pcm: bytes) -> bool:
        """Plays a sound that is no call, while the voice is free; whether it does."""
        return False

    @property
    def available(self) -> bool:
        """Whether there is a sound device to speak on."""
        raise NotImplementedError

    @property
    def volume(self) -> float:
        """Loudness as people feel it, 0 to 1."""
        raise NotImplementedError

    @volume.setter
    def volume(self, volume: float) -> None:
        raise NotImplementedError

    @property
    def muted(self) -> bool:
        """A muted display speaks nothing: its calls count as shown, not spoken."""
        raise NotImplementedError

    @muted.setter
    def muted(self, muted: bool) -> None:
        raise NotImplementedError

    def announce(self, grant: Grant) -> None:
        """Speaks `grant` as soon as what was granted before is spoken."""
        raise NotImplementedError

    def withdraw(self, lease: str) -> None:
        """The hub has taken the lease back: silence, and no signal."""
        raise NotImplementedError

    def close(self) -> None:
        """Falls silent for good."""
        raise NotImplementedError
