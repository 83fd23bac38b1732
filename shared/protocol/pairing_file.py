"""What a paired device keeps: one file, of which its key and the hub's certificate are the heart.

The app writes it when it is let in; ``giliran device enrol`` writes it for an app on the hub's own
machine.
"""

from __future__ import annotations

import os
import stat
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Final

import msgspec

from shared.protocol.secret_file import OWN_ALONE, write_secret

FILE_NAME: Final = "pairing.json"
"""Within the app's data directory."""
_KEY_BYTES: Final = 32


class PairingFileError(Exception):
    """There is a file, and it is no pairing; str() says which and why."""


class PairedDevice(msgspec.Struct, frozen=True, kw_only=True):
    """A device that a hub has let in."""

    hub: str
    """The hub's id."""
    site: str
    """The mall's name."""
    device: str
    """The id under which it says hello."""
    role: str
    name: str
    """For people: ``TV Lobi``."""
    key: str
    """Its private key (Ed25519, base64)."""
    certificate: str
    """The hub's (PEM): no other is believed."""

    @property
    def private_key(self) -> bytes:
        return b64decode(self.key)


def read_pairing(path: Path) -> PairedDevice | None:
    """The pairing in a file; None where there is none. OSError, PairingFileError."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=PairedDevice)
    except FileNotFoundError:
        return None
    except msgspec.DecodeError as error:
        raise PairingFileError(f"{path}: {error}") from None
    _check(path, found)
    return found


def write_pairing(path: Path, paired: PairedDevice) -> None:
    """The whole file or nothing of it, on the disk and for its owner alone; OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_secret(path, msgspec.json.encode(paired))


def mend_rights(path: Path) -> bool:
    """A file that others can read is closed to them; whether it stood open. OSError."""
    open_to = stat.S_IMODE(path.stat().st_mode) & ~OWN_ALONE
    if os.name == "nt" or not open_to:
        return False
    path.chmod(OWN_ALONE)
    return True


def private_key_in(text: str) -> bytes:
    """A private key as such files hold it; ValueError where it is none."""
    key = b64decode(text, validate=True)
    if len(key) != _KEY_BYTES:
        raise ValueError(f"a key has {_KEY_BYTES} bytes")
    return key


def key_text(key: bytes) -> str:
    return b64encode(key).decode()


def _check(path: Path, found: PairedDevice) -> None:
    try:
        private_key_in(found.key)
    except ValueError as error:
        raise PairingFileError(f"{path}: no private key: {error}") from None
    whole = found.hub and found.device and found.role and "BEGIN CERTIFICATE" in found.certificate
    if not whole:
        raise PairingFileError(f"{path}: something is missing in it")
