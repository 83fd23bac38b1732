"""A day in which the rule was kept, with all that may lawfully be done beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from shared.domain import commands as c
from shared.domain.events import Recorded
from shared.domain.ids import (
    MINUTE,
    CounterId,
    DeviceId,
    GroupCode,
    OfficerId,
    SeriesCode,
    ServiceCode,
    TicketId,
    VisitId,
)
from shared.hub.codec import draft_of
from shared.hub.journal.port import Draft, Entry
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.sqlite import SqliteJournal
from tests.unit.journal_samples import with_journal
from tests.unit.played_hall import PlayedHall

ONE, TWO = CounterId("1"), CounterId("2")
KIOSK = DeviceId("kiosk-1")
ELDERLY, OTHER = GroupCode("elderly"), "other"
"""The group and the reason that the small site has."""


def rule_day() -> PlayedHall:
    """A-001 to A-006 for two counters: one came later with priority, one was called out of order,
    one missed its call and came back, one got a priority and lost it again."""
    play = PlayedHall(always_open=True)
    play.open("1", "2")
    tickets = [play.issue().id for _ in range(3)]
    play.wait(10)
    tickets.append(play.issue(priority="elderly").id)
    tickets += [play.issue().id for _ in range(2)]
    play.wait(5)
    first = play.call_next("1")  # 5 + 30
    play.wait(1)
    _call_beside(play, tickets[5])  # A-006 at counter 2
    play.do(c.FinishService(counter=ONE, then_call=True))
    play.wait(1)
    play.do(c.RecordNoShow(counter=ONE, reason=OTHER))
    play.do(c.UndoLast(counter=ONE, reason="mistake"))
    play.do(c.RecordNoShow(counter=ONE, reason=OTHER))
    play.wait(20)
    play.do(c.RejoinTicket(ticket=tickets[0]))  # after the grace
    _priority(play, tickets[4], ELDERLY)
    _priority(play, tickets[4], None)
    assert first.number == "A-004"
    for _ in range(3):  # before A-001 who came back
        play.call_next("1")
        play.wait(2)
        play.do(c.FinishService(counter=ONE))
    return play


def full_day() -> PlayedHall:
    """The same, and then: a kiosk without the hub gave a paper, counter 2 was taken over, its
    visitor sent to counter 1 and moved on by a supervisor, one served; and the night came."""
    play = rule_day()
    play.do(c.GrantNumbers(kiosk=KIOSK, held=None), sender="hub")
    play.wait(10)
    first, _ = play.hall.grants[KIOSK].ranges[SeriesCode("A")]
    paper = c.HandOver(
        ticket=TicketId("paper-of-a-kiosk"),
        number=f"A-{first}",
        service=ServiceCode("KTP-BARU"),
        visit=VisitId("visit-of-a-kiosk"),
        date=play.hall.date,
        age=4 * MINUTE,
        kiosk=KIOSK,
    )
    play.do(paper, sender=KIOSK, id_=paper.ticket)
    play.do(c.OpenCounter(counter=TWO, officer=OfficerId("officer-3"), take_over="left"))
    chosen = play.hall.desks[TWO].ticket
    play.do(c.TransferTicket(counter=TWO, ticket=chosen, to_counter=ONE, reason=OTHER))
    assert chosen is not None
    play.do(c.MoveTicket(ticket=chosen, service=ServiceCode("KTP-CETAK"), reason="crowded"))
    play.wait(1)
    play.call_next("1")
    play.wait(1)
    play.do(c.RejoinTicket(ticket=_missed_once(play), reason="not-heard"))
    play.do(c.FinishService(counter=ONE, result="done"))
    play.call_next("1")
    play.wait(24 * 60)
    play.issue()
    return play


def _missed_once(play: PlayedHall) -> TicketId:
    """Somebody else does not come when called, and comes a minute later."""
    called = play.call_next("2")
    play.do(c.RecordNoShow(counter=TWO, reason=OTHER))
    play.wait(1)
    return called.id


def _call_beside(play: PlayedHall, ticket: TicketId) -> None:
    play.do(c.CallTicket(counter=TWO, ticket=ticket, reason=OTHER))


def _priority(play: PlayedHall, ticket: TicketId, group: GroupCode | None) -> None:
    play.do(c.SetPriority(ticket=ticket, priority=group, reason=OTHER))


def drafts_of(entries: list[Recorded]) -> list[Draft]:
    """The entries of a played hall as they would stand in a journal, with their officers."""
    return [
        draft_of(
            one.event,
            c.Order(
                command=c.TurnDay(),
                sender=one.sender,
                actor=one.actor,
                id=one.command,
                digest=one.digest,
            ),
            one.at,
        )
        for one in with_officers(entries)
    ]


def with_officers(entries: list[Recorded]) -> Iterator[Recorded]:
    """Whoever sits at a counter did what was done there."""
    seats: dict[str, str] = {}
    for recorded in entries:
        counter = getattr(recorded.event, "counter", "") or ""
        if counter:
            seats[counter] = getattr(recorded.event, "officer", "") or seats.get(counter, "")
        yield recorded._replace(actor=seats.get(counter, "") if recorded.command else "")


def write_day(directory: Path, play: PlayedHall) -> list[Entry]:
    """The same in a real file."""

    async def fill(journal: SqliteJournal) -> list[Entry]:
        return await journal.append(await journal.head(), drafts_of(play.entries))

    return with_journal(directory / JOURNAL_FILE, fill)
