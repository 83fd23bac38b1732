"""What stands at a replica's place: whole or not, whose, and whether it is a place at all."""

from __future__ import annotations

import json
import logging
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from shared.cli.backup import app as backup_app
from shared.cli.exits import ExitCode
from shared.cli.restore import app as restore_app
from shared.hub.backup.branch import branch_of, folder_name, hub_of, new_branch
from shared.hub.backup.chatter import Chatter
from shared.hub.backup.restore import NoRestore, restore
from shared.hub.backup.setting import BadSetting, Setting, checked, on_one_disk, require_apart
from shared.hub.backup.spare import SPARE_FILE, STAY_HERE, noted_head, pack, unpack
from shared.hub.backup.whole import NotWhole, Piece, Place, require_whole
from shared.hub.journal.fitness import RESTORING, require_fit
from shared.hub.journal.port import Unreadable
from shared.hub.restored import Mark, write_mark
from shared.protocol.database import Database
from shared.protocol.messages import Head

HEAD = Head("5afc87a2d1a3", 7, "f" * 64)


@pytest.mark.parametrize(
    ("pieces", "upto", "words"),
    [
        ([(1, 1), (2, 2), (3, 3)], 3, ""),
        ([(1, 4), (2, 2), (5, 5)], 5, ""),  # an image, and pieces older than it
        ([(1, 1), (2, 6), (6, 9)], 9, ""),
        ([], 1, "no whole image"),
        ([(8, 8), (9, 9)], 9, "no whole image"),  # a disk that was mounted empty
        ([(1, 3), (6, 6)], 6, "pieces are missing"),  # an older disk in its place
        ([(1, 3)], 4, "pieces are missing"),
    ],
)
def test_a_restore_needs_an_image_and_every_piece_after_it(
    pieces: list[tuple[int, int]], upto: int, words: str
) -> None:
    found = [Piece(first, last) for first, last in pieces]
    if not words:
        require_whole(found, upto)
        return
    with pytest.raises(NotWhole, match=words):
        require_whole(found, upto)


def lay(folder: Path, level: int, first: int, last: int, size: int = 200) -> Path:
    path = folder / "ltx" / str(level) / f"{first:016x}-{last:016x}.ltx"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(size))
    return path


def test_a_folder_that_is_emptied_or_exchanged_is_missed_at_once(tmp_path: Path) -> None:
    place = Place(tmp_path)
    with pytest.raises(NotWhole, match="looked into"):
        place.require_whole(1)
    image = lay(tmp_path, 9, 1, 10)
    lay(tmp_path, 0, 11, 11)
    place.require_whole(11)
    newest = lay(tmp_path, 0, 12, 12)
    place.require_whole(12)
    newest.unlink()  # an older disk: the same image, and less
    lay(tmp_path, 0, 14, 14)
    with pytest.raises(NotWhole, match="pieces are missing"):
        place.require_whole(14)
    image.unlink()
    lay(tmp_path, 0, 13, 13)
    with pytest.raises(NotWhole, match="no whole image"):
        place.require_whole(13)
    lay(tmp_path, 9, 1, 13, size=0)  # its first bytes never came to the disk
    with pytest.raises(NotWhole, match="no whole image"):
        place.require_whole(13)


def test_a_restored_directory_has_a_folder_of_its_own(tmp_path: Path) -> None:
    assert branch_of(tmp_path, "/a") == ""
    begun = new_branch(tmp_path, "/a")
    assert branch_of(tmp_path, "/a") == begun != ""
    assert branch_of(tmp_path, "/b") == ""
    mark = Mark.new("/a", HEAD, 0)
    write_mark(tmp_path, mark)  # whatever was begun before belongs to another history
    assert branch_of(tmp_path, "/a") == mark.id[:8]
    assert new_branch(tmp_path, "/a") != mark.id[:8]
    assert hub_of(folder_name("5afc87a2d1a3", begun)) == "5afc87a2d1a3"
    assert folder_name("5afc87a2d1a3", "") == "5afc87a2d1a3"


def test_the_replica_says_up_to_where_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "refused.json").write_text("{}")
    pack(tmp_path, HEAD)
    assert noted_head(tmp_path / SPARE_FILE) == HEAD
    (tmp_path / "new").mkdir()
    assert unpack(tmp_path / SPARE_FILE, tmp_path / "new") == ["refused.json"]
    (tmp_path / "no.db").touch()
    assert noted_head(tmp_path / "no.db") is None


