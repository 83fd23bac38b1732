"""The form in which an officer chooses a PIN of their own; the PINs stay in its fields."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from counter.hall import Hall
from counter.pin import words
from counter.refusals import refusal_words
from counter.words import say
from shared.protocol.messages import Answer
from shared.protocol.views import Problem

QML_IMPORT_NAME = "Giliran.Counter"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class OwnPinCard(QObject):
    """`language` is that of now."""

    changed = Signal()
    kept = Signal()
    """The new PIN is the officer's: they sign on with it."""

    def __init__(self, hall: Hall, language: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._hall = hall
        self._language = language
        self._officer = ""
        self._wanted = False
        self._busy = False
        self._said: Mapping[str, str] | str = ""
        self._refused = False

    def begin(self, problem: Problem, officer: str) -> None:
        """Opens the form where that is what the hub says to a sign-on."""
        if problem.code == words.NEEDED:
            self._officer, self._wanted = officer, True
            self._say("", refused=False)

    @Property(bool, notify=changed)
    def wanted(self) -> bool:
        """Whether the form stands in place of the sign-on."""
        return self._wanted

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._busy

    @Property(bool, notify=changed)
    def refused(self) -> bool:
        return self._refused

    @Property(str, notify=changed)
    def why(self) -> str:
        """Why one is asked for."""
        return say(words.WHY_CHANGE, self._language())

    @Property(str, notify=changed)
    def said(self) -> str:
        """What is wrong with what was typed; before that, what a PIN may be."""
        said = self._said or words.RULES
        return said if isinstance(said, str) else say(dict(said), self._language())

    @Slot(str, str, str)
    def send(self, old: str, new: str, again: str) -> None:
        """Asks the hub to put `new` in the place of `old`."""
        if self._busy:
            return
        wrong = words.MISSING if not new else words.DIFFERENT if new != again else None
        if wrong is not None:
            self._say(wrong, refused=True)
            return
        self._busy = True
        self._say(words.KEEPING, refused=False)
        body = {"officer": self._officer, "pin": old, "new": new}
        self._hall.send(words.CHANGE_PIN, body, self._take, uuid.uuid4().hex)

    @Slot()
    def leave(self) -> None:
        """Back to the sign-on."""
        self._wanted = self._busy = False
        self._say("", refused=False)

    def _take(self, answer: Answer) -> None:
        self._busy = False
        if answer.problem is None:
            self.kept.emit()  # while the new one still stands in the form
            self.leave()
        elif answer.problem.code == words.WEAK:
            why = str(answer.problem.extra.get("why", ""))
            self._say(words.WEAK_FOR.get(why, words.EASY), refused=True)
        else:
            language = self._language()
            said = refusal_words(answer.problem, None, language, words.CHANGE_PIN)
            self._say(said, refused=True)

    def _say(self, said: Mapping[str, str] | str, *, refused: bool) -> None:
        self._said, self._refused = said, refused
        self.changed.emit()
