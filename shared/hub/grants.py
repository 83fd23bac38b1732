"""The kiosks' numbers for when the hub is away: settled at hello, told anew when they change."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence

import msgspec

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.hall import Hall, Receipt
from shared.domain.ids import DeviceId, SeriesCode
from shared.domain.numbering import Block, lowest_free
from shared.domain.site import Series
from shared.hub.engine import Unavailable
from shared.hub.presence import Line, Presence
from shared.hub.roles import Role
from shared.protocol.messages import GrantedRange, HeldGrant, Hello, NumberGrant, Numbers

log = logging.getLogger(__name__)

Submit = Callable[[c.Order], Awaitable[Receipt]]

_CHANGES = (e.SiteLoaded, e.DayOpened, e.NumbersGranted)
"""After these a kiosk may hold other numbers, or begin its own anew."""


class Grants:
    """Which emergency numbers each kiosk holds. All methods belong to the hub's loop.

    `may_give` says whether new numbers may be given now: a restored hub first waits for what the
    kiosks hold; then `settle_all` gives the rest of them theirs. `was_restored`: lately, so that
    kiosks may know much that it does not.
    """

    def __init__(self, hall: Hall, presence: Presence, submit: Submit) -> None:
        self._hall = hall
        self._presence = presence
        self._submit = submit
        self._tasks: set[asyncio.Task[None]] = set()
        self.may_give: Callable[[], bool] = lambda: True
        self.was_restored: Callable[[], bool] = lambda: False

    async def greet(self, hello: Hello) -> None:
        """What a kiosk tells of the numbers on its disk. Raises `Unavailable`."""
        if self._hall.plan is None or hello.role != Role.KIOSK:
            return
        kiosk = DeviceId(hello.device)
        if hello.printed:
            printed = {SeriesCode(code): ordinal for code, ordinal in hello.printed.items()}
            skip = c.SkipNumbers(
                kiosk=kiosk,
                date=hello.printed_date,
                printed=printed,
                restored=self.was_restored(),
            )
            await self._submit(c.Order(command=skip, sender="hub"))
            self._doubt(skip)
        if not isinstance(hello.grant, msgspec.UnsetType):
            await self._settle(kiosk, _held_by(hello.grant), self._former(hello.grant))

    async def settle_all(self) -> None:
        """For the kiosks that are there: what they were told they hold, and what they lack."""
        for line in self._keepers():
            known = self._hall.grants.get(line.device)
            try:
                await self._settle(line.device, known.ranges if known is not None else {})
            except Unavailable as error:
                log.warning("the numbers of %s must wait: %s", line.device, error.detail)

    def of(self, kiosk: DeviceId, held: HeldGrant | None = None) -> NumberGrant | None:
        """What a kiosk holds, and from where it may go on today; None before the hall has a site.

        `held` is what it said itself: its own numbers of today may not have come in yet.
        """
        plan, known = self._hall.plan, self._hall.grants.get(kiosk)
        if plan is None:
            return None
        used = held.used if held is not None and held.date == self._hall.date else {}
        ranges = {
            str(code): self._range(plan.series[code], block, used.get(code, 0))
            for code, block in (known.ranges if known is not None else {}).items()
            if code in plan.series
        }
        return NumberGrant(ranges=ranges, date=self._hall.date)

    def committed(self, recorded: Sequence[e.Recorded]) -> None:
        """Follows the journal: settles anew after a change of the site, and tells what changed."""
        kinds = {type(one.event) for one in recorded}
        if kinds.isdisjoint(_CHANGES):
            return
        for line in self._keepers():
            grant = self.of(line.device)
            if grant is not None and told(grant) != line.told_numbers:
                line.told_numbers = told(grant)
                line.tell(Numbers(grant=grant))
        if e.SiteLoaded in kinds:
            self.settle_soon()

    def settle_soon(self) -> None:
        """`settle_all` in a task of its own."""
        task = asyncio.get_running_loop().create_task(self.settle_all())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def stop(self) -> None:
        for task in self._tasks:
            task.cancel()

    # ----------------------------------------------------------------------------------------

    def _doubt(self, skip: c.SkipNumbers) -> None:
        """Says so where a kiosk was not believed."""
        for code, beyond in skip.printed.items():
            if skip.date == self._hall.date and self._hall.ordinals.get(code, 0) < beyond:
                log.warning(
                    "%s says it has printed number %d of series %s today; that cannot be, and is"
                    " passed over. If this hub's data were put back by hand, use 'giliran restore'",
                    *(skip.kiosk, beyond, code),
                )

    def _former(self, grant: HeldGrant | None) -> dict[SeriesCode, Block]:
        if grant is None or grant.date != self._hall.date:
            return {}
        return {SeriesCode(code): block for code, block in grant.former.items()}

    async def _settle(
        self,
        kiosk: DeviceId,
        held: Mapping[SeriesCode, Block] | None,
        former: Mapping[SeriesCode, Block] | None = None,
    ) -> None:
        command = c.GrantNumbers(kiosk=kiosk, held=held, former=former or {}, fresh=self.may_give())
        await self._submit(c.Order(command=command, sender="hub"))

    def _keepers(self) -> list[Line]:
        return [one for one in self._presence.lines(Role.KIOSK) if one.keeps_numbers]

    def _range(self, series: Series, block: Block, used: int) -> GrantedRange:
        first, last = block
        after_own = used + 1 if first <= used <= last else first
        lowest = max(lowest_free(self._hall.numbers, series, block), after_own)
        return GrantedRange(first=first, last=last, next=lowest)


def told(grant: NumberGrant | None) -> str:
    """What a kiosk has been told, to see later whether that has changed."""
    if grant is None:
        return ""
    ranges = sorted((code, one.first, one.last) for code, one in grant.ranges.items())
    return f"{grant.date} {ranges}"


def _held_by(grant: HeldGrant | None) -> dict[SeriesCode, Block] | None:
    if grant is None:
        return None
    return {SeriesCode(code): block for code, block in grant.ranges.items()}
