"""Going on without the hub: numbers of this kiosk's own, from its grant, until the hub is back."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.emergency.certain import certain_status
from kiosk.emergency.knowledge import Knowledge
from kiosk.emergency.notebook import Notebook
from kiosk.emergency.paper import Paper
from kiosk.emergency.refused import RefusedPapers
from shared.domain.hours import business_date, day_plan
from shared.domain.ids import SECOND, Moment
from shared.domain.numbering import number_text, read_number
from shared.domain.roster import counters_serving
from shared.domain.site import Service, Site
from shared.link.kept_orders import KeptOrder
from shared.link.line import Line
from shared.link.mirror import Mirror
from shared.link.state import LineState
from shared.link.state_file import NotKept
from shared.protocol.check_code import check_code
from shared.protocol.machine import boot_id, elapsed_ms
from shared.protocol.messages import Answer, Hello, NumberGrant, Welcome
from shared.protocol.views import ServiceStatus, TicketView, Trouble

log = logging.getLogger(__name__)

UNKNOWN = -1
"""People ahead, where nobody can say."""

START_MS = 4 * SECOND
"""A kiosk that has just started looks so long for its hub before it goes on alone."""

REPRINT_MS = 10 * 60 * SECOND
"""A paper that may be half printed is printed again only while its visitor may stand there."""

TIDY_MS = SECOND
_HUBLESS = (LineState.SEARCHING, LineState.CONNECTING, LineState.AWAY)


class Standby(QObject):
    """Follows a line, and stands in for its hub. `changed`: whether or how it does may differ.

    As the outbox's feed it hands over each paper, before anything else that is about it.
    """

    changed = Signal()
    troublesChanged = Signal()
    owes = Signal()
    """There is a paper of which the hub has to be told."""

    def __init__(
        self, line: Line, mirror: Mirror, notebook: Notebook, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._line, self._mirror, self._notebook = line, mirror, notebook
        self._known = Knowledge(notebook)
        self._refused = RefusedPapers(notebook)
        self._again: list[str] = []
        """Papers that the hub may have lost: it was restored."""
        self._met = False
        """The hub has been reached since this kiosk started."""
        self._tidying = QTimer(self, singleShot=True, interval=TIDY_MS)
        self._tidying.timeout.connect(notebook.tidy)
        self._starting = QTimer(self, singleShot=True, interval=START_MS)
        self._starting.timeout.connect(self.changed)
        self._starting.start()
        line.greeting.connect(self._introduce)
        line.welcomed.connect(self._on_welcome)
        line.numbersChanged.connect(self._on_numbers)
        line.troubleSeen.connect(self._on_seen)
        mirror.dayChanged.connect(self.troublesChanged)
        line.stateChanged.connect(self._on_state)

    def close(self) -> None:
        """Leave the notebook as it should be found."""
        self._tidying.stop()
        self._starting.stop()
        self._take_services()
        self._notebook.tidy()

    # For the screens ------------------------------------------------------------------------

    @property
    def ready(self) -> bool:
        """Whether this kiosk has what it takes."""
        grant = self._notebook.grant
        return self.site is not None and grant is not None and bool(grant.ranges)

    @property
    def alone(self) -> bool:
        """The hub is away, and this kiosk goes on by itself."""
        waited = self._met or not self._starting.isActive()
        return self.ready and waited and self._line.state in _HUBLESS

    @property
    def site(self) -> Site | None:
        """The hall's document as the hub told it last."""
        return self._known.site

    @property
    def popular(self) -> list[str]:
        """The order of the tiles as the hub decided it last."""
        return self._known.popular

    def now(self) -> Moment:
        """The hub's time, as far as it is known; after a cold start this machine's clock."""
        known = None if self._met else self._known.hub_now()
        return self._line.hub_now() if known is None else known

    def status(self, code: str) -> ServiceStatus | None:
        """What is still certain of a service; None for one that the site does not have."""
        service = self._known.services.get(code)
        if service is None or self.site is None:
            return None
        now = self.now()
        date = self._date(now)
        number = self._notebook.next_number(service.series, date)
        grant = self._notebook.grant
        granted = grant is not None and service.series in grant.ranges
        return certain_status(
            self.site,
            service,
            now,
            known=self._known.told(code, date),
            given=self._given(code, date) if service.quota is not None else 0,
            numbers=number is not None if granted else None,
            always_open=self._known.always_open,
        )

    @property
    def troubles(self) -> list[Trouble]:
        """Papers whose visitors only staff can help now."""
        return self._refused.troubles(self._today())

    # Numbers --------------------------------------------------------------------------------

    def issue(self, body: dict[str, Any], ghost: str = "") -> TicketView | None:
        """A number for the body of `IssueTicket`; None where none may be given.

        It is on the disk when this returns. `ghost`: the command that asked the hub for it, if
        that may have been heard.
        """
        service = self._known.services.get(body.get("service", ""))
        status = self.status(service.code) if service is not None else None
        if service is None or status is None or not self.ready:
            return None
        # A hub that is there and silent has said itself whether the service is open.
        if not status.open and self._line.state is not LineState.LIVE:
            return None
        paper = self._paper(service, body, ghost)
        if paper is None:
            return None
        try:
            self._notebook.give(paper)
        except NotKept as error:
            log.error("no number can be given without the hub: %s", error)
            return None
        log.info("%s is given without the hub", paper.number)
        self.owes.emit()
        return self._view(paper, service)

    def _paper(self, service: Service, body: dict[str, Any], ghost: str) -> Paper | None:
        now = self.now()
        date = self._date(now)
        ordinal = self._notebook.next_number(service.series, date)
        series = self._known.series.get(service.series)
        if ordinal is None or series is None:
            return None
        return Paper(
            ticket=secrets.token_urlsafe(12),
            number=number_text(series, ordinal),
            ordinal=ordinal,
            series=series.code,
            service=service.code,
            visit=body.get("visit") or secrets.token_urlsafe(12),
            date=date,
            taken_at=now,
            elapsed=elapsed_ms(),
            boot=boot_id(),
            language=body.get("language", "id"),
            priority=body.get("priority", "") if service.priority_allowed else "",
            people=body.get("people", 1),
            assist=tuple(body.get("assist", ())),
            ghost=ghost,
        )

    def remember(self, ticket: TicketView, body: dict[str, Any]) -> None:
        """The hub has given a number here: should it ever forget it, this kiosk does not."""
        found = read_number(self._mirror.site, ticket.number) if self._mirror.site else None
        if found is None:
            return
        now = self.now()
        paper = Paper(
            ticket=ticket.id,
            number=ticket.number,
            ordinal=found[1],
            series=found[0].code,
            service=ticket.service,
            visit=ticket.visit,
            date=self._mirror.date or self._date(now),
            taken_at=now,
            elapsed=elapsed_ms(),
            boot=boot_id(),
            language=ticket.language,
            priority=body.get("priority", ""),
            people=ticket.people,
            assist=tuple(body.get("assist", ())),
            emergency=False,
            handed=True,
        )
        try:
            self._notebook.give(paper)
        except NotKept as error:
            log.error("%s cannot be noted: %s", ticket.number, error)

    def settle_print(self, ticket: str, outcome: str) -> None:
        """The printer says whether a paper is out."""
        self._notebook.settle_print(ticket, outcome)
        self._tidying.start()

    def interrupted(self) -> list[TicketView]:
        """Papers of a moment ago of which nobody knows whether they came out."""
        views = []
        for paper in self._notebook.unfinished():
            service, age = self._known.services.get(paper.service), self._age(paper)
            if service is not None and 0 <= age <= REPRINT_MS:
                views.append(self._view(paper, service))
        return views

    # The outbox's feed ----------------------------------------------------------------------

    @property
    def due(self) -> KeptOrder | None:
        """The oldest paper of which the hub has to be told."""
        known = (self._notebook.paper(ticket) for ticket in self._again)
        paper = self._notebook.owed() or next((one for one in known if one is not None), None)
        if paper is None:
            return None
        return KeptOrder(id=paper.ticket, name="HandOver", body=paper.order())

    def settle(self, order: str, answer: Answer) -> None:
        """Once for ever: of a paper that the hub does not take, staff are told."""
        paper = self._notebook.paper(order)
        if answer.problem is not None and paper is not None:
            self._refused.add(paper.number, self._today())
            self.troublesChanged.emit()
        self._notebook.handed(order)
        if order in self._again:
            self._again.remove(order)
        self._tidying.start()

    # The line -------------------------------------------------------------------------------

    @Slot(object)
    def _introduce(self, hello: Hello) -> None:
        hello.grant = self._notebook.held()
        hello.printed_date, hello.printed = self._notebook.printed_numbers()

    @Slot(object)
    def _on_welcome(self, welcome: Welcome) -> None:
        self._met = True
        self._starting.stop()
        if welcome.grant is not None:
            self._notebook.take_grant(welcome.grant)
        self._known.take_clock(self._line.hub_now())
        snapshot = welcome.snapshot
        if snapshot is not None:
            self._known.take_hall(
                snapshot.site, always_open=snapshot.always_open, popular=snapshot.popular
            )
            QTimer.singleShot(0, self, self._read_calendar)
        papers: list[Paper] = []
        if self._restored_since(welcome):
            papers = self._notebook.papers()
        elif snapshot is not None:
            # Whoever sends all anew may have lost something; what it knows it only nods at.
            papers = self._notebook.given_on(snapshot.date)
        again = [paper.ticket for paper in papers if paper.handed]
        self._again = [*self._again, *(one for one in again if one not in self._again)]

    def _restored_since(self, welcome: Welcome) -> bool:
        """Whether the hub was restored since it was met last: it may resume a line all the same,
        for an answer comes before the frame that tells of its entry."""
        if not welcome.restored or welcome.restored == self._notebook.recall("restored", str):
            return False
        self._notebook.note("restored", welcome.restored)
        return True

    @Slot(object)
    def _on_numbers(self, grant: NumberGrant) -> None:
        self._notebook.take_grant(grant)

    @Slot(str)
    def _on_state(self, _: str) -> None:
        if self._line.state is not LineState.LIVE:
            self._take_services()
        self.changed.emit()

    def _take_services(self) -> None:
        """As they stood when the line broke."""
        if self._mirror.site is not None:
            self._known.take_popular(self._mirror.popular)
            self._known.take_services(self._mirror.date, self._mirror.services.values())

    @Slot(str, str)
    def _on_seen(self, _code: str, number: str) -> None:
        """Only a paper's trouble ends with an officer's word."""
        self._refused.seen(number)
        self.troublesChanged.emit()

    def _read_calendar(self) -> None:
        """A year's holidays take a while: not when the first visitor without a hub looks."""
        if self.site is not None:
            day_plan(self.site, business_date(self.site, self.now()))

    # ----------------------------------------------------------------------------------------

    def _date(self, now: Moment) -> str:
        assert self.site is not None
        return self._notebook.day(business_date(self.site, now).isoformat())

    def _today(self) -> str:
        """The business date as the hub says; until it is heard, by the best clock there is."""
        if self._mirror.date or self.site is None:
            return self._mirror.date
        return self._date(self.now())

    def _age(self, paper: Paper) -> int:
        age = paper.age()
        return self.now() - paper.taken_at if age is None else age

    def _given(self, service: str, date: str) -> int:
        """How many numbers of a service this kiosk has given by itself."""
        papers = self._notebook.given_on(date)
        return sum(one.emergency and one.service == service for one in papers)

    def _view(self, paper: Paper, service: Service) -> TicketView:
        assert self.site is not None
        zone = ZoneInfo(self.site.timezone)
        taken = dt.datetime.fromtimestamp(paper.taken_at / 1000, zone)
        return TicketView(
            id=paper.ticket,
            number=paper.number,
            state="waiting",
            service=paper.service,
            issued_at=taken.isoformat(timespec="milliseconds"),
            zone=service.zone,
            visit=paper.visit,
            ahead=UNKNOWN,
            counters=[str(one.id) for one in counters_serving(self.site, service.code)],
            language=paper.language,
            priority=bool(paper.priority),
            people=paper.people,
            check=check_code(paper.ticket),
            emergency=True,
        )
