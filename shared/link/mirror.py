"""An app's own copy of what its role may see of the hall."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from shared.domain.ids import Moment
from shared.domain.site import Site
from shared.domain.states import TicketState
from shared.link.line import Line
from shared.protocol.messages import Change, Snapshot, Welcome
from shared.protocol.moments import moment_of
from shared.protocol.site_file import SiteError, kept_site
from shared.protocol.views import (
    CallView,
    CounterView,
    DeviceTrouble,
    DeviceView,
    MediumView,
    ServiceStatus,
    TicketView,
    ZonePresence,
)

log = logging.getLogger(__name__)

FINAL_STATES = frozenset({"done", "cancelled", "unserved"})
"""States a ticket never leaves."""

CALL_OVER = "over"


class Mirror(QObject):
    """The hall as its line tells it; only read by the app, only written by the line.

    Each signal names one thing that changed, after the copy has changed. A thing that has just
    ended is still in the copy while its signal is told, and gone after it. `reset` says that
    everything may be different: read it all.
    """

    ticketChanged = Signal(str)
    counterChanged = Signal(str)
    callChanged = Signal(object, bool)
    """CallView, and whether it was learnt on resumption."""
    serviceChanged = Signal(str)
    zoneChanged = Signal(str)
    troublesChanged = Signal()
    siteChanged = Signal()
    dayChanged = Signal()
    mediaChanged = Signal()
    """The files for the playlist of TVs."""
    deviceChanged = Signal()
    """This app's own entry: zones, volume, mute."""
    reset = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.site: Site | None = None
        """None until the first welcome."""
        self.site_version = 0
        self.date = ""
        """The business date, ``YYYY-MM-DD``."""
        self.device: DeviceView | None = None
        self.tickets: dict[str, TicketView] = {}
        self.counters: dict[str, CounterView] = {}
        self.calls: dict[str, CallView] = {}
        """The latest call of each ticket, until it is over; keys are tickets' ids."""
        self.services: dict[str, ServiceStatus] = {}
        self.popular: list[str] = []
        """Services by how much they are asked for, for a kiosk; none: as the site says."""
        self.open_counters: dict[str, int] | None = None
        """By zone, for a kiosk; None until it was told."""
        self.zones: dict[str, ZonePresence] = {}
        self.media: tuple[MediumView, ...] = ()
        """The files for the playlist; told to displays."""
        self._waits: dict[str, tuple[str, str]] = {}
        self.troubles: tuple[DeviceTrouble, ...] = ()
        """What is wrong with the hall's devices; told to counters."""

    def follow(self, line: Line) -> None:
        """Copy what this line tells from now on."""
        line.welcomed.connect(self.welcome)
        line.changed.connect(self.change)
        line.servicesChanged.connect(self.take_services)
        line.popularChanged.connect(self.take_popular)
        line.openCountersChanged.connect(self.take_open_counters)
        line.helpsChanged.connect(self.take_helps)
        line.waitsChanged.connect(self.take_waits)
        line.presenceChanged.connect(self.take_zones)
        line.troublesChanged.connect(self.take_troubles)

    @Slot(object)
    def welcome(self, welcome: Welcome) -> None:
        self._take_device(welcome.device)
        if welcome.snapshot is not None:
            self._replace(welcome.snapshot)

    @Slot(object, bool)
    def change(self, change: Change, late: bool = False) -> None:
        """Take in one entry; `late`: learnt on resumption."""
        if change.date is not None:
            self._begin_day(change.date, change.tickets)
        if change.device is not None and self.device and change.device.id == self.device.id:
            self._take_device(change.device)
        if change.media is not None:
            self.media = tuple(change.media)
            self.mediaChanged.emit()
        for ticket in change.tickets:
            self._take_ticket(ticket)
        for counter in change.counters:
            self.counters[counter.id] = counter
            self.counterChanged.emit(counter.id)
        for call in change.calls:
            self._take_call(call, late)
        if change.date is not None:
            self.dayChanged.emit()

    @Slot(object)
    def take_services(self, services: list[ServiceStatus]) -> None:
        for service in services:
            self.services[service.code] = service
            self.serviceChanged.emit(service.code)

    @Slot(object)
    def take_popular(self, services: list[str]) -> None:
        if services != self.popular:
            self.popular = services
            self.reset.emit()

    @Slot(object)
    def take_open_counters(self, by_zone: dict[str, int]) -> None:
        self.open_counters = by_zone

    @Slot(object)
    def take_helps(self, helps: dict[str, list[str]]) -> None:
        for counter, services in helps.items():
            known = self.counters.get(counter)
            if known is not None:
                self.counters[counter] = msgspec.structs.replace(known, helps=services)
                self.counterChanged.emit(counter)

    @Slot(object)
    def take_waits(self, waits: dict[str, tuple[str, str]]) -> None:
        """These go beside the journal: a ticket that is told anew keeps what is known of it."""
        for named, span in waits.items():
            self._waits[named] = span
            known = self.tickets.get(named)
            if known is not None:
                self.tickets[named] = self._with_wait(known)
                self.ticketChanged.emit(named)

    def _with_wait(self, ticket: TicketView) -> TicketView:
        span = self._waits.get(ticket.id)
        if span is None or ticket.state != TicketState.WAITING:
            self._waits.pop(ticket.id, None)
            return ticket
        return msgspec.structs.replace(ticket, expected_at=span[0], latest_at=span[1])

    @Slot(object)
    def take_zones(self, zones: list[ZonePresence]) -> None:
        for zone in zones:
            self.zones[zone.zone] = zone
            self.zoneChanged.emit(zone.zone)

    @Slot(object)
    def take_troubles(self, troubles: list[DeviceTrouble]) -> None:
        if tuple(troubles) != self.troubles:
            self.troubles = tuple(troubles)
            self.troublesChanged.emit()

    def _replace(self, snapshot: Snapshot) -> None:
        new_site = self._take_site(snapshot)
        new_day, self.date = snapshot.date != self.date, snapshot.date
        self._waits.clear()
        self.tickets = {ticket.id: ticket for ticket in snapshot.tickets}
        self.counters = {counter.id: counter for counter in snapshot.counters}
        self.calls = {call.ticket: call for call in snapshot.calls}
        self.services = {service.code: service for service in snapshot.services}
        self.zones = {zone.zone: zone for zone in snapshot.zones}
        self.media = tuple(snapshot.media)
        self.popular = snapshot.popular
        if new_site:
            self.siteChanged.emit()
        if new_day:
            self.dayChanged.emit()
        self.reset.emit()

    def _take_site(self, snapshot: Snapshot) -> bool:
        """Read the site; whether it is a new one. One that cannot be read leaves the old one."""
        if self.site is not None and snapshot.site_version == self.site_version:
            return False
        try:
            self.site = kept_site(snapshot.site)
        except SiteError as error:
            log.error("the hub's site cannot be read, the one before stays: %s", error)
            return False
        self.site_version = snapshot.site_version
        return True

    def _take_device(self, device: DeviceView) -> None:
        if device != self.device:
            self.device = device
            self.deviceChanged.emit()

    def _take_ticket(self, ticket: TicketView) -> None:
        self.tickets[ticket.id] = self._with_wait(ticket)
        self.ticketChanged.emit(ticket.id)
        if ticket.state in FINAL_STATES:
            self.tickets.pop(ticket.id, None)

    def _take_call(self, call: CallView, late: bool) -> None:
        self.calls[call.ticket] = call
        self.callChanged.emit(call, late)
        if call.state == CALL_OVER:
            self.calls.pop(call.ticket, None)

    def forget_missed(self, before: Moment) -> None:
        """Drops what was missed before a moment: no screen shows it any more, and a zone's day has
        hundreds of them."""
        missed = [call for call in self.calls.values() if call.missed_at]
        for call in missed:
            if call.state == TicketState.NO_SHOW and moment_of(call.missed_at) < before:
                del self.calls[call.ticket]

    def _begin_day(self, date: str, carried: Iterable[TicketView]) -> None:
        """Forget yesterday's tickets and calls, but for those that are sent again."""
        self.date = date
        alive = {ticket.id for ticket in carried}
        self.tickets = {key: ticket for key, ticket in self.tickets.items() if key in alive}
        self.calls = {key: call for key, call in self.calls.items() if key in alive}
