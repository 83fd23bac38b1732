"""The hub's garbage: out of sight by day, looked through once after the day's turn."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Iterator

import pytest

from shared.domain.events import CounterClosed, DayOpened, Event, Recorded
from shared.domain.ids import CounterId, Moment
from shared.hub import garbage
from shared.protocol.messages import Head

HEAD = Head("0" * 32, 1, "0" * 64)


class Knot:
    """Something that refers to itself, and so is garbage that only the collector can find."""

    def __init__(self) -> None:
        self.myself = self


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    gc.enable()


def out_of_sight() -> weakref.ref[Knot]:
    """Garbage that was still in use when the hub was ready."""
    knot = Knot()
    gc.collect()
    garbage.hold()
    garbage.release()
    seen = weakref.ref(knot)
    del knot
    return seen


async def told(event: Event) -> None:
    garbage.turned_day([Recorded(seq=1, at=Moment(1), event=event)], HEAD)
    await asyncio.sleep(0.01)


def test_what_stands_at_the_start_is_left_alone() -> None:
    seen = out_of_sight()
    gc.collect()
    assert seen() is not None


@pytest.mark.parametrize(
    ("event", "gone"),
    [
        (DayOpened(date="2026-11-23"), True),
        (CounterClosed(counter=CounterId("1"), reason=""), False),
    ],
)
def test_it_is_looked_through_after_the_day_s_turn(
    monkeypatch: pytest.MonkeyPatch, event: Event, gone: bool
) -> None:
    monkeypatch.setattr(garbage, "AFTER_TURN_SECONDS", 0.0)
    seen = out_of_sight()
    asyncio.run(told(event))
    assert (seen() is None) is gone
    assert gc.get_freeze_count() > 0
