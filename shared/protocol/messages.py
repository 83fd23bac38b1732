"""The messages on `/ws`, both ways: JSON objects told apart by their ``type``.

Greeting: the client says `Hello`, the hub answers `Welcome` or `Bye`. After it come `Frame`s (one
per group commit), `Services` and `Presence` (what changes without an entry), `Answer`s to
`Order`s, and `Grant`s of the voice. Moments are ISO 8601 texts with an offset.
"""

from __future__ import annotations

from typing import Any

import msgspec

from shared.protocol.views import (
    CallView,
    CounterView,
    DeviceTrouble,
    DeviceView,
    MediumView,
    Problem,
    ServiceStatus,
    TicketView,
    Trouble,
    ZonePresence,
)

PROTOCOL = 1
"""The newest version of these messages that this program speaks."""

OLDEST = 1
"""The oldest one that it still speaks: a hall is not updated in one night. A line speaks the newest
version that both ends know; where there is none, the hub refuses with `Bye` (code ``protocol``)."""

BEAT_SECONDS = 2.5
"""A client that has said nothing for so long sends a `Ping`."""

DEAD_SECONDS = 8.0
"""Either end that has heard nothing for so long closes the line."""


class Message(msgspec.Struct, omit_defaults=True, tag_field="type"):
    """What all messages share: a ``type``, and defaults left out."""


class Head(msgspec.Struct, frozen=True):
    """Where a journal stands: its id, the last sequence and that entry's hash (hex)."""

    journal: str
    seq: int
    hash: str


def agreed(newest: int, oldest: int | None) -> int | None:
    """The version to speak with an app that knows `oldest` to `newest`; None: there is none."""
    lowest = newest if oldest is None else oldest
    best = min(PROTOCOL, newest)
    return best if best >= max(OLDEST, lowest) else None


# From an app to the hub ---------------------------------------------------------------------


class HeldGrant(msgspec.Struct, omit_defaults=True):
    """The emergency numbers that a kiosk holds on its disk."""

    ranges: dict[str, tuple[int, int]]
    """Series to the first and last ordinal."""
    date: str = ""
    """The kiosk's local date of its last emergency ticket, ``YYYY-MM-DD``; empty: none yet."""
    used: dict[str, int] = {}
    """Series to the highest ordinal printed on that date."""
    former: dict[str, tuple[int, int]] = {}
    """Series to the lowest and the highest emergency number beside `ranges` printed on that date:
    the kiosk held others then."""


class Hello(Message, tag="hello"):
    """The first message of an app. `role` is a wish: the hub decides."""

    protocol: int
    role: str
    device: str
    oldest: int | None = None
    """The oldest version that the app speaks; absent: `protocol` alone."""
    name: str = ""
    token: str = ""
    """The data directory's, of a tool on the hub's own machine."""
    proof: str = ""
    """Of a paired device: its signature (base64) of this greeting (`shared.protocol.pairing`)."""
    head: Head | None = None
    """What it saw last; the hub resumes after it, or sends a snapshot."""
    snapshot: bool = False
    """It has a head to report but no state (it has just started): send all, never resume."""
    voice: bool = False
    """A display that can be heard."""
    counter: str = ""
    """The counter a terminal stands at, if it knows."""
    troubles: list[Trouble] = []
    """What is wrong with it now; `ReportTroubles` tells of every change."""
    tests_sound: bool = False
    """A display that understands `TestSound`."""
    announces: bool = False
    hushes: bool = False
    """A display that understands `Hush`."""
    """A display that understands `Announcement`, and a `Grant` of words."""
    reads: bool = False
    """A counter that understands `CounterMessage`."""
    draws_itself: bool = False
    """A display that understands `PictureWanted`."""
    grant: HeldGrant | msgspec.UnsetType | None = msgspec.UNSET
    """Of a kiosk that can go on without the hub: the grant on its disk; ``null``: it can keep one
    and has none (new, or its disk was wiped). Absent: it can keep none, and is given none."""
    printed: dict[str, int] = {}
    """Of a kiosk: series to the highest normal ordinal that it has printed on `printed_date`, so
    that a restored hub gives none of them again."""
    printed_date: str = ""


class Pair(Message, tag="pair"):
    """In place of `Hello`: a device that nobody has let in yet asks to be let in."""

    protocol: int
    role: str
    device: str
    name: str
    key: str
    """Its public key (Ed25519, base64)."""
    start: str
    """How its side of the code begins (base64)."""
    proof: str
    """The challenge signed with that key, as in `Hello` (base64): nobody asks with another's."""


