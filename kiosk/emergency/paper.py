"""A number in somebody's hand, as this kiosk remembers it."""

from __future__ import annotations

from typing import Any

import msgspec

from kiosk.times import moment_text
from shared.protocol.machine import boot_id, elapsed_ms


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """One ticket that this kiosk gave: of the hub's numbers, or an `emergency` one of its own."""

    ticket: str
    number: str
    ordinal: int
    series: str
    service: str
    visit: str
    date: str
    """The business date, ``YYYY-MM-DD``."""
    taken_at: int
    """ms since the epoch, by the best clock there was."""
    elapsed: int
    """What `elapsed_ms` showed, in the boot of the machine that `boot` names."""
    boot: str
    language: str = "id"
    priority: str = ""
    people: int = 1
    assist: tuple[str, ...] = ()
    ghost: str = ""
    """The command in whose place it was given; it may have reached the hub."""
    emergency: bool = True
    outcome: str = ""
    """What the printer said of it: ``printed`` or ``failed``; empty: nothing yet."""
    handed: bool = False
    """The hub has been told of it, or has made it itself."""

    def age(self) -> int | None:
        """ms since it was given, whatever a clock did; None: the machine was off in between."""
        return elapsed_ms() - self.elapsed if self.boot == boot_id() else None

    def order(self) -> dict[str, Any]:
        """The body of `HandOver`, as it is to be sent now.

        What the printer said of it comes with an order of its own, unless that is over already.
        """
        body = {
            "ticket": self.ticket,
            "number": self.number,
            "service": self.service,
            "visit": self.visit,
            "date": self.date,
            "taken_at": moment_text(self.taken_at),
            "age": self.age(),
            "language": self.language,
            "people": self.people,
            "assist": list(self.assist),
            "printed": self.outcome == "printed" and self.handed,
            "lost": not self.emergency,
        }
        wishes = {"priority": self.priority, "ghost": self.ghost}
        return body | {name: value for name, value in wishes.items() if value}
