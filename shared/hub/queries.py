"""Questions over the line that change nothing: answered from the committed state."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from shared.domain.hall import Device, Hall, Ticket
from shared.domain.ids import TicketId
from shared.domain.refusal import Code, Refusal
from shared.hub.officers import Officers
from shared.hub.presence import Presence
from shared.hub.roles import Role
from shared.hub.views import check_codes, people_ahead, staff_ticket
from shared.protocol.messages import Answer
from shared.protocol.views import TicketView

Query = Callable[[str, dict[str, Any]], Answer]
Foretell = Callable[[TicketView, Ticket], TicketView]
"""Adds to a ticket's description when it is likely to be called."""

StaffQuery = Callable[[str, dict[str, Any]], Awaitable[Answer]]
"""A question about people: for counters alone, and never answered from the journal."""


def find_ticket(hall: Hall, foretell: Foretell) -> Query:
    """`FindTicket {number, check}` or `{ticket}`: a visitor's own ticket.

    The check code keeps anyone from looking at, or cancelling, another's number.
    """

    def find(id_: str, body: dict[str, Any]) -> Answer:
        number = str(body.get("number", "")).strip().upper()
        named = TicketId(str(body.get("ticket", "")))
        ticket = hall.ticket(hall.numbers.get(number, named))
        right = ticket is not None and (
            ticket is hall.ticket(named)
            or str(body.get("check", "")).upper() in check_codes(ticket)
        )
        if ticket is None or not right:
            raise Refusal(Code.UNKNOWN_TICKET, "No ticket has this number and check code today.")
        view = staff_ticket(hall, ticket, ahead=people_ahead(hall, ticket))
        return Answer(id=id_, status=200, ticket=foretell(view, ticket))

    return find


def list_officers(officers: Officers) -> StaffQuery:
    """`ListOfficers {counter}`: who may sign on, for the counter's form.

    First those who have signed on at this counter, the last one first, with ``here``; then the
    others by name. Each with the code of its role.
    """

    async def tell(id_: str, body: dict[str, Any]) -> Answer:
        names = await officers.names()
        here = await officers.seated(str(body.get("counter", "")))
        others = sorted(names.keys() - set(here), key=lambda one: (names[one].casefold(), one))
        rows = [
            {"id": one, "name": names[one], "here": one in here, "role": officers.role_of(one)}
            for one in (*here, *others)
        ]
        return Answer(id=id_, status=200, body={"officers": rows})

    return tell


def list_devices(hall: Hall, presence: Presence) -> StaffQuery:
    """`ListDevices {}`: the kiosks and displays of the hall, for the information desk and the
    supervisor: those that were met and those of the site, and which are on the line now.
    """

    async def tell(id_: str, body: dict[str, Any]) -> Answer:
        on_the_line = {line.device for line in presence.lines()}
        rows = [
            {
                "id": one.id,
                "role": one.role,
                "name": one.name,
                "zones": list(one.zones),
                "volume": one.volume,
                "muted": one.muted,
                "connected": one.id in on_the_line,
            }
            for one in _devices(hall)
        ]
        return Answer(id=id_, status=200, body={"devices": rows})

    return tell


def _devices(hall: Hall) -> list[Device]:
    met = [one for one in hall.devices.values() if one.role in (Role.KIOSK, Role.DISPLAY)]
    if hall.plan is None:
        return met
    site = hall.plan.site
    listed = [
        *(Device(id=one.id, role=Role.KIOSK, name=one.name, zones=()) for one in site.kiosks),
        *(
            Device(id=one.id, role=Role.DISPLAY, name=one.name, zones=one.zones)
            for one in site.displays
        ),
    ]
    return [*met, *(one for one in listed if one.id not in hall.devices)]
