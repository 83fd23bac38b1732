"""A flood of strangers, and a hub that has just been started: the hall's devices come back in."""

from __future__ import annotations

import stat
from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.hub.crowd import COMING, FROM_ONE_MACHINE, STRANGERS, Crowd, Place
from shared.hub.homes import HOMES_FILE, OF_ONE_DEVICE, TOOLS, Homes
from shared.hub.machine import HERE, exact, machine_of
from tests.unit.test_crowd import Clock

GREETING_SECONDS = 0.8
"""A tired PC's TLS and hello, on a hub that is busy."""

SILENT_SECONDS = 5.0
"""So long a stranger holds a connection that says nothing."""

Address = Callable[[int], str]

FLOODS: dict[str, Address] = {
    "IPv4": lambda n: f"10.{n // 62_500 % 250}.{n // 250 % 250}.{n % 250}",
    "IPv6, ever new": lambda n: f"2001:db8:{n // 65_536:x}:{n % 65_536:x}::9",
    "IPv6, of the hall's own network": lambda n: f"2001:db8:aa:1::dead:{n:x}",
}


def at_home(n: int) -> str:
    """Where device `n` lives; every second one by IPv6."""
    return f"2001:db8:aa:1::{n + 1:x}" if n % 2 else f"192.168.7.{n % 250}"


class Flood:
    """A hub that has just been started, and who comes."""

    def __init__(self, homes: Homes) -> None:
        self.clock = Clock()
        self.crowd = Crowd(clock=self.clock, homes=homes)
        self.sent_away: set[str] = set()
        self._silent: deque[tuple[float, Place]] = deque()

    def stranger(self, address: str) -> Place | None:
        place = self.crowd.come(address, lambda: None)
        if place is not None:
            self._silent.append((self.clock.now + SILENT_SECONDS, place))
        return place

    def device(self, address: str) -> Place | None:
        return self.crowd.come(address, lambda: self.sent_away.add(address))

    def passes(self, seconds: float) -> None:
        self.clock.now += seconds
        while self._silent and self._silent[0][0] <= self.clock.now:
            self._silent.popleft()[1].gone()


def restarted(folder: Path, devices: int) -> Homes:
    """The homes of a hub, as the next process finds them."""
    before = Homes(folder / HOMES_FILE)
    for n in range(devices):
        before.met(f"app-{n}", at_home(n))
    before.save()
    return Homes(folder / HOMES_FILE, {f"app-{n}" for n in range(devices)})


@settings(max_examples=25, deadline=None)
@given(
    source=st.tuples(st.sampled_from(sorted(FLOODS)), st.integers(1, 10_000)),
    rate=st.integers(100, 3_000),
    devices=st.integers(1, 300),
    began=st.floats(0, 2),
)
def test_devices_come_home_in_any_flood(
    tmp_path_factory: pytest.TempPathFactory,
    source: tuple[str, int],
    rate: int,
    devices: int,
    began: float,
) -> None:
    """At the first try, all at once, and nobody pushes them out while they greet."""
    flood = Flood(restarted(tmp_path_factory.mktemp("hub"), devices))
    kind, addresses = source
    step, n = 0.2, 0

    def goes_on(seconds: float) -> None:
        nonlocal n
        for _ in range(round(seconds / step)):
            for _ in range(round(rate * step)):
                flood.stranger(FLOODS[kind](n % addresses))
                n += 1
            flood.passes(step)

    goes_on(began)
    places = [flood.device(at_home(one)) for one in range(devices)]
    goes_on(GREETING_SECONDS)
    assert all(places)
    assert not flood.sent_away
    for one, place in enumerate(places):
        assert place is not None
        place.believe(f"app-{one}")
    goes_on(0.4)
    assert flood.crowd.believed == devices
    assert flood.crowd.strangers <= STRANGERS


@pytest.mark.parametrize(("addresses", "rate"), [(40, 400), (100, 500), (250, 700)])
def test_who_comes_seldom_is_let_in_beside_a_flood(addresses: int, rate: int) -> None:
    """A new screen, or a PC with a new address: after half a minute of the flood at the latest,
    though all the strangers come before it each time."""
    flood = Flood(Homes())
    tried = []
    for second in range(90):
        for n in range(rate):
            flood.stranger(FLOODS["IPv4"](n % addresses))
        if second >= 30 and second % 7 == 0:
            tried.append(flood.stranger("192.168.9.9") is not None)
        flood.passes(1.0)
    assert all(tried)


