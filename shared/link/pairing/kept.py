"""What an app keeps of its pairing: its own key, made once, and the hub that has let it in."""

from __future__ import annotations

import logging
from pathlib import Path

from shared.protocol.pairing_file import (
    FILE_NAME,
    PairedDevice,
    PairingFileError,
    key_text,
    mend_rights,
    private_key_in,
    read_pairing,
    write_pairing,
)
from shared.protocol.secret_file import write_secret

log = logging.getLogger(__name__)

KEY_FILE = "device.key"
"""The key of a device that nobody has let in yet."""
ASIDE = ".damaged"


class KeptPairing:
    """The files of an app's data directory. A disk that refuses is logged, and said by raising
    only where the pairing would be lost with the next start."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / FILE_NAME
        self._key_path = directory / KEY_FILE
        self._key = b""
        self.paired: PairedDevice | None = self._read()
        """None: nobody has let this device in."""

    @property
    def key(self) -> bytes:
        """The device's private key; the same until `renew`."""
        if self.paired is not None and not self._key:
            self._key = self.paired.private_key
        self._key = self._key or self._read_key() or self._make_key()
        return self._key

    def renew(self) -> None:
        """Another key: the hub has said that this one is to be believed nevermore."""
        self._key = self._make_key()

    def keep(self, paired: PairedDevice) -> None:
        """Let in: on the disk before anybody relies on it. OSError."""
        write_pairing(self._path, paired)
        self.paired = paired
        self._key_path.unlink(missing_ok=True)

    def forget(self) -> None:
        """Nobody has let this device in; the file stays aside."""
        self.paired = None
        self._put_aside()

    def _read(self) -> PairedDevice | None:
        try:
            if self._path.exists() and mend_rights(self._path):
                log.warning("%s could be read by others; it is closed to them now", self._path)
            return read_pairing(self._path)
        except PairingFileError as error:
            log.error("damaged, put aside, this device is to be let in anew: %s", error)
            self._put_aside()
        except OSError as error:
            log.error("%s cannot be read, this device is to be let in anew: %s", self._path, error)
        return None

    def _put_aside(self) -> None:
        try:
            self._path.replace(self._path.with_name(FILE_NAME + ASIDE))
        except FileNotFoundError:
            pass
        except OSError as error:
            log.error("%s cannot be put aside: %s", self._path, error)

    def _read_key(self) -> bytes:
        try:
            if self._key_path.exists() and mend_rights(self._key_path):
                # It has let nobody in yet, so another one costs nothing.
                log.warning("%s could be read by others; there is a new one", self._key_path)
                return b""
            return private_key_in(self._key_path.read_text())
        except FileNotFoundError:
            return b""
        except (OSError, ValueError) as error:
            log.error("%s is damaged (%s): there is a new one", self._key_path, error)
            return b""

    def _make_key(self) -> bytes:
        from shared.protocol.pairing import new_key

        key = new_key()
        try:
            self._key_path.parent.mkdir(parents=True, exist_ok=True)
            write_secret(self._key_path, key_text(key).encode())
        except OSError as error:
            log.error("the device's key will not outlive this app: %s", error)
        return key


def paired_in(directory: Path) -> PairedDevice | None:
    """Who a device of this directory is to its hub; None also where that cannot be read."""
    try:
        return read_pairing(directory / FILE_NAME)
    except (OSError, PairingFileError):
        return None
