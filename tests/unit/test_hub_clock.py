"""The hub's clock: set forward, set back, and what that does to the hall."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from shared.domain import commands as c
from shared.domain.events import ClockStepped
from shared.domain.ids import DAY, HOUR, MINUTE, CounterId, GroupCode, Moment
from shared.hub.clock import BEHIND, LEAPT, UNSET, Clock
from shared.hub.journal.port import JournalError
from tests.unit.played_hall import MONDAY_9
from tests.unit.running_engine import Desk, MemoryJournal, running


class TwoClocks(Clock):
    """The clock on the wall and what has passed, each moved by the test."""

    def __init__(self, at: Moment = MONDAY_9) -> None:
        self.wall, self.passed = int(at), 5_000
        super().__init__()

    def _read(self) -> Moment:
        return Moment(self.wall)

    def _elapsed(self) -> int:
        return self.passed

    def wait(self, ms: int) -> None:
        self.wall += ms
        self.passed += ms

    def set_by(self, ms: int) -> None:
        self.wall += ms


def after(clock: TwoClocks, start: Moment = MONDAY_9) -> int:
    """The hub's time since the beginning, ms."""
    return clock.now(start) - start


def test_time_passes_at_its_pace_whatever_the_clock_does() -> None:
    clock = TwoClocks()
    clock.wait(MINUTE)
    assert after(clock) == MINUTE
    clock.set_by(-HOUR)
    assert after(clock) == MINUTE
    clock.wait(MINUTE)
    assert (after(clock), clock.lead) == (2 * MINUTE, HOUR)
    clock.set_by(2 * HOUR)
    clock.wait(MINUTE)
    assert (after(clock), clock.lead) == (HOUR + 3 * MINUTE, 0)
    assert [step.after - step.before for step in clock.steps] == [-HOUR, HOUR]


def test_a_clock_that_is_put_right_again_leaves_no_trace() -> None:
    clock = TwoClocks()
    clock.set_by(-HOUR)
    assert after(clock) == 0
    clock.wait(MINUTE)
    clock.set_by(HOUR)
    clock.wait(MINUTE)
    assert (after(clock), clock.lead, len(clock.steps)) == (2 * MINUTE, 0, 1)


def test_small_corrections_are_followed_and_no_step() -> None:
    clock = TwoClocks()
    for by in (1_900, -1_900, 500):
        clock.wait(MINUTE)
        clock.set_by(by)
        assert after(clock) >= 0
    assert clock.steps == []
    clock.wait(MINUTE)
    assert after(clock) == 4 * MINUTE + 500


def test_a_hub_that_starts_behind_its_journal_goes_on_from_there() -> None:
    clock = TwoClocks()
    last = Moment(MONDAY_9 + 3 * HOUR)
    assert clock.doubt(last) == ""
    assert clock.now(last) == last
    clock.wait(MINUTE)
    assert clock.now(last) == last + MINUTE
    assert clock.doubt(Moment(MONDAY_9 + DAY + HOUR)) == BEHIND


def test_a_leap_of_more_than_a_day_waits_for_a_person() -> None:
    clock = TwoClocks()
    clock.wait(MINUTE)
    clock.set_by(2 * DAY)
    assert clock.doubt(MONDAY_9) == LEAPT
    clock.wait(HOUR)
    assert clock.doubt(MONDAY_9) == LEAPT
    clock.believe()
    assert clock.doubt(MONDAY_9) == ""
    assert after(clock) == 2 * DAY + HOUR + MINUTE


@pytest.mark.parametrize("back", [2 * DAY, 2 * DAY - HOUR, 2 * DAY + HOUR])
def test_a_leap_that_was_taken_back_has_never_been(back: int) -> None:
    """Nothing is two days late, and the record does not know of it."""
    clock = TwoClocks()
    clock.set_by(-MINUTE)
    assert after(clock) == 0
    lead, steps = clock.lead, len(clock.steps)
    clock.set_by(2 * DAY)
    assert clock.doubt(MONDAY_9) == LEAPT
    assert after(clock) >= 2 * DAY - MINUTE  # shown, not decided by
    clock.wait(HOUR)
    clock.set_by(-back)
    assert clock.doubt(MONDAY_9) == ""
    ahead = max(0, 2 * DAY - back - lead)
    assert after(clock) == HOUR + ahead
    assert len(clock.steps) == steps + (back != 2 * DAY)


def test_a_clock_that_was_known_to_be_wrong_may_leap_to_the_right_time() -> None:
    clock = TwoClocks()
    last = Moment(MONDAY_9 + 9 * DAY)
    assert clock.doubt(last) == BEHIND
    clock.set_by(9 * DAY + HOUR)
    assert clock.doubt(last) == ""


def test_a_clock_that_was_never_set_is_not_believed_at_the_first_start() -> None:
    clock = TwoClocks()
    clock.set_by(-MONDAY_9)
    assert clock.doubt(Moment(0)) == UNSET
    clock.set_by(MONDAY_9)
    assert clock.doubt(Moment(0)) == ""


