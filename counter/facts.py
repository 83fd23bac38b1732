"""What is known of the hall at one moment, without a word about where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shared.domain.site import Site
from shared.protocol.views import (
    CounterView,
    DeviceTrouble,
    ServiceStatus,
    TicketView,
    ZonePresence,
)


class Contact(StrEnum):
    """Whether the hub is there."""

    SEARCHING = "searching"
    """Never met since this program started."""
    CHOOSING = "choosing"
    """Several hubs, and none is ours yet."""
    REFUSED = "refused"
    """The hub will not have this terminal; `Facts.refusal` says why."""
    LIVE = "live"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class HubChoice:
    """One of several hubs on the network."""

    id: str
    site: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a counter may know. Tickets are those that are still alive."""

    contact: Contact = Contact.SEARCHING
    refusal: str = ""
    hubs: tuple[HubChoice, ...] = ()
    site: Site | None = None
    tickets: Mapping[str, TicketView] = field(default_factory=dict)
    counters: Mapping[str, CounterView] = field(default_factory=dict)
    services: Mapping[str, ServiceStatus] = field(default_factory=dict)
    zones: Mapping[str, ZonePresence] = field(default_factory=dict)
    troubles: tuple[DeviceTrouble, ...] = ()
    """What is wrong with the hall's kiosks, TVs and the hub's machine."""

    @property
    def live(self) -> bool:
        """Whether the hub answers."""
        return self.contact is Contact.LIVE
