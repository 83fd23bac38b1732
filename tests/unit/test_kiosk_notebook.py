"""What a kiosk knows by heart: no number twice on the papers of a day, whatever happens to it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.emergency import notebook as pages
from kiosk.emergency.notebook import KEPT_DAYS, Notebook
from kiosk.emergency.paper import Paper
from shared.link.state_file import NotKept, StateFile
from shared.protocol.machine import boot_id, elapsed_ms
from shared.protocol.messages import GrantedRange, NumberGrant

DAY = dt.date(2026, 11, 23)


def opened(directory: Path) -> Notebook:
    return Notebook(StateFile(directory, pages.migrations))


def granted(first: int = 980, last: int = 999, *, next_: int = 0, date: str = "") -> NumberGrant:
    ranges = {"A": GrantedRange(first, last, next_ or first)}
    return NumberGrant(ranges=ranges, date=date or DAY.isoformat())


def paper(ordinal: int, date: str, place: int = 0, *, emergency: bool = True) -> Paper:
    return Paper(
        ticket=f"ticket-{place}-{ordinal}-{date}-{emergency}",
        number=f"A-{ordinal}",
        ordinal=ordinal,
        series="A",
        service="KTP",
        visit="visit-of-somebody",
        date=date,
        taken_at=place,
        elapsed=elapsed_ms(),
        boot=boot_id(),
        emergency=emergency,
        handed=not emergency,
    )


def take(notebook: Notebook, local: dt.date, place: int = 0) -> Paper | None:
    """What a visitor gets from a kiosk whose clock shows that day."""
    date = notebook.day(local.isoformat())
    ordinal = notebook.next_number("A", date)
    if ordinal is None:
        return None
    taken = paper(ordinal, date, place)
    notebook.give(taken)
    return taken


def numbers(notebook: Notebook, local: dt.date, count: int) -> list[int | None]:
    taken = [take(notebook, local, place) for place in range(count)]
    return [one.ordinal if one else None for one in taken]


def give_all(notebook: Notebook, papers: list[Paper]) -> None:
    for one in papers:
        notebook.give(one)


def test_without_a_grant_there_are_no_numbers(tmp_path: Path) -> None:
    notebook = opened(tmp_path)
    assert notebook.held() is None
    assert take(notebook, DAY) is None


def test_a_block_is_given_once_a_day_over_restarts(tmp_path: Path) -> None:
    opened(tmp_path).take_grant(granted(980, 983))
    assert numbers(opened(tmp_path), DAY, 3) == [980, 981, 982]
    again = opened(tmp_path)
    assert numbers(again, DAY, 2) == [983, None]
    tomorrow = DAY + dt.timedelta(days=1)
    assert numbers(again, tomorrow, 2) == [980, 981]


def test_a_clock_that_goes_back_begins_nothing_anew(tmp_path: Path) -> None:
    notebook = opened(tmp_path)
    notebook.take_grant(granted(date="2026-11-20"))
    take(notebook, DAY)
    yesterday = take(notebook, DAY - dt.timedelta(days=1))
    assert yesterday is not None
    assert (yesterday.ordinal, yesterday.date) == (981, DAY.isoformat())


def test_the_hub_knows_of_numbers_that_the_kiosk_has_forgotten(tmp_path: Path) -> None:
    notebook = opened(tmp_path)
    notebook.take_grant(granted(next_=990))
    assert numbers(notebook, DAY, 1) == [990]
    notebook.take_grant(granted(next_=985))
    assert numbers(notebook, DAY, 1) == [991]


def test_another_block_begins_at_its_beginning(tmp_path: Path) -> None:
    notebook = opened(tmp_path)
    notebook.take_grant(granted())
    numbers(notebook, DAY, 5)
    notebook.take_grant(granted(940, 959))
    assert numbers(notebook, DAY, 2) == [940, 941]
    held = opened(tmp_path).held()
    assert held is not None
    assert (held.ranges, held.used) == ({"A": (940, 959)}, {"A": 941})


def test_papers_are_owed_until_the_hub_has_answered(tmp_path: Path) -> None:
    notebook = opened(tmp_path)
    notebook.take_grant(granted())
    first, second = (take(notebook, DAY, place) for place in range(2))
    assert first is not None
    assert second is not None
    owed = opened(tmp_path).owed()
    assert owed is not None
    assert owed.order()["ticket"] == first.ticket
    notebook.handed(first.ticket)
    assert notebook.owed() == second
    assert opened(tmp_path).owed() == first  # told again, should the power fail now
    notebook.tidy()
    assert opened(tmp_path).owed() == second


def test_a_full_disk_gives_no_number(tmp_path: Path) -> None:
    state = StateFile(tmp_path, pages.migrations)
    notebook = Notebook(state)
    notebook.take_grant(granted())
    with state.change() as db:
        (pages_now,) = db.conn.execute("PRAGMA page_count").fetchone()
    state.rows(f"PRAGMA max_page_count = {pages_now}")
    papers = [paper(place, DAY.isoformat(), place, emergency=False) for place in range(1_000)]
    with pytest.raises(NotKept, match="full"):
        give_all(notebook, papers)
    kept = [one for one in papers if notebook.paper(one.ticket) is not None]
    assert 0 < len(kept) < 1_000
    assert opened(tmp_path).given_on(DAY.isoformat()) == kept


def test_old_papers_are_forgotten_and_owed_ones_never(tmp_path: Path) -> None:
    notebook = opened(tmp_path)
    notebook.take_grant(granted())
    owed, given_ = (take(notebook, DAY, place) for place in range(2))
    assert owed is not None
    assert given_ is not None
    notebook.handed(given_.ticket)
    later = DAY + dt.timedelta(days=KEPT_DAYS + 1)
    take(notebook, later)
    take(notebook, later, 1)
    known = opened(tmp_path)
    assert known.paper(given_.ticket) is None
    assert known.owed() == owed


def test_the_highest_normal_number_of_the_last_day_is_told(tmp_path: Path) -> None:
    notebook = opened(tmp_path)
    for place, (day, ordinal) in enumerate([(0, 40), (1, 7), (1, 12), (1, 9)]):
        date = (DAY + dt.timedelta(days=day)).isoformat()
        notebook.give(paper(ordinal, date, place, emergency=False))
    tomorrow = (DAY + dt.timedelta(days=1)).isoformat()
    assert opened(tmp_path).printed_numbers() == (tomorrow, {"A": 12})
    assert notebook.owed() is None


STEPS = st.sampled_from(["take", "take", "restart", "midnight", "back", "grant", "hello"])


@settings(max_examples=25, deadline=None)  # each number is forced to the disk
@given(st.lists(STEPS, max_size=25))
def test_no_number_twice_on_the_papers_of_a_day(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    directory = tmp_path_factory.mktemp("kiosk")
    notebook = opened(directory)
    notebook.take_grant(granted(980, 984))
    day, clock = DAY, DAY
    papers: list[Paper] = []
    for place, step in enumerate(steps):
        if step == "take":
            taken = take(notebook, clock, place)
            papers += [taken] if taken else []
        elif step == "restart":
            notebook = opened(directory)
        elif step == "midnight":
            day = clock = max(day, clock) + dt.timedelta(days=1)
        elif step == "back":
            clock = DAY - dt.timedelta(days=1)
        elif step == "grant":
            notebook.take_grant(granted(970, 974, date=day.isoformat()))
        else:  # the hub was back for a moment, and knows what was handed over
            clock = day
            while (owed := notebook.owed()) is not None:
                notebook.handed(owed.ticket)
            known = [one.ordinal for one in papers if one.date == day.isoformat()]
            next_ = max([979, *(n for n in known if n >= 980)]) + 1
            notebook.take_grant(granted(980, 984, next_=next_, date=day.isoformat()))
    given_ = Counter((one.date, one.number) for one in papers)
    assert [one for one, times in given_.items() if times > 1] == []
    assert [one.date for one in papers] == sorted(one.date for one in papers)
