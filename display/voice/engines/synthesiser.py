"""pyttsx3 with eSpeak NG: it can say everything, sounds like a machine, and is there by default."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyttsx3
from pyttsx3.drivers import _espeak

from display.voice.loudness import polish
from display.voice.messages import Order
from display.voice.sound import LONGEST_MS, read_wav, rendering_of


class Synthesiser:
    """pyttsx3 must live on one thread, with one utterance at a time and a fresh engine for each."""

    def __init__(self) -> None:
        self._checked: set[str] = set()

    def render(self, order: Order) -> bytes:
        raw = rendering_of(Path(order.path))
        try:
            self._speak_into(raw, order)
            # No more is read than may be played: ten minutes would take minutes to polish.
            return polish(read_wav(raw, LONGEST_MS))
        finally:
            raw.unlink(missing_ok=True)

    def _speak_into(self, raw: Path, order: Order) -> None:
        """Renders with a fresh engine, and keeps it until eSpeak's own thread is done with it.

        Not ``runAndWait``: with pyttsx3 2.99 and eSpeak that returns 10 ms after the start, ready
        or not, and an engine let go while eSpeak still renders takes the process down.
        ``startLoop`` ends when the last sample has been written.
        """
        engine: Any = pyttsx3.init(driverName="espeak")
        if order.voice not in self._checked:
            self._check_voice(engine, order.voice)
        engine.setProperty("voice", order.voice)
        engine.setProperty("rate", order.rate)
        engine.save_to_file(order.text, str(raw))
        engine.startLoop()
        _espeak.Synchronize()

    def _check_voice(self, engine: Any, voice: str) -> None:
        """Raises LookupError for a voice that is lacking: it would speak with another one."""
        known = {str(one.id).rpartition("/")[2] for one in engine.getProperty("voices")}
        if voice not in known:
            raise LookupError(f"the speech engine has no voice {voice!r}")
        self._checked.add(voice)