def test_who_waits_for_a_person_is_not_pushed_out_by_those_who_come() -> None:
    flood = Flood(Homes())
    place = flood.device("192.168.9.9")
    assert place is not None
    place.stay()
    for n in range(5_000):
        flood.stranger(FLOODS["IPv4"](n))
        flood.passes(0.01)
    assert not flood.sent_away
    place.gone()
    flood.passes(SILENT_SECONDS)
    assert flood.crowd.strangers == 0


# How addresses are told apart -------------------------------------------------------------------


def test_an_ipv6_address_counts_with_its_network() -> None:
    assert machine_of("2001:db8::1") == machine_of("2001:db8::ffff:1%eth0")
    assert machine_of("2001:db8:0:1::1") != machine_of("2001:db8::1")
    assert machine_of("::ffff:10.0.0.1") == machine_of("10.0.0.1") == "10.0.0.1"
    assert machine_of("::ffff:127.0.0.1") == machine_of("::1") == HERE
    assert machine_of("127.0.1.1") == "127.0.1.1"
    assert machine_of("") == ""


def test_one_laptop_with_many_addresses_is_one_machine() -> None:
    flood = Flood(Homes())
    came = [flood.stranger(FLOODS["IPv6, of the hall's own network"](n)) for n in range(1_000)]
    assert sum(one is not None for one in came) == COMING.burst
    assert flood.crowd.strangers == FROM_ONE_MACHINE


# What is kept -----------------------------------------------------------------------------------


def test_homes_outlive_a_restart_and_are_their_owner_s_alone(tmp_path: Path) -> None:
    homes = restarted(tmp_path, 4)
    assert all(exact(at_home(n)) in homes for n in range(4))
    assert at_home(5) not in homes
    assert stat.S_IMODE((tmp_path / HOMES_FILE).stat().st_mode) == 0o600


def test_who_was_revoked_lives_nowhere(tmp_path: Path) -> None:
    homes = restarted(tmp_path, 2)
    homes.met("app-1", at_home(0))
    homes.forget("app-0")
    assert at_home(0) in homes  # another one lives there as well
    homes.forget("app-1")
    assert at_home(0) not in homes
    homes.save()
    assert at_home(0) not in Homes(tmp_path / HOMES_FILE, {"app-0", "app-1"})
    assert at_home(1) not in restarted(tmp_path / "..", 0)


def test_a_device_that_is_paired_no_more_brings_no_home_from_the_file(tmp_path: Path) -> None:
    restarted(tmp_path, 2)
    homes = Homes(tmp_path / HOMES_FILE, {"app-1"})
    assert at_home(0) not in homes
    assert at_home(1) in homes


def test_a_device_has_few_homes_and_tools_none_on_disk(tmp_path: Path) -> None:
    homes = Homes(tmp_path / HOMES_FILE)
    homes.met(TOOLS, "10.0.0.9")
    assert "10.0.0.9" in homes
    homes.save()
    assert not (tmp_path / HOMES_FILE).exists()
    for n in range(OF_ONE_DEVICE + 1):
        homes.met("pc", f"10.0.1.{n}")
    homes.met("pc", "10.0.1.1")
    homes.met("pc", "10.0.1.7")
    assert [f"10.0.1.{n}" in homes for n in (0, 1, 2, 3, 7)] == [False, True, False, True, True]


@pytest.mark.parametrize("found", [b"", b"[]", b'{"app-0": 1}', b"\xff"])
def test_a_file_that_cannot_be_read_is_none(tmp_path: Path, found: bytes) -> None:
    (tmp_path / HOMES_FILE).write_bytes(found)
    homes = Homes(tmp_path / HOMES_FILE, {"app-0"})
    homes.met("app-0", "10.0.0.1")
    homes.save()
    assert "10.0.0.1" in Homes(tmp_path / HOMES_FILE, {"app-0"})
