"""What can be asked of the hall: commands, in the imperative.

A command carries everything the decision needs besides the state and the time: random ids are
made by whoever builds it. `Order` is a command with who sent it and under which id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shared.domain.ids import (
    AssistCode,
    CommandId,
    CounterId,
    DeviceId,
    GroupCode,
    Moment,
    OfficerId,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolDevice(Command):
    """A device the hall has not met before."""

    device: DeviceId
    role: str
    name: str
    zones: tuple[ZoneCode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnDay(Command):
    """Opens the business day if that is due; every other command does so on its way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordClockStep(Command):
    """The machine's clock jumped; the hub's time did not follow back."""

    before: Moment
    after: Moment


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
