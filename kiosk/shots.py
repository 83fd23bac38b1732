"""The ways to every screen of the kiosk, each as the acts of a visitor, for its picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.emergency.certain import NEEDS_HUB, USED_UP
from kiosk.printing.port import PrinterState
from kiosk.rehearsal import refusal
from kiosk.rest import EACH_LANGUAGE_MS
from kiosk.staff.machine import Network
from kiosk.studio import Studio, closed_status, popular_of
from kiosk.times import moment_text
from shared.link.choice import HubOffer
from shared.protocol.views import TicketView
from shared.qml.pairing_shots import moments

Acts = list[Callable[[], object]]
_DAY_MS = 86_400_000


class Shots:
    """What a visitor does in front of `studio`'s kiosk, speaking `language`."""

    def __init__(self, studio: Studio, language: str) -> None:
        assert studio.hall.site is not None
        self.studio, self.model, self.hall = studio, studio.model, studio.hall
        self.site = studio.hall.site
        self.language = language
        popular = popular_of(self.site)
        self.first, self.full, self.down = (popular[place].code for place in (0, 4, 9))
        self.take: Acts = [self.choose(self.first), self.model.take]
        self.known: Acts = [*self.take, self.printed, self.again, self.open("find"), self.find]

    def all(self) -> dict[str, Acts]:
        """The acts by the picture's name, in the order of a visit."""
        parts = (
            self.beginning(),
            self.browsing(),
            self.life_events(),
            self.choosing(),
            self.taking(),
            self.searching(),
            self.returning(),
            self.alone(),
            self.staff(),
        )
        return {name: acts for part in parts for name, acts in part.items()}

    def beginning(self) -> dict[str, Acts]:
        """The start and what may stand over it."""
        return {
            "01-start": [],
            "02-start-shut": [self.holiday],
            "90-rest": [self.unwatched],
            "91-rest-night": [self.evening, self.unwatched],
            "24-still-there": [self.choose(self.first), self.idle],
            "25-help": [self.ask("help")],
            "26-access": [self.ask("access")],
            "26-languages": [self.ask("language")],
            "27-away": [self.away],
            "70-large": [self.mode("large")],
            "71-large-confirm": [self.mode("large"), self.choose(self.first)],
            "72-contrast": [self.mode("contrast")],
            "73-reach": [self.mode("reach")],
            "74-reach-confirm": [self.mode("reach"), self.choose(self.first)],
            "75-easy": [self.mode("easy")],
            "76-access-all": [self.ask("access"), *map(self.mode, ("large", "contrast", "reach"))],
            "32-hubs": [self.hubs],
            "33-hubs-tried": [self.hubs, self.not_ours],
            "39-hubs-many": [self.hubs, self.many_hubs, self.not_ours],
            "34-refused": [self.away, self.refused],
            "80-pairing": [self.pairing("pairing")],
            "81-pairing-wrong": [self.pairing("pairing-wrong")],
            "82-pairing-several": [self.pairing("pairing-several")],
            "83-paired": [self.pairing("paired")],
            "84-taken-out": [self.pairing("taken-out")],
        }

    def staff(self) -> dict[str, Acts]:
        """What staff see of the machine."""
        keep = self.studio.menu
        out = [*map(self.digits, ("482915",)), keep.enter]
        return {
            "95-staff-door": [self.knock, self.digits("48")],
            "95-staff-door-wait": [self.knock, *[self.digits("1111"), keep.enter] * 3],
            "95-staff-door-alone": [self.away, self.cut_wire, self.knock, *out],
            "96-staff-choice": [self.knock, self.digits("1234"), keep.enter],
            "97-staff-menu": [self.knock, *out],
            "97-staff-menu-trouble": [self.cut_wire_in(out), keep.print_test, self.no_trial],
            "98-staff-paper": [self.knock, *out, lambda: keep.ask("paper")],
            "98-staff-reboot": [self.knock, *out, lambda: keep.ask("reboot")],
        }

    def alone(self) -> dict[str, Acts]:
        """The hub is away, and numbers are given all the same."""
        return {
            "40-alone": [self.cut_off],
            "41-alone-confirm": [self.cut_off, self.choose(self.first)],
            "42-alone-printing": [self.cut_off, *self.take],
            "43-alone-done": [self.cut_off, *self.take, self.printed],
            "44-alone-no-paper": [self.cut_off, *self.take, self.no_paper],
            "45-alone-used-up": [self.cut_off, self.choose(self.full)],
            "46-alone-needs-hub": [self.cut_off, self.choose(self.down)],
            "47-alone-services": [self.cut_off, self.open("agencies"), self.agency("DINKES")],
            "48-alone-shut": [self.cut_off, self.holiday],
            "49-emergency-found": [
                self.cut_off,
                *self.take,
                self.printed,
                self.back_again,
                self.again,
                self.open("find"),
                self.find,
            ],
        }

    def browsing(self) -> dict[str, Acts]:
        """The agencies, and what they offer."""
        first = self.site.agencies[0]
        group = first.groups[0].code if first.groups else ""
        return {
            "03-agencies": [self.open("agencies")],
            "04-groups": [self.open("agencies"), self.agency(first.code)],
            "05-services": [
                self.open("agencies"),
                self.agency(first.code),
                lambda: self.model.chooseGroup(group),
            ],
            "06-services-ten": [self.open("agencies"), self.agency("DINKES")],
            "29-pages": [
                self.open("agencies"),
                self.agency("IMIGRASI"),
                lambda: self.model.turn(1),
            ],
            "31-agencies-shut": [self.holiday, self.open("agencies")],
            "38-agencies-some-shut": [self.one_agency_down, self.open("agencies")],
        }

    def life_events(self) -> dict[str, Acts]:
        """What has happened to somebody, and the errands that come of it."""
        event = self.site.life_events[0]
        begun: Acts = [self.open("events"), self.event(event.code), self.choose(event.services[0])]
        done: Acts = [*begun, self.model.take, self.printed]
        return {
            "57-events": [self.open("events")],
            "58-event": [self.open("events"), self.event(event.code)],
            "59-event-going-on": [*done, self.model.anotherErrand],
            "60-event-done": done,
        }

    def choosing(self) -> dict[str, Acts]:
        """The confirmation, and what stands behind it."""
        longest = max(self.site.services, key=lambda s: len(s.name["id"])).code
        most = max(self.site.services, key=lambda s: len(s.requirements.get("id", ()))).code
        floors = {zone.code: zone.floor for zone in self.site.zones}
        upstairs = next((s.code for s in self.site.services if floors[s.zone] > 1), self.first)
        family = next((s.code for s in self.site.services if s.people_max > 1), self.first)
        return {
            "07-confirm": [self.choose(self.first)],
            "08-confirm-longest": [
                self.choose(longest),
                self.first_priority,
                self.model.toggleHelping,
            ],
            "09-confirm-people": [self.choose(family)],
            "14-closed": [self.choose(self.full)],
            "35-confirm-full": [
                self.crowd,
                self.choose(longest),
                self.first_priority,
                self.all_help,
                self.model.toggleHelping,
                self.no_sheet,
            ],
            "36-confirm-helped": [self.choose(family), self.all_help],
            "37-closed-unknown": [self.choose(self.down)],
            "50-confirm-list": [self.choose(longest), self.ask("standard")],
            "51-closed-list": [self.choose(self.full), self.no_sheet],
            "52-standard": [self.choose(self.first), self.ask("standard")],
            "53-standard-more": [self.choose(most), self.ask("standard"), self.turn_page],
            "54-map": [self.choose(self.first), self.ask("map")],
            "55-map-upstairs": [self.choose(upstairs), self.ask("map")],
            "56-confirm-long": [self.long_line, self.choose(self.first)],
        }

    def taking(self) -> dict[str, Acts]:
        """The number, with paper and without."""
        another = [*self.take, self.printed, self.again]
        return {
            "10-for-other": [*another, self.choose(self.first), self.model.take],
            "11-printing": self.take,
            "12-done": [*self.take, self.printed],
            "13-no-paper": [*self.take, self.no_paper],
            "28-another": [*self.take, self.printed, self.model.anotherErrand],
            "30-no-printer": [self.no_printer, *self.take],
        }

    def searching(self) -> dict[str, Acts]:
        """The search, lucky and unlucky."""
        return {
            "15-search": [self.open("search"), self.type("akte lah")],
            "16-search-empty": [self.open("search")],
            "17-search-near": [self.open("search"), self.type("visa jepang")],
            "17-search-nothing": [self.open("search"), self.type("xylophon")],
            "18-search-digits": [self.open("search"), self.type("3510123456789012")],
        }

    def returning(self) -> dict[str, Acts]:
        """Somebody who has a ticket already."""
        return {
            "19-find": [self.open("find")],
            "20-find-nothing": [self.open("find"), self.refuse_find, self.model.lookUp],
            "21-my-ticket": self.known,
            "22-my-ticket-missed": [*self.known, self.becomes("no-show")],
            "22-my-ticket-postponed": [*self.known, self.becomes("postponed")],
            "23-cancel": [*self.known, self.ask("cancel")],
        }

    # Acts ------------------------------------------------------------------------------------

    def choose(self, code: str) -> Callable[[], None]:
        return lambda: self.model.chooseService(code)

    def open(self, screen: str) -> Callable[[], None]:
        return lambda: self.model.open(screen)

    def agency(self, code: str) -> Callable[[], None]:
        return lambda: self.model.chooseAgency(code)

    def event(self, code: str) -> Callable[[], None]:
        return lambda: self.model.chooseEvent(code)

    def turn_page(self) -> None:
        self.model.turn(1)

    def long_line(self) -> None:
        """More people than the site thinks can be left unsaid."""
        for status in self.hall.statuses.values():
            status.ahead, status.wait_low, status.wait_high = 48, 40, 70
        self.hall.tell()

    def ask(self, question: str) -> Callable[[], None]:
        return lambda: self.model.openQuestion(question)

    def type(self, letters: str) -> Callable[[], None]:
        def type_all() -> None:
            for letter in letters:
                self.model.typeLetter(letter)

        return type_all

    def mode(self, name: str) -> Callable[[], None]:
        return lambda: self.model.access_modes.toggle(name)

    def first_priority(self) -> None:
        self.model.togglePriority(self.site.priority[0].code)

    def printed(self) -> None:
        self.model.paperwork.printed(self.studio.press.jobs[-1].id, False)

    def no_paper(self) -> None:
        self.model.paperwork.failed(self.studio.press.jobs[-1].id, False, "paper_out", False)

    def no_printer(self) -> None:
        self.model.paperwork.use_press(None, None)

    def again(self) -> None:
        """The next visitor, who speaks the same language."""
        self.model.home()
        self.studio.settle()
        self.model.speak(self.language)

    def idle(self) -> None:
        self.studio.steady += 34_000
        self.model.tick()

    def find(self) -> None:
        ticket = self._last_ticket()
        for letter in ticket.number:
            self.model.typeTicket(letter, False)
        for letter in ticket.check:
            self.model.typeTicket(letter, True)
        self.model.lookUp()

    def refuse_find(self) -> None:
        self.hall.refusals["FindTicket"] = refusal("unknown-ticket", 404)

    def becomes(self, state: str) -> Callable[[], None]:
        def change() -> None:
            self._last_ticket().state = state
            self.hall.tell()

        return change

    def away(self) -> None:
        self.hall.live = False
        self.hall.tell()

    def cut_off(self) -> None:
        """The hub is away; of one service all own numbers are given, another has none."""
        self.hall.live, self.hall.alone = False, True
        for code, reason in ((self.full, USED_UP), (self.down, NEEDS_HUB)):
            self._close(code, reason, {})
        self.hall.tell()

    def back_again(self) -> None:
        """The hub has come back, and knows the number by now."""
        self.hall.live, self.hall.alone = True, False
        self._last_ticket().ahead = 4
        self.hall.tell()

    def refused(self) -> None:
        self.hall.refusal = "token"
        self.hall.tell()

    def pairing(self, moment: str) -> Callable[[], None]:
        """Nobody has let this machine in yet."""
        return lambda: self.model.pairing_face.show(moments("kiosk")[moment])

    def hubs(self) -> None:
        """A new machine between two halls."""
        self.hall.live = False
        self.hall.hubs = [
            HubOffer("a1b2c3d4e5f6", "Mal Pelayanan Publik Banyuwangi", "192.168.1.10:8080"),
            HubOffer(
                "0f9e8d7c6b5a", "Mal Pelayanan Publik Kabupaten Situbondo", "192.168.1.24:8080"
            ),
        ]
        self.hall.tell()

    def many_hubs(self) -> None:
        site = self.hall.hubs[1].site
        for place in range(10):
            self.hall.hubs.append(HubOffer(f"hub-{place}", site, f"192.168.1.{place + 30}:8080"))
        self.hall.tell()

    def not_ours(self) -> None:
        self.hall.tried = self.hall.hubs[1].site
        self.hall.tell()

    def all_help(self) -> None:
        for kind in self.site.assistance:
            self.model.toggleAssist(kind.code)

    def crowd(self) -> None:
        """A line before every service that lasts beyond the closing time, for a whole family."""
        for status in self.hall.statuses.values():
            status.ahead, status.wait_low, status.wait_high = 64, 300, 420
        self.hall.tell()

    def no_sheet(self) -> None:
        self.model.paperwork.use_press(None, None)
        self.model.printRequirements()

    def one_agency_down(self) -> None:
        """An outage without a known end, and an agency closed for many reasons."""
        down = {"id": "Gangguan sistem pusat", "en": "The central system is down"}
        first, second = self.site.agencies[1:3]
        for service in self.site.services:
            if service.agency == first.code:
                self._close(service.code, "service-suspended", down)
            elif service.agency == second.code:
                self._close(service.code, "quota-reached" if service.quota else "no-staff", {})
        self.hall.tell()

    def _close(self, code: str, reason: str, text: dict[str, str]) -> None:
        self.hall.statuses[code] = closed_status(code, reason, text, "")

    def unwatched(self) -> None:
        """Nobody comes for a while; another language than the hall's goes home first, and comes
        back in its turn."""
        for _ in range(2):
            self.studio.steady += self.model.flow.waits.rest
            self.model.tick()
        place = self.model.offered_languages().index(self.language)
        self.studio.steady += place * EACH_LANGUAGE_MS
        self.model.tick()

    def evening(self) -> None:
        """Past closing time: the hall gives no numbers before tomorrow."""
        self.hall.at += 11 * 3_600_000
        text = {"id": "Nomor hari ini sudah ditutup", "en": "No more numbers today"}
        opens = moment_text(self.hall.now() + 10 * 3_600_000)
        codes = [str(service.code) for service in self.site.services]
        shut = {code: closed_status(code, "last-tickets-given", text, opens) for code in codes}
        self.hall.statuses = shut
        self.hall.tell()

    def knock(self) -> None:
        """Staff, who read the language of this picture."""
        self.studio.menu.knock()
        self.model.speak(self.language)

    def digits(self, pin: str) -> Callable[[], None]:
        def type_all() -> None:
            for digit in pin:
                self.studio.menu.type(digit)

        return type_all

    def cut_wire(self) -> None:
        self.studio.machine.live = False

    def cut_wire_in(self, out: Sequence[Callable[[], object]]) -> Callable[[], None]:
        """Inside the menu, the hub goes away and the printer opens its mouth."""

        def go() -> None:
            self.knock()
            for act in out:
                act()
            machine = self.studio.machine
            machine.live = False
            machine.network = Network("away", "ws://192.168.1.10:8710/ws", None, 73_000, (), 3)
            first, second = "tcp://10.0.0.9:9100", "tcp://10.0.0.12:9100"
            states = (PrinterState.COVER_OPEN, PrinterState.PAPER_NEAR_END)
            machine.printers = tuple(zip((first, second), states, strict=True))
            self.studio.menu.notes.papers = 1_284
            self.studio.menu.notes.changed_at = self.hall.at - 2 * _DAY_MS

        return go

    def no_trial(self) -> None:
        assert self.studio.machine.on_test is not None
        self.studio.machine.on_test(False, "cover_open")

    def holiday(self) -> None:
        text = {"id": "Libur: Hari Raya Natal", "en": "Holiday: Christmas Day"}
        opens = moment_text(self.hall.now() + 3 * _DAY_MS - 102 * 60_000)
        codes = [str(service.code) for service in self.site.services]
        shut = {code: closed_status(code, "holiday", text, opens) for code in codes}
        self.hall.statuses = shut
        self.hall.tell()

    def _last_ticket(self) -> TicketView:
        return self.hall.tickets[max(self.hall.tickets)]
