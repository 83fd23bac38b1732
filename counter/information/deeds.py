"""What can be done to the chosen ticket, by digit; what the role or the state forbids is grey."""

from __future__ import annotations

from dataclasses import dataclass

from counter.answering import Outcome
from counter.information import words
from counter.information.assisting import Assisting
from counter.information.printing import Printing
from counter.information.returning import Returning, may_return
from counter.information.rows import DeedRow
from counter.information.standing import standing
from counter.information.taking import Taking
from counter.precedence import Precedence
from counter.questions import ENOUGH, Option, Question
from counter.sitting.cancelling import cancel_question
from counter.sitting.entitlement import Entitlement
from counter.sitting.sight import Sight
from counter.sitting.writing import note_question
from counter.why import why_called
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


@dataclass(frozen=True, slots=True)
class Deeds:
    """The deeds of one ticket. `printing` knows the kiosks."""

    sight: Sight
    printing: Printing

    def offered(self, ticket: TicketView) -> list[DeedRow]:
        """Those that the role allows; grey where the ticket's state leaves nothing to do."""
        return [
            DeedRow(
                key=key,
                label=self.sight.say(words.DEEDS[deed]),
                note="",
                grey=self.idle(deed, ticket) is not None,
            )
            for key, deed in KEYS.items()
            if self.allowed(deed)
        ]

    def allowed(self, deed: str) -> bool:
        needs = _NEEDS.get(deed, ())
        return not needs or any(self.sight.allows(one) for one in needs)

    def idle(self, deed: str, ticket: TicketView) -> tuple[Texts, dict[str, object]] | None:
        """Why there is nothing to do; None where there is."""
        if deed == "back" and not may_return(ticket):
            if ticket.state == "waiting":
                return words.BACK_WAITING, {"number": ticket.number}
            state = standing(ticket, self.sight).words
            return words.BACK_ELSEWHERE, {"number": ticket.number, "state": state}
        if deed == "why" and ticket.state != "waiting" and not ticket.note:
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
                return why_question(ticket, sight)
            case "errand":
                return Taking(sight, ticket).question()
            case "note":
                return note_question(sight, ticket)
            case _:
                return cancel_question(sight, ticket)


def why_question(ticket: TicketView, sight: Sight) -> Question:
    """Who comes before one that waits; of one that was called, why that was so."""
    if ticket.state == "waiting":
        return Precedence("", sight.catalogue, sight.look).answer(ticket)
    return Question(
        title=sight.say(words.WHY_CALLED, number=ticket.number),
        detail=why_called(ticket.note, sight.catalogue),
        options=lambda _typed: [Option("enough", sight.say(words.ENOUGH))],
        chosen=lambda _id: ENOUGH,
    )
