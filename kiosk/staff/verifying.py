"""PINs against what the kiosk knows of them, on a thread of their own: the screen never waits."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot

from kiosk.staff.book import Verifier

if TYPE_CHECKING:
    from argon2 import PasswordHasher

log = logging.getLogger(__name__)

TIME_COST, MEMORY_KB = 4, 65_536
"""Dearer than the hub's own: a kiosk stands where people walk by, and may be carried away."""


class Verifying(QObject):
    """Answers come on the thread that owns it. A thread lives no longer than its question."""

    _done = Signal(object, object)

    def __init__(self, parent: QObject | None = None, *, memory_kb: int = MEMORY_KB) -> None:
        super().__init__(parent)
        self._memory_kb = memory_kb
        self._thread: Thread | None = None
        self._done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)

    def find(
        self, pin: str, among: Sequence[Verifier], answer: Callable[[list[str]], None]
    ) -> None:
        """The officers whose PIN it is."""
        self._run(lambda: [one.officer for one in among if self._fits(one, pin)], answer)

    def make(self, pin: str, answer: Callable[[str], None]) -> None:
        """The PIN's hash."""
        self._run(lambda: self._hasher().hash(pin), answer)

    def finish(self) -> None:
        """Waits for what is under way, and tells it."""
        if self._thread is not None:
            self._thread.join()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def close(self) -> None:
        """Leaves no thread; what is under way is told to nobody."""
        self._done.disconnect(self._on_done)
        if self._thread is not None:
            self._thread.join()

    def _run(self, work: Callable[[], object], answer: Callable[..., None]) -> None:
        before = self._thread

        def carry_out() -> None:
            if before is not None:
                before.join()  # one after the other: each takes much memory
            try:
                found = work()
            except Exception:
                log.exception("a PIN could not be looked at")
                return
            self._done.emit(answer, found)

        self._thread = Thread(target=carry_out, name="staff-pin", daemon=True)
        self._thread.start()

    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher  # only where somebody signs in: not at the kiosk's start

        return PasswordHasher(time_cost=TIME_COST, memory_cost=self._memory_kb, parallelism=1)

    def _fits(self, one: Verifier, pin: str) -> bool:
        from argon2.exceptions import Argon2Error, InvalidHashError

        try:
            return self._hasher().verify(one.pin_hash, pin)
        except (Argon2Error, InvalidHashError):
            return False

    @Slot(object, object)
    def _on_done(self, answer: Callable[..., None], found: object) -> None:
        answer(found)
