"""Kiosks that lose the hub and come back: what is on their disks, and what is on paper.

A model of the kiosk's side, as plain as it can be, and the oracle for the hub's: no number twice on
two papers of a day, and every visitor in the place of their arrival.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

import pytest

from shared.domain import commands as c
from shared.domain.hall import Hall
from shared.domain.hours import business_date
from shared.domain.ids import (
    BEGINNING,
    CommandId,
    DeviceId,
    GroupCode,
    Moment,
    SeriesCode,
    ServiceCode,
    TicketId,
    VisitId,
)
from shared.domain.numbering import Block, lowest_free, number_text
from shared.domain.refusal import Refusal
from shared.domain.site import Site
from shared.protocol.site_file import site_document
from tests.unit.played_hall import PlayedHall


@dataclass(frozen=True)
class Paper:
    """A number in somebody's hand."""

    ticket: TicketId
    number: str
    ordinal: int
    series: SeriesCode
    service: ServiceCode
    visit: VisitId
    date: str
    at: Moment
    priority: GroupCode | None = None
    ghost: CommandId | None = None
    normal: bool = False


@dataclass
class Disk:
    """What outlives the kiosk's power, and not its wiping."""

    ranges: dict[SeriesCode, Block] | None = None
    papers: list[Paper] = field(default_factory=list)


class Kiosk:
    """One kiosk with its disk. `there`: its line to the hub is up."""

    def __init__(self, name: str) -> None:
        self.id = DeviceId(name)
        self.disk = Disk()
        self.there = False
        self.contact = BEGINNING
        self.handed: set[TicketId] = set()

    def used(self, series: SeriesCode, date: str) -> list[int]:
        """Its numbers of a date, on papers that it knows of."""
        return [p.ordinal for p in self.disk.papers if (p.series, p.date) == (series, date)]

    def former(self, date: str) -> dict[SeriesCode, Block]:
        """Emergency numbers of a date beside those that it holds now."""
        found: dict[SeriesCode, Block] = {}
        for paper in self.disk.papers:
            first, last = (self.disk.ranges or {}).get(paper.series, (0, -1))
            if paper.date == date and not paper.normal and not first <= paper.ordinal <= last:
                low, high = found.get(paper.series, (paper.ordinal, paper.ordinal))
                found[paper.series] = min(low, paper.ordinal), max(high, paper.ordinal)
        return found

    def owed(self) -> list[Paper]:
        """What the hub has not been told yet."""
        return [paper for paper in self.disk.papers if paper.ticket not in self.handed]


