"""What stands on the paper of a day's closing, from the journal."""

from __future__ import annotations

from shared.domain import events as e
from shared.domain.hall import Hall
from shared.hub.journal.reading import Reader
from shared.hub.proof.days import Day, play
from shared.protocol.closing import Closing


def closing_of(reader: Reader, day: Day, key: str = "") -> Closing:
    """The closing of a day; of one that goes on, how far it has come. `key`: the fingerprint of the
    hub's key."""
    count = _Count()
    hall = play(reader, day, count.look)
    (last,) = reader.read(day.last - 1, 1)
    site = hall.plan.site if hall.plan is not None else None
    return Closing(
        hall=site.name if site is not None else "",
        place=site.place if site is not None else "",
        timezone=site.timezone if site is not None else "Asia/Jakarta",
        date=day.date,
        over=day.over,
        at=last.at,
        first=day.first,
        seq=last.seq,
        hash=last.hash,
        journal=reader.journal,
        tickets=count.tickets,
        by_rule=count.by_rule,
        beside=count.beside,
        key=key,
    )


class _Count:
    """The day in three numbers."""

    def __init__(self) -> None:
        self.tickets = self.by_rule = self.beside = 0

    def look(self, _hall: Hall, recorded: e.Recorded) -> None:
        event = recorded.event
        if isinstance(event, e.TicketIssued):
            self.tickets += 1
        elif isinstance(event, e.TicketCalled):
            self.by_rule += event.choice.by_rule
            self.beside += not event.choice.by_rule
