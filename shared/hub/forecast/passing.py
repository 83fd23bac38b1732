"""Who comes into a line before those who stand in it: with a head start, or back from elsewhere."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field

from shared.domain.ids import BEGINNING, HOUR, MINUTE, SECOND, Moment, ServiceCode

MEMORY = 45 * MINUTE
"""What counts for the rate of now."""

PRIOR = 20 * MINUTE
"""So much time at yesterday's rate is mixed in."""

LEAST = 30 * SECOND
"""A lead that is smaller passes nobody worth counting."""

MOST = HOUR
"""One that is longer passes everybody; so does this."""


@dataclass(slots=True)
class _Stream:
    heat: float = 0.0
    """Arrivals of late, older ones fading."""
    at: Moment = BEGINNING
    usual: float = 0.0
    """A ms, on the days before."""
    today: int = 0
    leads: deque[int] = field(default_factory=lambda: deque(maxlen=40))


class Passing:
    """Learns from everyone who gets a place before others who are there already."""

    def __init__(self) -> None:
        self._streams: dict[ServiceCode, _Stream] = defaultdict(_Stream)
        self._began: Moment | None = None
        self._last = BEGINNING

    def enters(self, service: ServiceCode, at: Moment, place: int) -> None:
        """Somebody joins a line, with a lead or without."""
        self._began = self._began if self._began is not None else at
        self._last = at
        lead = at - place
        if lead < LEAST:
            return
        stream = self._streams[service]
        stream.heat = self._faded(stream, at) + 1.0
        stream.at = at
        stream.today += 1
        stream.leads.append(min(lead, MOST))

    def night(self) -> None:
        """A day is over."""
        open_for = self._last - self._began if self._began is not None else 0
        for stream in self._streams.values():
            if open_for > HOUR:
                today = stream.today / open_for
                stream.usual = today if not stream.usual else 0.6 * stream.usual + 0.4 * today
            stream.heat, stream.today = 0.0, 0
        self._began = None

    def known(self, service: ServiceCode) -> bool:
        """Whether anybody has ever passed others in its line."""
        return service in self._streams

    def rate(self, service: ServiceCode, now: Moment) -> tuple[float, list[int]]:
        """How many a ms come into its line with a lead, and with which leads (ms)."""
        stream = self._streams.get(service)
        if stream is None or not stream.leads:
            return 0.0, []
        since = max(0, now - self._began) if self._began is not None else 0
        seen = MEMORY * (1.0 - math.exp(-since / MEMORY))
        rate = (self._faded(stream, now) + stream.usual * PRIOR) / (seen + PRIOR)
        return rate, list(stream.leads)

    @staticmethod
    def _faded(stream: _Stream, now: Moment) -> float:
        return stream.heat * math.exp(-max(0, now - stream.at) / MEMORY)
