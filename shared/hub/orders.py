"""Commands as they come in: a name and a body become an `Order`, or a clear refusal."""

from __future__ import annotations

import re
import secrets
from dataclasses import fields
from typing import Any

import msgspec

from shared.domain import commands as c
from shared.domain.ids import CommandId, Moment
from shared.hub.codec import digest_of
from shared.protocol.moments import moment_of

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
        c.RecordNoShow,
        c.HoldTicket,
        c.ResumeTicket,
        c.TransferTicket,
        c.UndoLast,
        c.ReportShown,
        c.ReportSpoken,
        c.SuspendService,
        c.RestoreService,
        c.ConfigureDisplay,
    )
}
"""What may be asked over the line and REST, by its name."""

BY_ROLE: dict[str, frozenset[str]] = {
    "kiosk": frozenset(
        {"IssueTicket", "CancelTicket", "RejoinTicket", "RequestReprint", "RecordPrint"}
    ),
    "display": frozenset({"ReportShown", "ReportSpoken", "ConfigureDisplay"}),
    "counter": frozenset(OPEN_TO_APPS) - {"ReportShown", "ReportSpoken"},
}
"""What an app may ask for on its line; questions are open to all."""

_CODE = re.compile(r"[A-Za-z0-9._-]{0,64}")
_CODES = ("reason", "kiosk")
"""Fields that hold a code, of the site or a device. The journal keeps no free text: what somebody
writes about a visitor could never be deleted from it."""


LONGEST_TEXT = 120


class BadCommand(Exception):
    """The body does not fit the command; `where` names the key."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


def new_ticket_id() -> str:
    """96 bits: it cannot be guessed, and stands in the QR code."""
    return secrets.token_urlsafe(12)


def new_command_id() -> CommandId:
    return CommandId(secrets.token_hex(8))


def order_of(
    name: str, body: dict[str, Any], *, sender: str, actor: str = "", id_: str | None = None
) -> c.Order:
    """The order that a message asks for; `BadCommand` when it makes no sense."""
    kind = OPEN_TO_APPS.get(name)
    if kind is None:
        raise BadCommand(f"There is no command '{name}'.")
    _require_known(kind, body)
    _require_short(kind, body)
    filled = body
    if kind is c.IssueTicket:
        filled = body | {"ticket": new_ticket_id(), "new_visit": secrets.token_urlsafe(9)}
    if body.get("until") is not None:
        filled = body | {"until": _moment(name, body["until"])}
    try:
        command = msgspec.convert(filled, kind, strict=True)
    except msgspec.ValidationError as error:
        raise BadCommand(f"{name}: {error}") from None
    return c.Order(
        command=command,
        sender=sender,
        actor=actor,
        id=CommandId(id_) if id_ else new_command_id(),
        digest=digest_of(name, body),
    )


def _require_short(kind: type[c.Command], body: dict[str, Any]) -> None:
    """Codes and ids are short; what is longer does not belong into the journal."""
    for name, value in body.items():
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            raise BadCommand(f"{kind.__name__}: '{name}' has more than {LONGEST_TEXT} characters.")
        if name in _CODES and isinstance(value, str) and not _CODE.fullmatch(value):
            raise BadCommand(
                f"{kind.__name__}: '{name}' is a code of letters, digits, '-' and '_', such as"
                " those of the site's lists: the journal keeps no free text."
            )


def _moment(name: str, until: object) -> Moment:
    try:
        return moment_of(str(until))
    except ValueError:
        raise BadCommand(f"{name}: 'until' is a time in ISO 8601 with an offset.") from None


def _require_known(kind: type[c.Command], body: dict[str, Any]) -> None:
    unknown = body.keys() - {field.name for field in fields(kind)}
    if kind is c.IssueTicket:
        unknown |= body.keys() & {"ticket", "new_visit"}
    if unknown:
        raise BadCommand(f"{kind.__name__} has no field '{sorted(unknown)[0]}'.")
