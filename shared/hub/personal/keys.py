"""The keys of what is known of people: a file beside the tables, for its owner alone.

The last key in the file seals; those before it still open what they have sealed, until a rotation
has moved it and takes them out. Whatever a key has sealed that is gone, in old copies too, nobody
reads any more.
"""

from __future__ import annotations

import datetime as dt
import hmac
import logging
import secrets
from collections.abc import Collection
from pathlib import Path
from threading import Lock

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from shared.protocol.secret_file import write_secret

IDENTITY = "identity"
"""The folder of a data directory with what must not leave it."""

KEY_FILE = "personal.key"

_NONCE, _SECRET = 12, 32
"""bytes"""

_STEP = 128
"""bytes: what is sealed is filled up to a multiple of it, so that its length tells no name."""

log = logging.getLogger(__name__)


class NoKey(Exception):
    """The key that something was sealed with is not here."""


class KeyFileDamaged(Exception):
    """The file of keys cannot be read: it is left as it is."""


class Tampered(Exception):
    """It is not what was sealed under this name: somebody changed, moved or swapped it."""


class Key(msgspec.Struct, frozen=True):
    """One of them. Nothing shows its secret."""

    id: str
    made: str
    """ISO 8601, UTC"""
    secret: bytes

    def __repr__(self) -> str:
        return f"Key({self.id!r}, {self.made!r})"

    def part(self, purpose: str) -> bytes:
        """A key of its own for each purpose."""
        info = f"giliran/personal/{purpose}".encode()
        return HKDFExpand(SHA256(), _SECRET, info).derive(self.secret)


class _File(msgspec.Struct):
    keys: list[Key]


class Keyring:
    """The keys of a data directory. May be used by several threads.

    The file is made with the first thing that is sealed. Methods raise `KeyFileDamaged` and
    OSError.
    """

    def __init__(self, directory: Path) -> None:
        self.path = directory / IDENTITY / KEY_FILE
        self._lock = Lock()
        self._keys: dict[str, Key] | None = None

    def all(self) -> list[Key]:
        """The oldest first; none before anything was sealed."""
        with self._lock:
            return list(self._looked_up().values())

    def current(self) -> Key:
        """The one that seals; made where there is none."""
        with self._lock:
            keys = self._known() or self._write({}, new=True)
            return list(keys.values())[-1]

    def seal(self, name: str, plain: bytes) -> tuple[str, bytes]:
        """The key's id, and what only that key opens, and only under this `name`."""
        key = self.current()
        nonce = secrets.token_bytes(_NONCE)
        filled = plain + b" " * (-len(plain) % _STEP)
        cipher = ChaCha20Poly1305(key.part("seal"))
        return key.id, nonce + cipher.encrypt(nonce, filled, _bound(key.id, name))

    def open(self, name: str, key_id: str, sealed: bytes) -> bytes:
        """What was sealed, with spaces at its end. Raises `NoKey` and `Tampered` too."""
        key = self._key(key_id)
        cipher = ChaCha20Poly1305(key.part("seal"))
        try:
            return cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], _bound(key_id, name))
        except (InvalidTag, ValueError) as error:
            raise Tampered(f"{name} is not what was sealed.") from error

    def marks(self, field: str, value: str) -> list[str]:
        """By what a value is found without being known: one for each key, the current one last.

        The same value has the same mark, and without the key nobody can try values.
        """
        return [_mark(key.part("find"), field, value) for key in self.all()]

    def marks_of(self, field: str, values: Collection[str]) -> dict[str, str]:
        """Many values by their marks, of every key."""
        keys = [key.part("find") for key in self.all()]
        return {_mark(key, field, value): value for key in keys for value in values}

    def mark(self, field: str, value: str) -> str:
        """The one by which it is to be found from now on."""
        return _mark(self.current().part("find"), field, value)

    def renew(self) -> Key:
        """A new key seals from now on; the others stay until `forget`."""
        with self._lock:
            return list(self._write(self._looked_up(), new=True).values())[-1]

    def forget(self, keys: set[str]) -> None:
        """Takes keys out for good; never the one that seals."""
        with self._lock:
            known = self._looked_up()
            last = next(reversed(known), "")
            self._write({id_: one for id_, one in known.items() if id_ == last or id_ not in keys})

    def bring(self, file: Path) -> int:
        """Adds the keys of a file that was kept elsewhere, before those that are here: the one
        that seals stays. Says how many are new."""
        with self._lock:
            known = self._read(self.path)
            new = {id_: key for id_, key in self._read(file).items() if id_ not in known}
            if new:
                self._write(new | known)
            return len(new)

    def _key(self, key_id: str) -> Key:
        with self._lock:
            known = self._known()
            if key_id not in known:
                known = self._looked_up()
            if key_id not in known:
                raise NoKey(f"The key {key_id} is not in {self.path}.")
            return known[key_id]

    def _known(self) -> dict[str, Key]:
        if self._keys is None:
            self._keys = self._read(self.path)
        return self._keys

    def _looked_up(self) -> dict[str, Key]:
        """With those that somebody has brought meanwhile; the one that seals is the last still."""
        self._keys = self._read(self.path) | (self._keys or {})
        return self._keys

    def _read(self, path: Path) -> dict[str, Key]:
        try:
            if path.stat().st_mode & 0o077:
                log.warning(
                    "%s could be read by others, and is closed to them now. If somebody may have"
                    " read it: 'giliran personal rotate'.",
                    path,
                )
                path.chmod(0o600)
            found = msgspec.json.decode(path.read_bytes(), type=_File).keys
        except FileNotFoundError:
            return {}
        except msgspec.DecodeError as error:
            raise KeyFileDamaged(f"{path} is damaged: put the one kept elsewhere there.") from error
        if any(len(one.secret) != _SECRET for one in found):
            raise KeyFileDamaged(f"{path} is damaged: put the one kept elsewhere there.")
        return {one.id: one for one in found}

    def _write(self, keys: dict[str, Key], *, new: bool = False) -> dict[str, Key]:
        """On the disk before anything is sealed with it."""
        if new:
            made = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
            fresh = Key(secrets.token_hex(4), made, secrets.token_bytes(_SECRET))
            keys = keys | {fresh.id: fresh}
        self.path.parent.mkdir(mode=0o700, exist_ok=True)
        write_secret(self.path, msgspec.json.encode(_File(list(keys.values()))))
        self._keys = keys
        return keys


def _bound(key_id: str, name: str) -> bytes:
    return f"giliran/personal/1/{key_id}/{name}".encode()


def _mark(key: bytes, field: str, value: str) -> str:
    return hmac.digest(key, f"{field}\0{value}".encode(), "sha256")[:16].hex()
