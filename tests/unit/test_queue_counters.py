"""Who sits where: taking over, moving on, and what becomes of those who waited for somebody."""

from __future__ import annotations

from typing import Any

import pytest

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide.counters import COUNTER_CLOSED, MOVED, OFFICER_LEFT
from shared.domain.hall import Desk
from shared.domain.ids import CounterId, NoteId, OfficerId, ZoneCode
from shared.domain.refusal import Code, Refusal
from shared.domain.states import CounterState, TicketState
from tests.unit.played_hall import PlayedHall

ONE, TWO, THREE = CounterId("1"), CounterId("2"), CounterId("3")
ANI, BUDI = OfficerId("ani"), OfficerId("budi")


@pytest.fixture
def play() -> PlayedHall:
    hall = PlayedHall(always_open=True)
    hall.do(c.TurnDay())
    return hall


def sits(play: PlayedHall, officer: OfficerId, counter: CounterId, **more: Any) -> Desk:
    play.do(c.OpenCounter(counter=counter, officer=officer, **more))
    return play.hall.desks[counter]


def refused(play: PlayedHall, command: c.Command) -> Refusal:
    before = play.hall.seq
    with pytest.raises(Refusal) as refusal:
        play.do(command)
    assert play.hall.seq == before
    return refusal.value


def since(play: PlayedHall, before: int) -> list[e.Event]:
    return [recorded.event for recorded in play.entries[before:]]


def test_a_counter_that_is_held_says_who_holds_it_since_when_and_how_to_take_it(
    play: PlayedHall,
) -> None:
    sits(play, ANI, ONE)
    signed_on = play.now
    play.wait(5)
    no = refused(play, c.OpenCounter(counter=ONE, officer=BUDI))
    assert (no.code, no.facts["officer"], no.facts["since"]) == (
        Code.COUNTER_TAKEN,
        ANI,
        signed_on,
    )
    assert no.facts["reasons"] == ["relief", "left", "sick"]
    wrong = refused(play, c.OpenCounter(counter=ONE, officer=BUDI, take_over="because"))
    assert wrong.code is Code.UNKNOWN_REASON


@pytest.mark.parametrize("paused", [False, True])
def test_whoever_stands_at_a_counter_that_is_taken_over_stays(
    play: PlayedHall, paused: bool
) -> None:
    sits(play, ANI, ONE)
    ticket = play.issue()
    if paused:
        play.do(c.PauseCounter(counter=ONE))
    else:
        play.call_next("1")
    desk = sits(play, BUDI, ONE, take_over="left")
    assert play.entries[-1].event == e.CounterTakenOver(
        counter=ONE, officer=BUDI, before=ANI, reason="left"
    )
    assert (desk.officer, desk.state, desk.reason) == (BUDI, CounterState.OPEN, "")
    assert desk.ticket == (None if paused else ticket.id)
    if not paused:
        play.do(c.FinishService(counter=ONE))
        assert play.hall.tickets[ticket.id].state is TicketState.DONE
    assert play.replayed() == play.hall


def test_what_the_officer_before_did_is_not_taken_back_by_the_next(play: PlayedHall) -> None:
    sits(play, ANI, ONE)
    play.issue()
    play.call_next("1")
    play.do(c.FinishService(counter=ONE))
    sits(play, BUDI, ONE, take_over="relief")
    assert refused(play, c.UndoLast(counter=ONE, reason="mistake")).code is Code.NOTHING_TO_UNDO


def test_a_reason_at_a_counter_that_is_free_takes_nothing_over(play: PlayedHall) -> None:
    assert sits(play, ANI, ONE, take_over="left").officer == ANI
    assert isinstance(play.entries[-1].event, e.CounterOpened)
    before = play.hall.seq
    sits(play, ANI, ONE, take_over="left")
    assert play.hall.seq == before


def test_an_officer_moves_on_when_asked_to_and_nobody_stands_there(play: PlayedHall) -> None:
    sits(play, ANI, ONE)
    assert refused(play, c.OpenCounter(counter=TWO, officer=ANI)).code is Code.OFFICER_ELSEWHERE
    play.issue()
    play.call_next("1")
    moving = c.OpenCounter(counter=TWO, officer=ANI, leave_other=True)
    assert refused(play, moving).code is Code.COUNTER_BUSY
    play.do(c.FinishService(counter=ONE))
    before = len(play.entries)
    play.do(moving)
    assert since(play, before) == [
        e.CounterClosed(counter=ONE, reason=MOVED),
        e.CounterOpened(counter=TWO, officer=ANI),
    ]


