"""What is wrong with a device reaches every counter, the log, `/metrics` and the technician."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub, problem


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("troubles") / "data", "--always-open") as running:
        yield running


def told(line: AppLine, fits: Callable[[list[Any]], bool]) -> list[dict[str, Any]]:
    """The troubles in the first `presence` that fits."""
    found = line.await_("presence", lambda m: fits(m.get("troubles", [])))
    troubles: list[dict[str, Any]] = found.get("troubles", [])
    return troubles


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


def test_a_display_that_cannot_be_asked(hub: RealHub) -> None:
    answer = hub.request("POST", "/api/v1/displays/tv-biru/test-sound", {})
    problem(answer, 409, "display-away")
    with AppLine(hub.url, "display", "tv-biru") as old:
        old.welcome()
        answer = hub.request("POST", "/api/v1/displays/tv-biru/test-sound", {})
        problem(answer, 409, "no-voice")
