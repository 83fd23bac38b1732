"""Puts the staff menu together in a running kiosk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from kiosk.model import KioskModel
from kiosk.papers import kiosk_name
from kiosk.printing.stock import PaperStock
from kiosk.printing.trial_layout import TrialPaper, trial_bytes
from kiosk.staff.around import Render, RunningKiosk
from kiosk.staff.book import StateBook
from kiosk.staff.menu import StaffMenu
from kiosk.staff.verifying import Verifying
from kiosk.times import language_of
from shared.domain.ids import Moment
from shared.language.dates import ticket_date
from shared.link.line import Line
from shared.link.outbox import Outbox
from shared.link.state import LineState
from shared.link.state_file import StateFile
from shared.protocol.troubles import TroubleCode

SENTENCES = {"id": "Begini suara mesin ini.", "en": "This is how loud this machine is."}


class StaffService(QObject):
    """The menu of one kiosk, wired to its line, its printers and its voice."""

    def __init__(
        self,
        model: KioskModel,
        line: Line,
        outbox: Outbox,
        state: StateFile,
        *,
        clocks: tuple[Callable[[], int], Callable[[], Moment]],
        reboot_program: str = "",
    ) -> None:
        """`clocks`: a steady one, and the hub's time; `state` has `book`'s table."""
        super().__init__()
        self._model, self._now = model, clocks[1]
        self._stock: PaperStock | None = None
        self.around = RunningKiosk(line, outbox, model.access_modes)
        self.around.reboot_program = reboot_program
        self.around.render_trial = self._trial
        self.around.sentence = self._sentence
        self.menu = StaffMenu(self.around, StateBook(state), clocks, Verifying(self), self)
        model.serve_staff(self.menu)
        line.stateChanged.connect(self._on_line)
        line.troubleSeen.connect(self._on_seen)

    def use_stock(self, stock: PaperStock) -> None:
        """The paper of the printers."""
        self._stock = stock

    def close(self) -> None:
        self.menu.close()

    def _on_line(self, state: str) -> None:
        if state == LineState.LIVE:
            self.menu.hub_is_back()

    def _on_seen(self, code: str, part: str) -> None:
        if code == TroubleCode.PIN_GUESSED:
            self.menu.seen()

    def _sentence(self) -> tuple[str, str]:
        language = self._model.flow.visitor.language
        spoken = language if language in SENTENCES else "id"
        return SENTENCES[spoken], spoken

    def _trial(self) -> Render | None:
        if self._stock is None or not self._model.has_site:
            return None
        catalogue, stock = self._model.catalogue(), self._stock
        printed_at = ticket_date(self._now(), self._model.time_zone, language_of("id"))
        papers = self.menu.notes.papers
        paper = TrialPaper(catalogue.site.name, kiosk_name(catalogue), printed_at, papers)
        return lambda _: trial_bytes(paper, stock)
