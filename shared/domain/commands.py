"""What can be asked of the hall: commands, in the imperative.

A command carries everything the decision needs besides the state and the time: random ids are
made by whoever builds it. `Order` is a command with who sent it and under which id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from shared.domain.ids import (
    BEGINNING,
    AgencyCode,
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
from shared.domain.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """The base of all commands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueTicket(Command):
    ticket: TicketId
    """Random, at least 96 bits, made by the hub."""
    service: ServiceCode
    new_visit: VisitId
    """The visit's id unless `visit` names one to join."""
    priority: GroupCode | None = None
    language: str = "id"
    visit: VisitId | None = None
    people: int = 1
    assist: tuple[AssistCode, ...] = ()
    kiosk: DeviceId | None = None
    desk: bool = False
    """Taken at the information desk, which may issue what is desk-only."""
    promise: tuple[int, int, int] | None = None
    """ms until the call, early, expected and late, as the hub foresees it at that moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelTicket(Command):
    ticket: TicketId
    reason: str = "visitor"


@dataclass(frozen=True, slots=True, kw_only=True)
class RejoinTicket(Command):
    """A missed visitor is back."""

    ticket: TicketId
    reason: str = "visitor"
    """An officer names one; a visitor asks at a kiosk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReprint(Command):
    """The paper is to be printed again, marked."""

    ticket: TicketId
    kiosk: DeviceId | None = None
    """Where the visitor stands; None: the kiosk that gave the number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPrint(Command):
    """What became of the paper. `half`: some of it may have come out."""

    ticket: TicketId
    outcome: str
    """``printed`` or ``failed``"""
    reason: str = ""
    half: bool = False
    reprint: bool = False
    device: DeviceId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPriority(Command):
    """Confirm or withdraw: `priority` None takes the head start away; the arrival stays."""

    ticket: TicketId
    priority: GroupCode | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterCommand(Command):
    """What an officer does at one counter."""

    counter: CounterId


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCounter(CounterCommand):
    """Sign on, or end a pause. The PIN was checked before."""

    officer: OfficerId
    take_over: str = ""
    """Why the counter is taken from another officer who is still signed on there."""
    leave_other: bool = False
    """The officer's sitting at another counter is ended first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseCounter(CounterCommand):
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCounter(CounterCommand):
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallNext(CounterCommand):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTicket(CounterCommand):
    """Call a certain ticket beside the rule; the reason is recorded."""

    ticket: TicketId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall(CounterCommand):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class StartService(CounterCommand):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishService(CounterCommand):
    """With `then_call` the next one is called in the same breath."""

    then_call: bool = False
    result: str = ""
    """What came of it, from the service's list; empty: the first of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinueVisit(CounterCommand):
    """This errand is done, and the same number goes on to another service, keeping its place."""

    service: ServiceCode
    result: str = ""
    here: bool = False
    """At this very desk, at once; else it waits for the service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNoShow(CounterCommand):
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldTicket(CounterCommand):
    """Set aside: until somebody resumes it, or for so many minutes."""

    reason: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeTicket(Command):
    """A held ticket goes back into the line, keeping its place."""

    ticket: TicketId
    counter: CounterId | None = None
    """Where the officer sits who does it; None: somebody without a counter, as at the desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferTicket(CounterCommand):
    """To a service, one counter or one officer; the place in time stays."""

    service: ServiceCode | None = None
    to_counter: CounterId | None = None
    to_officer: OfficerId | None = None
    back: bool = False
    """When the other is done, it comes back to the officer who sends it."""
    ticket: TicketId | None = None
    """None: the one at this counter."""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveTicket(Command):
    """A supervisor sends a ticket elsewhere, wherever it waits; the place stays."""

    ticket: TicketId
    service: ServiceCode | None = None
    to_counter: CounterId | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteTicket(Command):
    """A note that stays with the ticket: a code of the site's list, or a text kept elsewhere."""

    ticket: TicketId
    note: NoteId
    """Random, made by the hub."""
    code: str = ""
    digest: str = ""
    """SHA-256 of the text; empty where the code says it all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAssistance(Command):
    """What help its visitor needs when called."""

    ticket: TicketId
    assist: tuple[AssistCode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostponeTicket(Command):
    """Tomorrow, with today's place: its visitor keeps the paper."""

    ticket: TicketId
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideEnd(Command):
    """At closing time: whether those who wait for a service are served on, or come tomorrow."""

    service: ServiceCode
    choice: str
    """``serve-on`` or ``tomorrow``"""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetProfile(Command):
    """What a counter serves from now until the day's end; None: as the site says."""

    counter: CounterId
    profile: ProfileCode | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlockOfficer(Command):
    """One who typed wrong PINs may try again at once."""

    officer: OfficerId


