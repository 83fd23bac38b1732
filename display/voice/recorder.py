"""Records the words that are missing, one at a time, while the voice has nothing else to do.

At the first start, and whenever the site speaks otherwise than before. By hand, for instance when
a machine is installed: ``python -m display.voice.recorder --out DIR``.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from display.voice.clips import SHORTEST_MS, Clips, vocabulary
from display.voice.sound import BadSound, read_wav
from display.voice.speech import Renderer, Speech
from display.voice.utterance import VoiceSettings
from shared.language.spoken import phrases

log = logging.getLogger(__name__)

PAUSE_MS, BUSY_MS = 50, 1_000
"""Between two words, for the screen goes before; and while the voice is not free."""
AGAIN_MS = 600_000
"""What could not be recorded, by an engine that was ill or on a full disk, is asked for again."""
FOLDER = "voice"
"""Within the display's own data directory."""


class Recorder(QObject):
    """Fills the clips from the engine; `may` says whether the voice is free just now."""

    done = Signal()
    """All words that could be recorded are."""

    def __init__(
        self,
        speech: Renderer,
        clips: Clips,
        may: Callable[[], bool] = lambda: True,
        parent: QObject | None = None,
        *,
        pause_ms: int = PAUSE_MS,
        again_ms: int = AGAIN_MS,
    ) -> None:
        super().__init__(parent)
        self._pause_ms = pause_ms
        self._settings: VoiceSettings | None = None
        self._again = QTimer(self, singleShot=True, interval=again_ms)
        self._again.timeout.connect(self._want_again)
        self._speech = speech
        self._clips = clips
        self._may = may
        self._wanted: deque[tuple[str, str, int]] = deque()
        self._request = 0
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._next)
        speech.rendered.connect(self._on_rendered)
        speech.failed.connect(self._on_failed)

    def want(self, settings: VoiceSettings) -> None:
        """From now on the words of these settings are to be there."""
        self._settings = settings
        self._request = 0  # what is under way belongs to no word of the new list
        self._again.stop()
        self._wanted.clear()
        for language in settings.languages:
            known = phrases(language)
            rate = known.rate or settings.rate
            words = vocabulary(known, settings)
            for word in self._clips.missing(known.voice, rate, words):
                self._wanted.append((word, known.voice, rate))
        if self._wanted:
            log.info("%s words are to be recorded", len(self._wanted))
        self._pause.start(self._pause_ms)

    def close(self) -> None:
        self._wanted.clear()
        self._pause.stop()
        self._again.stop()

    def _want_again(self) -> None:
        if self._settings is not None:
            self.want(self._settings)

    def _next(self) -> None:
        if not self._wanted:
            self.done.emit()
        elif self._may():
            word, voice, rate = self._wanted[0]
            self._request = self._speech.render(
                word, voice, rate, shortest_ms=SHORTEST_MS, remember=False
            )
        else:
            self._pause.start(BUSY_MS)

    def _on_rendered(self, request: int, path: str) -> None:
        if request != self._request or not self._wanted:
            return
        word, voice, rate = self._wanted.popleft()
        try:
            self._clips.keep(voice, rate, word, read_wav(Path(path)))
        except (BadSound, OSError) as error:
            self._miss(word, str(error))
        self._pause.start(self._pause_ms)

    def _on_failed(self, request: int, reason: str) -> None:
        if request != self._request or not self._wanted:
            return
        word, _, _ = self._wanted.popleft()
        self._miss(word, reason)
        self._pause.start(self._pause_ms)

    def _miss(self, word: str, reason: str) -> None:
        log.warning("%r cannot be recorded: %s", word, reason)
        self._again.start()


def main() -> int:
    """Records all words of both languages into a folder; 1 where some could not be."""
    from PySide6.QtCore import QCoreApplication

    parser = argparse.ArgumentParser(prog="display.voice.recorder", description=main.__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--rate", type=int, default=VoiceSettings().rate, metavar="WORDS")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    app = QCoreApplication(sys.argv)
    speech, clips = Speech(), Clips(options.out)
    settings = VoiceSettings(rate=options.rate)
    recorder = Recorder(speech, clips, pause_ms=0)
    recorder.done.connect(app.quit)
    recorder.want(settings)
    app.exec()
    speech.close()
    left = [
        word
        for known in map(phrases, settings.languages)
        for word in clips.missing(known.voice, settings.rate, vocabulary(known, settings))
    ]
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
