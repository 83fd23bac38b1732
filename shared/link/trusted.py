"""Whom a line with TLS believes: the certificates that this app was given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtNetwork import QSsl, QSslCertificate, QSslConfiguration, QSslError

from shared.protocol.messages import OLDEST, PROTOCOL, Bye

DISTRUSTED = "distrusted"
"""The code of the refusal that an app gives itself: who answers is not our hub."""


def distrust(reason: str, *, paired: bool) -> Bye:
    """In place of the hub's own word: why there is no line."""
    what = "--pair-anew memasangkan perangkat ini lagi" if paired else "periksa --tls-ca"
    return Bye(code=DISTRUSTED, detail=f"Pusat antrean tidak dipercaya ({reason}); {what}.")


def foreign_version(spoken: int) -> Bye:
    """What the screen says of a hub that answers in a version that this app does not speak."""
    newer = spoken > PROTOCOL
    words = (
        f"The hub speaks version {spoken} of the protocol, this app {OLDEST} to {PROTOCOL}:"
        f" the {'app' if newer else 'hub'} is too old, update it."
    )
    return Bye(code="protocol", detail=words, retry=False)


class NotTrusted(Exception):
    """The file names nobody whom a line could believe; str() says why."""


class Trusted:
    """The certificates of a file: a hub's own, or those of an authority that vouches for it.

    The hub's own certificate is enough whatever stands in it, for a hall's machines have addresses
    and clocks that change. One that an authority has signed must name the address, and be valid.
    """

    def __init__(self, file: Path) -> None:
        """OSError, NotTrusted."""
        self.file = file
        self.pem = file.read_text()
        found = QSslCertificate.fromData(self.pem.encode(), QSsl.EncodingFormat.Pem)
        if not found:
            raise NotTrusted(f"{file}: no certificate in PEM")
        self._certificates = found

    def configuration(self) -> QSslConfiguration:
        """Believe these and nobody else, not even whom the system believes."""
        configuration = QSslConfiguration.defaultConfiguration()
        configuration.setCaCertificates(self._certificates)
        return configuration

    def bears(self, errors: Sequence[QSslError], peer: QSslCertificate) -> bool:
        """Whether nothing of what is amiss matters: it is one of these very certificates."""
        return peer in self._certificates

    def believes(self, peer: QSslCertificate) -> bool:
        """Qt has followed the signatures up to one of these, or had nothing to forgive."""
        return not peer.isNull()
