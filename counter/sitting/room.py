"""What the information desk and the supervisor's view share: orders, questions, what is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from counter.answering import Answering, Outcome
from counter.cards import SheetCard
from counter.catalogue import Catalogue
from counter.clerk import Clerk
from counter.facts import Facts
from counter.hall import Hall
from counter.memory import TerminalMemory
from counter.notices import Notice
from counter.presses import CLICK
from counter.questions import Asking, Draft
from counter.refusals import AWAY_UNSENT, NO_SESSION, refusal_words
from counter.roster import Roster
from counter.session import Session
from counter.sign_on import SignOnCard
from counter.sitting import words
from counter.sitting.keys import pressed
from counter.sitting.sight import Chain, Sight
from counter.sitting.sitting import Sitting
from counter.words import say
from shared.domain.site import Texts
from shared.protocol.messages import Answer
from shared.protocol.views import Problem

QML_IMPORT_NAME = "Giliran.Counter"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Kit:
    """What a room is given: the hall, the question on the screen, the sentence that is told.

    `refresh` shows the hall anew. `session`, `form` and `memory` are the counter's own: the way in
    is the same.
    """

    hall: Hall
    sheet: SheetCard
    notice: Notice
    sitting: Sitting
    roster: Roster
    steady: Callable[[], int]
    refresh: Callable[[], None]
    session: Session
    form: SignOnCard
    memory: TerminalMemory


class RoomHand(Answering):
    """Answers a room's questions; of several orders that were chosen at once `rest` are to come.

    `may_order` says whether the hub is there, and tells where it is not.
    """

    def __init__(
        self, clerk: Clerk, asking: Asking, steady: Callable[[], int], may_order: Callable[[], bool]
    ) -> None:
        super().__init__(clerk, asking, steady)
        self._may_order = may_order
        self.rest: list[Draft] = []

    def follow(self, outcome: Outcome) -> None:
        """Asks or sends; without the hub nothing is sent."""
        if isinstance(outcome, Draft) and not self._may_order():
            self._asking.put(None)
            return
        if isinstance(outcome, Draft):
            self.rest = list(outcome.rest) if isinstance(outcome, Chain) else []
        super().follow(outcome)


@QmlElement
class Room(QObject):
    """One way of working without calling. A room adds its own keys and its own words."""

    changed = Signal()
    forgotten = Signal()
    """The hub knows whoever works here no more."""
    alarmed = Signal()
    """Something new that somebody must see to."""

    DONE: dict[str, Texts] = words.DONE

    def __init__(self, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kit = kit
        self._catalogue: Catalogue | None = None
        self._facts = Facts()
        self.clerk = Clerk(kit.hall, kit.sitting, self.on_done, self._on_refused, kit.refresh)
        self.hand = RoomHand(self.clerk, kit.sheet.asking, kit.steady, self._may_order)

    # Looking --------------------------------------------------------------------------------

    def look(self, facts: Facts, catalogue: Catalogue) -> None:
        """The hall as it is now."""
        self._facts, self._catalogue = facts, catalogue
        self.show(self.sight)
        self.changed.emit()

    def show(self, sight: Sight) -> None:
        """Fills the room's lists."""
        raise NotImplementedError

    @property
    def sight(self) -> Sight:
        assert self._catalogue is not None
        kit = self.kit
        return Sight(self._catalogue, kit.hall.facts, kit.hall.now, kit.sitting)

    @property
    def ready(self) -> bool:
        """Whether anything has been shown here yet."""
        return self._catalogue is not None

    # Acting ---------------------------------------------------------------------------------

    def key(self, key: int, modifiers: int) -> bool:
        """A key in the room; whether it means something here."""
        name = pressed(key, modifiers)
        return bool(name) and self.ready and self.strike(name)

    def strike(self, name: str) -> bool:
        """A key by its name on the cap."""
        raise NotImplementedError

    def follow(self, outcome: Outcome) -> None:
        self.hand.follow(outcome)

    def _may_order(self) -> bool:
        if not self._facts.live:
            self.tell(AWAY_UNSENT, good=False)
        return self._facts.live

    def tell(self, texts: Texts, *, good: bool = True, **parts: object) -> None:
        assert self._catalogue is not None
        said = say(texts, self._catalogue.language, **parts)
        self.kit.notice.put(said, "good" if good else "bad", self.kit.steady())

    @property
    def busy(self) -> bool:
        return self.clerk.doing is not None

    def clicked(self) -> bool:
        """Whether a click counts: not as the second half of a double click."""
        return not self.busy and self.hand.takes(CLICK)

    # What became of it ----------------------------------------------------------------------

    def on_done(self, draft: Draft, answer: Answer) -> None:
        """Says what was done, where the screen does not already show it; of several orders the
        next one goes."""
        if self.hand.rest:
            self.clerk.give(self.hand.rest.pop(0))
            return
        number = draft.number or (answer.ticket.number if answer.ticket else "")
        texts = self.DONE.get(draft.name)
        if texts is not None:
            self.tell(texts, number=number)

    def _on_refused(self, draft: Draft, problem: Problem) -> None:
        self.hand.rest.clear()
        if problem.code == NO_SESSION:
            self.forgotten.emit()
            return
        assert self._catalogue is not None
        language = self._catalogue.language
        said = refusal_words(problem, self._catalogue, language, draft.name)
        self.kit.notice.put(said, "bad", self.kit.steady())

    # For QML --------------------------------------------------------------------------------

    @Property(bool, notify=changed)
    def live(self) -> bool:
        return self._facts.live

    @Property(bool, notify=changed)
    def waiting(self) -> bool:
        """The hub is being asked."""
        return self.busy

    @Slot(str)
    def press(self, key: str) -> None:
        """A button with a key on it was clicked: it does what the key does."""
        if self.ready and self.clicked():
            self.strike(key)
            self.kit.refresh()
