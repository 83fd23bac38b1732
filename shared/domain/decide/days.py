"""The business day: it turns with the site's local date, and never back."""

from __future__ import annotations

from collections.abc import Callable

from shared.domain import carry
from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.hall import Hall
from shared.domain.hours import business_date
from shared.domain.ids import Moment
from shared.domain.site import Site


def day_events(
    hall: Hall, now: Moment, document: Callable[[Site], dict[str, object]]
) -> list[e.Event]:
    """What opening the day takes; empty while the open day is today's.

    `document` gives the site as the journal keeps it.
    """
    if hall.plan is None:
        return []
    today = business_date(hall.plan.site, now).isoformat()
    if today <= hall.date:
        return []
    closing = [_closing(hall)] if hall.date else []
    return [*closing, e.DayOpened(date=today), _carried(hall, document(hall.plan.site), today)]


def _closing(hall: Hall) -> e.DayClosed:
    unserved = tuple(ticket.id for ticket in hall.tickets.values() if carry.ends(hall, ticket))
    return e.DayClosed(date=hall.date, reason="end-of-day", unserved=unserved)


def _carried(hall: Hall, document: dict[str, object], today: str) -> e.Carried:
    return e.Carried(
        site_version=hall.site_version,
        site=document,
        counters=carry.desk_documents(hall),
        devices=carry.device_documents(hall),
        suspended=carry.suspension_documents(hall),
        tickets=carry.ticket_documents(hall),
        grants=carry.grant_documents(hall, today),
        resting=carry.resting_documents(hall, today),
        media=carry.medium_documents(hall),
        handed=carry.handed_papers(hall, today),
    )


def turn(hall: Hall, command: c.TurnDay, now: Moment) -> list[e.Event]:
    """Adds nothing of its own: what is due goes before every command."""
    return []


def sign(hall: Hall, command: c.SignDay, now: Moment) -> list[e.Event]:
    """Whoever signs knows what: nothing of the queue hangs on it."""
    return [
        e.DaySigned(
            date=command.date,
            seq=command.seq,
            hash=command.hash,
            signed_at=command.signed_at,
            key=command.key,
            signature=command.signature,
        )
    ]


def change_key(hall: Hall, command: c.ChangeSigningKey, now: Moment) -> list[e.Event]:
    """As `sign`."""
    return [
        e.SigningKeyChanged(
            old=command.old,
            new=command.new,
            changed_at=command.changed_at,
            signature=command.signature,
        )
    ]


def doubt(hall: Hall, command: c.DoubtPast, now: Moment) -> list[e.Event]:
    """As `sign`."""
    return [
        e.PastDoubted(
            reason=command.reason.value,
            device=command.device,
            seq=command.seq,
            hash=command.hash,
            dates=command.dates,
        )
    ]
