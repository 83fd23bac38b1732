"""The hall of the kiosk's journeys: one hub, one printer, one kiosk for many visitors."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from kiosk.printing.virtual.reading import lines_on
from kiosk.printing.virtual.reading import read as reading
from shared.cli.torture.proxy import TcpProxy
from shared.hub.journal.reading import Reader
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.unknown_words import HIDDEN
from tests.scenarios.hall import LOOK_S, PATIENCE_S, App, Hall, Told
from tests.scenarios.passing import Passing
from tests.scenarios.screen import Screen
from tests.scenarios.visitor import Manner, Visitor

KIOSK = "kiosk-1"
COUNTER = "11"
"""Serves what is missed here."""
OFFICER = {"id": "budi", "name": "Budi Santoso", "pin": "135790", "role": "officer"}
SUPERVISOR = {"id": "hadi", "name": "Hadi Purnomo", "pin": "864200", "role": "supervisor"}
UPRIGHT, LYING = "1080x1920+20+20", "1920x1080+20+20"
HOLIDAY = {"id": "Cuti bersama", "en": "Collective leave"}


class JourneyHall(Hall):
    """What a journey may ask the hub and the paper about is what has come since `begin`."""

    def __init__(
        self, directory: Path, screen: Screen, clocks: Passing, sound: Mapping[str, str]
    ) -> None:
        around = {**screen.environment, **sound}
        super().__init__(directory, around, "--site", str(open_for_long(directory)))
        self.hub.options.remove("--always-open")  # or nothing would ever run out
        self.screen, self.clocks = screen, clocks
        self._seq = 0
        self._papers: set[Path] = set()
        self._used_up = False

    def open(self, *options: str, window: str = UPRIGHT) -> None:
        """The machines start, once for all visits; the kiosk with these options."""
        self._post("/api/v1/officers", {"officers": [OFFICER, SUPERVISOR]}, method="PUT")
        sitting = {"officer": OFFICER["id"], "pin": OFFICER["pin"]}
        self._post(f"/api/v1/counters/{COUNTER}/open", sitting)
        self._cable = self._open.enter_context(TcpProxy(self.hub.port))
        self.paper = self.printer()
        place = (
            "--windowed",
            window,
            "--device",
            KIOSK,
            "--printer",
            self.paper.address,
            "--touched",
        )
        line = ("--hub", f"http://127.0.0.1:{self._cable.port}")
        self.kiosk: App = self.start("kiosk", *place, *line, *options)

    def begin(self, manner: Manner, language: str) -> Visitor:
        """A visitor comes to the kiosk, where nobody else is."""
        visitor = Visitor(self.kiosk, self.screen, self.clocks, manner, language)
        visitor.comes()
        self._seq = max((one.seq for one in self._since(self._seq)), default=self._seq)
        self._papers = set(self.paper.papers.glob("*.bin"))
        return visitor

    def journal(self, *types: str) -> list[Told]:
        """What stands in the journal since this visit began."""
        found = self._since(self._seq)
        return [one for one in found if not types or one.type in types]

    def _since(self, seq: int) -> list[Told]:
        reader = Reader(self.hub.directory / JOURNAL_FILE)
        try:
            return [Told.of(entry) for entry in reader.read(seq, 10_000)]
        finally:
            reader.close()

    def papers(self, count: int = 1) -> list[list[str]]:
        """The lines of this visit's papers in their order, once there are so many."""
        until(lambda: len(self._lines()) >= count, f"no {count} papers came out")
        return self._lines()

    def paper_with(self, number: str) -> list[str]:
        """The lines of the last paper of this visit that bears a number."""
        until(lambda: any(number in lines for lines in self._lines()), f"no {number} came out")
        return next(lines for lines in reversed(self._lines()) if number in lines)

    def _lines(self) -> list[list[str]]:
        read = [lines_on(paper.read_bytes()) for paper in self._new_papers()]
        return [lines for lines in read if lines]

    def code_on(self, number: str) -> str:
        """What a scanner reads on this visit's paper with a number."""
        self.paper_with(number)
        read = [reading(paper.read_bytes()) for paper in self._new_papers()]
        return next(one.codes[0] for one in read if number in one.lines)

    def no_paper(self) -> bool:
        """Whether nothing has come out of the printer."""
        return not self._new_papers()

    def _new_papers(self) -> list[Path]:
        found = set(self.paper.papers.glob("[!.]*.bin")) - self._papers  # a dot: being written
        return sorted(found, key=lambda paper: (paper.stat().st_mtime_ns, paper.name))

    def state_of(self, ticket: str) -> str:
        """Empty while the hub does not yet answer for what its journal has."""
        answer = self.hub.request("GET", f"/api/v1/tickets/{ticket}")
        return str(answer.json()["state"]) if answer.status_code == 200 else ""

    def comes_to(self, ticket: str, state: str) -> None:
        until(lambda: self.state_of(ticket) == state, f"{ticket} is not {state}")

    # What happens in the hall -----------------------------------------------------------------

    def missed(self, service: str, language: str) -> dict[str, Any]:
        """Somebody's ticket that was called in vain."""
        ticket = self.hub.take(service, language=language)
        called = self.hub.at(COUNTER, "call", {"ticket": ticket["id"], "reason": "darurat"})
        assert called.status_code == 200, called.text
        missed = self.hub.at(COUNTER, "no-show", {"reason": "pergi"})
        assert missed.json()["state"] == "no-show", missed.text
        return ticket

    def use_up(self, service: str, quota: int) -> None:
        """Others take all numbers of a day."""
        if not self._used_up:
            for _ in range(quota):
                self.hub.take(service)
        self._used_up = True

    @contextmanager
    def suspended(self, service: str) -> Iterator[None]:
        """Its central system is down."""
        place = f"/api/v1/services/{service}"
        self._post(f"{place}/suspend", {"reason": "sistem-pusat"})
        try:
            yield
        finally:
            self._post(f"{place}/restore", {})

    @contextmanager
    def hub_away(self) -> Iterator[None]:
        """Nothing of it comes to the kiosk; in the end it does again."""
        self._cable.cut()
        try:
            yield
        finally:
            self._cable.plug()

    @contextmanager
    def holiday(self) -> Iterator[None]:
        """Today the hall is closed; in the end it is as before."""
        site = self.hub.get("/api/v1/site")["site"]
        today = {"date": self.hub.get("/healthz")["date"], "reason": HOLIDAY}
        hours = {**site["hours"], "exceptions": [today]}
        self._post("/api/v1/site", {**site, "hours": hours}, method="PUT")
        try:
            yield
        finally:
            self._post("/api/v1/site", site, method="PUT")

    def searches(self, words: str) -> int:
        """How often somebody searched in vain for it, as the hub counts: a word that few searched
        for is hidden."""
        rows = self.hub.get("/api/v1/refused")["searches"]
        return sum(one["count"] for one in rows if one["text"] in (words, HIDDEN))

    def refusals(self, service: str, code: str) -> int:
        """How often somebody wanted it in vain, as the hub counts."""
        rows = self.hub.get("/api/v1/refused")["refusals"]
        return sum(one["count"] for one in rows if (one["service"], one["code"]) == (service, code))

    def left(self, service: str) -> int:
        """How often somebody walked away from its confirmation, as the hub counts."""
        rows = self.hub.get("/api/v1/refused")["abandoned"]
        return sum(one["count"] for one in rows if one["service"] == service)

    def given_here(self) -> list[Told]:
        """The numbers that the kiosk gave."""
        issued = self.journal("TicketIssued")
        return [one for one in issued if one.body.get("kiosk") == KIOSK]

    def _post(self, path: str, body: dict[str, Any], method: str = "POST") -> None:
        answer = self.hub.request(method, path, body)
        assert answer.status_code < 300, answer.text


def open_for_long(directory: Path) -> Path:
    """The sample site, which closes at midnight and never takes a day off."""
    site = json.loads((files("assets") / "sample_site.json").read_text(encoding="utf-8"))
    long = {"opens": "08:30", "closes": "23:59"}
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    site["hours"] = {"last_tickets": 0, "weekly": dict.fromkeys(days, long)}
    site["rules"] = {"staff_grace_minutes": 480}
    file = directory / "site.json"
    file.write_text(json.dumps(site), encoding="utf-8")
    return file


def until(done: Callable[[], bool], why: str, within: float = PATIENCE_S) -> None:
    """Looks until something is so; fails with `why`."""
    deadline = time.monotonic() + within
    while not done():
        assert time.monotonic() < deadline, why
        time.sleep(LOOK_S)
