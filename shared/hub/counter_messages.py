"""A supervisor's words to one counter: shown there, and kept nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shared.domain.decide.finding import desk_of
from shared.domain.hall import Desk, Hall
from shared.domain.ids import CounterId, Moment
from shared.domain.refusal import Code, Refusal
from shared.hub.officers import Officers
from shared.hub.orders import BadCommand
from shared.hub.presence import Line, Presence
from shared.hub.roles import Role
from shared.hub.written import Asked
from shared.protocol.messages import CounterMessage

MESSAGE = "MessageCounter"


class CounterMessages:
    """Delivers them to the terminals that sit at a counter now."""

    def __init__(
        self,
        hall: Hall,
        presence: Presence,
        officers: Officers,
        now: Callable[[], Moment],
        text: Callable[[Moment], str],
    ) -> None:
        """`text` writes a moment as it stands on the wire."""
        self._hall = hall
        self._presence = presence
        self._officers = officers
        self._now = now
        self._text = text

    async def send(self, asked: Asked) -> dict[str, Any]:
        """`MessageCounter {counter, text}`; refused where no terminal is there to show it."""
        asked.require_only("counter", "text")
        desk = desk_of(self._hall, CounterId(asked.string("counter")))
        text = asked.written("text")
        if not text:
            raise BadCommand(f"{MESSAGE}: 'text' is what is to be read.")
        names = await self._officers.names()
        message = CounterMessage(
            id=asked.text_id,
            text=text,
            by=names.get(asked.actor, ""),
            at=self._text(self._now()),
        )
        for line in self._terminals(desk):
            line.tell(message)
        return {"message": message.id}

    def _terminals(self, desk: Desk) -> list[Line]:
        """Those that show what happens at a counter; Refusal where there is none."""
        found = [
            line
            for line in self._presence.lines(Role.COUNTER)
            if line.reads and line.counter == desk.id
        ]
        if not found or desk.officer is None:
            raise Refusal(
                Code.NOT_CONNECTED,
                f"Nobody sits at counter {desk.id} now who could read it.",
                counter=desk.id,
            )
        return found
