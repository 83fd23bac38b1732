"""The site's engines in their order: what one cannot say, or not in time, the next one says.

Always a whole phrase, never half of one. An engine that failed is left out until it has spoken a
phrase that nobody hears; one that merely lacks words is asked again the next time.
"""

from __future__ import annotations

import logging
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from display.voice.engine import TRY_AGAIN_MS, EngineHealth
from display.voice.speech import TIMEOUT_MS, Phrase, Renderer, Speech
from shared.domain.site import PIPER, PYTTSX3

log = logging.getLogger(__name__)

VOICES = "voices"
"""The folder of packs and Piper's files within the display's own data directory."""
PATIENCE_MS = 2_000
"""So long without an answer, and the next engine is asked: two of them, and the usual one after
them, answer within the time that a call has."""
LOADING_MS = 30_000
"""A neural voice may take so long to be loaded on a small machine; nobody waits for it."""


@dataclass(slots=True)
class _Asked:
    """One phrase on its way along the chain."""

    id: int
    phrase: Phrase
    past: int = 0
    """So many engines have been tried, or passed over."""


class _Stage(QObject):
    """One engine, whether it is well, and what it has been asked."""

    ready = Signal(object, str)
    """A phrase and its WAV."""
    passed = Signal(object, str)
    """A phrase that the next engine has to say; why."""

    def __init__(
        self, name: str, voices: Path, parent: QObject, *, patience_ms: int, try_again_ms: int
    ) -> None:
        super().__init__(parent)
        self.name = name
        slow = name.startswith(f"{PIPER}:")
        timeout_ms = max(patience_ms, LOADING_MS if slow else TIMEOUT_MS)
        self._speech = Speech(self, engine=name, voices=voices, timeout_ms=timeout_ms)
        self._health = EngineHealth(self._speech, self, try_again_ms=try_again_ms)
        self._open: dict[int, _Asked] = {}
        self._patience = QTimer(self, singleShot=True, interval=patience_ms)
        self._patience.timeout.connect(self._on_slow)
        self._speech.rendered.connect(self._on_rendered)
        self._speech.unable.connect(self._pass_on)
        self._speech.failed.connect(self._on_failed)

    @property
    def well(self) -> bool:
        return self._health.well

    @property
    def worker_pid(self) -> int:
        return self._speech.worker_pid

    def ask(self, asked: _Asked, *, hurried: bool) -> None:
        """`hurried`: there is another engine, so this one may be given up."""
        request = self._speech.order(asked.phrase)
        self._open[request] = asked
        if hurried and not self._patience.isActive():
            self._patience.start()

    def forget(self, requests: Container[int]) -> None:
        gone = [own for own, asked in self._open.items() if asked.id in requests]
        self._speech.forget(gone)
        for own in gone:
            del self._open[own]
        self._wait_on()

    def close(self) -> list[_Asked]:
        """Ends it; what it has not answered."""
        self._patience.stop()
        self._health.close()
        self._speech.close()
        return list(self._open.values())

    def _on_rendered(self, request: int, path: str) -> None:
        asked = self._open.pop(request, None)
        self._wait_on()
        if asked is not None:
            self.ready.emit(asked, path)

    def _on_failed(self, request: int, reason: str) -> None:
        if request in self._open:
            self._health.fail(reason)
            self._pass_on(request, reason)

    def _on_slow(self) -> None:
        self._health.fail("it took too long")
        waiting = list(self._open)
        self._speech.forget(waiting)
        for request in waiting:
            self._pass_on(request, "it took too long")

    def _pass_on(self, request: int, reason: str) -> None:
        asked = self._open.pop(request, None)
        self._wait_on()
        if asked is not None:
            self.passed.emit(asked, f"{self.name}: {reason}")

    def _wait_on(self) -> None:
        """Each answer earns the next one its own time."""
        if not self._open:
            self._patience.stop()
        elif self._patience.isActive():
            self._patience.start()


class Chain(Renderer):
    """All engines of a site."""

    saidBy = Signal(int, str)
    """Which engine has rendered a request; `rendered` follows."""
    passedBy = Signal(int, str)
    """An engine that has not rendered a request, with the reason; the next one is asked."""

    def __init__(
        self,
        voices: Path,
        parent: QObject | None = None,
        *,
        engines: Sequence[str] = (PYTTSX3,),
        patience_ms: int = PATIENCE_MS,
        try_again_ms: int = TRY_AGAIN_MS,
    ) -> None:
        super().__init__(parent)
        self._voices = voices
        self._patience_ms, self._try_again_ms = patience_ms, try_again_ms
        self._stages: list[_Stage] = []
        self._last_id = 0
        self.use(engines)

    @property
    def engines(self) -> tuple[str, ...]:
        return tuple(stage.name for stage in self._stages)

    @property
    def lacks_words(self) -> bool:
        return any(stage.well for stage in self._stages)

    def worker_pid(self, engine: str) -> int:
        """The process id of an engine's worker, 0 while there is none."""
        return next((one.worker_pid for one in self._stages if one.name == engine), 0)

    def use(self, engines: Sequence[str]) -> None:
        """Engines that stay keep their process; what a dropped one was asked is passed on."""
        if tuple(engines) == self.engines:
            return
        known = {stage.name: stage for stage in self._stages}
        self._stages = [known.pop(name) if name in known else self._stage(name) for name in engines]
        for dropped in known.values():
            left = dropped.close()
            dropped.deleteLater()
            for asked in left:
                asked.past = 0
                self._ask(asked, "no engine is well")

    def order(self, phrase: Phrase) -> int:
        self._last_id += 1
        self._ask(_Asked(self._last_id, phrase), "no engine is well")
        return self._last_id

    def forget(self, requests: Container[int]) -> None:
        for stage in self._stages:
            stage.forget(requests)

    def close(self) -> None:
        for stage in self._stages:
            stage.close()

    def _stage(self, name: str) -> _Stage:
        made = _Stage(
            *(name, self._voices, self),
            patience_ms=self._patience_ms,
            try_again_ms=self._try_again_ms,
        )
        made.ready.connect(partial(self._on_ready, name))
        made.passed.connect(self._on_passed)
        return made

    def _on_ready(self, engine: str, asked: _Asked, path: str) -> None:
        self.saidBy.emit(asked.id, engine)
        self.rendered.emit(asked.id, path)

    def _on_passed(self, asked: _Asked, reason: str) -> None:
        self.passedBy.emit(asked.id, reason)
        self._ask(asked, reason)

    def _ask(self, asked: _Asked, reason: str) -> None:
        """The next engine that is well; where there is none, the phrase has failed."""
        for stage in self._left(asked):
            if stage.well:
                stage.ask(asked, hurried=asked.past < len(self._stages))
                return
        QTimer.singleShot(0, self, lambda: self.failed.emit(asked.id, reason))

    def _left(self, asked: _Asked) -> Iterator[_Stage]:
        while asked.past < len(self._stages):
            asked.past += 1
            yield self._stages[asked.past - 1]
