"""What must reach the hub: kept on disk until the hub has answered, handed over in order."""

from __future__ import annotations

import logging
import uuid
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from shared.link.kept_orders import KeptOrder, KeptOrders
from shared.link.line import Line
from shared.link.state import LineState
from shared.link.state_file import StateFile
from shared.link.timing import ms
from shared.protocol.messages import Answer

log = logging.getLogger(__name__)

TRY_AGAIN = 2.0
TIDY = 1.0
"""Seconds."""

_LATER = 503
"""The hub (or the line to it) could not now; any other refusal is its last word."""


class Feed(Protocol):
    """Where orders come from that an app keeps by itself."""

    @property
    def due(self) -> KeptOrder | None:
        """The next order, as it is to be given now."""

    def settle(self, order: str, answer: Answer) -> None:
        """The hub's last word about it."""


class Outbox(QObject):
    """Gives one order after the other, each until it is answered, over breaks and restarts.

    Each keeps its id, so the hub carries it out once. One that the hub refuses is logged and
    forgotten. What a `feed` has goes first: what else is kept may be about it.
    """

    def __init__(
        self,
        line: Line,
        state: StateFile,
        parent: QObject | None = None,
        *,
        feed: Feed | None = None,
    ) -> None:
        """`state` has the tables of `kept_orders.migrations`."""
        super().__init__(parent)
        self._line = line
        self._feed = feed
        self._kept = KeptOrders(state)
        self._under_way: KeptOrder | None = None
        self._of_feed = False
        self._again = self._timer(TRY_AGAIN, self._hand_over)
        self._tidying = self._timer(TIDY, self._kept.tidy)
        # Not at once: a line that is back first sends again what was under way when it broke.
        self._soon = self._timer(0.0, self._hand_over)
        line.stateChanged.connect(self._wake)

    def __len__(self) -> int:
        """How many orders the hub has not answered yet, with those that are only foreseen."""
        return len(self._kept)

    def put(
        self, name: str, body: dict[str, Any], *, instead_of: str = "", expendable: bool = False
    ) -> None:
        """Hand over an order as soon as the hub can be reached; it is on disk on return.

        It takes the place of what was foreseen (`instead_of`). An `expendable` one, a mere count,
        is the first to go should there ever be too many.
        """
        order = KeptOrder(id=uuid.uuid4().hex, name=name, body=body, expendable=expendable)
        self._kept.keep(order, instead_of=instead_of)
        self._hand_over()

    def foresee(self, name: str, body: dict[str, Any]) -> str:
        """Write down the order that is due if this app ends before it says otherwise; its id."""
        order = KeptOrder(id=uuid.uuid4().hex, name=name, body=body, foreseen=True)
        self._kept.keep(order)
        return order.id

    def wake(self) -> None:
        """The feed has something new."""
        self._soon.start()

    def close(self) -> None:
        """Leave the file as it should be found. Orders under way are given again next time."""
        self._line.stateChanged.disconnect(self._wake)
        for timer in (self._again, self._tidying, self._soon):
            timer.stop()
        self._kept.tidy()

    @Slot()
    def _wake(self) -> None:
        self._soon.start()

    @Slot()
    def _hand_over(self) -> None:
        if self._under_way is not None or self._line.state is not LineState.LIVE:
            return
        fed = self._feed.due if self._feed is not None else None
        order = fed or self._kept.due
        if order is None:
            return
        self._under_way, self._of_feed = order, fed is not None
        self._line.send(order.name, order.body, self._on_answer, command=order.id)

    def _on_answer(self, answer: Answer) -> None:
        order, self._under_way = self._under_way, None
        if order is None:
            return
        if answer.problem is not None and answer.problem.status == _LATER:
            self._again.start()
            return
        if answer.problem is not None:
            log.warning(
                "the hub refuses %s, which was kept for it: %s", order.name, answer.problem.detail
            )
        self._settle(order, answer)
        self._hand_over()

    def _settle(self, order: KeptOrder, answer: Answer) -> None:
        if self._of_feed and self._feed is not None:
            self._feed.settle(order.id, answer)
            return
        self._kept.settle(order.id)
        self._tidying.start()

    def _timer(self, seconds: float, slot: object) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=ms(seconds))
        timer.timeout.connect(slot)
        return timer
