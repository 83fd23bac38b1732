"""What crosses in a hall: two supervisors at once, a profile or a closing in the middle of a call,
an officer who leaves, a hold over the day's end."""

from __future__ import annotations

from shared.domain import commands as c
from shared.domain.ids import DAY, CounterId, Moment, OfficerId, ProfileCode, ServiceCode
from shared.domain.refusal import Code
from shared.domain.rule import choose
from shared.domain.states import TicketState
from tests.unit.played_hall import PlayedHall, helpful, two_agency_site
from tests.unit.test_queue_rules import refused

ONE, TWO, THREE = CounterId("1"), CounterId("2"), CounterId("3")
KTP, KK = ServiceCode("KTP-BARU"), ServiceCode("KK")


def at_work() -> PlayedHall:
    play = PlayedHall(two_agency_site(**helpful()), always_open=True)
    play.open("1", "2", "3")
    return play


def test_two_supervisors_at_once() -> None:
    """The second one finds what the first did: nothing twice, nothing against it in silence."""
    play = at_work()
    ticket, other = play.issue(), play.issue()
    play.do(c.MoveTicket(ticket=ticket.id, to_counter=TWO, reason="other"))
    again = c.MoveTicket(ticket=ticket.id, to_counter=TWO, reason="other")
    assert refused(play, again).code is Code.SAME_PLACE
    play.do(c.DecideEnd(service=KTP, choice="tomorrow"))
    play.do(c.DecideEnd(service=KTP, choice="serve-on"))
    assert play.hall.endings == {KTP: "serve-on"}
    assert {ticket.state, other.state} == {TicketState.POSTPONED}, "the choice was for those"
    move = c.MoveTicket(ticket=other.id, to_counter=ONE, reason="other")
    assert refused(play, move).code is Code.WRONG_STATE


def test_a_profile_that_changes_during_a_call_leaves_the_visitor() -> None:
    play = at_work()
    first, second = play.issue("KK"), play.issue("KK")
    assert play.call_next("3") == first
    play.do(c.SetProfile(counter=THREE, profile=ProfileCode("ktp")))
    play.do(c.StartService(counter=THREE))
    play.do(c.FinishService(counter=THREE, then_call=True))
    assert (first.state, second.state) == (TicketState.DONE, TicketState.WAITING)
    assert play.hall.desks[THREE].ticket is None, "it serves another line by now"


def test_a_counter_taken_over_during_a_service_goes_on_with_it() -> None:
    play = at_work()
    ticket, mine = play.issue(), play.issue()
    play.do(c.TransferTicket(counter=TWO, ticket=mine.id, to_officer=OfficerId("officer-1")))
    play.call_next("1")
    play.do(c.StartService(counter=ONE))
    relief = c.OpenCounter(counter=ONE, officer=OfficerId("officer-9"), take_over="relief")
    play.do(relief)
    assert (ticket.state, ticket.counter) == (TicketState.SERVING, ONE)
    assert mine.for_officer is None, "whom it waited for sits nowhere"
    play.do(c.FinishService(counter=ONE))
    assert ticket.state is TicketState.DONE


def test_a_hold_beyond_the_day_s_end_ends_with_the_day() -> None:
    play = at_work()
    ticket = play.issue()
    play.call_next("1")
    play.do(c.HoldTicket(counter=ONE, minutes=240))
    play.now = Moment(play.now + DAY)
    play.do(c.ResumeDue())
    assert not play.hall.timed
    assert play.hall.tickets.get(ticket.id) is None
    assert not any(play.hall.lines.values())


def test_a_return_to_an_officer_who_has_gone_waits_for_the_service() -> None:
    play = at_work()
    ticket = play.issue()
    play.call_next("1")
    send = c.TransferTicket(counter=ONE, service=KK, to_counter=THREE, back=True)
    play.do(send)
    play.do(c.CloseCounter(counter=ONE))
    assert play.call_next("3") == ticket
    play.do(c.FinishService(counter=THREE))
    assert (ticket.state, ticket.service, ticket.for_officer) == (TicketState.WAITING, KTP, None)


def test_a_transfer_to_an_officer_who_signs_off_waits_for_the_service() -> None:
    play = at_work()
    ticket = play.issue()
    play.do(c.TransferTicket(counter=TWO, ticket=ticket.id, to_officer=OfficerId("officer-1")))
    play.do(c.CloseCounter(counter=ONE))
    assert ticket.for_officer is None
    assert play.call_next("2") == ticket


def test_an_outage_holds_those_who_wait_and_those_put_aside_but_nobody_called() -> None:
    play = at_work()
    held, called, waits = play.issue(), play.issue(), play.issue()
    play.call_next("1")
    play.do(c.HoldTicket(counter=ONE, minutes=1))
    play.call_next("1")
    play.do(c.SuspendService(service=KTP, reason="system"))
    play.wait(2)
    play.do(c.ResumeDue())
    assert held.state is TicketState.WAITING
    assert choose(play.hall, TWO, play.now) is None, "they keep their places and are not called"
    play.do(c.FinishService(counter=ONE))
    assert called.state is TicketState.DONE
    play.do(c.RestoreService(service=KTP))
    assert [play.call_next("1"), play.call_next("2")] == [held, waits]
