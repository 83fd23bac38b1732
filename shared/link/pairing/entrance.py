"""What is said on a line before there is a greeting: the challenge, or the way to be let in."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from shared.link.connection import Connection
from shared.link.pairing.guest import Guest, Improper, Note
from shared.link.pairing.trust import REVOKED, UNPAIRED, Footing, Trust
from shared.link.timing import Timing, ms
from shared.protocol.messages import (
    Bye,
    Challenge,
    Hello,
    PairAnswer,
    Paired,
    Pairing,
    Pong,
)

log = logging.getLogger(__name__)

LAST_WORD_MS = 1_000
"""So long a hub may take to end a line on which there is nothing more to say."""
_NOTES = {"pairing-full": Note.BUSY, "code-expired": Note.EXPIRED}
_TRANSIENT = frozenset({*_NOTES, "replaced", "pairing-failed", "overload", "rate"})


class Entrance(QObject):
    """Opens each line on the footing that the trust says; the line greets when it is told to."""

    greet = Signal()
    """Say hello now, `signed`."""
    waiting = Signal()
    """The hub waits for the digits."""
    let_in = Signal(object)
    """PairedDevice: written down already; hang up, and come back as that."""

    def __init__(
        self, trust: Trust, connection: Connection, hello: Hello, timing: Timing, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.trust = trust
        self.guest = Guest(hello.role, self)
        self._connection = connection
        self._hello = hello
        self._nonce = ""
        self._met = False
        self._patience = QTimer(self, singleShot=True, interval=ms(timing.connect))
        self._patience.timeout.connect(self._on_silence)
        self._last_word = QTimer(self, singleShot=True, interval=LAST_WORD_MS)
        self._last_word.timeout.connect(self._on_last_word)
        self.guest.outdated.connect(self._on_outdated)

    @property
    def met(self) -> bool:
        """Whoever answers would let this device in, or has been asked to."""
        return self._met

    def opened(self) -> None:
        """A line is open."""
        self._nonce, self._met = "", False
        if self._connection.footing is Footing.HERE:
            self.greet.emit()
        else:
            self._patience.start()

    def sign(self, hello: Hello) -> None:
        """This device's word, where the hub has asked for one."""
        hello.proof = ""
        if self._nonce:
            self.trust.sign(hello, self._nonce, self._connection.certificate)

    def takes(self, message: object) -> bool:
        """Whether a message belongs here. A guest hears nothing else, and says nothing to it."""
        if isinstance(message, Challenge):
            self._on_challenge(message)
            return True
        if self._connection.footing is not Footing.NEW or isinstance(message, Bye):
            return False
        if isinstance(message, Pong):
            return True
        try:
            self._on_guest(message)
        except Improper as error:
            self._connection.drop(str(error))
        return True

    def dismissed(self, bye: Bye) -> bool:
        """Whether a farewell is about being let in, so that the next try is another one."""
        match self._connection.footing:
            case Footing.NEW:
                return self._guest_dismissed(bye)
            case Footing.PAIRED if bye.code == UNPAIRED:
                log.error("our hub does not know this device any more; it is to be let in anew")
                self.trust.sent_away(bye.code)
                self.trust.begin_anew()
                self.guest.leave(Note.FORGOTTEN)
                return True
            case Footing.PAIRED if bye.code == REVOKED:
                self.trust.sent_away(bye.code)
            case Footing.HERE if bye.code == UNPAIRED:
                self.trust.sent_away(bye.code)
                return True
        return False

    def left(self) -> float:
        """The line is over; seconds until the next may be tried at the earliest."""
        self._met = False
        self._patience.stop()
        self._last_word.stop()
        self.guest.leave()
        return self.guest.rest

    # ----------------------------------------------------------------------------------------

    def _on_challenge(self, challenge: Challenge) -> None:
        footing = self._connection.footing
        if footing is Footing.HERE:
            return
        if self._nonce:
            self._connection.drop("a second challenge on one line")
            return
        self._patience.stop()
        self._nonce, self._met = challenge.nonce, True
        if footing is Footing.PAIRED:
            self.greet.emit()
        else:
            key, certificate = self.trust.kept.key, self._connection.certificate
            who = self._hello.device, self._hello.name
            self._connection.send(self.guest.knock(key, *who, certificate, self._nonce))
            self._patience.start()

    def _on_guest(self, message: object) -> None:
        match message:
            case Pairing():
                self._patience.stop()
                self.guest.wait(message)
                self.waiting.emit()
            case PairAnswer():
                proof = self.guest.prove(message)
                self._connection.send(proof)
                self._last_word.start()
            case Paired():
                self._on_paired(message)
            case _:
                raise Improper(f"nothing for a guest: {type(message).__name__}")

    def _on_paired(self, told: Paired) -> None:
        paired = self.guest.let_in(told, self.trust.kept.key)
        if told.role != self._hello.role:
            self.trust.kept.renew()
            self.guest.leave(Note.ROLE)
            raise Improper(f"let in as {told.role}, and this is a {self._hello.role}")
        try:
            self.trust.let_in(paired)
        except OSError as error:
            self.guest.leave(Note.DISK)
            raise Improper(f"let in, and it cannot be written down: {error}") from None
        self._last_word.stop()
        self.guest.done()
        log.info("let in by %s (%s) as %s, %s", told.site, told.hub, told.device, told.name)
        self.let_in.emit(paired)

    def _guest_dismissed(self, bye: Bye) -> bool:
        if bye.code == REVOKED:
            self.trust.kept.renew()
            return True
        if bye.code not in _TRANSIENT and not bye.retry:
            return False
        self.guest.leave(_NOTES.get(bye.code, Note.NONE))
        return True

    @Slot()
    def _on_silence(self) -> None:
        self._connection.drop("whoever answers there says nothing that a hub would say")

    @Slot()
    def _on_last_word(self) -> None:
        self._connection.drop("the digits were other ones")

    @Slot()
    def _on_outdated(self) -> None:
        self._connection.drop("the digits have stood long enough")
