"""Pictures of every screen in both languages and both orientations, with the sample site.

python -m kiosk.screenshots --out DIR [--site FILE] [--diagonal INCHES]
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.printing.press import PrintJob
from kiosk.printing.stock import MM80
from kiosk.rehearsal import RehearsalHall, moment_text, refusal
from shared.domain.site import Site
from shared.protocol.site_file import read_site
from shared.protocol.views import ServiceStatus

SIZES = {"landscape": (1920, 1080), "portrait": (1080, 1920)}
LANGUAGES = ("id", "en")
Acts = list[Callable[[], object]]


class _NoPress:
    """Takes jobs and prints nothing: pictures need no paper."""

    def __init__(self) -> None:
        self.jobs: list[PrintJob] = []

    def print(self, job: PrintJob) -> None:
        self.jobs.append(job)


class Studio:
    """A kiosk before a camera: the real screens over a hall in memory."""

    def __init__(self, site: Site, size: tuple[int, int], diagonal: float) -> None:
        from kiosk.model import KioskModel
        from kiosk.stage import open_window
        from shared.qml import Look, application

        self.app = application("giliran-kiosk")
        self.steady = 10_000
        self.hall = sample_hall(site)
        self.model = KioskModel(self.hall, "kiosk-1", lambda: self.steady)
        self.press = _NoPress()
        self.model.clerk.use_press(self.press, MM80)
        look = Look.for_kiosk(*size, diagonal)
        self.stage, self.window = open_window(self.model, look, size)
        self.settle()

    def settle(self) -> None:
        """Lets time pass until a touch counts again, and draws."""
        self.steady += 1_000
        self.model.refresh()
        self.app.processEvents()

    def shoot(self, file: Path) -> None:
        from shared.qml import grab

        self.app.processEvents()
        grab(self.window).save(str(file))

    def fresh(self, language: str) -> None:
        """The start, in one language, with nothing taken yet."""
        self.hall.refusals.clear()
        self.hall.live = True
        self.hall.statuses = sample_statuses(self.hall)
        self.model.clerk.use_press(self.press, MM80)
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
    popular = sorted((s for s in hall.site.services if s.popular), key=lambda s: s.popular or 0)
    for service in popular[4:5]:
        full = {"id": "Nomor habis", "en": "All numbers are taken"}
        statuses[service.code] = _closed(service.code, "quota-reached", full, tomorrow)
    for service in popular[9:10]:
        down = {"id": "Gangguan sistem pusat", "en": "Central system down"}
        statuses[service.code] = _closed(service.code, "service-suspended", down, "")
    return statuses


def _closed(code: str, reason: str, text: dict[str, str], opens: str) -> ServiceStatus:
    return ServiceStatus(
        code=code, waiting=0, open=False, reason=reason, reason_text=text, opens_at=opens
    )


def shots(studio: Studio, language: str) -> dict[str, Acts]:
    """The acts that lead to each picture."""
    model, hall, site = studio.model, studio.hall, studio.hall.site
    assert site is not None
    popular = sorted((s for s in site.services if s.popular), key=lambda s: s.popular or 0)
    first, full = popular[0].code, popular[4].code
    longest = max(site.services, key=lambda s: len(s.name["id"])).code
    agency = site.agencies[0]
    family = next((s.code for s in site.services if s.people_max > 1), first)

    def choose(code: str) -> Callable[[], None]:
        return lambda: model.chooseService(code)

    def printed() -> None:
        job = studio.press.jobs[-1]
        model.clerk.printed(job.id, False)

    def no_paper() -> None:
        model.clerk.failed(studio.press.jobs[-1].id, False, "paper_out", False)

    def typed(letters: str) -> Callable[[], None]:
        def type_all() -> None:
            for letter in letters:
                model.typeLetter(letter)

        return type_all

    def idle() -> None:
        studio.steady += 34_000
        model.tick()

    def missed() -> None:
        ticket = hall.tickets[max(hall.tickets)]
        ticket.state = "no-show"
        hall.tell()

    def find() -> None:
        ticket = hall.tickets[max(hall.tickets)]
        for letter in ticket.number + ticket.check:
            model.typeTicket(letter, len(model.flow.visitor.number) == 4)
        model.lookUp()

    def holiday() -> None:
        text = {"id": "Libur: Hari Raya Natal", "en": "Holiday: Christmas Day"}
        opens = moment_text(hall.now() + 3 * 86_400_000 - 102 * 60_000)
        codes = [str(s.code) for s in site.services]
        hall.statuses = {code: _closed(code, "holiday", text, opens) for code in codes}
        hall.tell()

    def away() -> None:
        hall.live = False
        hall.tell()

    def first_priority() -> None:
        model.togglePriority(site.priority[0].code)

    def refuse_find() -> None:
        hall.refusals["FindTicket"] = refusal("unknown-ticket", 404)

    group = agency.groups[0].code if agency.groups else ""
    take: Acts = [choose(first), model.take]

    def again() -> None:
        """The next visitor, who speaks the same language."""
        model.home()
        studio.settle()
        model.speak(language)

    known: Acts = [*take, printed, again, lambda: model.open("find"), find]
    return {
        "01-start": [],
        "02-start-shut": [holiday],
        "03-agencies": [lambda: model.open("agencies")],
        "04-groups": [
            lambda: model.open("agencies"),
            lambda: model.chooseAgency(agency.code),
        ],
        "05-services": [
            lambda: model.open("agencies"),
            lambda: model.chooseAgency(agency.code),
            lambda: model.chooseGroup(group),
        ],
        "06-services-ten": [
            lambda: model.open("agencies"),
            lambda: model.chooseAgency("DINKES"),
        ],
        "07-confirm": [choose(first)],
        "08-confirm-longest": [choose(longest), first_priority, model.toggleHelping],
        "09-confirm-people": [choose(family)],
        "10-for-other": [*take, printed, again, choose(first), model.take],
        "11-printing": take,
        "12-done": [*take, printed],
        "13-no-paper": [*take, no_paper],
        "14-closed": [choose(full)],
        "15-search": [lambda: model.open("search"), typed("akte lah")],
        "16-search-empty": [lambda: model.open("search")],
        "17-search-nothing": [lambda: model.open("search"), typed("xylophon")],
        "18-search-digits": [lambda: model.open("search"), typed("3510123456789012")],
        "19-find": [lambda: model.open("find")],
        "20-find-nothing": [lambda: model.open("find"), refuse_find, model.lookUp],
        "21-my-ticket": known,
        "22-my-ticket-missed": [*known, missed],
        "23-cancel": [*known, lambda: model.openQuestion("cancel")],
        "24-still-there": [choose(first), idle],
        "25-help": [lambda: model.openQuestion("help")],
        "26-access": [lambda: model.openQuestion("access")],
        "27-away": [away],
        "28-another": [*take, printed, model.anotherErrand],
    }


def main() -> int:
    """Writes the pictures; the exit status is always 0."""
    parser = argparse.ArgumentParser(prog="python -m kiosk.screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--site", type=Path, default=None, metavar="FILE")
    parser.add_argument("--diagonal", type=float, default=21.5, metavar="INCHES")
    parser.add_argument("--only", default="", metavar="PART", help="screens whose name has PART")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    sample = files("assets").joinpath("sample_site.json")
    source = options.site.read_text() if options.site else sample.read_text(encoding="utf-8")
    site = read_site(source, toml=False)
    for orientation, size in SIZES.items():
        studio = Studio(site, size, options.diagonal)
        for language in LANGUAGES:
            folder = options.out / f"{orientation}-{language}"
            folder.mkdir(parents=True, exist_ok=True)
            for name, acts in shots(studio, language).items():
                if options.only in name:
                    studio.steady += 120_000
                    studio.fresh(language)
                    studio.walk(*acts)
                    studio.shoot(folder / f"{name}.png")
        studio.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
