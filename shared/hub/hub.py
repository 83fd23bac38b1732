"""The hub: the one process that owns the queue, put together from its parts."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from shared.domain import commands as c
from shared.domain.events import (
    ClockStepped,
    CounterClosed,
    CounterTakenOver,
    DayOpened,
    DeviceEnrolled,
    DevicePaired,
    DeviceRenamed,
    DeviceRevoked,
    DisplayConfigured,
    OfficerUnlocked,
    Recorded,
    SiteLoaded,
)
from shared.domain.hall import Hall
from shared.domain.ids import CounterId, DeviceId, Moment
from shared.domain.refusal import Refusal
from shared.domain.states import CounterState
from shared.hub.absent import Absent
from shared.hub.announcements import ANNOUNCE, Announcements
from shared.hub.backup.replication import Replication
from shared.hub.clock import WORDS as CLOCK_WORDS
from shared.hub.clock import Clock
from shared.hub.clock_file import CLOCK_FILE, KeptTime
from shared.hub.codec import moment_text
from shared.hub.contacts import Contacts
from shared.hub.counter_messages import MESSAGE, CounterMessages
from shared.hub.counts import Counts
from shared.hub.crowd import Crowd, room_for_connections
from shared.hub.engine import Engine, Unavailable
from shared.hub.forecast.forecaster import Forecaster
from shared.hub.forecast.waits_told import WaitsTold
from shared.hub.frames import Frames
from shared.hub.grants import Grants
from shared.hub.homes import HOMES_FILE, Homes
from shared.hub.hush import Hushing
from shared.hub.identity.certificate import Identity
from shared.hub.journal.port import Journal
from shared.hub.kiosk_menu import KioskMenu
from shared.hub.live_tickets import LiveTickets
from shared.hub.looked_up import FIND, WHY, LookedUp
from shared.hub.losses import Losses
from shared.hub.media.desk import MediaDesk
from shared.hub.notes import ADD, LIST, Notes
from shared.hub.officers import ANYBODY, Officers
from shared.hub.open_answers import OpenAnswers
from shared.hub.own_troubles import own_troubles
from shared.hub.own_words import OwnWords
from shared.hub.pairing.desk import PairingDesk
from shared.hub.parting import look_after_sittings, part_with
from shared.hub.people import Session
from shared.hub.permissions import permits_for
from shared.hub.personal.desk import PersonalDesk
from shared.hub.personal.naming import Naming
from shared.hub.personal.telling import PersonalTelling
from shared.hub.popular import Popular
from shared.hub.postponing import Postponing
from shared.hub.presence import Presence
from shared.hub.proof.asking import Explainer
from shared.hub.queries import find_ticket, list_devices, list_officers
from shared.hub.refused import RefusedDays
from shared.hub.restored import Restored
from shared.hub.roles import Role
from shared.hub.sight import Sight
from shared.hub.sign_on import KNOWN_STAFF, OPEN_KIOSK
from shared.hub.signing_in import SigningIn
from shared.hub.small_pictures import SmallPictures
from shared.hub.snapshots.keeper import Keeper
from shared.hub.sound_tests import SoundTests
from shared.hub.stand_ins import StandIns
from shared.hub.told import Told
from shared.hub.troubles import Troubles
from shared.hub.trust import Trust
from shared.hub.voice import VoiceDesk
from shared.hub.witness.daily import Witness
from shared.protocol import messages as m
from shared.protocol import pictures
from shared.protocol.troubles import ACKNOWLEDGE, REPORT, SOUND_TEST

log = logging.getLogger(__name__)

TICK_SECONDS = 5.0
"""How often time alone is looked at: opening hours, the day's turn, a step of the clock."""

HELD_SECONDS = 1.0
"""How often it is looked whether somebody on hold is due."""

HUB_ID_LENGTH = 12

SIGN_SECONDS = 0.5
"""How long a stop waits for the signature of a day that has none yet."""

