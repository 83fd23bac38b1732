"""Kiosks that go on without the hub, case by case: their numbers, their papers, who is passed."""

from __future__ import annotations

from typing import Any

import pytest

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.hall import Ticket
from shared.domain.ids import (
    DAY,
    HOUR,
    MINUTE,
    CommandId,
    CounterId,
    DeviceId,
    GroupCode,
    Moment,
    SeriesCode,
    ServiceCode,
    TicketId,
    VisitId,
)
from shared.domain.numbering import Block, blocks, lowest_free, read_number
from shared.domain.refusal import Code, Refusal
from shared.domain.site import Series, Site
from shared.domain.site_check import problems
from shared.domain.states import TicketState
from shared.hub.views import passers, people_ahead, staff_ticket
from shared.protocol.site_file import site_document
from tests.unit.played_hall import PlayedHall, two_agency_site

A, K = SeriesCode("A"), SeriesCode("K")
ONE, TWO, THREE = DeviceId("k1"), DeviceId("k2"), DeviceId("k3")


@pytest.fixture
def play() -> PlayedHall:
    return PlayedHall(always_open=True)


def hello(
    play: PlayedHall, kiosk: DeviceId, held: dict[SeriesCode, Block] | None = None, **more: Any
) -> dict[SeriesCode, Block]:
    """What a kiosk holds once it has said hello; by default it holds nothing before."""
    play.do(c.GrantNumbers(kiosk=kiosk, held=held, **more))
    return play.hall.grants[kiosk].ranges if kiosk in play.hall.grants else {}


def paper(play: PlayedHall, number: str, *, ago: float = 10, **more: Any) -> c.HandOver:
    """A paper given `ago` minutes before now."""
    count = len(play.entries)
    filled: dict[str, Any] = {
        "ticket": TicketId(f"paper-{number}-{count}"),
        "number": number,
        "service": ServiceCode("KTP-BARU"),
        "visit": VisitId(f"visit-{number}-{count}"),
        "date": play.hall.date,
        "age": round(ago * MINUTE),
        "kiosk": ONE,
    }
    return c.HandOver(**filled | more)


def handed(play: PlayedHall, command: c.HandOver) -> Ticket:
    play.do(command, sender=command.kiosk)
    ticket = play.hall.ticket(command.ticket)
    assert ticket is not None
    return ticket


def enter(number: str, service: str = "KTP-BARU", counter: str = "1") -> c.EnterPaper:
    return c.EnterPaper(
        counter=CounterId(counter),
        ticket=TicketId(f"typed-{number}"),
        new_visit=VisitId(f"typed-visit-{number}"),
        number=number,
        service=ServiceCode(service),
    )


def load(play: PlayedHall, site: Site) -> None:
    play.do(c.LoadSite(site=site, document=site_document(site)))


def refusal(play: PlayedHall, command: c.Command) -> Code:
    with pytest.raises(Refusal) as refused:
        play.do(command)
    return refused.value.code


# Blocks -----------------------------------------------------------------------------------------


def test_blocks_lie_at_the_top_and_never_below_half() -> None:
    series = Series(code=A, prefix="A")
    found = list(blocks(series, 20))
    assert found[:2] == [(980, 999), (960, 979)]
    assert found[-1] == (500, 519)
    assert list(blocks(series, 501)) == []
    assert list(blocks(series, 500)) == [(500, 999)]
    assert list(blocks(series, 0)) == []
    assert list(blocks(Series(code=A, prefix="A", width=2), 20)) == [(80, 99), (60, 79)]


def test_the_lowest_free_number_leaves_no_gap_to_chance() -> None:
    series = Series(code=A, prefix="A")
    assert lowest_free(set(), series, (980, 999)) == 980
    assert lowest_free({"A-979", "A-983"}, series, (980, 999)) == 984
    assert lowest_free({"A-999"}, series, (980, 999)) == 1000


def test_numbers_are_read_as_they_are_printed() -> None:
    site = two_agency_site()
    found = read_number(site, "A-980")
    assert found is not None
    assert (found[0].code, found[1]) == (A, 980)
    assert read_number(site, "A-0980") == found
    for odd in ("B-980", "A980", "A-", "A-98O", "A-²", "A-9999999999", ""):
        assert read_number(site, odd) is None


