"""Whether whoever answers at the other end of an encrypted line is believed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtNetwork import QSsl, QSslCertificate, QSslConfiguration, QSslError


class Belief(Protocol):
    """What a wire asks during and after the handshake."""

    def configuration(self) -> QSslConfiguration:
        """What the handshake begins with."""

    def bears(self, errors: Sequence[QSslError], peer: QSslCertificate) -> bool:
        """Whether nothing of what Qt finds amiss matters with this certificate."""

    def believes(self, peer: QSslCertificate) -> bool:
        """The last word, once the handshake has shown that the other side has its key."""


class Pinned:
    """One certificate, whatever stands in it: an address changes, and a machine whose battery is
    dead wakes up in 1970."""

    def __init__(self, pem: str) -> None:
        """ValueError where it is no certificate."""
        found = QSslCertificate.fromData(pem.encode(), QSsl.EncodingFormat.Pem)
        if len(found) != 1:
            raise ValueError("not one certificate in PEM")
        self._certificate = found[0]

    def configuration(self) -> QSslConfiguration:
        configuration = QSslConfiguration.defaultConfiguration()
        configuration.setCaCertificates([self._certificate])
        return configuration

    def bears(self, errors: Sequence[QSslError], peer: QSslCertificate) -> bool:
        return self.believes(peer)

    def believes(self, peer: QSslCertificate) -> bool:
        return bytes(peer.toDer().data()) == self.der

    @property
    def der(self) -> bytes:
        return bytes(self._certificate.toDer().data())


class AnyHub:
    """Everybody: only to be let in, where a code that nobody sends tells who it was."""

    def configuration(self) -> QSslConfiguration:
        configuration = QSslConfiguration.defaultConfiguration()
        configuration.setCaCertificates([])
        return configuration

    def bears(self, errors: Sequence[QSslError], peer: QSslCertificate) -> bool:
        return not peer.isNull()

    def believes(self, peer: QSslCertificate) -> bool:
        return not peer.isNull()


class Either:
    """The certificate that was pinned, or what else vouches for a hub."""

    def __init__(self, pinned: Pinned, other: Belief) -> None:
        self._pinned, self._other = pinned, other

    def configuration(self) -> QSslConfiguration:
        return self._other.configuration()

    def bears(self, errors: Sequence[QSslError], peer: QSslCertificate) -> bool:
        return self._pinned.believes(peer) or self._other.bears(errors, peer)

    def believes(self, peer: QSslCertificate) -> bool:
        return self._pinned.believes(peer) or self._other.believes(peer)
