"""The business day turns at local midnight; what is alive goes on, and nothing is lost silently."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.ids import CounterId, DeviceId, Moment, ServiceCode
from shared.domain.refusal import Refusal
from shared.domain.states import CounterState, TicketState
from tests.unit.played_hall import PlayedHall, two_agency_site

ONE, TWO, THREE = CounterId("1"), CounterId("2"), CounterId("3")


def at(zone: str, text: str) -> Moment:
    local = dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    return Moment(int(local.timestamp()) * 1_000)


def evening(zone: str = "Asia/Jakarta") -> PlayedHall:
    """A hall at a minute to midnight with everybody in it."""
    play = PlayedHall(two_agency_site(timezone=zone), always_open=True)
    play.now = at(zone, "2026-11-23T23:50:00")
    play.open("1", "2", "3")
    play.now = at(zone, "2026-11-23T23:59:59")
    return play


def dates(play: PlayedHall) -> list[str]:
    return [x.event.date for x in play.entries if isinstance(x.event, e.DayOpened)]


@pytest.mark.parametrize(
    ("zone", "utc"),
    [("Asia/Jakarta", "17:00"), ("Asia/Makassar", "16:00"), ("Asia/Jayapura", "15:00")],
)
def test_midnight_is_the_hall_s_own(zone: str, utc: str) -> None:
    play = evening(zone)
    before = play.issue().number
    play.wait(1 / 60)
    assert dt.datetime.fromtimestamp(play.now / 1000, dt.UTC).strftime("%H:%M") == utc
    after = play.issue().number
    assert (before, after) == ("A-001", "A-001")
    assert dates(play)[-2:] == ["2026-11-23", "2026-11-24"]


def test_the_turn_is_one_append_before_the_first_order_of_the_day() -> None:
    play = evening()
    play.issue()
    before = len(play.entries)
    play.wait(1)
    play.issue()
    turned = [type(x.event) for x in play.entries[before:]]
    assert turned == [e.DayClosed, e.DayOpened, e.Carried, e.TicketIssued]
    assert {x.command for x in play.entries[before : before + 3]} == {None}


def test_who_waits_or_is_held_ends_unserved_and_who_is_at_a_desk_stays() -> None:
    play = evening()
    held, missed, called, served = (play.issue() for _ in range(4))
    play.call_next("1")
    play.do(c.HoldTicket(counter=ONE))
    play.call_next("1")
    play.do(c.RecordNoShow(counter=ONE, reason="other"))
    play.call_next("1")
    play.call_next("2")
    play.do(c.StartService(counter=TWO))
    waiting = play.issue()
    done_before = play.issue()
    play.do(c.CancelTicket(ticket=done_before.id))
    play.wait(1)
    play.do(c.TurnDay())
    closed = [x.event for x in play.entries if isinstance(x.event, e.DayClosed)][-1]
    assert closed.reason == "end-of-day"
    # Who was called and did not come was not failed by the hall: a no-show stays one.
    assert closed.unserved == (held.id, waiting.id)
    assert missed.id not in play.hall.tickets
    alive = play.hall.tickets
    assert set(alive) == {called.id, served.id}
    assert alive[called.id].state is TicketState.CALLED
    assert alive[served.id].state is TicketState.SERVING
    assert play.hall.busy == {called.visit: called.id, served.visit: served.id}
    assert [desk.state for desk in play.hall.desks.values()] == [
        CounterState.OPEN,
        CounterState.OPEN,
        CounterState.CLOSED,
    ]


def test_numbers_that_are_still_alive_are_skipped() -> None:
    play = evening()
    first, second = play.issue(), play.issue()
    play.call_next("1")
    play.call_next("2")
    assert (first.number, second.number) == ("A-001", "A-002")
    play.wait(1)
    assert [play.issue().number for _ in range(2)] == ["A-003", "A-004"]
    play.do(c.FinishService(counter=ONE))
    assert play.issue().number == "A-005"  # not filled up again within the day
    play.do(c.FinishService(counter=TWO))
    play.wait(24 * 60)
    assert play.issue().number == "A-001"


def test_yesterday_s_visitor_is_served_on_and_may_wait_again_today() -> None:
    play = evening()
    ticket = play.issue(priority="elderly")
    play.call_next("1")
    play.wait(10)
    play.do(c.StartService(counter=ONE))
    play.do(c.TransferTicket(counter=ONE, service=ServiceCode("KK")))
    moved = play.hall.tickets[ticket.id]
    assert (moved.arrival, moved.place) == (ticket.arrival, ticket.place)
    fresh = play.issue("KK")
    play.open("3")
    assert play.call_next("3").id == ticket.id
    play.do(c.FinishService(counter=THREE))
    assert play.call_next("3").id == fresh.id


def test_a_visit_goes_on_over_midnight() -> None:
    play = evening()
    one = play.issue()
    play.call_next("1")
    play.wait(1)
    two = play.issue("KK", visit=one.visit)
    play.open("2")
    with pytest.raises(Refusal, match="Nobody waits"):
        play.call_next("2")
    play.do(c.FinishService(counter=ONE))
    assert play.call_next("2").id == two.id


def test_devices_suspensions_and_the_site_outlive_the_day() -> None:
    play = evening()
    device = DeviceId("tv")
    play.do(c.EnrolDevice(device=device, role="display", name="TV"))
    play.do(c.ConfigureDisplay(display=device, volume=30, muted=True))
    play.do(c.SuspendService(service=ServiceCode("KK"), reason="other"))
    before = (dict(play.hall.devices), dict(play.hall.suspended), play.hall.plan)
    play.wait(1)
    play.do(c.TurnDay())
    after = (play.hall.devices, play.hall.suspended, play.hall.plan)
    assert after[:2] == before[:2]
    assert play.hall.plan is not None
    assert before[2] is not None
    assert play.hall.plan.site == before[2].site
    assert play.hall.site_version == 1


def test_nothing_can_be_taken_back_from_yesterday() -> None:
    play = evening()
    play.issue()
    play.call_next("1")
    play.do(c.FinishService(counter=ONE))
    play.wait(2 / 60)
    with pytest.raises(Refusal):
        play.do(c.UndoLast(counter=ONE, reason="mistake"))


def test_a_hall_that_slept_for_days_opens_one_day() -> None:
    play = evening()
    play.issue()
    play.wait(3 * 24 * 60)
    play.issue()
    assert dates(play)[-2:] == ["2026-11-23", "2026-11-26"]


def test_the_day_never_goes_back() -> None:
    play = evening()
    play.wait(1)
    play.issue()
    play.now = Moment(play.now - 600_000)
    play.issue()
    assert dates(play)[-1] == "2026-11-24"
    assert play.issue().number == "A-003"


def test_a_replay_from_the_opening_is_a_replay_of_everything() -> None:
    play = evening()
    for _ in range(5):
        play.issue()
    play.call_next("1")
    play.call_next("2")
    play.do(c.EnrolDevice(device=DeviceId("tv"), role="display", name="TV"))
    play.wait(1)
    play.issue()
    play.do(c.FinishService(counter=ONE))
    opening = max(i for i, x in enumerate(play.entries) if isinstance(x.event, e.DayOpened))
    later = play.replayed(after=opening)
    later.receipts = play.hall.receipts
    assert later == play.replayed() == play.hall
