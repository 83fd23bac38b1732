"""The supervisor's view for QML: the zones side by side, and the chosen one in full.

Arrows go: left and right from zone to zone, up and down in a list, Tab from list to list. Enter
asks what is to be done about what is marked; digits are for the whole hall.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from counter import queue
from counter.acts import PRIMARY
from counter.alarms import Alarms
from counter.answering import Outcome
from counter.information.ended import Ended
from counter.information.first import WHY, First
from counter.questions import Draft
from counter.sitting import keys
from counter.sitting.devices import Devices
from counter.sitting.room import Kit, Room
from counter.sitting.sight import Sight
from counter.supervision import words
from counter.supervision.announcing import Announcing
from counter.supervision.closures import Closures
from counter.supervision.counters import Counters
from counter.supervision.ending import Ending
from counter.supervision.idle import IdleSince
from counter.supervision.lines import Lines
from counter.supervision.rows import (
    CounterRow,
    CounterWords,
    LineRow,
    TicketRow,
    ToolRow,
    ZoneRow,
    line_row,
    ticket_row,
    zone_row,
)
from counter.supervision.sound import Sound
from counter.supervision.survey import Line, ZoneSurvey, idle_counters, survey
from counter.supervision.tickets import Tickets
from counter.supervision.unlocking import unlock_question
from counter.supervision.wall import Wall
from counter.troubles import Alarm, hall_alarm
from shared.domain.site import Texts
from shared.protocol.messages import Answer
from shared.protocol.views import CounterView, TicketView
from shared.qml import Rows

QML_IMPORT_NAME = "Giliran.Counter"
QML_IMPORT_MAJOR_VERSION = 1

TOOLS = {"1": "announce", "2": "sound", "3": "end", "4": "agency", "5": "unlock", "6": "find"}
MORE_ZONES = "7"
SCREENS = "8"
COUNTERS, LINES, TICKETS = 0, 1, 2
MOST_TICKETS = 60
_STEPS = {keys.UP: -1, keys.DOWN: 1, keys.PAGE_UP: -8, keys.PAGE_DOWN: 8}
_ZONES = {keys.LEFT: -1, keys.RIGHT: 1}
_LISTS = {keys.TAB: 1, keys.BACK_TAB: -1}
_HIDDEN = dict.fromkeys((PRIMARY, MORE_ZONES), 0) | _LISTS | _ZONES
_HIDDEN |= {keys.UP: -1, keys.DOWN: 1, keys.PAGE_UP: -1, keys.PAGE_DOWN: 1}
"""What they move is behind the wall of TVs while that stands there: they turn its pages."""


@QmlElement
class Supervision(Room):
    """*Pengawas*: who waits where, who serves them, and what can be done about it."""

    shown = Signal()
    """As `changed`: a property can only be told of by a signal of its own class."""
    DONE: dict[str, Texts] = words.DONE

    def __init__(self, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(kit, parent)
        self.changed.connect(self.shown)
        self._zones: list[ZoneSurvey] = []
        self._zone = ""
        self._at_once = 1
        """Zones that stand on the screen side by side."""
        self._list = COUNTERS
        self._marked = ["", "", ""]
        """Of each list the id of the marked row."""
        self._idle = IdleSince()
        self._lost: set[str] | None = None
        self._devices = Devices(kit.hall, kit.refresh)
        self._ended = Ended(kit.hall, kit.refresh)
        self._summary = ""
        self._alarm = Alarm()
        self._zone_rows = Rows(ZoneRow, self)
        self._counter_rows = Rows(CounterRow, self)
        self._line_rows = Rows(LineRow, self)
        self._ticket_rows = Rows(TicketRow, self)
        self._tool_rows = Rows(ToolRow, self)
        self.tvs = Wall(kit, self)

    def enter(self) -> None:
        """Somebody begins to look: nothing that is there already is news."""
        self._lost = None
        self._devices.forget()
        self.tvs.close()

    # Looking --------------------------------------------------------------------------------

    def show(self, sight: Sight) -> None:
        facts = self._facts
        self._ask_devices()
        self._zones = survey(facts, sight)
        known = [one.zone for one in self._zones]
        if self._zone not in known:
            self._zone = self._busiest(sight)
        self._idle.look(idle_counters(facts), sight.now())
        self._keep_marks()
        self._fill(sight)
        self.tvs.show(sight, self._devices.told)
        self._hear()

    def _ask_devices(self) -> None:
        if self._facts.live:
            zones = tuple(sorted((one.zone, one.displays) for one in self._facts.zones.values()))
            self._devices.ask(zones, self.kit.sitting.sealed)

    def _busiest(self, sight: Sight) -> str:
        """Where somebody is needed first: whom nobody serves, then the longest wait."""
        ranked = sorted(
            self._zones, key=lambda one: (one.unattended, one.longest(sight.now())), reverse=True
        )
        return ranked[0].zone if ranked else ""

    def _keep_marks(self) -> None:
        """A row stays marked while it is there; else the first is."""
        for place, ids in enumerate(self._ids):
            if self._marked[place] not in ids:
                self._marked[place] = ids[0] if ids else ""

    @property
    def zone(self) -> ZoneSurvey | None:
        """The chosen one."""
        return next((one for one in self._zones if one.zone == self._zone), None)

    @property
    def marked_counter(self) -> str:
        """The id of the counter that Enter asks about."""
        return self._marked[COUNTERS]

    @property
    def _counters(self) -> list[CounterView]:
        """Those at work first."""
        zone = self.zone
        counters = zone.counters if zone is not None else ()
        return sorted(counters, key=lambda one: (one.state == "closed", one.number))

    @property
    def _lines(self) -> Sequence[Line]:
        zone = self.zone
        return zone.lines if zone is not None else ()

    @property
    def _tickets(self) -> list[TicketView]:
        """Who waits longest comes first, whatever the order of calling."""
        zone = self.zone
        waiting = zone.waiting if zone is not None else []
        return sorted(waiting, key=lambda one: queue.at(one.issued_at))[:MOST_TICKETS]

    @property
    def _ids(self) -> tuple[list[str], list[str], list[str]]:
        return (
            [one.id for one in self._counters],
            [one.service for one in self._lines],
            [one.id for one in self._tickets],
        )

    def _fill(self, sight: Sight) -> None:
        facts = self._facts
        said = CounterWords(facts, sight, self.kit.roster.name, self._idle)
        self._zone_rows.show(
            [
                zone_row(one, facts, sight, self._idle, marked=one.zone == self._zone)
                for one in self._zones
            ]
        )
        self._counter_rows.show(
            [said.row(one, marked=one.id == self._marked[COUNTERS]) for one in self._counters]
        )
        self._line_rows.show(
            [line_row(one, sight, marked=one.service == self._marked[LINES]) for one in self._lines]
        )
        self._ticket_rows.show(
            [
                ticket_row(one, sight, marked=one.id == self._marked[TICKETS])
                for one in self._tickets
            ]
        )
        tools = [
            ToolRow(key=key, label=sight.say(words.TOOLS[act]))
            for key, act in (*TOOLS.items(), (SCREENS, "screens"))
        ]
        self._tool_rows.show(tools)
        self._summary = _summary(self._zones, sight)
        self._alarm = hall_alarm(facts.troubles, sight.catalogue)

    def _hear(self) -> None:
        """Somebody waits whom nobody serves any more: that is heard, once."""
        lost = {line.service for zone in self._zones for line in zone.lines if line.unattended}
        if self._lost is not None and lost - self._lost:
            self.alarmed.emit()
        self._lost = lost

    # Acting ---------------------------------------------------------------------------------

    def strike(self, name: str) -> bool:
        if name == SCREENS or (name == keys.ESCAPE and self.tvs.open):
            self.tvs.toggle()
        elif self.tvs.open and name in _HIDDEN:
            self.tvs.turn(_HIDDEN[name])
        elif name in _ZONES:
            self._turn(_ZONES[name])
        elif name in _STEPS:
            self._step(_STEPS[name])
        elif name in _LISTS:
            self._list = (self._list + _LISTS[name]) % len(self._marked)
        elif name == PRIMARY:
            self._ask(self._list, self._marked[self._list])
        elif name == keys.TROUBLES:
            self.follow(Alarms("", self.sight.catalogue, self.sight.look).question())
        elif name == MORE_ZONES:
            self._turn_page()
        elif name in TOOLS:
            self.follow(self._tool(TOOLS[name]))
        else:
            return False
        return True

    def _turn(self, by: int) -> None:
        zones = [one.zone for one in self._zones]
        if zones:
            self._zone = zones[(zones.index(self._zone) + by) % len(zones)]
            self._marked = ["", "", ""]

    def _turn_page(self) -> None:
        """To the first zone of the next page; from the last page to the very first."""
        zones = [one.zone for one in self._zones]
        if zones:
            page = zones.index(self._zone) // self._at_once + 1
            first = page * self._at_once
            self._zone = zones[first if first < len(zones) else 0]
            self._marked = ["", "", ""]

    def _step(self, by: int) -> None:
        ids, marked = self._ids[self._list], self._marked[self._list]
        if ids:
            place = ids.index(marked) if marked in ids else 0
            self._marked[self._list] = ids[max(0, min(place + by, len(ids) - 1))]

    def _tool(self, act: str) -> Outcome:
        sight = self.sight
        tools: dict[str, Callable[[], Outcome]] = {
            "announce": lambda: Announcing(sight).question(self._zone),
            "sound": lambda: Sound(sight, self._devices.told).question(self._zone),
            "end": lambda: Ending(sight).question(),
            "agency": lambda: Closures(sight).agencies(),
            "unlock": lambda: unlock_question(sight, self.kit.roster.officers),
            "find": lambda: Tickets(sight, self._ended).find(),
        }
        return tools[act]()

    def _ask(self, list_: int, id_: str) -> None:
        """What is to be done about a row?"""
        sight = self.sight
        counter, ticket = self._facts.counters.get(id_), self._facts.tickets.get(id_)
        if list_ == COUNTERS and counter is not None:
            said = CounterWords(self._facts, sight, self.kit.roster.name, self._idle)
            self.follow(
                Counters(sight, self.kit.roster.name).question(counter, said.state(counter)[0])
            )
        elif list_ == LINES and id_:
            self.follow(Lines(sight).question(id_))
        elif list_ == TICKETS and ticket is not None:
            self.follow(Tickets(sight).question(ticket))

    def on_done(self, draft: Draft, answer: Answer) -> None:
        more = bool(self.hand.rest)
        super().on_done(draft, answer)
        if draft.name == WHY:
            self.follow(First(self.sight).answer(answer))
        if draft.body.get("until"):
            time = self.sight.when_of(draft.body["until"])
            self.tell(words.SUSPENDED_TILL, number=draft.number, time=time)
        if draft.name == "ConfigureDisplay":
            self._devices.configured(draft.body)
            self._devices.forget()
        if draft.name == "DecideEnd" and not more and Ending(self.sight).still():
            self.follow(Ending(self.sight).question())

    # For QML --------------------------------------------------------------------------------

    @Slot(str)
    def chooseZone(self, zone: str) -> None:
        if zone != self._zone:
            self._zone, self._marked = zone, ["", "", ""]
            self.kit.refresh()

    @Slot(int)
    def seeAtOnce(self, zones: int) -> None:
        """So many have room beside each other."""
        self._at_once = max(1, zones)

    @Slot(int, str)
    def choose(self, list_: int, id_: str) -> None:
        """A row was clicked: it is marked, and asked about."""
        if self.ready and self.clicked():
            self._list, self._marked[list_] = list_, id_
            self._ask(list_, id_)
            self.kit.refresh()

    @Property(int, notify=shown)
    def active(self) -> int:
        """Where the arrows go: 0 the counters, 1 the lines, 2 who waits."""
        return self._list

    @Property(int, notify=shown)
    def zoneAt(self) -> int:
        zones = [one.zone for one in self._zones]
        return zones.index(self._zone) if self._zone in zones else -1

    def _at(self, list_: int) -> int:
        ids, marked = self._ids[list_], self._marked[list_]
        return ids.index(marked) if marked in ids else -1

    @Property(int, notify=shown)
    def counterAt(self) -> int:
        return self._at(COUNTERS)

    @Property(int, notify=shown)
    def lineAt(self) -> int:
        return self._at(LINES)

    @Property(int, notify=shown)
    def ticketAt(self) -> int:
        return self._at(TICKETS)

    @Property(str, notify=shown)
    def zoneName(self) -> str:
        return self.sight.catalogue.zone(self._zone) if self.ready and self._zone else ""

    @Property(str, notify=shown)
    def summary(self) -> str:
        return self._summary

    @Property(str, notify=shown)
    def trouble(self) -> str:
        return self._alarm.words

    @Property(int, notify=shown)
    def troublesMore(self) -> int:
        return self._alarm.more

    @Property(str, notify=shown)
    def troubleMood(self) -> str:
        return self._alarm.mood

    @Property(QObject, constant=True)
    def zones(self) -> QObject:
        return self._zone_rows

    @Property(QObject, constant=True)
    def counters(self) -> QObject:
        return self._counter_rows

    @Property(QObject, constant=True)
    def lines(self) -> QObject:
        return self._line_rows

    @Property(QObject, constant=True)
    def tickets(self) -> QObject:
        return self._ticket_rows

    @Property(Wall, constant=True)
    def wall(self) -> Wall:
        return self.tvs

    @Property(QObject, constant=True)
    def tools(self) -> QObject:
        return self._tool_rows


def _summary(zones: Sequence[ZoneSurvey], sight: Sight) -> str:
    """``128 menunggu · terlama 47 mnt · 23 loket buka``"""
    waiting = sum(len(one.waiting) for one in zones)
    open_ = sum(one.open for one in zones)
    if not waiting:
        return sight.say(words.HALL_EMPTY, open=open_)
    minutes = max(one.longest(sight.now()) for one in zones)
    return sight.say(words.HALL, waiting=waiting, minutes=minutes, open=open_)
