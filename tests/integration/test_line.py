"""The line against a small conforming hub that runs as a process of its own."""

from __future__ import annotations

import json
import logging
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shared.cli.torture.proxy import TcpProxy
from shared.link.state import LineState
from shared.link.timing import Timing
from shared.protocol.messages import Answer
from tests.integration.hub_process import HubProcess
from tests.integration.line_app import FAST, PATIENCE_S, LineApp

PATIENCE_MS = round(PATIENCE_S * 1_000)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    with HubProcess(tmp_path / "journal") as process:
        yield process


def app_on(hub: HubProcess, qtbot: QtBot, tmp_path: Path, **more: object) -> LineApp:
    return LineApp(qtbot, tmp_path / "app", hub.url, **more)  # type: ignore[arg-type]


def test_a_new_line_has_the_whole_hall_when_it_says_live(
    hub: HubProcess, qtbot: QtBot, tmp_path: Path
) -> None:
    before = time.time() * 1000
    with app_on(hub, qtbot, tmp_path) as app:
        assert app.states == ["connecting", "live"]
        assert app.mirror.site is not None
        assert app.mirror.site.name == "Mal versi 1"
        assert list(app.mirror.counters) == ["1"]
        assert app.mirror.services["KTP-BARU"].waiting == 0
        # Its time is that of the greeting, however long that was on its way, and goes on.
        late = time.time() * 1000 - app.line.hub_now()
        assert -100 < late < time.time() * 1000 - before


def test_every_line_hears_of_an_order_once(hub: HubProcess, qtbot: QtBot, tmp_path: Path) -> None:
    kiosk = LineApp(qtbot, tmp_path / "kiosk", hub.url, role="kiosk")
    with app_on(hub, qtbot, tmp_path) as display, kiosk:
        answer = kiosk.order("IssueTicket")
        assert answer.ticket is not None
        assert answer.ticket.number == "A-001"
        assert kiosk.order("CallNext").status == 200
        display.up_to(2)
        assert [change.event for change, _ in display.changes] == ["TicketIssued", "TicketCalled"]
        assert [(call.number, late) for call, late in display.calls] == [("A-001", False)]


def test_a_frame_of_many_entries_is_told_one_by_one(
    hub: HubProcess, qtbot: QtBot, tmp_path: Path
) -> None:
    with app_on(hub, qtbot, tmp_path) as app:
        app.order("IssueTicket", count=20)
        app.up_to(20)
        assert [change.seq for change, _ in app.changes] == list(range(1, 21))
        assert len(app.mirror.tickets) == 20


def test_a_killed_hub_is_missed_at_once_and_resumed_when_it_is_back(
    hub: HubProcess, qtbot: QtBot, tmp_path: Path
) -> None:
    other = LineApp(qtbot, tmp_path / "other", hub.url, role="kiosk")
    with app_on(hub, qtbot, tmp_path) as app:
        app.order("IssueTicket", count=3)
        hub.kill()
        app.reach(LineState.AWAY, FAST.dead / 2)
        hub.start(hub.port)
        app.live()
        with other:
            other.order("CallNext")
        app.up_to(4)
        assert app.states == ["connecting", "live", "away", "live"]
        assert [welcome.snapshot is None for welcome in app.welcomes] == [False, True]
        assert [(change.seq, late) for change, late in app.changes] == [
            (seq, False) for seq in (1, 2, 3, 4)
        ]


def test_what_happened_during_a_break_is_learnt_late_and_once(
    hub: HubProcess, qtbot: QtBot, tmp_path: Path
) -> None:
    with TcpProxy(hub.port) as proxy:
        url = f"http://127.0.0.1:{proxy.port}"
        timing = Timing(dead=2.0, beat=0.5, retry=0.3, save=0.05)
        with (
            LineApp(qtbot, tmp_path / "app", url, timing=timing) as app,
            LineApp(qtbot, tmp_path / "kiosk", hub.url, role="kiosk") as kiosk,
        ):
            kiosk.order("IssueTicket")
            app.up_to(1)
            proxy.pull()
            kiosk.order("CallNext")
            app.reach(LineState.AWAY)
            proxy.plug()
            app.live().up_to(2)
            kiosk.order("Recall", ticket="t1")
            app.up_to(3)
            assert [(call.call, late) for call, late in app.calls] == [(1, True), (2, False)]
            assert [change.seq for change, _ in app.changes] == [1, 2, 3]


