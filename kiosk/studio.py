"""A kiosk before a camera: the real screens over a hall in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.model import KioskModel
from kiosk.printing.press import PrintJob
from kiosk.printing.stock import MM80
from kiosk.rehearsal import RehearsalHall
from kiosk.staff.menu import StaffMenu
from kiosk.staff.rehearsal import RehearsalBook, RehearsalMachine
from kiosk.staff.verifying import Verifying
from kiosk.stage import open_window
from kiosk.times import moment_text
from shared.domain.site import Service, Site
from shared.protocol.views import ServiceStatus
from shared.qml import Look, application, grab
from shared.qml.pairing_face import PairingFacts

STAFF_PINS = {
    "482915": [("desk-1", "Sri Wahyuni")],
    "1234": [("desk-1", "Sri Wahyuni"), ("supervisor-1", "I Gusti Ngurah Adi Kusuma Wardana")],
}
_ROLL_MS = 3 * 86_400_000
"""So long ago the roll of paper was changed."""


class Tray:
    """Takes jobs and prints nothing: whoever leads the kiosk says what became of them."""

    def __init__(self) -> None:
        self.jobs: list[PrintJob] = []

    def print(self, job: PrintJob) -> None:
        self.jobs.append(job)


class Studio:
    """A kiosk before a camera: the real screens over a hall in memory."""

    def __init__(self, site: Site, size: tuple[int, int], diagonal: float) -> None:
        self.app = application("giliran-kiosk")
        self.steady = 10_000
        self.hall = sample_hall(site)
        self._morning = self.hall.at
        self.model = KioskModel(self.hall, "kiosk-1", lambda: self.steady)
        self.machine, self.book = RehearsalMachine(pins=dict(STAFF_PINS)), RehearsalBook()
        self.verifying = Verifying(memory_kb=64)
        clocks = (lambda: self.steady, self.hall.now)
        self.menu = StaffMenu(self.machine, self.book, clocks, self.verifying)
        self.model.serve_staff(self.menu)
        self.press = Tray()
        self.model.paperwork.use_press(self.press, MM80)
        look = Look.for_kiosk(*size, diagonal)
        self.stage, self.window = open_window(self.model, look, size)
        self.settle()

    def settle(self) -> None:
        """Lets time pass until a touch counts again, and draws."""
        self.steady += 1_000
        self.model.refresh()
        self.app.processEvents()

    def shoot(self, file: Path) -> None:
        self.app.processEvents()
        grab(self.window).save(str(file))

    def fresh(self, language: str) -> None:
        """The start, in one language, with nothing taken yet."""
        self.hall.at = self._morning
        self.hall.refusals.clear()
        self.verifying.finish()
        self.menu.leave()
        self.menu.seen()
        self.menu.notes.verifiers, self.menu.notes.papers = [], 412
        self.menu.notes.changed_at = self._morning - _ROLL_MS
        self.machine.rest()
        self.hall.live, self.hall.alone = True, False
        self.hall.hubs.clear()
        self.model.pairing_face.show(PairingFacts())
        self.hall.tried = self.hall.refusal = ""
        self.hall.statuses = sample_statuses(self.hall)
        self.model.paperwork.use_press(self.press, MM80)
        self.hall.tell()
        self.model.home()
        self.settle()
        self.model.speak(language)
        self.settle()

    def walk(self, *acts: Callable[[], object]) -> None:
        """Does one thing after the other, each when the screen has settled."""
        for act in acts:
            act()
            self.settle()

    def close(self) -> None:
        self.menu.close()
        self.stage.close()
        self.app.processEvents()


def sample_hall(site: Site) -> RehearsalHall:
    """A Monday morning at 09.12 with people waiting."""
    monday = dt.datetime(2026, 11, 23, 9, 12, tzinfo=ZoneInfo(site.timezone))
    hall = RehearsalHall(site, int(monday.timestamp() * 1000))
    hall.statuses = sample_statuses(hall)
    return hall


def sample_statuses(hall: RehearsalHall) -> dict[str, ServiceStatus]:
    """Plausible lines before each service; two popular ones are closed."""
    assert hall.site is not None
    tomorrow = moment_text(hall.now() + 22 * 3_600_000 + 18 * 60_000)
    statuses = {}
    for place, service in enumerate(hall.site.services):
        ahead = (place * 7) % 23
        statuses[str(service.code)] = ServiceStatus(
            code=service.code,
            waiting=ahead,
            open=True,
            ahead=ahead,
            quota_left=service.quota and service.quota - ahead,
            wait_low=ahead * 2,
            wait_high=ahead * 4 + 5,
            counters_open=2,
        )
    popular = popular_of(hall.site)
    for service in popular[4:5]:
        full = {"id": "Nomor habis", "en": "All numbers are taken"}
        statuses[service.code] = closed_status(service.code, "quota-reached", full, tomorrow)
    for service in popular[9:10]:
        down = {"id": "Gangguan sistem pusat", "en": "Central system down"}
        statuses[service.code] = closed_status(service.code, "service-suspended", down, "")
    return statuses


def closed_status(code: str, reason: str, text: dict[str, str], opens: str) -> ServiceStatus:
    """A service that gives no numbers; `opens` as on the wire, empty when not known."""
    return ServiceStatus(
        code=code, waiting=0, open=False, reason=reason, reason_text=text, opens_at=opens
    )


def popular_of(site: Site) -> list[Service]:
    """The services of the first screen, in their order."""
    ranked = [service for service in site.services if service.popular]
    return sorted(ranked, key=lambda service: service.popular or 0)
