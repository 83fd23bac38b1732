"""The voice in the headphones, from a process that may hang or die at any time."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.speech.ears import for_ears, pieces, spoken_by
from kiosk.speech.messages import Say, SpeakerNews, Use
from shared.link.process import LineProcess
from shared.link.sound_messages import Devices, Ended, Started, Stop, Volume

log = logging.getLogger(__name__)

RATE, SLOW_RATE = 165, 105
"""Words a minute."""
PATIENCE_MS = 4_000
"""A process that has not begun by then hangs."""
ATTEMPTS = 2


class HeadphoneVoice(QObject):
    """Speaks on one output of the machine, and on no other: what it says is for one person."""

    availableChanged = Signal(bool)
    """The headphones' output came or went."""
    began = Signal()
    """The first sound of what was to be said leaves now."""
    fell_silent = Signal()
    """Everything has been said."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._device = ""
        self._process: LineProcess | None = None
        self._there = self._busy = False
        self._plugged = True
        self._began_without = False
        """The present process was there before the output."""
        self._renewing = False
        self._wish: Callable[[], object] | None = None
        self._volume = 1.0
        self._say = Say(0, [], "", 0)
        self._attempts = 0
        self._later: deque[tuple[str, str]] = deque()
        self._deadline = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._deadline.timeout.connect(self._on_deadline)

    @property
    def available(self) -> bool:
        return self._there and self._plugged

    @property
    def busy(self) -> bool:
        return self._busy

    @property
    def process_pid(self) -> int:
        """The speaking process's id, 0 while there is none."""
        return self._process.pid if self._process is not None else 0

    def use(self, device: str) -> None:
        """Speaks on the output whose name has `device` in it; empty: on none, `*`: on any."""
        if device == self._device:
            return
        self._device = device
        if self._process is None:
            self._process = LineProcess("kiosk.speech.worker", self)
            self._process.line.connect(self._on_line)
            self._process.gone.connect(self._on_gone)
        self._process.send(Use(device))

    def say(self, text: str, language: str, *, slowly: bool = False) -> None:
        self._later.clear()
        self._start(text, language, SLOW_RATE if slowly else RATE)

    def add(self, text: str, language: str) -> None:
        if self._busy:
            self._later.append((text, language))
        else:
            self._start(text, language, RATE)

    def stop(self) -> None:
        self._later.clear()
        if self._busy and self._process is not None:
            self._process.send(Stop())
        self._set_silent()

    def set_volume(self, percent: int) -> None:
        self._volume = percent / 100
        if self._process is not None:
            self._process.send(Volume(self._volume))

    def set_plugged(self, plugged: bool) -> None:
        """Without headphones nothing is said: loudspeakers may hang on the same output."""
        self._settle(there=self._there, plugged=plugged)

    def expect(self, *, there: bool) -> None:
        """The output is there, or is not; a process that sees it otherwise makes way for a fresh
        one, for Qt does not notice an output that is taken away."""
        if there != self._there:
            self._renew()

    def when_available(self, act: Callable[[], object]) -> None:
        """Now, or as soon as it can speak; a later wish takes the place of this one."""
        if self.available:
            act()
        else:
            self._wish = act

    def close(self) -> None:
        """Falls silent for good."""
        self._set_silent()
        if self._process is not None:
            self._process.close()

    def _start(self, text: str, language: str, rate: int) -> None:
        said = pieces(for_ears(text, language))
        if not said or not self.available:
            return
        self._say = Say(self._say.id + 1, said, spoken_by(language).voice, rate)
        self._busy, self._attempts = True, 0
        self._try()

    def _try(self) -> None:
        assert self._process is not None
        self._attempts += 1
        self._deadline.start()
        self._process.send(self._say)

    def _on_line(self, line: bytes) -> None:
        try:
            news = msgspec.json.decode(line, type=SpeakerNews)
        except msgspec.DecodeError as error:
            log.warning("the speaking process said %r: %s", line, error)
            return
        match news:
            case Devices(available):
                self._on_device(available)
            case Started(id) if id == self._say.id and self._busy:
                self._deadline.stop()
                self.began.emit()
            case Ended(id, reason) if id == self._say.id and self._busy:
                self._on_ended(reason)

    def _on_device(self, available: bool) -> None:
        """A process sees an output that comes after it, but cannot play on it."""
        self._renewing = False
        if available and self._began_without:
            self._renew()
            return
        self._began_without = not available
        self._settle(there=available, plugged=self._plugged)

    def _renew(self) -> None:
        if self._process is not None and not self._renewing:
            self._renewing = True
            self._process.renew()

    def _on_ended(self, reason: str) -> None:
        """After a failure the process ends itself, and `_on_gone` says how it goes on."""
        if reason:
            log.warning("not spoken: %s", reason)
        elif self._later:
            self._start(*self._later.popleft(), RATE)
        else:
            self._set_silent()
            self.fell_silent.emit()

    def _on_deadline(self) -> None:
        log.warning("the speaking process hangs")
        if self._process is not None:
            self._process.kill()

    def _on_gone(self) -> None:
        """A fresh one knows nothing yet."""
        if self._process is None:
            return
        self._began_without = False
        self._process.send(Use(self._device))
        self._process.send(Volume(self._volume))
        if self._busy and self._attempts < ATTEMPTS:
            self._try()
        else:
            self._set_silent()

    def _set_silent(self) -> None:
        self._busy = False
        self._deadline.stop()

    def _settle(self, *, there: bool, plugged: bool) -> None:
        before = self.available
        self._there, self._plugged = there, plugged
        if self.available == before:
            return
        if not self.available:
            self.stop()
        self.availableChanged.emit(self.available)
        wish, self._wish = self._wish, None
        if wish is not None and self.available:
            wish()
