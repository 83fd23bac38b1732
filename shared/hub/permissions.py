"""Who may ask the hub for what: the one table.

Every command that there is has a row in `COMMANDS`, every route one in `ROUTES`; what has none is
refused. A caller is a device or a program (`shared.hub.caller`), and behind it there may be a
person: a session, or a PIN that is typed. What is asked of both stands in the row, and nothing else
decides; the state of the queue may still refuse it.

docs/permissions.md is written from here (`python -m shared.cli.checks.permissions --write`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shared.domain.permits import Permit
from shared.hub.announcements import ANNOUNCE
from shared.hub.caller import CallerKind
from shared.hub.counter_messages import MESSAGE
from shared.hub.looked_up import FIND, WHY
from shared.hub.media.orders import ADD_MEDIUM, REMOVE_MEDIUM
from shared.hub.notes import ADD, LIST
from shared.hub.personal import orders as personal
from shared.hub.sign_on import (
    CHANGE_PIN,
    KNOWN_STAFF,
    OPEN_KIOSK,
    SIGN_IN,
    SIGN_OUT,
    WHO_AM_I,
)
from shared.protocol.pictures import REPORT as PICTURE
from shared.protocol.pictures import SEE
from shared.protocol.troubles import ACKNOWLEDGE, SOUND_TEST
from shared.protocol.troubles import REPORT as TROUBLES

STRANGER, KIOSK, COUNTER = CallerKind.STRANGER, CallerKind.KIOSK, CallerKind.COUNTER
DISPLAY, TOOL, LOCAL = CallerKind.DISPLAY, CallerKind.TOOL, CallerKind.LOCAL


class Case(StrEnum):
    """What a command is about, where that decides who may."""

    USUAL = ""
    FOR_A_VISITOR = "for a visitor, by staff"
    OF_ANOTHER = "of another's"
    WITHOUT_COUNTER = "at no counter"
    WITHOUT_PAPER = "without the number on its paper"
    AFTER_A_PAUSE = "after one's own pause, without a PIN"
    AT_THE_HUB = "at the hub's machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Who may. A person whose PIN is part of the command counts as nobody until it is found right;
    then `permits` hold for them too."""

    alone: frozenset[CallerKind] = frozenset()
    """They may with nobody behind them."""
    people: frozenset[CallerKind] = frozenset()
    """From there a person may, who has signed on."""
    permits: tuple[Permit, ...] = ()
    """One of these the person needs; none: everybody who may sign on."""
    also: tuple[Permit, ...] = ()
    """All of these besides."""


def _set(kinds: tuple[CallerKind, ...]) -> frozenset[CallerKind]:
    return frozenset(kinds)


_MACHINES = (TOOL, LOCAL)
_PAIRED = (KIOSK, COUNTER, DISPLAY)
_STAFF = _set((COUNTER, TOOL, LOCAL))
"""Where staff work, or have a program ask for them."""
_AT_A_COUNTER = _set((COUNTER, LOCAL))
"""Signing on to a counter needs a paired counter, and so does what is done there."""


def _staff(*permits: Permit, also: tuple[Permit, ...] = ()) -> Row:
    """An act of staff; a hub that nobody else can reach believes its own machine."""
    return Row(alone=_set((LOCAL,)), people=_STAFF, permits=permits, also=also)


def _desk(*permits: Permit) -> Row:
    """An act at a counter."""
    return Row(alone=_set((LOCAL,)), people=_AT_A_COUNTER, permits=permits or (Permit.SERVE,))


def _run(*permits: Permit) -> Row:
    """Running the hall: a person who may, or whoever has the run of the hub's machine."""
    return Row(alone=_set(_MACHINES), people=_STAFF, permits=permits)


def _device(*kinds: CallerKind) -> Row:
    """What devices tell and ask of their own accord."""
    return Row(alone=_set((*kinds, *_MACHINES)))


def _visitor(*kinds: CallerKind, permits: tuple[Permit, ...]) -> Row:
    """What a visitor does at a kiosk, and staff for a visitor."""
    return Row(alone=_set((*kinds, *_MACHINES)), people=_STAFF, permits=permits)


