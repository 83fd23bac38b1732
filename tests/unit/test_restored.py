"""A restored hub: whom it waits for, and how far beyond what it knows it goes on."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from shared.domain import commands as c
from shared.domain.hall import Receipt
from shared.domain.ids import DAY, MINUTE, DeviceId, Moment, SeriesCode
from shared.hub.cut_tail import mark_if_cut
from shared.hub.engine import Unavailable
from shared.hub.own_troubles import own_troubles
from shared.hub.restored import MARK_FILE, Mark, Restored, read_mark, skipped, write_mark
from shared.protocol.machine import wall_ms
from shared.protocol.messages import Head, Hello
from tests.unit.played_hall import PlayedHall, two_agency_site

HEAD = Head("5afc87a2d1a3", 7, "f" * 64)
A, K = SeriesCode("A"), SeriesCode("K")
LISTED, NEW, SCRAPPED = (DeviceId(name) for name in ("kiosk-1", "kiosk-new", "kiosk-old"))


def hall_of_kiosks() -> PlayedHall:
    """One kiosk is the site's, one gave a number lately, one eight days ago."""
    play = PlayedHall(two_agency_site(kiosks=[{"id": LISTED, "name": LISTED}]), always_open=True)
    for kiosk in (SCRAPPED, LISTED, NEW):
        play.do(c.EnrolDevice(device=kiosk, role="kiosk", name=kiosk, zones=()))
        play.do(c.GrantNumbers(kiosk=kiosk, held=None))
        if kiosk is SCRAPPED:
            play.now = Moment(play.now + 8 * DAY)
    return play


class Waiting:
    """A restored hub's waiting on a played hall; `full` is its disk."""

    def __init__(self, play: PlayedHall, room: Path, **mark: Any) -> None:
        self.play, self.room, self.full = play, room, False
        if not (room / MARK_FILE).exists():
            write_mark(room, Mark(id="r", source="s", at=play.now, head=HEAD, **mark))
        self.restored = Restored(room, play.hall, lambda: play.now, self._submit)

    async def _submit(self, order: c.Order) -> Receipt:
        if self.full:
            raise Unavailable("disk-full", "The disk is full.")
        self.play.do(order.command)
        return cast(Receipt, None)

    def hello(self, kiosk: str) -> None:
        told = Hello(protocol=1, role="kiosk", device=kiosk, grant=None)
        asyncio.run(self.restored.report(told))

    def ordinals(self) -> dict[str, int]:
        return {str(code): last for code, last in self.play.hall.ordinals.items()}

    @property
    def waits(self) -> bool:
        return self.restored.waiting


def test_a_kiosk_scrapped_long_ago_is_not_waited_for(tmp_path: Path) -> None:
    waiting = Waiting(hall_of_kiosks(), tmp_path)
    assert waiting.restored.missing() == [LISTED, NEW]
    waiting.play.now = Moment(waiting.play.now + 30 * DAY)  # a long repair changes nothing
    again = Waiting(waiting.play, tmp_path)
    assert again.restored.missing() == [LISTED, NEW]


def test_numbers_go_on_well_beyond_the_highest_that_is_known(tmp_path: Path) -> None:
    waiting = Waiting(hall_of_kiosks(), tmp_path)
    waiting.play.issue()
    waiting.hello(LISTED)
    before = waiting.waits
    waiting.hello(NEW)
    assert (before, waiting.waits) == (True, False)
    assert waiting.ordinals() == {A: 21, K: 20}
    assert asyncio.run(waiting.restored.go("api:tool", "mgr")) == []
    assert waiting.ordinals() == {A: 21, K: 20}  # once, and not at every start
    mark = read_mark(tmp_path)
    assert mark is not None
    assert mark.over == "reported"


def test_a_busy_hall_passes_over_a_minute_of_its_numbers() -> None:
    play = PlayedHall(always_open=True)
    for _ in range(1_500):
        play.issue("KK")
        play.now = Moment(play.now + 2_000)
    mark = Mark(id="r", source="s", at=play.now, ends=play.hall.at, head=HEAD)
    assert skipped(play.hall, mark) == {A: 20, K: 1_525}


def test_on_a_later_day_numbers_begin_at_one() -> None:
    play = PlayedHall(always_open=True)
    play.do(c.TurnDay())
    mark = Mark(id="r", source="s", at=Moment(play.now - DAY), head=HEAD)
    assert skipped(play.hall, mark) == {}


