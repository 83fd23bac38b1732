"""People who wait for what no open counter serves: nobody would ever call them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shared.protocol.views import CounterView, TicketView


def is_unattended(ticket: TicketView, counters: Mapping[str, CounterView]) -> bool:
    """Whether it waits and no counter that may call it is open; a paused one calls nobody."""
    return bool(unattended((ticket,), counters))


def unattended(
    tickets: Iterable[TicketView], counters: Mapping[str, CounterView]
) -> list[TicketView]:
    """Those among the tickets; what is served at open counters is looked up once."""
    open_ = [one for one in counters.values() if one.state == "open"]
    served = {code for one in open_ for code in (*one.services, *one.helps)}
    at_work = {one.id for one in open_} | {one.officer for one in open_ if one.officer}
    return [one for one in tickets if one.state == "waiting" and not _served(one, served, at_work)]


def _served(ticket: TicketView, services: set[str], at_work: set[str]) -> bool:
    """Reserved for a counter or an officer, it waits for that one alone."""
    alone = ticket.for_counter or ticket.for_officer
    return alone in at_work if alone else ticket.service in services
