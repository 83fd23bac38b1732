"""Questions over the line that change nothing: answered from the committed state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shared.domain.hall import Hall
from shared.domain.ids import TicketId
from shared.domain.refusal import Code, Refusal
from shared.hub.views import check_code, people_ahead, staff_ticket
from shared.protocol.messages import Answer

Query = Callable[[str, dict[str, Any]], Answer]


def find_ticket(hall: Hall) -> Query:
    """`FindTicket {number, check}` or `{ticket}`: a visitor's own ticket.

    The check code keeps anyone from looking at, or cancelling, another's number.
    """

    def find(id_: str, body: dict[str, Any]) -> Answer:
        number = str(body.get("number", "")).strip().upper()
        named = TicketId(str(body.get("ticket", "")))
        ticket = hall.tickets.get(hall.numbers.get(number, named))
        right = ticket is not None and (
            ticket.id == named or check_code(ticket.id) == str(body.get("check", "")).upper()
        )
        if ticket is None or not right:
            raise Refusal(Code.UNKNOWN_TICKET, "No ticket has this number and check code today.")
        view = staff_ticket(hall, ticket, ahead=people_ahead(hall, ticket))
        return Answer(id=id_, status=200, ticket=view)

    return find
