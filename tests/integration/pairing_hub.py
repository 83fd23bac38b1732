"""A hub of which tests decide what it says: TLS, the challenge, and the way to be let in.

It keeps everything that an app has said to it, and obeys a `Mood` that a real hub should not have.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import ssl
import threading
from base64 import b64decode, b64encode
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

from shared.protocol.messages import (
    PROTOCOL,
    Bye,
    Challenge,
    Head,
    Hello,
    Message,
    Pair,
    PairAnswer,
    Paired,
    Pairing,
    PairProof,
    Ping,
    Pong,
    Snapshot,
    ToHub,
    Welcome,
)
from shared.protocol.pairing import Greeting, NotPaired, Typed, new_nonce
from shared.protocol.views import DeviceView
from tests.unit.small_site import small_document

LONG = (dt.datetime(2000, 1, 1, tzinfo=dt.UTC), dt.datetime(9999, 12, 31, tzinfo=dt.UTC))
WAIT_S = 5.0


class Mood(StrEnum):
    """What this hub does that no hub should."""

    HONEST = "honest"
    LETS_ANYBODY_IN = "lets anybody in"
    """It says `paired` without having been given the digits."""
    WRONG_PROOF = "wrong proof"
    OTHER_CERTIFICATE = "other certificate"
    HANGS = "hangs"
    MUTE = "mute"
    """It does not even challenge."""
    WELCOMES = "welcomes"
    """It behaves as if the app had said hello."""


class Identity:
    """A hub's certificate with its key, in two files."""

    def __init__(self, folder: Path, name: str = "hub-1", dates: Any = LONG) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        begin, end = dates
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begin)
            .not_valid_after(end)
            .sign(key, hashes.SHA256())
        )
        self.pem = made.public_bytes(serialization.Encoding.PEM).decode()
        self.der = made.public_bytes(serialization.Encoding.DER)
        self.file, self.key = folder / "hub.pem", folder / "hub.key"
        self.file.write_text(self.pem)
        self.key.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )

    @property
    def context(self) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.file, self.key)
        return context


