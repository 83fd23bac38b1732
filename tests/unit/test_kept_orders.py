"""What an app must still tell its hub: on disk before anything else, in order, never too much."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.link import kept_orders
from shared.link.kept_orders import KeptOrder, KeptOrders, migrations
from shared.link.state_file import ASIDE, FILE_NAME, StateFile


def kept_in(directory: Path) -> KeptOrders:
    """As an app finds them at its start."""
    return KeptOrders(StateFile(directory, migrations))


def order(id_: str, **more: bool) -> KeptOrder:
    return KeptOrder(id=id_, name="RecordPrint", body={"ticket": id_}, **more)


def ids(kept: KeptOrders) -> list[str]:
    return [one.id for one in kept]


def test_what_is_kept_outlives_the_app_in_its_order(tmp_path: Path) -> None:
    kept = kept_in(tmp_path / "not" / "there" / "yet")
    for id_ in ("a", "b", "c"):
        kept.keep(order(id_))
    kept.settle("b")
    kept.tidy()
    again = kept_in(tmp_path / "not" / "there" / "yet")
    assert [(one.id, one.body) for one in again] == [("a", {"ticket": "a"}), ("c", {"ticket": "c"})]
    assert again.due == order("a")


def test_what_is_settled_and_not_tidied_is_given_again_and_no_more(tmp_path: Path) -> None:
    kept = kept_in(tmp_path)
    kept.keep(order("a"))
    kept.settle("a")
    assert kept.due is None
    assert ids(kept_in(tmp_path)) == ["a"]
    kept.tidy()
    assert ids(kept_in(tmp_path)) == []


def test_what_is_foreseen_is_due_only_after_the_app_has_ended(tmp_path: Path) -> None:
    kept = kept_in(tmp_path)
    kept.keep(order("printed or not", foreseen=True))
    kept.keep(order("later"))
    assert kept.due == order("later")
    assert kept_in(tmp_path).due == order("printed or not")


def test_what_became_of_it_stands_in_place_of_what_was_foreseen(tmp_path: Path) -> None:
    kept = kept_in(tmp_path)
    kept.keep(order("foreseen", foreseen=True))
    kept.keep(order("known"), instead_of="foreseen")
    assert ids(kept) == ids(kept_in(tmp_path)) == ["known"]


def test_too_much_costs_the_oldest_counts_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_orders, "MOST", 2)
    kept = kept_in(tmp_path)
    for id_ in ("print 1", "count 1", "count 2", "print 2", "count 3", "print 3"):
        kept.keep(order(id_, expendable=id_.startswith("count")))
    left = ["print 1", "count 2", "print 2", "count 3", "print 3"]
    assert ids(kept) == ids(kept_in(tmp_path)) == left


BROKEN = (b"{" * 200, b"SQLite format 3\0" + b"\xff" * 200, b"\xff\xfe" * 300)


@pytest.mark.parametrize("content", BROKEN)
def test_a_damaged_file_is_said_and_begun_anew(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    kept = kept_in(tmp_path)
    assert len(kept) == 0
    assert FILE_NAME in caplog.text
    assert (tmp_path / (FILE_NAME + ASIDE)).read_bytes() == content
    kept.keep(order("a"))
    assert ids(kept_in(tmp_path)) == ["a"]


def test_a_disk_that_refuses_is_said_and_the_order_lives_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = tmp_path / "a file"
    nowhere.write_text("in the way")
    kept = kept_in(nowhere)
    with caplog.at_level(logging.ERROR):
        kept.keep(order("a"))
    assert kept.due == order("a")
    assert "cannot be kept" in caplog.text


def test_a_page_that_has_gone_bad_is_said_and_the_rest_is_begun_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    state = StateFile(tmp_path, migrations)
    kept = KeptOrders(state)
    for n in range(200):
        kept.keep(order(f"order {n}"))
    state.close()
    raw = bytearray((tmp_path / FILE_NAME).read_bytes())
    raw[4096:] = b"\x5a" * (len(raw) - 4096)
    (tmp_path / FILE_NAME).write_bytes(raw)
    assert ids(kept_in(tmp_path)) == []
    assert "unreadable" in caplog.text


@settings(max_examples=60, deadline=None)  # each step forces a file to the disk
@given(st.lists(st.sampled_from(["keep", "foresee", "replace", "settle", "restart"]), max_size=20))
def test_nothing_is_lost_and_nothing_is_due_too_early(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    directory = tmp_path_factory.mktemp("kept")
    kept = kept_in(directory)
    open_, foreseen = [], []  # what an app with a perfect memory would know
    for place, step in enumerate(steps):
        id_ = str(place)
        if step == "keep":
            kept.keep(order(id_))
            open_.append(id_)
        elif step == "foresee":
            kept.keep(order(id_, foreseen=True))
            foreseen.append(id_)
        elif step == "replace" and foreseen:
            kept.keep(order(id_), instead_of=foreseen.pop(0))
            open_.append(id_)
        elif step == "settle" and open_:
            assert kept.due is not None
            assert kept.due.id in open_
            open_.remove(kept.due.id)
            kept.settle(kept.due.id)
            kept.tidy()
        elif step == "restart":
            kept = kept_in(directory)
            open_, foreseen = [*open_, *foreseen], []
        assert sorted(ids(kept)) == sorted([*open_, *foreseen])
        assert (kept.due is None) == (not open_)
