"""The kiosk's view model: the visitor's touches for the flow, and time that passes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.catalogue import Catalogue
from kiosk.clerk import Clerk
from kiosk.face import KioskFace
from kiosk.hall import Hall
from kiosk.paperwork import Paperwork, Scene
from kiosk.scanner import Scanner
from kiosk.screens import Ask, Screen
from kiosk.staff.menu import StaffMenu
from kiosk.times import language_of
from shared.domain.site import Site, text
from shared.language.dates import clock_time, ticket_date
from shared.language.tongues import first_language, learn

QML_IMPORT_NAME = "Giliran.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1
TICK_MS = 250
_NOTHING_IN_HAND = frozenset({"start", "away", "hubs"})
"""Screens from which staff may go to their menu: no visitor loses anything."""


@QmlElement
class KioskModel(KioskFace):
    """One visitor at a time. `steady` is a clock in milliseconds that only goes forward.

    `device` names this kiosk to the hub and in the site's document.
    """

    languageChanged = Signal(str)

    def __init__(
        self,
        hall: Hall,
        device: str,
        steady: Callable[[], int],
        parent: QObject | None = None,
        *,
        drawn: Mapping[str, str] | None = None,
    ) -> None:
        """`drawn`: the floors' plans from the hub's files, as `kiosk.plan_pictures` has them."""
        super().__init__(steady, parent)
        self._hall = hall
        self._drawn = {} if drawn is None else drawn
        self._device = device
        self._catalogue: Catalogue | None = None
        self._scanner = Scanner()
        scene = Scene(self.flow, hall, self.catalogue, steady, self.refresh)
        self.paperwork = Paperwork(scene)
        self.clerk = Clerk(scene, self.paperwork)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)
        self.access_modes.touched.connect(self.touch)
        hall.listen(self._on_hall)
        hall.listen_to_reprints(self.paperwork.reprint_wanted)
        self._on_hall()

    def become(self, device: str) -> None:
        """A hub has let this kiosk in under that name."""
        if device != self._device:
            self._device, self._site = device, None
            self._on_hall()

    def run(self) -> None:
        """Lets time pass."""
        self._timer.start()

    def catalogue(self) -> Catalogue:
        """What this kiosk offers; only while there is a site."""
        assert self._catalogue is not None
        return self._catalogue

    @property
    def has_site(self) -> bool:
        return self._catalogue is not None

    @property
    def time_zone(self) -> ZoneInfo:
        """The hall's."""
        return ZoneInfo(self._site.timezone if self._site is not None else "UTC")

    def serve_staff(self, menu: StaffMenu) -> None:
        """This menu opens to staff, wherever a visitor has nothing in hand."""
        menu.opened.connect(self._make_room)
        menu.left.connect(self._give_back)
        menu.changed.connect(self._tell_since)
        self.staff_face.show(menu)

    def _make_room(self) -> None:
        worn = self.flow.visitor.modes
        self.flow.home(self._steady())
        self.flow.visitor.modes = worn.silent
        self.refresh()

    def _give_back(self) -> None:
        self.flow.home(self._steady())
        self.refresh()

    def _tell_since(self) -> None:
        menu = self.staff_face.menu
        changed_at = menu.notes.changed_at if menu is not None else 0
        said = ticket_date(changed_at, self.time_zone, language_of(self._said))
        self.staff_face.since = said if changed_at else ""

    def steady_now(self) -> int:
        """The clock that only goes forward, in milliseconds."""
        return self._steady()

    def offered_languages(self) -> list[str]:
        """The codes of all that a visitor may choose."""
        return self._languages.codes

    def settled(self) -> bool:
        """Whether a touch counts now: for whoever directs the kiosk without eyes."""
        return self.flow.settled(self._steady())

    @Slot()
    def tick(self) -> None:
        """Time has passed: screens end, and the countdown runs."""
        self._take_order()
        if self.staff_face.menu is not None:
            self.staff_face.menu.tick()
        if self._catalogue is not None:
            self._rest(self._catalogue)
        if self.access_modes.speech.busy:
            self.flow.listens(self._steady())
        if (
            self.flow.tick(self._steady())
            or self.flow.ask is Ask.STILL_THERE
            or self._clock_text() != self._clock
            or self._speaks() != self._said
        ):
            self.refresh()

    def refresh(self) -> None:
        """Shows what the flow says now."""
        if self._catalogue is not None:
            self._rest(self._catalogue)
        if self._said != self._speaks():
            self._said = self._speaks()
            self.languageChanged.emit(self._said)
            self._languages.changed.emit()
        self._clock = self._clock_text()
        if self._catalogue is not None:
            self._event_name = self._event(self._catalogue)
            self._shelves.fill(self._catalogue, self._hall, self.flow)
            self._shelves.cards(self._service, self._ticket, self._found)
        for tally in self.flow.take_losses():
            self._hall.tally(tally)
        self.access_modes.fill()
        self.changed.emit()
        # The usual screens come back only when they know which of them is meant.
        self.access_modes.changed.emit()

    def _speaks(self) -> str:
        """The visitor's language; before nobody one after the other."""
        resting = self._resting.language(self._languages.codes, self._steady())
        return resting or self.flow.visitor.language

    def _rest(self, catalogue: Catalogue) -> None:
        if self.staff_face.shown:
            self.flow.listens(self._steady())
        reader = self._shelves.reader(catalogue, self._hall, self.flow, self._speaks())
        self._resting.look(self.flow, reader, self._steady())

    def _event(self, catalogue: Catalogue) -> str:
        """The visitor's life event, while some of its errands have no number yet."""
        visitor = self.flow.visitor
        taken = {ticket.service for ticket in visitor.tickets}
        left = [one for one in catalogue.errands(visitor.event) if one.code not in taken]
        return text(catalogue.event(visitor.event).name, visitor.language) if left else ""

    def _clock_text(self) -> str:
        if self._site is None:
            return ""
        zone = ZoneInfo(self._site.timezone)
        return clock_time(self._hall.now(), zone, language_of(self._said))

    def _take_order(self) -> None:
        """The day's order of the tiles, while nobody stands before them."""
        if self._catalogue is None or tuple(self._hall.popular) == self._catalogue.order:
            return
        if self.flow.rests(self._steady()):
            assert self._site is not None
            self._catalogue = self._catalogue_of(self._site)
            self.refresh()

    def _catalogue_of(self, site: Site) -> Catalogue:
        return Catalogue(site, self._device, tuple(self._hall.popular), self._drawn)

    def _on_hall(self, *_: object) -> None:
        self.flow.alone = self._hall.alone
        self.flow.away = not self._hall.live and not self.flow.alone
        self._hubs.show(self._hall.hubs)
        self._tried, self._refusal = self._hall.tried, self._hall.refusal
        site = self._hall.site
        if site is not None and site != self._site:
            first = self._site is None
            self._site = site
            self._learn(site)
            self._catalogue = self._catalogue_of(site)
            self.flow.home_language = first_language()
            self.flow.home(self._steady())
            self.access_modes.stand_at(self._catalogue.kiosk)
            self.siteChanged.emit()
            if first:
                self.paperwork.print_interrupted()
        self.refresh()

    def _learn(self, site: Site) -> None:
        """Its languages, also the words of one that is being read."""
        learn(site)
        self._languages.follow(site)
        self._said = ""

    # What the visitor does -------------------------------------------------------------------

    @Slot()
    def touch(self) -> None:
        self.flow.touch(self._steady())
        self.refresh()

    @Slot(float, float, float, float)
    def touchAt(self, x: float, y: float, height: float, side: float) -> None:
        """A finger anywhere; staff know of a corner (`side`: how large it is) that opens theirs."""
        self.touch()
        if self.staff_face.shown or self.property("screen") in _NOTHING_IN_HAND:
            self.staff_face.touch(x, y, height, side)

    @Slot()
    def knock(self) -> None:
        """The key of a keyboard that staff have brought."""
        if self.staff_face.menu is not None and self.property("screen") in _NOTHING_IN_HAND:
            self.staff_face.menu.knock()

    def answer_that_here(self) -> bool:
        """Who hears "still there?" answers with any key; whether it was asked."""
        asked = self.flow.ask is Ask.STILL_THERE and self.flow.visitor.modes.spoken
        if asked:
            self.touch()
        return asked

    def stay_awake(self) -> None:
        """It does not rest: directions, unlike fingers, must not be lost on waking it."""
        self._resting.allowed = False

    @Slot()
    def wake(self) -> None:
        self.flow.wake(self._steady())
        self.refresh()

    @Slot(str)
    def speak(self, language: str) -> None:
        self.flow.choose_language(language, self._steady())
        self.refresh()

    @Slot(str)
    def chooseHub(self, hub: str) -> None:
        self._hall.choose_hub(hub)

    @Slot(str)
    def open(self, screen: str) -> None:
        sole = self.catalogue().sole
        if screen == Screen.AGENCIES and sole is not None:
            self.chooseAgency(sole.code)
            return
        self.flow.open(Screen(screen), self._steady())
        self.refresh()

    @Slot(str)
    def chooseEvent(self, event: str) -> None:
        self.flow.choose_event(event, self._steady())
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
        reason = status.reason if status is not None else ""
        is_open = status is not None and status.open
        self.flow.choose_service(service, self._steady(), is_open=is_open, reason=reason)
        self.refresh()

    @Slot(int)
    def turn(self, page: int) -> None:
        self.flow.turn(page, self._steady())
        self.refresh()

    @Slot()
    def back(self) -> None:
        if self.flow.visitor.part:
            self.flow.visitor.part = ""
            self.flow.touch(self._steady())
        else:
            self.flow.back(self._steady())
        self.refresh()

    @Slot()
    def home(self) -> None:
        if self.settled():
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
        self.paperwork.print_requirements()

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
        if self.staff_face.menu is not None and self.staff_face.menu.type(typed):
            return
        code = self._scanner.type(typed, self._steady())
        if code and not self.flow.lost:
            self.clerk.look_up_scan(code)

    def scanning(self) -> bool:
        """Whether a scanner is in the middle of a code."""
        return self._scanner.busy(self._steady())

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