def test_normal_numbers_go_around_the_kiosks_and_widen() -> None:
    play = PlayedHall(
        two_agency_site(
            series=[{"code": "A", "prefix": "A", "width": 2}, {"code": "K", "prefix": "K"}]
        ),
        always_open=True,
    )
    assert hello(play, ONE)[A] == (80, 99)
    numbers = [play.issue().number for _ in range(81)]
    assert numbers[:79] == [f"A-{n:02d}" for n in range(1, 80)]
    assert numbers[79:] == ["A-100", "A-101"]
    assert hello(play, TWO) == {K: (960, 979)}  # of A, 60 to 79 are used up today


# Grants -----------------------------------------------------------------------------------------


def test_each_kiosk_holds_its_own_and_is_asked_twice(play: PlayedHall) -> None:
    mine = hello(play, ONE)
    assert mine == {A: (980, 999), K: (980, 999)}
    assert hello(play, TWO)[A] == (960, 979)
    before = len(play.entries)
    assert hello(play, ONE, mine) == mine
    assert len(play.entries) == before


def test_a_wiped_kiosk_gets_others_and_the_old_ones_rest_until_tomorrow(play: PlayedHall) -> None:
    hello(play, ONE)
    assert hello(play, ONE)[A] == (960, 979)
    assert hello(play, TWO)[A] == (940, 959)
    assert handed(play, paper(play, "A-985")).emergency  # of a paper that was lost with the disk
    play.now = Moment(play.now + DAY)
    assert hello(play, THREE)[A] == (980, 999)


def test_a_restored_hub_adopts_before_it_gives(play: PlayedHall) -> None:
    assert hello(play, TWO, fresh=False) == {}
    assert hello(play, ONE, {A: (980, 999)}, fresh=False) == {A: (980, 999)}
    event = play.entries[-1].event
    assert isinstance(event, e.NumbersGranted)
    assert event.adopted
    assert hello(play, TWO)[A] == (960, 979)


def test_two_kiosks_never_go_on_with_the_same_numbers(play: PlayedHall) -> None:
    """The second gets others at once; so does the first, for the second may have printed some."""
    hello(play, ONE, {A: (980, 999)})
    assert hello(play, TWO, {A: (980, 999)})[A] == (960, 979)
    assert not any(
        isinstance(x.event, e.NumbersGranted) and x.event.kiosk == TWO and x.event.adopted
        for x in play.entries
    )
    assert hello(play, ONE, {A: (980, 999)})[A] == (940, 959)


def test_what_it_has_printed_beside_its_numbers_is_nobody_elses(play: PlayedHall) -> None:
    """It held others today, in a history that the hub has lost."""
    assert hello(play, ONE, {}, former={A: (981, 983)})[A] == (960, 979)
    before = len(play.entries)
    hello(play, ONE, play.hall.grants[ONE].ranges, former={A: (981, 983)})
    assert len(play.entries) == before
    assert hello(play, TWO)[A] == (940, 959)
    assert handed(play, paper(play, "A-982")).emergency


def test_what_rested_on_another_day_has_not_rested_today(play: PlayedHall) -> None:
    """Its numbers of old were given back to it, in a history that the hub has lost."""
    hello(play, ONE)
    assert hello(play, ONE)[A] == (960, 979), "wiped: the first ones rest"
    play.now = Moment(play.now + DAY)
    hello(play, ONE, {A: (960, 979)}, former={A: (981, 981)})
    assert hello(play, TWO)[A] == (940, 959)


@pytest.mark.parametrize("block", [(990, 980), (0, 5), (1, 10**9), (985, 999), (400, 419)])
def test_what_no_hub_gave_is_not_taken_over(play: PlayedHall, block: Block) -> None:
    assert hello(play, ONE, {A: block})[A] == (980, 999) if block[0] < 500 else (960, 979)
    assert play.issue().number == "A-001"


def test_the_site_says_how_many(play: PlayedHall) -> None:
    mine = hello(play, ONE)
    load(play, two_agency_site(rules={"emergency_numbers": 50}))
    assert play.hall.grants[ONE].ranges == mine  # it is away, and may be printing from them
    mine = hello(play, ONE, mine)
    assert mine[A] == (900, 949)
    assert handed(play, paper(play, "A-981")).number == "A-981"
    load(play, two_agency_site(rules={"emergency_numbers": 0}))
    assert hello(play, ONE, mine) == {}
    before = len(play.entries)
    assert hello(play, ONE, {}) == {}
    assert len(play.entries) == before


