"""Commands as they come in: a name and a body become an `Order`, or a clear refusal."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from dataclasses import fields
from typing import Any

import msgspec

from shared.domain import commands as c
from shared.domain.ids import BEGINNING, CommandId, Moment
from shared.domain.refusal import Code, Refusal
from shared.hub.codec import digest_of
from shared.protocol.moments import moment_of
from shared.protocol.written import personal_data

OPEN_TO_APPS: dict[str, type[c.Command]] = {
    kind.__name__: kind
    for kind in (
        c.IssueTicket,
        c.CancelTicket,
        c.RejoinTicket,
        c.RequestReprint,
        c.RecordPrint,
        c.SetPriority,
        c.OpenCounter,
        c.PauseCounter,
        c.CloseCounter,
        c.CallNext,
        c.CallTicket,
        c.Recall,
        c.StartService,
        c.FinishService,
        c.ContinueVisit,
        c.RecordNoShow,
        c.HoldTicket,
        c.ResumeTicket,
        c.TransferTicket,
        c.MoveTicket,
        c.SetAssistance,
        c.PostponeTicket,
        c.DecideEnd,
        c.UndoLast,
        c.ReportShown,
        c.ReportSpoken,
        c.SuspendService,
        c.RestoreService,
        c.SuspendAgency,
        c.RestoreAgency,
        c.SetProfile,
        c.UnlockOfficer,
        c.ConfigureDisplay,
        c.TendKiosk,
        c.HandOver,
        c.EnterPaper,
    )
}
"""What may be asked over the line and REST, by its name."""

_CODE = re.compile(r"[A-Za-z0-9._-]{0,64}")
_CODES = ("reason", "kiosk", "result", "take_over", "choice")
"""Fields that hold a code, of the site or a device. The journal keeps no free text: what somebody
writes about a visitor could never be deleted from it."""

_IDS = ("kiosk", "officer")
"""Those that name a device or an officer: digits in them are the hall's own."""


MADE_HERE: dict[type[c.Command], frozenset[str]] = {
    c.IssueTicket: frozenset({"ticket", "new_visit", "promise"}),
    c.EnterPaper: frozenset({"ticket", "new_visit"}),
    c.HandOver: frozenset({"kiosk", "contact"}),
    c.TendKiosk: frozenset({"kiosk"}),
}
"""What the hub fills in itself."""

_FIELDS = {
    kind: frozenset(field.name for field in fields(kind)) - MADE_HERE.get(kind, frozenset())
    for kind in OPEN_TO_APPS.values()
}

_MOMENTS = ("until", "taken_at", "done_at")

_OWN_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")
"""What a kiosk makes up for a paper: at least 96 bits."""

_VISIT_ID = re.compile(r"[A-Za-z0-9_-]{12,64}")
"""The visit may be one that the hub made: the first errand was taken while it was there."""

LONGEST_TEXT = 120


class BadCommand(Exception):
    """The body does not fit the command; `where` names the key."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


def new_command_id() -> CommandId:
    return CommandId(secrets.token_hex(8))


def order_of(
    name: str,
    body: dict[str, Any],
    *,
    sender: str,
    actor: str = "",
    id_: str | None = None,
    contact: Moment = BEGINNING,
) -> c.Order:
    """The order that a message asks for; `BadCommand` when it makes no sense.

    `contact`: when the sender was last heard of before the line that it sends this on.
    """
    kind = OPEN_TO_APPS.get(name)
    if kind is None:
        raise BadCommand(f"There is no command '{name}'.")
    _require_known(kind, body)
    _require_short(kind, body)
    filled = body | {key: _moment(name, key, body[key]) for key in _MOMENTS if body.get(key)}
    signed = body
    if "new_visit" in MADE_HERE.get(kind, ()):
        made = secrets.token_urlsafe(21)  # 96 bits that stand in the QR code, and 72
        filled |= {"ticket": made[:16], "new_visit": made[16:]}
    if kind is c.TendKiosk:
        require_code(name, "officer", str(body.get("officer", "")))
        filled |= {"kiosk": sender}
    if kind is c.HandOver:
        _require_sound_paper(body, id_)
        filled |= {"kiosk": sender, "contact": contact}
        signed = {"ticket": body["ticket"]}  # the rest is told anew with each try: its age grows
    try:
        command = msgspec.convert(filled, kind, strict=True)
    except msgspec.ValidationError as error:
        raise BadCommand(f"{name}: {error}") from None
    return c.Order(
        command=command,
        sender=sender,
        actor=actor,
        id=CommandId(id_) if id_ else new_command_id(),
        digest=digest_of(name, signed),
    )


def require_code(name: str, field: str, value: str) -> None:
    """`BadCommand` unless it is a code: the journal keeps no free text; `Refusal` where it looks
    like a number of a person."""
    if not _CODE.fullmatch(value):
        raise BadCommand(
            f"{name}: '{field}' is a code of letters, digits, '-' and '_', such as"
            " those of the site's lists: the journal keeps no free text."
        )
    if field not in _IDS and personal_data(value):
        raise Refusal(
            Code.PERSONAL_DATA,
            "This looks like an identity or telephone number, and is to be a code.",
            field=field,
        )


def _require_short(kind: type[c.Command], body: dict[str, Any]) -> None:
    """Codes and ids are short; what is longer does not belong into the journal."""
    for name, value in body.items():
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            raise BadCommand(f"{kind.__name__}: '{name}' has more than {LONGEST_TEXT} characters.")
        if name in _CODES and isinstance(value, str):
            require_code(kind.__name__, name, value)


def _require_sound_paper(body: dict[str, Any], id_: str | None) -> None:
    """Ids that the hub would have made up itself, and a date."""
    ids = [body.get("ticket"), body.get("ghost") or "-" * 16]
    sound = all(isinstance(one, str) and _OWN_ID.fullmatch(one) for one in ids)
    if not sound or not _VISIT_ID.fullmatch(str(body.get("visit"))):
        raise BadCommand(
            "HandOver: 'ticket' and 'ghost' are random ids of 16 to 64 letters, digits, '-' and"
            " '_', and 'visit' of 12 to 64."
        )
    if id_ != body["ticket"]:
        raise BadCommand("HandOver: the command's id is the ticket's.")
    try:
        dt.date.fromisoformat(str(body.get("date")))
    except ValueError:
        raise BadCommand("HandOver: 'date' is a date, YYYY-MM-DD.") from None


def _moment(name: str, key: str, text: object) -> Moment:
    try:
        return moment_of(str(text))
    except ValueError:
        raise BadCommand(f"{name}: '{key}' is a time in ISO 8601 with an offset.") from None


def _require_known(kind: type[c.Command], body: dict[str, Any]) -> None:
    unknown = body.keys() - _FIELDS[kind]
    if unknown:
        raise BadCommand(f"{kind.__name__} has no field '{sorted(unknown)[0]}'.")
