"""The order of the tiles: by demand, in places that people find again, fixed for the day."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain import events as e
from shared.domain.events import Recorded
from shared.domain.hall import Hall
from shared.domain.ids import Moment
from shared.domain.plan import Plan
from shared.hub import popular as module
from shared.hub.popular import ENOUGH_DAYS, TILES, Popular, ranking
from shared.hub.projection.tables import REPORTS_FILE, open_reports
from shared.protocol.database import Database
from shared.protocol.site_file import site_from
from tests.unit.small_site import small_document

CODES = [f"S{n:02}" for n in range(20)]
TODAY, BEFORE = "2026-03-20", [f"2026-03-{day:02}" for day in range(10, 20)]


def test_the_first_order_is_by_demand() -> None:
    counts = {code: 100 - place for place, code in enumerate(CODES)}
    assert ranking([], counts, CODES) == CODES


def test_who_stays_among_the_twelve_keeps_the_place() -> None:
    before = CODES[:TILES]
    counts = {code: 10 + place for place, code in enumerate(CODES)}
    counts["S00"] = 500
    order = ranking(before, counts, CODES)[:TILES]
    assert all(code not in order or order.index(code) == before.index(code) for code in before)
    assert order[0] == "S00"
    assert "S19" in order


def test_a_newcomer_needs_a_lead() -> None:
    before, counts = CODES[:TILES], dict.fromkeys(CODES[:TILES], 100)
    assert ranking(before, {**counts, "S15": 105}, CODES)[:TILES] == before
    assert "S15" in ranking(before, {**counts, "S15": 120}, CODES)[:TILES]


def test_a_service_that_the_site_has_no_more_leaves_its_tile() -> None:
    order = ranking(CODES[:TILES], dict.fromkeys(CODES, 5), CODES[1:])
    assert "S00" not in order
    assert len(order[:TILES]) == TILES


@given(
    st.lists(st.sampled_from(CODES), unique=True),
    st.dictionaries(st.sampled_from(CODES), st.integers(1, 500)),
)
def test_nothing_stands_twice_and_the_next_day_changes_nothing(
    before: list[str], counts: dict[str, int]
) -> None:
    order = ranking(before, counts, CODES)
    assert len(order) == len(set(order))
    assert set(counts) <= set(order)
    assert ranking(order, counts, CODES)[:TILES] == order[:TILES]


def site_hall(popular_by: str = "history") -> Hall:
    document = small_document()
    document["services"] = [
        {**document["services"][0], "code": code} for code in ("KTP-BARU", "KK", "AKTA")
    ]
    document["counters"][0]["services"] = ["KTP-BARU", "KK", "AKTA"]
    document["rules"] = {"popular_by": popular_by}
    hall = Hall()
    hall.plan, hall.date = Plan.of(site_from(document)), TODAY
    return hall


def reports(directory: Path, days: list[str], *, opened: bool = True) -> None:
    db = open_reports(directory / REPORTS_FILE)
    for n, date in enumerate(days):
        _day(db, date)
        wanted = [*["KK"] * 3, "AKTA", *["KTP-BARU"] * (n % 2)]
        for m, code in enumerate(wanted):
            _ticket(db, f"{date}-{m}", code, date, "done")
        _ticket(db, f"{date}-gone", "KTP-BARU", date, "cancelled")
    if opened:
        _day(db, TODAY)
        for m in range(99):
            _ticket(db, f"{TODAY}-{m}", "KTP-BARU", TODAY, "waiting")
    db.close()


def _day(db: Database, date: str) -> None:
    db.execute("INSERT INTO days (date, opened_at) VALUES (?, 0)", [date])


def _ticket(db: Database, ticket: str, code: str, date: str, outcome: str) -> None:
    db.execute(
        "INSERT INTO tickets (ticket, number, service, series, date, issued_at, outcome)"
        " VALUES (?, 'A-001', ?, 'A', ?, 0, ?)",
        [ticket, code, date, outcome],
    )


def decided(directory: Path, hall: Hall) -> tuple[list[str], int]:
    """The order once it is written down for today, and how often it was told."""
    told: list[list[str]] = []

    async def run() -> list[str]:
        popular = Popular(directory, hall, lambda: told.append([]))
        task = asyncio.create_task(popular.run())
        await asyncio.sleep(0)  # where it was written down before, it looks and is content
        order = await _order_of(directory, popular, TODAY)
        task.cancel()
        return order

    return asyncio.run(run()), len(told)


def test_yesterdays_count_and_today_does_not(tmp_path: Path) -> None:
    reports(tmp_path, BEFORE)
    order, told = decided(tmp_path, site_hall())
    assert order == ["KK", "AKTA", "KTP-BARU"]
    assert told == 1


def test_the_order_outlives_a_restart(tmp_path: Path) -> None:
    reports(tmp_path, BEFORE)
    decided(tmp_path, site_hall())
    (tmp_path / REPORTS_FILE).unlink()
    order, told = decided(tmp_path, site_hall())
    assert order == ["KK", "AKTA", "KTP-BARU"]
    assert told == 0


@pytest.mark.parametrize("days", [0, ENOUGH_DAYS - 1])
def test_a_new_hall_goes_by_its_site(tmp_path: Path, days: int) -> None:
    reports(tmp_path, BEFORE[:days])
    assert decided(tmp_path, site_hall()) == ([], 0)


def test_a_manager_may_choose(tmp_path: Path) -> None:
    reports(tmp_path, BEFORE)
    assert decided(tmp_path, site_hall("site"))[0] == []


def test_nothing_is_decided_before_the_reports_have_come_so_far(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports(tmp_path, BEFORE, opened=False)
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.01)
    looks: list[dict[str, int] | None] = []

    class Watched(Popular):
        def _count(self, today: str) -> dict[str, int] | None:
            looks.append(super()._count(today))
            return looks[-1]

    async def run() -> list[str]:
        popular = Watched(tmp_path, site_hall(), lambda: looks.append({"told": 1}))
        task = asyncio.create_task(popular.run())
        async with asyncio.timeout(30):
            while len(looks) < 3:
                await asyncio.sleep(0.01)
        task.cancel()
        return popular.order

    assert asyncio.run(run()) == []
    assert not any(looks)
    assert not (tmp_path / "popular.json").exists()


def test_a_damaged_note_is_counted_anew(tmp_path: Path) -> None:
    (tmp_path / "popular.json").write_text("{")
    reports(tmp_path, BEFORE)
    assert decided(tmp_path, site_hall())[0] == ["KK", "AKTA", "KTP-BARU"]


def test_the_next_day_is_decided_when_it_opens(tmp_path: Path) -> None:
    reports(tmp_path, BEFORE)
    hall = site_hall()

    async def run() -> list[list[str]]:
        popular = Popular(tmp_path, hall, lambda: None)
        task = asyncio.create_task(popular.run())
        orders = [await _order_of(tmp_path, popular, TODAY)]
        db = open_reports(tmp_path / REPORTS_FILE)
        _day(db, "2026-03-21")
        db.close()
        hall.date = "2026-03-21"
        opened = e.DayOpened(date=hall.date)
        popular.committed([Recorded(seq=9, at=Moment(0), event=opened)])
        orders.append(await _order_of(tmp_path, popular, hall.date))
        task.cancel()
        return orders

    first, second = asyncio.run(run())
    assert first == second == ["KK", "AKTA", "KTP-BARU"], "all three keep their tiles"


async def _order_of(directory: Path, popular: Popular, date: str) -> list[str]:
    """The order, once it is written down for that date."""
    file = directory / "popular.json"
    async with asyncio.timeout(30):
        while not file.exists() or date not in file.read_text():
            await asyncio.sleep(0.01)
    return popular.order
