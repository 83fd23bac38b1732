"""What can be asked of the hall: commands, in the imperative.

A command carries everything the decision needs besides the state and the time: random ids are
made by whoever builds it. `Order` is a command with who sent it and under which id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.domain.ids import (
    BEGINNING,
    AssistCode,
    CommandId,
    CounterId,
    DeviceId,
    GroupCode,
    Moment,
    OfficerId,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelTicket(Command):
    ticket: TicketId
    reason: str = "visitor"


@dataclass(frozen=True, slots=True, kw_only=True)
class RejoinTicket(Command):
    """A missed visitor is back."""

    ticket: TicketId


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNoShow(CounterCommand):
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldTicket(CounterCommand):
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeTicket(CounterCommand):
    """A held ticket goes back into the line, keeping its place."""

    ticket: TicketId


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferTicket(CounterCommand):
    """To a service, or to one counter; the place in time stays."""

    service: ServiceCode | None = None
    to_counter: CounterId | None = None
    ticket: TicketId | None = None
    """None: the one at this counter."""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoLast(CounterCommand):
    """Takes back this counter's last finish or no-show, for a few seconds."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolDevice(Command):
    """A device the hall has not met before."""

    device: DeviceId
    role: str
    name: str
    zones: tuple[ZoneCode, ...] = ()


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
    """A kiosk tells the highest normal ordinals that it has printed on a date."""

    kiosk: DeviceId
    date: str
    printed: Mapping[SeriesCode, int]


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
class EnterPaper(CounterCommand):
    """An officer types the number of an emergency paper that has not been handed over yet."""

    ticket: TicketId
    """Random, made by the hub; likewise `new_visit`."""
    new_visit: VisitId
    number: str
    service: ServiceCode


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
