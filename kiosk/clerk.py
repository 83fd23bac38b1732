"""Does what the visitor has asked for: orders to the hub, and what their answers lead to."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from kiosk.bursts import Bursts
from kiosk.closures import EXPLAINED
from kiosk.papers import scanned_ticket, ticket_number
from kiosk.paperwork import Paperwork, Scene
from kiosk.screens import Notice, Screen
from shared.protocol.messages import Answer
from shared.protocol.views import TicketView

_log = logging.getLogger(__name__)


class Clerk:
    """Between the flow and the hub."""

    def __init__(self, scene: Scene, paperwork: Paperwork) -> None:
        self._flow = scene.flow
        self._hall = scene.hall
        self._catalogue = scene.catalogue
        self._steady = scene.steady
        self._refresh = scene.refresh
        self._paperwork = paperwork
        self._last: tuple[dict[str, Any], str] | None = None
        self._heard = False
        """The hub may have heard of the last wish."""
        self.bursts = Bursts()
        self.on_burst: Callable[[], None] = lambda: None
        """Called where there is more to tell of them."""

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
            self._last, self._heard = (body, uuid4().hex), False
        return self._last[1]

    def _on_issued(self, answer: Answer) -> None:
        away = answer.problem is not None and answer.problem.code == "away"
        body = self._last[0] if self._last is not None else {}
        ticket = answer.ticket
        if ticket is not None:
            self._hall.given(ticket, body)
            self._forecast(ticket)
        elif away:
            ticket = self._stand_in(answer)
        if not away or ticket is not None:
            self._last = None
        if ticket is not None:
            self._flow.issued(ticket, self._steady())
            self._watch_bursts(ticket)
            self._paperwork.print_ticket(ticket, reprint=False)
        else:
            code = answer.problem.code if answer.problem else "no-answer"
            _log.warning("no number for %s: %s", self._flow.visitor.service, code)
            self._flow.refused(self._steady(), closed=code in EXPLAINED, away=away)
        self._refresh()

    def _watch_bursts(self, ticket: TicketView) -> None:
        """Somebody who takes many of what is scarce: the desk is told."""
        scarce = self._catalogue().services[ticket.service].quota is not None
        if scarce and self.bursts.take(ticket.service, ticket.number, self._steady()):
            self.on_burst()

    def _stand_in(self, answer: Answer) -> TicketView | None:
        """A number without the hub. Should it have heard the wish all the same, it is told."""
        if self._last is None or answer.problem is None:
            return None
        body, order = self._last
        self._heard |= bool(answer.problem.extra.get("sent"))
        return self._hall.stand_in(body, order if self._heard else "")

    def _forecast(self, ticket: TicketView) -> None:
        """When it is likely to be called, as its visitor is told from now on."""
        forecast = self._paperwork.forecast(ticket)
        if forecast is not None:
            self._flow.visitor.forecasts[ticket.id] = forecast

    # One's own ticket ------------------------------------------------------------------------

    def look_up(self) -> None:
        """Finds the ticket whose number and check code were typed."""
        visitor = self._flow.visitor
        number = ticket_number(visitor.number, self._catalogue().site.series)
        self._find({"number": number, "check": visitor.check})

    def look_up_scan(self, scan: str) -> None:
        """Finds the ticket whose code was held under the scanner."""
        ticket = scanned_ticket(scan)
        if self._hall.alone:
            return
        if ticket and self._flow.screen in (Screen.START, Screen.FIND):
            if self._flow.screen is Screen.START:
                self._flow.open(Screen.FIND, self._steady())
            self._find({"ticket": ticket})

    def _find(self, body: dict[str, Any]) -> None:
        self._hall.send("FindTicket", body, self._on_found, uuid4().hex)
        self._refresh()

    def _on_found(self, answer: Answer) -> None:
        if answer.ticket is not None and answer.ticket.service in self._catalogue().services:
            self._forecast(answer.ticket)
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
        """The same paper again, marked: printed when the hub tells this kiosk that it is wanted.

        Whoever asked, a wish comes that way, and so it is printed once.
        """
        self._flow.tell(Notice.REPRINTING)
        self._change("RequestReprint", {"kiosk": self._catalogue().device}, None)

    def _change(self, name: str, body: dict[str, Any], notice: Notice | None) -> None:
        """Gives an order about the ticket that was found; `notice` None: what is told, stays."""
        ticket = self._flow.visitor.found
        if ticket is None:
            return

        def on_answer(answer: Answer) -> None:
            self._on_changed(answer, self._flow.notice if notice is None else notice)

        self._hall.send(name, {"ticket": ticket.id, **body}, on_answer, uuid4().hex)
        self._refresh()

    def _on_changed(self, answer: Answer, notice: Notice) -> None:
        if answer.ticket is None:
            away = answer.problem is not None and answer.problem.code == "away"
            self._flow.tell(Notice.NOT_SENT if away else Notice.REFUSED)
        else:
            self._forecast(answer.ticket)
            self._flow.found(answer.ticket, self._steady())
            self._flow.tell(notice)
        self._refresh()
