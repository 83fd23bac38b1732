"""What stands where on the TV: the call in the panel, the rows of the list, the missed numbers.

Pure: `now` is the hub's time, calls come in whole (`take`), and `picture` says what to draw and
until when that holds. A call is *new* from when it is first seen until it was shown for a while
and spoken; one that was made more than a minute ago never looks new, whatever the line did.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from display.calls import CallState, HallCall, Seen
from display.panel import Panel
from display.rotation import Turns
from display.timing import HOLD, NEW_LIMIT, PULSE_HALF, PULSES
from shared.domain.ids import MINUTE, Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A call as drawn."""

    call: HallCall
    new: bool
    """The inverted block with its bar and sign."""
    lit: bool
    """Inverted at this moment: while new, but for the gaps between its pulses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All that the calls put on the screen, good until `until` (None: until something happens)."""

    panel: Shown | None
    rows: tuple[Shown, ...]
    more: int
    """Unanswered calls that wait for their turn in the list."""
    missed: tuple[str, ...]
    """Numbers, the latest first."""
    until: Moment | None


class Board:
    """The calls of one TV."""

    def __init__(self, rows: int, missed_minutes: int = 30) -> None:
        self.rows = rows
        self.missed_minutes = missed_minutes
        self.voice_alive = True
        """Whether anybody speaks the calls of this hall: a new call then waits to be spoken."""
        self._seen: dict[str, Seen] = {}
        self._turns = Turns()
        self._panel = Panel()

    def take(self, calls: Iterable[HallCall], now: Moment) -> None:
        """All calls there are, as they are now; what is not among them is gone."""
        latest = {call.ticket: self._notice(call, now) for call in calls}
        self._seen = latest

    def speak(self, ticket: str | None) -> None:
        """The voice is at this ticket's call now; None: it is silent."""
        self._panel.speaking = ticket

    def picture(self, now: Moment) -> Picture:
        """What to draw at a moment. Time may only go on from one picture to the next."""
        waiting = sorted(
            (seen for seen in self._seen.values() if seen.unanswered),
            key=lambda seen: (seen.call.at, seen.since, seen.call.ticket),
            reverse=True,
        )
        panel = self._panel.choose(self._seen, now, voice_alive=self.voice_alive)
        rows = self._rows(waiting, now)
        return Picture(
            panel=self._shown(panel, now) if panel else None,
            rows=tuple(self._shown(seen, now) for seen in rows),
            more=len(waiting) - len(rows),
            missed=self._missed(now),
            until=self._until(now),
        )

    def is_new(self, seen: Seen, now: Moment) -> bool:
        """Whether a call looks new: a while at least, then until it is spoken."""
        if not (seen.fresh and seen.unanswered) or now >= seen.since + NEW_LIMIT:
            return False
        unspoken = self.voice_alive and not seen.call.spoken
        return unspoken or now < seen.since + HOLD

    def _notice(self, call: HallCall, now: Moment) -> Seen:
        known = self._seen.get(call.ticket)
        if known is None or call.call > known.call.call:
            fresh = call.state is CallState.CALLED and abs(now - call.at) < NEW_LIMIT
            known = Seen(call=call, since=now, fresh=fresh and not call.spoken)
        return replace(known, call=call, missed=self._missed_since(known, call, now))

    @staticmethod
    def _missed_since(known: Seen, call: HallCall, now: Moment) -> Moment | None:
        """As the hub says; else when it was seen, or for one learnt as missed, when called."""
        if call.state is not CallState.NO_SHOW:
            return None
        if call.missed is not None:
            return call.missed
        if known.missed is not None:
            return known.missed
        return now if known.unanswered else call.at

    def _rows(self, waiting: list[Seen], now: Moment) -> list[Seen]:
        """The newest first; with too many, the just called stay and the others take turns."""
        if len(waiting) <= self.rows:
            self._turns.rest()
            return waiting
        pinned = [seen for seen in waiting if seen.fresh and now < seen.since + HOLD]
        pinned = pinned[: self.rows - 1]
        names = {seen.call.ticket for seen in pinned}
        others = [seen.call.ticket for seen in waiting if seen.call.ticket not in names]
        turn = set(self._turns.take(others, self.rows - len(pinned), now))
        return [seen for seen in waiting if seen.call.ticket in names | turn]

    def _shown(self, seen: Seen, now: Moment) -> Shown:
        new = self.is_new(seen, now)
        return Shown(call=seen.call, new=new, lit=new and not self._is_dark(seen, now))

    @staticmethod
    def _is_dark(seen: Seen, now: Moment) -> bool:
        """In one of its gaps. They are the second halves of whole seconds, for all calls and all
        TVs alike: six blocks that turned over each in its own time would flicker at 6 Hz."""
        half = now - now % PULSE_HALF
        since_first = half - seen.since - PULSE_HALF
        return half % (2 * PULSE_HALF) != 0 and 0 <= since_first < 2 * PULSES * PULSE_HALF

    def _missed(self, now: Moment) -> tuple[str, ...]:
        limit = self.missed_minutes * MINUTE
        missed = [
            (seen.missed, seen.call.number)
            for seen in self._seen.values()
            if seen.missed is not None and now < seen.missed + limit
        ]
        return tuple(number for _, number in sorted(missed, reverse=True))

    def _until(self, now: Moment) -> Moment | None:
        """The next moment at which time alone changes the picture."""
        edges = [self._turns.ends, *self._panel.edges]
        for seen in self._seen.values():
            edges += self._edges(seen)
        return min((edge for edge in edges if edge is not None and edge > now), default=None)

    def _edges(self, seen: Seen) -> list[Moment]:
        if seen.missed is not None:
            return [Moment(seen.missed + self.missed_minutes * MINUTE)]
        if not (seen.fresh and seen.unanswered):
            return []
        half = seen.since - seen.since % PULSE_HALF
        pulses = [half + PULSE_HALF * beat for beat in range(1, 2 * PULSES + 3)]
        return [Moment(edge) for edge in (*pulses, seen.since + HOLD, seen.since + NEW_LIMIT)]
