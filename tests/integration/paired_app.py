"""A device before and behind the hub's door, spoken by hand: it pairs, and signs its greetings."""

from __future__ import annotations

import json
import ssl
from base64 import b64decode, b64encode
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from shared.cli.enrolling import enrol_app
from shared.cli.hub_calls import hub_address
from shared.protocol.pairing import Greeting, NotPaired, Shown, new_key, public_key_of
from shared.protocol.pairing_file import FILE_NAME, read_pairing
from tests.integration.app_line import anybody
from tests.integration.real_hub import RealHub

PATIENCE_S = 12.0

Message = dict[str, Any]


class Knock:
    """One connection to a hub beyond loopback: it has heard the challenge, and said nothing."""

    def __init__(self, url: str, source: str = "127.0.0.1") -> None:
        """`source`: this machine's address from which it comes."""
        self._open = ExitStack()
        opening = connect(
            url.replace("https", "wss", 1) + "/ws",
            ssl=anybody(),
            proxy=None,
            compression=None,
            ping_interval=None,
            close_timeout=0.2,
            max_size=None,
            source_address=(source, 0),
        )
        self._line: ClientConnection = self._open.enter_context(opening)
        tls = self._line.socket
        assert isinstance(tls, ssl.SSLSocket)
        self.certificate = tls.getpeercert(binary_form=True) or b""
        self.challenge = self.hear()
        assert self.challenge["type"] == "challenge"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def say(self, message: Message) -> None:
        self._line.send(json.dumps(message))

    def hear(self, timeout: float = PATIENCE_S) -> Message:
        """The next message; `{}` once the line is over."""
        try:
            message: Message = json.loads(self._line.recv(timeout))
        except ConnectionClosed:
            return {}
        return message

    def hear_bye(self) -> Message:
        """What the hub says last; `{}` where it says no farewell."""
        while message := self.hear():
            if message["type"] == "bye":
                return message
        return {}

    def hello(self, device: str, role: str, proof: bytes | None = None, **more: Any) -> Message:
        """What the hub answers to a hello."""
        signed = {} if proof is None else {"proof": _text(proof)}
        hello = {"type": "hello", "protocol": 1, "role": role, "device": device, **signed, **more}
        self.say(hello)
        return self.hear()


class Device:
    """A device with a key of its own."""

    def __init__(
        self,
        hub: RealHub,
        role: str = "display",
        id_: str = "tv-new",
        source: str = "127.0.0.1",
    ) -> None:
        self.hub = hub
        self.source = source
        self.role = role
        self.id = id_
        self.key = new_key()

    @classmethod
    def enrolled(cls, hub: RealHub, folder: Path, role: str, id_: str, **more: Any) -> Device:
        """One that was let in by `giliran device enrol`."""
        enrol_app(hub_address(None, hub.directory), folder, role=role, device=id_, **more)
        paired = read_pairing(folder / FILE_NAME)
        assert paired is not None
        device = cls(hub, role, id_)
        device.key = paired.private_key
        return device

    def proof(self, knock: Knock, **instead: Any) -> bytes:
        """Its signature for a line, or for something else."""
        said = {
            "nonce": knock.challenge["nonce"],
            "certificate": knock.certificate,
            "device": self.id,
            "role": self.role,
        } | instead
        return Greeting(**said).signed(self.key)

    def knock(self) -> Knock:
        return Knock(self.hub.url, self.source)

    def greet(self, knock: Knock, **more: Any) -> Message:
        return knock.hello(self.id, self.role, self.proof(knock), **more)

    def tried(self) -> str:
        """`welcome`, or why not."""
        with self.knock() as knock:
            answer = self.greet(knock)
            return str(answer["code"] if answer["type"] == "bye" else answer["type"])

    # Pairing --------------------------------------------------------------------------------

    def ask(self, knock: Knock, code: str, **instead: str) -> tuple[Shown, Message]:
        """Shows a code and asks to be let in; what the hub says first."""
        public = public_key_of(self.key)
        shown = Shown(code, public, knock.certificate)
        knock.say(
            {
                "type": "pair",
                "protocol": 1,
                "role": self.role,
                "device": self.id,
                "name": "a new one",
                "key": _text(public),
                "start": _text(shown.start),
                "proof": _text(self.proof(knock)),
                **instead,
            }
        )
        return shown, knock.hear()

    def answer(self, knock: Knock, shown: Shown) -> Message:
        """Waits for a code to be typed; what the hub says after the proof, or after there is
        none."""
        typed = knock.hear()
        return self.prove(knock, shown, typed) if typed.get("type") == "pair-answer" else typed

    def prove(self, knock: Knock, shown: Shown, typed: Message) -> Message:
        """Answers a code that was typed; what the hub says then."""
        try:
            shown.check(b64decode(typed["start"]), b64decode(typed["proof"]))
            proof = _text(shown.proof)
        except NotPaired:
            proof = ""
        knock.say({"type": "pair-proof", "proof": proof})
        said = knock.hear()
        if said.get("type") == "paired":
            self.id = said["device"]
        return said


def _text(content: bytes) -> str:
    return b64encode(content).decode("ascii")
