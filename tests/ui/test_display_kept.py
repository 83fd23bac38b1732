"""A TV that starts while its hub is away: the hall as it was known last, and its own playlist."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from display.app import Display
from display.kept import FILE_NAME, Kept
from display.line import LineHall
from display.screenshots import FULL_HD, Shot, device, idle
from display.zones import ZoneKeeper
from shared.domain.site import Playing
from shared.link.files.stock import Source, Stock
from shared.link.line import Line
from shared.protocol.views import MediumView
from shared.qml import application
from tests.ui.display_screen import SITE, until

POSTER = Playing(kind="picture", file="poster.png", seconds=10)
LISTED = replace(SITE, playlist=(POSTER,))
OWN = device(SITE, Shot(name="idle", script=idle))


@pytest.fixture(scope="module", autouse=True)
def app() -> None:
    application("Giliran tests")


def poster(folder: Path) -> MediumView:
    """A copy that came while the hub was there."""
    folder.mkdir()
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("#aa3300"))
    drawn = folder.with_name("poster.png")
    assert image.save(str(drawn))
    content = drawn.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    drawn.rename(folder / digest)
    return MediumView(name="poster.png", digest=digest, size=len(content), kind="picture")


def test_it_plays_what_it_has_and_says_that_it_is_not_connected(tmp_path: Path) -> None:
    Kept(tmp_path).keep(1, LISTED, OWN, (poster(tmp_path / "media"),))
    hall = LineHall(
        Line("display", "tv-1", "TV-1", data_dir=tmp_path),
        "tv-1",
        kept=Kept(tmp_path),
        patience_ms=20,
    )
    stock = Stock(tmp_path / "media", Source)
    tv = Display(hall, ZoneKeeper(None), "TV-1", FULL_HD, stock=stock)
    try:
        assert tv.model.property("stage") == "searching"
        until(lambda: tv.model.place.property("kind") == "picture")
        assert tv.model.property("stage") == "hall"
        assert tv.model.property("lost")
        assert tv.model.zone_codes == tuple(OWN.zones)
    finally:
        tv.close()


def test_what_is_kept_comes_back_and_what_is_damaged_is_nothing(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    assert kept.read() is None
    kept.keep(1, LISTED, OWN, ())
    known = Kept(tmp_path).read()
    assert known is not None
    assert (known.site, known.device, known.media) == (LISTED, OWN, ())
    kept.keep(2, SITE, None, ())
    again = Kept(tmp_path).read()
    assert again is not None
    assert (again.site, again.device) == (SITE, None)
    (tmp_path / FILE_NAME).write_bytes(b'{"site": {"name"')
    assert Kept(tmp_path).read() is None
    assert Kept(None).read() is None