class PairProof(Message, tag="pair-proof"):
    """The device knows that the hub was given its code, and shows that it is the one (base64)."""

    proof: str


class Order(Message, tag="command"):
    """A command: its name in the imperative, its body, and an id the sender made up."""

    id: str
    name: str
    body: dict[str, Any] = {}


class Ping(Message, tag="ping"):
    n: int


class VoiceState(Message, tag="voice-state"):
    """A display's sound came or went."""

    able: bool


class VoiceDone(Message, tag="voice-done"):
    """The lease is given back. `failed` says why nothing was heard."""

    lease: str
    failed: str = ""


# From the hub to an app ---------------------------------------------------------------------


class Snapshot(msgspec.Struct, omit_defaults=True):
    """All that a role may see at one head; `site` is the site's document (shared.domain.site)."""

    site: dict[str, Any]
    site_version: int
    date: str
    tickets: list[TicketView] = []
    counters: list[CounterView] = []
    """For displays too, as the hall may see them: their state, and nobody who sits there."""
    calls: list[CallView] = []
    services: list[ServiceStatus] = []
    zones: list[ZonePresence] = []
    always_open: bool = False
    """The hub gives numbers at any hour: for demos and tests."""
    media: list[MediumView] = []
    """For displays: the files for their playlist; for kiosks: the plans of the floors."""
    popular: list[str] = []
    """For kiosks: services by how much they are asked for, as decided for this day; none: the site
    says which are."""


class GrantedRange(msgspec.Struct, frozen=True):
    """Emergency numbers of one series, as ordinals."""

    first: int
    last: int
    next: int
    """The lowest that is free on the grant's date; beyond `last`: none is."""


class NumberGrant(msgspec.Struct, frozen=True, omit_defaults=True):
    """A kiosk's standing grant: from these numbers it prints while the hub is away."""

    ranges: dict[str, GrantedRange]
    """Series to range; a series that is missing has none any more."""
    date: str
    """The business date that `next` goes by."""


class Challenge(Message, tag="challenge"):
    """The first word of a hub that others can reach: what a paired device is to sign."""

    nonce: str


class Pairing(Message, tag="pairing"):
    """The hub shows the device to its managers, and waits `seconds` for the code."""

    site: str
    seconds: int


class PairAnswer(Message, tag="pair-answer"):
    """Somebody has typed the code (base64, both)."""

    start: str
    proof: str


class Paired(Message, tag="paired"):
    """The device is let in: from now on it says hello as `device`, and believes `certificate`
    (PEM) alone."""

    hub: str
    site: str
    device: str
    role: str
    name: str
    certificate: str


class Welcome(Message, tag="welcome"):
    """`snapshot` is absent when the line resumes: then frames follow from `Hello.head` on.

    What happened up to `now` and comes after it is learnt late, on resumption.
    """

    protocol: int
    """The version that this line speaks: the newest that both ends know."""
    hub: str
    site: str
    role: str
    device: DeviceView
    now: str
    head: Head
    snapshot: Snapshot | None = None
    token: str = ""
    """For REST while this line lasts, with the device's rights; of a hub that others can reach."""
    grant: NumberGrant | None = None
    """For a kiosk whose `Hello` had a `grant`; absent: keep what you hold, the hub cannot say."""
    restored: str = ""
    """This hub was restored from a backup, and this names the restore: a kiosk hands over, once for
    each name, all normal papers of the last days that it remembers (`HandOver` with ``lost``). The
    hub passes over those that it knows."""


class Change(msgspec.Struct, omit_defaults=True):
    """One entry of the journal as a role sees it: the things it touched, as they are now."""

    seq: int
    at: str
    event: str
    """The event's name in the past tense: ``TicketCalled``."""
    tickets: list[TicketView] = []
    counters: list[CounterView] = []
    calls: list[CallView] = []
    device: DeviceView | None = None
    site_version: int | None = None
    """A new site: ask for a snapshot (a new line, its `Hello` with `snapshot`)."""
    date: str | None = None
    """A new business day: forget yesterday's tickets that are not sent again."""
    media: list[MediumView] | None = None
    """For displays and kiosks: all files as they are now, where one came, went or changed."""


class Frame(Message, tag="frame"):
    """The entries after `from` up to `to` (a role may see none of them). A gap is
    ``frame.from != last.to``."""

    from_: int = msgspec.field(name="from")
    to: int
    hash: str
    """The hash of entry `to`."""
    events: list[Change] = []


