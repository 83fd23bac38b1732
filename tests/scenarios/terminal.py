"""A terminal of the counter program, run by its keyboard: what the scenarios of officers share."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest

from counter.app import CounterApp, parser
from counter.presses import DOUBLE_PRESS_MS
from shared.qml import application
from shared.qml.eyes import Eyes
from tests.integration.real_hub import RealHub
from tests.scenarios.passing import Passing

PATIENCE_S = 15.0
LOOK_MS = 5
"""Looking without a pause would take the processor that the hub needs."""
K = Qt.Key
COUNTER, SERVICE = "5", "KTP-BARU"


class Officer:
    """The counter program's own parts in this process, with its real clock; where clocks are moved
    (`Passing`), the time between two presses passes and is not waited for."""

    def __init__(self, hub: RealHub, data: Path, *options: str) -> None:
        self._app = application("giliran-test")
        line = ["--hub", hub.url, "--data", str(data), "--no-sound", *options]
        self.counter = CounterApp(parser().parse_args(line))
        self.window = self.counter.terminal.window
        self._eyes = Eyes(self.window)
        self._hub = hub
        self.counter.start()

    def end(self) -> None:
        faults = list(self.counter.terminal.stage.faults)
        self.counter.stop()
        self._app.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        assert faults == []

    def until(self, what: Callable[[], bool], why: str) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not what():
            assert time.monotonic() < deadline, f"{why}; there is {self._words()}"
            QTest.qWait(LOOK_MS)

    def _words(self) -> list[str]:
        return [one.words for one in self._eyes.texts()]

    def press(self, *keys: Qt.Key) -> None:
        """Keys one after another, none of which is the second half of a double press."""
        self.window.requestActivate()
        for key in keys:
            self.until(self.window.isActive, "the window is not active")
            self._settle()
            QTest.keyClick(self.window, key)

    def _settle(self) -> None:
        if Passing.here is not None:
            Passing.here.let(DOUBLE_PRESS_MS)
        self.until(self.counter.model.settled, "nothing settles")

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(self.window, Qt.Key(ord(letter.upper())))

    def read(self, name: str) -> str:
        thing = self._eyes.find(name)
        return " ".join(one.words for one in thing.texts) if thing else ""

    def sees(self, name: str, part: str) -> None:
        self.until(lambda: part in self.read(name), f"{part!r} is not in {name}")

    def asks(self, part: str) -> None:
        self.sees("question", part)

    def sign_on(self, pin: str = "1234", own: str = "") -> None:
        """`own`: the PIN that is chosen in the place of the first one, which the hub asks for."""
        self.until(lambda: self._eyes.find("officer") is not None, "no form")
        self.window.requestActivate()
        self.until(self.window.isActive, "the window is not active")
        self.type(f"officer-{COUNTER}")
        self.press(K.Key_Tab)
        self.type(pin)
        self.press(K.Key_Tab)
        self.type(COUNTER)
        self.press(K.Key_Return)
        if own:
            self.sees("ownPinWhy", "Pilih PIN baru")
            for _ in range(2):
                self.type(own)
                self.press(K.Key_Return)
        self.until(lambda: self._eyes.find("primary") is not None, "not signed on")

    def recorded(self, kind: str) -> list[dict[str, Any]]:
        """The bodies of the hub's entries of this kind, once the last press is done: the screen
        shows what is expected before the hub has it."""
        self._settle()
        return [json.loads(one.body) for one in self._hub.entries() if one.type == kind]
