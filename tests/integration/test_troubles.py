"""What is wrong with a device reaches every counter, the log, `/metrics` and the technician."""

from __future__ import annotations

import threading
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kiosk.app import KioskApp, Options
from kiosk.emergency import notebook
from kiosk.emergency.notebook import Notebook
from kiosk.emergency.paper import Paper
from shared.hub.attempts import MANY
from shared.link import kept_orders
from shared.link.state_file import StateFile
from shared.protocol.machine import boot_id, elapsed_ms
from shared.protocol.troubles import TroubleCode
from shared.protocol.views import Trouble
from shared.qml import application
from shared.qml.placing import Placing
from tests.integration.app_line import AppLine
from tests.integration.line_app import LineApp
from tests.integration.real_hub import RealHub, problem

PATIENCE_MS = 20_000


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("troubles") / "data", "--always-open") as running:
        yield running


def told(line: AppLine, fits: Callable[[list[Any]], bool]) -> list[dict[str, Any]]:
    """The troubles in the first `presence` that fits."""
    found = line.await_("presence", lambda m: fits(by_word(m)))
    return by_word(found)


def reaches(hub: RealHub, qtbot: QtBot, fits: Callable[[list[Any]], bool]) -> None:
    """Returns when the hub knows such troubles. An app in this thread says nothing while somebody
    waits on a plain line."""
    looked = "/api/v1/troubles"
    qtbot.waitUntil(lambda: fits(by_word(hub.get(looked))), timeout=PATIENCE_MS)


def left(hub: RealHub, qtbot: QtBot, display: str) -> None:
    """Returns when the hub has noticed that a display is no more on the line."""

    def is_gone() -> bool:
        rows = hub.get("/api/v1/displays")["displays"]
        return not any(one["connected"] for one in rows if one["id"] == display)

    qtbot.waitUntil(is_gone, timeout=PATIENCE_MS)


def by_word(presence: dict[str, Any]) -> list[dict[str, Any]]:
    """What devices said of themselves; one that an earlier test took away is none of them."""
    troubles: list[dict[str, Any]] = presence.get("troubles", [])
    return [one for one in troubles if not one["code"].endswith("-away")]


def test_a_kiosk_tells_and_every_counter_hears(hub: RealHub) -> None:
    with (
        AppLine(hub.url, "counter", "pc-1") as counter,
        AppLine(hub.url, "kiosk", "kiosk-1", name="Kiosk 1") as kiosk,
    ):
        counter.welcome()
        kiosk.welcome()
        near = [{"code": "paper-near-end", "part": "2"}]
        assert kiosk.order("ReportTroubles", {"troubles": near})["status"] == 200
        (trouble,) = told(counter, bool)
        assert (trouble["device"], trouble["code"]) == ("kiosk-1", "paper-near-end")
        assert (trouble["role"], trouble["part"]) == ("kiosk", "2")
        with AppLine(hub.url, "counter", "pc-2") as late:
            late.welcome()
            assert told(late, bool)[0]["code"] == "paper-near-end"
        assert 'giliran_device_troubles{code="paper-near-end"} 1.0' in metrics(hub)
        assert kiosk.order("ReportTroubles", {"troubles": []})["status"] == 200
        assert told(counter, lambda troubles: not troubles) == []
    assert "kiosk-1: paper-near-end 2" in hub.said()
    assert "kiosk-1: over: paper-near-end 2" in hub.said()


def metrics(hub: RealHub) -> str:
    return hub.request("GET", "/metrics").text


def test_troubles_come_with_the_greeting_and_go_with_the_line(hub: RealHub) -> None:
    with AppLine(hub.url, "counter", "pc-1") as counter:
        counter.welcome()
        ills = [{"code": "no-sound"}]
        with AppLine(hub.url, "display", "tv-biru", troubles=ills, voice=True) as tv:
            tv.welcome()
            (trouble,) = told(counter, bool)
            assert trouble["zones"] == ["biru"]
            listed = {one["id"]: one for one in hub.get("/api/v1/displays")["displays"]}
            assert listed["tv-biru"]["troubles"] == [{"code": "no-sound"}]
            assert not any("troubles" in one for one in tv.heard if one["type"] == "presence")
        assert told(counter, lambda troubles: not troubles) == []


@pytest.mark.parametrize("body", [{"troubles": "paper"}, {"troubles": [{"part": "2"}]}])
def test_what_is_no_trouble_is_refused(hub: RealHub, body: dict[str, Any]) -> None:
    with AppLine(hub.url, "kiosk", "kiosk-1") as kiosk:
        kiosk.welcome()
        answer = kiosk.order("ReportTroubles", body)
        assert answer["status"] == 422


def test_only_an_officer_sees_to_what_does_not_end_by_itself(hub: RealHub) -> None:
    seen = {"counter": "5", "device": "kiosk-1", "code": "paper-refused", "part": "A-940"}
    with AppLine(hub.url, "kiosk", "kiosk-1") as kiosk, AppLine(hub.url, "counter") as counter:
        assert kiosk.order("AcknowledgeTrouble", seen)["status"] == 403
        assert counter.order("AcknowledgeTrouble", seen | {"code": "paper-out"})["status"] == 422


