"""What each counter serves, as plainly as it can be written: for the plain queue to look up.

It reads the site as an admin writes it and the entries of profiles and suspensions, and counts
heads for each condition of a help.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from shared.domain import events as e
from shared.domain.site import Counter, Help, Profile, Site

MINUTE = 60_000


class InLine(Protocol):
    """One who waits in the line of a service, for nobody in particular."""

    service: str
    counts_from: int


class PlainDuty:
    def __init__(self, site: Site) -> None:
        self._site = site
        self._given: dict[str, str | None] = {}
        self.out: set[str] = set()
        """Services that an outage keeps from being served."""

    def take(self, event: e.Event) -> None:
        match event:
            case e.ProfileChanged():
                self._given[event.counter] = event.profile
            case e.DayClosed():
                self._given.clear()
            case e.ServiceSuspended() if event.outage:
                self.out.add(event.service)
            case e.ServiceSuspended() | e.ServiceRestored():
                self.out.discard(event.service)

    def own(self, counter: str) -> set[str]:
        return {*self._of(counter).services}

    def helped(
        self, counter: str, waiting: Sequence[InLine], now: int, *, has_work: bool
    ) -> set[str]:
        """`waiting` are all who wait for a service, `has_work` whether somebody could come for
        the counter's own."""
        found: set[str] = set()
        for help_ in self._of(counter).help:
            services = self._services(help_) - self.own(counter)
            theirs = [one for one in waiting if one.service in services - self.out]
            if self._holds(help_, theirs, now) and not (help_.when_idle and has_work):
                found |= services
        return found

    def _holds(self, help_: Help, waiting: Sequence[InLine], now: int) -> bool:
        if help_.more_than is not None and len(waiting) <= help_.more_than:
            return False
        if help_.waits_longer_than is None:
            return True
        return any(now - one.counts_from > help_.waits_longer_than * MINUTE for one in waiting)

    def _of(self, counter: str) -> Counter | Profile:
        own = next(one for one in self._site.counters if one.id == counter)
        wanted = self._given.get(counter) or own.profile
        return next((one for one in self._site.profiles if one.code == wanted), own)

    def _services(self, help_: Help) -> set[str]:
        of_agency = {one.code for one in self._site.services if one.agency == help_.agency}
        return {*of_agency, *help_.services}
