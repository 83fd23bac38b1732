"""The form's field for the officer: typed by name or code, or chosen from those who sit here."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from counter.roster import Officer, Roster
from counter.rows import OfficerRow
from shared.qml import Rows

QML_IMPORT_NAME = "Giliran.Counter"
QML_IMPORT_MAJOR_VERSION = 1

MOST = 6
"""Officers that are offered at a time; whoever needs more types another letter."""


@QmlElement
class OfficerField(QObject):
    """What stands in the field, and who may be meant by it."""

    changed = Signal()
    written = Signal()
    """The field's text is to be this now: somebody was chosen."""

    def __init__(self, roster: Roster, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self._text = ""
        self._picked = ""
        """The code of whom the text names; empty while somebody types."""
        self._typing = False
        self._marked = -1
        self._options: list[Officer] = []
        self._rows = Rows(OfficerRow, self)

    def begin(self, officer: str) -> None:
        """Puts an officer's code into the field."""
        self._pick(officer)

    def renew(self) -> None:
        """The roster is another: a code becomes a name, and others may be meant."""
        if self._picked and self._text != self._roster.name(self._picked):
            self._pick(self._picked)
        elif not self._typing:
            self._settle()
        self._offer()

    @property
    def code(self) -> str:
        """The code of who is meant; what was typed where the roster does not say."""
        return self._picked or self._roster.code_of(self._text) or self._text.strip()

    @property
    def ambiguous(self) -> bool:
        """Whether several of the roster may be meant."""
        return not self._picked and not self._roster.code_of(self._text) and len(self._options) > 1

    # For QML --------------------------------------------------------------------------------

    @Property(str, notify=changed)
    def text(self) -> str:
        return self._text

    @Property(str, notify=changed)
    def detail(self) -> str:
        """The code of whom a name stands for."""
        return self._picked if self._picked and self._picked != self._text else ""

    @Property(QObject, constant=True)
    def options(self) -> QObject:
        return self._rows

    @Property(int, notify=changed)
    def marked(self) -> int:
        return self._marked

    @Slot(str)
    def type(self, text: str) -> None:
        """The field's text as it is being typed; the best one is marked."""
        if text == self._text:
            return
        self._text, self._picked, self._typing = text, "", True
        self._offer()
        self._marked = 0 if self._options and text.strip() else -1
        self.changed.emit()

    @Slot(int)
    def move(self, by: int) -> None:
        """The mark goes down or up."""
        self._marked = max(0, min(self._marked + by, len(self._options) - 1))
        self.changed.emit()

    @Slot(int)
    def take(self, place: int) -> None:
        """An officer of the list was chosen."""
        if 0 <= place < len(self._options):
            self._pick(self._options[place].id)

    @Slot()
    def leave(self) -> None:
        """The field is left: a text that can mean only one officer becomes that one."""
        self._typing, self._marked = False, -1
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        meant = self._roster.code_of(self._text)
        if meant and not self._picked:
            self._pick(meant)

    def _pick(self, officer: str) -> None:
        self._picked, self._text, self._marked = officer, self._roster.name(officer), -1
        self._offer()
        self.written.emit()

    def _offer(self) -> None:
        """With somebody in the field the others of this counter are offered."""
        typed = "" if self._picked else self._text
        self._options = self._roster.offered(typed)[:MOST]
        self._rows.show([OfficerRow(code=one.id, name=one.name) for one in self._options])
        self.changed.emit()
