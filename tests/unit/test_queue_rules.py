"""The queue's rules one by one, as an officer would put them to the test."""

from __future__ import annotations

import pytest

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.hall import Ticket
from shared.domain.ids import CounterId, DeviceId, GroupCode, ServiceCode
from shared.domain.refusal import Code, Refusal
from shared.domain.states import TicketState
from tests.unit.played_hall import PlayedHall

ONE, TWO, THREE = CounterId("1"), CounterId("2"), CounterId("3")


@pytest.fixture
def play() -> PlayedHall:
    hall = PlayedHall()
    hall.open("1", "2", "3")
    return hall


def refused(play: PlayedHall, command: c.Command) -> Refusal:
    before = play.hall.seq
    with pytest.raises(Refusal) as refusal:
        play.do(command)
    assert play.hall.seq == before
    return refusal.value


def order_at(play: PlayedHall, counter: str) -> list[str]:
    """Who is called there, one after the other."""
    called = []
    while True:
        try:
            called.append(play.call_next(counter).number)
        except Refusal:
            return called
        play.do(c.FinishService(counter=CounterId(counter)))


# Papers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "asked", "prints"),
    [(None, None, None), ("kiosk-1", None, "kiosk-1"), ("kiosk-1", "kiosk-2", "kiosk-2")],
)
def test_a_paper_is_printed_again_where_the_visitor_stands_else_where_it_was_given(
    play: PlayedHall, given: str | None, asked: str | None, prints: str | None
) -> None:
    ticket = play.issue(kiosk=given)
    play.do(c.RequestReprint(ticket=ticket.id, kiosk=DeviceId(asked) if asked else None))
    assert (ticket.reprint_wanted, ticket.reprint_at) == (True, prints)
    failed = c.RecordPrint(ticket=ticket.id, outcome="failed", reason="paper_out", reprint=True)
    play.do(failed)
    assert (ticket.reprint_wanted, ticket.reprint_at) == (True, None), "the desk's from now on"
    play.do(c.RecordPrint(ticket=ticket.id, outcome="printed", reprint=True))
    assert (ticket.reprint_wanted, ticket.reprint_at) == (False, None)


# Who is next ---------------------------------------------------------------------------------


def test_a_head_start_counts_as_waiting_and_no_more(play: PlayedHall) -> None:
    plain = [play.issue() for _ in range(1)]
    play.wait(29)
    early = play.issue(priority="elderly")
    play.wait(2)
    late = play.issue(priority="elderly")
    assert early.ahead == 0  # 29 minutes of waiting are less than 30
    assert late.ahead == 2
    assert order_at(play, "1") == [early.number, plain[0].number, late.number]


def test_of_equal_places_the_one_recorded_first_is_next(play: PlayedHall) -> None:
    first, second = play.issue(), play.issue()
    play.wait(30)
    third = play.issue(priority="elderly")
    assert first.place == second.place == third.place
    assert order_at(play, "1") == [first.number, second.number, third.number]


def test_why_this_one_stands_beside_the_call(play: PlayedHall) -> None:
    play.issue()
    play.wait(20)
    winner = play.issue(priority="elderly")
    play.wait(14)
    runner_up = play.hall.tickets[next(iter(play.hall.tickets))]
    called = play.call_next("1")
    assert called.id == winner.id
    assert called.choice == e.Choice(
        by_rule=True,
        waited=14 * 60_000,
        head_start=30 * 60_000,
        runner_up=runner_up.number,
        runner_up_score=34 * 60_000,
    )


def test_a_call_beside_the_rule_needs_a_reason_and_names_who_was_due(play: PlayedHall) -> None:
    due, wanted = play.issue(), play.issue()
    play.wait(5)
    call = c.CallTicket(counter=ONE, ticket=wanted.id, reason="")
    assert refused(play, call).code is Code.REASON_NEEDED
    play.do(c.CallTicket(counter=ONE, ticket=wanted.id, reason="other"))
    choice = play.hall.tickets[wanted.id].choice
    assert choice is not None
    assert (choice.by_rule, choice.reason, choice.runner_up) == (False, "other", due.number)
    assert choice.runner_up_score == 5 * 60_000


def test_a_counter_calls_for_its_own_services_only(play: PlayedHall) -> None:
    play.issue("KK")
    with pytest.raises(Refusal, match="Nobody waits"):
        play.call_next("1")
    assert play.call_next("3").service == "KK"


# Visits --------------------------------------------------------------------------------------


