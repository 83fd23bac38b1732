"""Speaks what the hub grants: renders, puts together, plays, and says what became of it.

One utterance at a time, in the order granted. What the engine does not render in time is joined
from recorded words; where those are missing too, the chime alone sounds, so that people look up.
Whatever fails, the announcer ends the lease with a word why, so that the voice is free for the next
and the calls count as shown, not spoken.
"""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer

from display.voice.clips import Clips
from display.voice.engine import TRY_AGAIN_MS, EngineHealth
from display.voice.grant import Grant
from display.voice.player import Player
from display.voice.recorder import Recorder
from display.voice.sound import BadSound, read_wav
from display.voice.speech import Renderer
from display.voice.utterance import (
    Line,
    Utterance,
    VoiceSettings,
    chime,
    chime_of,
    compose,
    lines,
)
from display.voice.voice import Fitness, Voice
from shared.language.phrases import Said

log = logging.getLogger(__name__)

RENDERING_MS = 6_500
"""Rendering gets so long in all; for what is not ready then recorded words stand in."""
OVERTIME_MS = 20_000
"""Beyond its own length: more than any player takes to fail, the last way out."""
MUTED = "muted"

_SAMPLE = Line("", Said("", "nol satu dua"), "id")
"""With these words there all are, or nearly."""


@dataclass(slots=True)
class _Job:
    """One grant on its way from words to sound."""

    grant: Grant
    lines: list[Line]
    pending: dict[int, int] = field(default_factory=dict)
    """Rendering request → place of its line."""
    ready: dict[int, bytes] = field(default_factory=dict)
    """Place of a line → its sound."""
    utterance: Utterance | None = None
    begun: int = 0
    spoken: int = 0
    """So many of the utterance's passages have begun, and been spoken to their end."""


