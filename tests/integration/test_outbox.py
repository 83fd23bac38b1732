"""What must reach the hub reaches it: in order, once, over broken lines and ended apps."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from shared.cli.torture.proxy import TcpProxy
from shared.link.outbox import Outbox
from shared.protocol.tally import Tally, TallyKind
from tests.integration.hub_process import HubProcess
from tests.integration.line_app import LineApp
from tests.integration.line_hall import KeptHall
from tests.integration.real_hub import RealHub

PATIENCE_MS = 20_000


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("outbox") / "data", "--always-open") as running:
        yield running


class Kiosk:
    """An app with an outbox, in one directory for all its lives."""

    def __init__(self, qtbot: QtBot, directory: Path) -> None:
        self._qtbot = qtbot
        self._directory = directory

    @contextmanager
    def life(self, url: str, *, live: bool = True) -> Iterator[tuple[LineApp, Outbox]]:
        """From its start to an end as by SIGKILL: nothing is said, nothing is tidied."""
        app = LineApp(self._qtbot, self._directory, url, role="kiosk", device="kiosk-1", until=None)
        self.kept = KeptHall(app, self._directory)
        outbox = self.kept.outbox
        with app:
            if live:
                app.live()
            yield app, outbox

    def until(self, what: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(what, timeout=PATIENCE_MS)


@pytest.fixture
def kiosk(qtbot: QtBot, tmp_path: Path) -> Kiosk:
    return Kiosk(qtbot, tmp_path / "kiosk")


def record(ticket: dict[str, Any], outcome: str = "printed") -> dict[str, Any]:
    return {"ticket": ticket["id"], "outcome": outcome, "device": "kiosk-1"}


def papers(hub: RealHub) -> list[str]:
    """The tickets of all recorded papers, in the journal's order."""
    wanted = ("TicketPrinted", "PrintFailed")
    return [json.loads(one.body)["ticket"] for one in hub.entries() if one.type in wanted]


def test_what_was_put_while_the_line_was_away_arrives_in_order_after_a_restart(
    hub: RealHub, kiosk: Kiosk
) -> None:
    before = papers(hub)
    tickets = [hub.take(kiosk="kiosk-1") for _ in range(6)]
    with ExitStack() as cables:
        cable = cables.enter_context(TcpProxy(hub.port))
        url = f"http://127.0.0.1:{cable.port}"
        with kiosk.life(url) as (_, outbox):
            cable.pull()
            for ticket in tickets[:3]:
                outbox.put("RecordPrint", record(ticket, "failed"))
        with kiosk.life(url, live=False) as (app, outbox):
            for ticket in tickets[3:]:
                outbox.put("RecordPrint", record(ticket))
            assert len(outbox) == 6
            cable.plug()
            app.live()
            kiosk.until(lambda: len(outbox) == 0)
            outbox.close()
        with kiosk.life(url) as (_, outbox):
            assert len(outbox) == 0
    assert papers(hub) == [*before, *(ticket["id"] for ticket in tickets)]


def test_an_order_whose_answer_was_lost_is_done_once(kiosk: Kiosk, tmp_path: Path) -> None:
    with HubProcess(tmp_path / "journal") as tiny:
        with kiosk.life(tiny.url) as (app, outbox):
            app.fault("die-before-answer")
            outbox.put("IssueTicket", {})
            kiosk.until(tiny.ended)
        tiny.start(tiny.port)
        with kiosk.life(tiny.url) as (_, outbox):
            kiosk.until(lambda: len(outbox) == 0)
        received = [one.received for one in tiny.entries() if one.received]
        changes = [one for one in tiny.entries() if one.change is not None]
    orders = [one for one in received if received.count(one) == 2]
    assert len(set(orders)) == 1, "it was sent twice, under one id"
    assert len(changes) == 1


def test_what_the_hub_refuses_is_said_and_does_not_stand_in_the_way(
    hub: RealHub, kiosk: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    ticket = hub.take(kiosk="kiosk-1")
    with caplog.at_level(logging.WARNING), kiosk.life(hub.url) as (_, outbox):
        outbox.put("RecordPrint", record({"id": "nobody-s"}))
        outbox.put("RecordPrint", record(ticket))
        kiosk.until(lambda: len(outbox) == 0)
    assert papers(hub)[-1] == ticket["id"]
    assert "refuses RecordPrint" in caplog.text


def test_what_was_foreseen_is_told_only_when_the_app_has_ended(hub: RealHub, kiosk: Kiosk) -> None:
    broken, fine = hub.take(kiosk="kiosk-1"), hub.take(kiosk="kiosk-1")
    with kiosk.life(hub.url) as (_, outbox):
        outbox.foresee("RecordPrint", record(broken, "failed"))
        note = outbox.foresee("RecordPrint", record(fine, "failed"))
        outbox.put("RecordPrint", record(fine), instead_of=note)
        kiosk.until(lambda: fine["id"] in papers(hub))
        assert broken["id"] not in papers(hub)
    with kiosk.life(hub.url) as (_, outbox):
        kiosk.until(lambda: len(outbox) == 0)
    assert papers(hub)[-2:] == [fine["id"], broken["id"]]
    assert hub.get(f"/api/v1/tickets/{fine['id']}")["printed"] is True


def test_tallies_of_a_kiosk_whose_line_is_away_are_counted_once_and_when_they_were(
    hub: RealHub, kiosk: Kiosk
) -> None:
    tally = Tally(kind=TallyKind.ABANDONED, step="confirm", service="IKD")
    with ExitStack() as cables:
        cable = cables.enter_context(TcpProxy(hub.port))
        url = f"http://127.0.0.1:{cable.port}"
        with kiosk.life(url):
            cable.pull()
            for _ in range(3):
                kiosk.kept.hall.tally(tally)
        with kiosk.life(url, live=False) as (app, outbox):
            cable.plug()
            app.live()
            kiosk.until(lambda: len(outbox) == 0)
        with kiosk.life(url) as (_, outbox):
            # The file still has them, for nobody tidied it: the same ids are told again.
            kiosk.until(lambda: len(outbox) == 0)
    counted = hub.get("/api/v1/refused")["abandoned"]
    assert sum(row["count"] for row in counted if row["service"] == "IKD") == 3
