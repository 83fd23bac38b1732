"""How tickets, counters, calls and services look on the wire."""

from __future__ import annotations

from typing import Any

import msgspec


class View(msgspec.Struct, omit_defaults=True, kw_only=True):
    """What all views share: defaults are left out."""


class Problem(View):
    """A refusal (RFC 9457, ``application/problem+json``); `code` is stable, texts are not."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    extra: dict[str, Any] = {}
    """What the code is about: the two states, the reason, the next opening."""


class Passer(View, kw_only=False):
    """A ticket that came before another one later than that one did, and why."""

    number: str
    reason: str
    """``emergency``: a kiosk gave its number while the hub was away; ``restored``: the hub had
    lost it and has it again."""


class TicketView(View):
    """A ticket. The second part is for staff alone; the third only where it applies."""

    id: str
    number: str
    state: str
    service: str
    issued_at: str
    zone: str
    visit: str
    ahead: int
    """People before it."""
    counters: list[str]
    """Ids of the counters that serve it."""
    counter: str = ""
    language: str = "id"
    priority: bool = False
    people: int = 1
    check: str = ""
    """The four characters on the paper."""
    printed: bool = False
    half_printed: bool = False
    reprint_wanted: bool = False
    """The paper is still to be printed: it failed, or somebody asked for it again."""
    reprint_at: str = ""
    """The kiosk that was asked to print it; empty: the desk does."""
    kiosk: str = ""
    emergency: bool = False
    """A kiosk gave its number while the hub was away."""
    passed_by: list[Passer] = []
    """Of one who waits: tickets with an earlier place that the hub came to know of later; the last
    twelve of them."""

    group: str = ""
    assist: list[str] = []
    arrival: str = ""
    place: str = ""
    """Arrival less the head start: the order of the line."""
    place_order: int = 0
    """Of two equal places the one with the smaller number is first."""
    head_start: int = 0
    """minutes"""
    calls: int = 0
    """Over its whole life."""
    calls_here: int = 0
    """Since it last left the line: what a no-show counts."""
    called_at: str = ""
    first_called_at: str = ""
    started_at: str = ""
    shown: bool = False
    spoken: bool = False
    no_show_from: str = ""
    """When a no-show may be recorded without a reason; absent: not yet known or not needed."""
    for_counter: str = ""
    """Transferred to this counter alone."""
    busy: bool = False
    """Its visitor is at another desk."""
    missed_at: str = ""
    note: str = ""
    """Why it was called, in minutes: ``A-012: 14 + 30 = 44; B-031: 38``."""
    for_officer: str = ""
    """Transferred to this officer alone, at whichever counter."""
    back_to: str = ""
    """The officer who gets it back when it is done where it was sent."""
    held_until: str = ""
    """On hold: when it waits again by itself."""
    result: str = ""
    """What came of the last errand: a code of the site's list."""
    notes: int = 0
    """How many there are (`ListNotes`)."""
    checked: bool = False
    """Somebody has looked whether its priority is right."""
    expected_at: str = ""
    """Of one who waits: when it is likely to be called, rounded; absent: cannot be said."""
    latest_at: str = ""
    """By when it is called in nine cases of ten."""
    ended_at: str = ""
    """When it was over."""


class CounterView(View):
    """A counter: who sits there, and which ticket stands before it."""

    id: str
    label: str
    """``Loket 5``"""
    number: int
    zone: str
    services: list[str]
    state: str
    officer: str = ""
    reason: str = ""
    ticket: str = ""
    since: str = ""
    undo: str = ""
    """What can be taken back for a few seconds: ``finish`` or ``no-show``."""
    undo_ticket: str = ""
    profile: str = ""
    """The work profile in force, where it has one."""
    helps: list[str] = []
    """Services that it serves at this moment beside its own."""
    pause_until: str = ""
    """When the pause is usually over."""


class CallView(View):
    """A call as the hall may see it."""

    ticket: str
    call: int
    number: str
    zone: str
    counter: str
    label: str
    """The counter's number as shown: ``5``."""
    at: str
    state: str
    """``called``, ``serving``, ``no-show`` or ``over``"""
    language: str = "id"
    spoken: bool = False
    missed_at: str = ""
    waits: str = ""
    """The zone where its visitor waits, where that is not the counter's: its TV shows it too."""


