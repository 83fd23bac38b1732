"""A hall played in memory: commands are decided and applied, and every entry is kept."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Any

import msgspec

from shared.domain import commands as c
from shared.domain.decide import answer_to, day_events, decide, earlier_answer
from shared.domain.events import EVENTS, Event, Recorded
from shared.domain.evolve import evolve
from shared.domain.hall import Hall, Receipt, Ticket
from shared.domain.ids import (
    CommandId,
    CounterId,
    GroupCode,
    Moment,
    OfficerId,
    ServiceCode,
    TicketId,
    VisitId,
)
from shared.domain.site import Site
from shared.protocol.site_file import kept_site, site_document, site_from
from tests.unit.small_site import small_document

MONDAY_9 = Moment(1_795_399_200_000)
"""Monday 23 November 2026, 09.00 in Jakarta."""


def two_agency_site(**changes: Any) -> Site:
    """Three services in two series, three counters that share some of them."""
    document = small_document()
    service = document["services"][0]
    document["series"] = [{"code": "A", "prefix": "A"}, {"code": "K", "prefix": "K"}]
    document["services"] = [
        {**service, "people_max": 4},
        {**service, "code": "KTP-CETAK", "quota": 3},
        {**service, "code": "KK", "series": "K", "priority_allowed": False},
    ]
    document["counters"] = [
        {"id": "1", "number": 1, "zone": "biru", "services": ["KTP-BARU", "KTP-CETAK"]},
        {"id": "2", "number": 2, "zone": "biru", "services": ["KTP-BARU", "KK"]},
        {"id": "3", "number": 3, "zone": "biru", "services": ["KK"]},
    ]
    return site_from({**document, **changes})


def helpful() -> dict[str, Any]:
    """Each condition of a help at a counter, profiles for a supervisor, and an outage."""
    document = site_document(two_agency_site())
    one, two, three = document["counters"]
    cetak, kk = ["KTP-CETAK"], ["KK"]
    outage = {"code": "system", "name": {"id": "Gangguan", "en": "Outage"}, "outage": True}
    reasons = document["reasons"]
    ktp = {"code": "ktp", "name": {"id": "KTP", "en": "Cards"}, "services": [*cetak, "KTP-BARU"]}
    floater = {"services": [], "help": [{"agency": "DUKCAPIL", "more_than": 1}]}
    return {
        "counters": [
            {**one, "help": [{"services": kk, "when_idle": True}]},
            {**two, "help": [{"services": cetak, "waits_longer_than": 5}]},
            {**three, "help": [{"agency": "DUKCAPIL", "more_than": 4}]},
        ],
        "profiles": [ktp, {"code": "all", "name": {"id": "Semua", "en": "All"}, **floater}],
        "reasons": {**reasons, "suspend": [*reasons["suspend"], outage]},
    }


class PlayedHall:
    """Decides like the hub does, on one state, with a clock that the test moves."""

    def __init__(self, site: Site | None = None, *, always_open: bool = False) -> None:
        self.hall = Hall(always_open=always_open)
        self.now = MONDAY_9
        self.entries: list[Recorded] = []
        self.accepted: Counter[type[c.Command]] = Counter()
        """How often each kind of command was carried out."""
        self._ids = itertools.count(1)
        site = site or two_agency_site()
        self.do(c.LoadSite(site=site, document=site_document(site)))

    def do(
        self,
        command: c.Command,
        *,
        id_: str | None = None,
        digest: str = "",
        sender: str = "test",
    ) -> Receipt:
        """Carries a command out; raises the refusal."""
        order = c.Order(
            command=command,
            sender=sender,
            id=CommandId(id_ or f"order-{next(self._ids)}"),
            digest=digest,
        )
        earlier = earlier_answer(self.hall, order)
        if earlier is not None:
            return earlier
        for event in day_events(self.hall, self.now, site_document):
            self._record(event, c.Order(command=c.TurnDay()))
        for event in decide(self.hall, order, self.now):
            self._record(event, order)
        self.accepted[type(command)] += 1
        return answer_to(self.hall, order)

    def record(self, event: Event) -> None:
        """An entry that no decision of today would bring."""
        self._record(event, c.Order(command=c.TurnDay()))

    def _record(self, event: Event, order: c.Order) -> None:
        recorded = Recorded(
            seq=self.hall.seq + 1,
            at=self.now,
            event=event,
            sender=order.sender,
            command=order.id,
            digest=order.digest,
        )
        self.entries.append(recorded)
        evolve(self.hall, recorded, kept_site)

    def issue(self, service: str = "KTP-BARU", priority: str | None = None, **more: Any) -> Ticket:
        number = next(self._ids)
        receipt = self.do(
            c.IssueTicket(
                ticket=TicketId(f"ticket-{number}"),
                new_visit=VisitId(f"visit-{number}"),
                service=ServiceCode(service),
                priority=GroupCode(priority) if priority else None,
                **more,
            )
        )
        assert receipt.ticket is not None
        return self.hall.tickets[receipt.ticket.id]

    def open(self, *counters: str) -> None:
        for counter in counters:
            self.do(
                c.OpenCounter(counter=CounterId(counter), officer=OfficerId(f"officer-{counter}"))
            )

    def call_next(self, counter: str) -> Ticket:
        receipt = self.do(c.CallNext(counter=CounterId(counter)))
        assert receipt.ticket is not None
        return receipt.ticket

    def wait(self, minutes: float) -> None:
        self.now = Moment(self.now + round(minutes * 60_000))

    def replayed(self, after: int = 0) -> Hall:
        """A fresh state from the entries, each through its JSON and back, as on disk."""
        hall = Hall(always_open=self.hall.always_open)
        for recorded in self.entries[after:]:
            text = msgspec.json.encode(recorded.event)
            event = msgspec.json.decode(text, type=EVENTS[type(recorded.event).__name__])
            evolve(hall, recorded._replace(event=event), kept_site)
        return hall
