"""What people put into a folder of pictures: most of it is shown, none of it does harm."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QImage

from shared.link.files.picture_messages import List, Listed, Prepare, Prepared
from shared.link.files.picture_worker import MOST, carry_out, sources

ROOM = (400, 300)


def prepared(path: Path, out: Path) -> tuple[str, QImage]:
    answer = carry_out(Prepare(str(path), *ROOM, str(out)))
    assert isinstance(answer, Prepared)
    assert answer.out == str(out)
    return answer.reason, QImage(str(out))


def png_that_says(width: int, height: int) -> bytes:
    """A PNG whose head promises this size, and of which most is missing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")[:-2])


def chunk(name: bytes, content: bytes) -> bytes:
    checked = name + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


def test_only_plain_pictures_are_listed_by_name(tmp_path: Path) -> None:
    for name in ("b.JPG", "a.png", "._a.png", "notes.txt"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "c.png").mkdir()
    os.mkfifo(tmp_path / "d.png")
    (tmp_path / "e.png").symlink_to(tmp_path / "nowhere.png")
    assert [one.name for one in sources(tmp_path)] == ["a.png", "b.JPG"]


def test_a_changed_file_is_another_picture(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(b"x")
    before = sources(tmp_path)
    file.write_bytes(b"xy")
    assert sources(tmp_path) != before


def test_a_folder_of_thousands_is_cut_short(tmp_path: Path) -> None:
    for place in range(MOST + 50):
        (tmp_path / f"{place:05}.png").touch()
    assert len(sources(tmp_path)) == MOST


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    answer = carry_out(List(str(tmp_path / "nowhere")))
    assert isinstance(answer, Listed)
    assert answer.sources == []
    assert "nowhere" in answer.reason


@pytest.mark.parametrize(
    ("size", "drawn"),
    [((4_000, 1_500), (400, 150)), ((100, 1_200), (25, 300)), ((60, 40), (60, 40))],
)
@pytest.mark.parametrize("ending", ["png", "jpg", "webp", "bmp", "gif"])
def test_a_picture_is_made_to_fit(
    tmp_path: Path, size: tuple[int, int], drawn: tuple[int, int], ending: str
) -> None:
    file = tmp_path / f"poster.{ending}"
    Image.new("RGB", size, (170, 51, 0)).save(file)
    reason, image = prepared(file, tmp_path / "out.png")
    assert reason == ""
    assert (image.width(), image.height()) == drawn


def test_a_photograph_stands_upright(tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    photo = Image.new("RGB", (800, 400))
    turned = photo.getexif()
    turned[0x0112] = 6
    photo.save(file, exif=turned)
    _, image = prepared(file, tmp_path / "out.png")
    assert (image.width(), image.height()) == (150, 300)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", ""),
        (b"no picture at all", ""),
        (png_that_says(30_000, 30_000), "too many"),
        (png_that_says(300, 200), ""),
    ],
    ids=["empty", "text", "huge", "half a download"],
)
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(content)
    said, image = prepared(file, tmp_path / "out.png")
    assert said
    assert reason in said
    assert image.isNull()


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    with file.open("wb") as hole:
        hole.truncate(200 * 1024 * 1024)
    assert "MB" in prepared(file, tmp_path / "out.png")[0]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.png")
    assert prepared(tmp_path / "a.png", tmp_path / "out.png")[0] == "no plain file"


def test_a_disk_that_is_full_is_said(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    Image.new("RGB", (40, 40)).save(file)
    assert "cannot write" in prepared(file, tmp_path / "nowhere" / "out.png")[0]
