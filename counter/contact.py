"""What stands on the screen before there is a desk: looking for the hub, or choosing one."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from counter import words
from counter.facts import Contact, Facts
from counter.words import say

QML_IMPORT_NAME = "Giliran.Counter"
QML_IMPORT_MAJOR_VERSION = 1


QUIET_MS = 800


class Quiet:
    """Whoever is typing into the form when a choice comes over it has not chosen: a key counts
    after a pause."""

    def __init__(self) -> None:
        self._since = 0

    def begin(self, now: int) -> None:
        self._since = now

    def takes(self, now: int) -> bool:
        """Whether a key counts now (ms of a steady clock); one that does not begins the pause."""
        if now - self._since >= QUIET_MS:
            return True
        self._since = now
        return False


@QmlElement
class ContactCard(QObject):
    """The hub, as far as it is known."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facts = Facts()
        self._language = "id"

    def show(self, facts: Facts, language: str) -> None:
        self._facts, self._language = facts, language
        self.changed.emit()

    @Property(str, notify=changed)
    def words(self) -> str:
        by_contact = {Contact.CHOOSING: words.CHOOSING, Contact.REFUSED: words.REFUSED}
        return say(by_contact.get(self._facts.contact, words.SEARCHING), self._language)

    @Property(str, notify=changed)
    def detail(self) -> str:
        details = {Contact.REFUSED: self._facts.refusal, Contact.CHOOSING: ""}
        return details.get(self._facts.contact, say(words.SEARCHING_MORE, self._language))

    @Property(list, notify=changed)
    def hubs(self) -> list[str]:
        """The site of each hub on the network, with the hub's id."""
        return [f"{hub.site} ({hub.id})" for hub in self._facts.hubs]
