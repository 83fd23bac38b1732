"""What outlives a day, as plain documents and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from shared.domain.events import Choice
from shared.domain.hall import Desk, Device, Hall, Suspension, Ticket
from shared.domain.states import AT_A_COUNTER, CounterState, TicketState


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


def ticket_from(document: dict[str, Any]) -> Ticket:
    choice = document["choice"]
    return Ticket(
        **document
        | {
            "state": TicketState(document["state"]),
            "assist": tuple(document["assist"]),
            "choice": choice and Choice(**choice | {"passed_over": tuple(choice["passed_over"])}),
        }
    )


def desk_from(document: dict[str, Any]) -> Desk:
    return Desk(**document | {"state": CounterState(document["state"]), "opened_today": False})


def device_from(document: dict[str, Any]) -> Device:
    return Device(**document | {"zones": tuple(document["zones"])})


def suspension_from(document: dict[str, Any]) -> Suspension:
    return Suspension(**document)
