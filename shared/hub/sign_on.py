"""What an officer is told who may not: a wrong PIN, a session that is over, a missing right."""

from __future__ import annotations

from math import ceil
from typing import Any

SIGN_IN, SIGN_OUT, WHO_AM_I = "SignIn", "SignOut", "WhoAmI"
CHANGE_PIN = "ChangePin"
MINUTES_FROM = 90
"""Seconds; longer waits are told in minutes."""

OPEN_KIOSK, KNOWN_STAFF = "OpenKiosk", "KnownStaff"


class SignOnRefused(Exception):
    """No such officer, a wrong PIN, a session that is over, or an act that the officer's role does
    not allow; `extra` is ready for JSON."""

    def __init__(
        self, code: str, detail: str, status: int = 403, extra: dict[str, Any] | None = None
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.status = status
        self.extra = extra or {}


def no_session() -> SignOnRefused:
    return SignOnRefused("no-session", "Sign on at this counter first.", 401)


def wrong_pin() -> SignOnRefused:
    return SignOnRefused("wrong-pin", "Officer or PIN are not right.")


def span(seconds: int) -> str:
    """A wait as people say it."""
    return f"{seconds} s" if seconds <= MINUTES_FROM else f"{ceil(seconds / 60)} minutes"


def too_many(seconds: int) -> SignOnRefused:
    return SignOnRefused(
        "too-many-attempts",
        f"Too many wrong PINs from here: wait {span(seconds)}, or ask a supervisor to unlock you.",
        429,
        {"retry_after": seconds},
    )


def busy() -> SignOnRefused:
    return SignOnRefused(
        "sign-on-busy",
        "Too many people sign on at this moment: try again in two seconds.",
        503,
        {"retry_after": 2},
    )


def change_needed(officer: str) -> SignOnRefused:
    return SignOnRefused(
        "pin-change-needed",
        "Others have seen this PIN: choose one of your own first, at a counter or with 'giliran"
        " officer change'.",
        extra={"officer": officer} if officer else {},
    )


def weak(why: str) -> SignOnRefused:
    return SignOnRefused(
        "weak-pin",
        f"This PIN or password is too easily guessed ({why}): choose another one.",
        422,
        {"why": why},
    )
