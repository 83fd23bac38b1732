"""On which footing an app stands with a hub at some address: what it says there, and to whom."""

from __future__ import annotations

import ipaddress
from base64 import b64encode
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from shared.link.memory import Remembered
from shared.link.pairing.belief import AnyHub, Belief, Either, Pinned
from shared.link.pairing.kept import KeptPairing, log
from shared.link.trusted import Trusted
from shared.protocol.announcement import key_of
from shared.protocol.messages import Hello
from shared.protocol.pairing_file import PairedDevice

UNPAIRED, REVOKED = "unpaired", "revoked"
"""The codes with which a hub sends a device away that it has not let in, or has taken out."""


class Footing(StrEnum):
    """What is done on an open line."""

    HERE = "here"
    """Greet at once: a hub on this machine alone, or one that the technician vouches for."""
    PAIRED = "paired"
    """Our hub, as its certificate has shown: wait for its challenge, and sign the greeting."""
    NEW = "new"
    """Anybody: ask to be let in, and say nothing else."""


@dataclass(frozen=True, slots=True)
class Way:
    """An address as it is gone to; without a belief in plain text, on this machine."""

    url: str
    footing: Footing
    belief: Belief | None = None


class Trust:
    """What this app knows of its pairing and of the certificates that it was given."""

    def __init__(self, directory: Path, trusted: Trusted | None = None, token: str = "") -> None:
        self.kept = KeptPairing(directory)
        self._trusted = trusted
        self._token = token
        self._pinned = self._pin()
        self._sent_away = ""
        """Our own hub has not let us in: its code."""
        self.anew = False
        """Somebody wants this device to be let in again, though it has been before."""

    @property
    def paired(self) -> PairedDevice | None:
        return self.kept.paired

    def way(self, url: str) -> Way:
        """How an address is gone to. A plain one is one of this machine, and only for an app that
        belongs to no other hub: there is no way back to plain text."""
        loopback = _is_loopback(url)
        if self.paired is not None and not self.anew:
            return Way(_encrypted(url), Footing.PAIRED, self._our_hub())
        if self._trusted is not None:
            known = self._token or (loopback and not self._sent_away)
            footing = Footing.HERE if known else Footing.NEW
            return Way(_encrypted(url), footing, self._trusted)
        if loopback and url.startswith("ws:") and not self.anew:
            return Way(url, Footing.HERE)
        if self._sent_away and self._pinned is not None:
            return Way(_encrypted(url), Footing.NEW, self._pinned)
        return Way(_encrypted(url), Footing.NEW, AnyHub())

    def fits(self, key: str) -> bool:
        """Whether an announcement with this fingerprint may be our hub's: a hint, and no more."""
        if not key or self._pinned is None or self._trusted is not None or self.anew:
            return True
        return key == key_of(self._pinned.der)

    def remembered(self, last: Remembered) -> Remembered:
        """The hub of the pairing comes before the one that answered last."""
        if self.paired is None or self.paired.hub == last.hub:
            return last
        return msgspec.structs.replace(last, hub=self.paired.hub, url="", head=None)

    def sign(self, hello: Hello, nonce: str, certificate: bytes) -> None:
        """This device's word for one line, into its greeting."""
        from shared.protocol.pairing import Greeting

        said = Greeting(nonce, certificate, hello.device, hello.role).signed(self.kept.key)
        hello.proof = b64encode(said).decode()

    def sent_away(self, code: str) -> None:
        """The hub that answers on a line of ours does not know this device, or nevermore."""
        self._sent_away = code

    def begin_anew(self) -> None:
        """To be let in again: by the same hub where that has sent us away, else by any. What was
        kept goes only when a hub has let us in."""
        if self._sent_away == REVOKED:
            self.kept.renew()
        self.anew = True

    def let_in(self, paired: PairedDevice) -> None:
        """OSError: it could not be written down, and nobody is to rely on it."""
        self.kept.keep(paired)
        self._pinned = self._pin()
        self.anew, self._sent_away = False, ""

    def certificates(self) -> str:
        """PEM of all that are believed, for those who fetch files; empty: plain text, here."""
        pinned = self.paired.certificate if self.paired is not None else ""
        given = self._trusted.pem if self._trusted is not None else ""
        return "\n".join(filter(None, (pinned, given)))

    def _our_hub(self) -> Belief:
        assert self._pinned is not None
        return Either(self._pinned, self._trusted) if self._trusted else self._pinned

    def _pin(self) -> Pinned | None:
        if self.paired is None:
            return None
        try:
            return Pinned(self.paired.certificate)
        except ValueError as error:
            log.error("the pairing has no certificate, this device is to be let in anew: %s", error)
            self.kept.forget()
            return None


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _encrypted(url: str) -> str:
    return f"wss:{url.removeprefix('ws:')}" if url.startswith("ws:") else url
