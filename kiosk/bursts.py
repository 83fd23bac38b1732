"""Numbers of one scarce service taken faster than people come: the desk is told, nobody blocked.

Only services with a quota are hoarded. Visitors who come one after the other need half a minute
each; whoever stands there and takes one after the other is faster. Several errands, or several
people, of one visit are one person's business, and as easily seen by the officer.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from shared.domain.ids import MINUTE, SECOND
from shared.protocol.troubles import TroubleCode
from shared.protocol.views import Trouble

NUMBERS = 4
WITHIN_MS = 75 * SECOND
"""So many numbers of a service within it: at the usual pace there would be two."""

KEPT_MS = 20 * MINUTE
"""So long the desk is told of it; afterwards their holder has gone, or been called."""


@dataclass(slots=True)
class _Burst:
    numbers: list[str]
    last: int

    @property
    def part(self) -> str:
        return f"{self.numbers[0]}…{self.numbers[-1]}"


@dataclass(slots=True)
class Bursts:
    """What one kiosk has given lately. `now` is a steady clock in ms."""

    _lately: dict[str, deque[tuple[int, str]]] = field(default_factory=dict)
    _found: dict[str, _Burst] = field(default_factory=dict)

    def take(self, service: str, number: str, now: int) -> bool:
        """A number of a service with a quota has been given; whether there is more to tell."""
        given = self._lately.setdefault(service, deque(maxlen=NUMBERS))
        given.append((now, number))
        going_on = self._found.get(service)
        if going_on is not None and now - going_on.last <= WITHIN_MS:
            going_on.numbers.append(number)
            going_on.last = now
            return True
        if len(given) < NUMBERS or now - given[0][0] > WITHIN_MS:
            return False
        self._found[service] = _Burst([number for _, number in given], now)
        return True

    def seen(self, part: str) -> None:
        """An officer has seen to it."""
        self._found = {code: one for code, one in self._found.items() if one.part != part}

    def troubles(self, now: int) -> list[Trouble]:
        """Each burst with its first and last number, the latest first."""
        fresh = {code: one for code, one in self._found.items() if now - one.last < KEPT_MS}
        self._found = fresh
        latest_first = sorted(fresh.values(), key=lambda one: -one.last)
        return [Trouble(TroubleCode.NUMBER_BURST, one.part) for one in latest_first]
