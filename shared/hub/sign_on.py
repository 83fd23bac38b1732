"""What an officer is told who may not: a wrong PIN, a session that is over, a missing right."""

from __future__ import annotations

from typing import Any


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
