"""Does what the visitor has asked for: orders to the hub, papers from the press."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import uuid4

from kiosk.catalogue import Catalogue
from kiosk.facts import wait_span
from kiosk.flow import NO_PRINTER, Flow
from kiosk.hall import Hall
from kiosk.papers import requirements_paper, scanned_ticket, ticket_number, ticket_paper
from kiosk.printing.escpos_bytes import requirements_bytes, ticket_bytes
from kiosk.printing.press import PrintJob
from kiosk.printing.stock import PaperStock
from kiosk.screens import Notice, Screen
from shared.protocol.messages import Answer
from shared.protocol.views import TicketView

_log = logging.getLogger(__name__)
_CLOSED = frozenset(
    {
        "service-suspended",
        "holiday",
        "closed-today",
        "closed-date",
        "not-yet-open",
        "last-tickets-given",
        "quota-reached",
        "no-staff",
        "desk-only",
    }
)
"""Refusals that the screen of a closed service explains."""


class Papers(Protocol):
    """Where papers are printed; what became of them comes back through the clerk."""

    def print(self, job: PrintJob) -> None:
        """Takes a job and returns at once."""


@dataclass(frozen=True, slots=True)
class _Job:
    ticket: str
    """Empty for a sheet of requirements."""
    reprint: bool = False


class Clerk:
    """Between the flow, the hub and the press. `refresh` is called when the flow has changed."""

    def __init__(
        self,
        flow: Flow,
        hall: Hall,
        catalogue: Callable[[], Catalogue],
        steady: Callable[[], int],
        refresh: Callable[[], None],
    ) -> None:
        self._flow = flow
        self._hall = hall
        self._catalogue = catalogue
        self._steady = steady
        self._refresh = refresh
        self._press: Papers | None = None
        self._stock: PaperStock | None = None
        self._jobs: dict[str, _Job] = {}
        self._last: tuple[dict[str, Any], str] | None = None

    def use_press(self, press: Papers | None, stock: PaperStock | None) -> None:
        """The printer of this kiosk; without one numbers are shown, and the desk prints."""
        self._press, self._stock = press, stock
        self._flow.paperless = press is None

    # Numbers ---------------------------------------------------------------------------------

    def take(self, *, for_other: bool = False) -> None:
        """Asks for a number, once for each act."""
        if self._flow.take(self._steady(), for_other=for_other):
            body = self._wanted()
            self._hall.send("IssueTicket", body, self._on_issued, self._act_id(body))
        self._refresh()

    def _wanted(self) -> dict[str, Any]:
        visitor = self._flow.visitor
        body = {
            "service": visitor.service,
            "language": visitor.language,
            "kiosk": self._catalogue().device,
            "people": visitor.people,
            "priority": visitor.priority,
            "assist": sorted(visitor.assist),
            "visit": visitor.visit,
        }
        return {key: value for key, value in body.items() if value}

    def _act_id(self, body: dict[str, Any]) -> str:
        # Nobody knows whether an unanswered order was carried out: the same wish has the same id.
        if self._last is None or self._last[0] != body:
            self._last = (body, uuid4().hex)
        return self._last[1]

    def _on_issued(self, answer: Answer) -> None:
        away = answer.problem is not None and answer.problem.code == "away"
        if not away:
            self._last = None
        if answer.ticket is not None:
            self._flow.issued(answer.ticket, self._steady())
            self._print_ticket(answer.ticket, reprint=False)
        else:
            code = answer.problem.code if answer.problem else "no-answer"
            _log.warning("no number for %s: %s", self._flow.visitor.service, code)
            self._flow.refused(self._steady(), closed=code in _CLOSED, away=away)
        self._refresh()

    # Papers ----------------------------------------------------------------------------------

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
            self._record(job.ticket, "printed", reprint=reprint)
            self._flow.paper_out(job.ticket, self._steady())
        self._tell_of(job, Notice.SHEET_PRINTED, Notice.REPRINTED)
        self._refresh()

    def failed(self, job_id: str, reprint: bool, reason: str, half: bool) -> None:
        """The press says that a paper is not out."""
        job = self._jobs.pop(job_id, None)
        if job is None:
            return
        if job.ticket:
            self._record(job.ticket, "failed", reprint=reprint, reason=reason, half=half)
            self._flow.paper_failed(job.ticket, reason, self._steady())
        self._tell_of(job, Notice.SHEET_FAILED, Notice.REPRINT_FAILED)
        self._refresh()

    def _tell_of(self, job: _Job, sheet: Notice, reprint: Notice) -> None:
        screen, found = self._flow.screen, self._flow.visitor.found
        if not job.ticket and screen in (Screen.CONFIRM, Screen.CLOSED):
            self._flow.tell(sheet)
        elif job.reprint and found is not None and found.id == job.ticket:
            self._flow.tell(reprint)

    def _print_ticket(self, ticket: TicketView, *, reprint: bool) -> None:
        if self._press is None:
            self._record(ticket.id, "failed", reprint=reprint, reason=NO_PRINTER)
            self._tell_of(_Job(ticket.id, reprint), Notice.NONE, Notice.REPRINT_FAILED)
            return
        catalogue, stock, now = self._catalogue(), self._paper_stock(), self._hall.now()
        status = self._hall.status(ticket.service)
        others = [t for t in self._flow.visitor.tickets if t.id != ticket.id]
        span = wait_span(now, status, ticket.ahead)

        def render(marked: bool) -> bytes:
            paper = ticket_paper(
                catalogue, ticket, others=others, span=span, now=now, reprint=marked
            )
            return ticket_bytes(paper, stock)

        self._put(_Job(ticket.id, reprint), render, reprint=reprint)

    def _put(self, job: _Job, render: Callable[[bool], bytes], *, reprint: bool = False) -> None:
        assert self._press is not None
        job_id = uuid4().hex
        self._jobs[job_id] = job
        self._press.print(PrintJob(job_id, render, reprint))

    def _paper_stock(self) -> PaperStock:
        assert self._stock is not None
        return self._stock

    def _record(
        self, ticket: str, outcome: str, *, reprint: bool, reason: str = "", half: bool = False
    ) -> None:
        body = {
            "ticket": ticket,
            "outcome": outcome,
            "reason": reason,
            "half": half,
            "reprint": reprint,
            "device": self._catalogue().device,
        }
        self._hall.send("RecordPrint", body, _log_refusal, uuid4().hex)

    # One's own ticket ------------------------------------------------------------------------

    def look_up(self) -> None:
        """Finds the ticket whose number and check code were typed."""
        visitor = self._flow.visitor
        number = ticket_number(visitor.number, self._catalogue().site.series)
        self._find({"number": number, "check": visitor.check})

    def look_up_scan(self, scan: str) -> None:
        """Finds the ticket whose code was held under the scanner."""
        ticket = scanned_ticket(scan)
        if ticket and self._flow.screen in (Screen.START, Screen.FIND):
            if self._flow.screen is Screen.START:
                self._flow.open(Screen.FIND, self._steady())
            self._find({"ticket": ticket})

    def _find(self, body: dict[str, Any]) -> None:
        self._hall.send("FindTicket", body, self._on_found, uuid4().hex)
        self._refresh()

    def _on_found(self, answer: Answer) -> None:
        if answer.ticket is not None and answer.ticket.service in self._catalogue().services:
            self._flow.found(answer.ticket, self._steady())
        else:
            away = answer.problem is not None and answer.problem.code == "away"
            self._flow.not_found(self._steady(), away=away)
        self._refresh()

    def rejoin(self) -> None:
        """A missed visitor is back in the queue."""
        self._change("RejoinTicket", {}, Notice.REJOINED)

    def cancel(self) -> None:
        """The number is given back."""
        self._flow.close_question(self._steady())
        self._change("CancelTicket", {"reason": "visitor"}, Notice.NONE)

    def reprint(self) -> None:
        """The same paper again, marked."""
        self._change("RequestReprint", {}, Notice.REPRINTING, then_print=True)

    def _change(
        self, name: str, body: dict[str, Any], notice: Notice, *, then_print: bool = False
    ) -> None:
        ticket = self._flow.visitor.found
        if ticket is None:
            return

        def on_answer(answer: Answer) -> None:
            self._on_changed(answer, notice, then_print)

        self._hall.send(name, {"ticket": ticket.id, **body}, on_answer, uuid4().hex)
        self._refresh()

    def _on_changed(self, answer: Answer, notice: Notice, then_print: bool) -> None:
        if answer.ticket is None:
            away = answer.problem is not None and answer.problem.code == "away"
            self._flow.tell(Notice.NOT_SENT if away else Notice.REFUSED)
        else:
            self._flow.found(answer.ticket, self._steady())
            self._flow.tell(notice)
            if then_print:
                self._print_ticket(answer.ticket, reprint=True)
        self._refresh()


def _log_refusal(answer: Answer) -> None:
    if answer.problem is not None:
        _log.warning("a print was not recorded: %s", answer.problem.code)
