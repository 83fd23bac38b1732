"""What outlives a day, as plain documents and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from shared.domain.events import Choice
from shared.domain.hall import Desk, Device, Granted, Hall, Resting, Suspension, Ticket
from shared.domain.hours import day_begins
from shared.domain.ids import BEGINNING, DeviceId, TicketId
from shared.domain.states import AT_A_COUNTER, CounterState, TicketState

PAPER_DAYS = 31
"""For so long the papers of a kiosk that was away are taken, each once."""

IDLE_DAYS = 31
"""A kiosk that the site does not list, and that gave no number for so long, keeps none."""


def outlives(ticket: Ticket) -> bool:
    """Whose visitor stands at a desk when the day turns, goes on into the next."""
    return ticket.state in AT_A_COUNTER


def desk_documents(hall: Hall) -> tuple[dict[str, Any], ...]:
    """The counters that stay as they are: those with a visitor."""
    return tuple(
        asdict(desk) | {"undo": None} for desk in hall.desks.values() if desk.ticket is not None
    )


def ticket_documents(hall: Hall) -> tuple[dict[str, Any], ...]:
    return tuple(asdict(ticket) for ticket in hall.tickets.values() if outlives(ticket))


def device_documents(hall: Hall) -> tuple[dict[str, Any], ...]:
    return tuple(asdict(device) for device in hall.devices.values())


def suspension_documents(hall: Hall) -> tuple[dict[str, Any], ...]:
    return tuple(asdict(suspension) for suspension in hall.suspended.values())


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
            "choice": choice and Choice(**choice | {"passed_over": tuple(choice["passed_over"])}),
        }
    )


def desk_from(document: dict[str, Any]) -> Desk:
    return Desk(**document | {"state": CounterState(document["state"]), "opened_today": False})


def device_from(document: dict[str, Any]) -> Device:
    return Device(**document | {"zones": tuple(document["zones"])})


def suspension_from(document: dict[str, Any]) -> Suspension:
    return Suspension(**document)


def grant_from(document: Mapping[str, Any]) -> tuple[DeviceId, Granted]:
    ranges = {series: (first, last) for series, (first, last) in document["ranges"].items()}
    return DeviceId(document["kiosk"]), Granted(ranges=ranges, heard=document["heard"])


def resting_from(document: dict[str, Any]) -> Resting:
    return Resting(**document | {"block": tuple(document["block"])})
