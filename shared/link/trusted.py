"""Whom a line with TLS believes: the certificates that this app was given."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtNetwork import QSsl, QSslCertificate, QSslConfiguration, QSslError

from shared.protocol.messages import OLDEST, PROTOCOL, Bye

DISTRUSTED = "distrusted"
"""The code of the refusal that an app gives itself: who answers is not our hub."""


def distrust(reason: str) -> Bye:
    """In place of the hub's own word: why there is no line."""
    words = f"Sertifikat pusat antrean tidak dipercaya ({reason}); periksa --tls-ca."
    return Bye(code=DISTRUSTED, detail=words)


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

    The hub's own certificate is enough whatever name stands in it, for a hall's machines have
    addresses that change. One that an authority has signed must name the address as well.
    """

    def __init__(self, file: Path) -> None:
        """OSError, NotTrusted."""
        self.file = file
        self._certificates = QSslCertificate.fromData(file.read_bytes(), QSsl.EncodingFormat.Pem)
        if not self._certificates:
            raise NotTrusted(f"{file}: no certificate in PEM")

    def configuration(self) -> QSslConfiguration:
        """Believe these and nobody else, not even whom the system believes."""
        configuration = QSslConfiguration.defaultConfiguration()
        configuration.setCaCertificates(self._certificates)
        return configuration

    def harmless(self) -> list[QSslError]:
        """What may be amiss all the same: one of these very certificates with another name."""
        mismatch = QSslError.SslError.HostNameMismatch
        return [QSslError(mismatch, certificate) for certificate in self._certificates]
