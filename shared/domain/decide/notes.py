"""What staff know of a ticket: notes, and the help that its visitor needs."""

from __future__ import annotations

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide.finding import plan_of, refuse_ended, require_reason, ticket_of
from shared.domain.hall import Hall
from shared.domain.ids import Moment
from shared.domain.refusal import Code, Refusal
from shared.domain.states import ENDED


def note(hall: Hall, command: c.NoteTicket, now: Moment) -> list[e.Event]:
    """A code of the site's list, or the digest of a text: never the text. Also when it is over."""
    ticket = ticket_of(hall, command.ticket)
    if bool(command.code) == bool(command.digest):
        raise Refusal(Code.NOTE_NEEDED, "A note is a code of the list or a text: one of both.")
    if command.code:
        require_reason(hall, "note", command.code)
    return [
        e.TicketNoted(ticket=ticket.id, note=command.note, code=command.code, digest=command.digest)
    ]


def set_assistance(hall: Hall, command: c.SetAssistance, now: Moment) -> list[e.Event]:
    """All that its visitor needs from now on; each once."""
    ticket = ticket_of(hall, command.ticket)
    if ticket.state in ENDED:
        refuse_ended(ticket)
    known = plan_of(hall).assistance
    for kind in command.assist:
        if kind not in known:
            raise Refusal(
                Code.UNKNOWN_ASSISTANCE,
                f"There is no assistance '{kind}'.",
                assist=kind,
                known=list(known),
            )
    assist = tuple(dict.fromkeys(command.assist))
    return [] if assist == ticket.assist else [e.AssistanceChanged(ticket=ticket.id, assist=assist)]
