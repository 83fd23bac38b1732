"""The counter's view model: the desk for QML, kept up with the hall and with time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from counter import words
from counter.acts import GIVES_ORDER, WORDING, Act
from counter.aftermath import Aftermath
from counter.answering import Answering, option_keys
from counter.cards import FaceCard, SheetCard
from counter.catalogue import Catalogue
from counter.clerk import Clerk
from counter.contact import ContactCard, Quiet
from counter.desk import NO_DESK, Mode, desk_of
from counter.facts import Contact, Facts
from counter.hall import Hall
from counter.hand import Hand
from counter.memory import TerminalMemory
from counter.notices import Notice
from counter.plate import Plate
from counter.questions import Draft
from counter.refusals import AWAY_UNSENT, CALL_WHEN_FREE
from counter.roster import Roster
from counter.session import Session
from counter.shelf import Shelf
from counter.shift.auto_call import AutoCall
from counter.shift.pause import PauseEnd
from counter.showing import Showing
from counter.sign_on import SignOnCard
from counter.sitting.devices import Devices
from counter.sitting.keys import LANGUAGE, pressed
from counter.sitting.office import Office
from counter.sitting.room import Kit
from counter.sitting.sitting import Place, Sitting
from counter.undo import UndoOffer
from counter.visit.notes import Notes
from counter.words import say
from shared.domain.site import Site, Theme
from shared.protocol.messages import Answer
from shared.protocol.views import Problem
from shared.qml.pairing_face import PairingFace

QML_IMPORT_NAME = "Giliran.Counter"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS = 250
_ROOMS = {Place.DESK: "information", Place.SUPERVISOR: "supervision"}


@QmlElement
class CounterModel(QObject):
    """One terminal. `steady` is a clock in milliseconds that only goes forward.

    `counter` and `officer` are proposed at sign-on before those that are remembered. `place`: this
    terminal is always the information desk, or a supervisor's.
    """

    changed = Signal()
    dressed = Signal(object)
    """The site's `Theme`."""
    languageChanged = Signal(str)
    viewToggled = Signal()
    """The officer wants the other size of window."""
    roomChanged = Signal()
    """A room beside the counter was entered, or left."""
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
        place: str = "",
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
        self._quiet = Quiet()
        self._undo = UndoOffer()
        self._session = Session()
        self._clerk = Clerk(hall, self._session, self._on_done, self._on_refused, self.refresh)
        self.contact_card = ContactCard(self)
        self.pairing_face = PairingFace(self)
        self.plate_card = Plate(self)
        self.face_card = FaceCard(self)
        self.sheet_card = SheetCard(self)
        self.shelf_rows = Shelf(self)
        self._hand = Hand(self._clerk, self.sheet_card.asking, self._session, self._own, steady)
        proposed = (counter or memory.last.counter, officer or memory.last.officer)
        self._roster = Roster(hall, self._on_roster)
        self.sign_on_card = SignOnCard(self._session, self._clerk, self._roster, proposed, self)
        self.sign_on_card.begin_at(place, memory.last.place, named=bool(counter))
        self._auto_call = AutoCall()
        self._pause_end = PauseEnd()
        self._devices = Devices(hall, self.refresh)
        self.office_rooms = self._furnish()
        self._showing = self._show_with(Notes(hall, self.refresh))
        self._aftermath = self._learn()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.refresh)
        hall.changed.connect(self.refresh)
        self.refresh()

    def _furnish(self) -> Office:
        """The rooms beside the counter: the information desk, the supervisor's view."""
        kit = Kit(
            self._hall,
            self.sheet_card,
            self._notice,
            Sitting(),
            self._roster,
            self._steady,
            self.refresh,
            self._session,
            self.sign_on_card,
            self._memory,
        )
        office = Office(kit, self)
        office.alarmed.connect(self.arrived)
        office.entered.connect(self.roomChanged)
        return office

    def _show_with(self, notes: Notes) -> Showing:
        return Showing(
            hall=self._hall,
            session=self._session,
            roster=self._roster,
            clerk=self._clerk,
            hand=self._hand,
            face=self.face_card,
            shelf=self.shelf_rows,
            undo=self._undo,
            auto_call=self._auto_call,
            notes=notes,
            steady=self._steady,
            sitting=lambda: self._sitting_here,
        )

    def _learn(self) -> Aftermath:
        return Aftermath(
            session=self._session,
            memory=self._memory,
            roster=self._roster,
            hand=self._hand,
            asking=self.sheet_card.asking,
            notice=self._notice,
            auto_call=self._auto_call,
            devices=self._devices,
            office=self.office_rooms,
            own_pin=self.sign_on_card.own_pin_card,
            steady=self._steady,
            desk=lambda: self._desk,
            catalogue=lambda: self._catalogue,
            language=lambda: self._language,
        )

    def run(self) -> None:
        """Lets time pass."""
        self._timer.start()

    def rest(self) -> None:
        """Time stands still: the terminal is going."""
        self._timer.stop()

    def settled(self) -> bool:
        """Whether a press counts now: for whoever directs the terminal without eyes."""
        return self._answering.settled()

    # Looking --------------------------------------------------------------------------------

    @property
    def theme(self) -> Theme:
        """The site's, once it is known."""
        return self._site.theme if self._site is not None else Theme()

    @Slot()
    def refresh(self) -> None:
        """Looks at the hall again, and shows what is different."""
        before, self._facts = self._facts.contact, self._hall.facts()
        if self._facts.contact is Contact.CHOOSING and before is not Contact.CHOOSING:
            self._quiet.begin(self._steady())
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
        self.dressed.emit(site.theme)
        self.sheet_card.asking.put(None)

    def _look_at_desk(self, facts: Facts, catalogue: Catalogue) -> None:
        session, before = self._session, self._desk.mode
        asked_for = session.officer if session.accepted else ""
        self._desk = desk_of(facts, session.counter, asked_for)
        if session.follow(self._desk, catalogue, self._successor(facts)):
            self._auto_call.stop()
            self.sheet_card.asking.put(None)
            self._notice.clear()
        officer = self._roster.name(session.officer)
        self.plate_card.show(self._desk.view, officer, catalogue, self._hall.now(), facts.troubles)
        self._undo.look(self._desk.view, self._steady())
        if self.office_rooms.sitting.at_counter and not session.signed:
            self.office_rooms.forget()
        self.office_rooms.look(facts, catalogue)
        if session.signed:
            self._showing.show(self._desk, facts, catalogue, lambda: self._desk)
            asking = self._clerk.doing is not None
            self._aftermath.tell(self._desk, facts, catalogue, asking=asking)
        else:
            self.sign_on_card.show(facts, catalogue)
        self.sheet_card.asking.renew()
        self.sheet_card.show(option_keys(self.sheet_card.asking))
        first_came = before is Mode.NOBODY and self._desk.mode is Mode.WAITING and facts.live
        if self._pause_end.look(self._desk.view, self._hall.now()) or first_came:
            self.arrived.emit()
        self._call_by_itself(facts)

    def _successor(self, facts: Facts) -> str:
        """The name of another officer who sits at this counter now; empty where nobody does."""
        view = facts.counters.get(self._session.counter)
        other = view.officer if view is not None and view.state != "closed" else ""
        return self._roster.name(other) if other != self._session.officer else ""

    def _call_by_itself(self, facts: Facts) -> None:
        """The next one, when the countdown after finishing is over."""
        free = facts.live and not self.sheet_card.is_open and self.office_rooms.where is None
        if self._auto_call.look(self._desk, self._steady(), free=free):
            self._hand.follow(Draft(Act.CALL_NEXT, "CallNext", {"counter": self._session.counter}))

    @property
    def _sitting_here(self) -> Sitting:
        """What the hub has told of who sits at this counter."""
        sitting = self.office_rooms.sitting
        return sitting if sitting.at_counter else Sitting()

    # What is shown --------------------------------------------------------------------------

    @Property(PairingFace, constant=True)
    def pairing(self) -> PairingFace:
        """What stands in place of the screens until a hub has let this device in."""
        return self.pairing_face

    @Property(str, notify=changed)
    def screen(self) -> str:
        """``choosing``, ``refused``, ``sign-on`` (the hub may still be looked for), ``desk``, or a
        room beside the counter: ``information``, ``supervision``"""
        contact = self._facts.contact
        if contact in (Contact.CHOOSING, Contact.REFUSED):
            return str(contact)
        if self.office_rooms.where is not None:
            return _ROOMS[self.office_rooms.where]
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
        return self._doing or self._notice.text

    @Property(str, notify=changed)
    def noticeMood(self) -> str:
        return "plain" if self._doing else self._notice.mood

    @property
    def _doing(self) -> str:
        """What an order that has no button on the screen is about, while it is under way."""
        doing = self._clerk.doing
        if doing is None or not self._session.signed or self.shelf_rows.shows(doing):
            return ""
        return say(WORDING[doing].doing, self._language)

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

    @Property(Office, constant=True)
    def office(self) -> Office:
        return self.office_rooms

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
        """A key at the desk, or in a room; whether it means something here."""
        if self.office_rooms.room is not None:
            taken = self._room_key(key, modifiers)
        else:
            taken = self.office_rooms.door(key, modifiers) or self._hand.key(key, modifiers)
        if not taken and key == Qt.Key.Key_Escape:
            taken = self._auto_call.stop() or self._hall.put_away()
        if taken:
            self.refresh()
        return taken

    def _room_key(self, key: int, modifiers: int) -> bool:
        if pressed(key, modifiers) == LANGUAGE:
            self.speakOther()
            return True
        return self.office_rooms.key(key, modifiers)

    @Slot()
    def speakOther(self) -> None:
        """The other language."""
        self._speak("id" if self._language == "en" else "en")
        self.refresh()

    @property
    def _answering(self) -> Answering:
        """Whose question stands on the screen."""
        room = self.office_rooms.room
        return room.hand if room is not None else self._hand

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

    @Slot(str)
    def bringBack(self, ticket: str) -> None:
        """A missed row was clicked."""
        if self._may_order():
            self._hand.bring_back(ticket)
        self.refresh()

    @Slot(int, int, result=bool)
    def sheetKey(self, key: int, modifiers: int) -> bool:
        """A key while a question stands there; whether it means something."""
        taken = self._answering.sheet_key(key, modifiers)
        if taken:
            self.refresh()
        return taken

    @Slot(int)
    def take(self, place: int) -> None:
        """An option was chosen."""
        self._answering.take(place)
        self.refresh()

    @Slot(str)
    def typeSearch(self, text: str) -> None:
        self.sheet_card.asking.type(text)
        self.refresh()

    @Slot()
    def closeSheet(self) -> None:
        self._answering.close()
        self.refresh()

    @Slot(int)
    def chooseHub(self, place: int) -> None:
        """One of several; -1 for a key that is none of them."""
        if self._quiet.takes(self._steady()) and 0 <= place < len(self._facts.hubs):
            self._hall.choose_hub(self._facts.hubs[place].id)

    def _own(self, act: Act) -> bool:
        """Does what needs no hub, and refuses what does while it is away."""
        self._auto_call.stop()
        if act in GIVES_ORDER and not self._may_order():
            return True
        self._notice.clear()
        if act is Act.ISSUE:
            self._devices.ask(self._steady(), self._session.sealed)
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

    def _on_done(self, draft: Draft, answer: Answer) -> None:
        self._aftermath.done(draft, answer)

    def _on_refused(self, draft: Draft, problem: Problem) -> None:
        self._aftermath.refused(draft, problem)