def _pin(*kinds: CallerKind, permits: tuple[Permit, ...] = ()) -> Row:
    """A PIN is typed: the person is known after it."""
    return Row(alone=_set(kinds), people=_set(kinds), permits=permits)


_SERVE_VISITORS = (Permit.DESK, Permit.ISSUE)
_WITHOUT_COUNTER = (Permit.DESK, Permit.SUPERVISE)
_MEET_VISITORS = (Permit.SERVE, Permit.DESK, Permit.SUPERVISE)
_RUN_THE_HUB = (
    *(Permit.MEDIA, Permit.DEVICES, Permit.PEOPLE),
    *(Permit.SITE, Permit.AUDIT, Permit.PERSONAL),
)

COMMANDS: dict[tuple[str, Case], Row] = {
    # A visitor's own.
    ("IssueTicket", Case.USUAL): _visitor(KIOSK, permits=(Permit.ISSUE,)),
    ("IssueTicket", Case.FOR_A_VISITOR): _staff(Permit.ISSUE),
    ("CancelTicket", Case.USUAL): _visitor(STRANGER, KIOSK, permits=(Permit.CANCEL,)),
    ("RejoinTicket", Case.USUAL): _visitor(KIOSK, permits=_SERVE_VISITORS),
    ("RequestReprint", Case.USUAL): _visitor(KIOSK, permits=_SERVE_VISITORS),
    ("RecordPrint", Case.USUAL): _visitor(KIOSK, permits=_MEET_VISITORS),
    ("FindTicket", Case.USUAL): _visitor(KIOSK, permits=_MEET_VISITORS),
    ("FindTicket", Case.WITHOUT_PAPER): _visitor(KIOSK, permits=(Permit.SEE_QUEUE,)),
    # Devices.
    ("RecordTally", Case.USUAL): _device(KIOSK),
    ("HandOver", Case.USUAL): _device(KIOSK),
    ("TendKiosk", Case.USUAL): _device(KIOSK),
    ("ReportShown", Case.USUAL): _device(DISPLAY),
    ("ReportSpoken", Case.USUAL): _device(DISPLAY),
    (TROUBLES, Case.USUAL): _device(*_PAIRED),
    (SOUND_TEST, Case.USUAL): _device(DISPLAY),
    (PICTURE, Case.USUAL): _device(DISPLAY),
    ("ConfigureDisplay", Case.USUAL): Row(
        alone=_set((DISPLAY, *_MACHINES)),
        people=_STAFF,
        permits=(Permit.SUPERVISE, Permit.DEVICES),
    ),
    ("ConfigureDisplay", Case.OF_ANOTHER): _run(Permit.SUPERVISE, Permit.DEVICES),
    # PINs.
    ("OpenCounter", Case.USUAL): _pin(COUNTER, LOCAL, permits=(Permit.SERVE,)),
    ("OpenCounter", Case.AFTER_A_PAUSE): _desk(),
    (SIGN_IN, Case.USUAL): _pin(COUNTER, LOCAL, permits=_WITHOUT_COUNTER),
    (SIGN_IN, Case.AT_THE_HUB): _pin(*_MACHINES, permits=(*_WITHOUT_COUNTER, *_RUN_THE_HUB)),
    (CHANGE_PIN, Case.USUAL): _pin(COUNTER, *_MACHINES),
    (OPEN_KIOSK, Case.USUAL): _pin(
        KIOSK, LOCAL, permits=(Permit.KIOSK, Permit.DESK, Permit.SUPERVISE)
    ),
    (KNOWN_STAFF, Case.USUAL): Row(alone=_set((KIOSK, LOCAL))),
    (SIGN_OUT, Case.USUAL): Row(people=_STAFF),
    (WHO_AM_I, Case.USUAL): Row(people=_STAFF),
    # At a counter.
    ("ListOfficers", Case.USUAL): _pin(COUNTER, *_MACHINES),
    ("PauseCounter", Case.USUAL): _desk(),
    ("PauseCounter", Case.OF_ANOTHER): _staff(Permit.SUPERVISE),
    ("CloseCounter", Case.USUAL): _desk(),
    ("CloseCounter", Case.OF_ANOTHER): _staff(Permit.SUPERVISE),
    ("CallNext", Case.USUAL): _desk(),
    ("CallTicket", Case.USUAL): _desk(Permit.CALL_BY_NUMBER),
    ("Recall", Case.USUAL): _desk(),
    ("StartService", Case.USUAL): _desk(),
    ("FinishService", Case.USUAL): _desk(),
    ("ContinueVisit", Case.USUAL): _desk(),
    ("RecordNoShow", Case.USUAL): _desk(),
    ("HoldTicket", Case.USUAL): _desk(),
    ("ResumeTicket", Case.USUAL): _desk(),
    ("ResumeTicket", Case.WITHOUT_COUNTER): _staff(*_WITHOUT_COUNTER),
    ("TransferTicket", Case.USUAL): _desk(Permit.TRANSFER),
    ("UndoLast", Case.USUAL): _desk(),
    (ACKNOWLEDGE, Case.USUAL): _staff(),
    (ADD, Case.USUAL): _staff(*_MEET_VISITORS),
    (LIST, Case.USUAL): _staff(*_MEET_VISITORS),
    # The information desk, and whoever looks after visitors.
    ("EnterPaper", Case.USUAL): _desk(Permit.ISSUE),
    ("EnterPaper", Case.WITHOUT_COUNTER): _staff(Permit.ISSUE),
    ("SetPriority", Case.USUAL): _staff(Permit.PRIORITY),
    ("SetAssistance", Case.USUAL): _staff(*_SERVE_VISITORS),
    (FIND, Case.USUAL): _staff(*_WITHOUT_COUNTER, also=(Permit.SEE_QUEUE,)),
    (WHY, Case.USUAL): _staff(also=(Permit.SEE_QUEUE,)),
    ("ListDevices", Case.USUAL): _staff(),
    # Supervisors.
    ("MoveTicket", Case.USUAL): _staff(Permit.SUPERVISE),
    ("DecideEnd", Case.USUAL): _staff(Permit.SUPERVISE),
    ("PostponeTicket", Case.USUAL): _staff(Permit.SUPERVISE),
    ("SetProfile", Case.USUAL): _staff(Permit.SUPERVISE),
    ("SuspendService", Case.USUAL): _staff(Permit.SUPERVISE),
    ("RestoreService", Case.USUAL): _staff(Permit.SUPERVISE),
    ("SuspendAgency", Case.USUAL): _staff(Permit.SUPERVISE),
    ("RestoreAgency", Case.USUAL): _staff(Permit.SUPERVISE),
    ("UnlockOfficer", Case.USUAL): _run(Permit.SUPERVISE, Permit.PEOPLE),
    (ANNOUNCE, Case.USUAL): _staff(Permit.SUPERVISE),
    (MESSAGE, Case.USUAL): _staff(Permit.SUPERVISE),
    (SEE, Case.USUAL): _staff(Permit.SUPERVISE),
    # The hall's media, and what is known of visitors.
    (ADD_MEDIUM, Case.USUAL): _run(Permit.MEDIA),
    (REMOVE_MEDIUM, Case.USUAL): _run(Permit.MEDIA),
    **dict.fromkeys(
        ((name, Case.USUAL) for name in personal.AT_THE_DESK),
        _staff(*_SERVE_VISITORS, Permit.PERSONAL),
    ),
    **dict.fromkeys(((name, Case.USUAL) for name in personal.MASKED), _run(Permit.PERSONAL)),
    **dict.fromkeys(
        ((name, Case.USUAL) for name in personal.IN_FULL),
        Row(people=_STAFF, permits=(Permit.PERSONAL,)),
    ),
}
"""By the name of the order, on a line and over REST alike."""

