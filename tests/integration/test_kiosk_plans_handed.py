"""A floor's plan from the hub's media: handed to a kiosk, drawn there, and kept without the hub."""

from __future__ import annotations

import hashlib
import json
import os
import signal
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from kiosk.plan_pictures import TRIES, PlanPictures
from shared.domain.site import Site
from shared.link.files.stock import Source
from shared.protocol.site_file import site_from
from shared.protocol.views import MediumView, Trouble
from tests.integration.line_app import LineApp
from tests.integration.real_hub import RealHub

NAME, OTHER = "Lantai 1.svg", "lantai-2.png"
DRAWING = files("assets").joinpath("plans/floor-1.svg").read_bytes()
PATIENCE_MS = 40_000

pytestmark = pytest.mark.timeout(120)


@pytest.fixture(autouse=True)
def time_to_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    """A good plan is drawn on a busy machine as well; the limit is another test's matter."""
    monkeypatch.setattr("shared.link.files.drawing.TIMEOUT_MS", PATIENCE_MS)


@pytest.fixture(scope="module")
def site_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    document = json.loads(files("assets").joinpath("sample_site.json").read_text("utf-8"))
    document["floors"][0]["picture"] = f"media:{NAME}"
    document["floors"][1]["picture"] = f"media:{OTHER}"
    path = tmp_path_factory.mktemp("site") / "site.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def ills(pictures: PlanPictures) -> set[tuple[str, str]]:
    return {(one.code, one.part) for one in pictures.troubles}


def size_of(address: str) -> tuple[int, int]:
    image = QImage(QUrl(address).toLocalFile())
    return image.width(), image.height()


def test_it_comes_is_drawn_and_stays_without_the_hub(
    site_file: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    site = site_from(json.loads(site_file.read_text(encoding="utf-8")))
    kept = tmp_path / "kiosk"
    with (
        RealHub(tmp_path / "data", "--always-open", "--site", str(site_file)) as hub,
        LineApp(qtbot, kept, hub.url, role="kiosk", device="kiosk-1") as app,
    ):
        pictures = PlanPictures(kept, lambda: Source(hub.url))
        told: list[list[Trouble]] = []
        pictures.troublesChanged.connect(lambda: told.append(pictures.troubles))
        app.mirror.mediaChanged.connect(lambda: pictures.follow(site, app.mirror.media))
        pictures.follow(site, app.mirror.media)
        assert ills(pictures) == {("media-missing", NAME), ("media-missing", OTHER)}

        put(hub, "film.mp4", b"\0\0\0\x18ftypisom" + bytes(1_000))
        put(hub, NAME, DRAWING)
        put(hub, OTHER, b"\x89PNG\r\n\x1a\nno more of it")
        qtbot.waitUntil(lambda: NAME in pictures.drawn, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: ills(pictures) == {("media-broken", OTHER)}, timeout=PATIENCE_MS)
        assert {one.name for one in app.mirror.media} == {NAME, OTHER}, "no TV's films"
        assert max(size_of(pictures.drawn[NAME])) == 1920
        pictures.close()
    _alone(kept, site, qtbot)


def _alone(kept: Path, site: Site, qtbot: QtBot) -> None:
    """Another start, and no hub anywhere."""
    later = PlanPictures(kept, Source)
    later.follow(site, None)
    qtbot.waitUntil(lambda: NAME in later.drawn, timeout=PATIENCE_MS)
    later.close()


def test_a_damaged_copy_is_not_shown(site_file: Path, qtbot: QtBot, tmp_path: Path) -> None:
    site = site_from(json.loads(site_file.read_text(encoding="utf-8")))
    digest = "0" * 64
    folder = tmp_path / "media"
    folder.mkdir()
    (folder / digest).write_bytes(DRAWING)
    pictures = PlanPictures(tmp_path, Source)
    pictures.follow(site, [MediumView(name=NAME, digest=digest, size=len(DRAWING), kind="picture")])
    qtbot.waitUntil(lambda: not (folder / digest).exists(), timeout=PATIENCE_MS)
    assert pictures.drawn == {}
    pictures.close()


@pytest.mark.parametrize("broken", [TRIES - 1, TRIES])
def test_a_drawing_that_breaks_off_is_begun_again_and_not_for_ever(
    broken: int, site_file: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process that draws is killed before it has drawn anything."""
    monkeypatch.setattr("kiosk.plan_pictures.AGAIN_MS", 0)
    site = site_from(json.loads(site_file.read_text(encoding="utf-8")))
    digest = hashlib.sha256(DRAWING).hexdigest()
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / digest).write_bytes(DRAWING)
    pictures = PlanPictures(tmp_path, Source)
    killed: list[int] = []

    def kill_them() -> bool:
        pid = pictures.drawing_pid
        if pid and pid not in killed and len(killed) < broken:
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)
        return NAME in pictures.drawn or ("media-broken", NAME) in ills(pictures)

    pictures.follow(site, [MediumView(name=NAME, digest=digest, size=len(DRAWING), kind="picture")])
    qtbot.waitUntil(kill_them, timeout=PATIENCE_MS)
    pictures.close()
    assert len(killed) == broken
    assert (NAME in pictures.drawn) is (broken < TRIES)


def put(hub: RealHub, name: str, content: bytes) -> None:
    answer = hub.request("PUT", f"/api/v1/media/{name}", content=content)
    assert answer.status_code == 201, answer.text
