"""The tickets that counters are shown, as text that is made once and thrown away on a change.

After a power cut a hundred counters ask for everything at once; to describe two thousand waiting
people anew for each of them would keep the hub for half a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from shared.domain import events as e
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import TicketId
from shared.domain.states import ENDED
from shared.hub.views import staff_ticket
from shared.protocol.views import TicketView

_encode = msgspec.json.Encoder().encode

_OF_NO_TICKET = (
    e.CounterEvent,
    e.ServiceSuspended,
    e.ServiceRestored,
    e.DeviceEnrolled,
    e.DevicePaired,
    e.DeviceRenamed,
    e.DeviceRevoked,
    e.DisplayConfigured,
    e.OfficerUnlocked,
    e.StaffChanged,
    e.KioskTended,
    e.AnnouncementMade,
    e.AnnouncementOver,
    e.MediumAdded,
    e.MediumRemoved,
    e.PersonalDataKept,
    e.PersonalDataRead,
    e.PersonalDataErased,
    e.PersonalKeyChanged,
    e.DaySigned,
    e.SigningKeyChanged,
    e.PastDoubted,
    e.WordGiven,
    e.SittingChanged,
    e.EndDecided,
)
"""They change nothing that a ticket's description says."""


_NONE: Mapping[TicketId, msgspec.Raw] = {}


class LiveTickets:
    """Texts of all tickets that are not over, by the committed state.

    `describe` is what is told of one: as staff see it, or less.
    """

    def __init__(
        self, hall: Hall, describe: Callable[[Hall, Ticket], TicketView] = staff_ticket
    ) -> None:
        self._hall = hall
        self._describe = describe
        self.texts_kept: dict[TicketId, msgspec.Raw] = {}

    def committed(self, recorded: Sequence[e.Recorded]) -> None:
        if self.texts_kept:
            for one in recorded:
                self._forget(one.event)

    def texts(self, instead: Mapping[TicketId, msgspec.Raw] = _NONE) -> list[msgspec.Raw]:
        """Each as it is described; `instead` are those that somebody is told otherwise."""
        return [
            instead.get(ticket.id) or self.texts_kept.get(ticket.id) or self._described(ticket.id)
            for ticket in self._hall.tickets.values()
            if ticket.state not in ENDED
        ]

    def _described(self, ticket: TicketId) -> msgspec.Raw:
        text = msgspec.Raw(_encode(self._describe(self._hall, self._hall.tickets[ticket])))
        self.texts_kept[ticket] = text
        return text

    def _forget(self, event: e.Event) -> None:
        """Those that an event touched; after a rare one all of them."""
        if isinstance(event, e.CounterOpened | e.CounterTakenOver | e.CounterClosed):
            for kept in list(self.texts_kept):  # where its officer sits stands in each of them
                ticket = self._hall.tickets.get(kept)
                if ticket is None or ticket.for_officer is not None:
                    del self.texts_kept[kept]
        named: TicketId | None = getattr(event, "ticket", None)
        touched = self._hall.tickets.get(named) if named is not None else None
        if touched is not None and not touched.late:
            for errand in self._hall.visits.get(touched.visit, ()):
                self.texts_kept.pop(errand, None)
            self.texts_kept.pop(touched.id, None)
        elif isinstance(event, e.ProfileChanged) or not isinstance(event, _OF_NO_TICKET):
            self.texts_kept.clear()