def test_nobody_there_and_the_clock_catches_up() -> None:
    clock = TwoClocks()
    clock.wait(MINUTE)
    clock.set_by(-HOUR)
    last = clock.now(MONDAY_9)
    clock.wait(MINUTE)
    assert clock.now(last, lambda: True) == last
    clock.wait(HOUR)
    assert (clock.now(last, lambda: True), clock.lead) == (last + MINUTE, 0)


def test_somebody_comes_before_it_has_caught_up() -> None:
    """Their waiting counts from the first moment."""
    clock = TwoClocks()
    clock.set_by(-HOUR)
    last = clock.now(MONDAY_9, lambda: True)
    clock.wait(MINUTE)
    came = clock.now(last, lambda: True)
    clock.wait(MINUTE)
    assert clock.now(came, lambda: False) == came + MINUTE


# In the hall ------------------------------------------------------------------------------------


def played(work: Callable[[Desk, TwoClocks, MemoryJournal], Awaitable[None]]) -> None:
    async def run() -> None:
        journal, clock = MemoryJournal(), TwoClocks()
        async with running(journal, clock) as desk:
            await work(desk, clock, journal)

    asyncio.run(run())


async def priority(desk: Desk, name: str) -> None:
    """Somebody with a head start of half an hour."""
    ticket = await desk.issue(name)
    command = c.SetPriority(ticket=ticket.id, priority=GroupCode("elderly"), reason="other")
    await desk.do(command)


def test_an_hour_forward_makes_nobody_wait_an_hour() -> None:
    async def work(desk: Desk, clock: TwoClocks, journal: MemoryJournal) -> None:
        await desk.issue("early")
        clock.wait(40 * MINUTE)
        await desk.issue("late")
        await desk.open("1")
        clock.wait(5 * MINUTE)
        clock.set_by(HOUR)
        await priority(desk, "privileged")
        hall = desk.engine.hall
        assert hall.at == MONDAY_9 + 105 * MINUTE
        now = hall.at
        assert [hall.tickets[name].waited(now) for name in ("early", "late")] == [  # type: ignore[index]
            45 * MINUTE,
            5 * MINUTE,
        ]
        first = await desk.call_next("1")
        assert first.choice is not None
        assert (first.id, first.choice.waited) == ("early", 45 * MINUTE)
        await desk.do(c.FinishService(counter=CounterId("1")))
        second = await desk.call_next("1")
        assert second.id == "privileged"  # 30 minutes of head start against 5 of waiting
        assert [one.type for one in journal.entries].count("ClockStepped") == 1

    played(work)


def test_an_hour_back_and_the_order_stays() -> None:
    async def work(desk: Desk, clock: TwoClocks, journal: MemoryJournal) -> None:
        await desk.issue("a")
        clock.wait(20 * MINUTE)
        clock.set_by(-HOUR)
        await desk.issue("b")
        clock.wait(15 * MINUTE)
        await priority(desk, "c")
        await desk.open("1")
        called = []
        for _ in "abc":
            called.append(await desk.call_next("1"))
            await desk.do(c.FinishService(counter=CounterId("1")))
        assert [one.id for one in called] == ["a", "c", "b"]
        waited = [one.choice.waited // MINUTE for one in called if one.choice]
        assert waited == [35, 0, 15]
        assert [one.at for one in journal.entries] == sorted(one.at for one in journal.entries)

    played(work)


def test_a_step_is_not_lost_with_an_append_that_fails() -> None:
    async def work(desk: Desk, clock: TwoClocks, journal: MemoryJournal) -> None:
        await desk.issue("a")
        clock.wait(MINUTE)
        clock.set_by(HOUR)
        journal.troubles.append(JournalError("disk-full", "no room"))
        refused = await asyncio.gather(desk.issue("b"), return_exceptions=True)
        assert isinstance(refused[0], Exception)
        await desk.issue("b")
        hall = desk.engine.hall
        assert hall.tickets["a"].waited(hall.at) == MINUTE  # type: ignore[index]
        kinds = [one.type for one in journal.entries]
        assert kinds.count("ClockStepped") == 1
        assert kinds.index("ClockStepped") < len(kinds) - 1 - kinds[::-1].index("TicketIssued")

    played(work)


def test_the_step_stands_in_the_journal_with_both_times() -> None:
    async def work(desk: Desk, clock: TwoClocks, journal: MemoryJournal) -> None:
        await desk.issue("a")
        heard: list[ClockStepped] = []
        desk.engine.listen(
            lambda recorded, _: heard.extend(
                one.event for one in recorded if isinstance(one.event, ClockStepped)
            )
        )
        clock.set_by(-HOUR)
        await desk.issue("b")
        assert heard == [ClockStepped(before=MONDAY_9, after=Moment(MONDAY_9 - HOUR))]

    played(work)
