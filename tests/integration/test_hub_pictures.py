"""A TV's small picture on its way through a real hub: who may see it, and that no file has it."""

from __future__ import annotations

import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from shared.hub.small_pictures import FRESH_SECONDS
from shared.protocol.pictures import JPEG
from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub, problem

PICTURE = JPEG + b"what stands there, found nowhere else"
PIN = "1234"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pictures") / "data"


@pytest.fixture(scope="module")
def hub(data: Path) -> Iterator[RealHub]:
    with RealHub(data, "--always-open") as running:
        yield running


@pytest.fixture
def tv(hub: RealHub) -> Iterator[AppLine]:
    """A TV that answers whenever it is asked."""
    with AppLine(hub.url, "display", "tv-biru", draws_itself=True) as line:
        line.welcome()
        over = threading.Event()

        def obey() -> None:
            while not over.is_set():
                with suppress(TimeoutError):
                    wanted = line.await_("picture-wanted", timeout=0.1)
                    body = {"id": wanted["id"], "picture": b64encode(PICTURE).decode()}
                    assert line.order("ReportPicture", body)["status"] == 200

        answering = threading.Thread(target=obey)
        answering.start()
        yield line
        over.set()
        answering.join()


def test_a_supervisor_sees_it_and_no_disk_does(hub: RealHub, tv: AppLine, data: Path) -> None:
    with AppLine(hub.url) as line:
        line.welcome()
        signed = line.order("SignIn", {"officer": "supervisor", "pin": PIN})
        body = {"display": "tv-biru", "session": signed["body"]["session"]}
        said = line.order("SeeDisplay", body)["body"]
    assert said["connected"] is True
    assert said["picture"] == b64encode(PICTURE).decode()
    shown = hub.request("GET", "/api/v1/displays/tv-biru/picture")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert (shown.content, shown.headers["cache-control"]) == (PICTURE, "no-store")
    assert int(shown.headers["age"]) <= FRESH_SECONDS
    for file in data.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert PICTURE not in content
            assert b64encode(PICTURE) not in content


def test_an_officer_and_a_kiosk_see_nothing(hub: RealHub) -> None:
    with AppLine(hub.url) as line:
        line.welcome()
        opened = line.order("OpenCounter", {"counter": "1", "officer": "officer-1", "pin": PIN})
        session = opened["body"]["session"]
        refused = line.order("SeeDisplay", {"display": "tv-biru", "session": session})
        assert refused["problem"]["code"] == "not-allowed"
    header = {"Giliran-Session": session}
    answer = hub.request("GET", "/api/v1/displays/tv-biru/picture", headers=header)
    problem(answer, 403, "not-allowed")
    with AppLine(hub.url, "kiosk", "kiosk-9") as kiosk:
        kiosk.welcome()
        refused = kiosk.order("SeeDisplay", {"display": "tv-biru"})
        assert refused["problem"]["code"] == "not-allowed"


def test_one_that_shows_nothing_is_said_so(hub: RealHub) -> None:
    problem(hub.request("GET", "/api/v1/displays/tv-putih/picture"), 404, "no-picture")
    problem(hub.request("GET", "/api/v1/displays/nowhere/picture"), 404, "unknown-display")
