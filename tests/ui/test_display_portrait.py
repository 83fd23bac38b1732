"""A TV draws a small picture of itself when somebody wants to see it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from display import screenshots
from display.screenshots import PORTRAIT, Shot
from display.small_picture import LATER_MS, small
from shared.protocol.pictures import JPEG, LONGEST_SIDE, MOST_BYTES
from shared.qml import application
from tests.ui.display_screen import Tv, until

QUIET = Shot(name="quiet", script=screenshots.quiet)
UPRIGHT = Shot(name="upright", script=screenshots.quiet, size=PORTRAIT)


@pytest.fixture(scope="module", autouse=True)
def app() -> None:
    application("Giliran tests")


@pytest.fixture
def tv(request: pytest.FixtureRequest) -> Iterator[Tv]:
    one = Tv(request.param)
    yield one
    one.close()


@pytest.mark.parametrize(
    ("tv", "size"), [(QUIET, (320, 180)), (UPRIGHT, (180, 320))], indirect=["tv"]
)
def test_what_stands_on_the_screen_is_sent_small(tv: Tv, size: tuple[int, int]) -> None:
    tv.picture()
    tv.hall.pictureWanted.emit("p-1")
    until(lambda: bool(tv.hall.pictures))
    ((wanted, content),) = tv.hall.pictures
    picture = QImage.fromData(content)
    assert wanted == "p-1"
    assert content.startswith(JPEG)
    assert (picture.width(), picture.height()) == size
    assert len(content) <= MOST_BYTES
    ink = [picture.pixelColor(x, y).lightness() for x in range(size[0]) for y in range(0, 90, 3)]
    assert (min(ink) < 40, max(ink) > 200) == (True, True), "white figures on a dark ground"


@pytest.mark.parametrize("tv", [QUIET], indirect=True)
def test_a_call_goes_first(tv: Tv) -> None:
    tv.picture()
    tv.hall.call("P-900", "12", zone="hijau")
    tv.hall.pictureWanted.emit("p-1")
    assert tv.hall.pictures == []
    QTest.qWait(LATER_MS)
    until(lambda: bool(tv.hall.pictures))


def test_what_is_hard_to_press_together_is_sent_all_the_same() -> None:
    noise = QImage(1920, 1080, QImage.Format.Format_RGB32)
    for x in range(0, 1920, 3):
        for y in range(0, 1080, 40):
            noise.setPixelColor(x, y, QColor.fromHsv((x * y) % 360, 255, 255))
    assert 0 < len(small(noise.scaled(LONGEST_SIDE, 180))) <= MOST_BYTES
    assert small(QImage()) == b""
