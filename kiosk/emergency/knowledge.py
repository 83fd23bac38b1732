"""The hall as a kiosk knows it without its hub: what the hub told last, over restarts."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

import msgspec

from kiosk.emergency.notebook import Notebook
from shared.domain.ids import SECOND, Moment
from shared.domain.site import Series, Service, Site
from shared.protocol.machine import boot_id, elapsed_ms
from shared.protocol.site_file import SiteError, kept_site
from shared.protocol.views import ServiceStatus

log = logging.getLogger(__name__)

CLOCK_SLACK = 2 * SECOND


class KnownHall(msgspec.Struct, frozen=True):
    """The hall's document, and whether it keeps its hours."""

    site: dict[str, Any]
    always_open: bool = False
    popular: list[str] = []
    """Services by how much they are asked for."""


class KnownServices(msgspec.Struct, frozen=True):
    """How the services stood when the hub was heard last, on which day."""

    date: str
    services: list[ServiceStatus]


class KnownClock(msgspec.Struct, frozen=True):
    """The hub's time less `elapsed_ms`, which no one can set, in one boot of this machine."""

    boot: str
    offset: int


class Knowledge:
    """Each part is noted where it differs from what the notebook has."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._hall = notebook.recall("hall", KnownHall)
        self._services = notebook.recall("services", KnownServices)
        self._clock = notebook.recall("clock", KnownClock)
        self._told: dict[str, ServiceStatus] = {}
        self.site: Site | None = None
        self.services: dict[str, Service] = {}
        self.series: dict[str, Series] = {}
        self._read_hall()
        self._read_services()

    @property
    def always_open(self) -> bool:
        """The hub ignores the hours: for demos and tests."""
        return self._hall is not None and self._hall.always_open

    def told(self, service: str, date: str) -> ServiceStatus | None:
        """What the hub said last of a service, if that was on this day."""
        if self._services is None or self._services.date != date:
            return None
        return self._told.get(service)

    def hub_now(self) -> Moment | None:
        """The hub's time; None where this machine was off since it was heard."""
        if self._clock is None or self._clock.boot != boot_id():
            return None
        return Moment(elapsed_ms() + self._clock.offset)

    @property
    def popular(self) -> list[str]:
        """The order of the tiles as the hub decided it last."""
        return self._hall.popular if self._hall is not None else []

    def take_popular(self, popular: list[str]) -> None:
        if self._hall is not None and popular != self._hall.popular:
            self._hall = msgspec.structs.replace(self._hall, popular=popular)
            self._notebook.note("hall", self._hall)

    def take_hall(
        self, document: dict[str, Any], *, always_open: bool, popular: list[str] | None = None
    ) -> None:
        hall = KnownHall(document, always_open, popular or [])
        if hall != self._hall:
            self._hall = hall
            self._notebook.note("hall", hall)
            self._read_hall()

    def take_services(self, date: str, statuses: Iterable[ServiceStatus]) -> None:
        known = KnownServices(date, list(statuses))
        if known != self._services:
            self._services = known
            self._notebook.note("services", known)
            self._read_services()

    def take_clock(self, now: Moment) -> None:
        offset = now - elapsed_ms()
        known = self._clock
        if known is None or known.boot != boot_id() or abs(known.offset - offset) > CLOCK_SLACK:
            self._clock = KnownClock(boot_id(), offset)
            self._notebook.note("clock", self._clock)

    def _read_services(self) -> None:
        if self._services is not None:
            self._told = {one.code: one for one in self._services.services}

    def _read_hall(self) -> None:
        if self._hall is None:
            return
        try:
            self.site = kept_site(self._hall.site)
        except SiteError as error:
            log.error("the site that was noted cannot be read: %s", error)
            return
        self.services = {one.code: one for one in self.site.services}
        self.series = {one.code: one for one in self.site.series}
