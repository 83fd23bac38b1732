"""The information desk for QML: what is typed, who may be meant, and what can be done for them.

The keyboard has two places. While something is looked for, letters and digits are the search;
Enter arms the card of the chosen ticket, and then its digits act, until Esc or a letter.
"""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from counter.acts import PRIMARY
from counter.alarms import Alarms
from counter.information import words
from counter.information.alarms import AlarmRow, alarm_rows
from counter.information.card import ChosenTicket, Picked, picked
from counter.information.deeds import KEYS, Deeds
from counter.information.ended import Ended
from counter.information.finding import Finder
from counter.information.first import WHY, First
from counter.information.heading import heading, nothing_found
from counter.information.notes import Notes
from counter.information.paper import desk_papers
from counter.information.printing import Printing
from counter.information.rows import DeedRow, FoundRow, NoteRow, found_rows
from counter.information.sent import Sent
from counter.information.taking import Taking
from counter.questions import Draft
from counter.sitting import keys
from counter.sitting.devices import Devices
from counter.sitting.room import Kit, Room
from counter.sitting.sight import Sight
from counter.words import say
from shared.domain.site import Texts
from shared.protocol.messages import Answer
from shared.protocol.views import TicketView
from shared.qml import Rows

QML_IMPORT_NAME = "Giliran.Counter"
QML_IMPORT_MAJOR_VERSION = 1

PAGE = 8
_MOVES = {keys.UP: -1, keys.DOWN: 1, keys.PAGE_UP: -PAGE, keys.PAGE_DOWN: PAGE}


