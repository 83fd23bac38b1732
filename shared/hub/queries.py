"""Questions over the line that change nothing: answered from the committed state."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from shared.domain.hall import Hall
from shared.domain.ids import TicketId
from shared.domain.refusal import Code, Refusal
from shared.hub.officers import Officers
from shared.hub.views import check_codes, people_ahead, staff_ticket
from shared.protocol.messages import Answer

Query = Callable[[str, dict[str, Any]], Answer]
StaffQuery = Callable[[str, dict[str, Any]], Awaitable[Answer]]
"""A question about people: for counters alone, and never answered from the journal."""


def find_ticket(hall: Hall) -> Query:
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
        return Answer(id=id_, status=200, ticket=view)

    return find


def list_officers(officers: Officers) -> StaffQuery:
    """`ListOfficers {counter}`: who may sign on, for the counter's form.

    First those who have signed on at this counter, the last one first, with ``here``; then the
    others by name.
    """

    async def tell(id_: str, body: dict[str, Any]) -> Answer:
        names = await officers.names()
        here = await officers.seated(str(body.get("counter", "")))
        others = sorted(names.keys() - set(here), key=lambda one: (names[one].casefold(), one))
        rows = [{"id": one, "name": names[one], "here": one in here} for one in (*here, *others)]
        return Answer(id=id_, status=200, body={"officers": rows})

    return tell
