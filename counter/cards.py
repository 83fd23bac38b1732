"""Parts of the view model: each is one card of the screen, with its values as properties."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from counter.face import Face
from counter.questions import Asking
from counter.rows import OptionRow
from shared.qml import Rows

QML_IMPORT_NAME = "Giliran.Counter"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class FaceCard(QObject):
    """The desk in words; see `counter.face.Face`."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._face = Face()

    @property
    def face(self) -> Face:
        return self._face

    def show(self, face: Face) -> None:
        if face != self._face:
            self._face = face
            self.changed.emit()

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._face.number

    @Property(str, notify=changed)
    def headline(self) -> str:
        return self._face.headline

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._face.state

    @Property(str, notify=changed)
    def clock(self) -> str:
        return self._face.timer.clock

    @Property(str, notify=changed)
    def clockWords(self) -> str:
        return self._face.timer.words

    @Property(str, notify=changed)
    def clockMood(self) -> str:
        return self._face.timer.mood

    @Property(str, notify=changed)
    def service(self) -> str:
        return self._face.service

    @Property(str, notify=changed)
    def agency(self) -> str:
        return self._face.agency

    @Property(str, notify=changed)
    def marks(self) -> str:
        return self._face.marks

    @Property(str, notify=changed)
    def group(self) -> str:
        return self._face.group

    @Property(str, notify=changed)
    def delivery(self) -> str:
        return self._face.delivery

    @Property(str, notify=changed)
    def deliveryMood(self) -> str:
        return self._face.delivery_mood

    @Property(str, notify=changed)
    def why(self) -> str:
        return self._face.why

    @Property(str, notify=changed)
    def next(self) -> str:
        return self._face.next

    @Property(list, notify=changed)
    def brief(self) -> list[str]:
        return list(self._face.brief)

    @Property(str, notify=changed)
    def summary(self) -> str:
        return self._face.summary

    @Property(str, notify=changed)
    def summaryMood(self) -> str:
        return self._face.summary_mood

    @Property(str, notify=changed)
    def stateMood(self) -> str:
        return self._face.state_mood

    @Property(str, notify=changed)
    def notes(self) -> str:
        return self._face.notes

    @Property(str, notify=changed)
    def briefNotes(self) -> str:
        return self._face.brief_notes

    @Property(str, notify=changed)
    def story(self) -> str:
        return self._face.story

    @Property(str, notify=changed)
    def helps(self) -> str:
        return self._face.helps

    @Property(bool, notify=changed)
    def pending(self) -> bool:
        return self._face.pending


@QmlElement
class SheetCard(QObject):
    """The question over the screen; see `counter.questions`."""

    changed = Signal()
    asked = Signal()
    """Another question stands there, or none: the search begins anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.asking = Asking()
        self._shown: object = None
        self._options = Rows(OptionRow, self)

    def show(self, keys: list[str]) -> None:
        """Shows what is asked now; `keys` are what stands on the options' key caps."""
        self._options.show(
            [
                OptionRow(key=key, title=one.title, detail=one.detail, note=one.note)
                for key, one in zip(keys, self.asking.options, strict=True)
            ]
        )
        self.changed.emit()
        if self.asking.question is not self._shown:
            self._shown = self.asking.question
            self.asked.emit()

    @property
    def is_open(self) -> bool:
        return self.asking.question is not None

    @Property(bool, notify=changed)
    def open(self) -> bool:
        return self.is_open

    @Property(str, notify=changed)
    def title(self) -> str:
        question = self.asking.question
        if question is None:
            return ""
        return question.titled() if question.titled is not None else question.title

    @Property(str, notify=changed)
    def detail(self) -> str:
        return self.asking.question.detail if self.asking.question else ""

    @Property(str, notify=changed)
    def search(self) -> str:
        return self.asking.question.search if self.asking.question else ""

    @Property(str, notify=changed)
    def empty(self) -> str:
        question = self.asking.question
        return question.empty if question is not None and not self.asking.options else ""

    @Property(str, notify=changed)
    def large(self) -> str:
        """A number to be shown to its visitor."""
        return self.asking.question.large if self.asking.question else ""

    @Property(int, notify=changed)
    def marked(self) -> int:
        return self.asking.marked if self.asking.options else -1

    @Property(QObject, constant=True)
    def options(self) -> QObject:
        return self._options
