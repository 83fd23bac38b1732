"""The site, the turn of the day, and what is carried over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shared.domain import carry
from shared.domain import events as e
from shared.domain.duty import rebuild
from shared.domain.evolve.desk import close
from shared.domain.evolve.places import leave, remember
from shared.domain.hall import Desk, Hall, Medium
from shared.domain.plan import Plan
from shared.domain.site import Site
from shared.domain.states import AT_A_COUNTER, TicketState

ReadSite = Callable[[dict[str, Any]], Site]
"""Turns a site's document into a site (shared.protocol.site_file gives it)."""


def site(hall: Hall, site: Site, version: int) -> None:
    hall.plan = Plan.of(site)
    hall.site_version = version
    for counter in site.counters:
        hall.desks.setdefault(counter.id, Desk(id=counter.id))
    rebuild(hall)


def day_closed(hall: Hall, event: e.DayClosed, recorded: e.Recorded) -> None:
    for ticket_id in event.unserved:
        ticket = hall.tickets[ticket_id]
        leave(hall, ticket)
        ticket.state = TicketState.UNSERVED
        ticket.ended_at = recorded.at
    for desk in hall.desks.values():
        desk.undo = desk.profile = None
        if desk.ticket is None:
            close(desk, recorded, event.reason)
    rebuild(hall)


def day_opened(hall: Hall, event: e.DayOpened, recorded: e.Recorded) -> None:
    hall.date = event.date
    hall.ordinals.clear()
    hall.taken.clear()
    hall.endings.clear()
    hall.announced.clear()


def carried(hall: Hall, event: e.Carried, read_site: ReadSite) -> None:
    """Sets the state to what is carried, so that live and replayed halls are one and the same."""
    hall.tickets.clear()
    hall.numbers.clear()
    hall.visits.clear()
    hall.lines.clear()
    hall.reserved.clear()
    hall.for_officers.clear()
    hall.timed.clear()
    hall.busy.clear()
    hall.aliases.clear()
    hall.late.clear()
    hall.desks.clear()
    if event.site:
        hall.desks.update((d["id"], carry.desk_from(d)) for d in event.counters)
        site(hall, read_site(event.site), event.site_version)
    hall.devices = {d["id"]: carry.device_from(d) for d in event.devices}
    hall.suspended = {d["service"]: carry.suspension_from(d) for d in event.suspended}
    hall.grants = dict(carry.grant_from(d) for d in event.grants)
    hall.resting = [carry.resting_from(d) for d in event.resting]
    hall.handed = dict(event.handed)
    hall.media = {d["name"]: Medium(**d) for d in event.media}
    for document in event.tickets:
        ticket = carry.ticket_from(document)
        remember(hall, ticket)
        if ticket.state in AT_A_COUNTER:
            hall.busy[ticket.visit] = ticket.id


def signed(hall: Hall, event: e.Event, recorded: e.Recorded) -> None:
    """Nothing of the queue: it is for whoever verifies."""
