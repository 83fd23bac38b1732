"""What outlives a day, as plain documents and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from shared.domain.events import Choice
from shared.domain.hall import Desk, Device, Granted, Hall, Resting, Suspension, Ticket
from shared.domain.hours import day_begins, day_plan
from shared.domain.ids import BEGINNING, DeviceId, TicketId
from shared.domain.states import (
    AT_A_COUNTER,
    TRANSITIONS,
    CounterState,
    TicketAction,
    TicketState,
)

PAPER_DAYS = 31
"""For so long the papers of a kiosk that was away are taken, each once."""

IDLE_DAYS = 31
"""A kiosk that the site does not list, and that gave no number for so long, keeps none."""


def ends(hall: Hall, ticket: Ticket) -> bool:
    """Whether it ends unserved with the day that is open: who waits or is on hold, and whoever was
    left for this day and has not come, if the hall was open."""
    if ticket.state is TicketState.POSTPONED:
        return ticket.left_on < hall.date and _is_open(hall)
    return ticket.state in TRANSITIONS[TicketAction.END_OF_DAY][0]


def _is_open(hall: Hall) -> bool:
    assert hall.plan is not None
    today = dt.date.fromisoformat(hall.date)
    return hall.always_open or day_plan(hall.plan.site, today).closed is None


def outlives(hall: Hall, ticket: Ticket) -> bool:
    """Whose visitor stands at a desk when the day turns, goes on into the next; so does one who was
    left for it."""
    if ticket.state is TicketState.POSTPONED:
        return not ends(hall, ticket)
    return ticket.state in AT_A_COUNTER


def desk_documents(hall: Hall) -> tuple[dict[str, Any], ...]:
    """The counters that stay as they are: those with a visitor."""
    return tuple(
        asdict(desk) | {"undo": None, "profile": None}
        for desk in hall.desks.values()
        if desk.ticket is not None
    )


def ticket_documents(hall: Hall) -> tuple[dict[str, Any], ...]:
    return tuple(asdict(ticket) for ticket in hall.tickets.values() if outlives(hall, ticket))


def device_documents(hall: Hall) -> tuple[dict[str, Any], ...]:
    return tuple(asdict(device) for device in hall.devices.values())


def suspension_documents(hall: Hall) -> tuple[dict[str, Any], ...]:
    return tuple(asdict(suspension) for suspension in hall.suspended.values())


def medium_documents(hall: Hall) -> tuple[dict[str, Any], ...]:
    return tuple(asdict(medium) for medium in hall.media.values())


def grant_documents(hall: Hall, today: str) -> tuple[dict[str, Any], ...]:
    """The standing grants; those of kiosks that are gone end with the day."""
    assert hall.plan is not None
    listed = {kiosk.id for kiosk in hall.plan.site.kiosks}
    oldest = day_begins(hall.plan.site, _days_before(today, IDLE_DAYS))
    return tuple(
        {"kiosk": kiosk, **asdict(grant)}
        for kiosk, grant in hall.grants.items()
        if kiosk in listed or grant.heard >= oldest or grant.heard == BEGINNING
    )


def resting_documents(hall: Hall, today: str) -> tuple[dict[str, Any], ...]:
    oldest = _days_before(today, PAPER_DAYS)
    return tuple(asdict(resting) for resting in hall.resting if resting.date >= oldest)


def handed_papers(hall: Hall, today: str) -> Mapping[TicketId, str]:
    oldest = _days_before(today, PAPER_DAYS)
    return {ticket: date for ticket, date in hall.handed.items() if date >= oldest}


def too_old(paper: str, today: str) -> bool:
    """Whether a paper of a date is taken no more: whether it was handed over is forgotten."""
    return paper < _days_before(today, PAPER_DAYS)


def _days_before(date: str, days: int) -> str:
    return (dt.date.fromisoformat(date) - dt.timedelta(days=days)).isoformat()


def ticket_from(document: dict[str, Any]) -> Ticket:
    choice = document["choice"]
    return Ticket(
        **document
        | {
            "state": TicketState(document["state"]),
            "assist": tuple(document["assist"]),
            "aliases": tuple(document.get("aliases", ())),
            "promise": _waits(document.get("promise")),
            "choice": choice and _choice_from(choice),
        }
    )


def _waits(promise: Sequence[int] | None) -> tuple[int, int, int] | None:
    return None if promise is None else (promise[0], promise[1], promise[2])


def _choice_from(document: dict[str, Any]) -> Choice:
    lists = ("passed_over", "helped")
    return Choice(**document | {name: tuple(document.get(name, ())) for name in lists})


def desk_from(document: dict[str, Any]) -> Desk:
    return Desk(**document | {"state": CounterState(document["state"]), "opened_today": False})


def device_from(document: dict[str, Any]) -> Device:
    revoked = tuple(document.get("revoked", ()))
    return Device(**document | {"zones": tuple(document["zones"]), "revoked": revoked})


def suspension_from(document: dict[str, Any]) -> Suspension:
    own = document.get("own")
    known = {"agency": None} | document | {"own": own and suspension_from(own)}
    return Suspension(**known)


def grant_from(document: Mapping[str, Any]) -> tuple[DeviceId, Granted]:
    ranges = {series: (first, last) for series, (first, last) in document["ranges"].items()}
    return DeviceId(document["kiosk"]), Granted(ranges=ranges, heard=document["heard"])


def resting_from(document: dict[str, Any]) -> Resting:
    return Resting(**document | {"block": tuple(document["block"])})
