"""A hub that was restored: it gives no numbers until it knows which ones are on paper.

What the backup lacks, the kiosks know: each tells in its hello the highest numbers it has printed,
and hands over the papers that the journal has lost. Until all of them have been heard, or a person
says go, nobody gets a number. Then numbers go on some way beyond the highest that anybody knows:
those given at a desk or over REST in the lost seconds nobody can tell of.
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec

from shared.domain import commands as c
from shared.domain.hall import Hall, Receipt
from shared.domain.hours import business_date
from shared.domain.ids import BEGINNING, DAY, HOUR, DeviceId, Moment, SeriesCode
from shared.domain.refusal import Code, Refusal
from shared.hub.engine import Fault, Unavailable
from shared.hub.roles import Role
from shared.hub.senders import HUB
from shared.protocol.machine import wall_ms
from shared.protocol.messages import Head, Hello
from shared.protocol.views import ServiceStatus

log = logging.getLogger(__name__)

MARK_FILE = "restored.json"

TOLD_FOR = 2 * DAY
"""So long kiosks are asked for what the backup lacks; a paper is worth nothing after its day."""

SILENT_FOR = 7 * DAY
"""A kiosk that is not the site's and gave no number for so long is not waited for."""

MARGIN = 20
"""Numbers of each series that are passed over at the least."""

LOST_SECONDS = 60
"""As many more as are given in so long, at the rate of the last hour that is known."""

_HOUR_SECONDS = 3_600

Submit = Callable[[c.Order], Awaitable[Receipt]]


class Mark(msgspec.Struct):
    """Kept in the data directory of a restored hub."""

    id: str
    """Names this restore; a kiosk hands over its papers once for each."""
    source: str
    at: Moment
    head: Head
    """Where the journal stood then: what is after it was recorded here."""
    reported: list[str] = []
    """Kiosks that have said what they have printed."""
    over: str = ""
    """Why nobody is waited for any more: ``reported``, or ``go``."""
    printed: dict[str, int] = {}
    """The highest ordinals of `printed_date` that another of the hub's files knew, by series."""
    printed_date: str = ""
    ends: Moment = BEGINNING
    """When the last entry was written that came back; kept by the hub that finds the mark."""

    @classmethod
    def new(cls, source: str, head: Head, at: int) -> Mark:
        return cls(id=secrets.token_hex(8), source=source, at=Moment(at), head=head)


