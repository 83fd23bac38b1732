"""What could be known: each day played on from the moment of a promise, by the simulation itself.

Whoever knows how long services take, who works when, how many come and with which head start, and
does not know the dice, can foresee no better than the middle of these plays. What is left of the
error is chance. (Each play is a fork of this process: nothing has to be copied by hand.)
"""

from __future__ import annotations

import gc
import os
import struct
import warnings
from typing import NoReturn

from shared.cli.simulation.branch import scatter
from shared.cli.simulation.floor import Floor
from shared.cli.simulation.watcher import Watcher
from shared.domain import events as e
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import DAY, Moment, TicketId
from shared.domain.promise import Waits

PLAYS = 41
"""The middle of so many is off by a fifth of what chance makes of one: that adds two in a hundred
to the error, so that what is told of the oracle is rather too much than too little."""

_WAIT = struct.Struct("<q")


class Oracle(Watcher):
    """Foresees every `nth` number of the days after `learning`."""

    def __init__(self, nth: int, learning: int, plays: int = PLAYS) -> None:
        self.foreseen: dict[TicketId, Waits] = {}
        self._nth, self._learning, self._plays = nth, learning, plays
        self._days = self._numbers = 0
        self._gone_since: dict[TicketId, Moment] = {}
        self._floor: Floor | None = None

    def on_floor(self, floor: Floor) -> None:
        self._floor = floor

    def on_day(self, hall: Hall, date: object) -> None:
        self._days += 1

    def on_event(self, hall: Hall, recorded: e.Recorded) -> None:
        if isinstance(recorded.event, e.TicketHeld):
            self._gone_since[recorded.event.ticket] = recorded.at

    def on_issue(self, hall: Hall, ticket: Ticket, now: Moment) -> None:
        """It looks ahead once all is done that belongs to this moment."""
        self._numbers += 1
        if self._days > self._learning and self._numbers % self._nth == 0:
            assert self._floor is not None
            self._floor.stage.at(now, self._look_ahead, ticket.id, now)

    def _look_ahead(self, ticket: TicketId, now: Moment) -> None:
        waits = sorted(
            called - now
            for nth in range(self._plays)
            if (called := self._played_on(ticket, f"{ticket}/{nth}")) is not None
        )
        if waits:
            at = [int(len(waits) * share) for share in (0.1, 0.5, 0.9)]
            self.foreseen[ticket] = Waits(*(waits[place] for place in at))

    def _played_on(self, ticket: TicketId, dice: str) -> int | None:
        """When it is called, in a child of ours."""
        reading, writing = os.pipe()
        with warnings.catch_warnings():  # numpy has threads; a child of ours uses none
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if not child:
            self._in_child(ticket, dice, writing)
        os.close(writing)
        with os.fdopen(reading, "rb") as answer:
            content = answer.read()
        os.waitpid(child, 0)
        return _WAIT.unpack(content)[0] if content else None

    def _in_child(self, ticket: TicketId, dice: str, writing: int) -> NoReturn:
        gc.disable()  # its looks at everything would copy everything
        try:
            floor = self._floor
            assert floor is not None
            if floor.stage.hall.tickets[ticket].first_called_at is None:
                floor.stage.watched_by([_Call(ticket)])
                scatter(floor, dice, self._gone_since, ticket)
                floor.stage.run(Moment(floor.stage.now + DAY))
        except _Called as called:
            os.write(writing, _WAIT.pack(called.at))
        finally:
            os._exit(0)


class _Called(Exception):
    def __init__(self, at: Moment) -> None:
        super().__init__()
        self.at = at


class _Call(Watcher):
    """Ends the play with the call of one ticket."""

    def __init__(self, ticket: TicketId) -> None:
        self._ticket = ticket

    def on_event(self, hall: Hall, recorded: e.Recorded) -> None:
        event = recorded.event
        if isinstance(event, e.TicketCalled) and event.ticket == self._ticket:
            raise _Called(recorded.at)
