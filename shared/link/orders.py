"""The orders that an app has given and the hub has not answered yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from shared.link.timing import ms
from shared.protocol.messages import Answer, Order
from shared.protocol.views import Problem

OnAnswer = Callable[[Answer], None]


@dataclass(slots=True)
class _Pending:
    order: Order
    on_answer: OnAnswer | None
    deadline: QTimer
    sent: bool = False


class Orders(QObject):
    """Sends each order until it is answered or its time is over.

    After a break the same id goes out again: the hub answers an order that it has already
    carried out without doing it twice. So an answer is about one order, however often it was
    sent.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pending: dict[str, _Pending] = {}

    def add(self, order: Order, on_answer: OnAnswer | None, seconds: float) -> None:
        """Keep an order until it is answered; after `seconds` it is answered ``away`` here.

        An order that is being kept already is the same act, and stays as it is.
        """
        if order.id in self._pending:
            return
        deadline = QTimer(self, singleShot=True, interval=ms(seconds))
        deadline.timeout.connect(lambda: self._expire(order.id))
        self._pending[order.id] = _Pending(order, on_answer, deadline)
        deadline.start()

    def transmit(self, send: Callable[[Order], None], *, again: bool) -> None:
        """Send what has not been sent; `again`: all that is not answered, oldest first."""
        for pending in list(self._pending.values()):
            if again or not pending.sent:
                pending.sent = True
                send(pending.order)

    def answer(self, answer: Answer) -> None:
        """Settle the order that this answers; a late or second answer settles nothing."""
        pending = self._pending.pop(answer.id, None)
        if pending is None:
            return
        pending.deadline.stop()
        pending.deadline.deleteLater()
        if pending.on_answer is not None:
            pending.on_answer(answer)

    def refuse_soon(self, order: Order, on_answer: OnAnswer | None) -> None:
        """Refuse at once, but never inside the caller's own call."""
        self.add(order, on_answer, 0.0)

    def clear(self) -> None:
        """Forget all of it, unanswered: the app is going."""
        for pending in self._pending.values():
            pending.deadline.stop()
        self._pending.clear()

    def _expire(self, order: str) -> None:
        pending = self._pending.get(order)
        if pending is not None:
            self.answer(away(order, sent=pending.sent))


def away(order: str, *, sent: bool) -> Answer:
    """The answer when the hub gives none. `sent`: it may have been carried out all the same."""
    detail = (
        "Hub tidak menjawab; perintah mungkin sudah dijalankan."
        if sent
        else "Terputus dari hub; perintah belum dikirim."
    )
    problem = Problem(
        type="about:blank",
        title="The hub is away",
        status=503,
        code="away",
        detail=detail,
        extra={"sent": sent},
    )
    return Answer(id=order, status=503, problem=problem)
