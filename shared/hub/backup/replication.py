"""The running replica: Litestream as a child of the hub, watched, asked, and started again."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import sqlite3
from asyncio.subprocess import Process
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

from shared.domain.events import Recorded
from shared.hub.backup import child
from shared.hub.backup.branch import branch_of, folder_name, new_branch
from shared.hub.backup.chatter import Chatter
from shared.hub.backup.fetch import NotFetched, head_at
from shared.hub.backup.litestream import NoLitestream, NotSynced, sync
from shared.hub.backup.setting import Setting
from shared.hub.backup.spare import SPARE_FILE, pack
from shared.hub.backup.standing import Standing
from shared.hub.backup.whole import NoListing, NotWhole, Place, look
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

LOOK_SECONDS = 60.0
"""How often all of the replica is looked at, whether anything is new or not."""

FIRST_IMAGE_SECONDS, LACKING_SECONDS = 30.0, 1.0
"""How long the place may lack something before Litestream begins anew there: after its start it
may still be writing an image, later a second look tells a real loss."""

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds before Litestream is started again; doubled each time it does not hold."""

HELD_SECONDS = 60.0
SMALL_FILES_SECONDS = 5.0

DATABASES = (JOURNAL_FILE, PEOPLE_FILE, SPARE_FILE)
"""What is replicated; the reports can be filled anew from the journal."""


