"""A hall that exists only in memory, for screenshots and for rehearsing the screens."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kiosk.facts import wait_forecast
from kiosk.hall import OnAnswer, OnWanted
from kiosk.times import moment_text
from shared.domain.ids import Moment
from shared.domain.roster import counters_serving
from shared.domain.site import Site
from shared.link.choice import HubOffer
from shared.protocol.messages import Answer
from shared.protocol.tally import Tally
from shared.protocol.views import Problem, ServiceStatus, TicketView


@dataclass(slots=True)
class Sent:
    """An order that the kiosk gave."""

    name: str
    body: dict[str, Any]
    order: str


@dataclass
class RehearsalHall:
    """Answers every order at once and favourably, unless `refusals` or `hold` say otherwise."""

    site: Site | None
    at: int
    popular: list[str] = field(default_factory=list)
    live: bool = True
    alone: bool = False
    """The hub is away, and numbers are given without it."""
    sent_before_break: bool = False
    """The hub may have heard what it never answered."""
    ghosts: list[str] = field(default_factory=list)
    """The orders in whose place numbers were given without it."""
    unfinished: list[TicketView] = field(default_factory=list)
    """Papers over which the kiosk died."""
    statuses: dict[str, ServiceStatus] = field(default_factory=dict)
    tickets: dict[str, TicketView] = field(default_factory=dict)
    refusals: dict[str, Problem] = field(default_factory=dict)
    """By the order's name."""
    hold: bool = False
    """Orders stay unanswered until `answer_all`."""
    sent: list[Sent] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    foreseen: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What is told should the kiosk die now, by its note."""
    counters_open: dict[str, int] = field(default_factory=dict)
    """By zone; where it says nothing, three."""
    checks: list[str] = field(default_factory=list)
    """Check codes of the next tickets; all others have the same one."""
    hubs: list[HubOffer] = field(default_factory=list)
    tried: str = ""
    refusal: str = ""
    chosen: list[str] = field(default_factory=list)
    _open: list[tuple[Sent, OnAnswer]] = field(default_factory=list)
    _listeners: list[Callable[[], None]] = field(default_factory=list)
    _printers: list[OnWanted] = field(default_factory=list)
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(12))

    def status(self, service: str) -> ServiceStatus | None:
        return self.statuses.get(service) or ServiceStatus(
            code=service, waiting=0, open=True, wait_low=0, wait_high=5
        )

    def open_counters(self, zone: str) -> int:
        return -1 if self.alone or not self.live else self.counters_open.get(zone, 3)

    def now(self) -> Moment:
        return Moment(self.at)

    def send(self, name: str, body: dict[str, Any], on_answer: OnAnswer, order: str) -> None:
        sent = Sent(name, body, order)
        self.sent.append(sent)
        self._open.append((sent, on_answer))
        if not self.hold:
            self.answer_all()

    def stand_in(self, body: dict[str, Any], ghost: str) -> TicketView | None:
        if not self.alone:
            return None
        self.ghosts.append(ghost)
        ticket = self._issue(Sent("IssueTicket", body, ghost))
        ticket.emergency, ticket.ahead = True, -1
        ticket.expected_at = ticket.latest_at = ""
        ticket.number = f"{ticket.number[:-3]}98{ticket.number[-1]}"
        return ticket

    def given(self, ticket: TicketView, body: dict[str, Any]) -> None:
        pass

    def interrupted(self) -> list[TicketView]:
        return self.unfinished

    def foresee(self, name: str, body: dict[str, Any]) -> str:
        note = f"note-{len(self.sent)}-{len(self.foreseen)}"
        self.foreseen[note] = body
        return note

    def record(self, name: str, body: dict[str, Any], note: str = "") -> None:
        self.foreseen.pop(note, None)
        self.sent.append(Sent(name, body, ""))

    def tally(self, tally: Tally) -> None:
        self.tallies.append(tally)

    def choose_hub(self, hub: str) -> None:
        self.chosen.append(hub)

    def listen(self, on_change: Callable[[], None]) -> None:
        self._listeners.append(on_change)

    def listen_to_reprints(self, on_wanted: OnWanted) -> None:
        self._printers.append(on_wanted)

    def want_reprint(self, ticket: TicketView, kiosk: str) -> None:
        """Somebody has asked for its paper, there."""
        ticket.reprint_wanted, ticket.reprint_at = True, kiosk
        for printer in self._printers:
            printer(ticket)

    def tell(self) -> None:
        """Something has changed."""
        for listener in self._listeners:
            listener()

    def go_on(self, number: int, check: str) -> None:
        """Meanwhile others have taken numbers: what the next one is, and its check code."""
        self._numbers = itertools.count(number)
        self.checks = [check]

    def forget(self) -> None:
        """A new day: no tickets, no orders, everything goes well."""
        self.live, self.hold, self.tried, self.refusal = True, False, "", ""
        self.alone = self.sent_before_break = False
        for things in (self.statuses, self.tickets, self.refusals, self.foreseen):
            things.clear()
        for lists in (
            self.ghosts,
            self.sent,
            self.tallies,
            self._open,
            self.hubs,
            self.chosen,
            self.checks,
        ):
            lists.clear()
        self._numbers = itertools.count(12)

    def answer_all(self) -> None:
        """Answers what is open, oldest first."""
        waiting, self._open = self._open, []
        for sent, on_answer in waiting:
            on_answer(self._answer(sent))

    def orders(self, name: str) -> list[Sent]:
        """The orders of one name, oldest first."""
        return [sent for sent in self.sent if sent.name == name]

    def _answer(self, sent: Sent) -> Answer:
        problem = self.refusals.get(sent.name) or self._away()
        if problem is not None:
            return Answer(id=sent.order, status=problem.status, problem=problem)
        act = {"IssueTicket": self._issue, "FindTicket": self._find}.get(sent.name, self._change)
        ticket = act(sent)
        if ticket is None:
            return Answer(id=sent.order, status=404, problem=refusal("unknown-ticket", 404))
        return Answer(id=sent.order, status=200, ticket=ticket)

    def _away(self) -> Problem | None:
        return None if self.live else refusal("away", 503, sent=self.sent_before_break)

    def _issue(self, sent: Sent) -> TicketView:
        assert self.site is not None
        service = next(s for s in self.site.services if s.code == sent.body["service"])
        prefix = next(s.prefix for s in self.site.series if s.code == service.series)
        number = next(self._numbers)
        status = self.status(service.code)
        ticket = TicketView(
            id=f"{number:032x}",
            number=f"{prefix}-{number:03}",
            state="waiting",
            service=service.code,
            issued_at=moment_text(Moment(self.at)),
            zone=service.zone,
            visit=sent.body.get("visit") or f"visit-{number}",
            ahead=status.ahead if status else 0,
            counters=[str(one.id) for one in counters_serving(self.site, service.code)],
            language=sent.body.get("language", "id"),
            priority="priority" in sent.body,
            people=sent.body.get("people", 1),
            check=self.checks.pop(0) if self.checks else "K7QF",
            kiosk=sent.body.get("kiosk", ""),
        )
        forecast = wait_forecast(self.at, status)
        if forecast is not None:
            ticket.expected_at, ticket.latest_at = map(moment_text, forecast.span)
        self.tickets[ticket.id] = ticket
        return ticket

    def _find(self, sent: Sent) -> TicketView | None:
        if "ticket" in sent.body:
            return self.tickets.get(sent.body["ticket"])
        wanted = (sent.body["number"], sent.body["check"])
        matches = (t for t in self.tickets.values() if (t.number, t.check) == wanted)
        return next(matches, None)

    def _change(self, sent: Sent) -> TicketView | None:
        ticket = self.tickets.get(sent.body.get("ticket", ""))
        if ticket is not None:
            states = {"RejoinTicket": "waiting", "CancelTicket": "cancelled"}
            ticket.state = states.get(sent.name, ticket.state)
            if sent.name == "RequestReprint":
                self.want_reprint(ticket, sent.body["kiosk"])
        return ticket


def refusal(code: str, status: int = 409, **extra: Any) -> Problem:
    """A problem as the hub would word it."""
    return Problem(
        type="about:blank", title=code, status=status, code=code, detail=code, extra=extra
    )
