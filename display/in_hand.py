"""Which calls this display has in hand already when the voice is lent to it anew.

A lease ends with the line, but what was granted is spoken all the same. When the line is back the
hub, which has not heard of that yet, lends the voice for the same calls again; saying them twice
would confuse a hall.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from display.voice.grant import Grant

KEPT = 300
"""Calls whose having been spoken is remembered; the hub asks again for some of a minute at most."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A lease whose calls were in hand already; `reason`: why not all of them were said."""

    lease: str
    calls: tuple[str, ...]
    reason: str = ""


class InHand:
    """The calls that wait here, are being spoken, or have been."""

    def __init__(self) -> None:
        self._spoken: dict[str, None] = {}
        self._waiting: dict[str, str] = {}
        """Calls, and the lease under which they will be spoken."""
        self._echoes: dict[str, tuple[str, ...]] = {}
        """Leases all of whose calls are in hand under another one."""
        self._reasons: dict[str, str] = {}
        """Why calls of an echo were not spoken."""

    @property
    def silent(self) -> bool:
        """Nothing waits to be spoken, or is."""
        return not self._waiting

    def take(self, grant: Grant) -> Grant | None:
        """What of a grant is new here, to be spoken; None where nothing is."""
        new = [item for item in grant.items if not self._has(item)]
        if not new:
            self._echoes[grant.lease] = grant.items
            return None
        self._waiting.update((item, grant.lease) for item in new)
        calls = tuple(one for one in grant.calls if one.call in new)
        return msgspec.structs.replace(grant, calls=calls)

    def spoken(self, calls: Iterable[str]) -> None:
        for call in calls:
            self._waiting.pop(call, None)
            self._spoken[call] = None
        for oldest in list(self._spoken)[:-KEPT]:
            del self._spoken[oldest]

    def ended(self, lease: str, reason: str = "") -> None:
        """A lease is over; what was not spoken under it may be granted, and spoken, again."""
        for call in [call for call, under in self._waiting.items() if under == lease]:
            del self._waiting[call]
            self._reasons[call] = reason

    def behind(self, lease: str) -> set[str]:
        """The leases under which the calls of this one are spoken: mostly itself."""
        echo = self._echoes.pop(lease, ())
        return {self._waiting[call] for call in echo if call in self._waiting} | {lease}

    def settled(self) -> list[Settled]:
        """Echoes all of whose calls have been spoken meanwhile, or failed; each is told once."""
        done = {
            lease: calls
            for lease, calls in self._echoes.items()
            if not any(call in self._waiting for call in calls)
        }
        for lease in done:
            del self._echoes[lease]
        told = [self._settled(lease, calls) for lease, calls in done.items()]
        if not self._echoes:
            self._reasons.clear()
        return told

    def _settled(self, lease: str, calls: tuple[str, ...]) -> Settled:
        said = tuple(call for call in calls if call in self._spoken)
        failed = [self._reasons.get(call, "") for call in calls if call not in self._spoken]
        return Settled(lease, said, (failed[0] or "unknown") if failed else "")

    def _has(self, call: str) -> bool:
        return call in self._spoken or call in self._waiting