class Kiosks:
    """All kiosks of a hall, and every paper they gave."""

    def __init__(self, play: PlayedHall, names: tuple[str, ...] = ("k1", "k2")) -> None:
        self.play = play
        self.all = [Kiosk(name) for name in names]
        self.papers: list[Paper] = []
        self.waiting = False
        """The hub was restored, and waits for what the kiosks hold."""
        self._next: dict[tuple[DeviceId, SeriesCode], tuple[str, int]] = {}
        self._count = 0

    @property
    def hall(self) -> Hall:
        return self.play.hall

    # The line -------------------------------------------------------------------------------

    def come(self, kiosk: Kiosk, *, twice: bool = False) -> None:
        """Hello: numbers are settled, then papers are handed over, some of them twice."""
        if not kiosk.there:
            self._hello(kiosk)
        for paper in kiosk.owed():
            self.hand_over(kiosk, paper)
            if twice:
                before = self.hall.seq
                self.hand_over(kiosk, paper, id_=f"again {self.play.hall.seq}")
                assert self.hall.seq == before
        kiosk.contact = self.play.now

    def go(self, kiosk: Kiosk) -> None:
        if kiosk.there:
            kiosk.contact = self.play.now
        kiosk.there = False

    def wipe(self, kiosk: Kiosk) -> None:
        self.go(kiosk)
        kiosk.disk = Disk()

    def _hello(self, kiosk: Kiosk) -> None:
        normal = [paper for paper in kiosk.disk.papers if paper.normal]
        date = max((paper.date for paper in normal), default="")
        printed: dict[SeriesCode, int] = {}
        for paper in normal:
            if paper.date == date:
                printed[paper.series] = max(paper.ordinal, printed.get(paper.series, 0))
        self.play.do(c.SkipNumbers(kiosk=kiosk.id, date=date, printed=printed))
        kiosk.there = True
        self.waiting = self.waiting and not all(one.there for one in self.all)
        self._settle(kiosk, kiosk.disk.ranges)
        if not self.waiting:
            for other in self.all:
                if other.there:
                    self._settle(other, other.disk.ranges)

    def _settle(self, kiosk: Kiosk, held: dict[SeriesCode, Block] | None) -> None:
        former = kiosk.former(self.hall.date)
        self.play.do(
            c.GrantNumbers(kiosk=kiosk.id, held=held, former=former, fresh=not self.waiting)
        )
        grant = self.hall.grants.get(kiosk.id)
        kiosk.disk.ranges = dict(grant.ranges) if grant else {}
        for series, block in kiosk.disk.ranges.items():
            assert self.hall.plan is not None
            free = lowest_free(self.hall.numbers, self.hall.plan.series[series], block)
            self._next[kiosk.id, series] = (self.hall.date, free)

    def hand_over(self, kiosk: Kiosk, paper: Paper, *, id_: str = "") -> None:
        """Sends one paper, and looks where its visitor stands."""
        before = self.hall.seq
        self.play.do(
            c.HandOver(
                ticket=paper.ticket,
                number=paper.number,
                service=paper.service,
                visit=paper.visit,
                date=paper.date,
                age=self.play.now - paper.at,
                priority=paper.priority,
                ghost=paper.ghost,
                lost=paper.normal,
                kiosk=kiosk.id,
                contact=kiosk.contact,
            ),
            id_=id_ or f"{paper.ticket} {self.hall.seq}",
            sender=kiosk.id,
        )
        self._look(paper, fresh=self.hall.seq > before)
        kiosk.handed.add(paper.ticket)

    def _look(self, paper: Paper, *, fresh: bool) -> None:
        """`fresh`: it has just been recorded, and nothing has happened to it since."""
        ticket = self.hall.ticket(paper.ticket)
        if paper.date < self.hall.date:
            assert ticket is None or ticket.state in ("unserved", *_GOING_ON)
            return
        assert ticket is not None
        if fresh and ticket.id == paper.ticket:
            assert ticket.place == paper.at - ticket.head_start
        assert ticket.arrival == paper.at
        assert ticket.number == paper.number

    def site_changes(self, site: Site) -> None:
        self.play.do(c.LoadSite(site=site, document=site_document(site)))
        for kiosk in self.all:
            if kiosk.there:
                self._settle(kiosk, kiosk.disk.ranges)

    # Numbers --------------------------------------------------------------------------------

    def take(self, kiosk: Kiosk, command: c.IssueTicket) -> Paper | None:
        """With the hub: a normal number, printed and noted. The refusal passes through."""
        if self.waiting:
            return None
        receipt = self.play.do(replace(command, kiosk=kiosk.id), sender=kiosk.id)
        ticket = receipt.ticket
        assert ticket is not None
        self.play.do(c.RecordPrint(ticket=ticket.id, outcome="printed", device=kiosk.id))
        paper = Paper(
            ticket=ticket.id,
            number=ticket.number,
            ordinal=ticket.ordinal,
            series=ticket.series,
            service=ticket.service,
            visit=ticket.visit,
            date=self.hall.date,
            at=ticket.arrival,
            priority=ticket.group,
            normal=True,
        )
        kiosk.handed.add(paper.ticket)
        return self._give(kiosk, paper)

    def take_alone(
        self, kiosk: Kiosk, command: c.IssueTicket, ghost: CommandId | None = None
    ) -> Paper | None:
        """Without the hub; None where the block is used up, or there never was one."""
        assert self.hall.plan is not None
        service = self.hall.plan.services.get(command.service)
        ranges = kiosk.disk.ranges or {}
        if kiosk.there or service is None or service.series not in ranges:
            return None
        today = business_date(self.hall.plan.site, self.play.now).isoformat()
        first, last = ranges[service.series]
        used = max((n for n in kiosk.used(service.series, today) if n <= last), default=0)
        told, free = self._next.get((kiosk.id, service.series), ("", first))
        ordinal = max(first, used + 1, free if told == today else first)
        if ordinal > last:
            return None
        self._count += 1
        paper = Paper(
            ticket=TicketId(f"{kiosk.id}-paper-{self._count}"),
            number=number_text(self.hall.plan.series[service.series], ordinal),
            ordinal=ordinal,
            series=service.series,
            service=service.code,
            visit=command.visit or VisitId(f"{kiosk.id}-visit-{self._count}"),
            date=today,
            at=self.play.now,
            priority=command.priority if service.priority_allowed else None,
            ghost=ghost,
        )
        return self._give(kiosk, paper)

    def line_breaks(self, kiosk: Kiosk, command: c.IssueTicket, *, arrived: bool) -> None:
        """A visitor's wish is in flight when the line breaks; the visitor gets another number.

        Whether it `arrived` or comes in late, nobody waits twice.
        """
        if self.waiting or not kiosk.there or command.visit is not None:
            return
        self._count += 1
        wish = CommandId(f"{kiosk.id}-wish-{self._count}")
        asked = replace(command, kiosk=kiosk.id)
        try:
            if arrived:
                self.play.do(asked, id_=wish, sender=kiosk.id)
        except Refusal:
            return
        self.go(kiosk)
        paper = self.take_alone(kiosk, command, wish)
        if paper is None:
            return
        self.come(kiosk)
        self._none_of(wish, kiosk, asked)

    def _none_of(self, wish: CommandId, kiosk: Kiosk, asked: c.IssueTicket) -> None:
        receipt = self.hall.receipts.get((kiosk.id, wish))
        assert receipt is not None
        if receipt.ticket is not None:
            ghost = self.hall.tickets[receipt.ticket.id]
            assert ghost.state == "cancelled"
            return
        with pytest.raises(Refusal) as refused:
            self.play.do(asked, id_=wish, sender=kiosk.id)
        assert refused.value.code == "id-reused"

    def _give(self, kiosk: Kiosk, paper: Paper) -> Paper:
        kiosk.disk.papers.append(paper)
        self.papers.append(paper)
        return paper

    # A restored hub -------------------------------------------------------------------------

    def after_restore(self) -> None:
        """The hub knows less than the kiosks: they say hello anew, and it waits for all of them."""
        self.waiting = True
        self._next.clear()
        for kiosk in self.all:
            kiosk.there = False
            kiosk.handed.clear()
            grant = self.hall.grants.get(kiosk.id)
            kiosk.contact = grant.heard if grant is not None else BEGINNING

    # Promises -------------------------------------------------------------------------------

    def no_number_twice(self) -> None:
        """On two papers of a day: wherever they were given, wiped kiosks' included."""
        given = Counter((paper.date, paper.number) for paper in self.papers)
        assert [paper for paper, times in given.items() if times > 1] == []

    def blocks_apart(self) -> None:
        """No two kiosks hold the same number."""
        held = Counter(
            (series, ordinal)
            for grant in self.hall.grants.values()
            for series, (first, last) in grant.ranges.items()
            for ordinal in range(first, last + 1)
        )
        assert all(times == 1 for times in held.values())


_GOING_ON = ("called", "serving", "held", "done", "no-show", "cancelled", "waiting", "postponed")
