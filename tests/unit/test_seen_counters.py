"""What a TV is told of counters: whether they work, and nobody who sits or stands there."""

from __future__ import annotations

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.ids import CounterId
from shared.hub.roles import Role, change_for
from shared.hub.views import public_counter
from shared.protocol.views import CounterView
from tests.unit.played_hall import PlayedHall, two_agency_site


def told(play: PlayedHall, kind: type[e.Event]) -> list[CounterView]:
    """Of the last entry of a kind."""
    entry = next(one for one in reversed(play.entries) if isinstance(one.event, kind))
    change = change_for(Role.DISPLAY, play.hall, entry)
    return change.counters if change is not None else []


def test_a_tv_knows_whether_a_counter_works_and_not_who_sits_there() -> None:
    play = PlayedHall(two_agency_site(), always_open=True)
    play.do(c.TurnDay())
    counter = CounterId(play.hall.plan.site.counters[0].id) if play.hall.plan else CounterId("")
    play.open(counter)
    (opened,) = told(play, e.CounterOpened)
    assert (opened.id, opened.state) == (counter, "open")
    play.issue()
    play.do(c.CallNext(counter=counter))
    seen = public_counter(play.hall, play.hall.desks[counter])
    assert (seen.officer, seen.ticket, seen.services, seen.profile, seen.helps) == (
        "",
        "",
        [],
        "",
        [],
    )
    play.do(c.FinishService(counter=counter))
    play.do(c.CloseCounter(counter=counter))
    (closed,) = told(play, e.CounterClosed)
    assert (closed.state, closed.officer, closed.reason) == ("closed", "", "")
