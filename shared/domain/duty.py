"""What a counter serves at a moment: its own services always, and others while it helps.

A help counts while all holds that the site states of it; what it asks is told from the lines
alone, so that a replay of the journal answers the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from sortedcontainers import SortedList

from shared.domain.hall import Hall, Key
from shared.domain.ids import CounterId, Moment, ServiceCode, VisitId
from shared.domain.roster import Helping, Roster


def rebuild(hall: Hall) -> None:
    """The roster after a change of what it is made from: the site, or a counter's profile."""
    if hall.plan is not None:
        given = {desk.id: desk.profile for desk in hall.desks.values()}
        hall.roster = Roster.of(hall.plan.site, given)


def served_by(hall: Hall, counter: CounterId, now: Moment) -> tuple[ServiceCode, ...]:
    """The services whose visitors may be called or served at a counter now."""
    return (*hall.roster.own.get(counter, ()), *helping(hall, counter, now))


def helping(
    hall: Hall, counter: CounterId, now: Moment, *, leaving: VisitId | None = None
) -> tuple[ServiceCode, ...]:
    """The services that a counter serves now beside its own.

    `leaving` is the visit whose visitor is about to be free.
    """
    found = hall.roster.help.get(counter)
    if found is None:
        return ()
    in_force = (one for one in found if _holds(hall, counter, one, now, leaving))
    return tuple(dict.fromkeys(code for one in in_force for code in one.services))


def can_be_served(hall: Hall, service: ServiceCode) -> bool:
    """False while an outage keeps everybody who waits for it from being served."""
    suspension = hall.suspended.get(service)
    return suspension is None or not suspension.outage


def lines_of(hall: Hall, services: Iterable[ServiceCode]) -> list[SortedList[Key]]:
    """The lines of services in which somebody stands who can be served at all: those of an outage
    are passed over."""
    find = hall.lines.get
    if not hall.suspended:  # asked for each number and each call
        return list(filter(None, map(find, services)))
    return [line for code in services if (line := find(code)) and can_be_served(hall, code)]


def _holds(
    hall: Hall, counter: CounterId, help_: Helping, now: Moment, leaving: VisitId | None
) -> bool:
    lines = lines_of(hall, help_.services)
    if help_.more_than is not None and sum(map(len, lines)) <= help_.more_than:
        return False
    if help_.longer_than is not None:
        before = Moment(now - help_.longer_than)
        if not any(_waits_since_before(hall, line, before) for line in lines):
            return False
    return not help_.when_idle or not _has_work(hall, counter, leaving)


def _waits_since_before(hall: Hall, line: SortedList[Key], moment: Moment) -> bool:
    """Whether somebody came earlier than that; a head start is no waiting.

    A place is never later than the arrival, so the search ends at the first place after the
    moment, and mostly with the first visitor who has no head start.
    """
    for place, _, ticket in line:
        if place >= moment:
            return False
        if place + hall.tickets[ticket].head_start < moment:
            return True
    return False


def _has_work(hall: Hall, counter: CounterId, leaving: VisitId | None) -> bool:
    """Whether somebody waits for its own services who could come."""
    lines = lines_of(hall, hall.roster.own[counter])
    lines += hall.alone_at(counter)
    return any(_anyone_free(hall, line, leaving) for line in lines)


def _anyone_free(hall: Hall, line: SortedList[Key], leaving: VisitId | None) -> bool:
    for _, _, ticket in line:
        one = hall.tickets[ticket]
        if one.visit in hall.busy and one.visit != leaving:
            continue
        if can_be_served(hall, one.service):
            return True
    return False
