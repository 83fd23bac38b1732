"""Whether headphones are plugged in, as far as the sound server knows.

Two kinds of sockets are seen: a sound card of its own that comes with its plug (USB), and a jack
whose contact tells (a port that becomes available). PulseAudio and PipeWire tell of both through
`pactl`; where there is neither, a key of the keypad begins the spoken mode.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

log = logging.getLogger(__name__)

PROGRAM = "pactl"
CALM_MS = 250
"""A plug makes several changes at once."""
AGAIN_MS = 10_000
"""A sound server that has gone is looked for so often."""
ANY = "*"
_PHONES = ("headphone", "headset")
_SINKS = (b"on sink #", b"on card #", b"on server")


def plugged(sinks: list[dict[str, Any]], device: str) -> bool | None:
    """Whether headphones are in the output that is wanted; None where its jack cannot tell.

    `sinks` as `pactl --format=json list sinks` has them. An output that is not there has none.
    """
    wanted = [one for one in sinks if device == ANY or _is(one, device)]
    if not wanted:
        return False
    told = [
        port.get("availability") for one in wanted for port in one.get("ports", []) if _phones(port)
    ]
    known = [one for one in told if one in ("available", "not available")]
    if known:
        return "available" in known
    return None


def _is(sink: dict[str, Any], device: str) -> bool:
    return device.lower() in f"{sink.get('name')} {sink.get('description')}".lower()


def _phones(port: dict[str, Any]) -> bool:
    told = f"{port.get('name')} {port.get('type')} {port.get('description')}".lower()
    return any(word in told for word in _PHONES)


class Socket(QObject):
    """Follows one output's socket."""

    pluggedIn = Signal()
    """Headphones have just come."""
    changed = Signal()
    """Something about the outputs: who plays on them had better look again."""

    def __init__(self, device: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._device = device
        self._looked = False
        self._plugged: bool | None = None
        self._closed = False
        self._watch = self._process("subscribe")
        self._watch.readyReadStandardOutput.connect(self._on_event)
        self._watch.finished.connect(self._on_lost)
        self._watch.errorOccurred.connect(self._on_lost)
        self._list = self._process("--format=json", "list", "sinks")
        self._list.finished.connect(self._on_list)
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self._list.start)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._start)
        self._start()

    @property
    def plugged(self) -> bool | None:
        """Whether there are headphones; None where the socket cannot tell."""
        return self._plugged

    def close(self) -> None:
        self._closed = True
        self._calm.stop()
        self._again.stop()
        for process in (self._watch, self._list):
            if process.state() != QProcess.ProcessState.NotRunning:
                process.kill()
                process.waitForFinished(1_000)

    def _start(self) -> None:
        self._watch.start()
        self._calm.start()

    def _process(self, *arguments: str) -> QProcess:
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("LC_ALL", "C")
        process.setProcessEnvironment(environment)
        process.setProgram(PROGRAM)
        process.setArguments(list(arguments))
        return process

    def _on_event(self) -> None:
        told = self._watch.readAllStandardOutput().data()
        if any(word in told for word in _SINKS):
            self._calm.start()

    def _on_lost(self, *_: object) -> None:
        if not self._closed and not self._again.isActive():
            self._again.start()

    def _on_list(self, *_: object) -> None:
        try:
            sinks = json.loads(bytes(self._list.readAllStandardOutput().data()) or b"[]")
        except ValueError as error:
            log.warning("%s said something else than its outputs: %s", PROGRAM, error)
            return
        self._settle(plugged(sinks, self._device))

    def _settle(self, now: bool | None) -> None:
        """What was plugged in before the kiosk started is no visitor's."""
        before, self._plugged = self._plugged, now
        first, self._looked = not self._looked, True
        if first or now != before:
            self.changed.emit()
        if not first and before is False and now is not False:
            self.pluggedIn.emit()
