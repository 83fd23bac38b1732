"""The kiosk as a program: the line to the hub, the printer, the screens."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from dataclasses import dataclass
from typing import NoReturn

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk.bursts import KEPT_MS
from kiosk.catalogue import Catalogue
from kiosk.emergency import notebook
from kiosk.emergency.notebook import Notebook
from kiosk.emergency.standby import Standby
from kiosk.hall import LineHall
from kiosk.lock import AlreadyRuns, OnlyOne
from kiosk.model import KioskModel
from kiosk.plan_pictures import PlanPictures
from kiosk.printing.addresses import printers_at
from kiosk.printing.port import PrinterState
from kiosk.printing.qt import TicketPress
from kiosk.printing.stock import MM80, stock_for
from kiosk.speech.serving import Headphones
from kiosk.staff import book
from kiosk.staff.serving import StaffService
from kiosk.stage import open_window
from kiosk.troubles import disk_troubles, printer_troubles
from shared.domain.ids import SECOND
from shared.link import kept_orders
from shared.link.device import DeviceFileError, data_directory, this_device
from shared.link.files.stock import source_of
from shared.link.mirror import Mirror
from shared.link.options import add_line_options, line_from
from shared.link.outbox import Outbox
from shared.link.pulse import Pulse
from shared.link.state_file import StateFile
from shared.protocol.machine import elapsed_ms
from shared.protocol.troubles import TroubleCode
from shared.qml import Look, QmlFault, Stage, application
from shared.qml.director import Director
from shared.qml.placing import Placing, add_window_options
from shared.qml.signals import ENDING, Signals

_log = logging.getLogger(__name__)
DEFAULT_DIAGONAL = 21.5
EXIT_SCREEN, EXIT_DATA = 3, 5


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line said about this kiosk's own hardware."""

    printers: tuple[str, ...]
    """Addresses; the second stands in for the first."""
    paper_mm: int
    diagonal: float
    windowed: Placing | None
    portrait: bool
    headphones: str = ""
    """Their output."""


class KioskApp(QObject):
    """One running kiosk. What the command line leaves open, the site's document says."""

    def __init__(self, namespace: argparse.Namespace, options: Options) -> None:
        super().__init__()
        self._options = options
        directory = data_directory("kiosk", namespace.data)
        device = this_device("kiosk", directory, namespace.device)
        self.line = line_from(namespace, "kiosk", parent=self)
        self._mirror = Mirror(self)
        self._mirror.follow(self.line)
        tables = (kept_orders.migrations, notebook.migrations, book.migrations)
        state = StateFile(directory, *tables)
        self.standby = Standby(self.line, self._mirror, Notebook(state), self)
        self.outbox = Outbox(self.line, state, self, feed=self.standby)
        self._state = state
        hall = LineHall(self.line, self._mirror, self.outbox, self.standby)
        self.plans = PlanPictures(directory, lambda: source_of(self.line), self)
        self.model = KioskModel(hall, device.id, steady_ms, self, drawn=self.plans.drawn)
        self.line.letIn.connect(lambda paired: self.model.become(paired.device))
        self.model.pairing_face.follow(self.line)
        self.staff = self._serve_staff(state, namespace.restart_machine)
        self.headphones = Headphones(self.model.access_modes, self)
        self.headphones.follow(options.headphones)
        self._press: TicketPress | None = None
        self._printers: tuple[str, ...] = ()
        self._printer_states: tuple[PrinterState, ...] = ()
        self._use_printers(options.printers, options.paper_mm)
        self.stage, self.window = self._open()
        self.model.siteChanged.connect(self._follow_site)
        self.plans.changed.connect(self.model.refresh)
        self.plans.troublesChanged.connect(self._tell_troubles)
        for heard in (self._mirror.mediaChanged, self._mirror.reset, self.line.stateChanged):
            heard.connect(self._follow_plans)
        self.standby.troublesChanged.connect(self._tell_troubles)
        state.watcher = self._tell_troubles
        self.model.clerk.on_burst = self._on_burst
        self.line.troubleSeen.connect(self._on_seen)
        self.staff.menu.troublesChanged.connect(self._tell_troubles)

    def start(self) -> None:
        """Looks for the hub and lets time pass."""
        self.model.run()
        self.line.start()

    def stop(self) -> None:
        """Hangs up, stops the press, closes the screens."""
        self.line.close()
        if self._press is not None and not self._press.stop():
            _log.warning("the printer is still busy; its thread ends with the program")
        self.plans.close()
        self.staff.close()
        self.headphones.close()
        self.standby.close()
        self.outbox.close()
        self._state.close()
        self.stage.close()

    def _serve_staff(self, state: StateFile, reboot_program: str) -> StaffService:
        return StaffService(
            self.model,
            self.line,
            self.outbox,
            state,
            clocks=(steady_ms, self.standby.now),
            reboot_program=reboot_program,
        )

    def _open(self) -> tuple[Stage, QQuickWindow]:
        size = self._size()
        look = Look.for_kiosk(*size, self._options.diagonal or DEFAULT_DIAGONAL)
        return open_window(self.model, look, size, fullscreen=self._options.windowed is None)

    def _size(self) -> tuple[int, int]:
        if self._options.windowed is not None:
            width, height = self._options.windowed.size
        else:
            screen = QGuiApplication.primaryScreen().size()
            width, height = screen.width(), screen.height()
        turned = self._options.portrait and width > height
        return (height, width) if turned else (width, height)

    def _follow_site(self) -> None:
        """The site's document knows this kiosk's printer and screen."""
        catalogue: Catalogue = self.model.catalogue()
        self.stage.dress(catalogue.site.theme)
        self._follow_plans()
        entry = catalogue.kiosk
        if entry is None:
            return
        self._use_printers(
            self._options.printers or tuple(entry.printer.split()),
            self._options.paper_mm or entry.paper_mm,
        )
        self.headphones.follow(self._options.headphones or entry.headphones)
        diagonal = self._options.diagonal or entry.diagonal_inches
        self.stage.wear(Look.for_kiosk(self.window.width(), self.window.height(), diagonal))

    def _follow_plans(self, *_: object) -> None:
        """The hub's word counts as long as it is heard."""
        site = self._mirror.site or self.standby.site
        if site is not None:
            told = self._mirror.media if self._mirror.site is not None else None
            self.plans.follow(site, told)

    def _use_printers(self, addresses: tuple[str, ...], paper_mm: int) -> None:
        if addresses != self._printers:
            self._printers = addresses
            if self._press is not None:
                self._press.stop()
            self._press = self._start_press(addresses)
            self.staff.around.use_press(self._press, addresses)
        stock = stock_for(paper_mm) if paper_mm else MM80
        self.staff.use_stock(stock)
        self.model.paperwork.use_press(self._press, stock)

    def _start_press(self, addresses: tuple[str, ...]) -> TicketPress | None:
        printers = printers_at(addresses)
        self._printer_states = ()
        self._tell_troubles()
        if not printers:
            return None
        press = TicketPress(printers, self)
        press.printed.connect(lambda job, reprint, _: self.model.paperwork.printed(job, reprint))
        press.printed.connect(lambda *_: self.staff.menu.paper_out())
        press.failed.connect(self.model.paperwork.failed)
        press.statesChanged.connect(self._on_printers)
        press.start()
        return press

    def _on_printers(self, states: tuple[PrinterState, ...]) -> None:
        self._printer_states = states
        self._tell_troubles()
        if any(state.can_print for state in states):
            self.model.paperwork.printer_well()

    def _tell_troubles(self) -> None:
        """The printers' first: a device tells of few."""
        own = [*printer_troubles(self._printer_states), *disk_troubles(self._state)]
        own += self.staff.menu.troubles
        bursts = self.model.clerk.bursts.troubles(steady_ms())
        plans = self.plans.troubles
        self.line.tell_troubles([*own, *bursts, *self.standby.troubles, *plans])

    def _on_burst(self) -> None:
        """Somebody takes many numbers of what is scarce; after a while it is forgotten."""
        self._tell_troubles()
        QTimer.singleShot(KEPT_MS + SECOND, self, self._tell_troubles)

    @Slot(str, str)
    def _on_seen(self, code: str, part: str) -> None:
        if code == TroubleCode.NUMBER_BURST:
            self.model.clerk.bursts.seen(part)
            self._tell_troubles()


