"""Who keeps a connection when there are too many: devices do, and whoever floods does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.hub.buckets import KEPT, Buckets, Rate
from shared.hub.crowd import (
    ASKING,
    COMING,
    COMING_KNOWN,
    FROM_ONE_MACHINE,
    STRANGERS,
    Crowd,
    Place,
)


class Clock:
    """Seconds that only go forward when they are told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Hall:
    """Connections as the doorway makes them: one that is sent away is gone a moment later."""

    def __init__(self, *, limited: bool = True, at_all: int = 1_000) -> None:
        self.clock = Clock()
        self.crowd = Crowd(limited=limited, at_all=at_all, clock=self.clock)
        self.sent_away: list[str] = []
        self.refused = 0

    def come(self, address: str) -> Place | None:
        """At a pace that no rate minds."""
        self.clock.now += 1.0
        return self.come_at_once(address)

    def come_at_once(self, address: str) -> Place | None:
        place = self.crowd.come(address, lambda: self.sent_away.append(address))
        self.refused += place is None
        return place

    def device(self, address: str) -> Place:
        place = self.come(address)
        assert place is not None
        place.believe(address)
        return place


@pytest.fixture
def hall() -> Hall:
    return Hall()


def test_a_bucket_fills_by_time_alone() -> None:
    clock = Clock()
    bucket = Buckets(Rate(per_second=2, burst=3), clock)
    assert [bucket.take("a") for _ in range(4)] == [True, True, True, False]
    assert bucket.take("b")
    assert bucket.seconds("a") == 1
    clock.now += 0.5
    assert [bucket.take("a") for _ in range(2)] == [True, False]
    bucket.give_back("a")
    assert bucket.peek("a")
    clock.now += 100
    assert [bucket.take("a") for _ in range(4)] == [True, True, True, False]


def test_buckets_do_not_grow_with_who_comes() -> None:
    bucket = Buckets(Rate(per_second=1, burst=1), Clock())
    for n in range(KEPT * 3):
        bucket.take(n)
    assert len(bucket._left) == KEPT


def test_one_machine_floods_itself_out(hall: Hall) -> None:
    other = hall.come("10.0.0.2")
    for _ in range(FROM_ONE_MACHINE * 3):
        assert hall.come("10.0.0.1") is not None
    assert hall.sent_away == ["10.0.0.1"] * (FROM_ONE_MACHINE * 2)
    assert hall.crowd.strangers == FROM_ONE_MACHINE + 1
    assert other is not None


def test_the_oldest_of_the_fullest_goes_when_strangers_have_no_room(hall: Hall) -> None:
    for n in range(STRANGERS - 4):
        hall.come(f"10.1.{n // 250}.{n % 250}")
    for _ in range(4):
        hall.come("10.9.9.9")
    assert hall.sent_away == []
    hall.come("10.2.2.2")
    assert hall.sent_away == ["10.9.9.9"]
    for _ in range(4):
        hall.come("10.3.3.3")
    assert hall.crowd.strangers == STRANGERS
    assert len(hall.sent_away) == 5


def test_devices_stay_whoever_comes(hall: Hall) -> None:
    devices = [hall.device(f"10.0.0.{n}") for n in range(130)]
    for n in range(2_000):
        hall.come(f"10.1.{n // 250}.{n % 250}")
    assert hall.crowd.believed == len(devices)
    assert all(place.believed for place in devices)
    assert not {f"10.0.0.{n}" for n in range(130)} & set(hall.sent_away)


def test_a_device_that_comes_back_in_a_full_house_is_not_sent_away_first(hall: Hall) -> None:
    hall.device("10.0.0.1").gone()
    assert hall.come("10.0.0.1") is not None
    for n in range(STRANGERS * 2):
        hall.come(f"10.1.{n // 250}.{n % 250}")
    assert "10.0.0.1" not in hall.sent_away


def test_too_many_at_once_are_refused_and_devices_are_let_in(hall: Hall) -> None:
    hall.device("10.0.0.1").gone()
    let_in = sum(hall.come_at_once("10.0.0.9") is not None for _ in range(1_000))
    assert let_in == COMING.burst
    for n in range(2_000):
        hall.come_at_once(f"10.1.{n // 250}.{n % 250}")
    assert hall.come_at_once("10.0.0.1") is not None
    assert sum(hall.come_at_once("127.0.0.1") is not None for _ in range(1_000)) == (
        COMING_KNOWN.burst
    )


def test_requests_of_strangers_are_few_and_of_devices_any_number(hall: Hall) -> None:
    stranger, device = hall.come("10.0.0.9"), hall.device("10.0.0.1")
    assert stranger is not None
    assert sum(stranger.may_ask() for _ in range(1_000)) == ASKING.burst
    assert all(device.may_ask() for _ in range(1_000))
    device.doubt()
    assert hall.crowd.strangers == 2
    assert sum(device.may_ask() for _ in range(1_000)) == ASKING.burst
    assert hall.crowd.shed.requests == (1_000 - ASKING.burst) * 2


def test_a_hub_on_loopback_knows_one_machine_and_sheds_what_says_nothing() -> None:
    hall = Hall(limited=False, at_all=100)
    apps = [hall.device("127.0.0.1") for _ in range(60)]
    for _ in range(5_000):
        assert hall.come_at_once("127.0.0.1") is not None
    assert (hall.crowd.believed, hall.crowd.strangers) == (60, 40)
    assert all(app.believed for app in apps)
    for _ in range(40):
        place = hall.come_at_once("127.0.0.1")
        assert place is not None
        place.believe("app")
    assert hall.come_at_once("127.0.0.1") is None


def test_an_address_is_the_same_over_ipv6(hall: Hall) -> None:
    for _ in range(FROM_ONE_MACHINE):
        hall.come("10.0.0.1")
    hall.come("::ffff:10.0.0.1")
    assert hall.sent_away == ["10.0.0.1"]


DEEDS = st.tuples(st.sampled_from(["come", "believe", "doubt", "gone"]), st.integers(0, 40))


@given(st.lists(DEEDS, max_size=300), st.booleans())
def test_whatever_happens_the_count_is_right_and_nothing_overflows(
    deeds: list[tuple[str, int]], limited: bool
) -> None:
    crowd = Crowd(limited=limited, at_all=12, clock=Clock())
    here: list[Place] = []
    for deed, n in deeds:
        if deed == "come":
            place = crowd.come(f"10.0.0.{n}", lambda: None)
            here += [place] if place is not None else []
        elif here:
            one = here[n % len(here)]
            one.believe(str(n)) if deed == "believe" else getattr(one, deed)()
        assert crowd.believed + crowd.strangers <= 12
        assert crowd.strangers == sum(map(len, crowd._strangers.values()))
        assert all(crowd._strangers.values())
