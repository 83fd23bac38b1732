"""Who looks on while a hall is played: each of its methods is told of something, and decides
nothing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from shared.domain.events import Recorded
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import Moment

if TYPE_CHECKING:
    from shared.cli.simulation.floor import Floor


class Watcher:
    """The base of those who look on; override what is wanted, the rest costs nothing.

    The hall is the live one, right after the entry: to be read, never changed, and not kept.
    """

    def on_floor(self, floor: Floor) -> None:
        """Before all: for one who plays on by itself from some moment (`branch`)."""

    def on_day(self, hall: Hall, date: dt.date) -> None:
        """A day has been opened; nobody has come yet."""

    def on_event(self, hall: Hall, recorded: Recorded) -> None:
        """An entry has been applied, in the order of the journal, the day's own ones included."""

    def on_issue(self, hall: Hall, ticket: Ticket, now: Moment) -> None:
        """A number was given out; comes after the `on_event` of its entry."""

    def on_end(self, hall: Hall) -> None:
        """All is played; those whom nobody served are ended."""