def test_moving_on_to_a_counter_that_another_left(play: PlayedHall) -> None:
    sits(play, ANI, ONE)
    sits(play, BUDI, TWO)
    before = len(play.entries)
    sits(play, ANI, TWO, take_over="left", leave_other=True)
    kinds = [type(event) for event in since(play, before)]
    assert kinds == [e.CounterClosed, e.CounterTakenOver]
    assert [play.hall.desks[one].officer for one in (ONE, TWO)] == [None, ANI]


def sent_to(play: PlayedHall, officer: OfficerId, **more: Any) -> Any:
    ticket = play.issue()
    play.call_next("1")
    play.do(c.TransferTicket(counter=ONE, to_officer=officer, **more))
    return play.hall.tickets[ticket.id]


def test_who_waits_for_an_officer_waits_for_the_service_when_the_officer_goes(
    play: PlayedHall,
) -> None:
    sits(play, ANI, ONE)
    sits(play, BUDI, TWO)
    ticket = sent_to(play, BUDI, back=True)
    place = ticket.key
    assert (ticket.for_officer, ticket.back_to) == (BUDI, ANI)
    before = len(play.entries)
    play.do(c.CloseCounter(counter=TWO))
    freed, closed = since(play, before)
    assert isinstance(freed, e.TicketTransferred)
    assert freed.reason == OFFICER_LEFT
    assert isinstance(closed, e.CounterClosed)
    assert (ticket.for_officer, ticket.back_to, ticket.key) == (None, ANI, place)
    assert play.call_next("1").id == ticket.id


def test_they_follow_an_officer_who_only_moves(play: PlayedHall) -> None:
    sits(play, ANI, ONE)
    sits(play, BUDI, TWO)
    ticket = sent_to(play, BUDI)
    sits(play, BUDI, THREE, leave_other=True)
    assert ticket.for_officer == BUDI
    assert play.call_next("3").id == ticket.id


def test_they_are_free_when_the_officer_s_counter_is_taken_over(play: PlayedHall) -> None:
    sits(play, ANI, ONE)
    sits(play, BUDI, TWO)
    ticket = sent_to(play, BUDI)
    sits(play, OfficerId("citra"), TWO, take_over="sick")
    assert ticket.for_officer is None
    assert play.call_next("2").id == ticket.id


def test_who_waits_for_a_counter_that_its_officer_leaves_is_free(play: PlayedHall) -> None:
    sits(play, ANI, ONE)
    sits(play, BUDI, TWO)
    ticket = play.issue()
    play.call_next("1")
    play.do(c.TransferTicket(counter=ONE, to_counter=TWO))
    before = len(play.entries)
    sits(play, BUDI, THREE, leave_other=True)
    freed = since(play, before)[0]
    assert isinstance(freed, e.TicketTransferred)
    assert freed.reason == COUNTER_CLOSED
    assert play.hall.tickets[ticket.id].for_counter is None


def test_unlocking_and_announcing_are_recorded_and_touch_no_queue(play: PlayedHall) -> None:
    before, now = len(play.entries), play.hall.waiting()
    play.do(c.UnlockOfficer(officer=ANI))
    twice = (ZoneCode("biru"), ZoneCode("biru"))
    play.do(c.Announce(announcement=NoteId("n"), zones=twice, digest="d"))
    assert since(play, before) == [
        e.OfficerUnlocked(officer=ANI),
        e.AnnouncementMade(announcement=NoteId("n"), zones=twice[:1], digest="d"),
    ]
    assert play.hall.waiting() == now
    assert play.replayed() == play.hall


@pytest.mark.parametrize("zones", [(), ("nirwana",), ("biru", "nirwana")])
def test_an_announcement_is_for_zones_of_the_hall(play: PlayedHall, zones: tuple[str, ...]) -> None:
    command = c.Announce(
        announcement=NoteId("n"), zones=tuple(ZoneCode(zone) for zone in zones), digest="d"
    )
    assert refused(play, command).code is Code.UNKNOWN_ZONE
