"""The papers of a visit: what is printed, what became of it, and who is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import uuid4

from kiosk.catalogue import Catalogue
from kiosk.facts import ticket_forecast
from kiosk.flow import NO_PRINTER, Flow
from kiosk.hall import Hall
from kiosk.papers import requirements_paper, ticket_paper
from kiosk.printing.escpos_bytes import requirements_bytes, ticket_bytes
from kiosk.printing.press import PrintJob
from kiosk.printing.stock import PaperStock
from kiosk.quick import paper_tally
from kiosk.screens import Notice, Screen
from kiosk.times import Forecast
from shared.domain.states import TicketState
from shared.protocol.views import TicketView

INTERRUPTED = "interrupted"
"""Why a paper is taken as not printed: the kiosk died while it was under way."""


class Papers(Protocol):
    """Where papers are printed; what became of them comes back through the clerk."""

    def print(self, job: PrintJob) -> None:
        """Takes a job and returns at once."""


@dataclass(frozen=True, slots=True)
class _Job:
    ticket: str
    """Empty for a sheet of requirements."""
    reprint: bool = False
    note: str = field(default="", compare=False)
    """What the hub is told should this kiosk die before it knows better."""
    again: bool = False
    """Not the first try, with or without a mark."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What everybody who serves the visitor works with."""

    flow: Flow
    hall: Hall
    catalogue: Callable[[], Catalogue]
    """Only asked while there is a site."""
    steady: Callable[[], int]
    """A clock in milliseconds that only goes forward."""
    refresh: Callable[[], None]
    """To be called when the flow has changed."""


