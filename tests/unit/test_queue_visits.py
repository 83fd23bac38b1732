"""Several errands in one visit: what came of each, the next one under the same number, and back."""

from __future__ import annotations

from typing import Any

import pytest

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.hall import Ticket
from shared.domain.ids import CounterId, OfficerId, ServiceCode
from shared.domain.refusal import Code, Refusal
from shared.domain.site import Reason
from shared.domain.states import TicketState
from shared.protocol.site_file import site_document
from tests.unit.played_hall import PlayedHall, two_agency_site

ONE, TWO, THREE = CounterId("1"), CounterId("2"), CounterId("3")
KTP, CETAK, KK = ServiceCode("KTP-BARU"), ServiceCode("KTP-CETAK"), ServiceCode("KK")
FIRST, SECOND, THIRD = (OfficerId(f"officer-{one}") for one in "123")


@pytest.fixture
def play() -> PlayedHall:
    hall = PlayedHall()
    hall.open("1", "2", "3")
    return hall


def refused(play: PlayedHall, command: c.Command) -> Code:
    before = play.hall.seq
    with pytest.raises(Refusal) as refusal:
        play.do(command)
    assert play.hall.seq == before
    return refusal.value.code


def at_desk(play: PlayedHall, counter: str = "1", *, started: bool = True, **more: Any) -> Ticket:
    """A visitor whose service goes on at a counter."""
    ticket = play.issue(**more)
    play.wait(5)
    assert play.call_next(counter).id == ticket.id
    if started:
        play.do(c.StartService(counter=CounterId(counter)))
    return ticket


def last(play: PlayedHall, kind: type[e.Event]) -> Any:
    return next(x.event for x in reversed(play.entries) if isinstance(x.event, kind))


# What came of it -----------------------------------------------------------------------------


@pytest.mark.parametrize(("given", "kept"), [("", "done"), ("incomplete", "incomplete")])
def test_what_came_of_a_service_is_recorded(play: PlayedHall, given: str, kept: str) -> None:
    ticket = at_desk(play)
    play.do(c.FinishService(counter=ONE, result=given))
    assert (ticket.result, last(play, e.ServiceFinished).result) == (kept, kept)


def test_a_service_has_results_of_its_own() -> None:
    document = site_document(two_agency_site())
    document["services"][0]["results"] = ["elsewhere", "done"]
    play = PlayedHall(two_agency_site(**document))
    play.open("1")
    ticket = at_desk(play)
    assert refused(play, c.FinishService(counter=ONE, result="incomplete")) is Code.UNKNOWN_REASON
    play.do(c.FinishService(counter=ONE))
    assert ticket.result == "elsewhere", "the first of the service's"
    play.do(c.UndoLast(counter=ONE, reason="mistake"))
    assert ticket.result == ""


def test_where_no_results_are_listed_any_code_will_do() -> None:
    document = site_document(two_agency_site())
    document["reasons"]["result"] = []
    play = PlayedHall(two_agency_site(**document))
    play.open("1")
    assert play.hall.plan is not None
    results: tuple[Reason, ...] = play.hall.plan.site.reasons.result
    assert results == ()
    ticket = at_desk(play)
    play.do(c.FinishService(counter=ONE, result="signed"))
    assert ticket.result == "signed"


# The next errand -----------------------------------------------------------------------------


def test_the_next_errand_at_the_same_desk_begins_at_once(play: PlayedHall) -> None:
    ticket = at_desk(play)
    began, place = ticket.started_at, ticket.key
    play.wait(4)
    play.do(c.ContinueVisit(counter=ONE, service=CETAK, here=True, result="incomplete"))
    assert (ticket.state, ticket.service, ticket.result) == (
        TicketState.SERVING,
        CETAK,
        "incomplete",
    )
    assert (began, ticket.started_at, ticket.key) == (play.now - 4 * 60_000, play.now, place)
    assert play.hall.desks[ONE].ticket == ticket.id
    assert (play.hall.taken[KTP], play.hall.taken[CETAK]) == (0, 1)
    play.do(c.FinishService(counter=ONE))
    assert (ticket.state, ticket.result) == (TicketState.DONE, "done")


def test_the_next_errand_elsewhere_keeps_the_place(play: PlayedHall) -> None:
    earlier = at_desk(play, started=False)
    play.issue("KK")
    place = earlier.key
    play.do(c.ContinueVisit(counter=ONE, service=KK))
    started = last(play, e.ServiceStarted)
    assert (started.estimated, earlier.state, earlier.key) == (True, TicketState.WAITING, place)
    assert refused(play, c.UndoLast(counter=ONE, reason="mistake")) is Code.NOTHING_TO_UNDO
    assert play.call_next("3").id == earlier.id