@pytest.mark.alone
@pytest.mark.parametrize("dead", [1.0, 2.0])
def test_a_pulled_cable_is_noticed_in_the_time_promised(
    hub: HubProcess, qtbot: QtBot, tmp_path: Path, dead: float
) -> None:
    assert FAST.dead + 1.0 < 10
    with TcpProxy(hub.port) as proxy:
        url = f"http://127.0.0.1:{proxy.port}"
        timing = Timing(dead=dead, beat=0.3, retry=0.3)
        with LineApp(qtbot, tmp_path / "app", url, timing=timing) as app:
            proxy.pull()
            pulled = time.monotonic()
            app.reach(LineState.AWAY, dead + 2)
            assert dead - 0.5 < time.monotonic() - pulled < dead + 0.5


def test_a_silent_line_is_kept_alive_by_its_beat(
    hub: HubProcess, qtbot: QtBot, tmp_path: Path
) -> None:
    timing = Timing(dead=3.0, beat=0.5)
    with app_on(hub, qtbot, tmp_path, timing=timing) as app:
        qtbot.waitUntil(lambda: app.line.in_state_ms() > 4000, timeout=PATIENCE_MS)
        assert app.states == ["connecting", "live"]


def test_a_hub_that_accepts_and_says_nothing_is_given_up(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "shared.link")
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        with LineApp(qtbot, tmp_path / "app", url, timing=Timing(connect=0.3), until=None) as app:
            qtbot.waitUntil(
                lambda: "no connection within 0.3 s" in caplog.text, timeout=PATIENCE_MS
            )
            assert app.line.state is LineState.CONNECTING


