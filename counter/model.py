"""The counter's view model: the desk for QML, kept up with the hall and with time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Property, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from counter import words
from counter.acts import GIVES_ORDER, WORDING, Act
from counter.answering import Answering, option_keys
from counter.asking import Asker
from counter.cards import FaceCard, SheetCard
from counter.catalogue import Catalogue
from counter.clerk import Clerk
from counter.contact import ContactCard
from counter.desk import NO_DESK, Manner, Mode, desk_of, offers
from counter.face import Face, face_of
from counter.facts import Contact, Facts
from counter.hall import Hall
from counter.hand import Hand
from counter.memory import TerminalMemory
from counter.notices import Notice, done_words, outcome_words
from counter.permitted import allowed, sees_queue
from counter.plate import Plate
from counter.questions import Draft
from counter.queue import next_of
from counter.refusals import (
    AWAY,
    AWAY_UNSENT,
    CALL_WHEN_FREE,
    NO_SESSION,
    refusal_words,
)
from counter.roster import Roster
from counter.session import Session
from counter.shelf import Shelf
from counter.shift.auto_call import AutoCall
from counter.shift.pause import PauseEnd
from counter.shift.taking_over import TakingOver
from counter.shift.words import CALLS_IN
from counter.sign_on import SignOnCard
from counter.sitting.devices import Devices
from counter.sitting.keys import LANGUAGE, pressed
from counter.sitting.office import Office
from counter.sitting.room import Kit
from counter.sitting.sitting import Place, Sitting
from counter.unanswered import UNTRACED, Unanswered, trace_of
from counter.undo import UndoOffer
from counter.visit.giving import given
from counter.visit.notes import Notes
from counter.visit.results import results_of
from counter.words import say
from shared.domain.site import Site
from shared.protocol.messages import Answer
from shared.protocol.views import Problem, TicketView

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
        self.sign_on_card.begin_at(place, memory.last.place, named=bool(counter))
        self._auto_call = AutoCall()
        self._pause_end = PauseEnd()
        self._notes = Notes(hall, self.refresh)
        self._devices = Devices(hall, self.refresh)
        self.office_rooms = self._furnish()
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
            self._show_desk(facts, catalogue)
            self._tell_outcome(facts, catalogue)
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
        sitting, name_of = self._sitting_here, self._roster.name
        hand.asker = Asker(
            self._session.counter,
            catalogue,
            self._hall.facts,
            lambda: self._desk,
            self._hall.now,
            sitting,
            name_of,
        )
        hand.show(desk, offers(desk, now, self._manner(catalogue, hand.asker)))
        face = face_of(desk, facts, catalogue, now, name_of)
        self.face_card.show(self._completed(face, facts, catalogue))
        self.shelf_rows.fill(
            desk,
            facts,
            self._session.counter,
            catalogue,
            now,
            name_of=name_of,
            whole=sees_queue(sitting),
        )
        assert hand.offered is not None
        self.shelf_rows.fill_buttons(
            hand.offered,
            self._clerk.doing,
            catalogue.language,
            live=facts.live,
            calls_in=self._calls_in,
        )

    @property
    def _sitting_here(self) -> Sitting:
        """What the hub has told of who sits at this counter."""
        sitting = self.office_rooms.sitting
        return sitting if sitting.at_counter else Sitting()

    @property
    def _calls_in(self) -> int:
        """Seconds until the next one is called by itself; 0: an officer calls."""
        idle = self._desk.mode is Mode.WAITING and self._facts.live
        return self._auto_call.seconds(self._steady()) if idle else 0

    def _manner(self, catalogue: Catalogue, asker: Asker) -> Manner:
        ticket, sitting = self._desk.ticket, self._sitting_here
        return Manner(
            finish_and_call=catalogue.site.rules.finish_and_call,
            undo_seconds=self._undo.seconds(self._steady()),
            results=ticket is not None and len(results_of(catalogue, ticket.service)) > 1,
            missed=bool(asker.bringing.missed),
            may=lambda act: act is Act.HELD or allowed(act, sitting),
        )

    def _completed(self, face: Face, facts: Facts, catalogue: Catalogue) -> Face:
        """With the notes on the ticket here, and with who is about to be called by itself."""
        ticket, language = self._desk.ticket, catalogue.language
        if not allowed(Act.WITHDRAW, self._sitting_here):
            face = replace(face, group="")
        following = next_of(self._desk.line)
        if self._calls_in and following is not None:
            parts = {"number": following.number, "seconds": self._calls_in}
            return replace(face, next=say(CALLS_IN, language, **parts))
        if ticket is None:
            return face
        if ticket.notes:
            self._notes.ask(ticket.id, ticket.notes, self._session.sealed, live=facts.live)
        return self._notes.onto(face, ticket, catalogue)

    # What is shown --------------------------------------------------------------------------

    @Property(str, notify=changed)
    def screen(self) -> str:
        """``searching``, ``choosing``, ``refused``, ``sign-on``, ``desk``, or a room beside the
        counter: ``information``, ``supervision``"""
        contact = self._facts.contact
        if contact in (Contact.CHOOSING, Contact.REFUSED):
            return str(contact)
        if self._catalogue is None:
            return "searching"
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
        if 0 <= place < len(self._facts.hubs):
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

    # What became of it ----------------------------------------------------------------------

    def _on_done(self, draft: Draft, answer: Answer) -> None:
        if draft.name == "OpenCounter":
            self.office_rooms.at_counter(self._session.officer, answer.body)
        if draft.name == "OpenCounter" and not self._session.signed:
            self._session.accept()
            self._memory.keep(
                counter=self._session.counter, officer=self._session.officer, place=""
            )
            return
        if self._site is not None:
            seconds = self._site.rules.auto_call_seconds
            self._auto_call.follow(draft, self._desk, seconds, self._steady())
        if draft.act is Act.ISSUE and draft.name == "IssueTicket" and answer.ticket is not None:
            self._show_number(answer.ticket)
            return
        said = done_words(draft, answer, self._language)
        if said and not self._auto_call.seconds(self._steady()):
            self._notice.put(said, "good", self._steady())

    def _show_number(self, ticket: TicketView) -> None:
        """The number that was given, large; and where its paper is to be printed."""
        if self._hand.asker is not None:
            self._hand.follow(given(self._hand.asker.sight, self._devices.told, ticket))

    def _on_refused(self, draft: Draft, problem: Problem) -> None:
        said = refusal_words(problem, self._catalogue, self._language, draft.name)
        if problem.code == NO_SESSION:
            self._session.leave()
            self.sheet_card.asking.put(None)
        if problem.code == AWAY and problem.extra.get("sent") and draft.act not in UNTRACED:
            self._unanswered.lose(draft)
        if not self._session.signed:
            self._session.refuse(said)
            self._ask_about_sign_on(draft, problem)
        else:
            self._notice.put(said, "bad", self._steady())

    def _ask_about_sign_on(self, draft: Draft, problem: Problem) -> None:
        """Somebody else is there, or the officer elsewhere: what can be done about it."""
        if self._catalogue is None:
            return
        question = TakingOver(self._catalogue, self._roster.name).question(draft, problem)
        if question is not None:
            self._hand.follow(question)
