"""What an app and a hub that have never met do to trust each other, and how they show it later.

A manager stands before the new screen and types its six digits at the hub. SPAKE2 (RFC 9382, the
package ``spake2``) makes of them a key that both sides know and nobody who listens, or stands
between, can guess more than once: a wrong guess ends the attempt, and the screen shows new digits.
Bound into it are the device's own public key and the certificate that it saw, so that whoever
sits between has another pair and gets another key. The picture, three signs out of sixteen, is
drawn from the device's key; the manager compares it with what the hub shows.

Later the device signs each greeting: a number that the hub made up for that line, the certificate
that it saw, its id and its role. A greeting that was recorded fits no other line.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

CODE_DIGITS: Final = 6
CODE_SECONDS: Final = 300
"""So long a screen shows the same digits, and the hub waits for them to be typed."""

SIGNS: Final = (
    *("baby", "book", "car", "clock", "fingerprint", "globe", "headphones", "house"),
    *("leaf", "motorcycle", "phone", "scales", "ship", "star", "umbrella", "water"),
)
"""The icons that pictures are made of, each told from the others at a glance."""

SIGN_NAMES: Final[dict[str, tuple[str, str]]] = dict(
    zip(
        SIGNS,
        (
            *(("bayi", "baby"), ("buku", "book"), ("mobil", "car"), ("jam", "clock")),
            *(("sidik jari", "fingerprint"), ("bola dunia", "globe")),
            *(("headphone", "headphones"), ("rumah", "house"), ("daun", "leaf")),
            *(("sepeda motor", "motorcycle"), ("telepon", "phone"), ("timbangan", "scales")),
            *(("kapal", "ship"), ("bintang", "star"), ("payung", "umbrella")),
            ("tetes air", "drop of water"),
        ),
        strict=True,
    )
)
"""What people call them, in Indonesian and in English."""

_NONCE_BYTES = 24


class NotPaired(Exception):
    """The other side does not know the code, or is not who it was."""


def new_code() -> str:
    """Six digits for a screen."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def shown(code: str) -> str:
    """The digits as people read them out: ``482 913``."""
    return f"{code[:3]} {code[3:]}"


def typed(text: str) -> str:
    """The digits in what somebody typed; empty where they are not six."""
    digits = "".join(letter for letter in text if letter.isascii() and letter.isdigit())
    return digits if len(digits) == CODE_DIGITS else ""


def picture_of(public_key: bytes) -> tuple[str, str, str]:
    """Three signs by which people tell a device from others; of `SIGNS`."""
    digest = hashlib.sha256(b"giliran picture" + public_key).digest()
    first, second, third = (SIGNS[byte % len(SIGNS)] for byte in digest[:3])
    return first, second, third


def fingerprint(certificate: bytes) -> bytes:
    """SHA-256 of a certificate in DER: what a line is bound to."""
    return hashlib.sha256(certificate).digest()


# The code ---------------------------------------------------------------------------------------


class Shown:
    """The device's side: it shows the code."""

    def __init__(self, code: str, public_key: bytes, certificate: bytes) -> None:
        from spake2 import SPAKE2_A  # of all starts of an app, one needs it

        self._secret = SPAKE2_A(code.encode(), idA=public_key, idB=fingerprint(certificate))
        self.start: bytes = self._secret.start()
        self._key = b""

    def check(self, start: bytes, proof: bytes) -> None:
        """Raises `NotPaired` unless the hub knows the code; it has this one guess."""
        self._key = _shared_key(self._secret, start)
        if not hmac.compare_digest(proof, _proof(self._key, b"hub")):
            raise NotPaired("the hub was given other digits")

    @property
    def proof(self) -> bytes:
        """What tells the hub that this is the device whose digits were typed; after `check`."""
        return _proof(self._key, b"device")


class Typed:
    """The hub's side: somebody has typed the code."""

    def __init__(self, code: str, public_key: bytes, certificate: bytes, start: bytes) -> None:
        """NotPaired: `start` is no beginning."""
        from spake2 import SPAKE2_B

        secret = SPAKE2_B(code.encode(), idA=public_key, idB=fingerprint(certificate))
        self.start: bytes = secret.start()
        self._key = _shared_key(secret, start)

    @property
    def proof(self) -> bytes:
        """What tells the device that its digits were typed here."""
        return _proof(self._key, b"hub")

    def check(self, proof: bytes) -> None:
        """Raises `NotPaired` unless the device knows the code too."""
        if not hmac.compare_digest(proof, _proof(self._key, b"device")):
            raise NotPaired("the device showed other digits")


def _shared_key(secret: object, start: bytes) -> bytes:
    try:
        return bytes(secret.finish(start))  # type: ignore[attr-defined]
    except Exception as error:  # the package has one of its own for each way to be no point
        raise NotPaired(f"what came is no beginning: {error}") from None


def _proof(key: bytes, who: bytes) -> bytes:
    return hmac.new(key, b"giliran pairing " + who, hashlib.sha256).digest()


# Each greeting ----------------------------------------------------------------------------------


def new_key() -> bytes:
    """A device's private key (Ed25519, 32 bytes)."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key_of(key: bytes) -> bytes:
    """The public half (32 bytes) of a private key; ValueError where it is none."""
    return Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()


def new_nonce() -> str:
    """What a hub challenges a line with; never twice the same."""
    return secrets.token_urlsafe(_NONCE_BYTES)


@dataclass(frozen=True, slots=True)
class Greeting:
    """What a device signs: the hub's number for this line, the certificate (DER) that it saw, its
    id and the role that it asks for."""

    nonce: str
    certificate: bytes
    device: str
    role: str

    def signed(self, key: bytes) -> bytes:
        """The device's word that it is itself, for one line to one hub."""
        return Ed25519PrivateKey.from_private_bytes(key).sign(self._words())

    def check(self, public_key: bytes, proof: bytes) -> None:
        """Raises `NotPaired` unless the device with that key has signed just this."""
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(proof, self._words())
        except (InvalidSignature, ValueError):
            raise NotPaired("the greeting is not signed by this device") from None

    def _words(self) -> bytes:
        seen = fingerprint(self.certificate)
        parts = (self.nonce.encode(), seen, self.device.encode(), self.role.encode())
        return b"giliran greeting 1" + b"".join(len(one).to_bytes(4, "big") + one for one in parts)