class PairingHub:
    """Listens while it is entered. The code that a person types is `type_`d."""

    def __init__(
        self,
        identity: Identity | None,
        *,
        hub: str = "hub-1",
        mood: Mood = Mood.HONEST,
        port: int = 0,
        seconds: int = 300,
        device: str = "tv-lobi",
        role: str = "",
        name: str = "TV Lobi",
    ) -> None:
        self.identity, self.hub, self.mood = identity, hub, mood
        self.heard: list[Message] = []
        self.failed: list[str] = []
        self.devices: dict[str, bytes] = {}
        self.farewell = ""
        self._seconds, self._device, self._role, self._name = seconds, device, role, name
        self._port = port
        self._typed: list[str] = []
        self._news = threading.Condition()
        self._server: Server | None = None
        self._thread = threading.Thread(target=self._run, name="pairing-hub", daemon=True)
        self._decode = msgspec.json.Decoder(ToHub).decode

    def __enter__(self) -> Self:
        context = self.identity.context if self.identity else None
        self._server = serve(
            self._serve, "127.0.0.1", self._port, ssl=context, compression=None, close_timeout=0.2
        )
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server is not None
        with self._news:
            self._typed.append("")
            self._news.notify_all()
        self._server.shutdown()
        self._thread.join()

    @property
    def port(self) -> int:
        assert self._server is not None
        port: int = self._server.socket.getsockname()[1]
        return port

    @property
    def url(self) -> str:
        return f"{'https' if self.identity else 'http'}://127.0.0.1:{self.port}"

    def type_(self, code: str) -> None:
        """Somebody types digits at the hub, for the device that waits or the next one."""
        with self._news:
            self._typed.append(code)
            self._news.notify_all()

    def said(self, kind: type[Message]) -> list[Message]:
        return [message for message in self.heard if isinstance(message, kind)]

    def _run(self) -> None:
        assert self._server is not None
        self._server.serve_forever()

    def _serve(self, connection: ServerConnection) -> None:
        with contextlib.suppress(ConnectionClosed, TimeoutError):
            nonce = new_nonce()
            if self.mood is Mood.MUTE:
                self._listen(connection)
                return
            if self.identity is not None:
                _say(connection, Challenge(nonce=nonce))
            if self.mood is Mood.WELCOMES:
                self._welcome(connection, "kiosk-1", "kiosk")
            self._first(connection, nonce)

    def _first(self, connection: ServerConnection, nonce: str) -> None:
        message = self._hear(connection)
        if isinstance(message, Hello):
            self._greet(connection, message, nonce)
        elif isinstance(message, Pair) and self.mood is not Mood.HANGS:
            self._pair(connection, message)
        self._listen(connection)

    def _greet(self, connection: ServerConnection, hello: Hello, nonce: str) -> None:
        bye = self.farewell or self._objection(hello, nonce)
        if bye:
            _say(connection, Bye(code=bye, detail=self._name, retry=False))
            connection.close()
            return
        self._welcome(connection, hello.device, hello.role)

    def _objection(self, hello: Hello, nonce: str) -> str:
        if self.identity is None:
            return ""
        greeting = Greeting(nonce, self.identity.der, hello.device, hello.role)
        try:
            greeting.check(self.devices.get(hello.device, b""), b64decode(hello.proof))
        except NotPaired as error:
            self.failed.append(str(error))
            return "unpaired"
        return ""

    def _welcome(self, connection: ServerConnection, device: str, role: str) -> None:
        welcome = Welcome(
            protocol=PROTOCOL,
            hub=self.hub,
            site="Mal",
            role=role,
            device=DeviceView(id=device, role=role, name=self._name),
            now=dt.datetime.now(dt.UTC).isoformat(),
            head=Head(journal="j", seq=0, hash=""),
            snapshot=Snapshot(
                site=small_document(),
                site_version=1,
                date="2026-11-23",
                tickets=[],
                counters=[],
                calls=[],
                services=[],
            ),
            token="of-this-line",
        )
        _say(connection, welcome)

    def _pair(self, connection: ServerConnection, pair: Pair) -> None:
        assert self.identity is not None
        _say(connection, Pairing(site="Mal Pelayanan Publik Contoh", seconds=self._seconds))
        if self.mood is Mood.LETS_ANYBODY_IN:
            self._let_in(connection, pair)
            return
        code = self._next_typed(connection)
        seen = self.identity.der if self.mood is not Mood.OTHER_CERTIFICATE else b"another"
        typed = Typed(code, b64decode(pair.key), seen, b64decode(pair.start))
        proof = typed.proof if self.mood is not Mood.WRONG_PROOF else b"0" * 32
        _say(connection, PairAnswer(start=_text(typed.start), proof=_text(proof)))
        answer = self._hear(connection)
        assert isinstance(answer, PairProof)
        try:
            typed.check(b64decode(answer.proof))
        except NotPaired as error:
            self.failed.append(str(error))
            _say(connection, Bye(code="pairing-failed", detail=str(error)))
            connection.close()
            return
        self._let_in(connection, pair)

    def _let_in(self, connection: ServerConnection, pair: Pair) -> None:
        assert self.identity is not None
        self.devices[self._device] = b64decode(pair.key)
        paired = Paired(
            hub=self.hub,
            site="Mal Pelayanan Publik Contoh",
            device=self._device,
            role=self._role or pair.role,
            name=self._name,
            certificate=self.identity.pem,
        )
        _say(connection, paired)

    def _next_typed(self, connection: ServerConnection) -> str:
        """Until somebody types; the app's signs of life are answered meanwhile."""
        while True:
            with self._news:
                if self._typed:
                    return self._typed.pop(0)
            self._hear(connection, 0.05)

    def _hear(self, connection: ServerConnection, seconds: float = WAIT_S) -> Message | None:
        """The next message but signs of life; None when none came."""
        while True:
            try:
                message: Message = self._decode(connection.recv(seconds))
            except TimeoutError:
                return None
            self.heard.append(message)
            if not isinstance(message, Ping):
                return message
            _say(connection, Pong(n=message.n, now=dt.datetime.now(dt.UTC).isoformat()))

    def _listen(self, connection: ServerConnection) -> None:
        while True:
            self._hear(connection)


def _say(connection: ServerConnection, message: Message) -> None:
    connection.send(msgspec.json.encode(message).decode())


def _text(content: bytes) -> str:
    return b64encode(content).decode()
