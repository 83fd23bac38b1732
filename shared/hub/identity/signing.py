"""The key with which the hub signs its journal once a day (Ed25519), in a file for its owner alone.

Whoever can read the file can sign as the hub: what it proves is worth as much as the copies of the
signatures, and of the public key, that have left the machine.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from shared.protocol.secret_file import write_secret

FOLDER = "identity"
"""In the data directory."""

KEY_FILE = "sign.key"

_FINGERPRINT_DIGITS = 32


class NoKey(Exception):
    """There is no key that can sign; the words are fit for people."""


class SigningKey:
    """A private key; `public` names it: 64 hex digits."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        raw = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.public = raw.hex()

    def sign(self, statement: bytes) -> str:
        """128 hex digits."""
        return self._private.sign(statement).hex()

    def _pem(self) -> bytes:
        return self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def signing_key(directory: Path) -> SigningKey:
    """The key of a data directory, made where there is none yet. Raises `NoKey`."""
    path = key_path(directory)
    try:
        if not path.exists():
            _write(path, SigningKey(Ed25519PrivateKey.generate()))
        return read_key(directory)
    except OSError as error:
        raise NoKey(f"{path} cannot be written: {error.strerror}.") from error


def read_key(directory: Path) -> SigningKey:
    """The key of a data directory. Raises `NoKey` where it is missing or damaged."""
    path = key_path(directory)
    try:
        private = load_pem_private_key(path.read_bytes(), None)
    except OSError as error:
        raise NoKey(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, TypeError) as error:
        raise NoKey(f"{path} holds no key: {error}.") from error
    if not isinstance(private, Ed25519PrivateKey):
        raise NoKey(f"{path} holds a key of another kind than Ed25519.")
    return SigningKey(private)


def new_key() -> SigningKey:
    """A fresh one, in memory alone."""
    return SigningKey(Ed25519PrivateKey.generate())


def exchange_key(directory: Path, key: SigningKey) -> None:
    """Puts `key` in the place of the one before, which is gone then. Raises OSError."""
    _write(key_path(directory), key)


def key_path(directory: Path) -> Path:
    """Where a data directory's key lies."""
    return directory / FOLDER / KEY_FILE


def fits(public: str, statement: bytes, signature: str) -> bool:
    """Whether the key named `public` has signed the statement."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), statement)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: str) -> str:
    """What people compare: ``4b1c 09de …``, the first 128 bits of the SHA-256 of the key; words for
    what is no key, but stands in a forged journal."""
    try:
        digits = sha256(bytes.fromhex(public)).hexdigest()[:_FINGERPRINT_DIGITS]
    except ValueError:
        return "no key"
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def public_pem(public: str) -> bytes:
    """The public key as openssl reads it."""
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _write(path: Path, key: SigningKey) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_secret(path, key._pem())