@QmlElement
class InformationDesk(Room):
    """*Meja Informasi*: a room in which nobody is called."""

    shown = Signal()
    """As `changed`: a property can only be told of by a signal of its own class."""
    typedAnew = Signal(str)
    """The search's text is to be this now."""
    DONE: dict[str, Texts] = words.DONE

    def __init__(self, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(kit, parent)
        self.changed.connect(self.shown)
        self._typed = ""
        self._chosen = ""
        """The id of the chosen ticket."""
        self._armed = False
        self._found: list[TicketView] = []
        self._stuck: list[TicketView] = []
        """Whose paper did not come out."""
        self._alarms: set[str] | None = None
        self.devices = Devices(kit.hall, kit.refresh)
        self._ended = Ended(kit.hall, kit.refresh)
        self._sent = Sent()
        self._late: frozenset[str] = frozenset()
        self._notes = Notes(kit.hall, kit.refresh)
        self._card = ChosenTicket(self)
        self._found_rows = Rows(FoundRow, self)
        self._deed_rows = Rows(DeedRow, self)
        self._alarm_rows = Rows(AlarmRow, self)
        self._note_rows = Rows(NoteRow, self)

    def enter(self) -> None:
        """Somebody sits down here: nothing is looked for, and no alarm is new."""
        self._typed, self._chosen, self._armed, self._alarms = "", "", False, None
        self.devices.forget()
        self.typedAnew.emit("")

    # Looking --------------------------------------------------------------------------------

    def show(self, sight: Sight) -> None:
        facts = self._facts
        self._ask_devices()
        self._late = self._sent.look(facts.tickets.values(), sight.now())
        self._found = self._find(sight)
        self._keep_choice()
        chosen = self.ticket
        self._found_rows.show(found_rows(self._found, self._chosen, sight))
        self._card.show(picked(chosen, sight) if chosen is not None else Picked())
        self._deed_rows.show(self._deeds.offered(chosen) if chosen is not None else [])
        self._note_rows.show([NoteRow(words=one) for one in self._note_words(chosen, sight)])
        self._stuck = self._printing.stuck
        self._hear(alarm_rows(sight, self._stuck))

    def _find(self, sight: Sight) -> list[TicketView]:
        """Those alive at once; those that are over as soon as the hub has told."""
        finder, alive, ended = Finder(sight.catalogue), self._facts.tickets, self._ended
        ended.look(alive)
        wish = finder.wish(self._typed, sight.now())
        ended.ask(wish, self.kit.sitting.sealed, live=self._facts.live)
        return finder.find({**ended.tickets, **alive}.values(), self._typed)

    def _ask_devices(self) -> None:
        """Once, and whenever a device comes, goes or fails."""
        if self._facts.live:
            zones = tuple(sorted((one.zone, one.displays) for one in self._facts.zones.values()))
            troubles = tuple((one.device, one.code) for one in self._facts.troubles)
            self.devices.ask((zones, troubles), self.kit.sitting.sealed)

    def _keep_choice(self) -> None:
        """The chosen one stays chosen while it is found, or while its card is armed."""
        ids = [one.id for one in self._found]
        if self._chosen in ids or (self._armed and self.ticket is not None):
            return
        self._chosen, self._armed = (ids[0] if ids else ""), False

    def _note_words(self, ticket: TicketView | None, sight: Sight) -> list[str]:
        if ticket is None or not ticket.notes:
            return []
        self._notes.ask(ticket.id, ticket.notes, self.kit.sitting.sealed, live=self._facts.live)
        return self._notes.words(ticket.id, sight)

    def _hear(self, rows: list[AlarmRow]) -> None:
        """A new alarm is heard; those that were there at the beginning are not."""
        ids = {one.id for one in rows}
        if self._alarms is not None and ids - self._alarms:
            self.alarmed.emit()
        self._alarms = ids
        self._alarm_rows.show(rows)

    @property
    def ticket(self) -> TicketView | None:
        alive, over = self._facts.tickets.get(self._chosen), self._ended.tickets
        return alive or over.get(self._chosen)

    @property
    def _printing(self) -> Printing:
        return Printing(self.sight, self.devices.told, self.kit.memory.last.printer, self._late)

    @property
    def _deeds(self) -> Deeds:
        return Deeds(self.sight, self._printing)

    # Acting ---------------------------------------------------------------------------------

    def strike(self, name: str) -> bool:
        tools = {
            keys.NEW: self.take_number,
            keys.WHY: self.explain,
            keys.TROUBLES: self.list_troubles,
            keys.UNPRINTED: self.print_unprinted,
        }
        if name in tools:
            tools[name]()
        elif name in _MOVES:
            self._move(_MOVES[name])
        elif self._armed:
            return self._strike_armed(name)
        elif name == PRIMARY:
            self._arm()
        elif name == keys.ESCAPE and self._typed:
            self.typedAnew.emit("")
            self.type("")
        else:
            return False
        return True

    def _strike_armed(self, name: str) -> bool:
        if name in KEYS:
            self._do(KEYS[name])
        elif name in (keys.ESCAPE, PRIMARY):
            self._armed = False
        else:
            return False
        return True

    def _arm(self) -> None:
        self._armed = self.ticket is not None

    def _move(self, by: int) -> None:
        ids = [one.id for one in self._found]
        if ids:
            place = ids.index(self._chosen) if self._chosen in ids else 0
            self._chosen = ids[max(0, min(place + by, len(ids) - 1))]
            self._armed = False

    def _do(self, deed: str) -> None:
        ticket, deeds = self.ticket, self._deeds
        if ticket is None or not deeds.allowed(deed):
            return
        idle = deeds.idle(deed, ticket)
        if idle is not None:
            self.tell(idle[0], good=False, **idle[1])
        else:
            self.follow(deeds.of(deed, ticket))

    def take_number(self) -> None:
        """A new one, or the number of an emergency paper; one that is looked for and unknown is
        likely to be such a paper's."""
        if not self._deeds.allowed("errand"):
            return
        papers, number = desk_papers(self.sight), self._paper
        asks = papers.entered(number) if number else Taking(self.sight, papers=papers).question()
        self.follow(asks)

    @property
    def _paper(self) -> str:
        """The number that is looked for and not found, where it may be an emergency paper's."""
        if self._found or not self._typed or not self.ready:
            return ""
        likely = desk_papers(self.sight).likely(self._typed)
        return likely[0].id if len(likely) == 1 else ""

    def explain(self) -> None:
        """ "Why before me?": of the chosen ticket."""
        ticket = self.ticket
        if ticket is None:
            self.tell(words.CHOOSE_FIRST, good=False)
        else:
            self._do("why")

    def list_troubles(self) -> None:
        self.follow(Alarms("", self.sight.catalogue, self.sight.look).question())

    def print_unprinted(self) -> None:
        self.follow(self._printing.waiting())

    def on_done(self, draft: Draft, answer: Answer) -> None:
        super().on_done(draft, answer)
        if draft.name == "IssueTicket" and answer.ticket is not None:
            self.choose(answer.ticket.id)
            self.follow(self._printing.first(answer.ticket))
        elif draft.name == "EnterPaper" and answer.ticket is not None:
            self.choose(answer.ticket.id)
        elif draft.name == WHY:
            self.follow(First(self.sight).answer(answer))
        elif draft.name == "RequestReprint" and draft.number:
            self._armed = False

    # For QML --------------------------------------------------------------------------------

    @Slot(str)
    def type(self, text: str) -> None:
        """The search as it is being typed; the likeliest one is chosen."""
        if text != self._typed:
            self._typed, self._armed, self._chosen = text, False, ""
            self.kit.refresh()

    @Slot(str)
    def choose(self, ticket: str) -> None:
        """A row, or an alarm about a ticket, was clicked: its card is armed."""
        if ticket not in (one.id for one in self._found):
            self.typedAnew.emit("")
            self.type("")
        self._chosen = ticket
        self._arm()
        self.kit.refresh()

    @Slot()
    def disarm(self) -> None:
        """The search has the keyboard again."""
        if self._armed:
            self._armed = False
            self.kit.refresh()

    @Slot(str)
    def act(self, key: str) -> None:
        """A deed of the card was clicked."""
        if self.ready and self.clicked() and key in KEYS:
            self._do(KEYS[key])
            self.kit.refresh()

    @Property(int, notify=shown)
    def troubles(self) -> int:
        return len(self._facts.troubles)

    @Property(bool, notify=shown)
    def armed(self) -> bool:
        return self._armed

    @Property(bool, notify=shown)
    def chosen(self) -> bool:
        """Whether a ticket is chosen."""
        return self.ticket is not None

    @Property(int, notify=shown)
    def marked(self) -> int:
        ids = [one.id for one in self._found]
        return ids.index(self._chosen) if self._chosen in ids else -1

    @Property(str, notify=shown)
    def heading(self) -> str:
        """How many fit, and what was understood."""
        if self._catalogue is None:
            return ""
        return heading(self._typed, len(self._found), self._catalogue.language)

    @Property(str, notify=shown)
    def empty(self) -> str:
        """What stands where nothing is found."""
        if self._catalogue is None or self._found:
            return ""
        return nothing_found(self._typed, self._paper, self._catalogue.language)

    @Property(str, notify=shown)
    def hint(self) -> str:
        return say(words.HINT, self._catalogue.language) if self._catalogue else ""

    @Property(int, notify=shown)
    def unprinted(self) -> int:
        return len(self._stuck)

    @Property(bool, notify=shown)
    def mayIssue(self) -> bool:
        return self._catalogue is not None and self._deeds.allowed("errand")

    @Property(ChosenTicket, constant=True)
    def card(self) -> ChosenTicket:
        return self._card

    @Property(QObject, constant=True)
    def found(self) -> QObject:
        return self._found_rows

    @Property(QObject, constant=True)
    def deeds(self) -> QObject:
        return self._deed_rows

    @Property(QObject, constant=True)
    def alarms(self) -> QObject:
        return self._alarm_rows

    @Property(QObject, constant=True)
    def notes(self) -> QObject:
        return self._note_rows