class Paperwork:
    """Between the flow and the press: a number is committed, then printed, then recorded."""

    def __init__(self, scene: Scene) -> None:
        self._flow = scene.flow
        self._hall = scene.hall
        self._catalogue = scene.catalogue
        self._steady = scene.steady
        self._refresh = scene.refresh
        self._press: Papers | None = None
        self._stock: PaperStock | None = None
        self._jobs: dict[str, _Job] = {}
        self._failed: dict[str, bool] = {}
        """The last ticket whose paper did not come out, and whether half of it may have."""

    def use_press(self, press: Papers | None, stock: PaperStock | None) -> None:
        """The printer of this kiosk; without one numbers are shown, and the desk prints."""
        self._press, self._stock = press, stock
        self._flow.paperless = press is None

    def print_requirements(self) -> None:
        """The list of what to bring, without a number."""
        if self._press is None:
            self._flow.tell(Notice.SHEET_FAILED)
        else:
            catalogue, visitor = self._catalogue(), self._flow.visitor
            service = catalogue.services[visitor.service]
            now, stock = self._hall.now(), self._paper_stock()
            paper = requirements_paper(catalogue, service, language=visitor.language, now=now)
            self._put(_Job(""), lambda _: requirements_bytes(paper, stock))
            self._flow.tell(Notice.SHEET_PRINTING)
        self._refresh()

    def printed(self, job_id: str, reprint: bool) -> None:
        """The press says that a paper is out."""
        job = self._jobs.pop(job_id, None)
        if job is None:
            return
        if job.ticket:
            self._record(job, "printed", reprint=reprint)
            self._time(job.ticket)
            self._flow.paper_out(job.ticket, self._steady())
        self._tell_of(job, Notice.SHEET_PRINTED, Notice.REPRINTED)
        self._refresh()

    def _time(self, ticket: str) -> None:
        took = self._flow.time_to_paper(ticket, self._steady())
        if took is not None:
            self._hall.tally(paper_tally(self._catalogue(), self._flow.visitor, took))

    def failed(self, job_id: str, reprint: bool, reason: str, half: bool) -> None:
        """The press says that a paper is not out."""
        job = self._jobs.pop(job_id, None)
        if job is None:
            return
        if job.ticket:
            self._record(job, "failed", reprint=reprint, reason=reason, half=half)
            self._failed = {job.ticket: half or reprint}
            self._flow.paper_failed(job.ticket, reason, self._steady())
        self._tell_of(job, Notice.SHEET_FAILED, Notice.REPRINT_FAILED)
        self._refresh()

    def printer_well(self) -> None:
        """A printer can print again. Whoever still stands before the number gets the paper; nobody
        else does, for its visitor may be gone."""
        tickets, screen = self._flow.visitor.tickets, self._flow.screen
        if screen is not Screen.NO_PAPER or not tickets or tickets[-1].id not in self._failed:
            return
        if not any(job.ticket == tickets[-1].id for job in self._jobs.values()):
            half = self._failed.pop(tickets[-1].id)
            self.print_ticket(tickets[-1], reprint=half, again=True)

    def _tell_of(self, job: _Job, sheet: Notice, reprint: Notice) -> None:
        screen, found = self._flow.screen, self._flow.visitor.found
        if not job.ticket and screen in (Screen.CONFIRM, Screen.CLOSED):
            self._flow.tell(sheet)
        elif job.reprint and found is not None and found.id == job.ticket:
            self._flow.tell(reprint)

    def reprint_wanted(self, ticket: TicketView) -> None:
        """Somebody has asked for a ticket's paper; it is printed here only if that is said.

        Nothing else prints an old ticket: when the paper is back, its visitor may be gone.
        """
        if self._hall.site is None:
            return
        mine = ticket.reprint_wanted and ticket.reprint_at == self._catalogue().device
        # Asked for twice before it is out (or while the line was away) is one paper.
        under_way = any(job.ticket == ticket.id and job.again for job in self._jobs.values())
        if mine and not under_way:
            self.print_ticket(ticket, reprint=_may_have_paper(ticket), again=True)
            self._refresh()

    def print_interrupted(self) -> None:
        """What this kiosk died over while the hub was away: the same number, marked."""
        for ticket in self._hall.interrupted():
            self.print_ticket(ticket, reprint=True)

    def print_ticket(self, ticket: TicketView, *, reprint: bool, again: bool = False) -> None:
        """A ticket's paper, marked as a `reprint` or only tried `again`.

        Without a printer that is recorded at once.
        """
        if self._press is None:
            job = _Job(ticket.id, reprint)
            self._record(job, "failed", reprint=reprint, reason=NO_PRINTER)
            self._tell_of(job, Notice.NONE, Notice.REPRINT_FAILED)
            return
        catalogue, stock, now = self._catalogue(), self._paper_stock(), self._hall.now()
        errands = (t for t in self._flow.visitor.tickets if t.visit == ticket.visit)
        others = [t for t in errands if t.id != ticket.id]
        told, now_told = self._flow.visitor.forecasts.get(ticket.id), self.forecast(ticket)
        told = (now_told if again else told) or told or now_told
        span = told.span if told and ticket.state == TicketState.WAITING else None

        def render(marked: bool) -> bytes:
            paper = ticket_paper(
                catalogue, ticket, others=others, span=span, now=now, reprint=marked
            )
            return ticket_bytes(paper, stock)

        died = self._outcome(ticket.id, "failed", reprint=reprint, reason=INTERRUPTED, half=True)
        note = self._hall.foresee("RecordPrint", died)
        job = _Job(ticket.id, reprint, note, again=again or reprint)
        self._put(job, render, reprint=reprint)

    def forecast(self, ticket: TicketView) -> Forecast | None:
        """When a ticket is likely to be called, by what the hub says of it."""
        return ticket_forecast(self._hall.now(), ticket)

    def _put(self, job: _Job, render: Callable[[bool], bytes], *, reprint: bool = False) -> None:
        assert self._press is not None
        job_id = uuid4().hex
        self._jobs[job_id] = job
        self._press.print(PrintJob(job_id, render, reprint))

    def _paper_stock(self) -> PaperStock:
        assert self._stock is not None
        return self._stock

    def _record(
        self, job: _Job, outcome: str, *, reprint: bool, reason: str = "", half: bool = False
    ) -> None:
        body = self._outcome(job.ticket, outcome, reprint=reprint, reason=reason, half=half)
        self._hall.record("RecordPrint", body, job.note)

    def _outcome(
        self, ticket: str, outcome: str, *, reprint: bool, reason: str = "", half: bool = False
    ) -> dict[str, Any]:
        return {
            "ticket": ticket,
            "outcome": outcome,
            "reason": reason,
            "half": half,
            "reprint": reprint,
            "device": self._catalogue().device,
        }


def _may_have_paper(ticket: TicketView) -> bool:
    """What the information desk gave has none before a kiosk prints it; all else is marked."""
    return bool(ticket.kiosk) or ticket.printed or ticket.half_printed
