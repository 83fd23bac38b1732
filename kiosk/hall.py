"""What the kiosk needs of the hall: a small port, and the line to the hub behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from shared.domain.ids import Moment
from shared.domain.site import Site
from shared.link.line import Line
from shared.link.mirror import Mirror
from shared.link.state import LineState
from shared.protocol.messages import Answer, Change, Tally
from shared.protocol.views import ServiceStatus, TicketView

OnAnswer = Callable[[Answer], None]
OnWanted = Callable[[TicketView], None]


class Hall(Protocol):
    """The hall as the kiosk sees it."""

    @property
    def site(self) -> Site | None:
        """None until the hub has been reached for the first time."""

    @property
    def live(self) -> bool:
        """Whether the hub answers."""

    def status(self, service: str) -> ServiceStatus | None:
        """A service now."""

    def now(self) -> Moment:
        """The hall's time of day."""

    def send(self, name: str, body: dict[str, Any], on_answer: OnAnswer, order: str) -> None:
        """Gives an order. The same act has the same `order` id, so that it is done once."""

    def tally(self, tally: Tally) -> None:
        """Tells of a visitor who went without; nothing comes back."""

    def listen(self, on_change: Callable[[], None]) -> None:
        """Calls back whenever anything above may have changed."""

    def listen_to_reprints(self, on_wanted: OnWanted) -> None:
        """Calls back for each ticket that somebody has asked to be printed again, anywhere."""


class LineHall:
    """The hall at the other end of the line."""

    def __init__(self, line: Line, mirror: Mirror) -> None:
        self._line = line
        self._mirror = mirror

    @property
    def site(self) -> Site | None:
        return self._mirror.site

    @property
    def live(self) -> bool:
        return self._line.state is LineState.LIVE

    def status(self, service: str) -> ServiceStatus | None:
        return self._mirror.services.get(service)

    def now(self) -> Moment:
        return self._line.hub_now()

    def send(self, name: str, body: dict[str, Any], on_answer: OnAnswer, order: str) -> None:
        self._line.send(name, body, on_answer, command=order)

    def tally(self, tally: Tally) -> None:
        self._line.tell_tally(tally)

    def listen(self, on_change: Callable[[], None]) -> None:
        mirror = self._mirror
        for signal in (mirror.serviceChanged, mirror.ticketChanged, mirror.siteChanged):
            signal.connect(on_change)
        mirror.reset.connect(on_change)
        self._line.stateChanged.connect(on_change)

    def listen_to_reprints(self, on_wanted: OnWanted) -> None:
        def on_change(change: Change, late: bool) -> None:
            if change.event == "ReprintRequested":
                for ticket in change.tickets:
                    on_wanted(ticket)

        self._line.changed.connect(on_change)
