"""The hub: the one process that owns the queue, put together from its parts."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from shared.domain import commands as c
from shared.domain.events import DeviceEnrolled, DisplayConfigured, Recorded, SiteLoaded
from shared.domain.hall import Hall
from shared.domain.ids import CounterId, Moment
from shared.domain.refusal import Code, Refusal
from shared.domain.states import CounterState
from shared.hub.clock import Clock
from shared.hub.codec import moment_text, recorded_of
from shared.hub.counts import Counts
from shared.hub.engine import Engine, Unavailable
from shared.hub.frames import Frames
from shared.hub.journal.port import Journal
from shared.hub.officers import Officers
from shared.hub.orders import new_command_id
from shared.hub.presence import Presence
from shared.hub.queries import find_ticket
from shared.hub.refused import RefusedDays
from shared.hub.roles import SEES_SERVICES, Role, changes_for, frame_text, statuses
from shared.hub.trust import Trust
from shared.hub.voice import VoiceDesk
from shared.protocol import messages as m
from shared.protocol.tally import OTHER_STEP, STEPS, TallyKind, search_text
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

_encode = msgspec.json.Encoder().encode


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
    ) -> None:
        self.journal = journal
        self.officers = officers
        self.trust = trust
        self.refused_days = refused_days
        self.clock = Clock()
        self.engine = Engine(journal, hall, head, self.clock)
        self.presence = Presence(hall)
        self.frames = Frames(hall, self.presence, head)
        self.voice = VoiceDesk(hall, self.presence, self.now)
        self.counts = Counts()
        self.queries = {"FindTicket": find_ticket(hall)}
        self._statuses: dict[str, ServiceStatus] = {}
        self._stale_statuses = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._streams: set[Callable[[], None]] = set()
        self.engine.listen(self._committed)
        self.presence.watch(self._tell_presence)

    @property
    def id(self) -> str:
        """Names this hub on the network; it follows from the journal it owns."""
        return self.engine.head.journal[:12]

    def now(self) -> Moment:
        return self.clock.now(self.engine.hall.at)

    def text(self, at: Moment | None) -> str:
        plan = self.engine.hall.plan
        return moment_text(at, plan.site.timezone if plan else "UTC")

    # Its life -------------------------------------------------------------------------------

    async def start(self) -> None:
        """Runs the engine, opens the day, and watches the time."""
        loop = asyncio.get_running_loop()
        self._tasks.append(loop.create_task(self.engine.run(), name="engine"))
        await self.turn_day()
        self.voice.adopt()
        self._tasks.append(loop.create_task(self._tell_services(), name="services"))
        self._tasks.append(loop.create_task(self._watch_time(), name="time"))

    async def stop(self) -> None:
        """Ends every line, carries out what was accepted, and lets go of the directory."""
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
            await asyncio.gather(*others, return_exceptions=True)
            await self.journal.close()
            self.officers.close()
            self.refused_days.save()

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
            await asyncio.sleep(TICK_SECONDS)
            step = self.clock.step()
            if step is not None:
                log.warning("the clock stepped from %s to %s", step.before, step.after)
                command = c.RecordClockStep(before=step.before, after=step.after)
                await self._for_itself(c.Order(command=command, sender="hub", id=new_command_id()))
            await self.turn_day()
            for role in Role:
                self.frames.flush(role)
            self._stale_statuses.set()
            self.refused_days.save_if_due()

    async def _for_itself(self, order: c.Order) -> None:
        """What the hub does of its own accord can wait for a full disk or a wrong clock."""
        try:
            await self.engine.submit(order)
        except Unavailable as error:
            log.warning("%s must wait: %s", type(order.command).__name__, error.detail)

    # What is told ---------------------------------------------------------------------------

    def _committed(self, recorded: Sequence[Recorded], head: m.Head) -> None:
        self.frames.committed(recorded, head)
        self.voice.committed(recorded)
        self.counts.committed(recorded)
        self._stale_statuses.set()
        if any(isinstance(one.event, _CHANGE_PRESENCE) for one in recorded):
            self._tell_presence()

    def _tell_presence(self) -> None:
        text = _encode(m.Presence(zones=self.presence.zones())).decode()
        for role in (Role.COUNTER, Role.DISPLAY):
            self.presence.broadcast(role, text)

    async def _tell_services(self) -> None:
        """Gathers what changed, and tells all roles; with time alone as the cause as well."""
        while True:
            await self._stale_statuses.wait()
            self._stale_statuses.clear()
            changed = self._changed_statuses()
            if changed:
                text = _encode(m.Services(services=changed)).decode()
                for role in SEES_SERVICES:
                    self.presence.broadcast(role, text)
            await asyncio.sleep(STATUS_SECONDS)

    def _changed_statuses(self) -> list[ServiceStatus]:
        now = statuses(self.engine.hall, self.now())
        changed = [status for status in now if self._statuses.get(status.code) != status]
        self._statuses = {status.code: status for status in now}
        return changed

    async def missed_frames(self, role: Role, seen: m.Head) -> list[str] | None:
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
        return [frame_text(seen.seq, at, changes)] if missed else []

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

    async def signed_on(self, body: dict[str, Any]) -> dict[str, Any]:
        """Checks the PIN of a sign-on, and takes it out of the body."""
        pin = body.get("pin")
        rest = {name: value for name, value in body.items() if name != "pin"}
        if pin is None and self._ends_pause(rest):
            return rest
        await self.officers.check(str(rest.get("officer", "")), str(pin or ""))
        return rest

    def _ends_pause(self, body: dict[str, Any]) -> bool:
        """Who paused a counter and is still signed on opens it without the PIN."""
        desk = self.engine.hall.desks.get(CounterId(str(body.get("counter", ""))))
        if desk is None or desk.state is not CounterState.PAUSED:
            return False
        return desk.officer == body.get("officer")

    def refused(self, refusal: Refusal) -> None:
        """Counts a refusal; by service only where there is one, whatever strangers make up."""
        if refusal.code is Code.NOBODY_WAITS:
            return  # nobody was turned away
        self._count_refusal(refusal.code, str(refusal.facts.get("service", "")))

    def tally(self, tally: m.Tally) -> None:
        """Counts what a kiosk tells of visitors who went without; made-up kinds are nothing."""
        date, hour = self.engine.hall.date, self.local_hour()
        if tally.kind == TallyKind.SEARCH and (text := search_text(tally.text)):
            self.refused_days.miss(date, text)
            self.counts.missed(hour)
        elif tally.kind == TallyKind.ABANDONED:
            step = tally.step if tally.step in STEPS else OTHER_STEP
            service = self._known_service(tally.service)
            self.refused_days.abandon(date, step, service, hour)
            self.counts.abandoned(step, service, hour)
        elif tally.kind == TallyKind.REFUSED and tally.reason in set(Code):
            self._count_refusal(tally.reason, tally.service)

    def _count_refusal(self, code: str, service: str) -> None:
        known, hour = self._known_service(service), self.local_hour()
        self.refused_days.refuse(self.engine.hall.date, code, known, hour)
        self.counts.refused(code, known, hour)

    def _known_service(self, service: str) -> str:
        plan = self.engine.hall.plan
        return service if plan is not None and service in plan.services else ""

    def officer_at(self, counter: str) -> str:
        """The officer signed on at a counter; '' where nobody is."""
        desk = self.engine.hall.desks.get(CounterId(counter))
        return (desk.officer or "") if desk is not None else ""

    def local_hour(self) -> int:
        plan = self.engine.hall.plan
        zone = ZoneInfo(plan.site.timezone if plan else "UTC")
        return datetime.fromtimestamp(self.now() / 1000, zone).hour


def _begins_anew(missed: Sequence[Recorded]) -> bool:
    return any(type(one.event).__name__ in {"SiteLoaded", "DayOpened"} for one in missed)
