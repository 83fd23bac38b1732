"""The sign-on form of the view model: officer, PIN, counter."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from counter import words
from counter.catalogue import Catalogue
from counter.clerk import Clerk
from counter.facts import Facts
from counter.officer_field import OfficerField
from counter.pin.own_pin import OwnPinCard
from counter.roster import Roster
from counter.rows import ZoneRow, zone_rows
from counter.session import Session
from counter.shift.proposing import proposed
from counter.sitting.sitting import Place
from counter.words import say
from shared.domain.roster import own_services
from shared.qml import Rows

QML_IMPORT_NAME = "Giliran.Counter"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class SignOnCard(QObject):
    """`begins` is the counter (id or number) and the officer that the form begins with."""

    changed = Signal()

    def __init__(
        self,
        session: Session,
        clerk: Clerk,
        roster: Roster,
        begins: tuple[str, str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._clerk = clerk
        self._roster = roster
        self._proposed = begins
        self.own_pin_card = OwnPinCard(clerk.hall, self._language, self)
        self._named = False
        """Whoever started the terminal said which counter this is."""
        self._number = ""
        """The counter's number as it stands in the form; empty before somebody types."""
        self._fixed = False
        self.wanted: Place | None = None
        """The room that is to be entered; None: a counter."""
        self.officer_field = OfficerField(roster, self)
        self._catalogue: Catalogue | None = None
        self._facts = Facts()
        self._zones = Rows(ZoneRow, self)

    def begin_at(self, fixed: str, last: str, *, named: bool = False) -> None:
        """`fixed`: this terminal has no counter, ever; else the form begins where it was last.
        `named`: which counter it stands at was said when it was started."""
        self._named = named
        self._fixed = bool(fixed)
        place = fixed or last
        self.wanted = Place(place) if place in tuple(Place) else None

    def show(self, facts: Facts, catalogue: Catalogue) -> None:
        self._facts, self._catalogue = facts, catalogue
        self._zones.show(zone_rows(facts, catalogue))
        self._ask_who()
        self.changed.emit()

    def _ask_who(self) -> None:
        """Asks for the officers of the counter in the form."""
        catalogue = self._catalogue
        number = self._number or self._session.counter or self._proposed[0]
        known = catalogue.by_number(number) if catalogue else None
        self._roster.ask(str(known.id) if known else "", live=self._facts.live)

    @Slot()
    def begin(self) -> None:
        """The form stands there anew, with whoever signed on here last."""
        self._number = ""
        self._roster.forget()
        self.officer_field.begin(self._session.officer or self._proposed[1])
        self._ask_who()

    @Property(OfficerField, constant=True)
    def who(self) -> OfficerField:
        return self.officer_field

    def _language(self) -> str:
        return self._catalogue.language if self._catalogue is not None else "id"

    @Property(OwnPinCard, constant=True)
    def ownPin(self) -> OwnPinCard:
        return self.own_pin_card

    @Property(str, notify=changed)
    def counter(self) -> str:
        """The number on the desk; where somebody else sits there, that of a free one near it."""
        if self._catalogue is None:
            return ""
        wanted, officer = self._session.counter or self._proposed[0], self.officer_field.code
        if self._named:
            counter = self._catalogue.by_number(wanted)
        else:
            counter = proposed(wanted, officer, self._facts, self._catalogue)
        return str(counter.number) if counter else ""

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """Whether the hub has told what there is here; the form takes keys before that."""
        return self._catalogue is not None

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """Whether what was typed before that can be given to the hub: it has said who is who."""
        return self._catalogue is not None and self._facts.live and self._roster.told

    @Property(bool, notify=changed)
    def proposing(self) -> bool:
        """Whether a counter is going to stand in the form by itself."""
        return bool(self._session.counter or self._proposed[0])

    @Property(str, notify=changed)
    def said(self) -> str:
        return self._session.said

    @Property(bool, notify=changed)
    def refused(self) -> bool:
        return self._session.refused

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._clerk.doing is not None or self._session.accepted

    @Property(str, notify=changed)
    def place(self) -> str:
        """The room that is to be entered: ``desk``, ``supervisor``; empty: a counter."""
        return self.wanted or ""

    @Property(bool, notify=changed)
    def fixed(self) -> bool:
        """Whether this terminal is always that room."""
        return self._fixed

    @Slot(str)
    def goTo(self, place: str) -> None:
        """Another room was chosen, or a counter again."""
        if not self._fixed:
            self.wanted = Place(place) if place and place != self.wanted else None
            self._session.said, self._session.refused = "", False
            self.changed.emit()

    @Property(QObject, constant=True)
    def zones(self) -> QObject:
        return self._zones

    @Slot(str)
    def sitAt(self, number: str) -> None:
        """The counter's number is being typed, or was chosen."""
        self._number = number
        self._ask_who()
        self.changed.emit()

    @Property(str, notify=changed)
    def about(self) -> str:
        """What the number in the form stands for: its zone, its services, who sits there."""
        number = self._number.strip()
        if self._catalogue is None or not number:
            return ""
        counter = self._catalogue.by_number(number)
        language = self._catalogue.language
        if counter is None:
            return say(words.COUNTER_UNKNOWN, language, number=number)
        said = say(
            words.COUNTER_FOUND,
            language,
            counter=self._catalogue.counter(str(counter.id)),
            zone=self._catalogue.zone(str(counter.zone)),
            count=len(own_services(self._catalogue.site, counter)),
        )
        view = self._facts.counters.get(str(counter.id))
        if view is None or view.state == "closed" or not view.officer:
            return said
        return f"{said} · {say(words.TAKEN_BY, language, officer=self._roster.name(view.officer))}"

    @Slot(str, str)
    def send(self, pin: str, number: str) -> None:
        """Signs on; the PIN goes to the hub and is not kept."""
        if self._catalogue is None or self._clerk.doing is not None or not self._facts.live:
            return
        field = self.officer_field
        if field.ambiguous:
            self._session.refuse(
                say(words.OFFICER_AMBIGUOUS, self._catalogue.language, typed=field.property("text"))
            )
            self.changed.emit()
            return
        draft = self._session.ask(field.code, pin, number, self._catalogue)
        if draft is not None:
            self._clerk.give(draft)
        self.changed.emit()