def test_a_visitor_is_never_called_at_two_desks(play: PlayedHall) -> None:
    one = play.issue("KTP-BARU")
    two = play.issue("KK", visit=one.visit)
    other = play.issue("KK")
    play.call_next("1")
    called = play.call_next("3")
    assert called.id == other.id
    assert called.choice is not None
    assert called.choice.passed_over == (two.number,)
    call = c.CallTicket(counter=TWO, ticket=two.id, reason="other")
    refusal = refused(play, call)
    assert (refusal.code, refusal.facts["counter"]) == (Code.VISITOR_ELSEWHERE, "1")
    play.do(c.FinishService(counter=ONE))
    assert play.call_next("2").id == two.id  # and the place was kept


def test_finish_and_call_may_call_the_same_visitor_s_next_errand(play: PlayedHall) -> None:
    one = play.issue("KTP-BARU")
    two = play.issue("KTP-CETAK", visit=one.visit)
    play.call_next("1")
    receipt = play.do(c.FinishService(counter=ONE, then_call=True))
    assert receipt.ticket is not None
    assert (receipt.ticket.id, receipt.ticket.state) == (two.id, TicketState.CALLED)


def test_finish_and_call_with_nobody_left_just_finishes(play: PlayedHall) -> None:
    play.issue()
    play.call_next("1")
    receipt = play.do(c.FinishService(counter=ONE, then_call=True))
    assert receipt.ticket is not None
    assert receipt.ticket.state is TicketState.DONE


def test_a_finished_visit_takes_no_more_tickets(play: PlayedHall) -> None:
    only = play.issue()
    play.call_next("1")
    play.do(c.FinishService(counter=ONE))
    with pytest.raises(Refusal) as refusal:
        play.issue(visit=only.visit)
    assert refusal.value.code is Code.UNKNOWN_VISIT


# Recall and no-show --------------------------------------------------------------------------


def spoken(play: PlayedHall, ticket: Ticket) -> None:
    call = c.CallRef(ticket=ticket.id, call=play.hall.tickets[ticket.id].calls)
    play.do(c.ReportSpoken(display=DeviceId("tv"), calls=(call,)))


def test_the_first_and_the_last_call_are_kept_apart(play: PlayedHall) -> None:
    ticket = play.issue()
    play.wait(3)
    play.call_next("1")
    first = play.now
    spoken(play, ticket)
    play.wait(1)
    play.do(c.Recall(counter=ONE))
    assert (ticket.first_called_at, ticket.called_at, ticket.calls) == (first, play.now, 2)
    assert ticket.spoken_at is None


def test_a_call_nobody_has_heard_yet_is_not_repeated_for_a_while(play: PlayedHall) -> None:
    ticket = play.issue()
    play.call_next("1")
    play.do(c.Recall(counter=ONE))
    assert ticket.calls == 1
    play.wait(20.1 / 60)
    play.do(c.Recall(counter=ONE))
    assert ticket.calls == 2


def test_a_late_report_of_an_earlier_call_does_not_count(play: PlayedHall) -> None:
    ticket = play.issue()
    play.call_next("1")
    spoken(play, ticket)
    play.do(c.Recall(counter=ONE))
    old = c.CallRef(ticket=ticket.id, call=1)
    play.do(c.ReportSpoken(display=DeviceId("tv"), calls=(old,)))
    assert ticket.spoken_at is None
    spoken(play, ticket)
    spoken(play, ticket)
    reports = [x for x in play.entries if isinstance(x.event, e.CallSpoken)]
    assert len(reports) == 2  # the first of each call


def test_a_no_show_needs_two_calls_and_45_seconds_since_it_was_heard(play: PlayedHall) -> None:
    ticket = play.issue()
    play.call_next("1")
    spoken(play, ticket)
    play.wait(10)
    absent = c.RecordNoShow(counter=ONE)
    early = refused(play, absent)
    assert (early.code, early.facts["calls"], early.facts["due_at"]) == (
        Code.NO_SHOW_TOO_EARLY,
        1,
        None,
    )
    play.do(c.Recall(counter=ONE))
    play.wait(0.5)
    spoken(play, ticket)
    play.wait(44.9 / 60)
    refusal = refused(play, absent)
    assert refusal.facts["due_at"] == play.now + 100
    play.wait(0.1 / 60)
    play.do(absent)
    assert ticket.state is TicketState.NO_SHOW


def test_a_no_show_with_a_reason_may_be_at_once(play: PlayedHall) -> None:
    ticket = play.issue()
    play.call_next("1")
    play.do(c.RecordNoShow(counter=ONE, reason="other"))
    assert ticket.state is TicketState.NO_SHOW


def test_back_within_the_grace_keeps_the_place(play: PlayedHall) -> None:
    missed = play.issue()
    play.wait(1)
    play.issue()
    play.call_next("1")
    play.do(c.RecordNoShow(counter=ONE, reason="other"))
    play.wait(15)
    play.do(c.RejoinTicket(ticket=missed.id))
    assert play.call_next("1").id == missed.id