@pytest.mark.parametrize(
    ("service", "here", "code"),
    [
        (KK, True, Code.WRONG_TARGET),
        (KTP, False, Code.SAME_PLACE),
        (KTP, True, Code.SAME_PLACE),
        (ServiceCode("no such"), False, Code.UNKNOWN_SERVICE),
    ],
)
def test_a_visit_goes_on_where_it_can_be_served(
    play: PlayedHall, service: ServiceCode, here: bool, code: Code
) -> None:
    at_desk(play)
    assert refused(play, c.ContinueVisit(counter=ONE, service=service, here=here)) is code


def test_a_counter_may_go_on_with_what_it_helps_with() -> None:
    """Whether it would call for it at this moment does not matter: the visitor is here."""
    document = site_document(two_agency_site())
    document["counters"][0]["help"] = [{"services": ["KK"], "more_than": 9}]
    play = PlayedHall(two_agency_site(**document))
    play.open("1")
    ticket = at_desk(play)
    play.do(c.ContinueVisit(counter=ONE, service=KK, here=True))
    assert ticket.state is TicketState.SERVING


# To an officer -------------------------------------------------------------------------------


def to_officer(officer: OfficerId, **more: Any) -> c.TransferTicket:
    return c.TransferTicket(counter=ONE, to_officer=officer, **more)


def test_one_officer_alone_calls_it_at_whichever_counter(play: PlayedHall) -> None:
    ticket = at_desk(play)
    play.do(to_officer(THIRD))
    assert (ticket.for_officer, ticket.service) == (THIRD, KTP)
    assert play.hall.waiting()[KTP] == 1
    with pytest.raises(Refusal, match="Nobody waits"):
        play.call_next("2")
    play.do(c.CloseCounter(counter=TWO))
    play.do(c.OpenCounter(counter=TWO, officer=THIRD, leave_other=True))
    assert play.call_next("2").id == ticket.id
    assert play.hall.tickets[ticket.id].choice == e.Choice(
        by_rule=True, waited=5 * 60_000, head_start=0
    )


def test_those_of_an_officer_are_called_by_their_places(play: PlayedHall) -> None:
    earlier = play.issue("KK")
    play.wait(1)
    sent = at_desk(play)
    play.do(to_officer(THIRD))
    later = play.issue("KK")
    called = [play.call_next("3").id]
    for _ in range(2):
        answer = play.do(c.FinishService(counter=THREE, then_call=True)).ticket
        assert answer is not None
        called.append(answer.id)
    assert called == [earlier.id, sent.id, later.id]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (to_officer(OfficerId("nobody")), Code.OFFICER_AWAY),
        (to_officer(FIRST), Code.SAME_PLACE),
        (to_officer(SECOND, to_counter=TWO), Code.WRONG_TARGET),
    ],
)
def test_an_officer_is_somebody_else_who_is_there(
    play: PlayedHall, command: c.Command, code: Code
) -> None:
    at_desk(play)
    assert refused(play, command) is code


def test_when_the_officer_goes_the_service_takes_over(play: PlayedHall) -> None:
    ticket = at_desk(play)
    place = ticket.key
    play.do(to_officer(THIRD, back=True))
    play.do(c.CloseCounter(counter=THREE))
    freed = last(play, e.TicketTransferred)
    assert (freed.reason, ticket.for_officer, ticket.back_to) == ("officer-left", None, FIRST)
    assert ticket.key == place
    assert play.call_next("2").id == ticket.id


@pytest.mark.parametrize("how", ["resume", "due"])
def test_one_on_hold_whose_officer_has_gone_waits_for_the_service(
    play: PlayedHall, how: str
) -> None:
    ticket = at_desk(play)
    play.do(to_officer(THIRD))
    play.call_next("3")
    play.do(c.HoldTicket(counter=THREE, minutes=10))
    play.do(c.CloseCounter(counter=THREE))
    play.wait(10)
    resume = c.ResumeTicket(counter=TWO, ticket=ticket.id)
    play.do(resume if how == "resume" else c.ResumeDue())
    assert (ticket.state, ticket.for_officer) == (TicketState.WAITING, None)
    assert play.call_next("2").id == ticket.id


