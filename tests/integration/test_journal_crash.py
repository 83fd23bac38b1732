"""Killed processes and full disks: what was acknowledged is there, and the rest is whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest

from shared.cli.environment import environment, python
from shared.hub.journal.lock import DirectoryBusy, DirectoryLock
from shared.hub.journal.port import Refused
from shared.hub.journal.reading import Reader
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.sqlite import SqliteJournal
from shared.hub.journal.verify import verify
from shared.protocol.messages import Head
from tests.unit.journal_samples import drafts, extend, with_journal

KILLS = 10


def acknowledged_until_killed(path: Path, appends: int) -> list[Head]:
    """The heads that a writing process acknowledged before SIGKILL hit it in mid-work."""
    command = python("tests.integration.journal_writer", str(path))
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(appends)]
        writer.send_signal(signal.SIGKILL)
        lines += writer.stdout.readlines()
    assert writer.returncode == -signal.SIGKILL
    return [msgspec.json.decode(line, type=Head) for line in lines if line.endswith(b"\n")]


@pytest.mark.long
def test_every_acknowledged_entry_survives_kill_after_kill(tmp_path: Path) -> None:
    path = tmp_path / JOURNAL_FILE
    heads: list[Head] = []
    for n in range(KILLS):
        heads += acknowledged_until_killed(path, 3 + 37 * n % 41)
        report = verify(path, heads[-1])
        assert report.sound, report.faults
    with closing(Reader(path)) as reader:
        stored = {entry.seq: entry.hash for entry in reader.read(0, 1_000_000)}
    assert len(heads) > KILLS * 10
    assert [head for head in heads if stored.get(head.seq) != head.hash] == []


# A full disk -----------------------------------------------------------------------------------


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of its own that is soon full; skips where this machine does not allow it."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "giliran-test", str(folder)]
    if os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    done = subprocess.run(mount, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        pytest.skip(f"cannot mount a small disk: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


async def extend_for_ever(journal: SqliteJournal) -> None:
    while True:
        await extend(journal, 20)


def test_a_full_disk_refuses_and_the_hall_goes_on_once_there_is_room(tmp_path: Path) -> None:
    async def look(journal: SqliteJournal) -> int:
        with pytest.raises(Refused) as refusal:
            await extend_for_ever(journal)
        assert refusal.value.code == "disk-full"
        head = await journal.head()
        with pytest.raises(Refused):  # and not Conflict: the head is where it was
            await journal.append(head, drafts(20, head.seq + 1))
        assert len(await journal.read(head.seq - 1)) == 1
        ballast.unlink()
        await extend(journal, 20)
        assert (await journal.head()).seq == head.seq + 20
        return head.seq + 20

    with small_disk(tmp_path / "disk", 900) as disk:
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(400_000))
        count = with_journal(disk / JOURNAL_FILE, look)
        report = verify(disk / JOURNAL_FILE)
        assert report.sound, report.faults
        assert report.entries == count


# The data directory's lock ---------------------------------------------------------------------

_HOLD = """
import sys, pathlib
from shared.hub.journal.lock import DirectoryLock
lock = DirectoryLock(pathlib.Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_elsewhere(directory: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds `directory` until it is killed."""
    command = [sys.executable, "-c", _HOLD, str(directory)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, env=environment(), text=True, stdin=pipe, stdout=pipe
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_hub_is_told_who_has_the_directory(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path) as process:
        with pytest.raises(DirectoryBusy) as busy, DirectoryLock(tmp_path):
            pass
        assert busy.value.pid == process.pid
        assert f"process {process.pid}" in str(busy.value)
        assert "Stop that hub first" in str(busy.value)


def test_a_killed_hub_leaves_no_lock(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path) as process:
        process.kill()
        process.wait()
        with DirectoryLock(tmp_path):
            assert (tmp_path / "hub.pid").read_text() == f"{os.getpid()}\n"
    assert not (tmp_path / "hub.pid").exists()


def test_a_released_directory_can_be_taken_again(tmp_path: Path) -> None:
    one, other = DirectoryLock(tmp_path), DirectoryLock(tmp_path)
    one.acquire()
    with pytest.raises(DirectoryBusy):
        other.acquire()
    one.release()
    one.release()
    other.acquire()
    other.release()