def test_what_is_found_while_the_hub_is_greeted_is_told_as_well(
    hub: RealHub, qtbot: QtBot, tmp_path: Path
) -> None:
    kiosk = LineApp(qtbot, tmp_path, hub.url, role="kiosk", device="kiosk-5")
    found = [Trouble(TroubleCode.MEDIA_MISSING, "Lantai 1.png")]
    kiosk.line.welcomed.connect(lambda _: kiosk.line.tell_troubles(found))
    with AppLine(hub.url, "counter", "pc-1") as counter:
        counter.welcome()
        with kiosk:
            reaches(hub, qtbot, bool)
            (trouble,) = told(counter, bool)
            assert (trouble["code"], trouble["part"]) == ("media-missing", "Lantai 1.png")
        assert told(counter, lambda troubles: not troubles) == []


def test_a_paper_that_the_hub_will_never_take_is_told_until_somebody_has_seen_to_it(
    hub: RealHub, qtbot: QtBot, tmp_path: Path
) -> None:
    state = StateFile(tmp_path, kept_orders.migrations, notebook.migrations)
    Notebook(state).give(nobodys_paper(hub.get("/healthz")["date"]))
    state.close()
    application("giliran-test")
    place = Namespace(
        hub=hub.url,
        data=tmp_path,
        device="kiosk-9",
        pair_anew=False,
        tls_ca=None,
        restart_machine="",
    )
    kiosk = KioskApp(place, Options((), 80, 21.5, Placing(1080, 1920), True))
    with AppLine(hub.url, "counter", "pc-1") as counter:
        counter.welcome()
        kiosk.start()
        reaches(hub, qtbot, bool)
        (trouble,) = told(counter, bool)
        assert (trouble["code"], trouble["part"]) == ("paper-refused", "A-940")
        assert by_word(hub.get("/api/v1/troubles")) == [trouble]
        seen = {key: trouble[key] for key in ("device", "code", "part")}
        assert counter.order("AcknowledgeTrouble", seen | {"counter": "5"})["status"] == 200
        qtbot.waitUntil(lambda: not kiosk.standby.troubles, timeout=PATIENCE_MS)
        reaches(hub, qtbot, lambda troubles: not troubles)
        assert told(counter, lambda troubles: not troubles) == []
    kiosk.stop()


def nobodys_paper(date: str) -> Paper:
    """With a number that was never granted to anybody."""
    return Paper(
        ticket="paper-of-nobody",
        number="A-940",
        ordinal=940,
        series="A",
        service="KTP-BARU",
        visit="visit-of-somebody",
        date=date,
        taken_at=0,
        elapsed=elapsed_ms(),
        boot=boot_id(),
    )


# Testing a display's sound ----------------------------------------------------------------------


def test_a_display_that_is_asked_answers(hub: RealHub) -> None:
    with AppLine(hub.url, "display", "tv-biru", voice=True, tests_sound=True) as tv:
        tv.welcome()

        def obey() -> None:
            wanted = tv.await_("test-sound")
            body = {"id": wanted["id"], "ok": False, "how": "heard", "detail": "nothing"}
            assert tv.order("ReportSoundTest", body)["status"] == 200

        listening = threading.Thread(target=obey)
        listening.start()
        answer = hub.request("POST", "/api/v1/displays/tv-biru/test-sound", {})
        listening.join()
        assert answer.status_code == 200
        assert answer.json() == {
            "display": "tv-biru",
            "ok": False,
            "how": "heard",
            "detail": "nothing",
        }


def test_a_display_that_cannot_be_asked(hub: RealHub, qtbot: QtBot) -> None:
    left(hub, qtbot, "tv-biru")
    answer = hub.request("POST", "/api/v1/displays/tv-biru/test-sound", {})
    problem(answer, 409, "display-away")
    with AppLine(hub.url, "display", "tv-biru") as old:
        old.welcome()
        answer = hub.request("POST", "/api/v1/displays/tv-biru/test-sound", {})
        problem(answer, 409, "no-voice")


def test_whoever_guesses_pins_at_a_counter_is_told_of_until_somebody_unlocks(hub: RealHub) -> None:
    with (
        AppLine(hub.url, "counter", "pc-1") as counter,
        AppLine(hub.url, "counter", "pc-night", name="Loket 7") as night,
    ):
        counter.welcome()
        night.welcome()
        for n in range(1, MANY + 1):
            guess = {"counter": "7", "officer": f"officer-{n}", "pin": "000000"}
            assert night.order("OpenCounter", guess)["problem"]["code"] == "wrong-pin"
        (trouble,) = told(counter, bool)
        assert (trouble["code"], trouble["device"]) == ("pins-tried", "hub")
        assert trouble["part"] == "Loket 7 (Petugas 1, Petugas 10, Petugas 2 …)"
        assert "pins-tried" in hub.get("/healthz")["troubles"]
        assert hub.request("POST", "/api/v1/officers/officer-3/unlock", {}).status_code == 200
        assert told(counter, lambda troubles: not troubles) == []
        assert "pins-tried" not in hub.get("/healthz")["troubles"]
    assert "pc-night: many wrong PINs were typed there" in hub.said()