@dataclass(frozen=True, slots=True, kw_only=True)
class Announce(Command):
    """A free announcement to the hall; its words are kept outside the journal."""

    announcement: NoteId
    """Random, made by the hub."""
    zones: tuple[ZoneCode, ...]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndAnnouncement(Command):
    """It has been heard in these zones, or cannot be any more: the hub tells so itself."""

    announcement: NoteId
    zones: tuple[ZoneCode, ...]
    spoken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeDue(Command):
    """Those on hold whose time is over wait again: the hub asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoLast(CounterCommand):
    """Takes back this counter's last finish or no-show, for a few seconds."""

    reason: str = ""
    """Needed; a counter's one-key undo says ``mistake``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRef:
    """One call of a ticket: the first is 1, each recall adds one."""

    ticket: TicketId
    call: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportShown(Command):
    display: DeviceId
    calls: tuple[CallRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSpoken(Command):
    display: DeviceId
    calls: tuple[CallRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendService(Command):
    """Close a service by a person's decision; `until` is the expected return."""

    service: ServiceCode
    reason: str
    until: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreService(Command):
    service: ServiceCode


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendAgency(Command):
    """All of an agency's services at once, as with an outage of its central system."""

    agency: AgencyCode
    reason: str
    until: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreAgency(Command):
    agency: AgencyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadSite(Command):
    """A new version of the site. `document` is the same site, ready for JSON."""

    site: Site
    document: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigureDisplay(Command):
    display: DeviceId
    name: str | None = None
    zones: tuple[ZoneCode, ...] | None = None
    volume: int | None = None
    """0–100"""
    muted: bool | None = None
    arrows: Mapping[str, str] | None = None
    """Zone code or counter id to an arrow, or to nothing: as the site says. Others stay."""
    pictures: str | None = None
    """A folder on the TV's own machine; empty: as the site says."""
    diagonal_inches: float | None = None
    distance_metres: float | None = None
    """0: as the site says; the diagonal likewise."""
    door: str | None = None
    """The counter whose panel it is from now on; empty: as the site says."""
    stands_in_for: tuple[ZoneCode, ...] | None = None
    """Zones whose calls it takes over while they have no living TV; none: as the site says."""


NOBODY = OfficerId("")
"""Where no officer was let in."""


class KioskAct(StrEnum):
    """What staff do at a kiosk's own menu."""

    OPENED = "opened"
    LOCKED = "locked"
    """Nobody was let in: too many wrong PINs, and the next one has to wait."""
    TEST_PRINT = "test-print"
    PAPER = "paper-changed"
    VOLUME = "volume"
    RESTART = "restart"
    REBOOT = "reboot"


