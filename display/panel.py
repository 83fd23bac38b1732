"""Which call stands in the large panel: it follows the voice, and hurries nobody away."""

from __future__ import annotations

from collections.abc import Mapping

from display.calls import Seen
from display.timing import HOLD, HOLD_LIMIT, HURRIED_HOLD, HURRY_FROM, PANEL_LIMIT
from shared.domain.ids import Moment


class Panel:
    """One call at a time. A call stands at least `HOLD`, and until it was spoken; where several
    wait, the voice decides who stands there, and where nobody speaks they go in order."""

    def __init__(self) -> None:
        self.speaking: str | None = None
        self.edges: list[Moment] = []
        """When time alone may change the choice."""
        self._at: tuple[str, int] | None = None
        self._since = Moment(0)
        self._had: set[tuple[str, int]] = set()

    def choose(self, calls: Mapping[str, Seen], now: Moment, *, voice_alive: bool) -> Seen | None:
        """The call for the panel at a moment; None: the idle state."""
        self._forget(calls)
        queue = self._follow_voice(self._queue(calls))
        spoken_now = calls.get(self.speaking or "")
        if spoken_now is not None and spoken_now.unanswered:
            self._show(spoken_now, now)
        elif queue and not self._holds(calls, now, queue, voice_alive):
            self._show(queue[0], now)
        elif self._is_stale(calls, now):
            self._rest(calls, now)
        chosen = calls[self._at[0]] if self._at else None
        self._mark_edges(chosen)
        return chosen

    def _forget(self, calls: Mapping[str, Seen]) -> None:
        present = {_key(seen) for seen in calls.values()}
        self._had &= present
        if self._at is not None and self._at not in present:
            self._at = None

    def _queue(self, calls: Mapping[str, Seen]) -> list[Seen]:
        """New calls that never stood in the panel, the oldest first."""
        waiting = [
            seen
            for seen in calls.values()
            if seen.fresh and seen.unanswered and _key(seen) not in self._had
        ]
        return sorted(waiting, key=lambda seen: (seen.since, seen.call.at, seen.call.ticket))

    def _follow_voice(self, queue: list[Seen]) -> list[Seen]:
        """Another TV may be the one that speaks: what its voice has passed by is not caught up."""
        spoken = [place for place, seen in enumerate(queue) if seen.call.spoken]
        passed = queue[: spoken[-1]] if spoken else []
        self._had |= {_key(seen) for seen in passed}
        return queue[len(passed) :]

    def _holds(
        self, calls: Mapping[str, Seen], now: Moment, queue: list[Seen], voice_alive: bool
    ) -> bool:
        """Whether the present call may not yet be replaced by the next in the queue."""
        if self._at is None:
            return False
        seen = calls[self._at[0]]
        if not (seen.fresh and seen.unanswered):
            return False
        if queue[0].call.spoken:
            return now < self._since + HURRIED_HOLD
        if not voice_alive:
            return now < self._since + (HURRIED_HOLD if len(queue) >= HURRY_FROM else HOLD)
        if not seen.call.spoken:
            return now < self._since + HOLD_LIMIT
        return now < self._since + HOLD

    def _is_stale(self, calls: Mapping[str, Seen], now: Moment) -> bool:
        if self._at is None:
            return True
        seen = calls[self._at[0]]
        if not seen.unanswered:
            return now >= self._since + HOLD
        return now >= self._limit(seen)

    def _rest(self, calls: Mapping[str, Seen], now: Moment) -> None:
        """Nothing new: the latest unanswered call, unless it is too long ago."""
        candidates = [
            seen for seen in calls.values() if seen.unanswered and now < self._limit(seen)
        ]
        self._at = None
        if candidates:
            self._show(max(candidates, key=lambda seen: (seen.call.at, seen.since)), now)

    def _show(self, seen: Seen, now: Moment) -> None:
        self._had.add(_key(seen))
        if self._at != _key(seen):
            self._at, self._since = _key(seen), now

    @staticmethod
    def _limit(seen: Seen) -> Moment:
        return Moment(seen.call.at + PANEL_LIMIT)

    def _mark_edges(self, chosen: Seen | None) -> None:
        self.edges = []
        if chosen is not None:
            holds = (HURRIED_HOLD, HOLD, HOLD_LIMIT)
            self.edges = [Moment(self._since + hold) for hold in holds]
            self.edges.append(self._limit(chosen))


def _key(seen: Seen) -> tuple[str, int]:
    return seen.call.ticket, seen.call.call
