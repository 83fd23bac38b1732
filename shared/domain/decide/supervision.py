"""What a supervisor does that touches no ticket: unlocks an officer, speaks to the hall."""

from __future__ import annotations

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide.finding import plan_of
from shared.domain.hall import Hall
from shared.domain.ids import Moment
from shared.domain.refusal import Code, Refusal


def unlock(hall: Hall, command: c.UnlockOfficer, now: Moment) -> list[e.Event]:
    """Recorded always: whether somebody was locked out is nothing that the journal knows."""
    return [e.OfficerUnlocked(officer=command.officer)]


def trace_staff(hall: Hall, command: c.TraceStaff, now: Moment) -> list[e.Event]:
    """Nothing where it is about nobody."""
    if not command.officers:
        return []
    act = command.act.value
    return [e.StaffChanged(officers=command.officers, act=act, role=command.role)]


def give_word(hall: Hall, command: c.GiveWord, now: Moment) -> list[e.Event]:
    """Whoever may says so; the queue itself does not change by it."""
    return [e.WordGiven(act=command.act.value, about=command.about)]


def trace_sitting(hall: Hall, command: c.TraceSitting, now: Moment) -> list[e.Event]:
    """Sittings are kept beside the journal: here is who has had one."""
    return [e.SittingChanged(act=command.act.value, officer=command.officer)]


def end_announcement(hall: Hall, command: c.EndAnnouncement, now: Moment) -> list[e.Event]:
    """Nothing where it is over already, or of a day that is."""
    known = hall.announced.get(command.announcement)
    zones = tuple(zone for zone in (known.zones if known else ()) if zone in command.zones)
    if not zones:
        return []
    return [
        e.AnnouncementOver(announcement=command.announcement, zones=zones, spoken=command.spoken)
    ]


def announce(hall: Hall, command: c.Announce, now: Moment) -> list[e.Event]:
    """To zones of the site, each once and at least one."""
    zones = tuple(dict.fromkeys(command.zones))
    known = plan_of(hall).zones
    unknown = [zone for zone in zones if zone not in known]
    if unknown or not zones:
        raise Refusal(
            Code.UNKNOWN_ZONE,
            f"There is no zone '{unknown[0]}'." if unknown else "Say in which zones.",
            zones=list(known),
        )
    return [
        e.AnnouncementMade(announcement=command.announcement, zones=zones, digest=command.digest)
    ]
