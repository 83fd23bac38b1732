"""The place beside the calls on the real screen, with real processes and a real video."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from display import screenshots
from display.screenshots import Shot
from shared.domain.ids import SECOND
from shared.domain.site import Playing
from shared.link.files.stock import Source, Stock
from shared.protocol.views import MediumView
from shared.qml import application
from tests.sample_video import sample_video
from tests.ui.display_screen import SITE, Tv, place, until

IDLE = Shot(name="idle", script=screenshots.idle)
GREEN = QColor("#117733")
RED = QColor("#aa3300")
NOTICE = Playing(kind="notice", text={"id": "Bawa KTP asli.", "en": "Bring your card."}, seconds=10)
POSTER = Playing(kind="picture", file="poster.png", seconds=10)
FILM = Playing(kind="video", file="film.mp4")


class Hall:
    """A TV of a site with a playlist, and files that lie in its stock already."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.media: list[MediumView] = []
        self.tv: Tv

    def file(self, name: str, content: bytes, kind: str) -> None:
        self.folder.mkdir(exist_ok=True)
        digest = hashlib.sha256(content).hexdigest()
        (self.folder / digest).write_bytes(content)
        size = len(content)
        self.media = [one for one in self.media if one.name != name]
        self.media.append(MediumView(name=name, digest=digest, size=size, kind=kind))

    def open(self, *entries: Playing, shot: Shot | None = None) -> Tv:
        site = replace(SITE, playlist=entries)
        self.tv = Tv(shot or IDLE, site=site, stock=Stock(self.folder, Source))
        self.know()
        return self.tv

    def know(self) -> None:
        self.tv.hall.know(media=tuple(self.media))

    @property
    def kind(self) -> str:
        return str(self.tv.model.place.property("kind"))

    def ills(self) -> list[tuple[str, str]]:
        return [(one.code, one.part) for one in self.tv.model.playlist.troubles]


@pytest.fixture(scope="module", autouse=True)
def app() -> None:
    application("Giliran tests")


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return sample_video(tmp_path_factory.mktemp("film") / "film.mp4", 3).read_bytes()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    made = Hall(tmp_path / "media")
    yield made
    made.tv.close()


def poster(tmp_path: Path, colour: QColor = RED) -> bytes:
    file = tmp_path / "poster.png"
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(colour)
    assert image.save(str(file))
    return file.read_bytes()


def seen(tv: Tv, name: str, colour: QColor) -> bool:
    """Nearly this colour stands in the lower middle of an item: a codec is not exact."""
    if not tv.items(name):
        return False
    box = place(tv.item(name))
    point = box.center().toPoint()
    found = tv.picture().pixelColor(point.x(), round(box.center().y() + box.height() / 5))
    apart = (
        found.red() - colour.red(),
        found.green() - colour.green(),
        found.blue() - colour.blue(),
    )
    return all(abs(one) < 40 for one in apart)


def when_going(tv: Tv, done: Callable[[], bool]) -> None:
    """Lets the hall's clock go on as well."""

    def passed() -> bool:
        tv.hall.pass_time(250)
        return done()

    until(passed)


def test_each_for_its_time_in_the_order_of_the_site(hall: Hall, tmp_path: Path) -> None:
    hall.file("poster.png", poster(tmp_path), "picture")
    tv = hall.open(NOTICE, POSTER, Playing(kind="waits", seconds=10))
    assert hall.kind == "notice"
    until(lambda: hall.ills() == [])
    tv.hall.pass_time(9 * SECOND)
    assert hall.kind == "notice"
    when_going(tv, lambda: hall.kind == "picture")
    until(lambda: seen(tv, "playlistPicture", RED))
    tv.hall.pass_time(10 * SECOND)
    assert hall.kind == "waits"
    assert len(tv.items("waitRow")) == 1
    tv.hall.know(waiting={})
    tv.hall.pass_time(10 * SECOND)
    assert hall.kind == "notice"


def test_a_video_is_seen_gives_way_to_a_call_and_goes_on(hall: Hall, film: bytes) -> None:
    hall.file("film.mp4", film, "video")
    tv = hall.open(FILM)
    until(lambda: seen(tv, "video", GREEN))
    tv.hall.call("P-103", "12", zone="hijau")
    tv.picture()
    assert tv.item("number").property("text") == "P-103"
    assert tv.items("video") == []
    assert place(tv.item("row")).left() >= place(tv.item("callPanel")).right()
    assert not tv.model.playlist.video.audible
    tv.hall.know(calls=())
    until(lambda: seen(tv, "video", GREEN))


def test_after_its_end_comes_the_next(hall: Hall, film: bytes) -> None:
    hall.file("film.mp4", film, "video")
    tv = hall.open(FILM, NOTICE)
    when_going(tv, lambda: hall.kind == "video")
    until(lambda: hall.kind == "notice")
    when_going(tv, lambda: hall.kind == "video")


def test_what_is_broken_is_passed_over_told_and_tried_again_when_it_is_mended(
    hall: Hall, film: bytes, tmp_path: Path
) -> None:
    hall.file("film.mp4", film[:2_000], "video")
    hall.file("poster.png", b"\x89PNG\r\n\x1a\nno more", "picture")
    tv = hall.open(POSTER, FILM, NOTICE)
    broken = [("media-broken", "poster.png"), ("media-broken", "film.mp4")]
    when_going(tv, lambda: hall.ills() == broken)
    assert hall.kind == "notice"
    assert hall.tv.hall.ills == ["media-broken", "media-broken"]
    hall.file("poster.png", poster(tmp_path), "picture")
    hall.know()
    when_going(tv, lambda: hall.ills() == broken[1:])
    when_going(tv, lambda: hall.kind == "picture")


def test_a_file_that_nobody_has_is_told(hall: Hall) -> None:
    hall.open(FILM)
    assert hall.ills() == [("media-missing", "film.mp4")]
    assert hall.kind == ""
    assert hall.tv.items("waiting")


def test_a_door_panel_misses_nothing_of_a_playlist_that_it_never_shows(hall: Hall) -> None:
    hall.open(FILM, shot=replace(IDLE, door="12"))
    assert hall.ills() == []


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP])
def test_a_process_that_dies_or_hangs_takes_nothing_with_it(
    hall: Hall, film: bytes, blow: signal.Signals
) -> None:
    hall.file("film.mp4", film, "video")
    tv = hall.open(FILM, NOTICE)
    video = tv.model.playlist.video
    video.allow(700)
    for strike in range(2):
        when_going(tv, lambda: hall.kind == "video" and video.frame is not None)
        os.kill(video.pid, blow)
        until(lambda: hall.kind == "notice")
        tv.hall.call(f"P-{103 + strike}", "12", zone="hijau")
        tv.picture()
        assert tv.item("number").property("text") == f"P-{103 + strike}"
        tv.hall.know(calls=())
    until(lambda: hall.ills() == [("media-broken", "film.mp4")])
    assert hall.kind == "notice"


def test_without_the_network_it_plays_on_and_says_so(hall: Hall) -> None:
    tv = hall.open(NOTICE)
    tv.hall.lose_line()
    tv.hall.pass_time(11 * SECOND)
    tv.picture()
    assert "tidak terhubung" in str(tv.item("lostWords").property("text"))
    assert place(tv.item("notice")).top() > place(tv.item("lostBand")).bottom()
    assert tv.items("messagePanel") == []


def test_in_a_break_the_message_has_the_panel(hall: Hall) -> None:
    tv = hall.open(NOTICE)
    tv.hall.pass_time(3 * 3_600 * SECOND)
    assert tv.items("messagePanel")
    assert tv.items("beside") == []
