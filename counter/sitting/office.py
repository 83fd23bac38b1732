"""Who works at this terminal without a counter: signing in, the rooms, and the way back.

The counter's own desk stays what it is; whoever sits there and is permitted to looks into a room
and comes back, in the sitting that opened the counter.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from counter.catalogue import Catalogue
from counter.facts import Facts
from counter.questions import ENOUGH, Draft, Enough, Option, Question
from counter.refusals import NO_SESSION, WORDS
from counter.sitting import keys, words
from counter.sitting.refused import way_in_words
from counter.sitting.room import Kit, Room
from counter.sitting.sitting import SIGN_IN, SIGN_OUT, WHO_AM_I, Place, Sitting
from counter.words import say
from shared.protocol.messages import Answer

if TYPE_CHECKING:
    from counter.information.model import InformationDesk
    from counter.supervision.model import Supervision

QML_IMPORT_NAME = "Giliran.Counter"
QML_IMPORT_MAJOR_VERSION = 1

_KEYS = {keys.SUPERVISOR: Place.SUPERVISOR, keys.DESK: Place.DESK}
"""From a counter, from the form, and from one room into the other."""


@QmlElement
class Office(QObject):
    """The rooms beside the counter, and who is in which."""

    changed = Signal()
    alarmed = Signal()
    entered = Signal()
    """A room is on the screen, or will no longer be: the window may want another size."""

    def __init__(self, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.sitting: Sitting = kit.sitting
        self._place: Place | None = None
        self._language = "id"
        self._catalogue: Catalogue | None = None
        self._was_live = False
        self._asked = False
        """The hub looks at a PIN."""
        self._rooms: dict[Place, Room] = {}

    # The rooms ------------------------------------------------------------------------------

    @property
    def information(self) -> InformationDesk:
        """Read when somebody enters: an officer at a counter need not wait for it at the start."""
        from counter.information.model import InformationDesk

        found = self._rooms.get(Place.DESK) or self._add(
            Place.DESK, InformationDesk(self._kit, self)
        )
        assert isinstance(found, InformationDesk)
        return found

    @property
    def overview(self) -> Supervision:
        """Likewise."""
        from counter.supervision.model import Supervision

        found = self._rooms.get(Place.SUPERVISOR) or self._add(
            Place.SUPERVISOR, Supervision(self._kit, self)
        )
        assert isinstance(found, Supervision)
        return found

    def _add(self, place: Place, room: Room) -> Room:
        self._rooms[place] = room
        room.alarmed.connect(self.alarmed)
        room.forgotten.connect(self.sign_off)
        return room

    # Looking --------------------------------------------------------------------------------

    def look(self, facts: Facts, catalogue: Catalogue) -> None:
        """The hall as it is now; only the room that is on the screen is filled."""
        self._language, self._catalogue = catalogue.language, catalogue
        if facts.live and not self._was_live and self._place and not self.sitting.at_counter:
            self._ask_who()
        self._was_live = facts.live
        if self.room is not None:
            self.room.look(facts, catalogue)
        self.changed.emit()

    @property
    def room(self) -> Room | None:
        """The room on the screen."""
        return self._rooms.get(self._place) if self._place is not None else None

    @property
    def where(self) -> Place | None:
        return self._place

    # Coming and going -----------------------------------------------------------------------

    @Slot(str)
    def signIn(self, pin: str) -> None:
        """Without a counter: into the room of the form, or whichever the role opens. The PIN goes
        to the hub and is not kept."""
        kit, live = self._kit, self._kit.hall.facts().live
        officer, wanted = kit.form.officer_field.code, kit.form.wanted
        if self._asked:
            return
        if kit.session.complete(officer, pin, self._language) and live:
            self._asked = True
            body = {"officer": officer, "pin": pin}
            order = uuid.uuid4().hex
            kit.hall.send(SIGN_IN, body, lambda answer: self._told(officer, wanted, answer), order)
        kit.refresh()

    def _told(self, officer: str, wanted: Place | None, answer: Answer) -> None:
        """What the hub says to signing in."""
        self._asked = False
        if answer.problem is not None:
            self._say_no(answer)
            self._kit.form.own_pin_card.begin(answer.problem, officer)
            return
        self.sitting.begin(officer, answer.body or {})
        self._kit.session.said = ""
        if wanted is not None:
            self._kit.memory.keep(place=wanted, officer=officer)
        self._enter_first(wanted)

    def _say_no(self, why: Answer | Place | None) -> None:
        said = way_in_words(why, self._catalogue, self._language)
        self._kit.session.refuse(said)
        self._kit.refresh()

    def sign_off(self) -> None:
        """The hub knows whoever sits here no more: back to the form."""
        self._kit.session.leave()
        self.forget()
        self._kit.session.refuse(self._say(WORDS[NO_SESSION]))
        self._kit.refresh()

    def _enter_first(self, wanted: Place | None) -> None:
        places = self.sitting.places()
        if (wanted is not None and wanted not in places) or not places:
            self.leave()
            self._say_no(wanted)
        elif wanted is not None or len(places) == 1:
            self.enter(wanted or places[0])
        else:
            self._kit.sheet.asking.put(self._which(places))
            self._kit.refresh()

    def _which(self, places: tuple[Place, ...]) -> Question:
        options = [
            Option(place, self._say(words.PLACES[place]), self._say(words.WHERE_DETAIL[place]))
            for place in places
        ]

        def chosen(id_: str) -> Enough:
            self.enter(Place(id_))
            return ENOUGH

        return Question(title=self._say(words.WHERE), options=lambda _typed: options, chosen=chosen)

    def at_counter(self, officer: str, told: Mapping[str, Any] | None) -> None:
        """A counter was opened: who sits there may look into the rooms that the role allows."""
        if told and told.get("may") is not None:
            self.sitting.begin(officer, told, at_counter=True)

    def enter(self, place: Place) -> None:
        room = self.information if place is Place.DESK else self.overview
        self._place = place
        self._kit.sheet.asking.put(None)
        self._kit.notice.clear()
        room.enter()
        self._kit.refresh()
        self.entered.emit()

    def back(self) -> None:
        """From a room to the counter that it was entered from."""
        self._place = None
        self._kit.sheet.asking.put(None)
        self._kit.notice.clear()
        self.entered.emit()
        self._kit.refresh()

    def leave(self) -> None:
        """Nobody sits here any more."""
        if self.sitting.begun and not self.sitting.at_counter:
            body = self.sitting.sealed({})
            self._kit.hall.send(SIGN_OUT, body, lambda _answer: None, uuid.uuid4().hex)
            self._kit.session.said = self._say(words.SIGNED_OUT)
        self.forget()

    def forget(self) -> None:
        """The hub knows this person no more."""
        self.sitting.leave()
        if self._place is not None:
            self.back()

    def _ask_who(self) -> None:
        """After a break: is this sitting still good?"""

        def take(answer: Answer) -> None:
            if answer.problem is not None and answer.problem.status in (401, 403):
                self.sign_off()

        self._kit.hall.send(WHO_AM_I, self.sitting.sealed({}), take, uuid.uuid4().hex)

    def _say(self, texts: Mapping[str, str], **parts: object) -> str:
        return say(texts, self._language, **parts)

    # Keys -----------------------------------------------------------------------------------

    def door(self, key: int, modifiers: int) -> bool:
        """A key at the counter's desk; whether it opened a room."""
        place = _KEYS.get(keys.pressed(key, modifiers))
        if place is None or place not in self.sitting.places():
            return False
        self.enter(place)
        return True

    def key(self, key: int, modifiers: int) -> bool:
        """A key in a room; whether it means something there."""
        name = keys.pressed(key, modifiers)
        if name in _KEYS or name == keys.LEAVE:
            self.open(name)
            return True
        assert self.room is not None
        if self.room.key(key, modifiers):
            return True
        if name == keys.ESCAPE and self.sitting.at_counter:
            self.back()
            return True
        return False

    @Slot(str)
    def open(self, name: str) -> None:
        """The key of a room, or of the way out, was pressed or clicked."""
        place = _KEYS.get(name)
        if place is not None and place is self._place and self.sitting.at_counter:
            self.back()
        elif place is not None and place is not self._place and place in self.sitting.places():
            self.enter(place)
        elif name == keys.LEAVE:
            self._go()
        self._kit.refresh()

    def _go(self) -> None:
        """Out of the room: back to the counter, or out of the sitting, which is asked once."""
        if self.sitting.at_counter:
            self.back()
        elif self._place is not None:
            self._kit.sheet.asking.put(self._leaving(self._place))

    def _leaving(self, place: Place) -> Question:
        options = [Option("yes", self._say(words.LEAVE_YES))]

        def chosen(_id: str) -> Draft | Enough:
            self.leave()
            return ENOUGH

        title = self._say(words.LEAVE, place=self._say(words.PLACES[place]))
        return Question(title=title, options=lambda _typed: options, chosen=chosen)

    # For QML --------------------------------------------------------------------------------

    @Property(str, notify=changed)
    def place(self) -> str:
        """``desk``, ``supervisor``, or empty at a counter."""
        return self._place or ""

    @Property(str, notify=changed)
    def title(self) -> str:
        """What the room on the screen is called; empty at a counter."""
        if self._place is None or self._catalogue is None:
            return ""
        desk = self._place is Place.DESK
        return self._catalogue.desk if desk else self._say(words.PLACES[self._place])

    @Property(str, notify=changed)
    def officer(self) -> str:
        """The name of who sits here."""
        return self._kit.roster.name(self.sitting.officer)

    @Property(list, notify=changed)
    def places(self) -> list[str]:
        """Where this person may work."""
        return [str(place) for place in self.sitting.places()]

    @Property(bool, notify=changed)
    def atCounter(self) -> bool:
        """Whether there is a counter to go back to."""
        return self.sitting.at_counter

    @Property(QObject, constant=True)
    def desk(self) -> QObject:
        return self.information

    @Property(QObject, constant=True)
    def supervision(self) -> QObject:
        return self.overview
