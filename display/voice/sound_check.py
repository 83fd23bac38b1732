"""The display tests its own sound: it plays two tones, and listens whether they leave the machine.

At every start, whenever the sound comes back, and when somebody asks. What it finds is told to
staff. It never takes the voice away: a test may be wrong, and a hall without calls is worse than a
display that speaks to nobody.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from display.voice.hearing import Ear, check_tone, heard_tones
from display.voice.sound import milliseconds
from display.voice.voice import Voice

log = logging.getLogger(__name__)

FIRST_MS = 3_000
"""After the start: the playing process is up, and the screen drawn."""
BUSY_MS = 500
"""A voice that is speaking is asked again after so long."""
BUSY_TRIES = 30
REPEAT_MS = 30_000
"""A test that failed is repeated, until one succeeds."""
LATER_MS = 2_000
"""One that could not be made, for the display is muted or busy, is made soon after that is over."""
ECHO_MS = 400
"""What was played takes so long until it has come out of the monitor."""
TOO_FAST = 0.5
"""Of a sound's length: a device that has swallowed it sooner plays nothing."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a test found."""

    ok: bool
    how: str
    """``heard`` on the monitor, ``played`` where nobody can listen, or empty: it did not come to
    that."""
    detail: str

    @property
    def tested(self) -> bool:
        """Whether anything is known by it: a display that is muted or busy tells nothing."""
        return not self.ok or self.how != ""


class SoundCheck(QObject):
    """Of one voice. One test at a time; whoever asks meanwhile gets that one's verdict."""

    found = Signal(object)
    """Verdict"""

    def __init__(
        self,
        voice: Voice,
        parent: QObject | None = None,
        *,
        ear: Callable[[], Ear] = Ear,
        repeat_ms: int = REPEAT_MS,
    ) -> None:
        super().__init__(parent)
        self._repeat_ms = repeat_ms
        self._voice = voice
        self._make_ear = ear
        self._ear: Ear | None = None
        self._deaf = ""
        self._running = False
        self._tries = 0
        self._verdict: Verdict | None = None
        self._failed = False
        self._clock = QElapsedTimer()
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._try)
        self._echo = QTimer(self, singleShot=True, interval=ECHO_MS)
        self._echo.timeout.connect(self._judge)
        voice.aloneStarted.connect(self._clock.start)
        voice.aloneEnded.connect(self._on_ended)
        voice.availableChanged.connect(self._on_available)
        if voice.testable:
            self._again.start(FIRST_MS)

    @property
    def failed(self) -> bool:
        """Whether the last test that could be made found no sound."""
        return self._failed

    def run(self) -> None:
        """Tests now, or as soon as the voice is free."""
        if not self._voice.testable:
            self._tell(Verdict(False, "", "this voice writes into a file"))
        elif not self._running:
            self._again.stop()
            self._try()

    def close(self) -> None:
        self._again.stop()
        self._echo.stop()
        if self._ear is not None:
            self._ear.stop()

    def _on_available(self, available: bool) -> None:
        if available and not self._running:
            self._again.start(BUSY_MS)

    def _try(self) -> None:
        self._running, self._deaf = True, ""
        if self._cannot():
            return
        self._ear = self._make_ear()
        self._ear.ready.connect(self._play)
        self._ear.deaf.connect(self._on_deaf)
        self._ear.listen()

    def _on_deaf(self, reason: str) -> None:
        self._deaf = reason
        self._play()

    def _play(self) -> None:
        self._clock.invalidate()
        if not self._cannot() and not self._voice.play_alone(check_tone()):
            self._wait()

    def _cannot(self) -> bool:
        """Whether nothing can be played now: that is the verdict then."""
        if self._voice.muted or self._voice.volume == 0:
            self._tell(Verdict(True, "", "the display is muted: nothing was tested"))
        elif not self._voice.available:
            self._tell(Verdict(False, "", "there is no sound device"))
        else:
            return False
        return True

    def _wait(self) -> None:
        """It speaks just now."""
        self._running = False
        self._stop_listening()
        self._tries += 1
        if self._tries < BUSY_TRIES:
            self._again.start(BUSY_MS)
        else:
            self._tell(Verdict(True, "", "the voice is busy with calls"))

    def _on_ended(self, reason: str) -> None:
        if not self._running:
            return
        if reason:
            self._tell(Verdict(False, "", reason))
        elif self._deaf:
            self._tell(self._timed())
        else:
            self._echo.start()

    def _timed(self) -> Verdict:
        took = self._clock.elapsed() if self._clock.isValid() else 0
        ok = took >= TOO_FAST * milliseconds(check_tone())
        return Verdict(ok, "played", f"taken in {took} ms; not heard: {self._deaf}")

    def _judge(self) -> None:
        heard = self._ear.heard() if self._ear is not None else b""
        ok = heard_tones(heard)
        words = "heard" if ok else f"not to be heard in {milliseconds(heard)} ms of its monitor"
        self._tell(Verdict(ok, "heard", words))

    def _tell(self, verdict: Verdict) -> None:
        self._running, self._tries = False, 0
        self._stop_listening()
        if verdict != self._verdict:
            level = logging.INFO if verdict.ok else logging.WARNING
            log.log(level, "the sound test: %s", verdict.detail)
        self._verdict = verdict
        if verdict.tested:
            self._failed = not verdict.ok
        if self._voice.testable and not verdict.tested:
            self._again.start(min(LATER_MS, self._repeat_ms))
        elif self._voice.testable and not verdict.ok:
            self._again.start(self._repeat_ms)
        self.found.emit(verdict)

    def _stop_listening(self) -> None:
        ear, self._ear = self._ear, None
        if ear is not None:
            ear.stop()
            ear.deleteLater()
