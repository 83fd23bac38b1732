"""An app's line to the hub, spoken by hand: every message as it stands on the wire."""

from __future__ import annotations

import itertools
import json
import ssl
import time
import uuid
from base64 import b64encode
from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from shared.protocol.pairing import Greeting

PATIENCE_S = 20.0
SIGN_OF_LIFE_S = 2.0
"""So often it shows that it lives: the hub ends a line that has been silent for eight seconds, and
a test may be busy elsewhere for so long."""

Message = dict[str, Any]


def anybody() -> ssl.SSLContext:
    """Believes every certificate, as a device does that has no hub yet."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


class LineEnded(Exception):
    """The hub closed the line."""


class AppLine:
    """One `/ws`: greets on entering, keeps all it hears in `heard`, in order. With `key` (private)
    it is a paired device; a hub beyond loopback is believed whatever it shows."""

    def __init__(
        self,
        url: str,
        role: str = "counter",
        device: str = "app-1",
        *,
        key: bytes = b"",
        **hello: Any,
    ) -> None:
        self._key = key
        self._url = url.replace("http", "ws", 1) + "/ws"
        self._hello = {"type": "hello", "protocol": 1, "role": role, "device": device, **hello}
        self._ids = (f"{uuid.uuid4().hex[:8]}-{n}" for n in itertools.count(1))
        self._pings = itertools.count(1)
        self._open = ExitStack()
        self._connection: ClientConnection | None = None
        self.heard: list[Message] = []

    def __enter__(self) -> Self:
        self.connect()
        self.say(self._hello | (self._proof() if self._url.startswith("wss") else {}))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def connect(self, **options: Any) -> None:
        """Opens the line and says nothing yet."""
        if self._url.startswith("wss"):
            options.setdefault("ssl", anybody())
        options.setdefault("open_timeout", PATIENCE_S)
        opening = connect(
            self._url,
            proxy=None,
            compression=None,
            ping_interval=SIGN_OF_LIFE_S,
            ping_timeout=None,
            close_timeout=0.2,
            max_size=None,
            **options,
        )
        self._connection = self._open.enter_context(opening)

    def _proof(self) -> Message:
        """What a paired device says to the challenge, which comes first beyond loopback."""
        nonce = self.hear()["nonce"]
        assert self._connection is not None
        tls = self._connection.socket
        assert isinstance(tls, ssl.SSLSocket)
        if not self._key:
            return {}
        shown = tls.getpeercert(binary_form=True) or b""
        greeting = Greeting(nonce, shown, self._hello["device"], self._hello["role"])
        return {"proof": b64encode(greeting.signed(self._key)).decode("ascii")}

    def close(self) -> None:
        self._open.close()
        self._connection = None

    def say(self, message: Message | str | bytes) -> None:
        assert self._connection is not None
        raw = message if isinstance(message, str | bytes) else json.dumps(message)
        try:
            self._connection.send(raw)
        except ConnectionClosed:
            raise LineEnded from None

    def hear(self, timeout: float = PATIENCE_S) -> Message:
        """The next message; `LineEnded` after the last, TimeoutError when none comes."""
        assert self._connection is not None
        try:
            message: Message = json.loads(self._connection.recv(timeout))
        except ConnectionClosed:
            raise LineEnded from None
        self.heard.append(message)
        return message

    def await_(
        self,
        type_: str,
        fits: Callable[[Message], bool] = lambda _: True,
        timeout: float = PATIENCE_S,
    ) -> Message:
        """The next message of a type that fits; the others stay in `heard`."""
        deadline = time.monotonic() + timeout
        while True:
            message = self.hear(max(0.0, deadline - time.monotonic()))
            if message["type"] == type_ and fits(message):
                return message

    def since(
        self,
        mark: int,
        type_: str,
        fits: Callable[[Message], bool] = lambda _: True,
        timeout: float = PATIENCE_S,
    ) -> Message:
        """Like `await_`, and it may have come already: anywhere in `heard` from `mark` on."""
        for message in self.heard[mark:]:
            if message["type"] == type_ and fits(message):
                return message
        return self.await_(type_, fits, timeout)

    def welcome(self) -> Message:
        return self.await_("welcome")

    def event(self, name: str, timeout: float = PATIENCE_S) -> Message:
        """The next change with this event's name, from whatever frame."""
        frame = self.await_(
            "frame", lambda f: any(x["event"] == name for x in f.get("events", [])), timeout
        )
        change: Message = next(x for x in frame["events"] if x["event"] == name)
        return change

    def order(self, name: str, body: Message | None = None, *, id_: str = "") -> Message:
        """Sends a command and gives its answer."""
        id_ = id_ or next(self._ids)
        self.say({"type": "command", "id": id_, "name": name, "body": body or {}})
        return self.await_("answer", lambda answer: bool(answer["id"] == id_))

    def orders(self, name: str, bodies: list[Message]) -> list[Message]:
        """Sends all of them before it hears the first answer; the answers in the same order."""
        mark, ids = len(self.heard), [next(self._ids) for _ in bodies]
        for id_, body in zip(ids, bodies, strict=True):
            self.say({"type": "command", "id": id_, "name": name, "body": body})
        return [self._answer(mark, id_) for id_ in ids]

    def _answer(self, mark: int, id_: str) -> Message:
        return self.since(mark, "answer", lambda answer: bool(answer["id"] == id_))

    def so_far(self) -> list[Message]:
        """What else the hub has told until now: its answer to a ping comes behind all of it."""
        start, id_ = len(self.heard), next(self._pings)
        self.say({"type": "ping", "n": id_})
        self.await_("pong", lambda pong: bool(pong["n"] == id_))
        return self.heard[start:-1]

    def rest(self, quiet_s: float = 0.3) -> list[Message]:
        """What else comes until it has been quiet for a while."""
        start = len(self.heard)
        try:
            while True:
                self.hear(quiet_s)
        except (TimeoutError, LineEnded):
            return self.heard[start:]

    def to_the_end(self) -> None:
        """Hears everything until the hub ends the line; TimeoutError when it does not."""
        try:
            while True:
                self.hear()
        except LineEnded:
            return

    def frames(self) -> list[Message]:
        return [message for message in self.heard if message["type"] == "frame"]
