"""The engine against a journal that fails: nothing acknowledged is lost, nothing happens twice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain import commands as c
from shared.domain.hall import Hall
from shared.domain.ids import HOUR, MINUTE, CounterId, Moment
from shared.domain.refusal import Code, Refusal
from shared.hub.codec import recorded_of
from shared.hub.engine import Fault, Unavailable
from shared.hub.journal.port import Conflict, Refused, Unknown, Unreadable
from shared.hub.replay import replay
from tests.unit.played_hall import MONDAY_9
from tests.unit.running_engine import Desk, MemoryJournal, SetClock, running


def on_engine(work: Callable[[Desk, MemoryJournal, SetClock], Awaitable[None]]) -> None:
    """Runs `work` on a fresh engine that has a site; the journal must agree with it afterwards."""

    async def run() -> None:
        journal, clock = MemoryJournal(), SetClock()
        async with running(journal, clock) as desk:
            await work(desk, journal, clock)
        await assert_as_on_disk(desk, journal)

    asyncio.run(run())


async def assert_as_on_disk(desk: Desk, journal: MemoryJournal) -> None:
    fresh = Hall(always_open=True)
    assert await replay(journal, fresh) == desk.engine.head
    assert fresh == desk.engine.hall


def numbers(journal: MemoryJournal) -> list[str]:
    issued = [entry for entry in journal.entries if entry.type == "TicketIssued"]
    return [recorded_of(entry).event.number for entry in issued]  # type: ignore[attr-defined]


FULL = Refused("disk-full", "There is no room.")


def test_a_refused_append_is_told_and_leaves_no_trace() -> None:
    async def work(desk: Desk, journal: MemoryJournal, clock: SetClock) -> None:
        journal.troubles.append(FULL)
        with pytest.raises(Unavailable) as told:
            await desk.issue("lost")
        assert told.value.code == "disk-full"
        assert (await desk.issue("kept")).number == "A-001"
        assert list(desk.engine.hall.tickets) == ["kept"]

    on_engine(work)


def test_what_was_decided_on_a_tip_that_failed_is_decided_anew() -> None:
    async def work(desk: Desk, journal: MemoryJournal, clock: SetClock) -> None:
        journal.gate.clear()
        journal.troubles.append(FULL)
        first = asyncio.create_task(desk.issue("first"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        second = asyncio.create_task(desk.issue("second"))
        call = asyncio.create_task(desk.call_next("1"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        journal.gate.set()
        results = await asyncio.gather(first, second, call, return_exceptions=True)
        assert isinstance(results[0], Unavailable)
        assert results[1].number == "A-001"  # type: ignore[union-attr]
        assert isinstance(results[2], Refusal)
        assert results[2].code is Code.COUNTER_CLOSED

    on_engine(work)


def test_a_refusal_on_a_tip_waits_for_what_it_was_decided_on() -> None:
    """The counter seems busy only because of a call that never got on disk."""

    async def work(desk: Desk, journal: MemoryJournal, clock: SetClock) -> None:
        await desk.open("1")
        await desk.issue("one")
        journal.gate.clear()
        journal.troubles.append(FULL)
        failing = asyncio.create_task(desk.call_next("1"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        second = asyncio.create_task(desk.call_next("1"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert not second.done()
        journal.gate.set()
        with pytest.raises(Unavailable):
            await failing
        assert (await second).id == "one"

    on_engine(work)


def test_another_hub_was_faster() -> None:
    async def run() -> None:
        journal, clock = MemoryJournal(), SetClock()
        async with running(journal, clock) as ours, running(journal, clock) as theirs:
            assert (await theirs.issue("theirs")).number == "A-001"
            assert (await ours.issue("ours")).number == "A-002"
            assert (await theirs.issue("theirs again")).number == "A-003"
            await ours.issue("catches up")
        assert numbers(journal) == ["A-001", "A-002", "A-003", "A-004"]
        await assert_as_on_disk(ours, journal)

    asyncio.run(run())


@pytest.mark.parametrize("written", [True, False])
def test_an_append_in_doubt_happens_once_and_is_answered(written: bool) -> None:
    async def work(desk: Desk, journal: MemoryJournal, clock: SetClock) -> None:
        doubt = Unknown("The disk did not say.")
        journal.troubles.append(("after", doubt) if written else doubt)
        assert (await desk.issue("one")).number == "A-001"
        assert numbers(journal) == ["A-001"]

    on_engine(work)


def test_a_doubt_that_stays_is_told_and_solved_by_the_next_order() -> None:
    async def work(desk: Desk, journal: MemoryJournal, clock: SetClock) -> None:
        journal.troubles.append(("after", Unknown("The disk did not say.")))
        journal.unreadable.append(Unreadable("io-error", "The disk is away."))
        with pytest.raises(Unavailable):
            await desk.issue("one", id_="tap")
        assert (await desk.issue("two")).number == "A-002"
        again = await desk.issue("never", id_="tap")  # the visitor's app asks once more
        assert (again.id, again.number) == ("one", "A-001")
        assert numbers(journal) == ["A-001", "A-002"]

    on_engine(work)


def test_orders_that_arrive_together_share_an_append() -> None:
    async def work(desk: Desk, journal: MemoryJournal, clock: SetClock) -> None:
        before = journal.appends
        tickets = await asyncio.gather(*(desk.issue(f"t{n}") for n in range(500)))
        assert len({ticket.number for ticket in tickets}) == 500
        assert journal.appends - before <= 4

    on_engine(work)


def test_one_id_in_flight_is_one_ticket() -> None:
    async def work(desk: Desk, journal: MemoryJournal, clock: SetClock) -> None:
        journal.gate.clear()
        taps = [asyncio.create_task(desk.issue(f"t{n}", id_="tap")) for n in range(3)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        late = asyncio.create_task(desk.issue("late", id_="tap"))
        journal.gate.set()
        found = await asyncio.gather(*taps, late)
        assert {ticket.number for ticket in found} == {"A-001"}

    on_engine(work)


def test_what_the_hall_shows_is_on_disk() -> None:
    async def work(desk: Desk, journal: MemoryJournal, clock: SetClock) -> None:
        journal.gate.clear()
        tap = asyncio.create_task(desk.issue("one"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert "one" not in desk.engine.hall.tickets
        journal.gate.set()
        await tap
        assert "one" in desk.engine.hall.tickets

    on_engine(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unheard(c.CounterCommand):
    """A command that no decider knows."""


def test_a_fault_of_ours_ends_neither_the_engine_nor_its_neighbours() -> None:
    async def work(desk: Desk, journal: MemoryJournal, clock: SetClock) -> None:
        results: Any = await asyncio.gather(
            desk.issue("before"),
            desk.do(Unheard(counter=CounterId("1"))),
            desk.issue("after"),
            return_exceptions=True,
        )
        assert results[0].number == "A-001"
        assert isinstance(results[1], Fault)
        assert results[2].number == "A-002"

    on_engine(work)


def test_whoever_asked_is_answered_even_when_the_telling_fails(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def work(desk: Desk, journal: MemoryJournal, clock: SetClock) -> None:
        def broken(*_: object) -> None:
            raise LookupError("a view of ours")

        desk.engine.listen(broken)
        assert (await desk.issue("one")).number == "A-001"
        assert "could not be told to everyone" in caplog.text

    on_engine(work)


def test_time_never_goes_back() -> None:
    async def work(desk: Desk, journal: MemoryJournal, clock: SetClock) -> None:
        await desk.issue("one")
        clock.set_by(-10)
        await desk.issue("two")
        clock.wait(11)
        await desk.issue("three")
        at = [entry.at - MONDAY_9 for entry in journal.entries if entry.type == "TicketIssued"]
        assert at == [0, 0, 11 * MINUTE]

    on_engine(work)


def test_a_clock_that_cannot_be_right_stops_decisions_until_it_is() -> None:
    async def work(desk: Desk, journal: MemoryJournal, clock: SetClock) -> None:
        await desk.issue("one")
        clock.at = Moment(MONDAY_9 - 25 * HOUR)
        with pytest.raises(Unavailable) as told:
            await desk.issue("two")
        assert told.value.code == "clock-behind"
        clock.at = MONDAY_9
        assert (await desk.issue("three")).number == "A-002"

    on_engine(work)


def test_what_was_accepted_is_carried_out_before_the_end() -> None:
    async def run() -> None:
        journal = MemoryJournal()
        async with running(journal, SetClock()) as desk:
            journal.gate.clear()
            taps = [asyncio.create_task(desk.issue(f"t{n}")) for n in range(3)]
            await asyncio.sleep(0)
            desk.engine.stop()
            with pytest.raises(Unavailable) as told:
                await desk.issue("too late")
            assert told.value.code == "stopping"
            journal.gate.set()
            await asyncio.gather(*taps)
        assert len(numbers(journal)) == 3

    asyncio.run(run())


TROUBLES = st.lists(
    st.sampled_from(["none", "refused", "conflict", "doubt", "written"]), max_size=12
)


@given(TROUBLES, st.lists(st.integers(1, 4), min_size=1, max_size=8), st.booleans())
@settings(max_examples=80, deadline=None)
def test_whatever_fails_the_acknowledged_is_there_once(
    kinds: list[str], waves: list[int], reading_fails: bool
) -> None:
    async def work(desk: Desk, journal: MemoryJournal, clock: SetClock) -> None:
        makes: dict[str, Any] = {
            "none": None,
            "refused": FULL,
            "conflict": Conflict(desk.engine.head),
            "doubt": Unknown("?"),
            "written": ("after", Unknown("?")),
        }
        journal.troubles.extend(makes[kind] for kind in kinds)
        if reading_fails:
            journal.unreadable.append(Unreadable("io-error", "The disk is away."))
        taps: list[asyncio.Task[Any]] = []
        for wave, size in enumerate(waves):
            taps += [asyncio.create_task(desk.issue(f"{wave}-{n}")) for n in range(size)]
            await asyncio.sleep(0)
        results = await asyncio.gather(*taps, return_exceptions=True)
        journal.troubles.clear()
        journal.unreadable.clear()
        await desk.issue("last")
        given_out = numbers(journal)
        assert len(given_out) == len(set(given_out))
        for result in results:
            if not isinstance(result, BaseException):
                assert given_out.count(result.number) == 1
            else:
                assert isinstance(result, Unavailable)

    on_engine(work)
