"""What an event does to the state. Decides nothing and refuses nothing: it has happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shared.domain import events as e
from shared.domain.evolve import clock, day, desk, devices, media, papers, services, tickets, visit
from shared.domain.evolve.day import ReadSite
from shared.domain.evolve.receipts import RECEIPT_LIFE as RECEIPT_LIFE
from shared.domain.evolve.receipts import forget_old_receipts, keep_receipt
from shared.domain.hall import Hall
from shared.domain.receipts import Receipts


def evolve(
    hall: Hall, recorded: e.Recorded, read_site: ReadSite, *, given: Receipts | None = None
) -> None:
    """Applies one entry to the state, in place.

    `given` are receipts of another state that has gone through the same entries: what it has
    answered already is shared with it.
    """
    hall.seq = recorded.seq
    hall.at = recorded.at
    event = recorded.event
    if isinstance(event, e.SiteLoaded):
        day.site(hall, read_site(event.site), event.version)
    elif isinstance(event, e.Carried):
        day.carried(hall, event, read_site)
    else:
        _HANDLERS[type(event)](hall, event, recorded)
    if recorded.command and not isinstance(event, e.CallShown | e.CallSpoken):
        keep_receipt(hall, recorded, given)
    forget_old_receipts(hall)


_HANDLERS: dict[type[e.Event], Callable[[Hall, Any, e.Recorded], None]] = {
    e.DayClosed: day.day_closed,
    e.DayOpened: day.day_opened,
    e.TicketIssued: tickets.issued,
    e.TicketPrinted: tickets.printed,
    e.PrintFailed: tickets.print_failed,
    e.ReprintRequested: tickets.reprint,
    e.TicketCancelled: tickets.cancelled,
    e.TicketRejoined: tickets.rejoined,
    e.PriorityChanged: tickets.priority,
    e.TicketMerged: papers.merged,
    e.NumbersGranted: papers.granted,
    e.NumbersSkipped: papers.skipped,
    e.TicketCalled: desk.called,
    e.TicketRecalled: desk.recalled,
    e.CallShown: desk.shown,
    e.CallSpoken: desk.spoken,
    e.ServiceStarted: desk.started,
    e.ServiceFinished: desk.finished,
    e.TicketMissed: desk.missed,
    e.TicketHeld: desk.held,
    e.TicketResumed: desk.resumed,
    e.TicketTransferred: visit.transferred,
    e.TicketMoved: visit.moved,
    e.TicketReturned: visit.returned,
    e.VisitContinued: visit.continued,
    e.TicketPostponed: visit.postponed,
    e.EndDecided: visit.end_decided,
    e.TicketNoted: visit.noted,
    e.AssistanceChanged: visit.assistance,
    e.ActionUndone: desk.undone,
    e.CounterOpened: desk.opened,
    e.CounterTakenOver: desk.taken_over,
    e.CounterPaused: desk.paused,
    e.CounterClosed: desk.closed,
    e.ProfileChanged: services.profile,
    e.ServiceSuspended: services.suspended,
    e.ServiceRestored: services.restored,
    e.OfficerUnlocked: services.beside,
    e.StaffChanged: services.beside,
    e.KioskTended: services.tended,
    e.AnnouncementMade: services.announced,
    e.AnnouncementOver: services.announcement_over,
    e.PersonalDataKept: services.beside,
    e.PersonalDataRead: services.beside,
    e.PersonalDataErased: services.beside,
    e.PersonalKeyChanged: services.beside,
    e.MediumAdded: media.added,
    e.MediumRemoved: media.removed,
    e.DeviceEnrolled: devices.enrolled,
    e.DevicePaired: devices.paired,
    e.DeviceRenamed: devices.renamed,
    e.DeviceRevoked: devices.revoked,
    e.DisplayConfigured: devices.configured,
    e.ClockStepped: clock.stepped,
    e.DaySigned: day.signed,
    e.SigningKeyChanged: day.signed,
    e.PastDoubted: day.signed,
    e.WordGiven: services.beside,
    e.SittingChanged: services.beside,
}
