"""Pictures on the TV: where they come from, and that none of them can stop it."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QImage

from display import screenshots
from display.playlist.folder import Pictures
from display.screenshots import Shot
from display.timing import PICTURE
from shared.link.files.drawing import TIMEOUT_MS
from shared.link.files.picture_messages import Prepare
from shared.link.process import LineProcess
from shared.qml import application
from tests.ui.display_screen import Tv, place, until, value

IDLE = Shot(name="idle", script=screenshots.idle)
RED, GREEN, BLUE = QColor("#aa3300"), QColor("#11aa33"), QColor("#2233bb")

Open = Callable[..., Tv]


@pytest.fixture(scope="module", autouse=True)
def app() -> None:
    application("Giliran tests")


@pytest.fixture
def tv() -> Iterator[Open]:
    opened: list[Tv] = []

    def open_one(pictures: Pictures) -> Tv:
        opened.append(Tv(IDLE, pictures=pictures))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


def paint(file: Path, colour: QColor) -> Path:
    file.parent.mkdir(exist_ok=True)
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(colour)
    assert image.save(str(file))
    return file


def until_seen(one: Tv, colour: QColor) -> None:
    """The left panel shows a picture of this colour."""

    def seen() -> bool:
        drawn = one.picture()
        return drawn.pixelColor(place(one.item("picture")).center().toPoint()) == colour

    until(seen)


def until_designed(one: Tv) -> None:
    until(lambda: bool(one.items("waiting")))


def set_folder(one: Tv, folder: str) -> None:
    """As `giliran display set TV --pictures FOLDER` does."""
    device = one.hall.facts().device
    assert device is not None
    settings = {**device.settings, "pictures": folder}
    one.hall.know(device=msgspec.structs.replace(device, settings=settings))


def worker(pictures: Pictures) -> int:
    assert pictures.process_pid
    return pictures.process_pid


def test_the_list_keeps_its_room_beside_a_picture(tv: Open, tmp_path: Path) -> None:
    paint(tmp_path / "poster.png", RED)
    one = tv(Pictures(tmp_path))
    until_seen(one, RED)
    where = place(one.item("picture"))
    one.hall.call("P-103", "12", zone="hijau")
    assert place(one.item("row")).left() >= where.right()
    assert one.items("idlePanel") == []


def test_they_follow_one_another_by_name(tv: Open, tmp_path: Path) -> None:
    for name, colour in (("1.png", RED), ("2.png", GREEN), ("3.png", BLUE)):
        paint(tmp_path / name, colour)
    one = tv(Pictures(tmp_path))
    for colour in (RED, GREEN, BLUE, RED):
        until_seen(one, colour)
        one.hall.pass_time(PICTURE)


def test_without_pictures_no_process_is_started(tv: Open, tmp_path: Path) -> None:
    pictures = Pictures(tmp_path / "pictures")
    one = tv(pictures)
    one.hall.pass_time(PICTURE)
    assert one.item("waiting").isVisible()
    assert pictures.process_pid == 0


def test_a_call_comes_before_any_picture_and_the_picture_comes_back(
    tv: Open, tmp_path: Path
) -> None:
    paint(tmp_path / "poster.png", RED)
    one = tv(Pictures(tmp_path))
    until_seen(one, RED)
    one.hall.call("P-103", "12", zone="hijau")
    assert one.item("number").property("text") == "P-103"
    one.hall.answer("P-103")
    one.hall.pass_time(9_000)
    one.picture()
    assert value(one.item("picture"), "status") == 1, "it was never let go"


def test_the_hub_names_a_folder_and_takes_it_back(tv: Open, tmp_path: Path) -> None:
    paint(tmp_path / "usual" / "a.png", RED)
    paint(tmp_path / "feast" / "a.png", GREEN)
    one = tv(Pictures(tmp_path / "usual"))
    until_seen(one, RED)
    set_folder(one, str(tmp_path / "feast"))
    until_seen(one, GREEN)
    set_folder(one, "feast")
    until_seen(one, GREEN)
    set_folder(one, "")
    until_seen(one, RED)


def test_what_it_was_started_with_goes_first(tv: Open, tmp_path: Path) -> None:
    paint(tmp_path / "own" / "a.png", RED)
    paint(tmp_path / "feast" / "a.png", GREEN)
    one = tv(Pictures(tmp_path / "usual", tmp_path / "own"))
    set_folder(one, str(tmp_path / "feast"))
    until_seen(one, RED)


@pytest.mark.parametrize("folder", ["/nowhere/at/all", "../etc", "/dev/null"])
def test_a_folder_that_is_none_leaves_the_designed_state(
    tv: Open, tmp_path: Path, folder: str, caplog: pytest.LogCaptureFixture
) -> None:
    one = tv(Pictures(tmp_path / "pictures"))
    set_folder(one, folder)
    until(lambda: bool(caplog.records))
    for _ in range(3):
        one.hall.pass_time(PICTURE)
        until_designed(one)
    said = {record.getMessage() for record in caplog.records if record.levelno > logging.INFO}
    assert len(said) == 1


def test_broken_pictures_are_passed_over_and_named_once(
    tv: Open, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("a.png", "c.jpg"):
        (tmp_path / name).write_text("no picture")
    os.mkfifo(tmp_path / "pipe.png")
    paint(tmp_path / "b.png", RED)
    paint(tmp_path / "d.png", GREEN)
    one = tv(Pictures(tmp_path))
    for colour in (RED, GREEN, RED, GREEN):
        until_seen(one, colour)
        one.hall.pass_time(PICTURE)
    named = [record.getMessage().split()[0] for record in caplog.records]
    assert sorted(named) == ["a.png", "c.jpg"]


def test_pictures_taken_away_leave_the_designed_state(tv: Open, tmp_path: Path) -> None:
    file = paint(tmp_path / "a.png", RED)
    one = tv(Pictures(tmp_path))
    until_seen(one, RED)
    file.unlink()
    one.hall.pass_time(PICTURE)
    until_designed(one)


def test_a_picture_replaced_under_its_name_is_seen(tv: Open, tmp_path: Path) -> None:
    file = paint(tmp_path / "a.png", RED)
    one = tv(Pictures(tmp_path))
    until_seen(one, RED)
    paint(file, GREEN)
    one.hall.pass_time(PICTURE)
    until_seen(one, GREEN)


def test_what_hangs_is_passed_over_and_the_tv_goes_on(tv: Open, tmp_path: Path) -> None:
    for name, colour in (("1.png", RED), ("2.png", GREEN)):
        paint(tmp_path / name, colour)
    pictures = Pictures(tmp_path)
    one = tv(pictures)
    until_seen(one, RED)
    stopped = worker(pictures)
    os.kill(stopped, signal.SIGSTOP)
    pictures.allow(500)
    one.hall.pass_time(PICTURE)
    one.hall.call("P-103", "12", zone="hijau")
    one.picture()
    assert one.item("number").property("text") == "P-103"
    one.hall.know(calls=())
    until(lambda: worker(pictures) != stopped if pictures.process_pid else False)
    pictures.allow(TIMEOUT_MS)  # a machine that is busy takes its time to start another
    one.hall.pass_time(PICTURE)
    until(lambda: one.model.property("picture") != "")


def test_a_process_that_dies_is_followed_by_another(tv: Open, tmp_path: Path) -> None:
    for name, colour in (("1.png", RED), ("2.png", GREEN)):
        paint(tmp_path / name, colour)
    pictures = Pictures(tmp_path)
    one = tv(pictures)
    until_seen(one, RED)
    killed = worker(pictures)
    os.kill(killed, signal.SIGKILL)
    one.hall.pass_time(PICTURE)
    until(lambda: pictures.process_pid != killed)
    until_seen(one, RED)
    one.hall.pass_time(PICTURE)
    until_seen(one, GREEN)


def test_what_is_answered_while_it_ends_is_heard_by_nobody(tmp_path: Path) -> None:
    """Whoever closes it has forgotten what was asked for."""
    process, heard = LineProcess("tests.ui.answers_when_let"), list[bytes]()
    process.line.connect(heard.append)
    process.send(Prepare("asked.png", 80, 60, str(tmp_path)))
    until((tmp_path / "asked").exists)
    (tmp_path / "let").touch()
    deadline = time.monotonic() + 20
    while not (tmp_path / "answered").exists():  # nothing of Qt may look at the pipe meanwhile
        assert time.monotonic() < deadline, "it did not answer"
        time.sleep(0.01)
    process.close()
    QCoreApplication.processEvents()
    assert heard == []


def test_only_the_last_two_stay_on_the_disk(tv: Open, tmp_path: Path) -> None:
    for place_ in range(5):
        paint(tmp_path / f"{place_}.png", RED if place_ % 2 else GREEN)
    one = tv(Pictures(tmp_path))
    drawn: set[Path] = set()
    for place_ in range(8):
        until_seen(one, RED if place_ % 5 % 2 else GREEN)
        url = str(one.model.property("picture"))
        drawn.add(Path(url.removeprefix("file://")))
        until(lambda: len([file for file in drawn if file.exists()]) <= 2)
        one.hall.pass_time(PICTURE)