class LeadWait(View):
    """What a ticket with a head start would find."""

    minutes: int
    """The head start."""
    ahead: int = 0
    """People before it."""
    wait_low: int | None = None
    wait_high: int | None = None
    wait_expected: int | None = None
    """As in `ServiceStatus`."""


class ServiceStatus(View):
    """A service now: may it be taken, and how long is its line."""

    code: str
    waiting: int
    open: bool
    reason: str = ""
    """The refusal's code when not open."""
    reason_text: dict[str, str] = {}
    opens_at: str = ""
    quota_left: int | None = None
    ahead: int = 0
    """People before a ticket taken now (without a head start)."""
    wait_low: int | None = None
    wait_high: int | None = None
    """Minutes until the call of a ticket taken now, between which four of five are called; None:
    cannot be said."""
    wait_expected: int | None = None
    """The middle one: half are called before. Round it before anybody reads it."""
    leads: list[LeadWait] = []
    """The same for each head start that the site gives; none where it allows no priority."""
    counters: list[int] | None = None
    """The numbers of the counters that call its visitors, where supervisors have changed what the
    site says; None: the site's."""
    counters_open: int = 0
    break_until: str = ""
    """In a break numbers are issued, and service goes on at this moment."""
    outage: bool = False
    """Suspended because nobody can be served: its visitors are not called meanwhile."""
    suspended_until: str = ""
    """When a suspended service is expected back; once that is past, a person has to restore it."""
    alone: bool = False
    """Suspended for a reason of its own: it stays so when its agency is restored."""
    ending: str = ""
    """What a supervisor chose for those who wait at closing time: ``serve-on`` or ``tomorrow``."""


class MediumView(View):
    """A file for the TVs' playlist; its content is to be had under its digest."""

    name: str
    digest: str
    """SHA-256, hex."""
    size: int
    """bytes"""
    kind: str
    """``picture`` or ``video``"""
    lufs: float | None = None
    """How loud a video is (EBU R 128); null: nobody has measured it, or there is no sound."""


class DeviceView(View):
    """A device as the hub knows it."""

    id: str
    role: str
    name: str
    zones: list[str] = []
    volume: int = 100
    muted: bool = False
    settings: dict[str, Any] = {}
    """The site's entry for it: arrows, diagonal, distance, pictures, printer; what was set by hand
    comes first. `door`, a counter, is always by hand and goes before `layout`."""


class ZonePresence(View):
    """How many living displays and voices a zone has."""

    zone: str
    displays: int
    voices: int
    stand_in: str = ""
    """The display of other zones that shows its calls while it has no living one."""


class Trouble(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that is wrong with the device that says so (`shared.protocol.troubles`)."""

    code: str
    part: str = ""
    """Which of several: ``2`` for the second printer."""


class DeviceTrouble(View):
    """Something that is wrong with a device, for staff."""

    device: str
    """Its id; ``hub`` for the hub's own machine."""
    role: str
    code: str
    name: str = ""
    part: str = ""
    zones: list[str] = []
    """Of a display: whom it concerns."""


class SoundTest(View):
    """What a display heard of itself."""

    display: str
    ok: bool
    how: str = ""
    """``heard``: on the monitor of its sound device; ``played``: the device took it in time."""
    detail: str = ""
    """For a technician, in English."""


class RefusalCount(View, kw_only=False):
    """How often something was refused in an hour of a day."""

    code: str
    service: str
    hour: int
    count: int


class SearchCount(View, kw_only=False):
    """How often a day's visitors searched for something and found nothing."""

    text: str
    count: int


class StepCount(View, kw_only=False):
    """How often visitors left at a step of the kiosk in an hour of a day."""

    step: str
    service: str
    hour: int
    count: int


class RefusedDay(View):
    """What visitors wanted on a business day and did not get."""

    date: str
    refusals: list[RefusalCount]
    searches: list[SearchCount]
    abandoned: list[StepCount]
