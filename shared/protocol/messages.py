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
    DeviceView,
    Problem,
    ServiceStatus,
    TicketView,
    ZonePresence,
)

PROTOCOL = 1
"""The version of these messages; a hub refuses another one with `Bye`."""

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


# From an app to the hub ---------------------------------------------------------------------


class Hello(Message, tag="hello"):
    """The first message of an app. `role` is a wish: the hub decides."""

    protocol: int
    role: str
    device: str
    name: str = ""
    token: str = ""
    head: Head | None = None
    """What it saw last; the hub resumes after it, or sends a snapshot."""
    snapshot: bool = False
    """It has a head to report but no state (it has just started): send all, never resume."""
    voice: bool = False
    """A display that can be heard."""
    counter: str = ""
    """The counter a terminal stands at, if it knows."""


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


class Tally(Message, tag="tally"):
    """A wish that came to nothing before a command was given; counted, never answered."""

    kind: str
    """One of shared.protocol.tally.TallyKind; others are not counted."""
    step: str = ""
    """The kiosk's screen on which it ended."""
    service: str = ""
    reason: str = ""
    """The code for which the service is closed."""
    text: str = ""
    """What was searched for, as shared.protocol.tally.search_text leaves it."""


# From the hub to an app ---------------------------------------------------------------------


class Snapshot(msgspec.Struct, omit_defaults=True):
    """All that a role may see at one head; `site` is the site's document (shared.domain.site)."""

    site: dict[str, Any]
    site_version: int
    date: str
    tickets: list[TicketView] = []
    counters: list[CounterView] = []
    calls: list[CallView] = []
    services: list[ServiceStatus] = []
    zones: list[ZonePresence] = []


class Welcome(Message, tag="welcome"):
    """`snapshot` is absent when the line resumes: then frames follow from `Hello.head` on.

    What happened up to `now` and comes after it is learnt late, on resumption.
    """

    protocol: int
    hub: str
    site: str
    role: str
    device: DeviceView
    now: str
    head: Head
    snapshot: Snapshot | None = None


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


class Presence(Message, tag="presence"):
    """Which zones have a living display, and a living voice."""

    zones: list[ZonePresence]


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


class Grant(Message, tag="grant"):
    """The voice is yours until `VoiceDone` or `seconds` have passed. Speak `calls` in order."""

    lease: str
    style: str
    """``full`` or ``short``"""
    calls: list[GrantedCall]
    seconds: float


class Revoke(Message, tag="revoke"):
    """The lease is over (it took too long, or staff muted the zone): stop speaking."""

    lease: str


class Bye(Message, tag="bye"):
    """The hub closes the line, and why; `retry` says whether coming back makes sense."""

    code: str
    detail: str
    retry: bool = True


ToHub = Hello | Order | Ping | VoiceState | VoiceDone | Tally
FromHub = Welcome | Frame | Services | Presence | Answer | Pong | Grant | Revoke | Bye