def main(arguments: list[str] | None = None) -> int:
    """Runs the kiosk until it is closed or told to stop (SIGTERM, SIGINT); the exit status."""
    namespace = _parser().parse_args(arguments)
    logging.basicConfig(
        level=namespace.log.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    app = application("giliran-kiosk")
    options = Options(
        tuple(namespace.printer),
        namespace.paper,
        namespace.diagonal,
        namespace.windowed,
        namespace.portrait,
        namespace.headphones,
    )
    try:
        only = OnlyOne(data_directory("kiosk", namespace.data))
        kiosk = KioskApp(namespace, options)
    except (DeviceFileError, AlreadyRuns, OSError) as error:
        _log.error("%s", error)
        return EXIT_DATA
    except QmlFault as error:
        _log.error("%s", error)
        return EXIT_SCREEN
    # `quit` would ask the window, which refuses everybody.
    signals = Signals(dict.fromkeys(ENDING, lambda: app.exit(0)))
    if options.windowed is not None:
        options.windowed.apply(kiosk.window)
    if namespace.directed:
        Director(kiosk.window, kiosk.model.settled)
        if not namespace.touched:
            kiosk.model.stay_awake()
    kiosk.start()
    pulse = Pulse(kiosk.line)
    pulse.start()
    status = app.exec()
    pulse.stop(for_good=not kiosk.staff.around.again)
    kiosk.stop()
    signals.close()
    only.release()
    if kiosk.staff.around.again:
        _begin_anew()
    return status


def _begin_anew() -> NoReturn:
    """The same program with the same options, in this very process: whoever watches over it, a
    session or a unit, sees no end."""
    sys.stdout.flush()
    sys.stderr.flush()
    safe = ["-P"] if sys.flags.safe_path else []
    os.execv(sys.executable, [sys.executable, *safe, "-m", "kiosk", *sys.argv[1:]])


def steady_ms() -> int:
    """A clock that no one can set, in milliseconds."""
    return elapsed_ms()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="giliran kiosk", description="The visitors' touchscreen.")
    add_line_options(parser)
    parser.add_argument(
        "--printer",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="tcp://HOST:9100, …; given twice, the second printer stands in for the first",
    )
    parser.add_argument("--paper", type=int, default=0, choices=(0, 58, 80), metavar="MM")
    add_window_options(parser)
    parser.add_argument("--portrait", action="store_true", help="stands upright")
    parser.add_argument("--diagonal", type=float, default=0.0, metavar="INCHES")
    parser.add_argument(
        "--headphones",
        default="",
        metavar="OUTPUT",
        help="the sound output of the headphones, by a part of its name; '*': the machine's own",
    )
    parser.add_argument(
        "--restart-machine",
        default="",
        metavar="PROGRAM",
        help="what the staff menu runs to start the whole machine again; without it, it cannot",
    )
    parser.add_argument(
        "--touched",
        action="store_true",
        help="fingers and keys are real, though it is directed: it rests when nobody is there",
    )
    parser.add_argument("--log", default="info", choices=("debug", "info", "warning", "error"))
    return parser
