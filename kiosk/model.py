"""The kiosk's view model: the flow's state for QML, and the visitor's touches for the flow."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.cards import ServiceCard, TicketCard
from kiosk.catalogue import Catalogue
from kiosk.clerk import Clerk
from kiosk.flow import Flow
from kiosk.hall import Hall
from kiosk.scanner import Scanner
from kiosk.screens import Ask, Screen
from kiosk.shelves import Shelves
from kiosk.times import language_of
from shared.domain.site import Site, text
from shared.language.dates import clock_time

QML_IMPORT_NAME = "Giliran.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1
TICK_MS = 250


@QmlElement
class KioskModel(QObject):
    """One visitor at a time. `steady` is a clock in milliseconds that only goes forward.

    `device` names this kiosk to the hub and in the site's document.
    """

    changed = Signal()
    languageChanged = Signal(str)
    siteChanged = Signal()

    def __init__(
        self,
        hall: Hall,
        device: str,
        steady: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._hall = hall
        self._device = device
        self._steady = steady
        self._site: Site | None = None
        self._catalogue: Catalogue | None = None
        self.flow = Flow()
        self.flow.home(steady())
        self._said = self.flow.visitor.language
        self._clock = ""
        self._shelves = Shelves(self)
        self._service = ServiceCard(self)
        self._ticket = TicketCard(self)
        self._found = TicketCard(self)
        self._scanner = Scanner()
        self.clerk = Clerk(self.flow, hall, self.catalogue, steady, self.refresh)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)
        hall.listen(self._on_hall)
        self._on_hall()

    def run(self) -> None:
        """Lets time pass."""
        self._timer.start()

    def catalogue(self) -> Catalogue:
        """What this kiosk offers; only while there is a site."""
        assert self._catalogue is not None
        return self._catalogue

    @Slot()
    def tick(self) -> None:
        """Time has passed: screens end, and the countdown runs."""
        if (
            self.flow.tick(self._steady())
            or self.flow.ask is Ask.STILL_THERE
            or self._clock_text() != self._clock
        ):
            self.refresh()

    def refresh(self) -> None:
        """Shows what the flow says now."""
        if self._said != self.flow.visitor.language:
            self._said = self.flow.visitor.language
            self.languageChanged.emit(self._said)
        self._clock = self._clock_text()
        if self._catalogue is not None:
            self._shelves.fill(self._catalogue, self._hall, self.flow)
            self._shelves.cards(self._service, self._ticket, self._found)
        self.changed.emit()

    def _clock_text(self) -> str:
        if self._site is None:
            return ""
        zone = ZoneInfo(self._site.timezone)
        return clock_time(self._hall.now(), zone, language_of(self._said))

    def _on_hall(self, *_: object) -> None:
        self.flow.away = not self._hall.live
        site = self._hall.site
        if site is not None and site is not self._site:
            self._site, self._catalogue = site, Catalogue(site, self._device)
            self.flow.home_language = site.languages[0]
            self.flow.home(self._steady())
            self.siteChanged.emit()
        self._renew_found()
        self.refresh()

    def _renew_found(self) -> None:
        found = self.flow.visitor.found
        if found is not None:
            self.flow.visitor.found = self._hall.ticket(found.id) or found

    # What stands on the screen ---------------------------------------------------------------

    @Property(str, notify=changed)
    def screen(self) -> str:
        if self._catalogue is None or self.flow.lost:
            return "away"
        return self.flow.screen

    @Property(str, notify=changed)
    def ask(self) -> str:
        return self.flow.ask

    @Property(str, notify=changed)
    def notice(self) -> str:
        return self.flow.notice

    @Property(str, notify=changed)
    def language(self) -> str:
        return self.flow.visitor.language

    @Property(bool, notify=changed)
    def canGoBack(self) -> bool:
        return self.flow.can_go_back and not self.flow.lost

    @Property(bool, notify=changed)
    def atStart(self) -> bool:
        return self.flow.screen is Screen.START

    @Property(bool, notify=changed)
    def printed(self) -> bool:
        return self.flow.printed

    @Property(str, notify=changed)
    def paperProblem(self) -> str:
        return self.flow.paper_problem

    @Property(int, notify=changed)
    def errands(self) -> int:
        return len(self.flow.visitor.tickets)

    @Property(int, notify=changed)
    def page(self) -> int:
        return self.flow.visitor.page

    @Property(int, notify=changed)
    def secondsLeft(self) -> int:
        return self.flow.seconds_left(self._steady())

    @Property(str, notify=changed)
    def query(self) -> str:
        return self.flow.visitor.query

    @Property(str, notify=changed)
    def typedNumber(self) -> str:
        return self.flow.visitor.number

    @Property(str, notify=changed)
    def typedCheck(self) -> str:
        return self.flow.visitor.check

    @Property(bool, notify=changed)
    def helping(self) -> bool:
        return self.flow.visitor.helping

    @Property(int, notify=changed)
    def people(self) -> int:
        return self.flow.visitor.people

    @Property(bool, notify=changed)
    def priority(self) -> bool:
        return bool(self.flow.visitor.priority)

    @Property(str, notify=changed)
    def justTaken(self) -> str:
        return self.flow.just_taken()

    @Property(str, notify=siteChanged)
    def hallName(self) -> str:
        return self._site.name if self._site else ""

    @Property(str, notify=changed)
    def deskName(self) -> str:
        return text(self._site.desk_name, self._said) if self._site else ""

    @Property(int, notify=changed)
    def deskFloor(self) -> int:
        return self._site.desk_floor if self._site else 1

    @Property(str, notify=changed)
    def clock(self) -> str:
        return self._clock

    @Property(Shelves, constant=True)
    def shelves(self) -> Shelves:
        return self._shelves

    @Property(ServiceCard, constant=True)
    def service(self) -> ServiceCard:
        return self._service

    @Property(TicketCard, constant=True)
    def ticket(self) -> TicketCard:
        return self._ticket

    @Property(TicketCard, constant=True)
    def found(self) -> TicketCard:
        return self._found

    # What the visitor does -------------------------------------------------------------------

    @Slot()
    def touch(self) -> None:
        self.flow.touch(self._steady())
        self.refresh()

    @Slot(str)
    def speak(self, language: str) -> None:
        self.flow.choose_language(language, self._steady())
        self.refresh()

    @Slot(str)
    def open(self, screen: str) -> None:
        self.flow.open(Screen(screen), self._steady())
        self.refresh()

    @Slot(str)
    def chooseAgency(self, agency: str) -> None:
        grouped = self.catalogue().is_grouped(agency)
        self.flow.choose_agency(agency, self._steady(), grouped=grouped)
        self.refresh()

    @Slot(str)
    def chooseGroup(self, group: str) -> None:
        self.flow.choose_group(group, self._steady())
        self.refresh()

    @Slot(str)
    def chooseService(self, service: str) -> None:
        status = self._hall.status(service)
        is_open = status is not None and status.open
        self.flow.choose_service(service, self._steady(), is_open=is_open)
        self.refresh()

    @Slot(int)
    def turn(self, page: int) -> None:
        self.flow.turn(page, self._steady())
        self.refresh()

    @Slot()
    def back(self) -> None:
        self.flow.back(self._steady())
        self.refresh()

    @Slot()
    def home(self) -> None:
        if self.flow.screen is not Screen.ISSUING:
            self.flow.home(self._steady())
        self.refresh()

    @Slot(str)
    def openQuestion(self, ask: str) -> None:
        self.flow.open_question(Ask(ask), self._steady())
        self.refresh()

    @Slot()
    def closeQuestion(self) -> None:
        self.flow.close_question(self._steady())
        self.refresh()

    @Slot(str)
    def togglePriority(self, group: str) -> None:
        self.flow.visitor.toggle_priority(group)
        self.touch()

    @Slot(str)
    def toggleAssist(self, kind: str) -> None:
        self.flow.visitor.toggle_assist(kind)
        self.touch()

    @Slot()
    def toggleHelping(self) -> None:
        self.flow.visitor.helping = not self.flow.visitor.helping
        self.touch()

    @Slot(int)
    def changePeople(self, by: int) -> None:
        most = self.catalogue().services[self.flow.visitor.service].people_max
        self.flow.visitor.people = min(most, max(1, self.flow.visitor.people + by))
        self.touch()

    @Slot()
    def take(self) -> None:
        self.clerk.take()

    @Slot()
    def takeForOther(self) -> None:
        self.clerk.take(for_other=True)

    @Slot()
    def printRequirements(self) -> None:
        self.flow.touch(self._steady())
        self.clerk.print_requirements()

    @Slot()
    def anotherErrand(self) -> None:
        self.flow.another_errand(self._steady())
        self.refresh()

    @Slot(str)
    def typeLetter(self, letter: str) -> None:
        self.flow.type(letter, self._steady())
        self.refresh()

    @Slot()
    def erase(self) -> None:
        self.flow.erase(self._steady())
        self.refresh()

    @Slot()
    def wipe(self) -> None:
        self.flow.erase(self._steady(), everything=True)
        self.refresh()

    @Slot(str, bool)
    def typeTicket(self, letter: str, check: bool) -> None:
        visitor = self.flow.visitor
        (visitor.type_check if check else visitor.type_number)(letter)
        self.touch()

    @Slot(bool)
    def eraseTicket(self, check: bool) -> None:
        self.flow.visitor.erase_ticket(check=check)
        self.touch()

    @Slot()
    def wipeTicket(self) -> None:
        self.flow.visitor.wipe_ticket()
        self.touch()

    @Slot()
    def lookUp(self) -> None:
        self.touch()
        self.clerk.look_up()

    @Slot(str)
    def scan(self, typed: str) -> None:
        """A key from a scanner, which types like a keyboard and ends with Enter."""
        code = self._scanner.type(typed, self._steady())
        if code and not self.flow.lost:
            self.clerk.look_up_scan(code)

    @Slot()
    def reprint(self) -> None:
        self.touch()
        self.clerk.reprint()

    @Slot()
    def rejoin(self) -> None:
        self.touch()
        self.clerk.rejoin()

    @Slot()
    def cancelTicket(self) -> None:
        self.clerk.cancel()
