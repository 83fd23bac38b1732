"""A floor's plan from the hub's media: handed to a kiosk, drawn there, and kept without the hub."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from kiosk.plan_pictures import PlanPictures
from shared.domain.site import Site
from shared.link.files.stock import Source
from shared.protocol.site_file import site_from
from shared.protocol.views import MediumView, Trouble
from tests.integration.line_app import LineApp
from tests.integration.real_hub import RealHub

NAME, OTHER = "Lantai 1.svg", "lantai-2.png"
DRAWING = files("assets").joinpath("plans/floor-1.svg").read_bytes()
PATIENCE_MS = 20_000


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


def put(hub: RealHub, name: str, content: bytes) -> None:
    assert httpx.put(f"{hub.url}/api/v1/media/{name}", content=content).status_code == 201
