"""The running replica: Litestream as a child of the hub, watched, asked, and started again."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import shutil
import sqlite3
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

import msgspec

import shared
from shared.domain.events import Recorded
from shared.hub.backup.litestream import NoLitestream, NotSynced, configuration, program, sync
from shared.hub.backup.setting import Setting
from shared.hub.backup.spare import SPARE_FILE, pack
from shared.hub.journal.port import JournalError
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.sqlite import SqliteJournal
from shared.hub.people import PEOPLE_FILE
from shared.protocol.messages import Head

log = logging.getLogger(__name__)

GATHER_SECONDS = 0.2
"""How long commits are gathered before the replica is asked to have them."""

PATIENCE_SECONDS = 10.0
RETRY_SECONDS = 1.0
LAST_SECONDS = 0.4
"""What the replica gets at the hub's own end, which may take two seconds in all."""

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds before Litestream is started again; doubled each time it does not hold."""

HELD_SECONDS = 60.0
SAID_SECONDS = 60.0
"""The same line of its log is told once in so long."""

SMALL_FILES_SECONDS = 5.0

DATABASES = (JOURNAL_FILE, PEOPLE_FILE, SPARE_FILE)
"""What is replicated; the reports can be filled anew from the journal."""

LONGEST_SOCKET = 100
"""Bytes of a socket's path that every system takes."""

_LEVELS = {"WARN": logging.WARNING, "ERROR": logging.ERROR}


class Standing(msgspec.Struct, omit_defaults=False):
    """How the backup does, for `/healthz`."""

    to: str
    """Where this hub's replica lies; what `giliran restore` is given."""
    state: str
    """``starting``, ``running``, ``behind`` (nothing gets through), ``restarting``, ``missing``."""
    seq: int
    """The last entry known to be in the replica."""
    behind_seconds: float
    """How old the oldest entry is that may not be in it; 0 where it has all."""
    restarts: int
    trouble: str = ""


