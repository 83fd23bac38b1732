"""What the kiosk needs of the hall: a small port, and the line to the hub behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import msgspec

from kiosk.emergency.standby import Standby
from kiosk.times import moment_text
from shared.domain.ids import Moment
from shared.domain.site import Site
from shared.link.choice import HubChoice, HubOffer
from shared.link.line import Line
from shared.link.mirror import Mirror
from shared.link.outbox import Outbox
from shared.link.state import LineState
from shared.protocol.messages import Answer, Change
from shared.protocol.tally import Tally
from shared.protocol.views import ServiceStatus, TicketView

ANSWER_S = 5.0
"""A visitor who has asked for a number waits so long for the hub, and then gets one without it."""

BREAK_S = 3.0
"""A line that has just broken is waited for so long."""

OnAnswer = Callable[[Answer], None]
OnWanted = Callable[[TicketView], None]


class Hall(Protocol):
    """The hall as the kiosk sees it."""

    @property
    def site(self) -> Site | None:
        """None until the hub has been reached for the first time."""

    @property
    def popular(self) -> Sequence[str]:
        """Services by how much they are asked for, the same all day; none: as the site says."""

    @property
    def live(self) -> bool:
        """Whether the hub answers."""

    def status(self, service: str) -> ServiceStatus | None:
        """A service now."""

    def open_counters(self, zone: str) -> int:
        """How many counters of a zone are open now; -1 where that is not known."""

    def now(self) -> Moment:
        """The hall's time of day."""

    @property
    def alone(self) -> bool:
        """The hub is away, and numbers are given without it."""

    def send(self, name: str, body: dict[str, Any], on_answer: OnAnswer, order: str) -> None:
        """Gives an order. The same act has the same `order` id, so that it is done once."""

    def stand_in(self, body: dict[str, Any], ghost: str) -> TicketView | None:
        """A number without the hub, for the body of an `IssueTicket` that it did not answer.

        `ghost` is that order's id if the hub may have heard it. None: none may be given.
        """

    def given(self, ticket: TicketView, body: dict[str, Any]) -> None:
        """The hub has given a number for this body: it is remembered here too."""

    def interrupted(self) -> Sequence[TicketView]:
        """Numbers given without the hub whose papers may be half printed: the kiosk died."""

    def foresee(self, name: str, body: dict[str, Any]) -> str:
        """Notes the order that is due should this kiosk die before it can `record`; the note."""

    def record(self, name: str, body: dict[str, Any], note: str = "") -> None:
        """An order that must reach the hub, however long it is away, in place of a `note`."""

    def tally(self, tally: Tally) -> None:
        """Tells of a visitor who went without, now or when the hub is back."""

    @property
    def hubs(self) -> Sequence[HubOffer]:
        """The hubs of which a person must say which one is ours; none where that is settled."""

    @property
    def tried(self) -> str:
        """The site whose hub was chosen and is not ours after all."""

    @property
    def refusal(self) -> str:
        """The code why the hub will not have this kiosk; empty where it will."""

    def choose_hub(self, hub: str) -> None:
        """This hub is ours."""

    def listen(self, on_change: Callable[[], None]) -> None:
        """Calls back whenever anything above may have changed."""

    def listen_to_reprints(self, on_wanted: OnWanted) -> None:
        """Calls back for each ticket that somebody has asked to be printed again, anywhere."""


class LineHall:
    """The hall at the other end of the line."""

    def __init__(self, line: Line, mirror: Mirror, outbox: Outbox, standby: Standby) -> None:
        self._line = line
        self._mirror = mirror
        self._outbox = outbox
        self._standby = standby
        standby.owes.connect(outbox.wake)
        self._choice = HubChoice(line, line)

    @property
    def site(self) -> Site | None:
        return self._mirror.site or (self._standby.site if self.alone else None)

    @property
    def popular(self) -> Sequence[str]:
        return self._mirror.popular if self._mirror.site is not None else self._standby.popular

    @property
    def live(self) -> bool:
        return self._line.state is LineState.LIVE

    @property
    def alone(self) -> bool:
        return self._standby.alone

    def status(self, service: str) -> ServiceStatus | None:
        if self.alone:
            return self._standby.status(service)
        return self._mirror.services.get(service)

    def open_counters(self, zone: str) -> int:
        known = self._mirror.open_counters
        return -1 if known is None or not self.live else known.get(zone, 0)

    def now(self) -> Moment:
        return self._standby.now()

    def send(self, name: str, body: dict[str, Any], on_answer: OnAnswer, order: str) -> None:
        if name != "IssueTicket" or not self._standby.ready:
            self._line.send(name, body, on_answer, command=order)
            return
        # A hub that is only started again is worth a moment: then everybody keeps one order.
        left = ANSWER_S if self.live else BREAK_S - self._line.in_state_ms() / 1_000
        self._line.send(name, body, on_answer, command=order, wait=left > 0, seconds=max(left, 0))

    def stand_in(self, body: dict[str, Any], ghost: str) -> TicketView | None:
        return self._standby.issue(body, ghost)

    def given(self, ticket: TicketView, body: dict[str, Any]) -> None:
        self._standby.remember(ticket, body)

    def interrupted(self) -> Sequence[TicketView]:
        return self._standby.interrupted()

    def foresee(self, name: str, body: dict[str, Any]) -> str:
        return self._outbox.foresee(name, body)

    def record(self, name: str, body: dict[str, Any], note: str = "") -> None:
        if name == "RecordPrint":
            self._standby.settle_print(body["ticket"], body["outcome"])
        self._outbox.put(name, body, instead_of=note)

    def tally(self, tally: Tally) -> None:
        told = msgspec.structs.replace(tally, at=moment_text(self.now()))
        self._outbox.put("RecordTally", msgspec.to_builtins(told), expendable=True)

    @property
    def hubs(self) -> Sequence[HubOffer]:
        return self._choice.offers

    @property
    def tried(self) -> str:
        return self._choice.tried_site

    @property
    def refusal(self) -> str:
        bye = self._line.bye
        return bye.code if bye is not None and self._line.state is LineState.REFUSED else ""

    def choose_hub(self, hub: str) -> None:
        self._choice.choose(hub)

    def listen(self, on_change: Callable[[], None]) -> None:
        mirror = self._mirror
        for signal in (mirror.serviceChanged, mirror.ticketChanged, mirror.siteChanged):
            signal.connect(on_change)
        mirror.reset.connect(on_change)
        self._standby.changed.connect(on_change)
        self._choice.changed.connect(on_change)

    def listen_to_reprints(self, on_wanted: OnWanted) -> None:
        def on_change(change: Change, late: bool) -> None:
            if change.event == "ReprintRequested":
                for ticket in change.tickets:
                    on_wanted(ticket)

        self._line.changed.connect(on_change)