def test_a_full_disk_puts_numbers_off(tmp_path: Path) -> None:
    waiting = Waiting(PlayedHall(always_open=True), tmp_path)
    waiting.play.do(c.TurnDay())
    waiting.full = True
    asyncio.run(waiting.restored.settle())
    assert waiting.restored.waiting
    with pytest.raises(Unavailable):
        asyncio.run(waiting.restored.go("api:tool", "mgr"))
    waiting.full = False
    asyncio.run(waiting.restored.settle())
    assert not waiting.restored.waiting


def test_an_unreadable_mark_asks_kiosks_for_their_papers_and_keeps_its_name(
    tmp_path: Path,
) -> None:
    (tmp_path / MARK_FILE).write_bytes(b"\0" * 40)
    play = hall_of_kiosks()
    names = set()
    for _ in range(2):
        mark = read_mark(tmp_path)
        assert mark is not None
        assert abs(mark.at - wall_ms()) < MINUTE  # or nobody is asked: it was long ago
        assert Waiting(play, tmp_path).restored.waiting
        kept = read_mark(tmp_path)
        assert kept is not None
        names.add(kept.id)
    assert len(names) == 1


def reports_of(room: Path, play: PlayedHall, seq: int, *numbers: str) -> None:
    with closing(sqlite3.connect(room / "reports.db")) as db, db:
        db.execute("CREATE TABLE state (key, value)")
        kept = {"journal": HEAD.journal, "projected_seq": seq, "projected_hash": "e" * 64}
        db.executemany("INSERT INTO state VALUES (?, ?)", kept.items())
        db.execute("CREATE TABLE tickets (series, number, date)")
        rows = [(number[0], number, play.hall.date) for number in numbers]
        db.executemany(
            "INSERT INTO tickets VALUES (?, ?, ?)", [*rows, ("A", "A-400", "2020-01-01")]
        )


def test_what_the_reports_know_of_a_cut_journal_is_not_given_again(tmp_path: Path) -> None:
    play = hall_of_kiosks()
    play.do(c.TurnDay())
    emergency = play.hall.grants[NEW].ranges[A]
    reports_of(tmp_path, play, 9, "A-009", "A-007", f"A-{emergency[0]}", "K-002")
    mark_if_cut(tmp_path, HEAD, play.hall)
    waiting = Waiting(play, tmp_path)
    asyncio.run(waiting.restored.go("api:tool", "mgr"))
    assert waiting.ordinals() == {A: 29, K: 22}


def test_reports_that_know_no_more_are_no_reason_to_wait(tmp_path: Path) -> None:
    play = PlayedHall()
    reports_of(tmp_path, play, HEAD.seq)
    mark_if_cut(tmp_path, HEAD, play.hall)
    assert read_mark(tmp_path) is None


def test_counters_are_told_who_is_waited_for_and_that_the_replica_is_old(tmp_path: Path) -> None:
    waiting = Waiting(hall_of_kiosks(), tmp_path)
    clock = SimpleNamespace(doubt=lambda at: "", lead=0)
    parts: dict[str, Any] = {
        "clock": clock,
        "engine": SimpleNamespace(hall=waiting.play.hall),
        "officers": SimpleNamespace(nobody=False, guessed=dict),
        "presence": SimpleNamespace(lines=list),
        "restored": waiting.restored,
        "media": SimpleNamespace(lost=list),
        "witness": SimpleNamespace(doubts=SimpleNamespace(troubles=list)),
    }
    behind = [1.0]
    hub = cast(Any, SimpleNamespace(**parts, backup=SimpleNamespace(behind=lambda: behind[0])))
    awaited = [("restore-waits", "kiosk-1"), ("restore-waits", "kiosk-new")]
    assert [(one.code, one.part) for one in own_troubles(hub)] == awaited
    behind[0] = 61.0
    told = [(one.code, one.part) for one in own_troubles(hub)]
    assert told == [*awaited, ("backup-behind", "")]


def test_a_margin_is_of_the_last_hour_alone() -> None:
    play = PlayedHall(always_open=True)
    for _ in range(1_300):
        play.issue()
    play.now = Moment(play.now + 61 * MINUTE)
    play.issue()
    mark = Mark(id="r", source="s", at=play.now, ends=play.hall.at, head=HEAD)
    assert skipped(play.hall, mark)[A] == 1_301 + 20
