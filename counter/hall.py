"""What a counter needs of its line to the hub: a small port, so that it can be driven without one.

`counter.line` implements it over the real line, `counter.rehearsal` with a script.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from counter.facts import Facts
from shared.domain.ids import Moment
from shared.protocol.messages import Answer

OnAnswer = Callable[[Answer], None]


class Hall(QObject):
    """The port."""

    changed = Signal()
    """`facts` gives something new."""

    def facts(self) -> Facts:
        """What is known now."""
        raise NotImplementedError

    def now(self) -> Moment:
        """The hub's time."""
        raise NotImplementedError

    def put_away(self) -> bool:
        """The supervisor's message has been read; whether there was one."""
        raise NotImplementedError

    def send(self, name: str, body: dict[str, Any], on_answer: OnAnswer, order: str) -> None:
        """Gives an order. The same act has the same `order` id, so that it is done once."""
        raise NotImplementedError

    def choose_hub(self, hub: str) -> None:
        """Belong to this hub from now on."""
        raise NotImplementedError