def test_back_later_the_place_is_the_time_of_return(play: PlayedHall) -> None:
    """Without the head start: it was used up with the call that was missed."""
    missed = play.issue(priority="elderly")
    play.wait(1)
    patient = play.issue()
    play.call_next("1")
    play.do(c.RecordNoShow(counter=ONE, reason="other"))
    play.wait(15.1)
    back = play.now
    play.do(c.RejoinTicket(ticket=missed.id))
    assert (missed.place, missed.head_start, missed.group) == (back, 0, "elderly")
    assert play.call_next("1").id == patient.id
    play.do(c.FinishService(counter=ONE))
    play.wait(4)
    choice = play.call_next("1").choice
    assert choice is not None
    assert (choice.waited, choice.head_start) == (4 * 60_000, 0)


def test_priority_taken_from_one_who_came_back_late_costs_nothing_more(play: PlayedHall) -> None:
    missed = play.issue(priority="elderly")
    play.call_next("1")
    play.do(c.RecordNoShow(counter=ONE, reason="other"))
    play.wait(16)
    play.do(c.RejoinTicket(ticket=missed.id))
    back = play.now
    play.do(c.SetPriority(ticket=missed.id, priority=None, reason="other"))
    assert missed.place == back


# Hold, resume, transfer, priority ------------------------------------------------------------


def test_hold_and_resume_keep_the_place(play: PlayedHall) -> None:
    held = play.issue()
    play.wait(1)
    play.issue()
    play.call_next("1")
    play.do(c.HoldTicket(counter=ONE))
    play.wait(60)
    play.do(c.ResumeTicket(counter=TWO, ticket=held.id))
    assert play.call_next("2").id == held.id


def test_a_transfer_keeps_the_place_among_strangers(play: PlayedHall) -> None:
    moved = play.issue("KTP-BARU")
    play.wait(1)
    there = play.issue("KK")
    play.call_next("1")
    play.do(c.TransferTicket(counter=ONE, service=ServiceCode("KK")))
    assert order_at(play, "3") == [moved.number, there.number]


def test_a_ticket_for_one_counter_alone_is_called_there_alone(play: PlayedHall) -> None:
    moved = play.issue("KTP-BARU")
    play.call_next("1")
    play.do(c.TransferTicket(counter=ONE, to_counter=THREE))
    assert moved.service == "KTP-BARU"
    with pytest.raises(Refusal):
        play.call_next("1")
    assert play.call_next("3").id == moved.id


def test_a_closed_counter_transfers_nothing(play: PlayedHall) -> None:
    waiting = play.issue()
    play.do(c.CloseCounter(counter=ONE))
    move = c.TransferTicket(counter=ONE, ticket=waiting.id, service=ServiceCode("KK"))
    assert refused(play, move).code is Code.COUNTER_CLOSED


def test_nobody_transfers_what_stands_at_another_counter(play: PlayedHall) -> None:
    ticket = play.issue()
    play.call_next("1")
    move = c.TransferTicket(counter=TWO, ticket=ticket.id, service=ServiceCode("KK"))
    assert refused(play, move).code is Code.VISITOR_ELSEWHERE


def test_a_transfer_moves_the_quota_with_it(play: PlayedHall) -> None:
    play.issue("KTP-CETAK")
    assert play.hall.taken["KTP-CETAK"] == 1  # type: ignore[index]
    play.call_next("1")
    play.do(c.TransferTicket(counter=ONE, service=ServiceCode("KTP-BARU")))
    assert play.hall.taken == {"KTP-CETAK": 0, "KTP-BARU": 1}


def test_priority_withdrawn_the_arrival_stays(play: PlayedHall) -> None:
    pretender = play.issue(priority="elderly")
    arrival = play.now
    play.wait(1)
    play.issue()
    play.wait(1)
    play.do(c.SetPriority(ticket=pretender.id, priority=None, reason="other"))
    assert (pretender.place, pretender.head_start, pretender.group) == (arrival, 0, None)
    assert play.call_next("1").id == pretender.id
    elderly = GroupCode("elderly")
    change = c.SetPriority(ticket=pretender.id, priority=elderly, reason="")
    assert refused(play, change).code is Code.REASON_NEEDED


def test_priority_given_later_counts_from_the_arrival(play: PlayedHall) -> None:
    first = play.issue()
    play.wait(20)
    second = play.issue()
    play.do(c.SetPriority(ticket=second.id, priority=GroupCode("elderly"), reason="other"))
    assert order_at(play, "1") == [second.number, first.number]


def test_a_service_without_priority_gives_none(play: PlayedHall) -> None:
    with pytest.raises(Refusal) as refusal:
        play.issue("KK", priority="elderly")
    assert refusal.value.code is Code.PRIORITY_NOT_ALLOWED