def test_new_series_are_added(play: PlayedHall) -> None:
    mine = hello(play, ONE)
    document = site_document(two_agency_site())
    document["series"] = [*document["series"], {"code": "L", "prefix": "L"}]
    more = {**document["services"][0], "code": "LAIN", "series": "L"}
    load(play, two_agency_site(series=document["series"], services=[*document["services"], more]))
    assert hello(play, ONE, mine) == mine | {SeriesCode("L"): (980, 999)}


def test_series_that_no_kiosk_gives_get_none() -> None:
    document = site_document(two_agency_site())
    few = [{**one, "quota": 10} if one["series"] == "K" else one for one in document["services"]]
    site = two_agency_site(services=few)
    assert set(hello(PlayedHall(site), ONE)) == {A}
    assert any("closed while the hub is away" in finding.what for finding in problems(site))
    desk = [{**one, "desk_only": one["series"] == "K"} for one in document["services"]]
    assert set(hello(PlayedHall(two_agency_site(services=desk)), ONE)) == {A}


def test_site_check_counts_the_kiosks() -> None:
    kiosks = [{"id": f"k{n}", "name": f"Kiosk {n}"} for n in range(3)]
    series = [{"code": "A", "prefix": "A", "width": 2}, {"code": "K", "prefix": "K"}]
    found = [f for f in problems(two_agency_site(kiosks=kiosks, series=series)) if "room" in f.what]
    assert [finding.where for finding in found] == ["series[0]"]
    assert "2 kiosks, not of 3" in found[0].what
    assert not [f for f in problems(two_agency_site(kiosks=kiosks)) if "emergency" in f.what]


def test_a_kiosk_that_is_gone_keeps_its_numbers_for_a_month(play: PlayedHall) -> None:
    hello(play, ONE)
    hello(play, TWO)
    for _ in range(40):
        play.now = Moment(play.now + DAY)
        play.issue(kiosk=TWO)
    assert set(play.hall.grants) == {TWO}
    assert hello(play, THREE)[A] == (980, 999)


# Numbers that are on paper ----------------------------------------------------------------------


def test_a_restored_hub_goes_on_beyond_what_is_printed(play: PlayedHall) -> None:
    play.issue()
    told = c.SkipNumbers(kiosk=ONE, date=play.hall.date, printed={A: 40, SeriesCode("X"): 9})
    play.do(told)
    play.do(told)
    assert play.issue().number == "A-041"
    play.do(c.SkipNumbers(kiosk=ONE, date="2026-11-22", printed={A: 90}))
    play.do(c.SkipNumbers(kiosk=ONE, date=play.hall.date, printed={A: 7}))
    assert play.issue().number == "A-042"
    assert sum(isinstance(x.event, e.NumbersSkipped) for x in play.entries) == 1


@pytest.mark.parametrize(
    ("restored", "claimed", "next_"),
    [(False, 999_999, 1), (False, 101, 1), (True, 999_999, 1), (False, 100, 101), (True, 700, 701)],
)
def test_a_kiosk_is_believed_as_far_as_it_can_have_printed(
    play: PlayedHall, restored: bool, claimed: int, next_: int
) -> None:
    """Else one wrong word would make every number of the hall seven digits long."""
    play.do(c.TurnDay())
    said = c.SkipNumbers(kiosk=ONE, date=play.hall.date, printed={A: claimed}, restored=restored)
    play.do(said)
    assert play.hall.ordinals.get(A, 0) + 1 == next_


def test_a_normal_number_that_the_hub_has_lost_comes_back(play: PlayedHall) -> None:
    hello(play, ONE)
    lost = paper(play, "A-005", lost=True)
    assert refusal(play, lost) is Code.NUMBER_NOT_GRANTED
    play.do(c.SkipNumbers(kiosk=ONE, date=play.hall.date, printed={A: 5}))
    behind = play.issue()
    ticket = handed(play, lost)
    assert not ticket.emergency
    assert people_ahead(play.hall, behind) == 1
    assert [(one.number, one.reason) for one in passers(play.hall, behind)] == [
        ("A-005", "restored")
    ]
    assert play.issue().number == "A-007"


# Papers -----------------------------------------------------------------------------------------


def test_a_paper_stands_where_its_visitor_came(play: PlayedHall) -> None:
    hello(play, ONE)
    behind = play.issue()
    play.wait(5)
    ticket = handed(play, paper(play, "A-980", priority=GroupCode("elderly"), ago=20))
    assert ticket.arrival == play.now - 20 * MINUTE
    assert ticket.place == ticket.arrival - ticket.head_start
    assert ticket.head_start > 0
    assert ticket.printed
    play.open("1")
    called = play.call_next("1")
    assert called.id == ticket.id
    assert called.choice is not None
    assert called.choice.runner_up == behind.number
    assert called.choice.waited == 20 * MINUTE


