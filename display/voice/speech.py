"""Rendered speech for the display, from a worker process that may hang or die at any time.

One phrase is rendered at a time. A phrase whose worker hangs or dies is tried once more on a fresh
one; a phrase that cannot be rendered is reported, so that its call counts as shown, not spoken.
"""

from __future__ import annotations

import logging
from collections import OrderedDict, deque
from collections.abc import Container, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from display.voice.messages import Answer, Order
from display.voice.sound import (
    LONGEST_MS,
    SHORTEST_MS,
    BadSound,
    check_speech,
    read_wav,
    rendering_of,
)
from shared.domain.site import PYTTSX3
from shared.link.process import LineProcess
from shared.link.scratch import Scratch

log = logging.getLogger(__name__)

TIMEOUT_MS = 3_000
ATTEMPTS = 2
CACHED = 64


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is to be spoken, and how; see `Renderer.render`."""

    text: str
    voice: str
    rate: int
    language: str = ""
    shortest_ms: int = SHORTEST_MS
    remember: bool = True

    @property
    def key(self) -> tuple[str, str, int]:
        return self.text, self.voice, self.rate


@dataclass(slots=True)
class _Request:
    id: int
    phrase: Phrase
    attempts: int = 0


class Renderer(QObject):
    """Renders phrases into WAV files, asynchronously: the port of the announcer."""

    rendered = Signal(int, str)
    """The request's id and the path of its WAV, which exists while the signal is delivered."""
    failed = Signal(int, str)
    """The request's id and a reason for the log."""

    @property
    def lacks_words(self) -> bool:
        """After a failure: an engine is well, and only has no words for this."""
        return False

    def use(self, engines: Sequence[str]) -> None:
        """From now on these speak, the first one that can."""

    def render(
        self,
        text: str,
        voice: str,
        rate: int,
        *,
        language: str = "",
        shortest_ms: int = SHORTEST_MS,
        remember: bool = True,
    ) -> int:
        """Asks for a phrase at `rate` words a minute; answered by a signal with the id returned.

        What need not be remembered is rendered anew each time, and its file goes with the signal.
        """
        return self.order(Phrase(text, voice, rate, language, shortest_ms, remember))

    def order(self, phrase: Phrase) -> int:
        """The same as `render`, in one."""
        raise NotImplementedError

    def forget(self, requests: Container[int]) -> None:
        """Nobody waits for these any more. One that is under way is still answered."""
        raise NotImplementedError

    def close(self) -> None:
        """Nothing is rendered afterwards."""
        raise NotImplementedError


class Speech(Renderer):
    """One engine, in its own process; in order."""

    unable = Signal(int, str)
    """The engine is well, but has no words for this one; why, for the log."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        engine: str = PYTTSX3,
        voices: Path = Path(),
        timeout_ms: int = TIMEOUT_MS,
    ) -> None:
        """`engine` is one of a site's; `voices` the folder that its path is taken from."""
        super().__init__(parent)
        self._scratch = Scratch()
        self._cache: OrderedDict[tuple[str, str, int], Path] = OrderedDict()
        self._queue: deque[_Request] = deque()
        self._current: _Request | None = None
        self._last_id = 0
        self._deadline = QTimer(self, singleShot=True, interval=timeout_ms)
        self._deadline.timeout.connect(self._on_deadline)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._next)
        self._worker = LineProcess("display.voice.worker", self, arguments=(engine, str(voices)))
        self._worker.line.connect(self._on_line)
        self._worker.gone.connect(self._on_gone)

    @property
    def worker_pid(self) -> int:
        """The worker's process id, 0 while there is none."""
        return self._worker.pid

    @property
    def busy(self) -> bool:
        """Whether the worker has a phrase it has not answered."""
        return self._current is not None

    def order(self, phrase: Phrase) -> int:
        self._last_id += 1
        self._queue.append(_Request(self._last_id, phrase))
        self._soon.start()
        return self._last_id

    def forget(self, requests: Container[int]) -> None:
        self._queue = deque(one for one in self._queue if one.id not in requests)

    def close(self) -> None:
        self._queue.clear()
        self._current = None
        self._deadline.stop()
        self._worker.close()

    def _next(self) -> None:
        if self._current is not None or not self._queue:
            return
        request = self._current = self._queue.popleft()
        phrase = request.phrase
        known = self._cache.get(phrase.key) if phrase.remember else None
        if known is not None and known.is_file():
            self._cache.move_to_end(phrase.key)
            self._answer(known)
            return
        try:
            path = self._path(request)
        except OSError as error:
            self._give_up(str(error))
            return
        request.attempts += 1
        self._deadline.start()
        order = Order(
            *(request.id, phrase.text, phrase.voice, phrase.rate),
            path=str(path),
            shortest_ms=phrase.shortest_ms,
            language=phrase.language,
        )
        self._worker.send(order)

    def _path(self, request: _Request) -> Path:
        return self._scratch.path(f"{request.id}.wav")

    def _on_line(self, line: bytes) -> None:
        try:
            answer = msgspec.json.decode(line, type=Answer)
        except msgspec.DecodeError as error:
            log.warning("the speech worker said %r: %s", line, error)
            return
        if self._current is None or answer.id != self._current.id:
            return
        if answer.unable:
            self._clear_away(self._current)
            self._done()
            self.unable.emit(answer.id, answer.reason)
        else:
            self._settle(self._current, answer.reason)

    def _settle(self, request: _Request, reason: str) -> None:
        try:
            path = self._path(request)
            if reason:
                raise BadSound(reason)
            check_speech(read_wav(path, LONGEST_MS), request.phrase.shortest_ms)
        except (BadSound, OSError) as error:
            self._give_up(str(error))
            return
        if request.phrase.remember:
            self._remember(request, path)
        self._answer(path)
        if not request.phrase.remember:
            self._clear_away(request)

    def _remember(self, request: _Request, path: Path) -> None:
        self._cache[request.phrase.key] = path
        while len(self._cache) > CACHED:
            _, oldest = self._cache.popitem(last=False)
            oldest.unlink(missing_ok=True)

    def _answer(self, path: Path) -> None:
        request = self._done()
        if request is not None:
            self.rendered.emit(request.id, str(path))

    def _give_up(self, reason: str) -> None:
        request = self._done()
        if request is not None:
            self._clear_away(request)
            level = logging.WARNING if request.phrase.remember else logging.DEBUG
            log.log(level, "cannot speak %r: %s", request.phrase.text, reason)
            self.failed.emit(request.id, reason)

    def _clear_away(self, request: _Request) -> None:
        """What a worker that failed or died has left of a phrase."""
        with suppress(OSError):
            path = self._path(request)
            for file in (path, rendering_of(path)):
                file.unlink(missing_ok=True)

    def _done(self) -> _Request | None:
        request, self._current = self._current, None
        self._deadline.stop()
        self._soon.start()
        return request

    def _on_deadline(self) -> None:
        log.warning("the speech worker hangs; a new one takes over")
        self._worker.kill()

    def _on_gone(self) -> None:
        if self._current is None:
            return
        if self._current.attempts >= ATTEMPTS:
            self._give_up("the speech engine hangs or dies")
            return
        again = self._done()
        if again is not None:
            self._clear_away(again)
            self._queue.appendleft(again)
