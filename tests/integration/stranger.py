"""Somebody in the mall's Wi-Fi: reaches the hub's port, from an address of their own, and knows
nothing."""

from __future__ import annotations

import json
import socket
import ssl
from dataclasses import dataclass
from typing import Any

PATIENCE_S = 20.0


@dataclass(frozen=True, slots=True)
class Told:
    """What the hub has answered."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def body(self) -> Any:
        return json.loads(self.content)


def believing_anybody() -> ssl.SSLContext:
    """A stranger does not ask who the hub is."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


class Stranger:
    """One machine, told from others by its loopback address."""

    def __init__(self, port: int, address: str = "127.9.0.1") -> None:
        self.port = port
        self.address = address

    def connect(self, *, tls: bool = True) -> socket.socket:
        opened = socket.create_connection(
            ("127.0.0.1", self.port), PATIENCE_S, source_address=(self.address, 0)
        )
        return believing_anybody().wrap_socket(opened) if tls else opened

    def says(self, words: bytes, *, tls: bool = True) -> bytes:
        """All that comes back until the hub closes; nothing where it does so at once."""
        with self.connect(tls=tls) as line:
            answer = b""
            try:
                line.sendall(words)
                while part := line.recv(65_536):
                    answer += part
            except (ConnectionError, ssl.SSLError):
                pass
            return answer

    def asks(self, method: str, target: str, *headers: str, body: bytes = b"") -> Told:
        """One request, byte for byte as it is given."""
        lines = [f"{method} {target} HTTP/1.1", "host: hub", "connection: close", *headers]
        if body or method in ("POST", "PUT"):
            lines.append(f"content-length: {len(body)}")
        said = "\r\n".join([*lines, "", ""]).encode("latin-1") + body
        return told(self.says(said))


def told(answer: bytes) -> Told:
    head, _, content = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    return Told(int(first.split()[1]), headers, content)
