"""The mirror: what it holds after changes is what a later snapshot holds."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.link.mirror import Mirror
from shared.protocol.messages import Change, Head, Order, Welcome
from shared.protocol.moments import moment_of
from shared.protocol.views import CallView, DeviceView, TicketView, ZonePresence
from tests.integration.tiny_hub import Refused, TinyHall

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "IssueTicket",
                "CallNext",
                "CallNext",
                "Finish",
                "Finish",
                "Cancel",
                "NoShow",
                "Recall",
            ]
        ),
        st.integers(1, 12),
    )
    | st.tuples(st.just("OpenDay"), st.integers(24, 27)),
    min_size=8,
    max_size=30,
)


def welcome(hall: TinyHall, device: str = "tv-1") -> Welcome:
    return Welcome(
        protocol=1,
        hub="h",
        site="Mal",
        role="display",
        device=DeviceView(id=device, role="display", name="TV"),
        now="2026-11-23T12:00:00+07:00",
        head=Head(journal="j", seq=len(hall.changes), hash=""),
        snapshot=hall.snapshot(),
    )


def play(hall: TinyHall, step: tuple[str, int], number: int) -> list[Change]:
    """One order; no change where the hall refuses it."""
    name, value = step
    alive = sorted(hall.tickets) or ["none"]
    body: dict[str, Any] = {"ticket": alive[value % len(alive)], "date": f"2026-11-{value}"}
    try:
        return hall.carry_out(Order(id=str(number), name=name, body=body))
    except Refused:
        return []


def held(mirror: Mirror) -> tuple[object, ...]:
    return mirror.date, mirror.tickets, mirror.counters, mirror.calls


@settings(max_examples=100, deadline=None)
@given(STEPS, st.integers(0, 4))
def test_changes_lead_to_what_a_snapshot_holds(steps: list[tuple[str, int]], joins: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        hall, old, new = TinyHall(Path(folder, "journal")), Mirror(), Mirror()
        for number, step in enumerate(steps):
            if number == joins:
                old.welcome(welcome(hall))
            for change in play(hall, step, number):
                if number >= joins:
                    old.change(change)
        new.welcome(welcome(hall))
        assert held(old) == held(new)


def ticket(state: str) -> TicketView:
    return TicketView(
        id="t1",
        number="A-001",
        state=state,
        service="S",
        issued_at="",
        zone="biru",
        visit="v",
        ahead=0,
        counters=[],
    )


def call(state: str) -> CallView:
    return CallView(
        ticket="t1", call=1, number="A-001", zone="z", counter="1", label="1", at="", state=state
    )


def test_what_has_ended_is_told_while_it_is_there_and_gone_after_it() -> None:
    mirror = Mirror()
    seen: list[object] = []
    mirror.ticketChanged.connect(lambda key: seen.append(mirror.tickets[key].state))
    mirror.callChanged.connect(lambda one, late: seen.append((one.state, late)))
    mirror.change(
        Change(seq=1, at="", event="E", tickets=[ticket("called")], calls=[call("called")])
    )
    assert list(mirror.tickets) == list(mirror.calls) == ["t1"]
    mirror.change(
        Change(seq=2, at="", event="E", tickets=[ticket("done")], calls=[call("over")]), True
    )
    assert seen == ["called", ("called", False), "done", ("over", True)]
    assert (mirror.tickets, mirror.calls) == ({}, {})


def test_another_devices_settings_are_not_ours(tmp_path: Path) -> None:
    mirror = Mirror()
    mirror.welcome(welcome(TinyHall(tmp_path / "journal")))
    for device, volume in (("tv-2", 10), ("tv-1", 40)):
        view = DeviceView(id=device, role="display", name="TV", volume=volume)
        mirror.change(Change(seq=1, at="", event="DisplayConfigured", device=view))
    assert mirror.device is not None
    assert (mirror.device.id, mirror.device.volume) == ("tv-1", 40)


def test_a_site_that_cannot_be_read_leaves_the_one_before(tmp_path: Path) -> None:
    hall, mirror = TinyHall(tmp_path / "journal"), Mirror()
    mirror.welcome(welcome(hall))
    odd = welcome(hall)
    assert odd.snapshot is not None
    odd.snapshot.site, odd.snapshot.site_version = {"name": 7}, 2
    mirror.welcome(odd)
    assert mirror.site is not None
    assert (mirror.site.name, mirror.site_version) == ("Mal versi 1", 1)


def test_presence_is_kept_by_zone() -> None:
    mirror = Mirror()
    told: list[str] = []
    mirror.zoneChanged.connect(told.append)
    mirror.take_zones([ZonePresence(zone="biru", displays=1, voices=0)])
    assert told == ["biru"]
    assert mirror.zones["biru"].displays == 1


def test_the_days_order_of_services_is_told_once_and_kept(tmp_path: Path) -> None:
    mirror = Mirror()
    resets: list[list[str]] = []
    first = welcome(TinyHall(tmp_path / "journal"))
    assert first.snapshot is not None
    first.snapshot.popular = ["KTP", "KK"]
    mirror.welcome(first)
    mirror.reset.connect(lambda: resets.append(list(mirror.popular)))
    mirror.take_popular(["KTP", "KK"])
    mirror.take_popular(["KK", "KTP"])
    assert resets == [["KK", "KTP"]]


def test_what_was_missed_long_ago_is_forgotten() -> None:
    mirror = Mirror()
    for name, state, missed in (
        ("old", "no-show", "2026-11-23T09:00:00+07:00"),
        ("late", "no-show", "2026-11-23T09:20:00+07:00"),
        ("back", "called", "2026-11-23T09:00:00+07:00"),
    ):
        view = msgspec.structs.replace(call(state), ticket=name, missed_at=missed)
        mirror.change(Change(seq=1, at="", event="TicketMissed", calls=[view]))
    mirror.forget_missed(moment_of("2026-11-23T09:10:00+07:00"))
    assert set(mirror.calls) == {"late", "back"}
