"""Whom a listener trusts.

A hub that listens on loopback only trusts it, if the request really is local: a loopback ``Host``,
no foreign ``Origin``, no proxy in between. With any other listener no address is trusted, this
machine's included: apps and tools carry the token of the data directory.
"""

from __future__ import annotations

import hmac
import ipaddress
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

TOKEN_FILE = "token"


_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"""What proxies add: behind one, a loopback peer says nothing about who asks."""


class Distrust(Exception):
    """The request is not let in; `status` is 401 or 403."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail


def is_loopback(host: str) -> bool:
    """Whether a host name or address can only mean this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Trust:
    """What is asked of every request and every greeting."""

    def __init__(self, *, loopback_only: bool, token: str) -> None:
        self.loopback_only = loopback_only
        self._token = token

    def token_fits(self, token: str) -> bool:
        return self.loopback_only or hmac.compare_digest(token.encode(), self._token.encode())

    def require(self, headers: Mapping[str, str]) -> None:
        """Raises `Distrust` for a request that may not be answered."""
        if self.loopback_only:
            self._require_local(headers)
        elif not self.token_fits(headers.get("authorization", "").removeprefix("Bearer ")):
            raise Distrust(401, "token", "This hub wants 'Authorization: Bearer TOKEN'.")

    def _require_local(self, headers: Mapping[str, str]) -> None:
        if not is_loopback(_host_in(f"//{headers.get('host', '')}")):
            raise Distrust(403, "foreign-host", "This hub answers to loopback names only.")
        origin = headers.get("origin")
        if origin and not is_loopback(_host_in(origin)):
            raise Distrust(403, "foreign-origin", "This hub answers no page of another origin.")
        if any(name in headers for name in _FORWARDED):
            raise Distrust(403, "forwarded", "This hub answers nothing that a proxy forwards.")


def _host_in(url: str) -> str:
    """The host that a URL names; '' where it names none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def token_of(directory: Path) -> str:
    """The token of a data directory, made at the first asking; only its owner can read it."""
    path = directory / TOKEN_FILE
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        token = secrets.token_urlsafe(24)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(token + "\n")
        return token
