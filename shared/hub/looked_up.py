"""What the information desk looks up: tickets that are over, and why another was called first."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nlargest
from typing import Any

from shared.domain.decide.finding import ticket_of
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import Moment, TicketId
from shared.domain.refusal import Code, Refusal
from shared.domain.states import ENDED
from shared.hub.engine import Unavailable
from shared.hub.orders import BadCommand
from shared.hub.proof.asking import Explainer
from shared.hub.proof.story import NoSuchNumber
from shared.hub.sight import bare
from shared.hub.views import staff_ticket
from shared.hub.written import Asked
from shared.protocol.moments import moment_of
from shared.protocol.typed_number import number_fits
from shared.protocol.why import WhyBefore

FIND, WHY = "FindEnded", "WhyBefore"

MOST = 60
"""Tickets of one answer, those that came last: whoever needs another one says more about it."""


class LookedUp:
    """Questions of staff that neither the line's copy nor one look at the hall answers."""

    def __init__(self, hall: Hall, explainer: Explainer) -> None:
        self._hall = hall
        self._explainer = explainer

    async def find_ended(self, asked: Asked) -> dict[str, Any]:
        """`FindEnded {number, from, to, services}`: tickets of today that are over. What is left
        out may be anything; `from` and `to` are moments between which they were taken."""
        asked.require_only("number", "from", "to", "services")
        number = asked.string("number")
        first, last = _moment(asked, "from"), _moment(asked, "to")
        services = _services(asked)
        fitting = (
            one
            for one in self._ended()
            if number_fits(one.number, number)
            and (first is None or one.arrival >= first)
            and (last is None or one.arrival <= last)
            and (services is None or one.service in services)
        )
        newest = nlargest(MOST, fitting, key=lambda one: one.arrival)
        describe = staff_ticket if asked.actor else bare  # a program is none of the staff
        return {"tickets": [describe(self._hall, one) for one in newest]}

    def _ended(self) -> Iterator[Ticket]:
        return (one for one in self._hall.tickets.values() if one.state in ENDED)

    async def why_before(self, asked: Asked) -> dict[str, Any]:
        """`WhyBefore {ticket, number}`: why that number was called before the ticket, today."""
        asked.require_only("ticket", "number")
        ticket = ticket_of(self._hall, TicketId(asked.string("ticket")))
        found = await why_before(self._explainer, ticket.number, asked.string("number"))
        return {"why": found}


async def why_before(explainer: Explainer, number: str, other: str) -> WhyBefore:
    """Why `other` was called before `number`. A second or two: the day is played again."""
    try:
        return await explainer.why(number, other)
    except NoSuchNumber as error:
        raise Refusal(Code.UNKNOWN_NUMBER, str(error), number=other) from None
    except (OSError, TimeoutError) as error:
        raise Unavailable("io-error", f"The day cannot be played again: {error}") from error


def _moment(asked: Asked, field: str) -> Moment | None:
    text = asked.string(field)
    try:
        return moment_of(text) if text else None
    except ValueError:
        raise BadCommand(f"{asked.name}: '{field}' is a time in ISO 8601 with an offset.") from None


def _services(asked: Asked) -> frozenset[str] | None:
    named = asked.body.get("services")
    if named is None:
        return None
    if not isinstance(named, list) or not all(isinstance(one, str) for one in named):
        raise BadCommand(f"{asked.name}: 'services' is a list of codes.")
    return frozenset(named)
