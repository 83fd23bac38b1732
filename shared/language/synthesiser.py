"""pyttsx3 with eSpeak NG: it can say everything, sounds like a machine, and is there by default."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyttsx3
from pyttsx3.drivers import _espeak


class Synthesiser:
    """pyttsx3 must live on one thread, with one utterance at a time and a fresh engine for each."""

    def __init__(self) -> None:
        self._voices: frozenset[str] | None = None

    def has(self, voice: str) -> bool:
        """Whether the engine has this voice: one that is lacking would speak with another one."""
        if self._voices is None:
            engine: Any = pyttsx3.init(driverName="espeak")
            ids = (str(one.id).rpartition("/")[2] for one in engine.getProperty("voices"))
            self._voices = frozenset(ids)
        return voice in self._voices

    def speak_into(self, path: Path, text: str, voice: str, rate: int) -> None:
        """Writes `text`, at `rate` words a minute, as a WAV; LookupError for an unknown voice.

        Not ``runAndWait``: with pyttsx3 2.99 and eSpeak that returns 10 ms after the start, ready
        or not, and an engine let go while eSpeak still renders takes the process down.
        ``startLoop`` ends when the last sample has been written.
        """
        if not self.has(voice):
            raise LookupError(f"the speech engine has no voice {voice!r}")
        engine: Any = pyttsx3.init(driverName="espeak")
        engine.setProperty("voice", voice)
        engine.setProperty("rate", rate)
        engine.save_to_file(text, str(path))
        engine.startLoop()
        _espeak.Synchronize()
