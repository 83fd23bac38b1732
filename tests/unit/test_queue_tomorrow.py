"""Closing time: served on, or tomorrow with today's place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.hall import Ticket
from shared.domain.ids import (
    DAY,
    CounterId,
    DeviceId,
    Moment,
    OfficerId,
    ServiceCode,
    TicketId,
    VisitId,
)
from shared.domain.refusal import Code, Refusal
from shared.domain.states import TicketState
from shared.hub.views import check_codes
from shared.protocol.check_code import check_code
from shared.protocol.site_file import site_document
from tests.unit.played_hall import MONDAY_9, PlayedHall, two_agency_site

ONE, TWO, THREE = CounterId("1"), CounterId("2"), CounterId("3")
KTP, CETAK, KK = ServiceCode("KTP-BARU"), ServiceCode("KTP-CETAK"), ServiceCode("KK")
SATURDAY_9 = Moment(MONDAY_9 + 5 * DAY)


def afternoon(at: Moment = MONDAY_9) -> PlayedHall:
    play = PlayedHall()
    play.now = Moment(at + 5 * 3_600_000)
    play.open("1", "2", "3")
    return play


def next_morning(play: PlayedHall, days: int = 1) -> None:
    play.now = Moment(play.now + days * DAY - 6 * 3_600_000)
    play.do(c.TurnDay())


def of(play: PlayedHall, ticket: Ticket) -> Ticket:
    """The ticket as it is by now: a night makes everything anew."""
    return play.hall.tickets[ticket.id]


def postpone(play: PlayedHall, ticket: Ticket) -> None:
    play.do(c.PostponeTicket(ticket=ticket.id, reason="outage"))


def unserved(play: PlayedHall) -> tuple[TicketId, ...]:
    closed = [x.event for x in play.entries if isinstance(x.event, e.DayClosed)]
    return closed[-1].unserved


def refused(play: PlayedHall, command: c.Command) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        play.do(command)
    return refusal.value


# The choice ----------------------------------------------------------------------------------


def test_tomorrow_is_for_all_who_wait_for_a_service_or_are_on_hold() -> None:
    play = afternoon()
    held, at_desk, waits, alone, other = (*(play.issue() for _ in range(4)), play.issue("KK"))
    for _ in range(2):
        play.call_next("1")
        if play.hall.desks[ONE].ticket == held.id:
            play.do(c.HoldTicket(counter=ONE, minutes=200))
    play.do(c.TransferTicket(counter=THREE, ticket=alone.id, to_officer=OfficerId("officer-2")))
    before = len(play.entries)
    play.do(c.DecideEnd(service=KTP, choice="tomorrow", reason="outage"))
    assert [x.event for x in play.entries[before:]] == [
        e.EndDecided(service=KTP, choice="tomorrow"),
        *(e.TicketPostponed(ticket=t.id, reason="outage") for t in (held, waits, alone)),
    ]
    assert play.hall.endings == {KTP: "tomorrow"}
    assert {t.state for t in (held, waits, alone)} == {TicketState.POSTPONED}
    assert (at_desk.state, other.state) == (TicketState.CALLED, TicketState.WAITING)
    assert alone.for_officer is None
    assert not play.hall.lines[KTP]


def test_it_may_be_chosen_again_for_new_ones() -> None:
    play = afternoon()
    again = c.DecideEnd(service=KTP, choice="tomorrow")
    play.do(again)
    before = play.hall.seq
    play.do(again)
    assert play.hall.seq == before
    late = play.issue()
    play.do(again)
    assert (late.postponed, play.hall.seq) == (True, before + 3)
    play.do(c.DecideEnd(service=KTP, choice="serve-on"))
    assert (late.postponed, play.hall.endings) == (True, {KTP: "serve-on"})
    next_morning(play)
    assert play.hall.endings == {}


def test_there_are_two_choices() -> None:
    play = afternoon()
    refusal = refused(play, c.DecideEnd(service=KTP, choice="never"))
    assert (refusal.code, refusal.facts["choices"]) == (
        Code.UNKNOWN_CHOICE,
        ["serve-on", "tomorrow"],
    )


# The next day --------------------------------------------------------------------------------


def test_it_comes_back_with_its_number_and_its_place() -> None:
    play = afternoon()
    ticket, other = play.issue(priority="elderly"), play.issue()
    place = ticket.key
    postpone(play, ticket)
    next_morning(play)
    play.open("1")
    assert unserved(play) == (other.id,)
    early = play.issue()
    assert (early.number, of(play, ticket).number) == ("A-002", "A-001"), "still in use"
    assert play.hall.taken == {KTP: 1}, "it counted on its own day"
    play.do(c.RejoinTicket(ticket=ticket.id))
    assert (of(play, ticket).key, of(play, ticket).left_on) == (place, "2026-11-23")
    assert play.call_next("1").id == ticket.id
    play.do(c.FinishService(counter=ONE, then_call=True))
    assert early.state is TicketState.CALLED


def test_its_visitor_finds_it_with_the_code_on_the_paper() -> None:
    play = afternoon()
    ticket = play.issue()
    postpone(play, ticket)
    next_morning(play)
    found = play.hall.ticket(play.hall.numbers["A-001"])
    assert found is not None
    assert (found.id, check_codes(found)) == (ticket.id, {check_code(ticket.id)})


def test_whoever_does_not_come_ends_with_the_next_day() -> None:
    play = afternoon()
    ticket = play.issue()
    postpone(play, ticket)
    next_morning(play)
    assert unserved(play) == ()
    play.now = Moment(play.now + 6 * 3_600_000)
    next_morning(play)
    assert unserved(play) == (ticket.id,)
    assert ticket.id not in play.hall.tickets
    assert play.issue().number == "A-001"


def test_a_day_on_which_the_hall_is_closed_does_not_count() -> None:
    play = afternoon(Moment(SATURDAY_9 - 4 * 3_600_000))
    ticket = play.issue()
    postpone(play, ticket)
    next_morning(play)  # Sunday
    assert play.hall.date == "2026-11-29"
    play.now = Moment(play.now + 6 * 3_600_000)
    next_morning(play)
    assert (play.hall.date, unserved(play)) == ("2026-11-30", ())
    play.do(c.RejoinTicket(ticket=ticket.id))
    assert of(play, ticket).state is TicketState.WAITING
    play.now = Moment(play.now + 6 * 3_600_000)
    next_morning(play)
    assert unserved(play) == (ticket.id,)


def test_a_hall_that_slept_for_days_keeps_the_places() -> None:
    play = afternoon()
    ticket = play.issue()
    postpone(play, ticket)
    next_morning(play, days=3)
    assert of(play, ticket).postponed


def test_it_may_be_left_for_another_day_again() -> None:
    play = afternoon()
    ticket = play.issue()
    postpone(play, ticket)
    next_morning(play)
    play.do(c.RejoinTicket(ticket=ticket.id))
    postpone(play, ticket)
    play.now = Moment(play.now + 6 * 3_600_000)
    next_morning(play)
    assert of(play, ticket).left_on == "2026-11-24"


ACTS: dict[str, tuple[Callable[[Ticket], c.Command], TicketState]] = {
    "back the same day": (lambda t: c.RejoinTicket(ticket=t.id), TicketState.WAITING),
    "called by number": (
        lambda t: c.CallTicket(counter=ONE, ticket=t.id, reason="other"),
        TicketState.CALLED,
    ),
    "cancelled": (lambda t: c.CancelTicket(ticket=t.id), TicketState.CANCELLED),
}


@pytest.mark.parametrize("how", ACTS)
def test_what_may_be_done_with_it_meanwhile(how: str) -> None:
    play = afternoon()
    ticket = play.issue()
    postpone(play, ticket)
    command, state = ACTS[how]
    play.do(command(ticket))
    assert of(play, ticket).state is state


def test_its_visitor_is_not_here_to_be_sent_elsewhere() -> None:
    play = afternoon()
    ticket = play.issue()
    postpone(play, ticket)
    for command in (
        c.MoveTicket(ticket=ticket.id, service=KK, reason="other"),
        c.TransferTicket(counter=ONE, ticket=ticket.id, service=KK),
        c.ResumeTicket(counter=ONE, ticket=ticket.id),
        c.PostponeTicket(ticket=ticket.id),
    ):
        assert refused(play, command).code is Code.WRONG_STATE


def test_a_visit_may_go_on_while_one_of_its_errands_is_left_for_tomorrow() -> None:
    play = afternoon()
    one = play.issue()
    two = play.issue("KK", visit=one.visit)
    postpone(play, one)
    assert play.call_next("3").id == two.id
    play.wait(10 * 60)
    play.do(c.TurnDay())
    assert {t.id for t in play.hall.tickets.values()} == {one.id, two.id}
    assert play.hall.busy == {one.visit: two.id}
    assert refused(play, c.CallTicket(counter=ONE, ticket=one.id, reason="other")).code in {
        Code.COUNTER_CLOSED,
        Code.VISITOR_ELSEWHERE,
    }


def test_a_service_that_somebody_was_left_for_cannot_vanish() -> None:
    play = afternoon()
    ticket = play.issue("KTP-CETAK")
    postpone(play, ticket)
    next_morning(play)
    document = site_document(two_agency_site())
    document["services"] = [one for one in document["services"] if one["code"] != CETAK]
    document["counters"] = [
        {"id": "1", "number": 1, "zone": "biru", "services": ["KTP-BARU"]},
        *document["counters"][1:],
    ]
    smaller = two_agency_site(**document)
    assert refused(play, c.LoadSite(site=smaller, document={})).code is Code.SITE_IN_USE


def test_a_replay_from_the_opening_knows_who_was_left() -> None:
    play = afternoon()
    tickets = [play.issue() for _ in range(3)]
    for ticket in tickets[:2]:
        postpone(play, ticket)
    next_morning(play)
    opening = max(i for i, x in enumerate(play.entries) if isinstance(x.event, e.DayOpened))
    play.do(c.RejoinTicket(ticket=tickets[0].id))
    later = play.replayed(after=opening)
    later.receipts = play.hall.receipts
    assert later == play.replayed() == play.hall


def test_a_paper_that_comes_in_the_next_day_is_merged_with_its_ticket() -> None:
    """An officer typed its number, and it was left for tomorrow before its kiosk came back."""
    play = afternoon()
    kiosk = DeviceId("kiosk-1")
    play.do(c.GrantNumbers(kiosk=kiosk, held={}, former={}, fresh=True))
    number = next(iter(play.hall.grants[kiosk].ranges.values()))[0]
    play.do(
        c.EnterPaper(
            counter=ONE,
            ticket=TicketId("typed"),
            new_visit=VisitId("typed-visit"),
            number=f"A-{number}",
            service=KTP,
        )
    )
    typed = play.hall.tickets[TicketId("typed")]
    postpone(play, typed)
    came, date = play.now - 60_000, play.hall.date
    next_morning(play)
    paper = c.HandOver(
        ticket=TicketId("paper-of-kiosk-1"),
        number=f"A-{number}",
        service=KTP,
        visit=VisitId("paper-visit"),
        date=date,
        age=play.now - came,
        kiosk=kiosk,
    )
    play.do(paper)
    merged = play.hall.ticket(TicketId("paper-of-kiosk-1"))
    assert merged is play.hall.tickets[TicketId("typed")]
    assert (merged.state, merged.arrival, merged.place) == (TicketState.POSTPONED, came, came)
    play.do(c.RejoinTicket(ticket=TicketId("paper-of-kiosk-1")))
    assert merged.state is TicketState.WAITING


def test_of_very_many_the_first_ones_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """One append takes so many entries and no more; asked again, it goes on."""
    monkeypatch.setattr("shared.domain.decide.end.POSTPONED_AT_ONCE", 2)
    play = afternoon()
    tickets = [play.issue() for _ in range(5)]
    for left in (2, 4, 5, 5):
        play.do(c.DecideEnd(service=KTP, choice="tomorrow"))
        assert [t.postponed for t in tickets] == [True] * left + [False] * (5 - left)
