"""What is known of the hall at one moment, without a word about where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from display.calls import HallCall
from shared.domain.ids import Moment
from shared.domain.site import Site
from shared.link.choice import HubOffer
from shared.protocol.views import CounterView, DeviceView, MediumView


class Contact(StrEnum):
    """Whether the hub is there."""

    SEARCHING = "searching"
    """Never met since this program started."""
    CHOOSING = "choosing"
    """Several hubs, and none is ours yet."""
    LIVE = "live"
    AWAY = "away"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """An announcement that stands in some zones."""

    id: str
    zones: frozenset[str]
    text: str
    english: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that is known of the hall at one moment."""

    contact: Contact = Contact.SEARCHING
    away_since: Moment | None = None
    refusal: str = ""
    """Why the hub will not have this display, in its own words."""
    hubs: tuple[HubOffer, ...] = ()
    """Of which a person must say which one is ours."""
    hub_tried: str = ""
    """The site whose hub was chosen and is not ours after all."""
    site: Site | None = None
    device: DeviceView | None = None
    calls: tuple[HallCall, ...] = ()
    waiting: dict[str, int] = field(default_factory=dict)
    """People in line per service."""
    open_services: frozenset[str] = frozenset()
    voices: dict[str, int] = field(default_factory=dict)
    """Living voices per zone."""
    expected: dict[str, int] = field(default_factory=dict)
    """Minutes until the call of a ticket taken now, per service for which that can be said."""
    media: tuple[MediumView, ...] = ()
    """The hub's files for the playlist."""
    announced: tuple[Words, ...] = ()
    """The oldest first."""
    counters: dict[str, CounterView] = field(default_factory=dict)
    """Whether each works now; none with a hub that does not tell."""
    stands_in: tuple[str, ...] = ()
    """Zones without a TV whose calls this one shows meanwhile."""


@dataclass(frozen=True, slots=True)
class CallRef:
    """One call of one ticket, as reports name it."""

    ticket: str
    call: int
