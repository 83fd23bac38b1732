"""What a kiosk knows by heart: no number twice on the papers of a day, whatever happens to it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.emergency import notebook as pages
from kiosk.emergency.notebook import KEPT_DAYS, Notebook
from kiosk.emergency.paper import Paper
from shared.link.state_file import FILE_NAME, NotKept, StateFile
from shared.protocol.machine import boot_id, elapsed_ms
from shared.protocol.messages import GrantedRange, NumberGrant

DAY = dt.date(2026, 11, 23)
PAGE = 4096


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


def test_why_a_paper_had_priority_is_forgotten_with_its_day(tmp_path: Path) -> None:
    notebook = opened(tmp_path)
    today, tomorrow = DAY.isoformat(), (DAY + dt.timedelta(days=1)).isoformat()
    wish = {"priority": "pregnant", "assist": ("deaf",)}
    told = msgspec.structs.replace(paper(1, today, emergency=False), **wish)
    owed = msgspec.structs.replace(paper(980, today), **wish)
    give_all(notebook, [told, owed])
    assert notebook.paper(told.ticket) == told, "its day is not over"
    notebook.give(paper(1, tomorrow, emergency=False))
    for known in (notebook, opened(tmp_path)):
        bare = known.paper(told.ticket)
        assert bare is not None
        assert (bare.priority, bare.assist, bare.number) == ("", (), told.number)
        assert known.paper(owed.ticket) == owed, "the hub has not been told of it yet"


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


def test_a_clock_that_was_far_ahead_does_not_cost_the_numbers_of_all_days_until_then(
    tmp_path: Path,
) -> None:
    notebook = opened(tmp_path)
    notebook.take_grant(granted())
    future = dt.date(2099, 1, 1)
    assert take(notebook, future, 1) is not None
    assert take(notebook, future, 2) is not None
    for known in (notebook, opened(tmp_path)):  # the hub is back, before or after a restart
        known.take_grant(granted())
        assert {one.date for one in known.papers()} == {DAY.isoformat()}
        assert known.next_number("A", known.day(DAY.isoformat())) == 982
        held = known.held()
        assert held is not None
        assert held.date == DAY.isoformat()
    tomorrow = DAY + dt.timedelta(days=1)
    third = take(opened(tmp_path), tomorrow, 3)
    assert third is not None
    assert (third.ordinal, third.date) == (980, tomorrow.isoformat())


# A file that has gone bad ------------------------------------------------------------------


def filled(directory: Path, papers: int = 40) -> list[int]:
    """A notebook with emergency papers of a day; their numbers."""
    state = StateFile(directory, pages.migrations)
    notebook = Notebook(state)
    notebook.take_grant(granted())
    # Long enough that papers stand on several pages.
    given = [paper(980 + n % 20, DAY.isoformat(), n) for n in range(papers)]
    for one in given:
        notebook.give(one)
    state.close()
    return [one.ordinal for one in given]


@pytest.mark.parametrize("byte", [0, 0xFF, 0x5A])
def test_whichever_page_is_lost_no_number_is_given_again_and_the_kiosk_goes_on(
    tmp_path: Path, byte: int
) -> None:
    filled(tmp_path / "whole")
    content = (tmp_path / "whole" / FILE_NAME).read_bytes()
    for page in range(len(content) // PAGE):
        directory = tmp_path / f"page-{page}"
        directory.mkdir()
        bad = bytearray(content)
        bad[page * PAGE : (page + 1) * PAGE] = bytes([byte]) * PAGE
        (directory / FILE_NAME).write_bytes(bad)
        state = StateFile(directory, pages.migrations)
        notebook = Notebook(state)
        assert state.damaged, page
        assert take(notebook, DAY) is None, page  # its own numbers may all be on paper
        assert notebook.held() is None, page
        notebook.take_grant(granted(960, 979))
        taken = take(notebook, DAY, place=900)
        assert taken is not None, page
        assert taken.ordinal == 960
        again = opened(directory)
        assert again.paper(taken.ticket) == taken
        state.close()


def test_papers_on_the_pages_that_are_left_are_still_owed(tmp_path: Path) -> None:
    filled(tmp_path)
    path = tmp_path / FILE_NAME
    content = bytearray(path.read_bytes())
    leaf = content.rindex(b"ticket-20-") // PAGE * PAGE
    content[leaf : leaf + PAGE] = bytes(PAGE)
    path.write_bytes(content)
    owed = [one.ticket for one in opened(tmp_path).papers() if not one.handed]
    assert len(owed) == len(set(owed)) >= 20


def test_an_unreadable_paper_has_used_its_number_up(tmp_path: Path) -> None:
    state = StateFile(tmp_path, pages.migrations)
    notebook = Notebook(state)
    notebook.take_grant(granted())
    assert [take(notebook, DAY, n) is not None for n in range(2)] == [True, True]
    with state.change() as db:
        db.conn.execute("UPDATE papers SET paper = '{' WHERE ordinal = 981")
    state.close()
    assert opened(tmp_path).next_number("A", DAY.isoformat()) == 982


def test_a_file_that_goes_bad_meanwhile_is_written_anew_from_memory(tmp_path: Path) -> None:
    state = StateFile(tmp_path, pages.migrations)
    notebook = Notebook(state)
    notebook.take_grant(granted())
    first = take(notebook, DAY)
    with state.change() as db:
        db.conn.execute("ALTER TABLE papers RENAME COLUMN handed TO handy")
    told: list[bool] = []
    state.watcher = lambda: told.append(state.damaged)
    with pytest.raises(NotKept):
        take(notebook, DAY, 1)
    second = take(notebook, DAY, 2)  # the visitor's next tap
    assert told
    assert told[-1] is True
    assert first is not None
    assert second is not None
    assert [one.ordinal for one in opened(tmp_path).papers()] == [980, 981]


def test_a_disk_that_refused_is_tried_again(tmp_path: Path) -> None:
    directory = tmp_path / "kiosk"
    directory.write_text("in the way")
    state = StateFile(directory, pages.migrations)
    notebook = Notebook(state)
    refused = [state.refuses]
    notebook.take_grant(granted())
    assert notebook.grant is None  # it would be given anew after a restart
    directory.unlink()
    notebook.take_grant(granted())
    assert [*refused, state.refuses] == [True, False]
    assert take(notebook, DAY) is not None