class Services(Message, tag="services"):
    """Services whose state or waiting line changed; by time alone as well."""

    services: list[ServiceStatus]
    helps: dict[str, list[str]] = {}
    """For counters: of those whose help began or ended, what they serve now beside their own."""
    waits: dict[str, tuple[str, str]] = {}
    """For counters: of tickets that wait, when each is likely to be called and by when in nine
    cases of ten, rounded; two empty texts: cannot be said any more."""
    popular: list[str] | None = None
    """For kiosks: the day's order of services (`Snapshot.popular`) has been decided."""
    open_counters: dict[str, int] | None = None
    """For kiosks: how many counters of each zone are open, all zones that have any."""


class Presence(Message, tag="presence"):
    """Which zones have a living display, and a living voice; what is wrong with the devices."""

    zones: list[ZonePresence]
    troubles: list[DeviceTrouble] = []
    """All there are now; for counters alone."""


class Answer(Message, tag="answer"):
    """What became of an `Order`: an HTTP status with the body REST would give."""

    id: str
    status: int
    ticket: TicketView | None = None
    counter: CounterView | None = None
    problem: Problem | None = None
    body: dict[str, Any] | None = None


class Pong(Message, tag="pong"):
    n: int
    now: str


class GrantedCall(msgspec.Struct, omit_defaults=True):
    """A call to be spoken."""

    ticket: str
    call: int
    number: str
    counter: str
    """The counter's number as text: ``5``."""
    zone: str
    english: bool = False
    """English follows the hall's first language."""
    second: str = ""
    """The language that follows, whichever it is: the one its ticket was taken in."""
    again: bool = False
    """It was spoken some seconds ago, and nobody has come: speak it once more."""


class GrantedWords(msgspec.Struct, omit_defaults=True):
    """An announcement to be spoken."""

    id: str
    zone: str
    """Whose chime goes before it."""
    text: str
    english: str = ""


class Grant(Message, tag="grant"):
    """The voice is yours until `VoiceDone` or `seconds` have passed. Speak `calls` in order."""

    lease: str
    style: str
    """``full`` or ``short``"""
    calls: list[GrantedCall]
    """None of them where `words` are to be spoken."""
    seconds: float
    words: GrantedWords | None = None


class Announcement(Message, tag="announcement"):
    """A supervisor's words to the hall: a display of these zones shows them until they are `over`,
    or the line is. It speaks them when it is lent the voice for them."""

    id: str
    zones: list[str]
    text: str = ""
    english: str = ""
    over: bool = False
    """It has been spoken, or nobody can speak it: take it off."""


class CounterMessage(Message, tag="counter-message"):
    """A supervisor's words to whoever sits at a counter; nobody keeps them."""

    id: str
    text: str
    by: str = ""
    """The name of who wrote it."""
    at: str = ""


class Revoke(Message, tag="revoke"):
    """The lease is over (it took too long, or staff muted the zone): stop speaking."""

    lease: str


class Hush(Message, tag="hush"):
    """Another display in earshot speaks (`on`), or has ended: a video is silent meanwhile. Told to
    displays whose `Hello` said ``hushes``."""

    on: bool


class TestSound(Message, tag="test-sound"):
    """Play something and say what you hear: the answer is the order `ReportSoundTest`."""

    id: str


class PictureWanted(Message, tag="picture-wanted"):
    """Somebody who may wants to see what you show: the answer is the order `ReportPicture`."""

    id: str


class TroubleSeen(Message, tag="trouble-seen"):
    """An officer has seen to a trouble of yours: tell of it no longer."""

    code: str
    part: str = ""


class Numbers(Message, tag="numbers"):
    """A kiosk's grant has changed (a new site, a new day): it takes the place of the one before."""

    grant: NumberGrant


class Bye(Message, tag="bye"):
    """The hub closes the line, and why; `retry` says whether coming back makes sense."""

    code: str
    detail: str
    retry: bool = True


ToHub = Hello | Order | Ping | VoiceState | VoiceDone | Pair | PairProof
FromHub = (
    Challenge
    | Pairing
    | PairAnswer
    | Paired
    | Welcome
    | Frame
    | Services
    | Presence
    | Answer
    | Pong
    | Grant
    | Revoke
    | Hush
    | Announcement
    | CounterMessage
    | TestSound
    | PictureWanted
    | TroubleSeen
    | Numbers
    | Bye
)
