"""The hub: the one process that owns the queue, put together from its parts."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from shared.domain import commands as c
from shared.domain.events import (
    ClockStepped,
    DeviceEnrolled,
    DisplayConfigured,
    Recorded,
    SiteLoaded,
)
from shared.domain.hall import Hall
from shared.domain.ids import CounterId, Moment
from shared.domain.refusal import Refusal
from shared.domain.states import CounterState
from shared.hub.absent import Absent
from shared.hub.backup.replication import Replication
from shared.hub.clock import Clock
from shared.hub.clock_file import CLOCK_FILE, KeptTime
from shared.hub.codec import moment_text, recorded_of
from shared.hub.contacts import Contacts
from shared.hub.counts import Counts
from shared.hub.engine import Engine, Unavailable
from shared.hub.frames import Frames
from shared.hub.grants import Grants
from shared.hub.journal.port import Journal
from shared.hub.live_tickets import LiveTickets
from shared.hub.losses import Losses
from shared.hub.officers import Officers
from shared.hub.presence import Presence, packet_of
from shared.hub.queries import find_ticket, list_officers
from shared.hub.refused import RefusedDays
from shared.hub.restored import Restored
from shared.hub.roles import SEES_PRESENCE, SEES_SERVICES, Role, changes_for, frame_text, statuses
from shared.hub.snapshots.keeper import Keeper
from shared.hub.sound_tests import SoundTests
from shared.hub.troubles import Troubles
from shared.hub.trust import Trust
from shared.hub.voice import VoiceDesk
from shared.hub.wire import packed
from shared.protocol import messages as m
from shared.protocol.troubles import ACKNOWLEDGE, REPORT, SOUND_TEST
from shared.protocol.views import ServiceStatus

log = logging.getLogger(__name__)

RESUME_LIMIT = 5_000
"""Entries that are sent again to an app that was away; after more it gets a snapshot."""

STATUS_SECONDS = 0.25
"""How long changes of services are gathered before they are told."""

TICK_SECONDS = 5.0
"""How often time alone is looked at: opening hours, the day's turn, a step of the clock."""

_CHANGE_PRESENCE = (DeviceEnrolled, DisplayConfigured, SiteLoaded)
"""A display that was muted, or has other zones, makes a zone silent without any line ending."""


