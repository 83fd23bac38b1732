"""The line's small parts, each by itself: pauses, states, position, memory, device, clock."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from shared.link.backoff import Backoff
from shared.link.clock import HubClock
from shared.link.device import DeviceFileError, data_directory, this_device
from shared.link.memory import FILE_NAME, Memory, Remembered
from shared.link.position import OutOfStep, Position
from shared.link.state import LineState, Standing
from shared.protocol.messages import Change, Frame, Head, Snapshot, Welcome
from shared.protocol.moments import moment_of
from shared.protocol.views import DeviceView

NOON = "2026-11-23T12:00:00+07:00"
LATER = "2026-11-23T05:00:01+00:00"  # a second later, in another zone


def welcome(seq: int, *, snapshot: bool) -> Welcome:
    all_of_it = Snapshot(site={}, site_version=1, date="2026-11-23") if snapshot else None
    return Welcome(
        protocol=1,
        hub="h",
        site="Mal",
        role="display",
        device=DeviceView(id="d", role="display", name="TV"),
        now=NOON,
        head=Head(journal="j", seq=seq, hash="x"),
        snapshot=all_of_it,
    )


def frame(after: int, to: int, **more: Any) -> Frame:
    return Frame(from_=after, to=to, hash=f"hash {to}", **more)


def test_pauses_grow_to_the_longest_with_jitter() -> None:
    backoff = Backoff(2.0)
    pauses = [backoff.pause() for _ in range(200)]
    assert 0.125 <= pauses[0] <= 0.25
    assert all(1.0 <= pause <= 2.0 for pause in pauses[3:])
    assert max(pauses[3:]) - min(pauses[3:]) > 0.5
    backoff.reset()
    assert backoff.pause() <= 0.25


def test_after_a_break_trying_again_is_one_state() -> None:
    standing = Standing()
    assert standing.move(LineState.CONNECTING)
    assert standing.move(LineState.LIVE)
    assert standing.move(LineState.CONNECTING)
    assert standing.state is LineState.AWAY
    assert not standing.move(LineState.SEARCHING)
    assert standing.move(LineState.REFUSED)
    assert not standing.move(LineState.CONNECTING)
    assert standing.move(LineState.LIVE)


def test_a_position_follows_frames_without_a_gap() -> None:
    position = Position(None)
    position.welcome(welcome(7, snapshot=True))
    position.follow(frame(7, 9))
    assert position.head == Head(journal="j", seq=9, hash="hash 9")
    for gap in (frame(10, 11), frame(8, 9), frame(9, 8)):
        with pytest.raises(OutOfStep, match="gap"):
            position.follow(gap)
    assert position.head.seq == 9


def test_only_what_happened_before_the_line_came_back_is_late() -> None:
    position = Position(None)
    before, after = Change(seq=8, at=NOON, event="E"), Change(seq=9, at=LATER, event="E")
    position.welcome(welcome(7, snapshot=True))
    assert not position.is_late(before)
    position.welcome(welcome(7, snapshot=False))
    assert position.is_late(before)
    assert not position.is_late(after)
    with pytest.raises(OutOfStep, match="time"):
        position.is_late(Change(seq=8, at="noon", event="E"))


def test_a_restarted_app_cannot_resume() -> None:
    position = Position(Head(journal="j", seq=7, hash="x"))
    with pytest.raises(OutOfStep, match="snapshot"):
        position.welcome(welcome(9, snapshot=False))
    assert position.head is None  # so that the next welcome brings everything


def test_memory_survives_a_restart(tmp_path: Path) -> None:
    kept = Remembered(hub="h", url="ws://x/ws", head=Head(journal="j", seq=3, hash="x"))
    Memory(tmp_path / "new").keep(kept)
    assert Memory(tmp_path / "new").last == kept
    assert [path.name for path in (tmp_path / "new").iterdir()] == [FILE_NAME]


def test_a_memory_that_cannot_be_written_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    Memory(tmp_path / "elsewhere").keep(Remembered(hub="h"))
    broken = Memory(tmp_path / "elsewhere")
    broken._path = tmp_path / "file" / "under"
    broken.keep(Remembered(hub="other"))
    assert "cannot remember" in caplog.text


def test_a_device_keeps_its_id_and_has_a_name_to_read_out(tmp_path: Path) -> None:
    device = this_device("display", tmp_path)
    assert re.fullmatch(r"display-[0-9a-z]{8}", device.id)
    assert re.fullmatch(r"TV-[346789A-HJ-NP-RT-Y]{2}", device.name)
    assert this_device("display", tmp_path) == device
    assert this_device("display", tmp_path, "tv-biru").id == "tv-biru"
    assert this_device("display", tmp_path).id == "tv-biru"
    assert len({this_device("display", tmp_path / str(n)).id for n in range(50)}) == 50


def test_a_damaged_device_file_does_not_keep_a_screen_dark(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "device.json").write_text("{")
    device = this_device("kiosk", tmp_path)
    assert "gets a new id" in caplog.text
    assert this_device("kiosk", tmp_path) == device


def test_a_data_directory_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DeviceFileError, match="file"):
        this_device("kiosk", tmp_path / "file" / "under")


def test_data_directories_differ_by_role(tmp_path: Path) -> None:
    assert data_directory("kiosk", tmp_path) == tmp_path
    assert data_directory("kiosk") != data_directory("display")


def test_the_hubs_clock_runs_on_between_messages() -> None:
    ticks = iter([0.0, 10.0, 12.5])
    clock = HubClock(lambda: next(ticks))
    clock.set(NOON)
    assert clock.now() == moment_of(NOON) + 2500
    with pytest.raises(ValueError, match="offset"):
        clock.set("2026-11-23T12:00:00")