_CHANGE_PRESENCE = (
    *(DeviceEnrolled, DevicePaired, DeviceRenamed, DeviceRevoked, DisplayConfigured),
    SiteLoaded,
)
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
        paired = {device.id for device in hall.devices.values() if device.key}
        homes = Homes(None if trust.loopback_only else contacts.with_name(HOMES_FILE), paired)
        limited, room = not trust.loopback_only, room_for_connections()
        self.crowd = Crowd(limited=limited, at_all=room, homes=homes)
        self.refused_days = refused_days
        self.backup: Replication | None = None
        self.identity: Identity | None = None
        """What it shows of itself, where others can reach it."""
        self.under_way: set[asyncio.Task[None]] = set()
        """What goes on to its end whoever asked for it."""
        self._tasks: list[asyncio.Task[None]] = []
        self.answers = OpenAnswers()
        trust.on_less = self.answers.look
        self._keepers: list[Keeper] = []
        self._make_what_decides(hall, head, contacts)
        self._make_what_tells(hall, head)
        self.popular = Popular(contacts.parent, hall, self.told.popular)
        self._make_what_answers(hall)
        self._make_what_watches(hall)
        self.engine.listen(self._committed)
        self.engine.listen(self.forecast.committed)
        self.forecast.watch(self.told.stale.set)
        self.presence.watch(self.told.presence)
        self.officers.wrong_pins.on_guesses = self.told.presence
        self.officers.sittings.on_over = partial(look_after_sittings, self)

    def _make_what_decides(self, hall: Hall, head: m.Head, contacts: Path) -> None:
        """The engine and its time, who is on the line, and what waits for them."""
        self.clock = Clock()
        journal = self.journal
        self.engine = Engine(journal, hall, head, self.clock)
        self._kept_time = KeptTime(contacts.with_name(CLOCK_FILE), self.engine, journal)
        self.presence = Presence(hall)
        self.media = MediaDesk(contacts.parent, hall, self.engine.submit)
        self.contacts = Contacts(contacts, hall, self.presence, self.now)
        self.grants = Grants(hall, self.presence, self.engine.submit)
        self.forecast = Forecaster(contacts.parent, hall, self.now)
        self.engine.filled = self.forecast.promising
        self.waits = WaitsTold(hall, self.forecast, self.now, self.text)
        self.postponing = Postponing(hall, self.engine.submit)
        self.restored = Restored(contacts.parent, hall, self.now, self.engine.submit)
        self.engine.gate = self.restored.refuse
        self.grants.may_give = lambda: not self.restored.waiting
        self.grants.was_restored = lambda: bool(self.restored.told)
        self.restored.watch(self._numbers_again)
        self.explainer = Explainer(contacts.parent)
        identity, homes = (lambda: self.identity), self.crowd.homes
        self.pairing = PairingDesk(hall, self.engine.submit, lambda: self.id, identity, homes=homes)
        self.witness = Witness(contacts.parent, journal, self.engine, self.now)

    def _make_what_tells(self, hall: Hall, head: m.Head) -> None:
        """What goes out to the lines by itself: frames, the voice, announcements."""
        self.signing_in = SigningIn(hall, self.officers, self.engine.submit)
        self.officers.wants_own_pins = not self.trust.loopback_only
        self.officers.sittings.idle_seconds = self._idle_seconds
        self.live = LiveTickets(hall)
        self.sight = Sight(hall, self.signing_in.permits, self.now)
        self.frames = Frames(hall, self.presence, head, self.waits.as_it_is, self.sight)
        self.voice = VoiceDesk(hall, self.presence, self.now)
        self.voice.on_lent = Hushing(hall, self.presence).lent
        self.announcements = Announcements(
            hall, self.presence, self.voice, self.officers, submit=self.engine.submit, now=self.now
        )
        self.told = Told(self)

    def _make_what_answers(self, hall: Hall) -> None:
        """Questions and orders that are not the engine's alone."""
        officers = self.officers
        self.counts = Counts()
        self._own_words = OwnWords(hall)
        self.losses = Losses(hall, self.refused_days, self.counts, self.now, self._own_words)
        self.queries = {
            "FindTicket": find_ticket(hall, self.waits.as_it_is),
            "RecordTally": self.losses.record_tally,
        }
        self.staff_queries = {
            "ListOfficers": list_officers(officers),
            "ListDevices": list_devices(hall, self.presence),
        }
        menu = KioskMenu(officers, self.signing_in)
        self.kiosk_queries = {OPEN_KIOSK: menu.open, KNOWN_STAFF: menu.known}
        self.notes = Notes(hall, officers, self.engine.submit, self.now)
        directory = self.contacts.path.parent
        self.personal = PersonalDesk(directory, hall, officers, self.engine.submit, self.now)
        self.naming = naming = Naming(self.personal, self._own_words)
        messages = CounterMessages(hall, self.presence, officers, self.now, self.text)
        looked_up = LookedUp(hall, self.explainer)
        self.small_pictures = SmallPictures(hall, self.presence)
        self.staff_orders = {
            ADD: naming.before(self.notes.add, "text"),
            LIST: self.notes.list,
            ANNOUNCE: naming.before(self.announcements.make, "text", "english"),
            MESSAGE: naming.before(messages.send, "text"),
            FIND: looked_up.find_ended,
            WHY: looked_up.why_before,
            pictures.SEE: self.small_pictures.see,
            **PersonalTelling(self.personal, hall, self.journal).by_name(),
        }

    def _make_what_watches(self, hall: Hall) -> None:
        """What is wrong with the hall's devices, and with this machine."""
        self.stand_ins = StandIns(hall, self.presence, self.told.presence)
        self._absent = Absent(hall, self.presence)
        self.troubles = Troubles(hall, self.presence, self._absent, partial(own_troubles, self))
        self.troubles.forgive = partial(self.officers.forgive, ANYBODY)
        self.sound_tests = SoundTests(self.presence)
        self.reports = {
            REPORT: self.troubles.report,
            SOUND_TEST: self.sound_tests.report,
            pictures.REPORT: self.small_pictures.report,
        }
        self.staff_reports = {ACKNOWLEDGE: self.troubles.acknowledge}

    @property
    def id(self) -> str:
        """Names this hub on the network; it follows from the journal it owns."""
        return self.engine.head.journal[:HUB_ID_LENGTH]

    def now(self) -> Moment:
        """The hub's time, as the committed state goes by it."""
        hall = self.engine.hall
        now = self.clock.now(hall.at, lambda: hall.deserted)
        return Moment(now - self.engine.owed)

    @property
    def certificate(self) -> bytes | None:
        """What the hub shows (DER); None where nobody else can reach it."""
        return self.identity.der if self.identity is not None else None

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
        await self.restored.settle()
        self.voice.adopt()
        await self._begin_day(self.notes.settle(self.journal))
        await self.announcements.adopt()
        await self.media.begin()
        await self.witness.begin()
        self._tasks.append(loop.create_task(self.told.run(), name="services"))
        self._tasks.append(loop.create_task(self.popular.run(), name="popular"))
        self._tasks.append(loop.create_task(self._resume_held(), name="held"))
        self._tasks.append(loop.create_task(self._watch_time(), name="time"))

    async def stop(self) -> None:
        """Ends every line, carries out what was accepted, and lets go of the directory."""
        self.contacts.save()
        self.crowd.homes.save()
        self._kept_time.keep()
        self.grants.stop()
        self.announcements.stop()
        self.small_pictures.stop()
        for line in self.presence.lines():
            line.close()
        self.answers.end()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.witness.settle(), SIGN_SECONDS)
        self.engine.stop()
        engine, *others = self._tasks
        for task in others:
            task.cancel()
        try:
            await engine
        finally:
            keepers = [keeper.stop() for keeper in self._keepers]
            keepers.append(self.forecast.stop())
            if self.backup is not None:
                keepers.append(self.backup.stop())
            await asyncio.gather(*others, *self.under_way, *keepers, return_exceptions=True)
            await self.journal.close()
            await self.officers.settle()
            self.officers.close()
            self.personal.close()
            self.refused_days.save()

    def _numbers_again(self) -> None:
        """The kiosks of a restored hub have been heard: what was held back goes on."""
        self.told.stale.set()
        self.grants.settle_soon()

    async def broken(self) -> asyncio.Task[None]:
        """Returns when one of the hub's own tasks has ended without being told to: that one."""
        ended, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        return ended.pop()

    async def turn_day(self) -> None:
        """Opens the business day if it is due."""
        if self.engine.hall.plan is not None:
            await self._for_itself(c.Order(command=c.TurnDay(), sender="hub"))

    async def _watch_time(self) -> None:
        while True:
            with suppress(TimeoutError):  # `wait_for` can lose the cancellation of a stop
                async with asyncio.timeout(TICK_SECONDS):
                    await self.clock.stepped.wait()
            self.clock.stepped.clear()
            self._let_kiosks_go()
            look_after_sittings(self)  # one ends by time alone as well
            await self.turn_day()
            await self.restored.settle()
            await self.witness.settle()
            self.told.presence()  # the clock's lead goes down by itself; who is away is missed
            for role in Role:
                self.frames.flush(role)
            self.told.stale.set()
            self.refused_days.save_if_due()
            self.contacts.save()
            await self.crowd.homes.keep()
            self._kept_time.keep()

    def _let_kiosks_go(self) -> None:
        """While the clock cannot be believed nothing is decided: a kiosk goes on by itself."""
        doubt = self.clock.doubt(self.engine.hall.at)
        if doubt:
            for line in self.presence.lines(Role.KIOSK):
                line.tell(m.Bye(code=doubt, detail=CLOCK_WORDS[doubt]))
                line.close()

    def believe_clock(self) -> str:
        """A person says that the clock is right; what was in doubt before, empty: nothing."""
        doubt = self.clock.doubt(self.engine.hall.at)
        self.clock.believe()
        if doubt:
            log.warning("a person says that the clock is right: %s", doubt)
        return doubt

    async def _resume_held(self) -> None:
        """Those on hold whose time is over wait again."""
        while True:
            await asyncio.sleep(HELD_SECONDS)
            hall = self.engine.hall
            if hall.timed and hall.timed[0][0] <= self.now():
                await self._for_itself(c.Order(command=c.ResumeDue(), sender="hub"))

    async def _begin_day(self, first: Coroutine[Any, Any, None] | None = None) -> None:
        """What was kept beside the journal until this day; a full disk keeps nobody from work."""
        try:
            if first is not None:
                await first
            await self.officers.sittings.turn_day(self.engine.hall.date)
            self.officers.sittings.end(self._left_counter)
            await self.notes.purge()
            await self.personal.purge()
        except Unavailable as error:
            log.warning("what is kept for some days alone is still there: %s", error.detail)

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
        self._hide_from_the_unmanned(recorded)
        self.voice.committed(recorded)
        self.postponing.committed(recorded)
        self.grants.committed(recorded)
        self.counts.committed(recorded)
        self.popular.committed(recorded)
        self.announcements.committed(recorded)
        self._follow_people(recorded)
        part_with(self, recorded)
        self.answers.look()
        self._sign_day(recorded)
        self.told.stale.set()
        if any(isinstance(one.event, _CHANGE_PRESENCE) for one in recorded):
            self.stand_ins.look()
            self.told.presence()
        if any(isinstance(one.event, ClockStepped) for one in recorded):
            self.told.time()

    def _hide_from_the_unmanned(self, recorded: Sequence[Recorded]) -> None:
        """Where the staff has gone, the screen is told anew: without whose health is what."""
        left = {
            one.event.counter
            for one in recorded
            if isinstance(one.event, CounterClosed | CounterTakenOver)
        }
        for line in self.presence.lines(Role.COUNTER) if left else ():
            if line.counter in left and self.sight.bare(line):
                self.frames.tell_anew(line, self.live, self.now())

    def _follow_people(self, recorded: Sequence[Recorded]) -> None:
        """What an entry means for what is kept beside the journal."""
        for one in recorded:
            if isinstance(one.event, OfficerUnlocked):
                self.officers.forgive(one.event.officer)
            elif isinstance(one.event, DayOpened):
                task = asyncio.get_running_loop().create_task(self._begin_day())
                self.under_way.add(task)
                task.add_done_callback(self.under_way.discard)
            elif isinstance(one.event, DeviceRevoked):
                self._end_sittings_at(one.event.device)

    def _end_sittings_at(self, device: DeviceId) -> None:
        self.officers.sittings.end(lambda one: one.device == device)

    def _left_counter(self, sitting: Session) -> bool:
        """Whether its officer does not sit at its counter any more."""
        return bool(sitting.counter) and self.officer_at(sitting.counter) != sitting.officer

    def _sign_day(self, recorded: Sequence[Recorded]) -> None:
        if self.witness.committed(recorded):
            task = asyncio.get_running_loop().create_task(self.witness.settle())
            self.under_way.add(task)
            task.add_done_callback(self.under_way.discard)

    # People ---------------------------------------------------------------------------------

    def _idle_seconds(self) -> float:
        plan = self.engine.hall.plan
        return 60.0 * plan.site.rules.session_idle_minutes if plan is not None else 0.0

    async def signed_on(self, body: dict[str, Any], sources: Sequence[str]) -> dict[str, Any]:
        """Checks the PIN of a sign-on (`sources`: where it was typed); takes it out of the body."""
        pin = body.get("pin")
        rest = {name: value for name, value in body.items() if name != "pin"}
        if pin is None and self._ends_pause(rest):
            return rest
        officer = str(rest.get("officer", ""))
        await self.officers.check(officer, str(pin or ""), sources)
        self.signing_in.require(officer, permits_for("OpenCounter"), "OpenCounter")
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
