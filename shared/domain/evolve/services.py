"""Services suspended and restored, profiles, and what supervisors said."""

from __future__ import annotations

from shared.domain import events as e
from shared.domain.duty import rebuild
from shared.domain.hall import Announced, Hall, Suspension


def suspended(hall: Hall, event: e.ServiceSuspended, recorded: e.Recorded) -> None:
    """A new reason or time of the same kind of suspension: it has lasted since the first."""
    before = hall.suspended.get(event.service)
    goes_on = before is not None and before.outage == event.outage
    hall.suspended[event.service] = Suspension(
        service=event.service,
        reason=event.reason,
        until=event.until,
        outage=event.outage,
        since=before.since if before is not None and goes_on else recorded.at,
        agency=event.agency,
        own=_own(before) if event.agency else None,
    )


def _own(before: Suspension | None) -> Suspension | None:
    """What a service is suspended for by itself, when its agency is suspended over it."""
    if before is None or before.agency is None:
        return None
    return before.own if before.agency else before


def restored(hall: Hall, event: e.ServiceRestored, recorded: e.Recorded) -> None:
    hall.suspended.pop(event.service, None)


def profile(hall: Hall, event: e.ProfileChanged, recorded: e.Recorded) -> None:
    hall.desks[event.counter].profile = event.profile
    rebuild(hall)


def tended(hall: Hall, event: e.KioskTended, recorded: e.Recorded) -> None:
    """Nothing of the queue."""


def beside(hall: Hall, event: e.Event, recorded: e.Recorded) -> None:
    """Done beside the queue: who did it, and that it was done."""


def announced(hall: Hall, event: e.AnnouncementMade, recorded: e.Recorded) -> None:
    hall.announced[event.announcement] = Announced(at=recorded.at, zones=event.zones)


def announcement_over(hall: Hall, event: e.AnnouncementOver, recorded: e.Recorded) -> None:
    known = hall.announced.get(event.announcement)
    if known is None:
        return
    known.zones = tuple(zone for zone in known.zones if zone not in event.zones)
    if not known.zones:
        del hall.announced[event.announcement]
