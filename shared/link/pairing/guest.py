"""A device that nobody has let in yet: its digits, its picture, and what it is told."""

from __future__ import annotations

import logging
import time
from base64 import b64decode, b64encode
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from shared.link.timing import ms
from shared.protocol.messages import PROTOCOL, Pair, PairAnswer, Paired, Pairing, PairProof
from shared.protocol.pairing_file import PairedDevice, key_text

if TYPE_CHECKING:
    from shared.protocol.pairing import Shown

log = logging.getLogger(__name__)

FULL_REST = 5.0
"""Seconds until a hub is asked again that has no place: it lets those in who come seldom."""

FIRST_REST, LONGEST_REST = 1.0, 60.0
"""Seconds without digits after somebody was wrong: whoever stands between, and guesses, gets one
guess each, and fewer and fewer."""


class Note(StrEnum):
    """Why the digits on the screen are other ones than before."""

    NONE = ""
    WRONG = "wrong"
    EXPIRED = "expired"
    BUSY = "busy"
    """The hub takes no more devices at the moment."""
    FORGOTTEN = "forgotten"
    """The hub that has let this device in does not know it any more."""
    ROLE = "role"
    """It was let in as something that it is not."""
    DISK = "disk"
    """It was let in, and cannot write that down."""


class Improper(Exception):
    """What came does not belong there; str() says why the line is cut."""


@dataclass(frozen=True, slots=True)
class Code:
    """What the screen shows, and until when (monotonic seconds)."""

    digits: str
    signs: tuple[str, str, str]
    ends: float
    seconds: float
    """How long it stands there in all."""


class Guest(QObject):
    """Asks for one device on one line at a time. It speaks of the device and of nothing else."""

    changed = Signal()
    outdated = Signal()
    """The digits have stood long enough: cut the line, there are new ones on the next."""

    def __init__(self, role: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._digits = ""
        self._shown: Shown | None = None
        self._public = b""
        self._certificate = b""
        self._device = ""
        self._known = False
        self._wrong = 0
        self._rest_ends = 0.0
        self.code: Code | None = None
        """None: no hub waits for one."""
        self.site = ""
        """Where the hub says it stands; anybody may say so."""
        self.note = Note.NONE
        self._until = QTimer(self, singleShot=True)
        self._until.timeout.connect(self._on_outdated)

    @property
    def rest(self) -> float:
        """Seconds for which no hub is asked."""
        return max(0.0, self._rest_ends - time.monotonic())

    def knock(self, key: bytes, device: str, name: str, certificate: bytes, nonce: str) -> Pair:
        """Asks a hub that has shown this certificate and challenged with `nonce`. The digits stay
        until they were guessed at, or have stood long enough."""
        from shared.protocol.pairing import Greeting, Shown, new_code, public_key_of

        self._digits = self._digits or new_code()
        self._public, self._certificate, self._device = public_key_of(key), certificate, device
        self._shown, self._known = Shown(self._digits, self._public, certificate), False
        signed = Greeting(nonce, certificate, device, self._role)
        return Pair(
            protocol=PROTOCOL,
            role=self._role,
            device=device,
            name=name,
            key=b64encode(self._public).decode(),
            start=b64encode(self._shown.start).decode(),
            proof=b64encode(signed.signed(key)).decode(),
        )

    def wait(self, told: Pairing) -> None:
        """The hub shows us to its managers."""
        from shared.protocol.pairing import CODE_SECONDS, picture_of

        if self._shown is None or self.code is not None:
            raise Improper("the hub waits for digits that are not shown")
        seconds = min(max(told.seconds, 1), CODE_SECONDS)
        ends = time.monotonic() + seconds
        self.site = told.site
        self.code = Code(self._digits, picture_of(self._public), ends, seconds)
        self._until.start(ms(seconds))
        self.changed.emit()

    def prove(self, answer: PairAnswer) -> PairProof:
        """Somebody has typed digits there. Right or wrong, it was the one guess at ours; an empty
        proof says that it was wrong."""
        from shared.protocol.pairing import NotPaired

        if self._shown is None or self.code is None:
            raise Improper("an answer to digits that are not shown")
        shown, self._shown, self._digits = self._shown, None, ""
        try:
            shown.check(_bytes(answer.start), _bytes(answer.proof))
        except (NotPaired, Improper) as error:
            self._was_wrong(error)
            return PairProof(proof="")
        self._known = True
        return PairProof(proof=b64encode(shown.proof).decode())

    def let_in(self, told: Paired, key: bytes) -> PairedDevice:
        """The pairing, of a hub that has shown that it knows the digits; `Improper`."""
        if not self._known:
            raise Improper("let in by somebody who does not know the digits")
        if not told.hub or not told.device:
            raise Improper("let in by nobody, or as nobody")
        if _der(told.certificate) != self._certificate:
            raise Improper("let in with another certificate than that of the line")
        return PairedDevice(
            hub=told.hub,
            site=told.site,
            device=told.device,
            role=told.role,
            name=told.name,
            key=key_text(key),
            certificate=told.certificate,
        )

    def leave(self, note: Note = Note.NONE) -> None:
        """The line is over; why, where the hub said so."""
        self._until.stop()
        self._shown, self._known = None, False
        if note is Note.EXPIRED:
            self._digits = ""
        if note is Note.BUSY:
            self._rest_ends = max(self._rest_ends, time.monotonic() + FULL_REST)
        self.note = note or self.note
        if self.code is not None or note:
            self.code = None
            self.changed.emit()

    def done(self) -> None:
        """Let in, or not asking any more."""
        self._until.stop()
        self._digits, self._shown, self._known = "", None, False
        self._wrong, self._rest_ends = 0, 0.0
        self.code, self.note = None, Note.NONE
        self.changed.emit()

    def _was_wrong(self, why: Exception) -> None:
        pause = min(FIRST_REST * 2**self._wrong, LONGEST_REST)
        self._wrong += 1
        self._rest_ends = time.monotonic() + pause
        log.warning("not the digits of this screen, there are new ones soon: %s", why)
        self.leave(Note.WRONG)

    @Slot()
    def _on_outdated(self) -> None:
        self._digits, self.note = "", Note.EXPIRED
        self.outdated.emit()


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError:
        raise Improper("no bytes in base64") from None


def _der(pem: str) -> bytes:
    import ssl  # of all starts of an app, one needs it

    try:
        first, end, _ = pem.strip().partition(ssl.PEM_FOOTER)
        return ssl.PEM_cert_to_DER_cert(first + end)
    except ValueError:
        return b""
