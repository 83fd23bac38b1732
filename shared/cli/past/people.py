"""The people of the past: who comes to a kiosk, and what an officer does at a counter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shared.cli.past.agenda import Agenda, Then
from shared.cli.simulation.people import (
    Ending,
    Scene,
    Treatment,
    another_service,
    treatment,
)
from shared.cli.simulation.visitors import Visitor
from shared.domain.hall import Receipt, Ticket
from shared.domain.ids import Moment, VisitId
from shared.domain.site import Counter

PRINTED, SHOWN, SPOKEN, LOOKS_AGAIN = 4.0, 0.2, 9.0, 20.0
"""Seconds: from the tap to the paper, from the call to screen and voice, and between two looks at
an empty line."""

BEFORE_NO_SHOW = 60.0
"""Seconds from the last call, spoken, until an officer gives a visitor up."""


@dataclass(slots=True)
class Hours:
    """One day's, in ms since the epoch."""

    opens: Moment
    last_tickets: Moment
    closes: Moment
    tickets: int
    """No more than so many."""


class Door:
    """The kiosks: visitors take turns at them."""

    def __init__(
        self, scene: Scene, agenda: Agenda, visitors: Iterator[Visitor], gaps: Iterator[float]
    ) -> None:
        self._scene = scene
        self._agenda = agenda
        self._visitors, self._gaps = visitors, gaps
        self._kiosks = [str(kiosk.id) for kiosk in scene.site.kiosks] or ["kiosk-1"]
        self._hours = Hours(Moment(0), Moment(0), Moment(0), 0)
        self.taken = 0
        """Tickets of the day."""

    def open(self, hours: Hours) -> None:
        self._hours, self.taken = hours, 0
        self._comes(float(hours.opens))

    def _comes(self, moment: float) -> None:
        """The moments of their coming do not depend on how finely the agenda steps."""
        self._agenda.at(round(moment), lambda: self._next(moment))

    def _next(self, moment: float) -> None:
        if moment >= self._hours.last_tickets or self.taken >= self._hours.tickets:
            return
        visitor = next(self._visitors)
        self._take(visitor, 0, None)
        self._comes(moment + next(self._gaps) * 1000)

    def _take(self, visitor: Visitor, errand: int, visit: VisitId | None) -> None:
        self.taken += 1
        kiosk = self._kiosks[self.taken % len(self._kiosks)]

        def taken(receipt: Receipt | None) -> None:
            if receipt is not None and receipt.ticket is not None:
                self._has(visitor, errand, receipt.ticket, kiosk)

        body = {
            "service": visitor.services[errand],
            "priority": visitor.priority,
            "language": visitor.language,
            "people": visitor.people,
            "assist": list(visitor.assist),
            "visit": visit,
            "kiosk": kiosk,
        }
        self._agenda.ask("IssueTicket", kiosk, body, taken)

    def _has(self, visitor: Visitor, errand: int, ticket: Ticket, kiosk: str) -> None:
        printed = {"ticket": ticket.id, "outcome": "printed", "device": kiosk}
        self._agenda.after(PRINTED, lambda: self._agenda.ask("RecordPrint", kiosk, printed))
        if errand + 1 < len(visitor.services):
            more = ticket.visit
            self._agenda.after(2 * PRINTED, lambda: self._take(visitor, errand + 1, more))
        if visitor.patience is not None:
            gone = {"ticket": ticket.id, "reason": "visitor"}
            self._agenda.after(
                visitor.patience, lambda: self._agenda.ask("CancelTicket", kiosk, gone)
            )


class Officer:
    """One counter's officer, day after day."""

    def __init__(self, scene: Scene, counter: Counter, agenda: Agenda) -> None:
        self._scene = scene
        self._counter = counter
        self._agenda = agenda
        self._display = next((d.id for d in scene.site.displays if counter.zone in d.zones), "tv")
        self._closes = Moment(0)
        self._date = ""

    def open(self, hours: Hours, date: str) -> None:
        self._closes, self._date = hours.closes, date
        self._agenda.at(hours.opens, self._sign_on)

    def _sign_on(self) -> None:
        officer = f"officer-{self._counter.id}"
        self._ask("OpenCounter", lambda _: self._call(), officer=officer)

    def _call(self) -> None:
        if self._agenda.now >= self._closes:
            self._ask("CloseCounter")
        else:
            self._ask("CallNext", self._called)

    def _called(self, receipt: Receipt | None) -> None:
        """Looks after the one who was called; looks again where nobody was."""
        ticket = receipt.ticket if receipt is not None else None
        if ticket is None or ticket.counter != self._counter.id or ticket.called_at is None:
            self._agenda.after(LOOKS_AGAIN, self._call)
            return
        self._deliver(ticket)
        plan = treatment(self._scene, f"{self._date}/{ticket.number}/{ticket.calls}")
        self._agenda.after(plan.walk, lambda: self._arrives(ticket, plan))

    def _deliver(self, ticket: Ticket) -> None:
        """The display says that the call was shown, and then that it was spoken."""
        calls = {"calls": [{"ticket": ticket.id, "call": ticket.calls}], "display": self._display}
        ask, after = self._agenda.ask, self._agenda.after
        after(SHOWN, lambda: ask("ReportShown", self._display, calls))
        after(SPOKEN, lambda: ask("ReportSpoken", self._display, calls))

    def _arrives(self, ticket: Ticket, plan: Treatment) -> None:
        if plan.ending is Ending.ABSENT:
            self._ask("Recall", self._recalled)
            self._agenda.after(SPOKEN + BEFORE_NO_SHOW, lambda: self._miss(ticket, plan))
            return
        if plan.starts:
            self._ask("StartService")
        self._agenda.after(plan.service, lambda: self._end(ticket, plan))

    def _recalled(self, receipt: Receipt | None) -> None:
        if receipt is not None and receipt.ticket is not None:
            self._deliver(receipt.ticket)

    def _miss(self, ticket: Ticket, plan: Treatment) -> None:
        reasons = self._scene.site.reasons.no_show
        self._ask("RecordNoShow", self._go_on, reason=reasons[0].code if reasons else "")
        back = plan.returns_after
        if back is not None:
            desk = self._sender
            self._agenda.after(
                back, lambda: self._agenda.ask("RejoinTicket", desk, {"ticket": ticket.id})
            )

    def _end(self, ticket: Ticket, plan: Treatment) -> None:
        if plan.ending is Ending.HELD:
            self._ask("HoldTicket", self._go_on)
            self._agenda.after(
                plan.returns_after or 60.0, lambda: self._ask("ResumeTicket", ticket=ticket.id)
            )
        elif plan.ending is Ending.TRANSFERRED:
            service = another_service(self._scene, ticket.number, ticket.service)
            reasons = self._scene.site.reasons.transfer
            reason = reasons[0].code if reasons else ""
            self._ask("TransferTicket", self._go_on, service=service, reason=reason)
        elif plan.calls_at_once and self._agenda.now < self._closes:
            self._ask("FinishService", self._called, then_call=True)
        else:
            self._ask("FinishService", self._go_on)

    def _go_on(self, receipt: Receipt | None) -> None:
        self._agenda.after(1.0, self._call)

    @property
    def _sender(self) -> str:
        return f"loket-{self._counter.id}"

    def _ask(self, name: str, then: Then | None = None, **body: object) -> None:
        self._agenda.ask(name, self._sender, {"counter": self._counter.id, **body}, then)
