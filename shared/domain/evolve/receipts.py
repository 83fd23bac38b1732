"""The answers that were given, kept for a day: a retry is answered the same way."""

from __future__ import annotations

from copy import copy

from shared.domain import events as e
from shared.domain.hall import Hall, Receipt, copied
from shared.domain.ids import DAY, CounterId, DeviceId, Moment, TicketId
from shared.domain.receipts import Receipts

RECEIPT_LIFE = DAY


_NO_TICKET, _NO_COUNTER, _NO_DISPLAY = TicketId(""), CounterId(""), DeviceId("")


def keep_receipt(hall: Hall, recorded: e.Recorded, given: Receipts | None) -> None:
    """Keeps the answer of a command that changed something; the last of its events gives it.

    Where it was `given` already, two states share it.
    """
    assert recorded.command is not None
    key = (recorded.sender, recorded.command)
    receipt = given.get(key) if given is not None else None
    if receipt is None or receipt.seq < recorded.seq:
        receipt = _receipt(hall, recorded)
    hall.receipts.keep(key, receipt)


def _receipt(hall: Hall, recorded: e.Recorded) -> Receipt:
    event = recorded.event
    ticket = hall.tickets.get(getattr(event, "ticket", _NO_TICKET))
    desk = hall.desks.get(getattr(event, "counter", _NO_COUNTER))
    device = hall.devices.get(getattr(event, "display", _NO_DISPLAY))
    return Receipt(
        digest=recorded.digest,
        at=recorded.at,
        seq=recorded.seq,
        ticket=ticket and copied(ticket),
        desk=desk and copy(desk),
        device=device and copy(device),
    )


def forget_old_receipts(hall: Hall) -> None:
    hall.receipts.forget_before(Moment(hall.at - RECEIPT_LIFE))
