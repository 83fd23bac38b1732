"""One day of a hall, with everything in it that a report tells apart."""

from __future__ import annotations

from shared.domain import events as e
from shared.domain.commands import Order, TurnDay
from shared.domain.ids import (
    MINUTE,
    CounterId,
    DeviceId,
    GroupCode,
    Moment,
    OfficerId,
    SeriesCode,
    ServiceCode,
    TicketId,
    VisitId,
)
from shared.hub.codec import draft_of
from shared.hub.journal.port import Draft

OPENING = 1_772_413_200_000  # 2026-03-02 08:00 in Jakarta
ANI, BUDI, CITRA, DEWI = (TicketId(name) for name in ("ani", "budi", "citra", "dewi"))
C5, C6 = CounterId("5"), CounterId("6")
DISPLAY = DeviceId("tv-biru")
Day = list[tuple[float, e.Event]]
"""Events with their minute after opening."""


def drafts_of(day: Day) -> list[Draft]:
    order = Order(command=TurnDay(), sender="test")
    return [draft_of(event, order, Moment(int(OPENING + at * MINUTE))) for at, event in day]


def issued(ticket: TicketId, number: str, group: str = "", people: int = 1) -> e.TicketIssued:
    return e.TicketIssued(
        ticket=ticket,
        number=number,
        ordinal=int(number[2:]),
        series=SeriesCode(number[0]),
        service=ServiceCode("kk-baru"),
        visit=VisitId(f"visit-{ticket}"),
        place=Moment(OPENING),
        ahead=0,
        group=GroupCode(group) if group else None,
        people=people,
    )


def called(ticket: TicketId, counter: CounterId, call: int = 1, reason: str = "") -> e.TicketCalled:
    choice = e.Choice(by_rule=not reason, waited=0, head_start=0, reason=reason)
    return e.TicketCalled(ticket=ticket, counter=counter, call=call, choice=choice)


def opened(counter: CounterId, officer: str) -> e.CounterOpened:
    return e.CounterOpened(counter=counter, officer=OfficerId(officer))


DAY: Day = [
    (0, e.DayOpened(date="2026-03-02")),
    (0, opened(C5, "officer-5")),
    (1, opened(C6, "officer-6")),
    (2, issued(ANI, "A-001")),
    (2, e.TicketPrinted(ticket=ANI, reprint=False)),
    (3, issued(BUDI, "A-002", group="lansia", people=3)),
    (3, e.PrintFailed(ticket=BUDI, reason="paper-out", half=True)),
    (3.5, e.ReprintRequested(ticket=BUDI)),
    (4, e.TicketPrinted(ticket=BUDI, reprint=True)),
    (4, issued(CITRA, "A-003")),
    (5, issued(DEWI, "A-004")),
    # Ani: called twice, served, finished by mistake, served on, sent to another counter, done.
    (10, called(ANI, C5)),
    (10.1, e.CallShown(ticket=ANI, call=1, display=DISPLAY)),
    (10.2, e.CallSpoken(ticket=ANI, call=1, display=DISPLAY)),
    (10.3, e.CallSpoken(ticket=ANI, call=1, display=DISPLAY)),
    (11, e.TicketRecalled(ticket=ANI, counter=C5, call=2)),
    (12, e.ServiceStarted(ticket=ANI, counter=C5)),
    (17, e.ServiceFinished(ticket=ANI, counter=C5)),
    (17.1, e.ActionUndone(ticket=ANI, counter=C5, action="finish")),
    (20, e.TicketTransferred(ticket=ANI, counter=C5, service=ServiceCode("akta-lahir"))),
    (22, called(ANI, C6, call=3)),
    (23, e.ServiceStarted(ticket=ANI, counter=C6)),
    (25, e.ServiceFinished(ticket=ANI, counter=C6)),
    # Budi: called beside the rule after a pause, held, and finished without a start.
    (26, e.CounterPaused(counter=C5, reason="istirahat")),
    (30, opened(C5, "officer-7")),
    (31, called(BUDI, C5, reason="lost-call")),
    (32, e.TicketHeld(ticket=BUDI, counter=C5)),
    (33, e.TicketResumed(ticket=BUDI, counter=C5)),
    (33, e.PriorityChanged(ticket=BUDI, group=None, head_start=0, place=Moment(0), reason="x")),
    (34, called(BUDI, C5, call=2)),
    (
        40,
        e.ServiceStarted(
            ticket=BUDI, counter=C5, estimated=True, started_at=Moment(OPENING + 35 * MINUTE)
        ),
    ),
    (40, e.ServiceFinished(ticket=BUDI, counter=C5)),
    # Citra: missed by mistake, missed, came back, cancelled. Dewi: nobody calls her.
    (41, called(CITRA, C5)),
    (43, e.TicketMissed(ticket=CITRA, counter=C5)),
    (43.1, e.ActionUndone(ticket=CITRA, counter=C5, action="no-show")),
    (44, e.TicketMissed(ticket=CITRA, counter=C5)),
    (45, e.TicketRejoined(ticket=CITRA, place=Moment(OPENING), kept=True)),
    (50, e.TicketCancelled(ticket=CITRA, reason="visitor")),
    (60, e.CounterClosed(counter=C5, reason="signed-off")),
    (450, e.DayClosed(date="2026-03-02", reason="end-of-day", unserved=(DEWI,))),
]
