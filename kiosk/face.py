"""What the kiosk's screens show: the flow's state as properties for QML."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.access.face import Access
from kiosk.cards import ServiceCard, TicketCard
from kiosk.flow import Flow
from kiosk.languages import Languages
from kiosk.rest import Resting
from kiosk.screens import Screen
from kiosk.shelves import Shelves
from kiosk.staff.face import StaffFace
from shared.domain.site import Site, text
from shared.link.choice import HubOffer
from shared.qml import Rows
from shared.qml.pairing_face import PairingFace

QML_IMPORT_NAME = "Giliran.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class KioskFace(QObject):
    """Only read by QML. `steady` is a clock in milliseconds that only goes forward."""

    changed = Signal()
    siteChanged = Signal()

    def __init__(self, steady: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.flow = Flow()
        self.flow.home(steady())
        self._steady = steady
        self._site: Site | None = None
        self._said = self.flow.visitor.language
        self._languages = Languages(lambda: self.flow.visitor.language, self)
        self._clock = ""
        self._event_name = ""
        self._shelves = Shelves(self)
        self.access_modes = Access(self.flow, self._shelves, self)
        self._resting = Resting(self)
        self.staff_face = StaffFace(self)
        self.pairing_face = PairingFace(self)
        self._service = ServiceCard(self)
        self._ticket = TicketCard(self)
        self._found = TicketCard(self)
        self._hubs = Rows(HubOffer, self)
        self._tried = ""
        self._refusal = ""

    @Property(str, notify=changed)
    def screen(self) -> str:
        if self._hubs.rows:
            return "hubs"
        if self._site is None or self.flow.lost:
            return "away"
        return self.flow.screen

    @Property(PairingFace, constant=True)
    def pairing(self) -> PairingFace:
        """What stands in place of the screens until a hub has let this device in."""
        return self.pairing_face

    @Property(str, notify=changed)
    def ask(self) -> str:
        return self.flow.ask

    @Property(str, notify=changed)
    def notice(self) -> str:
        return self.flow.notice

    @Property(str, notify=changed)
    def language(self) -> str:
        return self.flow.visitor.language

    @Property(Languages, constant=True)
    def languages(self) -> Languages:
        return self._languages

    @Property(bool, notify=changed)
    def canGoBack(self) -> bool:
        return self.flow.can_go_back and not self.flow.lost

    @Property(bool, notify=changed)
    def alone(self) -> bool:
        """The hub is away, and numbers are given without it."""
        return self.flow.alone

    @Property(bool, notify=changed)
    def atStart(self) -> bool:
        return self.flow.screen is Screen.START

    @Property(bool, notify=changed)
    def printed(self) -> bool:
        return self.flow.printed

    @Property(bool, notify=changed)
    def paperless(self) -> bool:
        return self.flow.paperless

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

    @Property(str, notify=changed)
    def eventName(self) -> str:
        """The life event that brought the visitor here; empty: none, or nothing is left of it."""
        return self._event_name

    @Property(bool, notify=changed)
    def afterNumber(self) -> bool:
        """A number has been taken, and stands there: what is asked now is about it."""
        return self.flow.screen in (Screen.DONE, Screen.NO_PAPER)

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

    @Property(QObject, constant=True)
    def hubs(self) -> QObject:
        """The hubs of which a person must say which one is ours."""
        return self._hubs

    @Property(str, notify=changed)
    def hubTried(self) -> str:
        return self._tried

    @Property(str, notify=changed)
    def hubRefusal(self) -> str:
        """The code why the hub will not have this kiosk."""
        return self._refusal

    @Property(str, notify=changed)
    def clock(self) -> str:
        return self._clock

    @Property(Access, constant=True)
    def access(self) -> Access:
        return self.access_modes

    @Property(StaffFace, constant=True)
    def staff(self) -> StaffFace:
        return self.staff_face

    @Property(Resting, constant=True)
    def resting(self) -> Resting:
        return self._resting

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