@pytest.mark.parametrize(
    ("told", "arrival"),
    [
        ({"ago": 30}, 30),
        ({"ago": 90}, 60),  # the hub last heard of the kiosk an hour ago
        ({"ago": -5}, 0),
        ({"age": None, "taken": 30}, 30),
        ({"age": None, "taken": 24 * 60}, 60),
        ({"age": None, "taken": -24 * 60}, 0),
        ({"age": None}, 0),
        ({"ago": 20, "taken": 50}, 20),  # a wall clock counts only where nothing else is known
    ],
)
def test_an_arrival_is_clamped(play: PlayedHall, told: dict[str, Any], arrival: int) -> None:
    hello(play, ONE)
    play.wait(120)
    taken = told.pop("taken", None)
    if taken is not None:
        told["taken_at"] = Moment(play.now - taken * MINUTE)
    contact = Moment(play.now - HOUR)
    ticket = handed(play, paper(play, "A-980", contact=contact, **told))
    assert (play.now - ticket.arrival) // MINUTE == arrival


def test_what_is_gone_from_the_site_keeps_nobody_out(play: PlayedHall) -> None:
    """A group, a language, a quota: the number is on paper."""
    hello(play, ONE)
    odd: dict[str, Any] = {"priority": GroupCode("gone"), "language": "xx", "people": 99}
    for number in range(980, 985):  # the quota is 3
        command = paper(play, f"A-{number}", service=ServiceCode("KTP-CETAK"), **odd)
        ticket = handed(play, command)
        assert (ticket.group, ticket.language, ticket.people) == (None, "id", 1)
    assert play.hall.taken[ServiceCode("KTP-CETAK")] == 5


def test_a_paper_of_yesterday_is_recorded_and_never_called(play: PlayedHall) -> None:
    hello(play, ONE)
    command = paper(play, "A-980", ago=60)
    play.now = Moment(play.now + DAY)
    ticket = handed(play, command)
    assert ticket.state is TicketState.UNSERVED
    assert play.hall.date > command.date
    play.open("1")
    assert refusal(play, c.CallNext(counter=CounterId("1"))) is Code.NOBODY_WAITS
    today = handed(play, paper(play, "A-980", ago=1))
    assert today.state is TicketState.WAITING
    for _ in range(3):
        play.now = Moment(play.now + DAY)
        before = len(play.entries)
        play.do(c.TurnDay())
        play.do(command, sender=ONE)
        assert not any(isinstance(x.event, e.TicketIssued) for x in play.entries[before:])
    play.now = Moment(play.now + 40 * DAY)
    assert refusal(play, command) is Code.PAPER_TOO_OLD


def test_over_midnight_a_paper_stays_on_its_own_day(play: PlayedHall) -> None:
    """Given at 00.10 by a clock that is fast, at 23.50 by the hub's: it counts for its own date."""
    hello(play, ONE)
    yesterday = play.hall.date
    play.now = Moment(play.now + 15 * HOUR + 5 * MINUTE)  # 00.05
    play.do(c.TurnDay())
    late = handed(play, paper(play, "A-980", ago=15))
    assert late.state is TicketState.WAITING
    assert play.now - late.arrival == 5 * MINUTE
    over = handed(play, paper(play, "A-981", ago=1, date=yesterday))
    assert over.state is TicketState.UNSERVED
    assert play.now - over.arrival > 5 * MINUTE


def test_the_ghost_is_cancelled_unless_somebody_has_its_paper(play: PlayedHall) -> None:
    hello(play, ONE)
    for number, is_printed in (("A-980", False), ("A-981", True)):
        wish = CommandId(f"wish-{number}")
        count = len(play.entries)
        asked = c.IssueTicket(
            ticket=TicketId(f"ghost-{count}"),
            new_visit=VisitId(f"ghost-visit-{count}"),
            service=ServiceCode("KTP-BARU"),
        )
        play.do(asked, id_=wish, sender=ONE)
        if is_printed:
            play.do(c.RecordPrint(ticket=asked.ticket, outcome="printed"))
        handed(play, paper(play, number, ghost=wish))
        ghost = play.hall.tickets[asked.ticket]
        assert ghost.state is (TicketState.WAITING if is_printed else TicketState.CANCELLED)


# Numbers that an officer enters -----------------------------------------------------------------