class Announcer(Voice):
    """The voice of one display that is really heard."""

    def __init__(
        self,
        speech: Renderer,
        player: Player,
        settings: VoiceSettings | None = None,
        parent: QObject | None = None,
        *,
        clips: Clips | None = None,
        rendering_ms: int = RENDERING_MS,
        overtime_ms: int = OVERTIME_MS,
        try_again_ms: int = TRY_AGAIN_MS,
        pace: float = 1.0,
    ) -> None:
        """`pace`: see `compose`."""
        super().__init__(settings, parent)
        self._pace = pace
        self._rendering_ms = rendering_ms
        self._overtime_ms = overtime_ms
        self._speech = speech
        self._clips = clips
        self._engine = EngineHealth(speech, self, try_again_ms=try_again_ms)
        self._engine.changed.connect(self.fitnessChanged)
        self._recorder = Recorder(speech, clips, self._idle, self) if clips is not None else None
        self._alone = False
        self._player = player
        self._volume = 1.0
        self._muted = False
        self._queue: deque[Grant] = deque()
        self._job: _Job | None = None
        self._clock = QElapsedTimer()
        self._deadline = QTimer(self, singleShot=True)
        self._deadline.timeout.connect(self._on_deadline)
        self._mark = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._mark.timeout.connect(self._on_mark)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._next)
        speech.rendered.connect(self._on_rendered)
        speech.failed.connect(self._on_unrendered)
        player.started.connect(self._on_started)
        player.finished.connect(self._on_finished)
        player.failed.connect(self._on_failed)
        player.availableChanged.connect(self.availableChanged)

    @property
    def available(self) -> bool:
        return self._player.available

    @property
    def settings(self) -> VoiceSettings:
        return self._settings

    @settings.setter
    def settings(self, settings: VoiceSettings) -> None:
        self._settings = settings
        self._speech.use(settings.engines)
        if self._recorder is not None:
            self._recorder.want(settings)

    @property
    def testable(self) -> bool:
        return self._player.testable

    @property
    def fitness(self) -> Fitness:
        if self._engine.well:
            return Fitness.WELL
        return Fitness.RECORDED if self._stand_in(_SAMPLE) is not None else Fitness.CHIME

    @property
    def busy(self) -> bool:
        return self._job is not None

    def _idle(self) -> bool:
        return self._engine.well and not self._queue and self._job is None

    @property
    def volume(self) -> float:
        return self._volume

    @volume.setter
    def volume(self, volume: float) -> None:
        volume = min(1.0, max(0.0, volume))
        if volume != self._volume:
            self._volume = volume
            self._player.set_volume(volume * self.share())

    @property
    def muted(self) -> bool:
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._muted = muted
        if muted and self._job is not None:
            self._end(MUTED)

    def announce(self, grant: Grant) -> None:
        self._queue.append(grant)
        self._soon.start()

    def withdraw(self, lease: str) -> None:
        self._queue = deque(grant for grant in self._queue if grant.lease != lease)
        if self._job is not None and self._job.grant.lease == lease:
            self._put_away()

    def play_alone(self, pcm: bytes) -> bool:
        if self._job is not None or self._alone or not self._player.available:
            return False
        self._alone = True
        self._player.play(pcm)
        return True

    def close(self) -> None:
        self._queue.clear()
        self._put_away()
        self._soon.stop()
        self._engine.close()
        if self._recorder is not None:
            self._recorder.close()
        self._speech.close()
        self._player.close()

    def _next(self) -> None:
        if self._job is not None or self._alone or not self._queue:
            return
        grant = self._queue.popleft()
        self._job = _Job(grant, [])
        if self._muted:
            self._end(MUTED)
            return
        try:
            self._job.lines = lines(grant, self.settings)
        except (ValueError, LookupError) as error:
            self._end(str(error))
            return
        if not self._engine.well:
            self._play(self._job)
            return
        self._deadline.start(self._rendering_ms)
        for place, line in enumerate(self._job.lines):
            request = self._speech.render(
                line.said.engine, line.voice, self._rate(line), language=line.language
            )
            self._job.pending[request] = place

    def _on_rendered(self, request: int, path: str) -> None:
        if self._job is None or request not in self._job.pending:
            return
        place = self._job.pending.pop(request)
        try:
            self._job.ready[place] = read_wav(Path(path))
        except BadSound as error:
            log.warning("%s", error)
        self._play_when_ready(self._job)

    def _on_unrendered(self, request: int, reason: str) -> None:
        if self._job is not None and self._job.pending.pop(request, None) is not None:
            if not self._speech.lacks_words:
                self._engine.fail(reason)
            self._play_when_ready(self._job)

    def _play_when_ready(self, job: _Job) -> None:
        if not job.pending:
            self._play(job)

    def _play(self, job: _Job) -> None:
        for place, line in enumerate(job.lines):
            stand_in = None if place in job.ready else self._stand_in(line)
            if stand_in is not None:
                job.ready[place] = stand_in
        said = [(line, job.ready[i]) for i, line in enumerate(job.lines) if i in job.ready]
        bell = self._bell(job.grant)
        if not said and not bell:
            self._end("nothing could be rendered")
            return
        job.utterance = compose(bell, said, self._pace)
        self._deadline.start(job.utterance.length_ms + self._overtime_ms)
        self._player.set_volume(self._volume * self.share())
        self._player.play(job.utterance.pcm)

    def _bell(self, grant: Grant) -> bytes:
        try:
            return chime(chime_of(grant.zone, self.settings.zones, self.settings.chimes))
        except BadSound as error:
            log.warning("a call without its chime: %s", error)
            return b""

    def _stand_in(self, line: Line) -> bytes | None:
        """A line from recorded words; None where there are none."""
        if self._clips is None:
            return None
        return self._clips.spoken(line.voice, self._rate(line), line.said.engine)

    def _rate(self, line: Line) -> int:
        return line.rate or self.settings.rate

    def _on_started(self) -> None:
        self._clock.start()
        if self._alone:
            self.aloneStarted.emit()
        if self._job is not None:
            words = " ".join(line.said.text for line in self._job.lines)
            log.info("lease %s: %s", self._job.grant.lease, words)
            self.sounding.emit(self._job.grant.lease, words)
        self._wait_for_mark()

    def _on_mark(self) -> None:
        self._pass_marks(self._clock.elapsed())
        self._wait_for_mark()

    def _pass_marks(self, until_ms: int) -> None:
        """Tells of the passages that have begun and ended by `until_ms` of the utterance."""
        job = self._job
        while job is not None and job is self._job and job.utterance is not None:
            passages = job.utterance.passages
            if job.spoken < job.begun and passages[job.spoken].end_ms <= until_ms:
                job.spoken += 1
                self.spoken.emit(job.grant.lease, [passages[job.spoken - 1].call])
            elif job.begun < len(passages) and passages[job.begun].start_ms <= until_ms:
                job.begun += 1
                self.speaking.emit(job.grant.lease, passages[job.begun - 1].call)
            else:
                return

    def _wait_for_mark(self) -> None:
        job = self._job
        if job is None or job.utterance is None:
            return
        passages = job.utterance.passages
        coming = [one.start_ms for one in passages[job.begun : job.begun + 1]]
        coming += [one.end_ms for one in passages[job.spoken : job.begun]]
        if coming:
            self._mark.start(max(0, min(coming) - self._clock.elapsed()))

    def _on_finished(self) -> None:
        if self._alone:
            self._end_alone("")
            return
        job = self._job
        if job is None or job.utterance is None:
            return
        self._pass_marks(job.utterance.length_ms)
        heard = {one.call for one in job.utterance.passages}
        missing = [item for item in job.grant.items if item not in heard]
        self._end("could not be rendered: " + ", ".join(missing) if missing else "")

    def _on_deadline(self) -> None:
        job = self._job
        if job is not None and job.utterance is None:
            self._engine.fail("it took too long")
            self._speech.forget(job.pending)
            job.pending.clear()
            self._play(job)
            return
        self._end("it took too long")

    def _on_failed(self, reason: str) -> None:
        if self._alone:
            self._end_alone(reason)
        else:
            self._end(reason)

    def _end_alone(self, reason: str) -> None:
        self._alone = False
        self.aloneEnded.emit(reason)
        self._soon.start()

    def _end(self, reason: str) -> None:
        job = self._job
        if job is None:
            return
        self._put_away()
        if reason:
            log.warning("lease %s: %s", job.grant.lease, reason)
            self.failed.emit(job.grant.lease, reason)
        else:
            self.finished.emit(job.grant.lease)

    def _put_away(self) -> None:
        """Silence, and the next one's turn."""
        if self._job is not None and self._job.utterance is not None:
            self._player.stop()
        self._job = None
        self._deadline.stop()
        self._mark.stop()
        self._soon.start()