class Replication:
    """One hub's replica. Nothing here raises into the hub. All methods belong to its loop."""

    def __init__(
        self,
        directory: Path,
        setting: Setting,
        journal: SqliteJournal,
        head: Callable[[], Head],
        warning: str = "",
    ) -> None:
        """`setting` is the place of all hubs; `warning` is told with the standing."""
        self._directory = directory
        self._setting = setting
        self._head = head
        self._journal = journal
        self._warning = warning
        self._state = "starting"
        self._trouble = ""
        self._failed = ("", "")
        """What the log was told last."""
        self._seq = 0
        self._behind_since: float | None = monotonic()
        self._restarts = 0
        self._news = asyncio.Event()
        self._news.set()
        self._chatter = Chatter()
        self._process: Process | None = None
        self._began = 0.0
        self._task: asyncio.Task[None] | None = None
        self._turn_to(branch_of(directory, setting.to))

    def _turn_to(self, branch: str) -> None:
        hub = self._head().journal[:12]
        self._to = self._setting.of_hub(folder_name(hub, branch))
        folder = self._to.folder
        self._place = Place(folder / JOURNAL_FILE) if folder is not None else None
        self._known = False
        """Whether it is certain that nothing newer than this hub stands there."""
        self._whole = False
        """Whether all stood there since Litestream's last start."""
        self._begun_anew = 0
        """Times that it began anew because something was missing, and it still is."""

    def start(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._run(), name="backup")

    def committed(self, recorded: Sequence[Recorded], head: Head) -> None:
        """A listener of the engine."""
        if self._behind_since is None:
            self._behind_since = monotonic()
        self._news.set()

    def standing(self) -> Standing:
        return Standing(
            to=self._to.to,
            state=self._state,
            seq=self._seq,
            behind_seconds=round(self.behind(), 1),
            restarts=self._restarts,
            trouble=self._trouble,
            warning=self._warning,
        )

    def behind(self) -> float:
        """Seconds since the oldest entry that may not be in the replica."""
        return monotonic() - self._behind_since if self._behind_since is not None else 0.0

    async def stop(self) -> None:
        """Brings over what is missing if that is quick, and ends Litestream."""
        if self._task is None:
            return
        if self._state == "running" and self._behind_since is not None:
            with contextlib.suppress(NotSynced, NotWhole):
                await self._sync(child.LAST_SECONDS)
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
                except NoLitestream as missing:
                    self._fail("missing", str(missing))
                except OSError as error:
                    self._fail("restarting", f"Litestream cannot be started: {error}")
                except NotFetched as error:
                    self._fail("behind", f"the place cannot be asked what it holds: {error}")
                pause = FIRST_PAUSE if monotonic() - began > HELD_SECONDS else pause
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
                self._restarts += 1
        finally:
            small_files.cancel()
            await asyncio.gather(small_files, return_exceptions=True)

    async def _live(self) -> None:
        """Litestream, from its start to its end. SQLite must not begin its log anew behind its
        back: what had not been read then would be missing, and nobody would know."""
        await self._leave_what_is_newer()
        self._room = child.Room(self._directory)
        await self._hold_log(True)
        try:
            await self._live_in_room()
        finally:
            await self._hold_log(False)
            self._room.clear()

    async def _hold_log(self, held: bool) -> None:
        try:
            await self._journal.hold_log(held)
        except (JournalError, sqlite3.Error) as error:
            log.error("backup: the journal's log cannot be held: %s", error)

    async def _live_in_room(self) -> None:
        self._forget_what_was_read()
        replicas = {self._directory / name: self._to.replica(name) for name in DATABASES}
        process = self._process = await child.start(self._room, replicas)
        self._began, self._whole = monotonic(), False
        watching = [asyncio.create_task(one) for one in (self._ask_on(), self._look_on())]
        try:
            await self._listen(process)
            status = await process.wait()
            if self._state != "behind":
                self._fail("restarting", f"Litestream has ended with status {status}")
        finally:
            for one in watching:
                one.cancel()
            await asyncio.gather(*watching, return_exceptions=True)
            await child.end(process)
            self._process = None

    def _forget_what_was_read(self) -> None:
        """What happened to the log while no Litestream ran it cannot know: it begins with a look
        at all of each database."""
        for name in DATABASES:
            shutil.rmtree(self._directory / f".{name}-litestream", ignore_errors=True)

    async def _listen(self, process: Process) -> None:
        """Its log into ours, until it ends."""
        assert process.stderr is not None
        while line := await process.stderr.readline():
            self._chatter.hear(line)

    # What is in the replica -----------------------------------------------------------------

    async def _leave_what_is_newer(self) -> None:
        """A place that holds what this journal does not is left as it is: it may be all that is
        left of a later history. Raises `NotFetched`, `NoLitestream` and OSError."""
        if self._known:
            return
        there = await asyncio.to_thread(head_at, self._to)
        if there is not None and not await self._holds(there):
            left = self._to.to
            self._turn_to(new_branch(self._directory, self._setting.to))
            self._warning = (
                f"{left} holds entry {there.seq} of a history that this hub does not have, and is"
                f" left as it is: was an older copy put in place by hand?"
            )
            log.error("backup: %s The replica goes to %s", self._warning, self._to.to)
        self._known = True

    async def _holds(self, head: Head) -> bool:
        if head.journal != self._head().journal:
            return False
        try:
            found = await self._journal.read(head.seq - 1, 1) if head.seq else []
        except JournalError:
            return True  # it cannot be told now, and Litestream keeps what is there for a week
        return head.seq == 0 or bool(found and found[0].hash == head.hash)

    async def _ask_on(self) -> None:
        """Asks for what is new, again and again until it is there."""
        lacking: float | None = None
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
                if self.behind() > RETRY_SECONDS * 3:
                    self._behind(f"the replica is behind: {error}")
                await asyncio.sleep(RETRY_SECONDS)
            except NotWhole as error:
                lacking = lacking or monotonic()
                if self._lacks(str(error), lacking):
                    return
                await asyncio.sleep(RETRY_SECONDS)
            else:
                lacking = None

    async def _sync(self, seconds: float) -> None:
        """Raises `NotSynced`, and `NotWhole` where the place has lost what it had."""
        if not self._whole:  # officers and token are as needed as the journal
            for name in (PEOPLE_FILE, SPARE_FILE):
                await sync(self._room.socket, self._directory / name, seconds)
        seq, began = self._head().seq, monotonic()
        upto = await sync(self._room.socket, self._directory / JOURNAL_FILE, seconds)
        if self._place is not None:
            await asyncio.to_thread(self._place.require_whole, upto)
        self._seq = seq
        self._behind_since = None if self._head().seq == seq else began
        if self._state != "running":
            log.info("the replica at %s has everything up to entry %s", self._to.to, seq)
        self._state, self._trouble, self._chatter.complaint = "running", "", ""
        self._failed = ("", "")
        self._whole, self._begun_anew = True, 0

    async def _look_on(self) -> None:
        """Looks at all that stands there, though nothing may be new for hours."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if self._state != "running":
                continue
            try:
                for name in DATABASES:
                    database = self._directory / name
                    upto = await sync(self._room.socket, database, PATIENCE_SECONDS)
                    await look(self._to, self._room.config, database, upto)
            except (NoListing, NotSynced) as error:
                self._behind(f"the replica cannot be looked at: {error}")
            except NotWhole as error:
                self._lacks(str(error), 0.0)
                return

    def _lacks(self, words: str, since: float) -> bool:
        """Something is missing at the place: Litestream is to begin anew, if that may help."""
        self._seq = 0
        self._behind(f"the replica at {self._to.to} is not whole: {words}")
        patience = LACKING_SECONDS if self._whole else FIRST_IMAGE_SECONDS
        if monotonic() - max(since, self._began) < patience:
            return False
        if self._begun_anew:  # what is there cannot be mended, and is left to whoever needs it
            self._turn_to(new_branch(self._directory, self._setting.to))
        else:
            self._begun_anew = 1
        if self._process is not None:
            self._process.terminate()
        return True

    def _behind(self, trouble: str) -> None:
        self._fail("behind", trouble)
        self._trouble = self._chatter.after(trouble)

    def _fail(self, state: str, trouble: str) -> None:
        if self._failed != (state, trouble):
            log.error("backup: %s; the hall goes on without it", trouble)
        self._failed = (state, trouble)
        self._state, self._trouble = state, trouble
        if self._behind_since is None:
            self._behind_since = monotonic()
        self._news.set()

    async def _keep_small_files(self) -> None:
        while True:
            try:
                await asyncio.to_thread(pack, self._directory, self._head())
            except (OSError, sqlite3.Error) as error:
                self._chatter.say(logging.WARNING, f"{SPARE_FILE} cannot be written: {error}")
            await asyncio.sleep(SMALL_FILES_SECONDS)
