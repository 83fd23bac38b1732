"""One terminal before a camera: the real window over a hall in memory, and its own clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from counter.memory import TerminalMemory
from counter.model import CounterModel
from counter.rehearsal import ScriptedHall
from counter.window import TerminalWindow
from shared.domain.ids import SECOND, Moment
from shared.domain.site import Site
from shared.protocol.site_file import read_site
from shared.qml import Look
from shared.qml.look import DESK_DPI
from shared.qml.placing import Placing

SAMPLE_SITE = Path(__file__).parents[1] / "assets" / "sample_site.json"
COUNTER = "5"
STRIP_BELOW = 560
_FRAMES = 4


def sample_site() -> Site:
    """The site that comes with the product."""
    return read_site(SAMPLE_SITE.read_text(encoding="utf-8"), toml=False)


def moment(time: str, date: str = "2026-11-23") -> Moment:
    """A time of day at the sample site, on a Monday."""
    local = dt.datetime.fromisoformat(f"{date}T{time}").replace(tzinfo=ZoneInfo("Asia/Jakarta"))
    return Moment(int(local.timestamp()) * SECOND)


class Terminal:
    """One terminal. `steady` is its clock in milliseconds, which moves when it is told to.

    `size` is in pixels; at a `scale` of 2 (200 %) all that stands there is twice as large.
    """

    def __init__(
        self,
        site: Site | None,
        size: tuple[int, int],
        *,
        counter: str = COUNTER,
        language: str = "id",
        time: str = "09:12",
        scale: float = 1.0,
    ) -> None:
        self.steady = 10_000
        self.counter = counter
        self.hall = ScriptedHall(site, moment(time))
        self.model = CounterModel(
            self.hall,
            TerminalMemory(None),
            lambda: self.steady,
            counter=counter,
            officer=f"officer-{counter}",
            language=language,
        )
        strip = size[1] < STRIP_BELOW
        place, look = Placing(*size), Look.for_desk(DESK_DPI * scale)
        self.terminal = TerminalWindow(
            self.model, TerminalMemory(None), strip=strip, fixed=place, look=look
        )
        self.window = self.terminal.window

    def sign_on(self) -> None:
        form = self.model.sign_on_card
        form.officer_field.type(f"officer-{self.counter}")
        form.send("1234", self.counter)
        self.settle()

    def press(self, *acts: str) -> None:
        """Acts one after another, with time enough between them."""
        for act in acts:
            self.steady += SECOND
            self.model.press(act)
            self.settle()

    def let_it_call(self, seconds: int) -> None:
        """The site wants the next one called so long after finishing."""
        site = self.hall.facts().site
        assert site is not None
        rules = replace(site.rules, finish_and_call=False, auto_call_seconds=seconds)
        self.hall.load(replace(site, rules=rules))
        self.settle()

    def take(self, place: int) -> None:
        """An option of the question, clicked."""
        self.steady += SECOND
        self.model.take(place)
        self.settle()

    def type(self, text: str) -> None:
        """Letters from the keyboard."""
        self.settle()
        for letter in text:
            QTest.keyClick(self.window, Qt.Key(ord(letter.upper())))
        self.settle()

    def tab(self, times: int) -> None:
        """The focus goes on."""
        for _ in range(times):
            QTest.keyClick(self.window, Qt.Key.Key_Tab)
        self.settle()

    def pass_time(self, milliseconds: int) -> None:
        self.steady += milliseconds
        self.hall.pass_time(milliseconds)
        self.settle()

    def settle(self) -> None:
        """Lets Qt draw."""
        for _ in range(_FRAMES):
            QGuiApplication.processEvents()

    def close(self) -> None:
        self.terminal.close()
        QGuiApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