class Restored:
    """The waiting. All methods belong to the hub's loop; `over` is told when it ends."""

    def __init__(
        self, directory: Path, hall: Hall, now: Callable[[], Moment], submit: Submit
    ) -> None:
        """`submit` carries out an order, as the engine does."""
        self._directory = directory
        self._hall = hall
        self._now = now
        self._submit = submit
        self._ending = asyncio.Lock()
        self._mark = read_mark(directory)
        self._watchers: list[Callable[[], None]] = []
        if self._mark is not None and self.waiting:
            if self._mark.ends == BEGINNING:
                self._mark.ends = hall.at
                self._save(self._mark)
            log.warning(
                "this hub was restored: it gives no numbers until these kiosks have told theirs: %s"
                " - or 'giliran restore go'",
                ", ".join(self.missing()) or "none is known",
            )

    def watch(self, watcher: Callable[[], None]) -> None:
        """`watcher` is called when numbers are given again."""
        self._watchers.append(watcher)

    @property
    def waiting(self) -> bool:
        return self._mark is not None and not self._mark.over

    @property
    def told(self) -> str:
        """What kiosks are told in their welcome: this restore's name, while it matters."""
        mark = self._mark
        return mark.id if mark is not None and self._now() < mark.at + TOLD_FOR else ""

    def missing(self) -> list[str]:
        """The kiosks that are waited for: the journal knows them, and they have said nothing."""
        mark, plan = self._mark, self._hall.plan
        if mark is None:
            return []
        listed = {one.id for one in plan.site.kiosks} if plan is not None else set()
        kiosks = (one.id for one in self._hall.devices.values() if one.role == Role.KIOSK)
        awaited = (one for one in kiosks if one in listed or not self._fell_silent(one, mark))
        return sorted(set(awaited) - set(mark.reported))

    def _fell_silent(self, kiosk: DeviceId, mark: Mark) -> bool:
        """Long before the hub was lost. Of a kiosk without a grant nobody can say that."""
        grant = self._hall.grants.get(kiosk)
        return grant is not None and BEGINNING < grant.heard < mark.ends - SILENT_FOR

    def refuse(self, order: c.Order) -> None:
        """Raises `Refusal` for what would give a number."""
        if self.waiting and isinstance(order.command, c.IssueTicket):
            raise Refusal(
                Code.RESTORING,
                "The hall was restored from a backup and waits for its kiosks: no numbers yet.",
                kiosks=self.missing(),
            )

    def shut(self, services: list[ServiceStatus]) -> list[ServiceStatus]:
        """Services as they stand: none gives numbers while the kiosks are waited for."""
        if not self.waiting:
            return services
        return [
            msgspec.structs.replace(one, open=False, reason=Code.RESTORING.value, reason_text={})
            for one in services
        ]

    async def report(self, hello: Hello) -> None:
        """A kiosk has been greeted: what it has printed is in the journal now.

        One that cannot say what it has printed (an older program) is not taken as heard.
        """
        mark = self._mark
        if mark is None or not self.waiting or hello.role != Role.KIOSK:
            return
        if hello.grant is msgspec.UNSET or hello.device in mark.reported:
            return
        mark.reported.append(DeviceId(hello.device))
        missing = self.missing()
        log.info("restored: %s has told its numbers; missing: %s", hello.device, missing or "none")
        self._save(mark)
        await self.settle()

    async def settle(self) -> None:
        """Ends the waiting where nobody is left to wait for; a full disk may put that off."""
        if not self.waiting or self.missing():
            return
        try:
            await self._end("reported")
        except (Unavailable, Refusal, Fault) as error:
            log.warning("restored: numbers must wait: %s", error)

    async def go(self, sender: str, actor: str) -> list[str]:
        """A person takes it upon them, which the journal keeps with the numbers that are passed
        over; the kiosks that were missing. Raises `Unavailable`."""
        missing = self.missing()
        if self.waiting:
            log.warning("restored: told to go on without %s", missing or "nobody")
            await self._end("go", sender, actor)
        return missing

    async def _end(self, why: str, sender: str = HUB, actor: str = "") -> None:
        """First the numbers that may be on paper are passed over, then others are given again."""
        async with self._ending:
            mark = self._mark
            if mark is None or mark.over:
                return
            if beyond := skipped(self._hall, mark):
                date = self._hall.date
                skip = c.SkipNumbers(kiosk=None, date=date, printed=beyond, restored=True)
                await self._submit(c.Order(command=skip, sender=sender, actor=actor))
            mark.over = why
            self._save(mark)
        log.warning("restored: numbers are given again")
        for watcher in self._watchers:
            watcher()

    def _save(self, mark: Mark) -> None:
        """What does not get on disk is asked for anew after a restart, and no more."""
        try:
            write_mark(self._directory, mark)
        except OSError as error:
            log.error("%s cannot be written: %s", MARK_FILE, error)


def read_mark(directory: Path) -> Mark | None:
    """The mark of a restored data directory; None: it was never restored.

    An unreadable one is as good as one that waits: numbers are given when a person says so.
    """
    path = directory / MARK_FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=Mark)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        log.error("%s cannot be read: %s", path, error)
        return Mark.new("unknown", Head("", 0, ""), wall_ms())


def write_mark(directory: Path, mark: Mark) -> None:
    """Returns when it is on the disk, under its name. Raises OSError."""
    path = directory / MARK_FILE
    new = path.with_name(f"{MARK_FILE}.new")
    new.write_bytes(msgspec.json.encode(mark))
    with new.open("rb") as file:
        os.fsync(file.fileno())
    new.replace(path)
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def skipped(hall: Hall, mark: Mark) -> dict[SeriesCode, int]:
    """Up to where each series is passed over, beyond the highest number that is known.

    Nothing on a later day than that on which the data came back: its numbers begin anew.
    """
    plan = hall.plan
    if plan is None:
        return {}
    told = mark.printed if mark.printed_date == hall.date else {}
    if not told and business_date(plan.site, mark.at).isoformat() < hall.date:
        return {}
    return {
        one.code: max(hall.ordinals.get(one.code, one.start - 1), told.get(one.code, 0))
        + _margin(hall, one.code, mark)
        for one in plan.site.series
    }


def _margin(hall: Hall, series: SeriesCode, mark: Mark) -> int:
    begins = mark.ends - HOUR
    given = sum(
        one.series == series and begins < one.arrival <= mark.ends for one in hall.tickets.values()
    )
    return max(MARGIN, -(-given * LOST_SECONDS // _HOUR_SECONDS))
