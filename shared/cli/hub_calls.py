"""A command's way to a running hub: its address, its token, one request at a time."""

from __future__ import annotations

import http.client
import json
import ssl
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from shared.hub.senders import COMMANDS_NAME

HUB_FILE = "hub.json"
"""In the data directory of a running hub: ``{"url": …}``."""
TOKEN_FILE = "token"
"""In the data directory, for its owner alone (0600)."""

TIMEOUT_SECONDS = 10.0

_BEGIN, _END = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"


class HubCallError(Exception):
    """The hub was not reached, or did not do what it was asked. The text is fit for people."""


class HubUnreachable(HubCallError):
    """Nobody answers at the address, or there is no address."""


class HubRefused(HubCallError):
    """The hub said no. `problem` is its ``application/problem+json``, with a stable ``code``."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(str(problem.get("detail") or problem.get("title") or f"HTTP {status}"))
        self.status = status
        self.problem = problem


@dataclass(frozen=True, slots=True)
class HubAddress:
    """Where a hub answers, and the token that proves who asks."""

    url: str
    token: str | None = None
    certificate: str = ""
    """The file of the certificate that a hub with TLS shows; empty: one that the system trusts."""

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        seconds: float = TIMEOUT_SECONDS,
        *,
        session: str = "",
    ) -> Any:
        """The JSON that the hub answers within `seconds`, to the officer whose session it is;
        HubUnreachable, HubRefused."""
        request = urllib.request.Request(
            self.url.rstrip("/") + path,
            data=None if body is None else json.dumps(body, ensure_ascii=False).encode(),
            headers=self._headers() | ({"Giliran-Session": session} if session else {}),
            method=method,
        )
        return self._answered(request, seconds)

    def _answered(self, request: urllib.request.Request, seconds: float) -> Any:
        try:
            return _json(self._read(request, seconds))
        except ValueError as error:
            raise HubUnreachable(f"No hub answers at {self.url}: {error}") from None

    def _read(self, request: urllib.request.Request, seconds: float) -> bytes:
        try:
            with self._opener().open(request, timeout=seconds) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            with error:
                raise HubRefused(error.code, _problem(error.read())) from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "reason", error)
            raise HubUnreachable(f"No hub answers at {self.url}: {reason}") from None

    def text(self, path: str, seconds: float = TIMEOUT_SECONDS) -> str:
        """What the hub answers as text; HubUnreachable, HubRefused."""
        request = urllib.request.Request(self.url.rstrip("/") + path, headers=self._headers())
        return str(self._read(request, seconds), "utf-8")

    def upload(self, path: str, file: Path, seconds: float) -> Any:
        """PUTs a file as it is; HubUnreachable, HubRefused, OSError where it cannot be read."""
        with file.open("rb") as opened:
            headers = self._headers() | {
                "Content-Type": "application/octet-stream",
                "Content-Length": str(file.stat().st_size),
            }
            url = self.url.rstrip("/") + path
            request = urllib.request.Request(url, data=opened, headers=headers, method="PUT")
            return self._answered(request, seconds)

    def _opener(self) -> urllib.request.OpenerDirector:
        """A hall's hub is never behind the proxy that a technician's shell may name."""
        handlers: list[urllib.request.BaseHandler] = [urllib.request.ProxyHandler({})]
        if self.certificate:
            handlers.append(_Pinned(first_in(self.certificate)))
        return urllib.request.build_opener(*handlers)

    def _headers(self) -> dict[str, str]:
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "User-Agent": COMMANDS_NAME,
            "Idempotency-Key": uuid.uuid4().hex,
        }
        return headers | ({"Authorization": f"Bearer {self.token}"} if self.token else {})


class _Pinned(urllib.request.HTTPSHandler):
    """Speaks to whoever shows one certificate; its names and dates say no more than that."""

    def __init__(self, certificate: bytes) -> None:
        super().__init__()
        self._certificate = certificate

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._connection, req)  # any factory will do

    def _connection(self, host: str, **more: Any) -> http.client.HTTPSConnection:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE  # looked at below, before a word is said
        return _PinnedConnection(self._certificate, host, context=context, **more)


class _PinnedConnection(http.client.HTTPSConnection):
    def __init__(self, certificate: bytes, host: str, **more: Any) -> None:
        super().__init__(host, **more)
        self._certificate = certificate

    def connect(self) -> None:
        super().connect()
        if self.sock.getpeercert(binary_form=True) != self._certificate:
            self.close()
            raise ssl.SSLError("it shows another certificate than this hub's")


def first_in(path: str) -> bytes:
    """The certificate (DER) that a file of them begins with; HubUnreachable."""
    try:
        text = Path(path).read_text(encoding="ascii")
        begin, end = text.index(_BEGIN), text.index(_END) + len(_END)
        return ssl.PEM_cert_to_DER_cert(text[begin:end])
    except (OSError, ValueError) as error:
        raise HubUnreachable(f"{path}, the hub's certificate, cannot be read: {error}") from None


def hub_address(hub: str | None, data: Path | None) -> HubAddress:
    """The address given by ``--hub``, else found in the directory of ``--data``; HubUnreachable.

    With both, the address is the given one and the token the directory's.
    """
    token = _token(data)
    if hub is not None:
        return HubAddress(_checked(hub), token, _facts(data)[1] if data is not None else "")
    if data is None:
        raise HubUnreachable("No hub was named.")
    url, certificate = _facts(data)
    if not url:
        raise HubUnreachable(f"No hub runs on {data}: it has no {HUB_FILE}.")
    return HubAddress(_checked(url), token, certificate)


def _facts(data: Path) -> tuple[str, str]:
    """The address of the hub that runs on a directory, and the file of its certificate; empty
    where none runs. HubUnreachable."""
    try:
        facts = json.loads((data / HUB_FILE).read_text(encoding="utf-8"))
        return str(facts["url"]), str(facts.get("tls_cert", ""))
    except FileNotFoundError:
        return "", ""
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise HubUnreachable(f"{data / HUB_FILE} cannot be read: {error}") from None


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise HubUnreachable(f"'{url}' is no address of a hub; it looks like http://HOST:PORT")
    return url


def _token(data: Path | None) -> str | None:
    if data is None:
        return None
    try:
        return (data / TOKEN_FILE).read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise HubUnreachable(f"{data / TOKEN_FILE} cannot be read: {error}") from None


def _json(raw: bytes) -> Any:
    return json.loads(raw) if raw else None


def _problem(raw: bytes) -> dict[str, Any]:
    try:
        found = _json(raw)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
