"""Refusals on the wire: `application/problem+json` (RFC 9457) with a stable code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shared.domain.hall import Hall
from shared.domain.refusal import Code, Refusal
from shared.hub.codec import moment_text
from shared.hub.engine import Unavailable
from shared.protocol.views import Problem

_NOT_FOUND = frozenset(
    {
        Code.UNKNOWN_TICKET,
        Code.UNKNOWN_COUNTER,
        Code.UNKNOWN_DEVICE,
        Code.UNKNOWN_DISPLAY,
        Code.UNKNOWN_OFFICER,
        Code.UNKNOWN_MEDIUM,
        Code.UNKNOWN_RECORD,
    }
)
_UNPROCESSABLE = frozenset(
    {
        Code.UNKNOWN_SERVICE,
        Code.UNKNOWN_AGENCY,
        Code.UNKNOWN_PROFILE,
        Code.UNKNOWN_VISIT,
        Code.UNKNOWN_PRIORITY,
        Code.UNKNOWN_ASSISTANCE,
        Code.UNKNOWN_LANGUAGE,
        Code.UNKNOWN_ZONE,
        Code.UNKNOWN_ARROW,
        Code.UNKNOWN_REASON,
        Code.TOO_MANY_PEOPLE,
        Code.PRIORITY_NOT_ALLOWED,
        Code.REASON_NEEDED,
        Code.ID_REUSED,
        Code.UNKNOWN_NUMBER,
        Code.PERSONAL_DATA,
        Code.NOTE_NEEDED,
        Code.UNKNOWN_CHOICE,
        Code.WRONG_MINUTES,
        Code.RETURN_PAST,
        Code.WRONG_TARGET,
    }
)
_MOMENTS = frozenset({"opens_at", "due_at", "since", "until", "now"})


def problem(status: int, code: str, detail: str, extra: Mapping[str, Any] | None = None) -> Problem:
    """A refusal; its title is the code in words."""
    return Problem(
        type=f"urn:giliran:problem:{code}",
        title=code.replace("-", " ").capitalize(),
        status=status,
        code=code,
        detail=detail,
        extra=dict(extra or {}),
    )


FAULT = problem(500, "fault", "The hub met a fault of its own; its log says more.")
"""What a stranger is told; the log has the rest."""


def status_of(code: Code) -> int:
    """404 for what is not there, 422 for what makes no sense, 503 while the hub has no site or
    waits for its kiosks, 409 for what may not be done now."""
    if code in _NOT_FOUND:
        return 404
    if code in _UNPROCESSABLE:
        return 422
    return 503 if code in (Code.NO_SITE, Code.RESTORING) else 409


def of_refusal(refusal: Refusal, hall: Hall) -> Problem:
    zone = hall.plan.site.timezone if hall.plan is not None else "UTC"
    facts = {
        name: moment_text(value, zone) if name in _MOMENTS else value
        for name, value in refusal.facts.items()
        if value is not None
    }
    return problem(status_of(refusal.code), refusal.code, refusal.detail, facts)


def of_unavailable(error: Unavailable) -> Problem:
    return problem(503, error.code, error.detail)
