"""What can be done to the chosen ticket, by digit; what the role or the state forbids is grey."""

from __future__ import annotations

from dataclasses import dataclass

from counter.answering import Outcome
from counter.information import words
from counter.information.assisting import Assisting
from counter.information.ended import OVER
from counter.information.first import First, may_ask
from counter.information.printing import Printing
from counter.information.returning import Returning, may_return
from counter.information.rows import DeedRow
from counter.information.standing import standing
from counter.information.taking import Taking
from counter.sitting import keys
from counter.sitting.cancelling import cancel_question
from counter.sitting.entitlement import Entitlement
from counter.sitting.sight import Sight
from counter.sitting.writing import note_question
from shared.domain.permits import Permit
from shared.domain.site import Texts
from shared.protocol.views import TicketView

KEYS: dict[str, str] = {
    "1": "print",
    "2": "back",
    "3": "priority",
    "4": "assist",
    "5": "why",
    "6": "errand",
    "7": "note",
    "8": "cancel",
}
"""A digit of the armed card, and its deed."""

_NEEDS: dict[str, tuple[Permit, ...]] = {
    "print": (Permit.DESK, Permit.ISSUE),
    "back": (Permit.DESK, Permit.ISSUE),
    "priority": (Permit.PRIORITY,),
    "assist": (Permit.DESK, Permit.ISSUE),
    "errand": (Permit.ISSUE,),
    "cancel": (Permit.CANCEL,),
}
"""One of them suffices; what is not named here everybody may do."""


_OF_ANY = frozenset({"why", "note"})
"""What can still be done when it is over."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """The deeds of one ticket. `printing` knows the kiosks."""

    sight: Sight
    printing: Printing

    def offered(self, ticket: TicketView) -> list[DeedRow]:
        """Those that the role allows; grey where the ticket's state leaves nothing to do. Of one
        that is over only those that still make sense."""
        return [
            DeedRow(
                key=key,
                label=self.sight.say(words.DEEDS[deed]),
                note="",
                grey=self.idle(deed, ticket) is not None,
            )
            for key, deed in KEYS.items()
            if self.allowed(deed) and (ticket.state not in OVER or deed in _OF_ANY)
        ]

    def allowed(self, deed: str) -> bool:
        needs = _NEEDS.get(deed, ())
        return not needs or any(self.sight.allows(one) for one in needs)

    def idle(self, deed: str, ticket: TicketView) -> tuple[Texts, dict[str, object]] | None:
        """Why there is nothing to do; None where there is."""
        if ticket.state in OVER and deed not in _OF_ANY:
            state = standing(ticket, self.sight).words
            return words.OVER, {"number": ticket.number, "state": state, "key": keys.NEW}
        if deed == "back" and not may_return(ticket):
            if ticket.state == "waiting":
                return words.BACK_WAITING, {"number": ticket.number}
            state = standing(ticket, self.sight).words
            return words.BACK_ELSEWHERE, {"number": ticket.number, "state": state}
        if deed == "why" and not may_ask(ticket):
            state = standing(ticket, self.sight).words
            return words.WHY_NOT_WAITING, {"number": ticket.number, "state": state}
        return None

    def of(self, deed: str, ticket: TicketView) -> Outcome:
        """What pressing its key leads to."""
        sight = self.sight
        match deed:
            case "print":
                return self.printing.question(ticket)
            case "back":
                return Returning(sight).question(ticket)
            case "priority":
                return Entitlement(sight).question(ticket)
            case "assist":
                return Assisting(sight).of_ticket(ticket)
            case "why":
                return First(sight).question(ticket)
            case "errand":
                return Taking(sight, ticket).question()
            case "note":
                return note_question(sight, ticket)
            case _:
                return cancel_question(sight, ticket)