class Hub:
    """Everything that runs in the hub's process, on one event loop."""

    def __init__(
        self,
        journal: Journal,
        officers: Officers,
        trust: Trust,
        refused_days: RefusedDays,
        *,
        hall: Hall,
        head: m.Head,
        contacts: Path,
    ) -> None:
        self.journal = journal
        self.officers = officers
        self.trust = trust
        self.refused_days = refused_days
        self.clock = Clock()
        self.engine = Engine(journal, hall, head, self.clock)
        self._kept_time = KeptTime(contacts.with_name(CLOCK_FILE), self.engine, journal)
        self.presence = Presence(hall)
        self.contacts = Contacts(contacts, hall, self.presence, self.now)
        self.grants = Grants(hall, self.presence, self.engine.submit)
        self.restored = Restored(contacts.parent, hall, self.now)
        self.engine.gate = self.restored.refuse
        self.grants.may_give = lambda: not self.restored.waiting
        self.restored.watch(self._numbers_again)
        self.backup: Replication | None = None
        self.live = LiveTickets(hall)
        self.frames = Frames(hall, self.presence, head)
        self.voice = VoiceDesk(hall, self.presence, self.now)
        self.counts = Counts()
        self.losses = Losses(hall, refused_days, self.counts, self.now)
        self.queries = {
            "FindTicket": find_ticket(hall),
            "RecordTally": self.losses.record_tally,
        }
        self.staff_queries = {"ListOfficers": list_officers(officers)}
        self._absent = Absent(hall, self.presence)
        self.troubles = Troubles(hall, self.presence, self._absent, lambda: self.clock.lead)
        self.sound_tests = SoundTests(self.presence)
        self.reports = {REPORT: self.troubles.report, SOUND_TEST: self.sound_tests.report}
        self.staff_reports = {ACKNOWLEDGE: self.troubles.acknowledge}
        self._statuses: dict[str, ServiceStatus] = {}
        self._presence_told = m.Presence(zones=[])
        self._stale_statuses = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._streams: set[Callable[[], None]] = set()
        self._keepers: list[Keeper] = []
        self.engine.listen(self._committed)
        self.presence.watch(self._tell_presence)

    @property
    def id(self) -> str:
        """Names this hub on the network; it follows from the journal it owns."""
        return self.engine.head.journal[:12]

    def now(self) -> Moment:
        """The hub's time, as the committed state goes by it."""
        hall = self.engine.hall
        now = self.clock.now(hall.at, lambda: hall.deserted)
        return Moment(now - self.engine.owed)

    def text(self, at: Moment | None) -> str:
        plan = self.engine.hall.plan
        return moment_text(at, plan.site.timezone if plan else "UTC")

    def keep_snapshots(self, keeper: Keeper) -> None:
        """Lets `keeper` see each commit, and stops it with the hub."""
        self.engine.listen(keeper.committed)
        self._keepers.append(keeper)

    def keep_backup(self, backup: Replication) -> None:
        """Starts the replica, which ends with the hub."""
        self.backup = backup
        self.engine.listen(backup.committed)
        backup.start()

    # Its life -------------------------------------------------------------------------------

    async def start(self) -> None:
        """Runs the engine, opens the day, and watches the time."""
        loop = asyncio.get_running_loop()
        await self._kept_time.resume()
        self._tasks.append(loop.create_task(self.engine.run(), name="engine"))
        await self.turn_day()
        self._kept_time.keep()
        self._absent.adopt(self.contacts.today())
        self.restored.settle()
        self.voice.adopt()
        self._tasks.append(loop.create_task(self._tell_services(), name="services"))
        self._tasks.append(loop.create_task(self._watch_time(), name="time"))

    async def stop(self) -> None:
        """Ends every line, carries out what was accepted, and lets go of the directory."""
        self.contacts.save()
        self._kept_time.keep()
        self.grants.stop()
        for line in self.presence.lines():
            line.close()
        for end in list(self._streams):
            end()
        self.engine.stop()
        engine, *others = self._tasks
        for task in others:
            task.cancel()
        try:
            await engine
        finally:
            keepers = [keeper.stop() for keeper in self._keepers]
            if self.backup is not None:
                keepers.append(self.backup.stop())
            await asyncio.gather(*others, *keepers, return_exceptions=True)
            await self.journal.close()
            self.officers.close()
            self.refused_days.save()

    def _numbers_again(self) -> None:
        """The kiosks of a restored hub have been heard: what was held back goes on."""
        self._stale_statuses.set()
        self.grants.settle_soon()

    async def broken(self) -> None:
        """Returns when one of the hub's own tasks has ended without being told to."""
        await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)

    def on_stop(self, end: Callable[[], None]) -> Callable[[], None]:
        """Registers an open stream's end; what it returns takes it off again."""
        self._streams.add(end)
        return lambda: self._streams.discard(end)

    async def turn_day(self) -> None:
        """Opens the business day if it is due."""
        if self.engine.hall.plan is not None:
            await self._for_itself(c.Order(command=c.TurnDay(), sender="hub"))

    async def _watch_time(self) -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.clock.stepped.wait(), TICK_SECONDS)
            self.clock.stepped.clear()
            await self.turn_day()
            self._tell_presence()  # the clock's lead goes down by itself; who is away is missed
            for role in Role:
                self.frames.flush(role)
            self._stale_statuses.set()
            self.refused_days.save_if_due()
            self.contacts.save()
            self._kept_time.keep()

    async def _for_itself(self, order: c.Order) -> None:
        """What the hub does of its own accord can wait for a full disk or a wrong clock."""
        try:
            await self.engine.submit(order)
        except Unavailable as error:
            log.warning("%s must wait: %s", type(order.command).__name__, error.detail)

    # What is told ---------------------------------------------------------------------------

    def _committed(self, recorded: Sequence[Recorded], head: m.Head) -> None:
        self.live.committed(recorded)
        self.frames.committed(recorded, head)
        self.voice.committed(recorded)
        self.grants.committed(recorded)
        self.counts.committed(recorded)
        self._stale_statuses.set()
        if any(isinstance(one.event, _CHANGE_PRESENCE) for one in recorded):
            self._tell_presence()
        if any(isinstance(one.event, ClockStepped) for one in recorded):
            self._tell_time()

    def _tell_time(self) -> None:
        """At once: what an app counts from a moment to its own idea of now would be off."""
        packet = packet_of(m.Pong(n=0, now=self.text(self.now())))
        for role in Role:
            self.presence.broadcast(role, packet)

    def _tell_presence(self) -> None:
        now = self.presence_for(Role.COUNTER)
        if now == self._presence_told:
            return  # most lines come and go without a zone falling silent
        self._presence_told = now
        for role in SEES_PRESENCE:
            self.presence.broadcast(role, packet_of(self.presence_for(role)))

    def presence_for(self, role: Role) -> m.Presence:
        """Which zones are seen and heard; for staff also what is wrong with the devices."""
        troubles = self.troubles.everyone() if role is Role.COUNTER else []
        return m.Presence(zones=self.presence.zones(), troubles=troubles)

    async def _tell_services(self) -> None:
        """Gathers what changed, and tells all roles; with time alone as the cause as well."""
        while True:
            await self._stale_statuses.wait()
            self._stale_statuses.clear()
            changed = self._changed_statuses()
            if changed:
                packet = packet_of(m.Services(services=changed))
                for role in SEES_SERVICES:
                    self.presence.broadcast(role, packet)
            await asyncio.sleep(STATUS_SECONDS)

    def services_told(self) -> list[ServiceStatus]:
        """What those on the line know of the services; whoever joins them is told of the next
        change with them. After a power cut a hundred apps ask at once."""
        if not self._statuses:
            self._changed_statuses()
        return list(self._statuses.values())

    def statuses(self) -> list[ServiceStatus]:
        """All services as they stand now."""
        return self.restored.shut(statuses(self.engine.hall, self.now()))

    def _changed_statuses(self) -> list[ServiceStatus]:
        now = self.statuses()
        changed = [status for status in now if self._statuses.get(status.code) != status]
        self._statuses = {status.code: status for status in now}
        return changed

    async def missed_frames(self, role: Role, seen: m.Head) -> list[bytes] | None:
        """What an app missed since `seen`, up to the committed head; None: send a snapshot."""
        if not await self._shares_history(seen):
            return None
        missed: list[Recorded] = []
        at = seen
        while at.seq < self.engine.head.seq:
            entries = await self.journal.read(at.seq)
            committed = [one for one in entries if one.seq <= self.engine.head.seq]
            missed += [recorded_of(entry) for entry in committed]
            at = m.Head(at.journal, committed[-1].seq, committed[-1].hash)
        if _begins_anew(missed) or len(missed) > RESUME_LIMIT:
            return None
        changes = changes_for(role, self.engine.hall, missed)
        return [packed(frame_text(seen.seq, at, changes))] if missed else []

    async def _shares_history(self, seen: m.Head) -> bool:
        """Whether this journal holds the entry that an app saw last."""
        head = self.engine.head
        if seen.journal != head.journal or seen.seq <= 0:
            return False
        if head.seq - seen.seq > RESUME_LIMIT:
            return False
        found = await self.journal.read(seen.seq - 1, 1) if seen.seq <= head.seq else []
        if found and found[0].hash == seen.hash:
            return True
        log.error(
            "An app has seen entry %s, which this journal does not hold: it was restored or cut."
            " Run 'giliran journal verify'.",
            seen.seq,
        )
        return False

    # People ---------------------------------------------------------------------------------

    async def signed_on(self, body: dict[str, Any], sources: Sequence[str]) -> dict[str, Any]:
        """Checks the PIN of a sign-on (`sources`: where it was typed); takes it out of the body."""
        pin = body.get("pin")
        rest = {name: value for name, value in body.items() if name != "pin"}
        if pin is None and self._ends_pause(rest):
            return rest
        await self.officers.check(str(rest.get("officer", "")), str(pin or ""), sources)
        return rest

    def _ends_pause(self, body: dict[str, Any]) -> bool:
        """Who paused a counter and is still signed on opens it without the PIN."""
        desk = self.engine.hall.desks.get(CounterId(str(body.get("counter", ""))))
        if desk is None or desk.state is not CounterState.PAUSED:
            return False
        return desk.officer == body.get("officer")

    def refused(self, refusal: Refusal) -> None:
        """Counts what a visitor, or an officer, was refused."""
        self.losses.refuse(refusal)

    def officer_at(self, counter: str) -> str:
        """The officer signed on at a counter; '' where nobody is."""
        desk = self.engine.hall.desks.get(CounterId(counter))
        return (desk.officer or "") if desk is not None else ""


def _begins_anew(missed: Sequence[Recorded]) -> bool:
    return any(type(one.event).__name__ in {"SiteLoaded", "DayOpened"} for one in missed)