def test_one_who_missed_a_call_at_a_counter_that_has_closed_waits_for_the_service(
    play: PlayedHall,
) -> None:
    ticket = at_desk(play)
    play.do(c.TransferTicket(counter=ONE, to_counter=THREE))
    play.call_next("3")
    play.do(c.RecordNoShow(counter=THREE, reason="other"))
    play.do(c.CloseCounter(counter=THREE))
    play.do(c.RejoinTicket(ticket=ticket.id))
    assert last(play, e.TicketTransferred).reason == "counter-closed"
    assert play.call_next("2").id == ticket.id


# And back ------------------------------------------------------------------------------------


def test_it_comes_back_to_who_sent_it(play: PlayedHall) -> None:
    ticket = at_desk(play)
    place = ticket.key
    play.do(c.TransferTicket(counter=ONE, service=KK, back=True))
    assert (ticket.back_to, ticket.back_service) == (FIRST, KTP)
    play.call_next("3")
    waits = play.issue("KK")
    play.wait(2)
    answer = play.do(c.FinishService(counter=THREE, result="incomplete", then_call=True))
    assert answer.ticket is not None
    assert answer.ticket.id == waits.id, "who is sent back is not in the way"
    returned = last(play, e.TicketReturned)
    assert (returned.service, returned.to_officer, returned.result) == (KTP, FIRST, "incomplete")
    assert (ticket.state, ticket.key, ticket.back_to) == (TicketState.WAITING, place, None)
    assert refused(play, c.UndoLast(counter=THREE, reason="mistake")) is Code.NOTHING_TO_UNDO
    assert play.call_next("1").id == ticket.id
    play.do(c.FinishService(counter=ONE))
    assert ticket.state is TicketState.DONE


def test_when_the_sender_has_gone_it_comes_back_to_the_service(play: PlayedHall) -> None:
    ticket = at_desk(play)
    play.do(c.TransferTicket(counter=ONE, to_counter=TWO, back=True))
    play.do(c.CloseCounter(counter=ONE))
    play.call_next("2")
    play.issue()
    answer = play.do(c.FinishService(counter=TWO, then_call=True))
    assert answer.ticket is None or answer.ticket.state is not TicketState.CALLED
    assert (ticket.state, ticket.for_officer) == (TicketState.WAITING, None)
    assert play.call_next("2").id == ticket.id, "its place is the earliest here, too"
    play.do(c.FinishService(counter=TWO))
    assert ticket.state is TicketState.DONE


def test_sent_on_it_goes_back_to_the_first_who_wanted_it(play: PlayedHall) -> None:
    ticket = at_desk(play)
    play.do(to_officer(SECOND, back=True))
    play.call_next("2")
    play.do(c.TransferTicket(counter=TWO, to_officer=THIRD, back=True, service=KK))
    assert (ticket.back_to, ticket.back_service) == (FIRST, KTP)
    play.call_next("3")
    play.do(c.FinishService(counter=THREE))
    assert (ticket.for_officer, ticket.service) == (FIRST, KTP)


def test_a_promise_is_kept_when_it_is_sent_there(play: PlayedHall) -> None:
    ticket = at_desk(play)
    play.do(to_officer(SECOND, back=True))
    play.call_next("2")
    play.do(c.TransferTicket(counter=TWO, to_counter=ONE))
    assert ticket.back_to is None
    play.call_next("1")
    play.do(c.FinishService(counter=ONE))
    assert ticket.state is TicketState.DONE


def test_the_next_errand_comes_before_the_way_back(play: PlayedHall) -> None:
    ticket = at_desk(play)
    play.do(to_officer(SECOND, back=True))
    play.call_next("2")
    play.do(c.ContinueVisit(counter=TWO, service=KK, here=True))
    play.do(c.FinishService(counter=TWO))
    assert (ticket.for_officer, ticket.service) == (FIRST, KTP)


def test_a_service_that_a_ticket_comes_back_to_cannot_vanish(play: PlayedHall) -> None:
    at_desk(play, service="KTP-CETAK")
    play.do(c.TransferTicket(counter=ONE, service=KK, back=True))
    document = site_document(two_agency_site())
    document["services"] = [one for one in document["services"] if one["code"] != CETAK]
    document["counters"][0]["services"] = ["KTP-BARU"]
    site = two_agency_site(**document)
    assert refused(play, c.LoadSite(site=site, document=site_document(site))) is Code.SITE_IN_USE
