"""Finding a ticket without its number: about when it was taken, for what, at which kiosk."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from counter import queue
from counter.catalogue import Catalogue
from counter.search import found, number_fits, plain
from counter.sitting.spoken import Spoken, spoken
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
    """Looks through the tickets that are still alive; nobody's name is known here."""

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
        return fitting[:MOST]

    def _number_fits(self, ticket: TicketView, asked: Wanted) -> bool:
        return not asked.number or number_fits(ticket.number, asked.number)

    def _off(self, ticket: TicketView, asked: Wanted) -> int:
        """Minutes between when it was taken and the time that was named."""
        assert asked.time.minute is not None
        return abs(self.minute_of(ticket) - asked.time.minute)

    def minute_of(self, ticket: TicketView) -> int:
        """When it was taken, in minutes since the site's midnight."""
        zone = ZoneInfo(self.catalogue.site.timezone)
        local = dt.datetime.fromtimestamp(queue.at(ticket.issued_at) / 1000, zone)
        return local.hour * 60 + local.minute

    def _kinds(self, kinds: set[_Kind], words: str) -> set[_Kind]:
        """The services and kiosks that words mean; where none is meant exactly, the nearest."""
        each = [(kind, plain(" ".join(self._names(kind))).split()) for kind in sorted(kinds)]
        exact = {
            kind
            for kind, names in each
            if all(any(name.startswith(word) for name in names) for word in words.split())
        }
        return exact or set(found(sorted(kinds), words, self._names))

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


def _kind(ticket: TicketView) -> _Kind:
    return ticket.service, ticket.kiosk
