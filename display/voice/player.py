"""What utterances are played on: the machine's sound device, or a file where there is none."""

from __future__ import annotations

import logging
import wave
from contextlib import ExitStack
from pathlib import Path

import msgspec
from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from display.voice.messages import LoudspeakerNews, Play
from display.voice.sound import milliseconds, set_format, silence, write_wav
from shared.link.process import LineProcess
from shared.link.scratch import Scratch
from shared.link.sound_messages import Devices, Ended, Started, Stop, Volume

log = logging.getLogger(__name__)

ATTEMPTS = 2
START_MS = 4_000
"""So long a playing process gets to begin, a fresh one included."""
OVERTIME_MS = 3_000
"""Longer than the sound itself by so much: the process hangs."""
LOOK_AGAIN_MS = 5_000
"""Without a sound device, a fresh process has a look so often: one that was there before does not
see a device that comes back."""
STARTING_LOOKS = 3
"""Unless it has yet to say what it sees: a slow machine takes seconds to start it."""
LONGEST_GAP_MS = 1_000
"""In a file, the silence between two utterances is cut to this."""


class Player(QObject):
    """Plays one piece of sound at a time; the port of the announcer."""

    started = Signal()
    """The first sound leaves now."""
    finished = Signal()
    """It was played to its end."""
    failed = Signal(str)
    """It was not heard to its end; the reason, for the log."""
    availableChanged = Signal(bool)
    """A sound device came or went."""

    @property
    def available(self) -> bool:
        """Whether there is anything to play on."""
        raise NotImplementedError

    @property
    def testable(self) -> bool:
        """Whether it plays on a device that can be listened to."""
        return False

    def play(self, pcm: bytes) -> None:
        """Starts to play; every start is followed by exactly one of finished and failed."""
        raise NotImplementedError

    def stop(self) -> None:
        """Falls silent at once, without a signal."""
        raise NotImplementedError

    def set_volume(self, volume: float) -> None:
        """Loudness as people feel it, 0 to 1."""
        raise NotImplementedError

    def close(self) -> None:
        """Nothing is played afterwards."""
        raise NotImplementedError


class LoudspeakerPlayer(Player):
    """The machine's default sound device, which may be unplugged and come back."""

    def __init__(
        self, parent: QObject | None = None, *, look_again_ms: int = LOOK_AGAIN_MS
    ) -> None:
        super().__init__(parent)
        self._scratch = Scratch()
        self._available = True
        self._id = 0
        self._playing = False
        self._heard = False
        self._attempts = 0
        self._volume = 1.0
        self._reason = ""
        self._length_ms = 0
        self._deadline = QTimer(self, singleShot=True)
        self._no_room = QTimer(self, singleShot=True, interval=0)
        self._no_room.timeout.connect(lambda: self.failed.emit(self._reason))
        self._starting = 0
        """Looks that are left to the present process, until it has said what it sees."""
        self._look_again = QTimer(self, interval=look_again_ms)
        self._look_again.timeout.connect(self._on_look_again)
        self._file = Path()
        self._process = LineProcess("display.voice.loudspeaker", self)
        self._process.line.connect(self._on_line)
        self._process.gone.connect(self._on_gone)
        self._deadline.timeout.connect(self._on_deadline)

    @property
    def available(self) -> bool:
        return self._available

    @property
    def testable(self) -> bool:
        return True

    @property
    def process_pid(self) -> int:
        """The playing process's id, 0 while there is none."""
        return self._process.pid

    def play(self, pcm: bytes) -> None:
        self.stop()
        try:
            self._file = self._scratch.path("utterance.wav")
            write_wav(self._file, pcm)
        except OSError as error:
            log.error("no room for a sound: %s", error)
            self._reason = str(error)
            self._no_room.start()
            return
        self._playing, self._heard, self._attempts = True, False, 0
        self._length_ms = milliseconds(pcm)
        self._try()

    def stop(self) -> None:
        self._no_room.stop()
        if self._playing:
            self._process.send(Stop())
        self._playing = False
        self._deadline.stop()

    def set_volume(self, volume: float) -> None:
        self._volume = volume
        self._process.send(Volume(volume))

    def close(self) -> None:
        self._playing = False
        self._deadline.stop()
        self._look_again.stop()
        self._process.close()

    def _try(self) -> None:
        self._id += 1
        self._attempts += 1
        self._reason = "the playing process died"
        self._deadline.start(START_MS)
        self._process.send(Volume(self._volume))
        self._process.send(Play(self._id, str(self._file)))

    def _on_line(self, line: bytes) -> None:
        try:
            news = msgspec.json.decode(line, type=LoudspeakerNews)
        except msgspec.DecodeError as error:
            log.warning("the playing process said %r: %s", line, error)
            return
        match news:
            case Devices(available):
                self._starting = 0
                self._set_available(available)
            case Started(id) if id == self._id and self._playing:
                self._on_started()
            case Ended(id, reason) if id == self._id and self._playing:
                self._on_ended(reason)

    def _on_started(self) -> None:
        self._set_available(True)
        self._deadline.start(self._length_ms + OVERTIME_MS)
        if not self._heard:
            self._heard = True
            self.started.emit()

    def _on_ended(self, reason: str) -> None:
        """After a failure the process ends itself, and `_on_gone` says how it goes on."""
        self._reason = reason
        if not reason:
            self.stop()
            self.finished.emit()

    def _on_deadline(self) -> None:
        self._reason = "the playing process hangs"
        self._process.kill()

    def _on_gone(self) -> None:
        if not self._playing:
            return
        if not self._heard and self._attempts < ATTEMPTS:
            self._try()
            return
        log.warning("not heard: %s", self._reason)
        self._playing = False
        self._deadline.stop()
        self._set_available(False)
        self.failed.emit(self._reason)

    def _set_available(self, available: bool) -> None:
        if available == self._available:
            return
        self._available = available
        if available:
            self._look_again.stop()
        else:
            self._look_again.start()
        self.availableChanged.emit(available)

    def _on_look_again(self) -> None:
        if self._starting > 0:
            self._starting -= 1
        elif not self._playing:
            self._starting = STARTING_LOOKS
            self._process.renew()


class SoundFilePlayer(Player):
    """Writes what would be heard into one WAV file, taking as long as it would sound."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files = ExitStack()
        self._out = self._files.enter_context(path.open("wb"))
        self._wave = self._files.enter_context(wave.Wave_write(self._out))
        set_format(self._wave)
        self._playing: bytes | None = None
        self._clock = QElapsedTimer()
        self._end = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._end.timeout.connect(self._on_end)

    @property
    def available(self) -> bool:
        return True

    def play(self, pcm: bytes) -> None:
        self.stop()
        if self._clock.isValid():
            self._write(silence(min(self._clock.elapsed(), LONGEST_GAP_MS)))
        self._playing = pcm
        self._clock.start()
        self._end.start(milliseconds(pcm))
        self.started.emit()

    def stop(self) -> None:
        if self._playing is not None:
            self._write(self._playing[: len(silence(self._clock.elapsed()))])
            self._clock.start()
        self._playing = None
        self._end.stop()

    def set_volume(self, volume: float) -> None:
        """The file is as loud as the hall would be at full volume."""

    def close(self) -> None:
        self.stop()
        self._files.close()

    def _on_end(self) -> None:
        self._write(self._playing or b"")
        self._playing = None
        self._clock.start()
        self.finished.emit()

    def _write(self, pcm: bytes) -> None:
        """Each piece leaves a whole file behind, whenever the display ends."""
        self._wave.writeframes(pcm)
        self._out.flush()