_API = "/api/v1"
_TICKET, _COUNTER = f"{_API}/tickets/{{ticket}}", f"{_API}/counters/{{counter}}"
_SERVICE, _AGENCY = f"{_API}/services/{{service}}", f"{_API}/agencies/{{agency}}"
_PERSONAL = f"{_API}/personal"
_OFFICER, _DISPLAY = f"{_API}/officers/{{officer}}", f"{_API}/displays/{{display}}"

_ANYBODY = Row(alone=_set(tuple(CallerKind)), people=_STAFF)
_INSIDE = Row(alone=_set((*_PAIRED, *_MACHINES)), people=_STAFF)
"""Whoever is let in at all."""

EVENTS = _run(Permit.SEE_QUEUE, Permit.AUDIT)
"""The journal as it grows: looked at again as long as somebody reads it."""

ROUTES: dict[tuple[str, str], str | Row] = {
    ("GET", "/healthz"): _ANYBODY,
    ("GET", "/metrics"): _run(Permit.AUDIT),
    ("GET", "/api/openapi.json"): _INSIDE,
    # Tickets.
    ("POST", f"{_API}/tickets"): "IssueTicket",
    ("GET", _TICKET): _ANYBODY,
    ("POST", f"{_TICKET}/cancel"): "CancelTicket",
    ("POST", f"{_TICKET}/reprint"): "RequestReprint",
    ("POST", f"{_TICKET}/rejoin"): "RejoinTicket",
    ("POST", f"{_TICKET}/postpone"): "PostponeTicket",
    ("POST", f"{_TICKET}/assist"): "SetAssistance",
    ("POST", f"{_TICKET}/priority"): "SetPriority",
    ("POST", f"{_TICKET}/move"): "MoveTicket",
    ("POST", f"{_TICKET}/resume"): "ResumeTicket",
    ("GET", f"{_TICKET}/before/{{number}}"): Row(
        alone=_set(_MACHINES), people=_STAFF, permits=(Permit.SEE_QUEUE,)
    ),
    ("GET", f"{_TICKET}/notes"): LIST,
    ("POST", f"{_TICKET}/notes"): ADD,
    ("POST", f"{_API}/papers"): "EnterPaper",
    # What is known of visitors.
    ("PUT", f"{_TICKET}/contact"): personal.CONTACT,
    ("GET", f"{_TICKET}/contact"): personal.LOOK,
    ("POST", f"{_PERSONAL}/bookings"): personal.BOOKING,
    ("GET", f"{_PERSONAL}/keys"): personal.KEYS,
    **{("POST", f"{_PERSONAL}/{action}"): name for action, name in personal.ACTIONS.items()},
    # Counters.
    ("GET", f"{_API}/counters"): _INSIDE,
    ("GET", _COUNTER): _INSIDE,
    ("POST", f"{_COUNTER}/open"): "OpenCounter",
    ("POST", f"{_COUNTER}/take-over"): "OpenCounter",
    ("POST", f"{_COUNTER}/close"): "CloseCounter",
    ("POST", f"{_COUNTER}/pause"): "PauseCounter",
    ("POST", f"{_COUNTER}/profile"): "SetProfile",
    ("POST", f"{_COUNTER}/message"): MESSAGE,
    ("POST", f"{_COUNTER}/call-next"): "CallNext",
    ("POST", f"{_COUNTER}/call"): "CallTicket",
    ("POST", f"{_COUNTER}/recall"): "Recall",
    ("POST", f"{_COUNTER}/start"): "StartService",
    ("POST", f"{_COUNTER}/finish"): "FinishService",
    ("POST", f"{_COUNTER}/no-show"): "RecordNoShow",
    ("POST", f"{_COUNTER}/hold"): "HoldTicket",
    ("POST", f"{_COUNTER}/resume"): "ResumeTicket",
    ("POST", f"{_COUNTER}/transfer"): "TransferTicket",
    ("POST", f"{_COUNTER}/continue"): "ContinueVisit",
    ("POST", f"{_COUNTER}/undo"): "UndoLast",
    ("POST", f"{_COUNTER}/enter-paper"): "EnterPaper",
    # The hall.
    ("GET", f"{_API}/services"): _INSIDE,
    ("POST", f"{_SERVICE}/suspend"): "SuspendService",
    ("POST", f"{_SERVICE}/restore"): "RestoreService",
    ("POST", f"{_SERVICE}/end"): "DecideEnd",
    ("POST", f"{_AGENCY}/suspend"): "SuspendAgency",
    ("POST", f"{_AGENCY}/restore"): "RestoreAgency",
    ("GET", f"{_API}/queue"): _run(Permit.SEE_QUEUE),
    ("GET", f"{_API}/refused"): _run(Permit.SUPERVISE, Permit.AUDIT),
    ("GET", f"{_API}/reports/rule"): _staff(Permit.SUPERVISE, Permit.AUDIT),
    ("GET", f"{_API}/troubles"): _run(Permit.SUPERVISE, Permit.DESK, Permit.DEVICES, Permit.AUDIT),
    ("GET", f"{_API}/events"): EVENTS,
    ("POST", f"{_API}/announcements"): ANNOUNCE,
    ("GET", f"{_API}/site"): _run(Permit.SITE, Permit.SUPERVISE, Permit.AUDIT),
    ("PUT", f"{_API}/site"): _run(Permit.SITE),
    # Devices: who is let in.
    ("GET", f"{_API}/devices"): _run(Permit.DEVICES),
    ("POST", f"{_API}/devices"): Row(alone=_set(_MACHINES)),
    ("GET", f"{_API}/devices/pending"): _run(Permit.DEVICES),
    ("POST", f"{_API}/devices/pending/{{number}}/approve"): _run(Permit.DEVICES),
    ("POST", f"{_API}/devices/{{device}}/rename"): _run(Permit.DEVICES),
    ("POST", f"{_API}/devices/{{device}}/revoke"): _run(Permit.DEVICES),
    # Displays and media.
    ("GET", f"{_API}/displays"): _run(Permit.SUPERVISE, Permit.DESK, Permit.DEVICES),
    ("PUT", _DISPLAY): "ConfigureDisplay",
    ("POST", f"{_DISPLAY}/test-sound"): _run(Permit.SUPERVISE, Permit.DEVICES),
    ("GET", f"{_DISPLAY}/picture"): SEE,
    ("GET", f"{_API}/media"): Row(
        alone=_set((*_PAIRED, *_MACHINES)), people=_STAFF, permits=(Permit.MEDIA,)
    ),
    ("PUT", f"{_API}/media/{{name}}"): ADD_MEDIUM,
    ("DELETE", f"{_API}/media/{{name}}"): REMOVE_MEDIUM,
    ("GET", f"{_API}/media/files/{{digest}}"): _INSIDE,
    # People.
    ("GET", f"{_API}/officers"): _run(Permit.PEOPLE, Permit.SUPERVISE),
    ("PUT", f"{_API}/officers"): _run(Permit.PEOPLE),
    ("POST", f"{_API}/officers/pins"): _run(Permit.PEOPLE),
    ("POST", f"{_OFFICER}/role"): _run(Permit.PEOPLE),
    ("POST", f"{_OFFICER}/pin"): _run(Permit.PEOPLE),
    ("POST", f"{_OFFICER}/unlock"): "UnlockOfficer",
    ("POST", f"{_API}/sign-in"): SIGN_IN,
    ("POST", f"{_API}/sign-out"): SIGN_OUT,
    ("POST", f"{_API}/change-pin"): CHANGE_PIN,
    ("GET", f"{_API}/me"): WHO_AM_I,
    # The hub itself.
    ("POST", f"{_API}/restore/go"): _run(Permit.SITE, Permit.DEVICES),
    ("POST", f"{_API}/clock/accept"): _run(Permit.SITE, Permit.DEVICES),
}
"""By method and path. A route that carries a command has its name, and the command's rows hold."""


def row_of(name: str, case: Case = Case.USUAL) -> Row | None:
    """The command's row in a case; where the case has none of its own, the usual one. None: there
    is no such command."""
    return COMMANDS.get((name, case)) or COMMANDS.get((name, Case.USUAL))


def permits_for(name: str) -> tuple[Permit, ...]:
    """One of these a person needs for the command in its usual case."""
    return COMMANDS[name, Case.USUAL].permits
