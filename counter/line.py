"""The counter's port over the real line: facts from the mirror, acts as orders."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from counter.facts import Contact, Facts, HubChoice
from counter.hall import Hall, OnAnswer
from counter.troubles import MESSAGE
from shared.domain.ids import Moment
from shared.link.line import Line
from shared.link.mirror import Mirror
from shared.link.state import LineState
from shared.protocol.messages import Answer, CounterMessage
from shared.protocol.views import DeviceTrouble

log = logging.getLogger(__name__)

FRAME_MS = 300
"""An answer comes before its frame and is passed on with it; one without a frame after this."""

SUPERVISOR = "Pengawas"
"""Who wrote a message, where the hub does not say."""

MOST_MESSAGES = 9

_CONTACT = {
    LineState.SEARCHING: Contact.SEARCHING,
    LineState.CONNECTING: Contact.SEARCHING,
    LineState.LIVE: Contact.LIVE,
    LineState.AWAY: Contact.AWAY,
    LineState.REFUSED: Contact.REFUSED,
    LineState.PAIRING: Contact.SEARCHING,
    LineState.CHOOSING: Contact.CHOOSING,
}


class LineHall(Hall):
    """The hall behind a line. Changes that arrive together are told once."""

    def __init__(self, line: Line, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._mirror = Mirror(self)
        self._mirror.follow(line)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._tell_news)
        self._answers: list[Callable[[], None]] = []
        self._due = 0
        """So many of them had come when there was news last: what they changed is known."""
        self._messages: list[DeviceTrouble] = []
        self._frameless = QTimer(self, singleShot=True, interval=FRAME_MS)
        self._frameless.timeout.connect(self._tell_all)
        for signal in (
            self._mirror.ticketChanged,
            self._mirror.counterChanged,
            self._mirror.serviceChanged,
            self._mirror.zoneChanged,
            self._mirror.troublesChanged,
            self._mirror.siteChanged,
            self._mirror.dayChanged,
            self._mirror.reset,
            line.ambiguous,
        ):
            signal.connect(self._on_news)
        line.stateChanged.connect(self._on_state)
        line.messaged.connect(self._on_message)

    def facts(self) -> Facts:
        line, mirror = self._line, self._mirror
        return Facts(
            contact=_CONTACT[line.state],
            refusal=line.bye.detail if line.bye is not None else "",
            hubs=tuple(HubChoice(hub.hub, hub.site) for hub in line.hubs_seen),
            site=mirror.site,
            tickets=mirror.tickets,
            counters=mirror.counters,
            services=mirror.services,
            zones=mirror.zones,
            troubles=(*self._messages, *(mirror.troubles if line.state is LineState.LIVE else ())),
        )

    def put_away(self) -> bool:
        if not self._messages:
            return False
        del self._messages[0]
        self._on_news()
        return True

    def _on_message(self, message: CounterMessage) -> None:
        """Told in the place of troubles; what came first stands first."""
        name = message.by or SUPERVISOR
        told = DeviceTrouble(
            device=message.id, role="counter", code=MESSAGE, name=name, part=message.text
        )
        self._messages = [one for one in self._messages if one.device != message.id][:MOST_MESSAGES]
        self._messages.append(told)
        self._on_news()

    def now(self) -> Moment:
        return self._line.hub_now()

    def send(self, name: str, body: dict[str, Any], on_answer: OnAnswer, order: str) -> None:
        self._line.send(
            name, body, lambda answer: self._on_answer(answer, on_answer), command=order
        )

    def choose_hub(self, hub: str) -> None:
        self._line.choose(hub)

    def _on_answer(self, answer: Answer, on_answer: OnAnswer) -> None:
        """A refusal at once; else with what it changed, so that no old state is shown after it."""
        if answer.problem is not None:
            on_answer(answer)
            return
        self._answers.append(lambda: on_answer(answer))
        self._frameless.start()

    def _tell_news(self) -> None:
        """News that was there before an answer is not what the answer changed."""
        due, self._due = self._due, 0
        self._tell(due)

    def _tell_all(self) -> None:
        self._tell(len(self._answers))

    def _tell(self, count: int) -> None:
        """The oldest answers, and that the hall may be another one."""
        answers, self._answers = self._answers[:count], self._answers[count:]
        if not self._answers:
            self._frameless.stop()
        for tell in answers:
            tell()
        self.changed.emit()

    def _on_news(self, *_what: object) -> None:
        self._due = len(self._answers)
        if not self._soon.isActive():
            self._soon.start()

    def _on_state(self, _state: str) -> None:
        if self._line.bye is not None:
            log.error("the hub refuses this counter: %s", self._line.bye.detail)
        self._on_news()
