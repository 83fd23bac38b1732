"""The running kiosk as its staff menu sees it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QCoreApplication, QProcess, QTimer

from kiosk.access.face import Access
from kiosk.printing.port import PrinterState
from kiosk.printing.press import PrintJob
from kiosk.printing.qt import TicketPress
from kiosk.staff.machine import Network
from shared.link.line import Line
from shared.link.outbox import Outbox
from shared.link.state import LineState
from shared.protocol.announcement import local_interfaces
from shared.protocol.messages import Answer

log = logging.getLogger(__name__)

PATIENCE_S = 4.0
"""The hub has so long to say whose PIN it is; then the kiosk looks itself."""

NO_PRINTER = "no_printer"

Render = Callable[[bool], bytes]


class RunningKiosk:
    """The port `Machine` over the parts of the app. What the app has to say, it puts in here."""

    def __init__(self, line: Line, outbox: Outbox, access: Access) -> None:
        self._line, self._outbox, self._access = line, outbox, access
        self._press: TicketPress | None = None
        self._addresses: Sequence[str] = ()
        self._states: Sequence[PrinterState] = ()
        self._trials: dict[str, Callable[[bool, str], None]] = {}
        self.render_trial: Callable[[], Render | None] = lambda: None
        """What a test print looks like now; None before there is a site."""
        self.sentence: Callable[[], tuple[str, str]] = lambda: ("", "")
        """What is said to hear how loud it is, and in which language."""
        self.reboot_program = ""
        self.again = False
        """The app is to begin anew as soon as it has ended."""

    def use_press(self, press: TicketPress | None, addresses: Sequence[str]) -> None:
        """Another press, or none."""
        self._press, self._addresses = press, addresses
        self._states = [PrinterState.UNASKED] * len(addresses)
        if press is not None:
            press.printed.connect(lambda job, *_: self._on_trial(job, True, ""))
            press.failed.connect(lambda job, _, reason, *rest: self._on_trial(job, False, reason))
            press.statesChanged.connect(self._on_states)

    def _on_states(self, states: tuple[PrinterState, ...]) -> None:
        self._states = states

    # The port --------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        return self._line.device

    @property
    def live(self) -> bool:
        return bool(self._line.url)

    @property
    def printers(self) -> Sequence[tuple[str, PrinterState]]:
        return list(zip(self._addresses, self._states, strict=False))

    @property
    def network(self) -> Network:
        line = self._line
        own = sorted(str(one.ip) for one in local_interfaces() if not one.ip.is_loopback)
        hub, unheard = line.url or line.last_url, line.unheard_ms()
        why = line.bye.detail if line.bye and line.state is LineState.REFUSED else ""
        return Network(line.state, hub, line.latency, unheard, own, len(self._outbox), why)

    def probe(self) -> None:
        self._line.probe()

    def ask(self, name: str, body: dict[str, Any], on_answer: Callable[[Answer], None]) -> None:
        self._line.send(name, body, on_answer, seconds=PATIENCE_S)

    def record(self, body: dict[str, Any]) -> None:
        self._outbox.put("TendKiosk", body)

    def print_test(self, on_end: Callable[[bool, str], None]) -> None:
        render = self.render_trial()
        if self._press is None or render is None:
            on_end(False, NO_PRINTER)
            return
        job = f"trial-{uuid4().hex}"
        self._trials[job] = on_end
        self._press.print(PrintJob(job, render))

    def _on_trial(self, job: str, printed: bool, reason: str) -> None:
        on_end = self._trials.pop(job, None)
        if on_end is not None:
            on_end(printed, reason)

    def set_volume(self, percent: int) -> None:
        self._access.usual_volume(percent)

    @property
    def audible(self) -> bool:
        return self._access.speech.available

    def sound(self) -> None:
        if self._access.speech.available:
            self._access.speech.say(*self.sentence())

    @property
    def can_reboot(self) -> bool:
        return bool(self.reboot_program)

    def restart(self) -> None:
        log.warning("the staff menu starts the kiosk anew")
        self.again = True
        # What is on the screen and on its way to the hub has a moment; orders are on the disk.
        QTimer.singleShot(300, lambda: QCoreApplication.exit(0))

    def reboot(self) -> bool:
        log.warning("the staff menu starts this machine anew: %s", self.reboot_program)
        begun, _ = QProcess.startDetached(self.reboot_program, [])
        if not begun:
            log.error("%s could not be started", self.reboot_program)
            return False
        return True
