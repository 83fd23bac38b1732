"""From one play to the next: what was foreseen, as it stands after all that has happened since."""

from __future__ import annotations

from shared.domain.hall import Hall, Ticket
from shared.domain.ids import SECOND, Moment, ServiceCode
from shared.domain.promise import Waits
from shared.hub.forecast.corrected import corrected
from shared.hub.forecast.plain import Plain, plainly
from shared.hub.forecast.played import Foreseen
from shared.hub.forecast.scene import Scene, describe

ANEW = SECOND
"""A hall in which nothing happens is played again after so long: time passes in it."""


class Between:
    """One answer, and the scene that it was made of."""

    def __init__(self, scene: Scene, foreseen: Foreseen) -> None:
        self.scene, self.foreseen = scene, foreseen
        self.counters_differ = False
        """Other counters are at work now, or for other services: a new play should be made."""
        self._before: Plain | None = None
        self._now: list[tuple[Hall, int, Moment, Plain]] = []
        """Of the committed hall and of the one that runs ahead of it."""

    @property
    def knows_nothing(self) -> bool:
        """The hall was not known yet."""
        return not self.foreseen.turns

    def of_service(
        self, hall: Hall, service: ServiceCode, head_start: int, now: Moment
    ) -> Waits | None:
        """Of a ticket taken now."""
        told = self.foreseen.services.get(service, {}).get(head_start)
        waits = Waits(*told) if told is not None else None
        before = self._plain_before().of_service(service, head_start)
        after = self._plain_of(hall, now).of_service(service, head_start)
        return corrected(waits, before, after, self.foreseen.pickup)

    def of_ticket(self, hall: Hall, ticket: Ticket, now: Moment) -> Waits | None:
        """Of one who waits; where it came since, by what its like was foreseen."""
        told = self.foreseen.tickets.get(ticket.id)
        before = self._plain_before().of_ticket(ticket.id)
        if told is None or before is None:
            told = self.foreseen.services.get(ticket.service, {}).get(ticket.head_start)
            before = self._plain_before().of_service(ticket.service, ticket.head_start)
        after = self._plain_of(hall, now).of_ticket(ticket.id)
        waits = Waits(*told) if told is not None else None
        return corrected(waits, before, after, self.foreseen.pickup)

    def _plain_before(self) -> Plain:
        if self._before is None:
            self._before = plainly(self.scene, self.foreseen, self.scene)
        return self._before

    def _plain_of(self, hall: Hall, now: Moment) -> Plain:
        """Made once for each state that somebody asks about."""
        for one, seq, at, plain in self._now:
            if one is hall and seq == hall.seq and 0 <= now - at < ANEW:
                return plain
        scene = describe(hall, now)
        self.counters_differ = self.counters_differ or _at_work(scene) != _at_work(self.scene)
        plain = plainly(scene, self.foreseen, self.scene)
        others = [kept for kept in self._now if kept[0] is not hall][-1:]
        self._now = [*others, (hall, hall.seq, now, plain)]
        return plain


def _at_work(scene: Scene) -> list[tuple[str, list[int]]]:
    return [(seat.counter, seat.services) for seat in scene.seats if seat.state == "open"]
