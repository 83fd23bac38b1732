"""Finding a ticket without its number: about when it was taken, for what, at which kiosk."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from counter import queue
from counter.catalogue import Catalogue
from counter.information.ended import OVER
from counter.search import all_begin, found, plain
from counter.sitting.spoken import Spoken, spoken
from shared.domain.ids import Moment
from shared.protocol.typed_number import number_fits
from shared.protocol.views import TicketView

MOST = 60
"""Tickets that a list shows; whoever needs more says another word."""

_NUMBER = re.compile(r"(?:[a-z]{1,2}-?)?\d{1,4}", re.IGNORECASE)
_Kind = tuple[str, str]
"""What words can tell of a ticket: its service, and its kiosk."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody typed: a number, a time, or words about the service and the kiosk."""

    number: str
    time: Spoken
    words: str

    @property
    def nothing(self) -> bool:
        return not self.number and self.time.minute is None and not self.words


def wanted(typed: str) -> Wanted:
    """Reads it; a number may stand anywhere, with its letter or without."""
    time = spoken(typed)
    words = time.rest.split()
    number = next((one for one in words if _NUMBER.fullmatch(one)), "")
    others = [one for one in words if one != number]
    return Wanted(number, time, plain(" ".join(others)))


@dataclass(frozen=True, slots=True)
class Finder:
    """Looks through tickets, alive or over; nobody's name is known here."""

    catalogue: Catalogue

    def find(self, tickets: Iterable[TicketView], typed: str) -> list[TicketView]:
        """Those that fit, the likeliest first; all of them, the newest first, for nothing."""
        asked = wanted(typed)
        fitting = [one for one in tickets if self._number_fits(one, asked)]
        if asked.time.minute is not None:
            fitting = [one for one in fitting if self._off(one, asked) <= asked.time.slack]
        if asked.words:
            kinds = self._kinds({_kind(one) for one in fitting}, asked.words)
            fitting = [one for one in fitting if _kind(one) in kinds]
        fitting.sort(key=lambda one: queue.at(one.issued_at), reverse=True)
        if asked.time.minute is not None:
            fitting.sort(key=lambda one: self._off(one, asked))
        elif asked.number:
            fitting.sort(key=lambda one: (len(one.number), one.number))
        fitting.sort(key=lambda one: one.state in OVER and not _named(one, asked))
        return fitting[:MOST]

    def wish(self, typed: str, now: Moment) -> dict[str, Any] | None:
        """What the hub is to look for among those that are over; None while nothing is typed."""
        asked = wanted(typed)
        if asked.nothing:
            return None
        wish: dict[str, Any] = {"number": asked.number} if asked.number else {}
        if asked.time.minute is not None:
            wish |= self._span(asked.time, now)
        services = self._services(asked.words) if asked.words else []
        return wish | ({"services": services} if services else {})

    def _span(self, time: Spoken, now: Moment) -> dict[str, str]:
        """Today, so many minutes around it; the last minute is a whole one."""
        assert time.minute is not None
        today = dt.datetime.fromtimestamp(now / 1000, self._zone)
        midnight = today.replace(hour=0, minute=0, second=0, microsecond=0)
        first = midnight + dt.timedelta(minutes=time.minute - time.slack)
        last = midnight + dt.timedelta(minutes=time.minute + time.slack + 1)
        last -= dt.timedelta(milliseconds=1)
        return {"from": first.isoformat(), "to": last.isoformat()}

    def _services(self, words: str) -> list[str]:
        """Those that words mean; none where they mean a kiosk."""
        kinds = self._kinds({(code, "") for code in self.catalogue.services}, words, near=False)
        return sorted(code for code, _ in kinds)

    def _number_fits(self, ticket: TicketView, asked: Wanted) -> bool:
        return not asked.number or number_fits(ticket.number, asked.number)

    def _off(self, ticket: TicketView, asked: Wanted) -> int:
        """Minutes between when it was taken and the time that was named."""
        assert asked.time.minute is not None
        return abs(self.minute_of(ticket) - asked.time.minute)

    def minute_of(self, ticket: TicketView) -> int:
        """When it was taken, in minutes since the site's midnight."""
        local = dt.datetime.fromtimestamp(queue.at(ticket.issued_at) / 1000, self._zone)
        return local.hour * 60 + local.minute

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.catalogue.site.timezone)

    def _kinds(self, kinds: set[_Kind], words: str, *, near: bool = True) -> set[_Kind]:
        """The services and kiosks that words mean; where none is meant exactly, the nearest."""
        each = words.split()
        exact = {kind for kind in kinds if all_begin(self._text(kind), each)}
        return exact or (set(found(sorted(kinds), words, self._names)) if near else set())

    def _text(self, kind: _Kind) -> str:
        """All its names, plain; put together once, for every letter typed looks through them."""
        known = self.catalogue.looked_through
        if kind not in known:
            known[kind] = plain(" ".join(self._names(kind)))
        return known[kind]

    def _names(self, kind: _Kind) -> Iterable[str]:
        service, kiosk = kind
        name = self.catalogue.service(service)
        known = self.catalogue.services.get(service)
        more = (*known.aliases, *known.name.values(), *known.plain.values()) if known else ()
        zone = self.catalogue.zone(str(known.zone)) if known else ""
        return (name.plain, name.full, name.agency, *more, zone, self.kiosk(kiosk))

    def kiosk(self, device: str) -> str:
        """What a kiosk is called; its id where the site does not list it."""
        kiosks = self.catalogue.site.kiosks
        return next((one.name for one in kiosks if str(one.id) == device), device)


def _named(ticket: TicketView, asked: Wanted) -> bool:
    """Whether all of its number was said: then it is meant, over or not."""
    return bool(asked.number) and plain(ticket.number) == plain(asked.number)


def _kind(ticket: TicketView) -> _Kind:
    return ticket.service, ticket.kiosk
