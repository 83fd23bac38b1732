"""What a command is answered with: the ticket, the counter or the display that it was about."""

from __future__ import annotations

from copy import copy

from shared.domain import commands as c
from shared.domain.hall import Hall, Receipt, Ticket, copied
from shared.domain.ids import CounterId


def answer_to(hall: Hall, order: c.Order) -> Receipt:
    """The receipt of a command that was just carried out, or that added nothing."""
    if order.id is not None:
        kept = hall.receipts.get((order.sender, order.id))
        if kept is not None:
            return kept
    command = order.command
    counter: CounterId | None = getattr(command, "counter", None)
    desk = hall.desks[counter] if counter is not None else None
    ticket = _subject(hall, command)
    device = hall.devices.get(command.display) if isinstance(command, c.ConfigureDisplay) else None
    return Receipt(
        digest=order.digest,
        at=hall.at,
        seq=hall.seq,
        ticket=ticket and copied(ticket),
        desk=desk and copy(desk),
        device=device and copy(device),
    )


def _subject(hall: Hall, command: c.Command) -> Ticket | None:
    if isinstance(command, c.CounterCommand):
        held = hall.desks[command.counter].ticket
        return hall.tickets[held] if held is not None else None
    named = getattr(command, "ticket", None)
    return hall.ticket(named) if named is not None else None
