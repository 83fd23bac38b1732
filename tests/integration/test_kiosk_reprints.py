"""Who prints a ticket again: the kiosk that was asked, once, whatever the line does meanwhile."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kiosk.app import steady_ms
from kiosk.model import KioskModel
from kiosk.printing.stock import MM80
from kiosk.printing.virtual.reading import read
from kiosk.studio import Tray
from shared.cli.torture.proxy import TcpProxy
from tests.integration.line_app import LineApp
from tests.integration.line_hall import KeptHall
from tests.integration.real_hub import RealHub

PATIENCE_MS = 20_000


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("reprints") / "data", "--always-open") as running:
        yield running


class Kiosk:
    """A kiosk on a real line; its papers stay in a tray until the test says what came out."""

    def __init__(self, qtbot: QtBot, app: LineApp, device: str, directory: Path) -> None:
        self._qtbot = qtbot
        self.line = app
        self.model = KioskModel(KeptHall(app, directory).hall, device, steady_ms)
        self.press = Tray()
        self.model.paperwork.use_press(self.press, MM80)

    def wait_for_papers(self, count: int) -> list[str]:
        """The numbers on all the papers so far; each must be marked."""
        self._qtbot.waitUntil(lambda: len(self.press.jobs) >= count, timeout=PATIENCE_MS)
        papers = [read(job.render(job.reprint)) for job in self.press.jobs]
        assert all(any("CETAK ULANG" in line for line in paper.lines) for paper in papers)
        return [number for paper in papers for number in paper.numbers]

    def finish_last(self) -> None:
        self.model.paperwork.printed(self.press.jobs[-1].id, True)


class Hall:
    """Makes kiosks on one hub."""

    def __init__(self, qtbot: QtBot, hub: RealHub, directory: Path) -> None:
        self._qtbot = qtbot
        self._hub = hub
        self._directory = directory

    @contextmanager
    def kiosk(self, device: str, url: str = "") -> Iterator[Kiosk]:
        directory = self._directory / device
        url = url or self._hub.url
        app = LineApp(self._qtbot, directory, url, role="kiosk", device=device, until=None)
        kiosk = Kiosk(self._qtbot, app, device, directory)
        with app:
            app.live()
            yield kiosk

    def wait_until(self, ticket: dict[str, Any], **view: object) -> None:
        """Until the hub says so of the ticket; None: left out."""

        def says() -> bool:
            found = self._hub.get(f"/api/v1/tickets/{ticket['id']}")
            return all(found.get(name) == value for name, value in view.items())

        self._qtbot.waitUntil(says, timeout=PATIENCE_MS)


@pytest.fixture
def hall(qtbot: QtBot, hub: RealHub, tmp_path: Path) -> Hall:
    return Hall(qtbot, hub, tmp_path)


def want(hub: RealHub, ticket: dict[str, Any], **body: str) -> dict[str, Any]:
    answer = hub.request("POST", f"/api/v1/tickets/{ticket['id']}/reprint", body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_only_the_kiosk_that_gave_the_number_prints_it_again(hub: RealHub, hall: Hall) -> None:
    mine, other, nobodys = hub.take(kiosk="kiosk-1"), hub.take(kiosk="kiosk-2"), hub.take()
    with hall.kiosk("kiosk-1") as first, hall.kiosk("kiosk-2") as second:
        assert want(hub, mine)["reprint_at"] == "kiosk-1"
        assert "reprint_at" not in want(hub, nobodys)
        want(hub, other)
        assert second.wait_for_papers(1) == [other["number"]]
        assert first.wait_for_papers(1) == [mine["number"]]
        first.finish_last()
        hall.wait_until(mine, printed=True, reprint_wanted=None)
    assert hub.get(f"/api/v1/tickets/{nobodys['id']}")["reprint_wanted"] is True
    printed = [json.loads(one.body) for one in hub.entries() if one.type == "TicketPrinted"]
    assert printed == [{"ticket": mine["id"], "reprint": True, "device": "kiosk-1"}]


def test_the_first_paper_of_a_number_from_the_information_desk_is_not_marked(
    hub: RealHub, hall: Hall, qtbot: QtBot
) -> None:
    ticket = hub.take()
    with hall.kiosk("kiosk-1") as kiosk:
        want(hub, ticket, kiosk="kiosk-1")
        qtbot.waitUntil(lambda: len(kiosk.press.jobs) == 1, timeout=PATIENCE_MS)
        (job,) = kiosk.press.jobs
        paper = read(job.render(job.reprint))
        assert paper.numbers == [ticket["number"]]
        assert not any("CETAK ULANG" in line for line in paper.lines)
        kiosk.finish_last()
        hall.wait_until(ticket, printed=True, reprint_wanted=None)
        want(hub, ticket, kiosk="kiosk-1")
        qtbot.waitUntil(lambda: len(kiosk.press.jobs) == 2, timeout=PATIENCE_MS)
        again = kiosk.press.jobs[1]
        assert any("CETAK ULANG" in line for line in read(again.render(again.reprint)).lines)


def test_a_visitor_at_another_kiosk_gets_one_paper_there(hub: RealHub, hall: Hall) -> None:
    ticket, after = hub.take(kiosk="kiosk-1"), hub.take(kiosk="kiosk-1")
    with hall.kiosk("kiosk-1") as first, hall.kiosk("kiosk-2") as second:
        found = second.line.order("FindTicket", ticket=ticket["id"]).ticket
        assert found is not None
        second.model.flow.visitor.found = found
        second.model.clerk.reprint()
        assert second.wait_for_papers(1) == [ticket["number"]]
        second.finish_last()
        hall.wait_until(ticket, printed=True, reprint_wanted=None)
        want(hub, after)
        assert first.wait_for_papers(1) == [after["number"]]
        assert len(second.press.jobs) == 1


def test_what_was_asked_for_while_the_line_was_away_is_printed_once(
    hub: RealHub, hall: Hall
) -> None:
    ticket, done = hub.take(kiosk="kiosk-1"), hub.take(kiosk="kiosk-1")
    with ExitStack() as cables:
        cable = cables.enter_context(TcpProxy(hub.port))
        with hall.kiosk("kiosk-1", f"http://127.0.0.1:{cable.port}") as kiosk:
            cable.pull()
            want(hub, ticket)
            want(hub, ticket)
            want(hub, done)
            with hall.kiosk("kiosk-9") as desk:
                body = {"ticket": done["id"], "outcome": "printed", "reprint": True}
                assert desk.line.order("RecordPrint", **body).status == 200
            cable.plug()
            assert kiosk.wait_for_papers(1) == [ticket["number"]]
            assert [late for _, late in kiosk.line.changes] == [True, True, True]
            assert len(kiosk.press.jobs) == 1
        with hall.kiosk("kiosk-1") as restarted:
            later = hub.take(kiosk="kiosk-1")
            want(hub, later)
            assert restarted.wait_for_papers(1) == [later["number"]]


def test_what_failed_is_not_printed_by_itself_when_the_paper_is_back(
    hub: RealHub, hall: Hall
) -> None:
    failed = hub.take(kiosk="kiosk-1")
    with ExitStack() as cables:
        cable = cables.enter_context(TcpProxy(hub.port))
        with hall.kiosk("kiosk-1", f"http://127.0.0.1:{cable.port}") as kiosk:
            want(hub, failed)
            assert kiosk.wait_for_papers(1) == [failed["number"]]
            kiosk.model.paperwork.failed(kiosk.press.jobs[-1].id, True, "paper_out", True)
            kiosk.press.jobs.clear()
            hall.wait_until(failed, half_printed=True, reprint_wanted=True, reprint_at=None)
            cable.plug()
            later = hub.take(kiosk="kiosk-1")
            want(hub, later)
            assert kiosk.wait_for_papers(1) == [later["number"]]
            assert len(kiosk.press.jobs) == 1


def test_people_ahead_stand_on_the_second_paper_and_on_the_screen(hub: RealHub, hall: Hall) -> None:
    before = hub.take("SKCK-BARU")
    ticket = hub.take("SKCK-BARU", kiosk="kiosk-1")
    with hall.kiosk("kiosk-1") as kiosk:
        answer = kiosk.line.order("RequestReprint", ticket=ticket["id"], kiosk="kiosk-1")
        assert answer.ticket is not None
        assert answer.ticket.ahead == ticket["ahead"] == 1, before
        kiosk.wait_for_papers(1)
        lines = read(kiosk.press.jobs[0].render(True)).lines
        assert any("sekitar 1 orang" in line.casefold() for line in lines)