@dataclass(frozen=True, slots=True, kw_only=True)
class TendKiosk(Command):
    """A kiosk tells what staff did at its menu, at once or when the hub is back."""

    kiosk: DeviceId
    act: KioskAct
    officer: OfficerId = NOBODY
    alone: bool = False
    papers: int = 0
    volume: int | None = None
    done_at: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolDevice(Command):
    """A device the hall has not met before."""

    device: DeviceId
    role: str
    name: str
    zones: tuple[ZoneCode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PairDevice(Command):
    """Somebody has let a device in."""

    device: DeviceId
    role: str
    name: str
    zones: tuple[ZoneCode, ...] = ()
    counter: CounterId | None = None
    """Where it stands: a counter's terminal, or the panel at its door."""
    key: str
    """Its public key (Ed25519, base64)."""
    by: str
    """The officer; empty: a technician at the hub's own machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameDevice(Command):
    device: DeviceId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeDevice(Command):
    """A device is let in no more, and its key never again."""

    device: DeviceId
    reason: str = ""
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantNumbers(Command):
    """Settles which emergency numbers a kiosk holds, whenever it says hello."""

    kiosk: DeviceId
    held: Mapping[SeriesCode, tuple[int, int]] | None
    """What is on its disk; None: nothing, it is new or was wiped."""
    former: Mapping[SeriesCode, tuple[int, int]] = field(default_factory=dict)
    """The lowest and highest ordinal beside them that it has printed today."""
    fresh: bool = True
    """New numbers may be given; not while a restored hub waits for what others hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipNumbers(Command):
    """A kiosk tells the highest normal ordinals that it has printed on a date; without a kiosk the
    hub itself, restored, passes over what may be on paper."""

    kiosk: DeviceId | None
    date: str
    printed: Mapping[SeriesCode, int]
    restored: bool = False
    """The hub's history may end long before theirs; else they are at most a little ahead of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Command):
    """A paper that a kiosk gave, and that the hub does not know: an emergency number, or with
    `lost` a normal one whose entry a restored hub lacks."""

    ticket: TicketId
    """Made by the kiosk, random, at least 96 bits; also the command's id."""
    number: str
    service: ServiceCode
    visit: VisitId
    date: str
    """The kiosk's local date when it was printed."""
    taken_at: Moment | None = None
    """By the kiosk's wall clock: counts only where `age` is not known."""
    age: int | None = None
    """ms since the paper was given, monotonic; None: the machine was off in between."""
    language: str = "id"
    priority: GroupCode | None = None
    people: int = 1
    assist: tuple[AssistCode, ...] = ()
    ghost: CommandId | None = None
    """The command in flight when the line broke, in whose place this paper was given."""
    printed: bool = True
    lost: bool = False
    kiosk: DeviceId
    """Whoever sends it: filled in by the hub, likewise `contact`."""
    contact: Moment = BEGINNING
    """When the hub last heard of the kiosk before this line: nobody on its papers came before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterPaper(Command):
    """Somebody types the number of an emergency paper that has not been handed over yet."""

    ticket: TicketId
    """Random, made by the hub; likewise `new_visit`."""
    new_visit: VisitId
    number: str
    service: ServiceCode
    counter: CounterId | None = None
    """As with `ResumeTicket`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMedium(Command):
    """A file for the TVs' playlist is kept under its digest; a name that is known gets it anew."""

    name: str
    digest: str
    size: int
    kind: str
    lufs: float | None = None
    """How loud a video is, where it was measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveMedium(Command):
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignDay(Command):
    """The hub has signed the journal's head after a day's end."""

    date: str
    seq: int
    hash: str
    signed_at: Moment
    key: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSigningKey(Command):
    """The hub has another key than the one that signed last."""

    old: str
    new: str
    changed_at: Moment
    signature: str


class Doubt(StrEnum):
    """Why the journal may not be what it was."""

    HEAD = "head"
    """It does not hold the last entry that the hub has signed."""
    BOOK = "book"
    """It does not hold what stands in the file of signatures."""
    KEY = "key"
    """The hub had a key before, and signs with one that nobody vouched for."""
    UNSIGNED = "unsigned"
    """The hub finds days at its start that were over long before, and not signed."""
    FIRST = "first"
    """These days are older than the hub's key: a program of before has written them."""
    WAITED = "waited"
    """The hub was there when these days ended, and could not sign until now."""
    APP = "app"
    """An app has seen an entry that it does not hold."""
    RESTORED = "restored"
    """The same, where the hub was restored: what the app has seen is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtPast(Command):
    """The hub has found that somebody remembers another journal than this one."""

    reason: Doubt
    device: DeviceId | None = None
    seq: int = 0
    hash: str = ""
    dates: tuple[str, ...] = ()


class WordAct(StrEnum):
    """What a person takes upon them."""

    RESTORE_GO = "restore-go"
    CLOCK_ACCEPTED = "clock-accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveWord(Command):
    """A person says that the hub may go on."""

    act: WordAct
    about: tuple[str, ...] = ()


class SittingAct(StrEnum):
    """What somebody without a counter did."""

    ON = "signed-on"
    OFF = "signed-off"


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceSitting(Command):
    """Records that somebody signed on without a counter, or off again."""

    act: SittingAct
    officer: OfficerId


class PersonalAct(StrEnum):
    """What was done with what is known of people."""

    FOUND = "found"
    """Looked for, and shown masked."""
    READ = "read"
    EXPORTED = "exported"
    KEPT = "kept"
    CHANGED = "changed"
    ERASED = "erased"
    """Because somebody asked for it."""
    PURGED = "purged"
    """Because it had been kept for as long as the site says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TracePersonal(Command):
    """Records that something is done with what is known of people: never what that is."""

    act: PersonalAct
    records: tuple[RecordId, ...]
    kind: str = ""
    """Of what is kept: ``contact`` or ``booking``."""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePersonalKey(Command):
    """What is known of people is sealed with another key from now on."""

    key: str
    """Its name, not the key."""


class StaffAct(StrEnum):
    """What was done with who may work here."""

    ADDED = "added"
    ROLE = "role"
    """Another role than before."""
    PIN_GIVEN = "pin-given"
    """A first PIN, by somebody else."""
    PIN_SHOWN = "pin-shown"
    """Somebody read the first PINs that the hub had made up."""
    PIN_OWN = "pin-own"
    """One of their own, by themselves."""
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceStaff(Command):
    """Records that somebody may sign on, may do something else, or has another PIN: never which
    PIN."""

    act: StaffAct
    officers: tuple[OfficerId, ...]
    role: str = ""
    """Of who was added or has another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnDay(Command):
    """Opens the business day if that is due; every other command does so on its way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A command on its way: who sent it, who acts, under which id.

    `id` is the sender's own; empty where a retry need not be told apart. `digest` stands for the
    content as the sender wrote it: the same id with another digest is refused.
    """

    command: Command
    sender: str = ""
    actor: str = ""
    id: CommandId | None = None
    digest: str = ""