def test_what_opens_a_hub_is_in_no_replica_and_goes_out_of_older_ones(tmp_path: Path) -> None:
    pack(tmp_path, HEAD)
    with closing(Database(str(tmp_path / SPARE_FILE)).conn) as older, older:
        for name in STAY_HERE:
            (tmp_path / name).write_text("opens-the-hub")
            older.execute("INSERT INTO files VALUES (?, 384, ?)", (name, b"opens-the-hub"))
    (tmp_path / "new").mkdir()
    assert unpack(tmp_path / SPARE_FILE, tmp_path / "new") == []
    pack(tmp_path, HEAD)
    with closing(Database(str(tmp_path / SPARE_FILE)).conn) as packed:
        packed.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    found = [path for path in tmp_path.glob(f"{SPARE_FILE}*") if b"opens-" in path.read_bytes()]
    assert found == []
    assert noted_head(tmp_path / SPARE_FILE) == HEAD


@pytest.mark.parametrize("to", ["ftp://box/backup", "https://box/x", "file:///mnt/backup"])
def test_an_address_that_litestream_does_not_know_is_refused(to: str) -> None:
    with pytest.raises(BadSetting, match="neither a folder nor one of s3://"):
        checked(Setting(to), "--backup")


def test_a_place_within_the_data_is_none(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "link").symlink_to(data)
    for folder in (data, data / "copies", tmp_path / "link" / "copies"):
        with pytest.raises(BadSetting, match="lies within the data directory"):
            require_apart(folder, data, "FOLDER")
    require_apart(tmp_path / "copies", data, "FOLDER")
    assert "same disk" in on_one_disk(tmp_path / "not" / "there", data)
    assert on_one_disk(Path("/proc/nowhere"), data) == ""
    done = CliRunner().invoke(backup_app, ["now", str(data / "copies"), "--data", str(data)])
    assert done.exit_code == ExitCode.REFUSED
    assert "would be lost with it" in done.stderr


def test_the_last_complaint_is_told_and_the_log_is_not_flooded(
    caplog: pytest.LogCaptureFixture,
) -> None:
    chatter = Chatter()
    line = {"level": "ERROR", "msg": "monitor error", "db": "journal.db", "error": "no such host"}
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            chatter.hear(json.dumps(line).encode())
    assert len(caplog.records) == 1
    assert chatter.after("behind") == "behind (Litestream: monitor error journal.db no such host)"


def test_a_restore_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    source, new = Setting(str(tmp_path / "source")), tmp_path / "new" / "data"
    with pytest.raises(NoRestore, match="neither a copy"):
        restore(source, new, print)
    assert not new.parent.exists()
    new.mkdir(parents=True)
    left = new / RESTORING.replace("*", "x")
    left.mkdir()  # of a restore that was killed: no obstacle, and no ghost of a hall
    with pytest.raises(NoRestore, match="neither a copy"):
        restore(source, new, print)
    assert not list(new.iterdir())


def test_the_copies_or_histories_in_a_folder_are_named(tmp_path: Path) -> None:
    for name in ("giliran-20261121-080000-9", "giliran-20261122-080000-30"):
        (tmp_path / "bk" / name).mkdir(parents=True)
        (tmp_path / "bk" / name / "manifest.json").touch()
    with pytest.raises(NoRestore, match=r"newest first: \S+20261122-080000-30, \S+20261121"):
        restore(Setting(str(tmp_path / "bk")), tmp_path / "new", print)
    for name in ("5afc87a2d1a3", "5afc87a2d1a3-0011aabb"):
        lay(tmp_path / "rep" / name / "journal.db", 9, 1, 1)
    with pytest.raises(NoRestore, match=r"several histories of the hub 5afc87a2d1a3; .*written 2"):
        restore(Setting(str(tmp_path / "rep")), tmp_path / "new", print)


def test_go_without_a_hub_says_how_to_name_one() -> None:
    done = CliRunner().invoke(restore_app, ["go"])
    assert done.exit_code == ExitCode.USAGE
    assert "--data DIR or --hub URL" in done.stderr


@pytest.mark.parametrize(
    ("left", "words"),
    [
        ("reports.db", "giliran restore COPY --data NEWDIR"),
        ("restored.json", "giliran restore COPY --data NEWDIR"),
        (RESTORING.replace("*", "x"), "did not come to its end: run it again"),
    ],
)
def test_no_fresh_hall_begins_where_one_was_or_was_to_come(
    tmp_path: Path, left: str, words: str
) -> None:
    """And no repair is recommended, for there is nothing to begin with."""
    require_fit(tmp_path / "journal.db")
    (tmp_path / left).touch()
    with pytest.raises(Unreadable, match=words) as refused:
        require_fit(tmp_path / "journal.db")
    assert refused.value.code == "gone"
