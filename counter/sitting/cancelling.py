"""Cancelling a number: asked once, for it cannot be taken back."""

from __future__ import annotations

from counter.questions import ENOUGH, Draft, Enough, Option, Question
from counter.sitting import words
from counter.sitting.sight import Sight, order
from shared.protocol.views import TicketView


def cancel_question(sight: Sight, ticket: TicketView) -> Question:
    """ "No" comes first: whoever presses Enter once too often has cancelled nothing."""
    options = [
        Option("no", sight.say(words.CANCEL_NO)),
        Option("yes", sight.say(words.CANCEL_YES, number=ticket.number)),
    ]

    def chosen(id_: str) -> Draft | Enough:
        body = {"ticket": ticket.id, "reason": "visitor"}
        return order("CancelTicket", body, ticket.number) if id_ == "yes" else ENOUGH

    return Question(
        title=sight.say(words.CANCEL, number=ticket.number),
        detail=sight.say(words.CANCEL_DETAIL),
        options=lambda _typed: options,
        chosen=chosen,
    )
