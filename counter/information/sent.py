"""Papers on their way: a kiosk was asked for them, and has some seconds to bring them out."""

from __future__ import annotations

from collections.abc import Iterable

from shared.domain.ids import SECOND, Moment
from shared.protocol.views import TicketView

TAKES = 30 * SECOND
"""Long enough for a kiosk that prints a few others first. One that was away when it was asked
never hears of it: what has not come out by then does not come by itself."""


class Sent:
    """Since when each of them is on its way, as far as this desk has seen."""

    def __init__(self) -> None:
        self._since: dict[tuple[str, str], Moment] = {}

    def look(self, tickets: Iterable[TicketView], now: Moment) -> frozenset[str]:
        """The ids of those that take too long."""
        under_way = ((one.id, one.reprint_at) for one in tickets if one.reprint_at)
        self._since = {one: self._since.get(one, now) for one in under_way}
        return frozenset(id_ for (id_, _), since in self._since.items() if now - since > TAKES)
