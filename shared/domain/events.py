"""What has happened in the hall: events, in the past tense. State is what they say, no more.

The body of a journal entry is the JSON of one event's fields; `EVENTS` gives the class for the
entry's type. A change to a field's meaning needs a new `version` of the entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from shared.domain.ids import (
    AssistCode,
    CommandId,
    CounterId,
    DeviceId,
    GroupCode,
    Moment,
    NoteId,
    OfficerId,
    ProfileCode,
    RecordId,
    SeriesCode,
    ServiceCode,
    TicketId,
    VisitId,
    ZoneCode,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The base of all events."""


class Recorded(NamedTuple):
    """An event with its place in the journal."""

    seq: int
    at: Moment
    event: Event
    actor: str = ""
    sender: str = ""
    command: CommandId | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLoaded(Event):
    version: int
    site: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClosed(Event):
    """The day is over; `unserved` are the tickets that it ends."""

    date: str
    reason: str
    unserved: tuple[TicketId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOpened(Event):
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried(Event):
    """Everything that outlives a day, so that a replay may begin here."""

    site_version: int
    site: dict[str, Any]
    counters: tuple[dict[str, Any], ...]
    devices: tuple[dict[str, Any], ...]
    suspended: tuple[dict[str, Any], ...]
    tickets: tuple[dict[str, Any], ...]
    grants: tuple[dict[str, Any], ...] = ()
    resting: tuple[dict[str, Any], ...] = ()
    handed: Mapping[TicketId, str] = field(default_factory=dict)
    media: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketIssued(Event):
    ticket: TicketId
    number: str
    ordinal: int
    """The number within its series and day."""
    series: SeriesCode
    service: ServiceCode
    visit: VisitId
    place: Moment
    """Arrival less the head start."""
    ahead: int
    """People before it when it was issued."""
    group: GroupCode | None = None
    head_start: int = 0
    """ms"""
    language: str = "id"
    people: int = 1
    assist: tuple[AssistCode, ...] = ()
    kiosk: DeviceId | None = None
    arrival: Moment | None = None
    """When its visitor came, where that was before this entry."""
    emergency: bool = False
    """A kiosk gave the number while the hub was away."""
    entered: bool = False
    """An officer typed the number of such a paper."""
    date: str = ""
    """The business date on its paper, where that is over: it is unserved, and never waits."""
    ghost: CommandId | None = None
    """The kiosk's command in whose place it stands: that one is not carried out any more."""
    promise: tuple[int, int, int] | None = None
    """ms from here until the call, as its visitor was told: early, expected and late. Four of
    five should be called within."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketEvent(Event):
    """Something that happened to one ticket."""

    ticket: TicketId


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPrinted(TicketEvent):
    reprint: bool
    device: DeviceId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintFailed(TicketEvent):
    reason: str
    half: bool
    reprint: bool = False
    device: DeviceId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReprintRequested(TicketEvent):
    kiosk: DeviceId | None = None
    """The one that is to print it; None: the desk does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCancelled(TicketEvent):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketMerged(TicketEvent):
    """The paper of a number that an officer had entered has come in: both ids are one ticket.

    The fields are the ticket's from now on.
    """

    alias: TicketId
    """The id on the paper."""
    arrival: Moment
    place: Moment
    group: GroupCode | None = None
    head_start: int = 0
    language: str = "id"
    people: int = 1
    assist: tuple[AssistCode, ...] = ()
    visit: VisitId
    ghost: CommandId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersGranted(Event):
    """The emergency numbers that a kiosk holds from now on, by series, as ordinals."""

    kiosk: DeviceId
    ranges: Mapping[SeriesCode, tuple[int, int]]
    adopted: bool = False
    """The kiosk held some of them before this hub knew: it was restored."""
    resting: Mapping[SeriesCode, tuple[int, int]] = field(default_factory=dict)
    """What it held besides and must not go on with: it stays out of use until the next day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersSkipped(Event):
    """A kiosk has printed normal numbers that this hub does not know, or (no kiosk) others may be
    on paper: it goes on beyond them."""

    series: SeriesCode
    beyond: int
    kiosk: DeviceId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRejoined(TicketEvent):
    """Back in the line; when the grace had passed, `place` is new and no head start counts."""

    place: Moment
    kept: bool
    behind: str = ""
    """The number behind which it was taken back, where the site says so many places."""
    reason: str = ""
    """``visitor``: its visitor asked; else an officer's. Empty in journals of before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityChanged(TicketEvent):
    group: GroupCode | None
    head_start: int
    place: Moment
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Why this ticket: by the rule with what it won by, or by a person with a reason."""

    by_rule: bool
    waited: int
    """ms since its arrival, or since its return after a missed call"""
    head_start: int
    """ms"""
    reason: str = ""
    runner_up: str = ""
    """The number that would have been next."""
    runner_up_score: int = 0
    """ms: its waiting time and head start together"""
    passed_over: tuple[str, ...] = ()
    """Numbers with an earlier place whose visitor was at another desk."""
    helped: tuple[ServiceCode, ...] = ()
    """Services beside its own that the counter served then, where somebody waited for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCalled(TicketEvent):
    counter: CounterId
    call: int
    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRecalled(TicketEvent):
    counter: CounterId
    call: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallShown(TicketEvent):
    call: int
    display: DeviceId


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSpoken(TicketEvent):
    call: int
    display: DeviceId


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceStarted(TicketEvent):
    counter: CounterId
    estimated: bool = False
    """Start was not pressed: it is taken to have begun a while after the last call."""
    started_at: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFinished(TicketEvent):
    counter: CounterId
    result: str = ""
    """What came of it, from the service's list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitContinued(TicketEvent):
    """One errand is done, and the ticket goes on to the next with its number and place."""

    counter: CounterId
    service: ServiceCode
    """The next one."""
    result: str = ""
    """Of the one before."""
    here: bool = False
    """At the same desk, at once; else it waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketReturned(TicketEvent):
    """Done where it was sent, and back to who sent it: it waits, keeping its place."""

    counter: CounterId
    service: ServiceCode
    to_officer: OfficerId | None = None
    """None: that officer has gone, and it waits for the service."""
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketMissed(TicketEvent):
    counter: CounterId
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketHeld(TicketEvent):
    counter: CounterId
    reason: str = ""
    until: Moment | None = None
    """When it waits again by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketResumed(TicketEvent):
    counter: CounterId
    due: bool = False
    """Its time was over, and nobody had resumed it before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketTransferred(TicketEvent):
    counter: CounterId
    service: ServiceCode
    to_counter: CounterId | None = None
    reason: str = ""
    to_officer: OfficerId | None = None
    back_to: OfficerId | None = None
    """Who gets it back when the other is done."""
    back_service: ServiceCode | None = None
    """For which service then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketMoved(TicketEvent):
    """A supervisor sent it elsewhere; the place stays."""

    service: ServiceCode
    to_counter: CounterId | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketNoted(TicketEvent):
    note: NoteId
    code: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistanceChanged(TicketEvent):
    assist: tuple[AssistCode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPostponed(TicketEvent):
    """Unserved today: it comes back on the next day, with the place that it has."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndDecided(Event):
    """What a supervisor chose at closing time for those who wait for a service."""

    service: ServiceCode
    choice: str
    """``serve-on`` or ``tomorrow``"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionUndone(TicketEvent):
    counter: CounterId
    action: str
    """``finish`` or ``no-show``"""
    reason: str = ""
    """Empty in journals of before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterEvent(Event):
    """Something that happened to one counter."""

    counter: CounterId


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterOpened(CounterEvent):
    officer: OfficerId


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterTakenOver(CounterEvent):
    """Another officer sits there now; whoever stands at the desk stays."""

    officer: OfficerId
    before: OfficerId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileChanged(CounterEvent):
    """What it serves from now until the day's end; None: as the site says."""

    profile: ProfileCode | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterPaused(CounterEvent):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterClosed(CounterEvent):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSuspended(Event):
    service: ServiceCode
    reason: str
    until: Moment | None = None
    outage: bool = False
    """Nobody can be served meanwhile: its visitors are not called."""
    agency: bool | None = None
    """Its whole agency was suspended; None: an entry of before, which does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRestored(Event):
    service: ServiceCode


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerUnlocked(Event):
    officer: OfficerId


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffChanged(Event):
    """Who may work here, as what, and with whose PIN, as far as that changed."""

    officers: tuple[OfficerId, ...]
    act: str
    """As in `StaffAct`."""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementMade(Event):
    announcement: NoteId
    zones: tuple[ZoneCode, ...]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementOver(Event):
    """In these zones it was spoken, or is left to have been read."""

    announcement: NoteId
    zones: tuple[ZoneCode, ...]
    spoken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDataKept(Event):
    """Something is known of a visitor from now on, or something else than before. What it is lies
    outside the journal, under this id."""

    record: RecordId
    kind: str
    """``contact`` or ``booking``"""
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDataRead(Event):
    """Somebody was shown what is known of people; it is recorded before it is shown."""

    records: tuple[RecordId, ...]
    act: str
    """``read`` or ``exported``: all of it; ``found``: masked, by one who knew a part."""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDataErased(Event):
    records: tuple[RecordId, ...]
    reason: str
    """``purged``: it was kept for as long as the site says; else somebody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalKeyChanged(Event):
    """Another key seals what is known of people, and what the one before had sealed."""

    key: str
    """Its name, not the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumAdded(Event):
    """A picture or video for the TVs; its content lies outside the journal, under its digest."""

    name: str
    digest: str
    """SHA-256 of the file, hex."""
    size: int
    """bytes"""
    kind: str
    lufs: float | None = None
    """The integrated loudness of a video (EBU R 128), where it was measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumRemoved(Event):
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceEnrolled(Event):
    device: DeviceId
    role: str
    name: str
    zones: tuple[ZoneCode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DevicePaired(Event):
    """Who says hello with this key is this device from now on."""

    device: DeviceId
    role: str
    name: str
    zones: tuple[ZoneCode, ...] = ()
    counter: CounterId | None = None
    key: str
    """Its public key (Ed25519, base64)."""
    by: str
    """The officer; empty: a technician at the hub's own machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRenamed(Event):
    device: DeviceId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRevoked(Event):
    """The key that it had is good for nothing any more."""

    device: DeviceId
    reason: str
    by: str
    """As in `DevicePaired`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskTended(Event):
    """What staff did at a kiosk's own menu. It is the kiosk's word: the hub may have been away."""

    kiosk: DeviceId
    act: str
    """One of `commands.KioskAct`."""
    officer: OfficerId
    """Empty where nobody was let in."""
    alone: bool = False
    """The kiosk let them in by what it knew itself; else the hub had looked at the PIN."""
    papers: int = 0
    """Of a new roll: how many papers the old one gave."""
    volume: int | None = None
    done_at: Moment | None = None
    """By the kiosk: the hub may have been told later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayConfigured(Event):
    display: DeviceId
    name: str
    zones: tuple[ZoneCode, ...]
    volume: int
    muted: bool
    settings: Mapping[str, Any] = field(default_factory=dict)
    """All that was set by hand and goes before the site's entry for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStepped(Event):
    """The machine's clock was set. Forward: the hub's time jumped from `before` to `after`, and
    all moments of those in the hall move along. Back: the clock shows `after`, and the hub's time
    went on from `before`."""

    before: Moment
    after: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySigned(Event):
    """The hub's signature under the journal as it stood once the day `date` was over."""

    date: str
    seq: int
    """The entry that stood last; with it everything before it is signed."""
    hash: str
    signed_at: Moment
    key: str
    """The public key (Ed25519), 64 hex digits."""
    signature: str
    """128 hex digits, over the statement of these fields (docs/journal.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKeyChanged(Event):
    """From here on the hub signs with another key."""

    old: str
    new: str
    changed_at: Moment
    signature: str
    """The old key's, under the new one; empty where the old one was lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDoubted(Event):
    """The journal is not what the hub, or an app, remembers of it."""

    reason: str
    """One of `commands.Doubt`."""
    device: DeviceId | None = None
    """The app that remembers."""
    seq: int = 0
    """The entry that is remembered, with its hash."""
    hash: str = ""
    dates: tuple[str, ...] = ()
    """The days that nobody had signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGiven(Event):
    """A person took it upon them that the hub goes on."""

    act: str
    """One of `commands.WordAct`."""
    about: tuple[str, ...] = ()
    """The kiosks that were missing; or why the clock was doubted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingChanged(Event):
    """Somebody signed on without a counter, or off again."""

    act: str
    """One of `commands.SittingAct`."""
    officer: OfficerId


EVENTS: dict[str, type[Event]] = {
    name: kind
    for name, kind in list(globals().items())
    if isinstance(kind, type)
    and issubclass(kind, Event)
    and kind not in {Event, TicketEvent, CounterEvent}
}
"""Every kind of event by the name that the journal uses as an entry's type."""
