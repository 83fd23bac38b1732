"""Whether the speech engine can be relied on: one that failed is tried out beside the calls.

While it is ill nobody waits for it: recorded words stand in at once. It is well again as soon as
it has spoken a phrase that nobody hears.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer, Signal

from display.voice.speech import Renderer, Speech

log = logging.getLogger(__name__)

TRY_AGAIN_MS = 5_000
TRIAL = "satu dua tiga"
TRIAL_VOICE = "id"


class EngineHealth(QObject):
    """Of the engine behind a `Speech`."""

    changed = Signal()

    def __init__(
        self, speech: Renderer, parent: QObject | None = None, *, try_again_ms: int = TRY_AGAIN_MS
    ) -> None:
        super().__init__(parent)
        self._speech = speech
        self._well = True
        self._trial = 0
        self._again = QTimer(self, singleShot=True, interval=try_again_ms)
        self._again.timeout.connect(self._try)
        speech.rendered.connect(self._on_rendered)
        speech.failed.connect(self._on_failed)
        if isinstance(speech, Speech):  # it answered: nothing is wrong with it
            speech.unable.connect(self._on_rendered)

    @property
    def well(self) -> bool:
        return self._well

    def fail(self, reason: str) -> None:
        """A call could not be rendered, or not in time."""
        if self._well:
            self._well = False
            log.warning("a speech engine fails, and is tried out beside the calls: %s", reason)
            self.changed.emit()
            self._again.start()

    def close(self) -> None:
        self._again.stop()

    def _try(self) -> None:
        # Whatever is remembered would tell nothing.
        self._trial = self._speech.render(TRIAL, TRIAL_VOICE, 140, remember=False)

    def _on_rendered(self, request: int, _path: str) -> None:
        if request == self._trial and not self._well:
            self._well = True
            log.info("the speech engine speaks again")
            self.changed.emit()

    def _on_failed(self, request: int, _reason: str) -> None:
        if request == self._trial and not self._well:
            self._again.start()
