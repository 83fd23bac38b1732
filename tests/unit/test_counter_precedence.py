"""Why before me? The answer names numbers and says priority, never whose."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from counter.precedence import Before, before, sentences
from shared.language.precedence import MOST_NAMED, listed
from shared.protocol.views import Passer, TicketView

NINE = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def waits(number: str, minute: int, **more: Any) -> TicketView:
    """Somebody who came so many minutes after nine."""
    came = NINE + dt.timedelta(minutes=minute)
    place = came - dt.timedelta(minutes=more.get("head_start", 0))
    ticket = {"state": "waiting", "counters": ["5"], "place": place.isoformat()} | more
    return TicketView(
        id=number,
        number=number,
        service="KTP-BARU",
        issued_at=came.isoformat(),
        zone="biru",
        visit=f"v-{number}",
        ahead=0,
        **ticket,
    )


def found(ticket: TicketView, *others: TicketView) -> Before:
    return before(ticket, {one.id: one for one in (ticket, *others)})


def test_each_is_told_with_what_put_it_there() -> None:
    passers = [Passer("A-985", "emergency"), Passer("A-003", "restored")]
    asks = waits("A-014", 20, passed_by=passers)
    told = found(
        asks,
        waits("A-985", 10, emergency=True),
        waits("A-003", 12),
        waits("A-023", 25, head_start=30),
        waits("A-010", 1),
        waits("A-030", 30),
        waits("B-001", 2, counters=["6"]),
    )
    assert told == Before(4, ("A-985",), ("A-003",), ("A-023",))


def test_who_was_called_from_before_it_still_has_to_be_explained() -> None:
    asks = waits("A-014", 20)
    told = found(asks, waits("A-023", 25, head_start=30, state="called"))
    assert told == Before(0, priority=("A-023",))


def test_whom_an_officer_called_first_is_named_while_it_is_at_a_desk() -> None:
    asks = waits("A-014", 20)
    at_desk = {"state": "serving", "called_at": (NINE + dt.timedelta(minutes=40)).isoformat()}
    told = found(
        asks,
        waits("A-031", 30, note="A-031: darurat; A-014: 20", **at_desk),
        waits("A-032", 31, note="A-032: 9 + 30 = 39", **at_desk),
        waits("A-033", 32, note="A-033: darurat; A-014: 20"),
        waits("B-001", 33, note="B-001: darurat", counters=["6"], **at_desk),
    )
    assert told == Before(0, chosen=("A-031",))
    said = " ".join(sentences(asks, told, "id"))
    assert "A-031: dipanggil petugas di luar urutan" in said
    assert "darurat" not in said


def test_a_late_paper_with_priority_that_came_later_did_not_come_earlier() -> None:
    asks = waits("A-014", 20, passed_by=[Passer("A-985", "emergency")])
    told = found(asks, waits("A-985", 25, head_start=30, emergency=True))
    assert told == Before(1, priority=("A-985",))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", ["anjungan yang jaringannya putus", "berhak prioritas", "waktu datang"]),
        ("en", ["lost its connection", "entitled to priority", "order of arrival"]),
    ],
)
def test_the_answer_can_be_read_out(language: str, words: list[str]) -> None:
    asks = waits("A-014", 20, group="lansia")
    said = " ".join(sentences(asks, Before(3, ("A-985",), (), ("A-023",)), language))
    assert all(word in said for word in words)
    assert "A-985" in said
    assert "lansia" not in said.lower()


def test_whoever_is_next_and_whoever_was_not_passed() -> None:
    asks = waits("A-014", 20)
    assert "yang berikutnya" in sentences(asks, Before(0), "id")[0]
    assert "Semuanya datang lebih dulu." in sentences(asks, Before(2), "id")


def test_many_numbers_are_counted() -> None:
    numbers = tuple(f"A-{n}" for n in range(980, 980 + MOST_NAMED + 2))
    assert listed(numbers, "id").endswith("A-985 (+2)")
    assert listed(numbers[:2], "id") == "A-980, A-981"
