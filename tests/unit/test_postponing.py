"""Very many are left for tomorrow with one choice, in appends that each stay within the limit."""

from __future__ import annotations

import asyncio

import pytest

from shared.domain import commands as c
from shared.domain.events import EndDecided, TicketPostponed
from shared.domain.ids import ServiceCode
from shared.domain.states import TicketState
from shared.hub.codec import recorded_of
from shared.hub.journal.port import Refused
from shared.hub.postponing import Postponing
from tests.unit.running_engine import Desk, MemoryJournal, SetClock, running

KTP = ServiceCode("KTP-BARU")
TOMORROW = c.DecideEnd(service=KTP, choice="tomorrow", reason="outage")


async def all_left(desk: Desk) -> None:
    """Until nobody waits any more; the test's own time-out ends it otherwise."""
    while desk.engine.hall.lines[KTP]:
        await asyncio.sleep(0)


def test_a_thousand_who_wait_are_all_left_with_one_choice() -> None:
    async def run() -> None:
        journal = MemoryJournal()
        async with running(journal, SetClock()) as desk:
            postponing = Postponing(desk.engine.hall, desk.engine.submit)
            desk.engine.listen(lambda recorded, head: postponing.committed(recorded))
            for place in range(1_000):
                await desk.issue(f"t{place}")
            await desk.engine.submit(c.Order(command=TOMORROW, sender="counter-1", actor="sri"))
            await asyncio.wait_for(all_left(desk), 20)
            states = [ticket.state for ticket in desk.engine.hall.tickets.values()]
            assert states == [TicketState.POSTPONED] * 1_000
        told = [recorded_of(entry) for entry in journal.entries]
        assert [one.actor for one in told if isinstance(one.event, EndDecided)] == ["sri"] * 3
        left = [one.event for one in told if isinstance(one.event, TicketPostponed)]
        assert {event.reason for event in left} == {"outage"}

    asyncio.run(run())


def test_who_is_not_reached_still_waits_and_it_is_told(caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        journal = MemoryJournal()
        async with running(journal, SetClock()) as desk:
            postponing = Postponing(desk.engine.hall, desk.engine.submit)
            desk.engine.listen(lambda recorded, head: postponing.committed(recorded))
            for place in range(401):
                await desk.issue(f"t{place}")
            journal.troubles.extend([None, Refused("disk-full", "No room is left.")])
            await desk.engine.submit(c.Order(command=TOMORROW, sender="counter-1", actor="sri"))
            while "choose it once more" not in caplog.text:
                await asyncio.sleep(0)
            assert len(desk.engine.hall.lines[KTP]) == 1
            await desk.engine.submit(c.Order(command=TOMORROW, sender="counter-1", actor="sri"))
            await asyncio.wait_for(all_left(desk), 20)

    asyncio.run(run())
    assert "choose it once more" in caplog.text
