"""A TV that runs for a year: whatever it has shown, it keeps no more than what stands there."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from display.board import Board
from display.calls import CallState, HallCall
from display.model import DisplayModel
from display.playlist.folder import Pictures
from display.rehearsal import ScriptedHall
from display.zones import ZoneKeeper
from shared.domain.ids import MINUTE, SECOND, Moment
from shared.link.mirror import Mirror
from shared.protocol.messages import Change
from shared.protocol.views import CallView, DeviceView
from shared.qml import application
from tests.unit.display_calls import START, made_call
from tests.unit.small_site import small_site

WARM = 500
"""Calls after which everything that is kept on purpose is there: caches, a full footer."""
STRAY = 60
"""Objects of one kind that may be more or fewer by chance: what stands there differs."""
MANY = [pytest.param(4_000, id="many"), pytest.param(20_000, id="a-year", marks=pytest.mark.long)]
"""An object kept every fifty calls shows; in the long form one every three hundred."""
STANDING = 9
"""So many calls are unanswered or missed at a time."""


def census() -> Counter[str]:
    """How many objects of each kind there are."""
    gc.collect()
    return Counter(type(one).__qualname__ for one in gc.get_objects())


def nothing_piles_up(step: Callable[[int], None], calls: int) -> None:
    """`step` brings one call after the other; the objects stay as many as they were."""
    for number in range(WARM):
        step(number)
    before = census()
    for number in range(WARM, calls):
        step(number)
    grown = {kind: count for kind, count in (census() - before).items() if count > STRAY}
    assert grown == {}


def nth_call(number: int, now: int) -> HallCall:
    """Its numbers repeat as a day's do, its ticket is its own."""
    call = made_call(f"P-{number % 900:03}", now, call=1 + number % 3)
    return replace(call, ticket=f"ticket-{number}")


def later(call: HallCall, age: int, now: Moment) -> HallCall:
    """What became of a call that was made `age` calls ago."""
    if age == 0:
        return call
    if age < STANDING // 2:
        return replace(call, spoken=True)
    if call.call == 2:
        return replace(call, spoken=True, state=CallState.NO_SHOW, missed=now)
    return replace(call, spoken=True, state=CallState.SERVING)


def passing(calls: list[HallCall], number: int, now: Moment) -> list[HallCall]:
    """The calls of the hall after one more."""
    kept = [*calls, nth_call(number, now - START)][-STANDING:]
    return [later(call, len(kept) - 1 - place, now) for place, call in enumerate(kept)]


@pytest.mark.parametrize("count", MANY)
def test_the_board_after_many_calls(count: int) -> None:
    board = Board(rows=4)
    calls: list[HallCall] = []

    def step(number: int) -> None:
        nonlocal calls
        now = Moment(START + number * 7 * SECOND)
        calls = passing(calls, number, now)
        board.take(calls, now)
        board.speak(calls[-1].ticket if number % 2 else None)
        picture = board.picture(now)
        assert picture.rows[0].call.ticket == f"ticket-{number}"

    nothing_piles_up(step, count)


@pytest.mark.parametrize("calls", [1_500, pytest.param(20_000, marks=pytest.mark.long)])
def test_the_whole_screen_after_many_calls(calls: int) -> None:
    application("Giliran tests")
    device = DeviceView(id="tv", role="display", name="TV", zones=["biru"])
    hall = ScriptedHall(small_site(), device, START)
    model = DisplayModel(
        hall, device_name="TV", keeper=ZoneKeeper(None), pictures=Pictures(), parent=None
    )

    def step(number: int) -> None:
        hall.pass_time(5 * SECOND)
        hall.know(calls=tuple(passing(list(hall.facts().calls), number, hall.now())))

    nothing_piles_up(step, calls)
    assert len(model.standing) <= STANDING


@pytest.mark.parametrize("count", MANY)
def test_the_copy_of_the_hall_after_many_calls(count: int) -> None:
    mirror = Mirror()

    def step(number: int) -> None:
        for state in ("called", "serving", "over"):
            call = CallView(
                ticket=f"ticket-{number}",
                call=1,
                number=f"P-{number % 900:03}",
                zone="biru",
                counter="5",
                label="5",
                at="2026-11-23T09:12:00+07:00",
                state=state,
            )
            mirror.change(Change(seq=number, at=call.at, event="TicketCalled", calls=[call]))

    nothing_piles_up(step, count)
    assert mirror.calls == {}


def test_missed_numbers_are_forgotten_after_their_half_hour() -> None:
    board = Board(rows=4)
    missed = [
        replace(
            made_call(f"P-{place:03}", place * SECOND),
            state=CallState.NO_SHOW,
            missed=Moment(START + place * SECOND),
        )
        for place in range(400)
    ]
    board.take(missed, START)
    assert len(board.picture(Moment(START + 400 * SECOND)).missed) == 400
    late = board.picture(Moment(START + 60 * MINUTE))
    assert late.missed == ()
    assert late.until is None