@pytest.mark.parametrize(
    "nonsense",
    [
        ("garbage", "cannot be read"),
        ("binary", "binary message"),
        ("gap", "a gap"),
        ("bye", "too-slow"),
    ],
    ids=lambda nonsense: nonsense[0],
)
def test_a_hub_that_talks_nonsense_is_left_and_resumed(
    hub: HubProcess,
    qtbot: QtBot,
    tmp_path: Path,
    nonsense: tuple[str, str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    kind, reason = nonsense
    with app_on(hub, qtbot, tmp_path) as app:
        app.order("IssueTicket")
        app.up_to(1)
        app.fault(kind)
        qtbot.waitUntil(lambda: app.states[2:] == ["away", "live"], timeout=PATIENCE_MS)
        assert reason in caplog.text
        assert app.welcomes[-1].snapshot is None
        app.order("IssueTicket")
        app.up_to(2)
        assert [change.seq for change, _ in app.changes] == [1, 2]


def test_nonsense_again_right_after_resuming_asks_for_everything(
    hub: HubProcess, qtbot: QtBot, tmp_path: Path
) -> None:
    timing = Timing(retry=0.3, stable=60)
    with app_on(hub, qtbot, tmp_path, timing=timing) as app:
        app.fault("gap")
        qtbot.waitUntil(lambda: len(app.welcomes) == 2, timeout=PATIENCE_MS)
        app.fault("gap")
        qtbot.waitUntil(lambda: len(app.welcomes) == 3, timeout=PATIENCE_MS)
        assert [welcome.snapshot is None for welcome in app.welcomes] == [False, True, False]


def test_a_refusal_is_said_and_asked_again_only_now_and_then(
    hub: HubProcess, qtbot: QtBot, tmp_path: Path
) -> None:
    app = app_on(hub, qtbot, tmp_path, name="unwelcome", until=LineState.REFUSED)
    states: list[float] = []
    tries: list[float] = []
    app.line.stateChanged.connect(lambda _: states.append(time.monotonic()))
    app.line._connection.trying.connect(lambda: tries.append(time.monotonic()))
    with app:
        assert app.line.bye is not None
        assert app.line.bye.code == "protocol"
        qtbot.waitUntil(lambda: len(tries) >= 2, timeout=PATIENCE_MS)
        assert tries[1] - states[1] > FAST.refused * 0.8
        assert app.states == ["connecting", "refused"]


def test_a_new_site_comes_as_a_snapshot(hub: HubProcess, qtbot: QtBot, tmp_path: Path) -> None:
    with app_on(hub, qtbot, tmp_path) as app:
        with qtbot.waitSignal(app.mirror.siteChanged, timeout=PATIENCE_MS):
            app.order("LoadSite")
        assert app.mirror.site is not None
        assert app.mirror.site.name == "Mal versi 2"
        app.live()
        app.order("IssueTicket")
        app.up_to(2)
        assert list(app.mirror.tickets) == ["t1"]


# Orders -------------------------------------------------------------------------------------


def test_an_order_in_flight_when_the_hub_dies_is_done_once_and_answered(
    hub: HubProcess, qtbot: QtBot, tmp_path: Path
) -> None:
    with app_on(hub, qtbot, tmp_path) as app:
        app.fault("die-before-answer")
        answers: list[Answer] = []
        order = app.line.send("IssueTicket", {}, answers.append, seconds=PATIENCE_S)
        qtbot.waitUntil(hub.ended, timeout=PATIENCE_MS)
        hub.start(hub.port)
        qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE_MS)
        assert answers[0].id == order
        assert answers[0].ticket is not None
        assert answers[0].ticket.number == "A-001"
        app.up_to(1)
        assert list(app.mirror.tickets) == ["t1"]
        assert [entry.received for entry in hub.entries()].count(order) == 2
        assert sum(entry.change is not None for entry in hub.entries()) == 1


def test_an_order_without_an_answer_says_that_it_may_have_been_done(
    hub: HubProcess, qtbot: QtBot, tmp_path: Path
) -> None:
    with app_on(hub, qtbot, tmp_path) as app:
        app.fault("mute")
        answer = app.order("IssueTicket", seconds=0.4)
        assert (answer.status, answer.problem and answer.problem.code) == (503, "away")
        assert answer.problem is not None
        assert answer.problem.extra == {"sent": True}


def test_orders_while_away_are_refused_at_once_or_wait_if_they_may(
    hub: HubProcess, qtbot: QtBot, tmp_path: Path
) -> None:
    with app_on(hub, qtbot, tmp_path) as app:
        hub.kill()
        app.reach(LineState.AWAY)
        refused: list[Answer] = []
        waiting: list[Answer] = []
        app.line.send("IssueTicket", {}, refused.append)
        assert refused == []  # never inside the caller's own call
        app.line.send("IssueTicket", {}, waiting.append, wait=True, seconds=PATIENCE_S)
        qtbot.waitUntil(lambda: bool(refused))
        assert refused[0].problem is not None
        assert refused[0].problem.extra == {"sent": False}
        assert waiting == []
        hub.start(hub.port)
        qtbot.waitUntil(lambda: bool(waiting), timeout=PATIENCE_MS)
        assert waiting[0].status == 200
        assert len(refused) == 1


def test_the_same_act_twice_is_sent_once(hub: HubProcess, qtbot: QtBot, tmp_path: Path) -> None:
    with app_on(hub, qtbot, tmp_path) as app:
        answers: list[Answer] = []
        for _ in range(2):
            app.line.send("IssueTicket", {}, answers.append, command="tap-1")
        app.order("IssueTicket")
        assert [answer.id for answer in answers] == ["tap-1"]
        assert [entry.received for entry in hub.entries()].count("tap-1") == 1


# Memory -------------------------------------------------------------------------------------


def test_a_restarted_app_reports_its_head_and_gets_everything(
    hub: HubProcess, qtbot: QtBot, tmp_path: Path
) -> None:
    with app_on(hub, qtbot, tmp_path) as app:
        app.order("IssueTicket", count=2)
        app.up_to(2)
    remembered = json.loads((tmp_path / "app" / "line.json").read_text())
    assert remembered["hub"] == "tinyhub"
    assert remembered["head"]["seq"] == 2
    with app_on(hub, qtbot, tmp_path) as again:
        assert again.line._hello.head is not None
        assert again.line._hello.head.seq == 2
        assert again.welcomes[0].snapshot is not None
        assert len(again.mirror.tickets) == 2


def test_a_hub_with_a_shorter_history_sends_everything(
    hub: HubProcess, qtbot: QtBot, tmp_path: Path
) -> None:
    with app_on(hub, qtbot, tmp_path) as app:
        app.order("IssueTicket", count=5)
        app.up_to(5)
        hub.kill()
        journal = tmp_path / "journal"
        journal.write_bytes(b"\n".join(journal.read_bytes().splitlines()[:3]) + b"\n")
        hub.start(hub.port)
        app.reach(LineState.AWAY).live()
        assert app.welcomes[-1].snapshot is not None
        assert len(app.mirror.tickets) == 2
        assert app.order("IssueTicket").ticket is not None


def test_an_unreadable_memory_is_no_reason_to_stay_dark(
    hub: HubProcess, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "line.json").write_text('{"hub": ')
    with app_on(hub, qtbot, tmp_path) as app:
        assert app.line.hub == "tinyhub"
