"""The counter's view model: the desk for QML, kept up with the hall and with time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from counter import words
from counter.acts import GIVES_ORDER, Act
from counter.asking import Asker
from counter.cards import FaceCard, SheetCard
from counter.catalogue import Catalogue
from counter.clerk import Clerk
from counter.contact import ContactCard
from counter.desk import NO_DESK, Mode, desk_of, offers
from counter.face import face_of
from counter.facts import Contact, Facts
from counter.hall import Hall
from counter.hand import Hand, option_keys
from counter.memory import TerminalMemory
from counter.notices import Notice, done_words, outcome_words
from counter.plate import Plate
from counter.questions import Draft
from counter.refusals import AWAY, AWAY_UNSENT, CALL_WHEN_FREE, NO_SESSION, refusal_words
from counter.roster import Roster
from counter.session import Session
from counter.shelf import Shelf
from counter.sign_on import SignOnCard
from counter.unanswered import UNTRACED, Unanswered, trace_of
from counter.undo import UndoOffer
from counter.words import say
from shared.domain.site import Site
from shared.protocol.messages import Answer
from shared.protocol.views import Problem

QML_IMPORT_NAME = "Giliran.Counter"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS = 250


@QmlElement
class CounterModel(QObject):
    """One terminal. `steady` is a clock in milliseconds that only goes forward.

    `counter` and `officer` are proposed at sign-on before those that are remembered.
    """

    changed = Signal()
    languageChanged = Signal(str)
    viewToggled = Signal()
    """The officer wants the other size of window."""
    arrived = Signal()
    """The first visitor came after a time in which nobody waited."""

    def __init__(
        self,
        hall: Hall,
        memory: TerminalMemory,
        steady: Callable[[], int],
        *,
        counter: str = "",
        officer: str = "",
        language: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._hall = hall
        self._memory = memory
        self._steady = steady
        self._language = language or memory.last.language or "id"
        self._site: Site | None = None
        self._catalogue: Catalogue | None = None
        self._facts = hall.facts()
        self._desk = NO_DESK
        self._notice = Notice()
        self._undo = UndoOffer()
        self._unanswered = Unanswered()
        self._session = Session()
        self._clerk = Clerk(hall, self._session, self._on_done, self._on_refused, self.refresh)
        self.contact_card = ContactCard(self)
        self.plate_card = Plate(self)
        self.face_card = FaceCard(self)
        self.sheet_card = SheetCard(self)
        self.shelf_rows = Shelf(self)
        self._hand = Hand(self._clerk, self.sheet_card.asking, self._session, self._own, steady)
        proposed = (counter or memory.last.counter, officer or memory.last.officer)
        self._roster = Roster(hall, self._on_roster)
        self.sign_on_card = SignOnCard(self._session, self._clerk, self._roster, proposed, self)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.refresh)
        hall.changed.connect(self.refresh)
        self.refresh()

    def run(self) -> None:
        """Lets time pass."""
        self._timer.start()

    def rest(self) -> None:
        """Time stands still: the terminal is going."""
        self._timer.stop()

    def settled(self) -> bool:
        """Whether a press counts now: for whoever directs the terminal without eyes."""
        return self._hand.settled()

    # Looking --------------------------------------------------------------------------------

    @Slot()
    def refresh(self) -> None:
        """Looks at the hall again, and shows what is different."""
        self._facts = self._hall.facts()
        self.contact_card.show(self._facts, self._language)
        self._read_site(self._facts.site)
        if self._catalogue is not None:
            self._look_at_desk(self._facts, self._catalogue)
        self._notice.pass_time(self._steady())
        self.changed.emit()

    def _read_site(self, site: Site | None) -> None:
        renamed = self._catalogue is not None and self._catalogue.language != self._language
        if site is None or (site is self._site and not renamed):
            return
        self._site, self._catalogue = site, Catalogue(site, self._language)
        self.sheet_card.asking.put(None)

    def _look_at_desk(self, facts: Facts, catalogue: Catalogue) -> None:
        session, before = self._session, self._desk.mode
        asked_for = session.officer if session.accepted else ""
        self._desk = desk_of(facts, session.counter, asked_for)
        if session.follow(self._desk, catalogue):
            self.sheet_card.asking.put(None)
            self._notice.clear()
        officer = self._roster.name(session.officer)
        self.plate_card.show(self._desk.view, officer, catalogue, self._hall.now(), facts.troubles)
        self._undo.look(self._desk.view, self._steady())
        if session.signed:
            self._show_desk(facts, catalogue)
            self._tell_outcome(facts, catalogue)
        else:
            self.sign_on_card.show(facts, catalogue)
        if before is Mode.NOBODY and self._desk.mode is Mode.WAITING and facts.live:
            self.arrived.emit()

    def _tell_outcome(self, facts: Facts, catalogue: Catalogue) -> None:
        """Says what became of an order that was under way when the line broke."""
        steady, asking = self._steady(), self._clerk.doing is not None
        trace = trace_of(self._desk, facts.tickets)
        found = self._unanswered.look(trace, steady, live=facts.live, asking=asking)
        if found is not None:
            mood = "good" if found.carried_out else "bad"
            primary = self._hand.offered.primary if self._hand.offered else None
            self._notice.put(outcome_words(found, primary, catalogue.language), mood, steady)

    def _show_desk(self, facts: Facts, catalogue: Catalogue) -> None:
        now, desk, hand = self._hall.now(), self._desk, self._hand
        undo_seconds = self._undo.seconds(self._steady())
        by_rule = catalogue.site.rules.finish_and_call
        hand.show(desk, offers(desk, now, finish_and_call=by_rule, undo_seconds=undo_seconds))
        hand.asker = Asker(
            self._session.counter, catalogue, self._hall.facts, lambda: self._desk, self._hall.now
        )
        self.face_card.show(face_of(desk, facts, catalogue, now))
        self.shelf_rows.fill(desk, facts, self._session.counter, catalogue, now)
        assert hand.offered is not None
        self.shelf_rows.fill_buttons(
            hand.offered, self._clerk.doing, catalogue.language, live=facts.live
        )
        self.sheet_card.asking.renew()
        self.sheet_card.show(option_keys(self.sheet_card.asking))

    # What is shown --------------------------------------------------------------------------

    @Property(str, notify=changed)
    def screen(self) -> str:
        """``searching``, ``choosing``, ``refused``, ``sign-on`` or ``desk``"""
        contact = self._facts.contact
        if contact in (Contact.CHOOSING, Contact.REFUSED):
            return str(contact)
        if self._catalogue is None:
            return "searching"
        return "desk" if self._session.signed else "sign-on"

    @Property(bool, notify=changed)
    def live(self) -> bool:
        return self._facts.live

    @Property(str, notify=changed)
    def mode(self) -> str:
        return self._desk.mode

    @Property(str, notify=changed)
    def language(self) -> str:
        return self._language

    @Property(str, notify=changed)
    def notice(self) -> str:
        return self._notice.text

    @Property(str, notify=changed)
    def noticeMood(self) -> str:
        return self._notice.mood

    @Property(str, notify=changed)
    def trying(self) -> str:
        """What is said while the hub is away; empty while it is there."""
        return "" if self._facts.live else say(words.TRYING, self._language)

    @Property(ContactCard, constant=True)
    def contact(self) -> ContactCard:
        return self.contact_card

    @Property(Plate, constant=True)
    def plate(self) -> Plate:
        return self.plate_card

    @Property(SignOnCard, constant=True)
    def signOn(self) -> SignOnCard:
        return self.sign_on_card

    @Property(FaceCard, constant=True)
    def face(self) -> FaceCard:
        return self.face_card

    @Property(SheetCard, constant=True)
    def sheet(self) -> SheetCard:
        return self.sheet_card

    @Property(Shelf, constant=True)
    def shelf(self) -> Shelf:
        return self.shelf_rows

    # What the officer does ------------------------------------------------------------------

    @Slot(int, int, result=bool)
    def key(self, key: int, modifiers: int) -> bool:
        """A key at the desk; whether it means something here."""
        taken = self._hand.key(key, modifiers)
        if taken:
            self.refresh()
        return taken

    @Slot(str)
    def press(self, act: str) -> None:
        """A button of the desk."""
        self._hand.press(Act(act))
        self.refresh()

    @Slot(str)
    def callTicket(self, ticket: str) -> None:
        if self._may_order() and not self._hand.call(ticket):
            self._notice.put(say(CALL_WHEN_FREE, self._language), "bad", self._steady())
        self.refresh()

    @Slot(str)
    def resumeTicket(self, ticket: str) -> None:
        if self._may_order():
            self._hand.resume(ticket)
        self.refresh()

    @Slot(int, int, result=bool)
    def sheetKey(self, key: int, modifiers: int) -> bool:
        """A key while a question stands there; whether it means something."""
        taken = self._hand.sheet_key(key, modifiers)
        if taken:
            self.refresh()
        return taken

    @Slot(int)
    def take(self, place: int) -> None:
        """An option was chosen."""
        self._hand.take(place)
        self.refresh()

    @Slot(str)
    def typeSearch(self, text: str) -> None:
        self.sheet_card.asking.type(text)
        self.refresh()

    @Slot()
    def closeSheet(self) -> None:
        self._hand.close()
        self.refresh()

    @Slot(int)
    def chooseHub(self, place: int) -> None:
        if 0 <= place < len(self._facts.hubs):
            self._hall.choose_hub(self._facts.hubs[place].id)

    def _own(self, act: Act) -> bool:
        """Does what needs no hub, and refuses what does while it is away."""
        if act in GIVES_ORDER and not self._may_order():
            return True
        self._notice.clear()
        if act is Act.VIEW:
            self.viewToggled.emit()
        elif act is Act.LANGUAGE:
            self._speak("id" if self._language == "en" else "en")
        return act in (Act.VIEW, Act.LANGUAGE)

    def _may_order(self) -> bool:
        if not self._facts.live:
            self._notice.put(say(AWAY_UNSENT, self._language), "bad", self._steady())
        return self._facts.live

    def _speak(self, language: str) -> None:
        self._language = language
        self._memory.keep(language=language)
        self.languageChanged.emit(language)

    def _on_roster(self) -> None:
        self.sign_on_card.officer_field.renew()
        self.refresh()

    # What became of it ----------------------------------------------------------------------

    def _on_done(self, draft: Draft, answer: Answer) -> None:
        if draft.name == "OpenCounter" and not self._session.signed:
            self._session.accept()
            self._memory.keep(counter=self._session.counter, officer=self._session.officer)
            return
        said = done_words(draft, answer, self._language)
        if said:
            self._notice.put(said, "good", self._steady())

    def _on_refused(self, draft: Draft, problem: Problem) -> None:
        said = refusal_words(problem, self._catalogue, self._language, draft.name)
        if problem.code == NO_SESSION:
            self._session.leave()
            self.sheet_card.asking.put(None)
        if problem.code == AWAY and problem.extra.get("sent") and draft.act not in UNTRACED:
            self._unanswered.lose(draft)
        if not self._session.signed:
            self._session.refuse(said)
        else:
            self._notice.put(said, "bad", self._steady())
