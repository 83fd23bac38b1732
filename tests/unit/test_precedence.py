"""Who was called before whom, and why: each cause in a hall that was played to it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.causes import Cause
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import (
    CounterId,
    DeviceId,
    Moment,
    SeriesCode,
    ServiceCode,
    TicketId,
    VisitId,
)
from shared.domain.precedence import Precedence, precedence
from shared.language.precedence import sentence
from tests.unit.played_hall import PlayedHall

JAKARTA = ZoneInfo("Asia/Jakarta")
ONE, KIOSK = CounterId("1"), DeviceId("kiosk-1")


@pytest.fixture
def play() -> PlayedHall:
    hall = PlayedHall(always_open=True)
    hall.open("1", "2", "3")
    return hall


def called(play: PlayedHall, asking: Ticket, command: c.Command) -> Precedence:
    """Why the call that a command leads to is before `asking`."""
    before = play.replayed()
    play.do(command)
    (call,) = [one for one in play.entries[before.seq :] if isinstance(one.event, e.TicketCalled)]
    return precedence(before, _in(before, asking), call)


def _in(hall: Hall, ticket: Ticket) -> Ticket:
    return hall.tickets[ticket.id]


def next_at(counter: CounterId) -> c.CallNext:
    return c.CallNext(counter=counter)


def test_who_came_earlier(play: PlayedHall) -> None:
    first = play.issue()
    play.wait(3)
    asking = play.issue()
    why = called(play, asking, next_at(ONE))
    assert (why.cause, why.called, why.asking) == (Cause.EARLIER, first.number, asking.number)
    said = sentence(why, "id", JAKARTA)
    assert said == (
        "A-001 dipanggil sebelum A-002 karena datang lebih dulu: pukul 09.00, A-002 pukul 09.03."
    )


def test_who_came_in_the_same_minute(play: PlayedHall) -> None:
    play.issue()
    asking = play.issue()
    assert "a moment earlier" in sentence(called(play, asking, next_at(ONE)), "en", JAKARTA)


def test_priority_is_said_and_neither_group_nor_minutes(play: PlayedHall) -> None:
    asking = play.issue()
    play.wait(10)
    play.issue(priority="elderly")
    why = called(play, asking, next_at(ONE))
    assert why.cause is Cause.PRIORITY
    for language in ("id", "en"):
        said = sentence(why, language, JAKARTA)
        assert "priorit" in said
        assert not any(word in said.lower() for word in ("lansia", "elderly", "30"))


def test_an_officers_choice_is_said_without_its_reason(play: PlayedHall) -> None:
    asking = play.issue()
    chosen = play.issue()
    command = c.CallTicket(counter=ONE, ticket=chosen.id, reason="other")
    why = called(play, asking, command)
    assert why.cause is Cause.CHOSEN
    said = sentence(why, "id", JAKARTA)
    assert "petugas di luar urutan" in said
    assert "lainnya" not in said.lower()


def test_whom_an_officer_calls_who_was_before_anyway_came_earlier(play: PlayedHall) -> None:
    chosen = play.issue()
    asking = play.issue()
    command = c.CallTicket(counter=ONE, ticket=chosen.id, reason="other")
    assert called(play, asking, command).cause is Cause.EARLIER


def test_a_late_return_counts_from_then(play: PlayedHall) -> None:
    asking = play.issue()
    play.wait(1)
    play.issue()
    play.call_next("1")
    play.do(c.RecordNoShow(counter=ONE, reason="other"))
    play.wait(30)
    play.do(c.RejoinTicket(ticket=asking.id))
    why = called(play, asking, next_at(ONE))
    assert why.cause is Cause.RETURNED
    assert "09.31" in sentence(why, "id", JAKARTA)


def test_while_its_visitor_is_at_another_desk(play: PlayedHall) -> None:
    other = play.issue("KK")
    asking = play.issue(visit=other.visit)
    play.issue()
    play.do(c.CallTicket(counter=CounterId("3"), ticket=other.id, reason="other"))
    assert called(play, asking, next_at(ONE)).cause is Cause.ELSEWHERE


def test_while_it_is_on_hold_or_missed(play: PlayedHall) -> None:
    asking = play.issue()
    play.issue()
    play.call_next("1")
    play.do(c.HoldTicket(counter=ONE))
    assert called(play, asking, next_at(ONE)).cause is Cause.AWAY


def test_another_service_has_a_line_of_its_own(play: PlayedHall) -> None:
    asking = play.issue("KTP-BARU")
    play.issue("KK")
    assert called(play, asking, next_at(CounterId("3"))).cause is Cause.OTHER_LINE


def test_an_emergency_paper_that_came_in_later(play: PlayedHall) -> None:
    play.do(c.GrantNumbers(kiosk=KIOSK, held=None))
    arrival = play.now
    play.wait(5)
    asking = play.issue()
    play.wait(5)
    first, _ = play.hall.grants[KIOSK].ranges[SeriesCode("A")]
    play.do(
        c.HandOver(
            kiosk=KIOSK,
            ticket=TicketId("paper-1"),
            visit=VisitId("visit-paper-1"),
            number=f"A-{first}",
            service=ServiceCode("KTP-BARU"),
            date=play.hall.date,
            taken_at=arrival,
        )
    )
    why = called(play, asking, next_at(ONE))
    assert why.cause is Cause.EMERGENCY
    assert "jaringannya putus" in sentence(why, "id", JAKARTA)


@pytest.mark.parametrize("cause", Cause)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_cause_has_a_sentence(cause: Cause, language: str) -> None:
    at = Moment(1_795_399_200_000)
    why = Precedence(
        cause=cause,
        called="B-031",
        counter=ONE,
        at=at,
        seq=7,
        came=at,
        asking="A-012",
        asking_came=Moment(at + 60_000),
        counts_from=at,
    )
    said = sentence(why, language, JAKARTA)
    assert "B-031" in said
    assert said.endswith(".")
    assert "{" not in said