def test_an_entered_number_is_merged_and_both_ids_lead_to_it(play: PlayedHall) -> None:
    hello(play, ONE)
    play.open("1", "2")
    behind = play.issue()
    command = paper(play, "A-980", priority=GroupCode("elderly"), ago=25)
    play.wait(5)
    play.do(enter("A-980"))
    entered = play.hall.tickets[TicketId("typed-A-980")]
    assert entered.arrival == play.now
    assert not staff_ticket(play.hall, entered).check
    assert people_ahead(play.hall, behind) == 0
    play.wait(10)
    ticket = handed(play, command)
    assert ticket.id == entered.id
    assert ticket.arrival == play.now - 25 * MINUTE
    assert ticket.group == "elderly"
    assert staff_ticket(play.hall, ticket).check
    assert people_ahead(play.hall, behind) == 1
    assert [one.reason for one in passers(play.hall, behind)] == ["emergency"]
    assert play.call_next("1").id == ticket.id
    play.do(c.RecordPrint(ticket=command.ticket, outcome="printed"))
    before = len(play.entries)
    play.do(command, sender=ONE)
    assert len(play.entries) == before
    assert play.replayed() == play.hall


def test_what_was_served_is_not_called_again(play: PlayedHall) -> None:
    hello(play, ONE)
    play.open("1")
    command = paper(play, "A-980", ago=12)
    play.do(enter("A-980"))
    play.call_next("1")
    play.do(c.FinishService(counter=CounterId("1")))
    play.wait(10)
    ticket = handed(play, command)
    assert ticket.state is TicketState.DONE
    assert refusal(play, c.CallNext(counter=CounterId("1"))) is Code.NOBODY_WAITS
    assert play.hall.taken[ServiceCode("KTP-BARU")] == 1


def test_a_place_that_was_lost_is_not_given_back(play: PlayedHall) -> None:
    """Called, absent, back after the grace: the paper's arrival no longer counts."""
    hello(play, ONE)
    play.open("1")
    play.do(enter("A-980"))
    entered = play.call_next("1")
    play.do(c.RecordNoShow(counter=CounterId("1"), reason="other"))
    play.wait(30)
    play.do(c.RejoinTicket(ticket=entered.id))
    place = play.hall.tickets[entered.id].place
    ticket = handed(play, paper(play, "A-980", ago=120))
    assert ticket.place == place


def test_a_number_that_was_mistyped_merges_nobody(play: PlayedHall) -> None:
    """The kiosk gives the number later: to another visitor, who must not vanish."""
    hello(play, ONE)
    play.open("1")
    play.do(enter("A-985"))
    play.wait(20)
    ticket = handed(play, paper(play, "A-985", ago=10))
    assert ticket.id != "typed-A-985"
    assert play.hall.waiting()[ServiceCode("KTP-BARU")] == 2


def test_only_a_kiosks_number_can_be_entered(play: PlayedHall) -> None:
    hello(play, ONE)
    assert refusal(play, enter("A-980")) is Code.COUNTER_CLOSED
    play.open("1")
    assert refusal(play, enter("A-500")) is Code.NUMBER_NOT_GRANTED
    assert refusal(play, enter("K-980")) is Code.NUMBER_NOT_GRANTED  # of another service's series
    assert refusal(play, enter("980")) is Code.UNKNOWN_NUMBER
    play.do(enter("A-0980"))
    assert refusal(play, enter("A-980")) is Code.NUMBER_KNOWN


# Who is passed ----------------------------------------------------------------------------------


def test_ahead_grows_only_with_an_entry_and_everyone_sees_why(play: PlayedHall) -> None:
    hello(play, ONE)
    waiting = [play.issue() for _ in range(5)]
    other_line = play.issue("KK")
    play.wait(30)
    before = [people_ahead(play.hall, one) for one in waiting]
    play.wait(60)
    assert [people_ahead(play.hall, one) for one in waiting] == before
    late = handed(play, paper(play, "A-980", ago=200))
    assert [people_ahead(play.hall, one) for one in waiting] == [n + 1 for n in before]
    for one in waiting:
        assert [(p.number, p.reason) for p in passers(play.hall, one)] == [("A-980", "emergency")]
    assert [p.number for p in passers(play.hall, other_line)] == ["A-980"]  # a counter in common
    assert passers(play.hall, play.issue()) == []  # it came later anyway
    play.do(c.CancelTicket(ticket=late.id))
    assert all(passers(play.hall, one) == [] for one in waiting)
