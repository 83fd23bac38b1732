"""The counter as a program: the line to the hub, the window, the sound."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence

from PySide6.QtCore import QObject

from counter.line import LineHall
from counter.memory import TerminalMemory
from counter.model import CounterModel
from counter.sitting.sitting import Place
from counter.sound import ArrivalSound
from counter.window import TerminalWindow
from shared.link.device import DeviceFileError, data_directory
from shared.link.options import add_line_options, line_from
from shared.link.pulse import Pulse
from shared.protocol.machine import elapsed_ms
from shared.qml import QmlFault, application
from shared.qml.placing import add_window_options
from shared.qml.signals import ENDING, Signals

log = logging.getLogger(__name__)

ROLE = "counter"
EXIT_OK, EXIT_FAILED, EXIT_SCREEN, EXIT_DATA = 0, 1, 3, 5
STRIP_BELOW = 560
"""A window of a given size that is lower than this is a strip: it stays above the others."""


class CounterApp(QObject):
    """One running terminal."""

    def __init__(self, options: argparse.Namespace) -> None:
        super().__init__()
        memory = TerminalMemory(data_directory(ROLE, options.data))
        if options.printer is not None:
            memory.keep(printer=options.printer)
        counter = options.counter or memory.last.counter
        self.line = line_from(options, ROLE, counter=counter, parent=self)
        self.model = CounterModel(
            LineHall(self.line, self),
            memory,
            steady_ms,
            counter=options.counter,
            officer=options.officer,
            language=options.language,
            place=options.mode,
            parent=self,
        )
        self.model.pairing_face.follow(self.line)
        self._sound = ArrivalSound(self)
        if not options.no_sound:
            self.model.arrived.connect(self._sound.ring)
        self.terminal = TerminalWindow(
            self.model, memory, strip=_wants_strip(options, memory), fixed=options.windowed
        )

    def start(self) -> None:
        """Looks for the hub and lets time pass."""
        self.model.run()
        self.line.start()

    def stop(self) -> None:
        self.model.rest()
        self.line.close()
        self._sound.close()
        self.terminal.close()


def _wants_strip(options: argparse.Namespace, memory: TerminalMemory) -> bool:
    if options.strip or options.window or options.mode:
        return bool(options.strip)
    if options.windowed is not None:
        return bool(options.windowed.height < STRIP_BELOW)
    return memory.last.view == "strip"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a terminal until it is closed or told to stop (SIGTERM, SIGINT); the exit status."""
    options = parser().parse_args(arguments)
    logging.basicConfig(
        level=options.log.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    app = application("Giliran Loket")
    try:
        terminal = CounterApp(options)
    except (DeviceFileError, OSError) as error:
        log.error("%s", error)
        return EXIT_DATA
    except QmlFault as error:
        log.error("%s", error)
        return EXIT_SCREEN
    signals = Signals(dict.fromkeys(ENDING, app.quit))
    if options.directed:
        from shared.qml.director import Director

        Director(terminal.terminal.window, terminal.model.settled)
    terminal.start()
    pulse = Pulse(terminal.line)
    pulse.start()
    status = app.exec()
    pulse.stop()
    terminal.stop()
    signals.close()
    return status


def steady_ms() -> int:
    """A clock that no one can set, in milliseconds."""
    return elapsed_ms()


def parser() -> argparse.ArgumentParser:
    """The command line of a counter."""
    made = argparse.ArgumentParser(prog="giliran counter", description="The officer's terminal.")
    add_line_options(made)
    add_window_options(made)
    made.add_argument("--counter", default="", metavar="ID", help="propose this counter")
    made.add_argument(
        "--mode",
        default="",
        choices=tuple(map(str, Place)),
        help="always the information desk, or a supervisor's view: no counter",
    )
    made.add_argument(
        "--printer",
        default=None,
        metavar="DEVICE",
        help="what prints at this information desk; remembered; empty: the nearest kiosk",
    )
    made.add_argument("--officer", default="", metavar="ID", help="propose this officer")
    view = made.add_mutually_exclusive_group()
    view.add_argument("--strip", action="store_true", help="a strip above the other windows")
    view.add_argument("--window", action="store_true", help="a full window")
    made.add_argument("--language", default="", choices=("id", "en"), help="of the screen")
    made.add_argument("--no-sound", action="store_true", help="no sound when somebody comes")
    made.add_argument("--log", default="info", choices=("debug", "info", "warning", "error"))
    return made