class Replication:
    """One hub's replica. Nothing here raises into the hub. All methods belong to its loop."""

    def __init__(
        self,
        directory: Path,
        setting: Setting,
        journal: SqliteJournal,
        head: Callable[[], Head],
    ) -> None:
        """`setting` is this hub's own place."""
        self._directory = directory
        self._setting = setting
        self._head = head
        self._journal = journal
        self._room = Path()
        self._state = "starting"
        self._trouble = ""
        self._seq = 0
        self._behind_since: float | None = monotonic()
        self._restarts = 0
        self._news = asyncio.Event()
        self._news.set()
        self._said: dict[str, float] = {}
        self._process: Process | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._run(), name="backup")

    def committed(self, recorded: Sequence[Recorded], head: Head) -> None:
        """A listener of the engine."""
        if self._behind_since is None:
            self._behind_since = monotonic()
        self._news.set()

    def standing(self) -> Standing:
        since = self._behind_since
        return Standing(
            to=self._setting.to,
            state=self._state,
            seq=self._seq,
            behind_seconds=round(monotonic() - since, 1) if since is not None else 0.0,
            restarts=self._restarts,
            trouble=self._trouble,
        )

    async def stop(self) -> None:
        """Brings over what is missing if that is quick, and ends Litestream."""
        if self._task is None:
            return
        if self._state == "running" and self._behind_since is not None:
            with contextlib.suppress(NotSynced):
                await self._sync(LAST_SECONDS)
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    # Litestream's life ----------------------------------------------------------------------

    async def _run(self) -> None:
        pause = FIRST_PAUSE
        small_files = asyncio.create_task(self._keep_small_files())
        try:
            while True:
                began = monotonic()
                try:
                    await self._live()
                except OSError as error:
                    self._fail("restarting", f"no room for Litestream: {error}")
                pause = FIRST_PAUSE if monotonic() - began > HELD_SECONDS else pause
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
                self._restarts += 1
        finally:
            small_files.cancel()
            await asyncio.gather(small_files, return_exceptions=True)

    async def _live(self) -> None:
        """Litestream, from its start to its end."""
        self._room = _room_of(self._directory)
        try:
            await self._live_in_room()
        finally:
            shutil.rmtree(self._room, ignore_errors=True)

    async def _live_in_room(self) -> None:
        """SQLite must not begin its log anew behind Litestream's back: what had not been read then
        would be missing in the replica, and nobody would know."""
        await self._hold_log(True)
        try:
            await self._live_alone()
        finally:
            await self._hold_log(False)

    async def _hold_log(self, held: bool) -> None:
        try:
            await self._journal.hold_log(held)
        except (JournalError, sqlite3.Error) as error:
            log.error("backup: the journal's log cannot be held: %s", error)

    async def _live_alone(self) -> None:
        try:
            self._forget_what_was_read()
            self._process = await self._start()
        except NoLitestream as missing:
            self._fail("missing", str(missing))
            return
        except OSError as error:
            self._fail("restarting", f"Litestream cannot be started: {error}")
            return
        asking = asyncio.create_task(self._ask_on())
        try:
            await self._listen(self._process)
            status = await self._process.wait()
            self._fail("restarting", f"Litestream has ended with status {status}")
        finally:
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
            await self._end(self._process)

    def _forget_what_was_read(self) -> None:
        """What happened to the log while no Litestream ran it cannot know: it begins with a whole
        image of each database."""
        for name in DATABASES:
            shutil.rmtree(self._directory / f".{name}-litestream", ignore_errors=True)

    async def _start(self) -> Process:
        databases = {self._directory / name: self._setting.replica(name) for name in DATABASES}
        written = self._room / "litestream.yml"
        written.write_text(configuration(databases, self._socket), encoding="utf-8")
        command = [str(program()), "replicate", "-config", str(written)]
        root = str(Path(shared.__file__).parents[1])
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "shared.hub.backup.launch", str(os.getpid()), *command),
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=PIPE,
            env=os.environ | {"PYTHONPATH": root},
            start_new_session=True,  # Ctrl-C is the hub's: it ends its replica itself
        )

    @property
    def _socket(self) -> Path:
        return self._room / "socket"

    async def _end(self, process: Process) -> None:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            try:
                async with asyncio.timeout(LAST_SECONDS):
                    await process.wait()
            except TimeoutError:
                process.kill()
                await process.wait()
        self._process = None

    async def _listen(self, process: Process) -> None:
        """Its log into ours, until it ends."""
        assert process.stderr is not None
        while line := await process.stderr.readline():
            self._say(line)

    def _say(self, line: bytes) -> None:
        try:
            told = json.loads(line)
            level = _LEVELS.get(told["level"], logging.DEBUG)
            words = " ".join(str(told[key]) for key in ("msg", "db", "error") if key in told)
        except (ValueError, KeyError, TypeError):
            level, words = logging.WARNING, line.decode(errors="replace").strip()
        if monotonic() - self._said.get(words, -SAID_SECONDS) < SAID_SECONDS:
            return
        self._said = {one: at for one, at in self._said.items() if at > monotonic() - SAID_SECONDS}
        self._said[words] = monotonic()
        log.log(level, "Litestream: %s", words)

    # What is in the replica -----------------------------------------------------------------

    async def _ask_on(self) -> None:
        """Asks for what is new, again and again until it is there."""
        while True:
            await self._news.wait()
            await asyncio.sleep(GATHER_SECONDS)
            if self._journal.in_doubt() and self._process is not None:
                self._process.terminate()  # it reads the journal, which has to be alone to settle
                return
            self._news.clear()
            try:
                await self._sync(PATIENCE_SECONDS)
            except NotSynced as error:
                self._news.set()
                if monotonic() - (self._behind_since or monotonic()) > RETRY_SECONDS * 3:
                    self._fail("behind", f"the replica is behind: {error}")
                await asyncio.sleep(RETRY_SECONDS)

    async def _sync(self, seconds: float) -> None:
        seq, began = self._head().seq, monotonic()
        await sync(self._socket, self._directory / JOURNAL_FILE, seconds)
        self._seq = seq
        self._behind_since = None if self._head().seq == seq else began
        if self._state != "running":
            log.info("the replica at %s has everything up to entry %s", self._setting.to, seq)
        self._state, self._trouble = "running", ""

    def _fail(self, state: str, trouble: str) -> None:
        if (self._state, self._trouble) != (state, trouble):
            log.error("backup: %s; the hall goes on without it", trouble)
        self._state, self._trouble = state, trouble
        if self._behind_since is None:
            self._behind_since = monotonic()
        self._news.set()

    async def _keep_small_files(self) -> None:
        while True:
            try:
                await asyncio.to_thread(pack, self._directory)
            except (OSError, sqlite3.Error) as error:
                self._say(f"{SPARE_FILE} cannot be written: {error}".encode())
            await asyncio.sleep(SMALL_FILES_SECONDS)


def _room_of(directory: Path) -> Path:
    """Where its configuration and its socket lie, for the owner alone. Raises OSError."""
    room = directory.absolute() / ".backup"
    if len(os.fsencode(room / "socket")) > LONGEST_SOCKET:
        return Path(tempfile.mkdtemp(prefix="giliran-backup-"))
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(mode=0o700)
    return room
