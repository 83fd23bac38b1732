"""The site: one document that says what a hall consists of.

Every field with a default may be left out of the file. Texts are keyed by language
(``{"id": "Kartu Keluarga", "en": "Family card"}``); `text` falls back to the site's first
language, so that nothing is ever blank. Times of day are ``"HH:MM"`` in the site's time zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.domain.ids import (
    AgencyCode,
    AssistCode,
    CounterId,
    DeviceId,
    GroupCode,
    ProfileCode,
    SeriesCode,
    ServiceCode,
    ZoneCode,
)
from shared.domain.tongue import Tongue

Texts = Mapping[str, str]


def text(texts: Texts, language: str) -> str:
    """The text in `language`, else in the first language it has, else an empty string."""
    return texts.get(language) or next(iter(texts.values()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A waiting area on one floor with its own TV. Never named by a letter: those are tickets'."""

    code: ZoneCode
    name: Texts
    """As people see it, without the floor: "Zona Biru"."""
    floor: int
    colour: str
    """``#rrggbb``; never the only sign of the zone."""
    voice_group: str
    """Zones that hear each other share a voice group: one voice at a time in it."""
    chime: int | None = None
    """Which of the six chimes goes before its calls, from 1; None: by its place among the zones."""
    at: tuple[float, ...] = ()
    """Where it lies on its floor's plan: x and y, each a fraction from the left and the top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A run of ticket numbers: prefix, digits, first number of the day."""

    code: SeriesCode
    prefix: str
    width: int = 3
    start: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceGroup:
    """A heading inside an agency with many services ("KTP", "Akta")."""

    code: str
    name: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    code: AgencyCode
    short: str
    """What stands large on tiles and paper, at most some 16 letters."""
    name: Texts
    icon: str = "building"
    colour: str = "#1f4e79"
    groups: tuple[ServiceGroup, ...] = ()
    tile: Texts = field(default_factory=dict)
    """Stands under the short name on a tile where the official name needs more than two lines."""
    spoken: Texts = field(default_factory=dict)
    """What the kiosk's voice says for the short name where that is cut ("PENG. NEGERI")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    code: ServiceCode
    agency: AgencyCode
    name: Texts
    series: SeriesCode
    zone: ZoneCode
    """Where its visitors wait."""
    group: str | None = None
    plain: Texts = field(default_factory=dict)
    """What people say ("Bikin KTP baru"); stands on the popular tiles in place of the name."""
    aliases: tuple[str, ...] = ()
    icon: str = "document"
    popular: int | None = None
    """Its place among the popular services of the start screen, from 1; None: not there."""
    requirements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fee: Texts = field(default_factory=dict)
    minutes: float = 10
    """Typical time at the counter."""
    target_wait: int = 30
    """Minutes a visitor should wait at most."""
    quota: int | None = None
    """Tickets a day; cancelled ones do not count."""
    discreet: bool = False
    """Its paper names only the agency."""
    priority_allowed: bool = True
    people_max: int = 1
    """More than 1: the kiosk asks for how many people (or files)."""
    desk_only: bool = False
    procedure: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Its steps, one after the other; left out: what every service here asks of a visitor."""
    completion: Texts = field(default_factory=dict)
    """Until the product is there ("5 hari kerja"); left out: `minutes` at the counter."""
    product: Texts = field(default_factory=dict)
    """What the visitor gets."""
    complaints: Texts = field(default_factory=dict)
    """Where to complain; left out: the hall's own place (`Site.complaints`)."""
    results: tuple[str, ...] = ()
    """Which of the site's results an officer may choose from; empty: all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityGroup:
    code: GroupCode
    name: Texts
    minutes: int
    """The head start in the queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assistance:
    """Help when called (deaf, blind, wheelchair, reading): not priority."""

    code: AssistCode
    name: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """Services that a counter serves beside its own while all that is stated here holds.

    Of the conditions that are left out none is asked; with none at all it always helps.
    """

    agency: AgencyCode | None = None
    """All services of an agency; or those listed in `services`, or both."""
    services: tuple[ServiceCode, ...] = ()
    more_than: int | None = None
    """So many or fewer wait for them in all: no help yet."""
    waits_longer_than: int | None = None
    """Minutes: the one who waits longest for them must have waited longer."""
    when_idle: bool = False
    """Only while nobody waits for the counter's own services."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A work profile: what a counter serves always, and where it helps."""

    code: ProfileCode
    name: Texts
    services: tuple[ServiceCode, ...]
    help: tuple[Help, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    id: CounterId
    number: int
    """Unique in the building; spoken and shown with the site's counter word."""
    zone: ZoneCode
    services: tuple[ServiceCode, ...] = ()
    """Its own, always; where it has a profile, that one's come instead."""
    help: tuple[Help, ...] = ()
    profile: ProfileCode | None = None
    """The one it starts every day with."""
    at: tuple[float, ...] = ()
    """Where it is on its floor's plan, as with a zone."""


BY_ZONES, DOOR = "zones", "door"


@dataclass(frozen=True, slots=True, kw_only=True)
class Display:
    """A TV. `arrows` gives the way from where it hangs: zone code or counter id to an arrow."""

    id: DeviceId
    name: str
    zones: tuple[ZoneCode, ...]
    diagonal_inches: float = 55
    distance_metres: float = 10
    arrows: Mapping[str, str] = field(default_factory=dict)
    pictures: str = ""
    """The folder of its pictures for idle times, on the TV's own machine."""
    layout: str = BY_ZONES
    """``zones``, or ``door``: the panel above one counter."""
    counter: CounterId | None = None
    """Of a door panel: whose."""
    stands_in_for: tuple[ZoneCode, ...] = ()
    """Zones whose calls it takes over while they have no living TV; zones that no TV names are
    taken over by one of their voice group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kiosk:
    id: DeviceId
    name: str
    floor: int = 1
    agencies: tuple[AgencyCode, ...] = ()
    """The agencies it offers; empty: all."""
    printer: str = ""
    """Its address; a second one after a space stands in for it."""
    paper_mm: int = 80
    diagonal_inches: float = 21.5
    arrows: Mapping[str, str] = field(default_factory=dict)
    """The way from where it stands: zone code to an arrow."""
    at: tuple[float, ...] = ()
    """Where it stands on its floor's plan, as with a zone."""
    bottom_mm: int = 900
    """How high the lower edge of its screen's picture is above the floor."""
    distance_mm: int = 500
    """From how far away its visitors read."""
    headphones: str = ""
    """The sound output that its headphones hang on, by a part of its name (``USB``); ``*``:
    whichever the machine uses; empty: it has none, and never speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a day, ``"HH:MM"`` to ``"HH:MM"``, the end not included."""

    opens: str
    closes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayHours:
    """One day's hours. In a break numbers are still issued, and nobody is called."""

    opens: str
    closes: str
    breaks: tuple[Span, ...] = ()


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateException:
    """A date that differs: other hours, or closed when `hours` is absent."""

    date: str
    """``YYYY-MM-DD``"""
    reason: Texts
    hours: DayHours | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    weekly: Mapping[str, DayHours]
    """Keys from WEEKDAYS; a day that is missing is closed."""
    numbers_from: int = 30
    """Minutes before opening at which numbers are given out."""
    last_tickets: int = 30
    """Minutes before closing after which no number is given out."""
    holidays: str | None = "ID"
    """Country code of the public holidays; None: none."""
    exceptions: tuple[DateException, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    code: str
    name: Texts
    minutes: int | None = None
    """Of a pause: how long it usually takes; then the counter offers to end it."""
    outage: bool = False
    """Of a suspension: nobody can be served, and those who wait are not called meanwhile."""


DONE, INCOMPLETE, ELSEWHERE = "done", "incomplete", "elsewhere"
LEFT, SICK, RELIEF = "left", "sick", "relief"
MISTAKE = "mistake"
"""The reason that the undo's own key gives."""
LATE = "late"
VISITOR = "visitor"
"""No officer's reason: its visitor asked for it."""


def _results() -> tuple[Reason, ...]:
    return (
        Reason(code=DONE, name={"id": "Selesai", "en": "Done"}),
        Reason(code=INCOMPLETE, name={"id": "Berkas kurang", "en": "Papers incomplete"}),
        Reason(code=ELSEWHERE, name={"id": "Diarahkan ke tempat lain", "en": "Sent elsewhere"}),
    )


def _take_overs() -> tuple[Reason, ...]:
    return (
        Reason(code=RELIEF, name={"id": "Pergantian petugas", "en": "Change of officer"}),
        Reason(code=LEFT, name={"id": "Lupa menutup loket", "en": "Left signed on"}),
        Reason(code=SICK, name={"id": "Petugas berhalangan", "en": "Officer unavailable"}),
    )


def _undos() -> tuple[Reason, ...]:
    return (
        Reason(code=MISTAKE, name={"id": "Salah tekan", "en": "Pressed by mistake"}),
        Reason(code="came", name={"id": "Pengunjung ternyata datang", "en": "The visitor came"}),
        Reason(code="not-done", name={"id": "Ternyata belum selesai", "en": "Not done after all"}),
    )


def _take_backs() -> tuple[Reason, ...]:
    return (
        Reason(code=LATE, name={"id": "Datang terlambat", "en": "Came late"}),
        Reason(code="not-heard", name={"id": "Panggilan tidak terdengar", "en": "Did not hear it"}),
        Reason(code="assisted", name={"id": "Perlu dibantu berjalan", "en": "Needed help to come"}),
    )


def _personal() -> tuple[Reason, ...]:
    return (
        Reason(code="contact", name={"id": "Menghubungi pengunjung", "en": "Contact the visitor"}),
        Reason(code="asked", name={"id": "Diminta orangnya", "en": "The person asked for it"}),
        Reason(code="complaint", name={"id": "Menangani pengaduan", "en": "A complaint"}),
        Reason(code="breach", name={"id": "Kebocoran data", "en": "A breach of data"}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """The lists an officer chooses from."""

    pause: tuple[Reason, ...]
    no_show: tuple[Reason, ...]
    transfer: tuple[Reason, ...]
    out_of_order: tuple[Reason, ...]
    withdraw_priority: tuple[Reason, ...]
    suspend: tuple[Reason, ...]
    result: tuple[Reason, ...] = field(default_factory=_results)
    """What came of a service; the first is the usual one."""
    take_over: tuple[Reason, ...] = field(default_factory=_take_overs)
    """Why a counter is taken from an officer who is still signed on there."""
    give_priority: tuple[Reason, ...] = ()
    note: tuple[Reason, ...] = ()
    """Notes that are ready to be chosen."""
    move: tuple[Reason, ...] = ()
    undo: tuple[Reason, ...] = field(default_factory=_undos)
    """Why a finish or a no-show is taken back; `MISTAKE` always will do."""
    take_back: tuple[Reason, ...] = field(default_factory=_take_backs)
    """Why an officer takes back a visitor who was missed; `LATE` and `VISITOR` always will do."""
    personal: tuple[Reason, ...] = field(default_factory=_personal)
    """Why somebody reads what is known of a person, or erases it before its time."""


PYTTSX3, PACK, PIPER = "pyttsx3", "pack", "piper"
"""Engines of the voice; the last two are followed by a colon and a path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Quiet hours: the screens go on, the voice is softer or silent."""

    begins: str
    """``"HH:MM"``"""
    ends: str
    """``"HH:MM"``, not included; one that is not after `begins` is of the next day."""
    percent: int = 0
    """Of what the volume would be; 0: no voice."""
    days: tuple[str, ...] = ()
    """Keys from WEEKDAYS, the day on which it begins; empty: every day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    reading: str = "digits"
    """``digits`` ("nol satu dua") or ``word`` ("dua belas")."""
    english: str = "ticket"
    """A call is said once more in the language its ticket was taken in (``ticket``); ``always``:
    in English where that is the first one; ``never``: only in the hall's first."""
    rate: int = 140
    """Words a minute."""
    engines: tuple[str, ...] = (PYTTSX3,)
    """Who speaks, in this order: ``pack:FOLDER`` (recorded clips), ``piper:FILE.onnx``,
    ``pyttsx3``. A path that does not begin with / lies in the TV's own folder of voices."""
    quiet: tuple[Quiet, ...] = ()
    volume_by_hour: Mapping[str, int] = field(default_factory=dict)
    """``"HH:MM"`` to percent of a TV's own volume, each until the next; the last past midnight."""
    repeat: bool = False
    """Each call is spoken once more, some seconds later, if nobody has come and no call waits."""


BY_SITE, BY_HISTORY = "site", "history"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    no_show_calls: int = 2
    no_show_seconds: int = 45
    """A no-show needs so many calls, and so many seconds since the last was spoken; or a reason."""
    grace_minutes: int = 15
    """Back within it after a no-show: the place is kept."""
    missed_minutes: int = 30
    """How long a missed number stays on the TV."""
    staff_grace_minutes: int = 20
    """No counter signed on so long after opening: no staff today."""
    late_behind: int | None = None
    """Back after the grace: so many places behind those who are next; None: at the end."""
    finish_and_call: bool = True
    auto_call_seconds: int = 0
    """So long after finishing, the next one is called by itself; 0: an officer calls."""
    hold_minutes: tuple[int, ...] = (10, 20, 30)
    """What an officer may choose from for "come back in …"."""
    note_days: int = 7
    """For so long the texts of notes are kept after the day of their ticket."""
    written_notes: bool = True
    """Officers may write notes of their own beside those of the list."""
    personal_days: int = 7
    """For so long what is known of a visitor is kept after the day of the visit or booking."""
    ask_nik: bool = False
    """A booking may bring the number of the identity card."""
    session_idle_minutes: int = 0
    """After so long without a word whoever has signed on types the PIN again; 0: when they close
    their counter, or the day ends."""
    long_wait_people: int = 40
    """Above it the kiosk says so above its button."""
    emergency_numbers: int = 20
    """Numbers of each series that a kiosk holds for when the hub is away; 0: none."""
    popular_by: str = BY_HISTORY
    """Who chooses the tiles of the start: ``history`` (what was asked for most in the last weeks,
    decided when the day opens; `Service.popular` until there is enough of it), or ``site``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEvent:
    """Something in a visitor's life ("Anak saya lahir") and the errands that come with it."""

    code: str
    name: Texts
    services: tuple[ServiceCode, ...]
    """Of any agency, the usual order of the errands."""
    icon: str = "star"


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A floor and its plan. Places on it are fractions of the picture."""

    number: int
    name: Texts = field(default_factory=dict)
    """Beside its number, as people call it ("Lobi utama")."""
    picture: str = ""
    """``media:NAME``, a picture of the hub's media; an SVG drawing as text (it begins with
    ``<svg``); one of the project's own (``plans/…``); a file on the kiosk's own machine; empty: the
    kiosk draws the places alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRole:
    """What people of a role may do; `may` has the words of `shared.domain.permits`."""

    code: str
    name: Texts
    may: tuple[str, ...]
    serves: bool = True
    """Signs on at counters and calls who is next; a technician does not."""


PICTURE, VIDEO, NOTICE, RUNNING, WAITS = "picture", "video", "notice", "running", "waits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Playing:
    """One thing that TVs show while nobody is called: when, where, and for how long."""

    kind: str
    """``picture``, ``video``, ``notice`` (large, in the panel), ``running`` (a page of the footer)
    or ``waits`` (how many wait for each service)."""
    file: str = ""
    """Of a picture or video: its name among the hub's media."""
    text: Texts = field(default_factory=dict)
    """Of a notice or the running text."""
    seconds: int = 0
    """0: the usual time of its kind; of a video the whole of it."""
    days: tuple[str, ...] = ()
    """From WEEKDAYS; empty: every day."""
    begins: str = ""
    """``HH:MM``, the end not included; empty: from the first minute to the last."""
    ends: str = ""
    zones: tuple[ZoneCode, ...] = ()
    """Whose TVs show it; empty: all."""
    sound: bool = True
    """Of a video: whether it is heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """How the hall's screens look, where that differs from the usual (`shared.domain.tones`)."""

    colours: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """``kiosk``, ``tv`` or ``desk`` to tones and their ``#rrggbb``; what is not said stays."""
    logo: str = ""
    """An SVG drawing as text (it begins with ``<svg``), or ``data:image/png;base64,…``."""
    font: str = ""
    """A family that the machines have; one without it keeps the usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A whole hall."""

    name: str
    place: str
    timezone: str
    languages: tuple[str, ...]
    zones: tuple[Zone, ...]
    agencies: tuple[Agency, ...]
    series: tuple[Series, ...]
    services: tuple[Service, ...]
    counters: tuple[Counter, ...]
    hours: Hours
    reasons: Reasons
    priority: tuple[PriorityGroup, ...] = ()
    assistance: tuple[Assistance, ...] = ()
    displays: tuple[Display, ...] = ()
    kiosks: tuple[Kiosk, ...] = ()
    profiles: tuple[Profile, ...] = ()
    roles: tuple[StaffRole, ...] = ()
    """Beside or instead of the usual ones (`shared.domain.permits`)."""
    voice: Voice = field(default_factory=Voice)
    rules: Rules = field(default_factory=Rules)
    counter_word: Texts = field(default_factory=lambda: {"id": "Loket", "en": "Counter"})
    desk_name: Texts = field(
        default_factory=lambda: {"id": "Meja Informasi", "en": "Information desk"}
    )
    desk_floor: int = 1
    notices: tuple[Texts, ...] = ()
    """What the TVs say in their footer beside the usual, each in its turn."""
    public_address: str | None = None
    """Where the QR code on the paper leads; None: the QR holds a token for the staff's scanners."""
    playlist: tuple[Playing, ...] = ()
    """What TVs show beside the calls, in this order; empty: their folders of pictures."""
    life_events: tuple[LifeEvent, ...] = ()
    floors: tuple[Floor, ...] = ()
    complaints: Texts = field(default_factory=dict)
    """Where a visitor complains about a service that names no place of its own."""
    theme: Theme = field(default_factory=Theme)
    tongues: tuple[Tongue, ...] = ()
    """Languages beside the built-in ones, each from a file of its own (`shared.domain.tongue`)."""
    aloud: Mapping[str, str] = field(default_factory=dict)
    """How abbreviations are said: ``spelled``, ``word``, or what is said (``"QRIS" = "kris"``)."""
