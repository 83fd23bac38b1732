"""A hall that exists only in memory: the counter's port without a hub, for pictures and tests.

Its clock stands still until `pass_time`. Orders change the hall at once and are answered in the
hub's favourable way; `refusals` and `holding` change that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from PySide6.QtCore import QSignalBlocker, QTimer

from counter import queue
from counter.facts import Contact, Facts, HubChoice
from counter.hall import Hall, OnAnswer
from counter.queue import moment_text
from counter.sitting.rehearsed import RoomPart
from counter.troubles import MESSAGE
from shared.domain.ids import MINUTE, SECOND, Moment
from shared.domain.promise import told
from shared.domain.roster import own_services
from shared.domain.site import Site, text
from shared.protocol.messages import Answer
from shared.protocol.views import (
    CounterView,
    DeviceTrouble,
    Problem,
    ServiceStatus,
    TicketView,
    ZonePresence,
)


@dataclass(frozen=True, slots=True)
class Sent:
    """An order that the counter gave."""

    name: str
    body: dict[str, Any]
    order: str


class ScriptedHall(Hall):
    """The hall of one site. What changes is told at once."""

    def __init__(self, site: Site | None, now: Moment) -> None:
        super().__init__()
        self._now = now
        self.sent: list[Sent] = []
        self.refusals: dict[str, Problem] = {}
        """By the order's name."""
        self.holding = False
        """Orders are taken and not answered, until `answer_all`."""
        self.chosen_hub = ""
        self.session = ""
        """The token that opening a counter gives; empty as on loopback."""
        self.officers: list[dict[str, Any]] = []
        """Who may sign on, as the hub lists them."""
        self.rooms = RoomPart(self)
        self._open: list[tuple[Sent, OnAnswer]] = []
        self.tickets: dict[str, TicketView] = {}
        self.counters: dict[str, CounterView] = {}
        self.services: dict[str, ServiceStatus] = {}
        self.zones: dict[str, ZonePresence] = {}
        self._facts = Facts(
            contact=Contact.LIVE if site else Contact.SEARCHING,
            site=site,
            tickets=self.tickets,
            counters=self.counters,
            services=self.services,
            zones=self.zones,
        )
        if site is not None:
            self._furnish(site)

    def _furnish(self, site: Site) -> None:
        for each in site.counters:
            self.counters[each.id] = CounterView(
                id=each.id,
                label=f"{text(site.counter_word, 'id')} {each.number}",
                number=each.number,
                zone=each.zone,
                services=list(own_services(site, each)),
                state="closed",
            )
        for service in site.services:
            self.services[service.code] = ServiceStatus(code=service.code, waiting=0, open=True)
        for zone in site.zones:
            self.zones[zone.code] = ZonePresence(zone=zone.code, displays=1, voices=1)

    # The port -------------------------------------------------------------------------------

    def facts(self) -> Facts:
        return self._facts

    def now(self) -> Moment:
        return self._now

    def send(self, name: str, body: dict[str, Any], on_answer: OnAnswer, order: str) -> None:
        if name == "ListOfficers":
            told = Answer(id=order, status=200, body={"officers": self.officers})
            QTimer.singleShot(0, self, lambda: on_answer(told))
            return
        if (about := self.rooms.told(name, body)) is not None:
            if (refused := self.refusals.get(name)) is not None:
                answer = Answer(id=order, status=refused.status, problem=refused)
            else:
                answer = Answer(id=order, status=200, body=about)
            QTimer.singleShot(0, self, lambda: on_answer(answer))
            return
        sent = Sent(name, body, order)
        self.sent.append(sent)
        self._open.append((sent, on_answer))
        if not self.holding:
            self.answer_all()

    def choose_hub(self, hub: str) -> None:
        self.chosen_hub = hub

    def put_away(self) -> bool:
        told = next((one for one in self._facts.troubles if one.code == MESSAGE), None)
        self.report(*(one for one in self._facts.troubles if one is not told))
        return told is not None

    # The script -----------------------------------------------------------------------------

    def answer_all(self) -> None:
        """Answers what is open, oldest first."""
        waiting, self._open = self._open, []
        for sent, on_answer in waiting:
            with self.at_once():
                answer = self._answer(sent)
            on_answer(answer)

    def answer_nobody(self) -> None:
        """Carries out what is open; the answers are lost on the way."""
        for sent, _ in self._open:
            self._answer(sent)

    def orders(self, name: str) -> list[Sent]:
        """The orders of one name, oldest first."""
        return [sent for sent in self.sent if sent.name == name]

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """All that changes within is told together, as when an app first hears of its hall."""
        with QSignalBlocker(self):
            yield
        self.changed.emit()

    def pass_time(self, milliseconds: int) -> None:
        self._now = Moment(self._now + milliseconds)
        self.changed.emit()

    def lose_line(self) -> None:
        self._become(Contact.AWAY)

    def find_line(self) -> None:
        self._become(Contact.LIVE)

    def meet(self, *hubs: HubChoice) -> None:
        """Several hubs are on the network, and none is ours."""
        self._facts = replace(self._facts, hubs=hubs)
        self._become(Contact.CHOOSING)

    def report(self, *troubles: DeviceTrouble) -> None:
        """All that is wrong with the hall's devices now."""
        self._facts = replace(self._facts, troubles=troubles)
        self.changed.emit()

    def meet_site(self, site: Site) -> None:
        """The hub is found, and tells what there is here."""
        self._furnish(site)
        self._facts = replace(self._facts, site=site)
        self._become(Contact.LIVE)

    def load(self, site: Site) -> None:
        """Another version of the site."""
        self._facts = replace(self._facts, site=site)
        self.changed.emit()

    def suspend(self, service: str) -> None:
        """An outage: nobody is called for it."""
        status = self.services[service]
        self.services[service] = msgspec.structs.replace(status, open=False, outage=True)
        self.changed.emit()

    def refuse_us(self, why: str) -> None:
        self._facts = replace(self._facts, refusal=why)
        self._become(Contact.REFUSED)

    def _become(self, contact: Contact) -> None:
        self._facts = replace(self._facts, contact=contact)
        self.changed.emit()

    def arrive(self, number: str, service: str, minutes: int = 0, **more: Any) -> TicketView:
        """A visitor who took a ticket `minutes` ago."""
        arrival = Moment(self._now - minutes * MINUTE)
        place = Moment(arrival - more.get("head_start", 0) * MINUTE)
        serving = [id_ for id_, one in self.counters.items() if service in one.services]
        ticket = TicketView(
            id=f"t-{number}",
            number=number,
            state="waiting",
            service=service,
            issued_at=moment_text(arrival),
            arrival=moment_text(arrival),
            place=moment_text(place),
            zone=self.counters[serving[0]].zone if serving else "",
            visit=f"v-{number}",
            ahead=0,
            counters=serving,
            priority="group" in more,
        )
        ticket = msgspec.structs.replace(ticket, **more)
        self.put(ticket)
        return ticket

    def foretell(self, minutes_each: int) -> None:
        """All who wait are likely to be called one after the other."""
        waiting = [one for one in self.tickets.values() if one.state == "waiting"]
        for place, one in enumerate(sorted(waiting, key=queue.order_key), start=1):
            wait = place * minutes_each * MINUTE
            expected, latest = told(self._now, wait, wait * 3 // 2)
            self.change(one.id, expected_at=moment_text(expected), latest_at=moment_text(latest))

    def put(self, *things: TicketView | CounterView | ZonePresence) -> None:
        """Something changed."""
        for thing in things:
            if isinstance(thing, TicketView):
                self.tickets[thing.id] = thing
            elif isinstance(thing, CounterView):
                self.counters[thing.id] = thing
            else:
                self.zones[thing.zone] = thing
        self.changed.emit()

    def change(self, ticket: str, **changes: Any) -> None:
        self.put(msgspec.structs.replace(self.tickets[ticket], **changes))

    def change_counter(self, counter: str, **changes: Any) -> None:
        self.put(msgspec.structs.replace(self.counters[counter], **changes))

    # Carrying orders out --------------------------------------------------------------------

    def _answer(self, sent: Sent) -> Answer:
        problem = self.refusals.get(sent.name)
        if problem is not None:
            return Answer(id=sent.order, status=problem.status, problem=problem)
        acts: dict[str, Callable[[dict[str, Any]], TicketView | None]] = {
            "OpenCounter": self._open_counter,
            "PauseCounter": lambda body: self._stand(body, "paused"),
            "CloseCounter": lambda body: self._stand(body, "closed", officer=""),
            "CallNext": self._call_next,
            "CallTicket": lambda body: self._call(body["counter"], body["ticket"], body["reason"]),
            "Recall": self._recall,
            "StartService": self._start,
            "FinishService": self._finish,
            "RecordNoShow": lambda body: self._leave(body, "no-show", "no-show"),
            "ContinueVisit": self._go_on,
            "HoldTicket": self._hold,
            "ResumeTicket": lambda body: self._in_line(body["ticket"]),
            "TransferTicket": self._transfer,
            "UndoLast": self._undo,
            "IssueTicket": self.rooms.issue,
            "EnterPaper": lambda body: self.arrive(body["number"], body["service"], emergency=True),
            "AcknowledgeTrouble": self._see_to,
            "ChangePin": self._change_pin,
        }
        acts = self.rooms.carries_out() | acts
        ticket = acts[sent.name](sent.body)
        body = None
        if sent.name == "OpenCounter":
            body = {"session": self.session} | self.rooms.rights(sent.body["officer"])
        return Answer(id=sent.order, status=200, ticket=ticket, body=body)

    def _change_pin(self, _body: dict[str, Any]) -> None:
        """From now on it is the officer's own."""
        for name in ("OpenCounter", "SignIn"):
            self.refusals.pop(name, None)

    def _open_counter(self, body: dict[str, Any]) -> None:
        officer = body["officer"]
        since = moment_text(self._now)
        self.change_counter(
            body["counter"], state="open", officer=officer, reason="", since=since, pause_until=""
        )

    def _stand(self, body: dict[str, Any], state: str, **more: Any) -> None:
        reason, site = body.get("reason", ""), self._facts.site
        usual = (
            next((one for one in site.reasons.pause if one.code == reason), None) if site else None
        )
        if state == "paused" and usual is not None and usual.minutes:
            more["pause_until"] = moment_text(self._now + usual.minutes * MINUTE)
        since = moment_text(self._now)
        self.change_counter(body["counter"], state=state, reason=reason, since=since, **more)

    def _call_next(self, body: dict[str, Any]) -> TicketView | None:
        following = queue.next_of(queue.in_line(self.tickets, self.counters[body["counter"]]))
        return self._call(body["counter"], following.id) if following else None

    def _call(self, counter: str, ticket: str, reason: str = "") -> TicketView:
        one = self.tickets[ticket]
        waited = queue.waited(one, self._now)
        score = f"{waited} + {one.head_start} = {waited + one.head_start}"
        self.change_counter(counter, ticket=ticket, undo="", undo_ticket="")
        self.change(
            ticket,
            state="called",
            counter=counter,
            calls=one.calls + 1,
            calls_here=1,
            called_at=moment_text(self._now),
            shown=False,
            spoken=False,
            no_show_from="",
            note=f"{one.number}: {reason or score}",
        )
        return self.tickets[ticket]

    def _recall(self, body: dict[str, Any]) -> TicketView:
        ticket = self.counters[body["counter"]].ticket
        due = moment_text(Moment(self._now + 45 * SECOND))
        one = self.tickets[ticket]
        self.change(
            ticket,
            calls=one.calls + 1,
            calls_here=one.calls_here + 1,
            called_at=moment_text(self._now),
            no_show_from=due,
            shown=False,
            spoken=False,
        )
        return self.tickets[ticket]

    def _start(self, body: dict[str, Any]) -> TicketView:
        ticket = self.counters[body["counter"]].ticket
        self.change(ticket, state="serving", started_at=moment_text(self._now))
        return self.tickets[ticket]

    def _finish(self, body: dict[str, Any]) -> TicketView | None:
        self._leave(body, "done", "finish")
        return self._call_next(body) if body["then_call"] else None

    def _leave(self, body: dict[str, Any], state: str, undo: str) -> None:
        ticket = self.counters[body["counter"]].ticket
        self.change_counter(
            body["counter"], ticket="", undo=undo, undo_ticket=ticket if undo else ""
        )
        self.change(ticket, state=state, missed_at=moment_text(self._now) if undo else "")

    def _hold(self, body: dict[str, Any]) -> None:
        ticket = self.counters[body["counter"]].ticket
        self._leave(body, "held", "")
        if body.get("minutes"):
            until = moment_text(self._now + body["minutes"] * MINUTE)
            self.change(ticket, held_until=until)

    def _go_on(self, body: dict[str, Any]) -> TicketView:
        """The next errand: here at once, or in its line."""
        ticket, service = self.counters[body["counter"]].ticket, body["service"]
        serving = [id_ for id_, one in self.counters.items() if service in one.services]
        more: dict[str, Any] = {"service": service, "counters": serving}
        if not body["here"]:
            self.change_counter(body["counter"], ticket="")
            more |= {"state": "waiting", "counter": "", "result": "done"}
        self.change(ticket, started_at=moment_text(self._now), **more)
        return self.tickets[ticket]

    def _in_line(self, ticket: str) -> TicketView:
        self.change(ticket, state="waiting", counter="")
        return self.tickets[ticket]

    def _transfer(self, body: dict[str, Any]) -> None:
        self.change_counter(body["counter"], ticket="")
        service = body.get("service", self.tickets[body["ticket"]].service)
        to_counter = body.get("to_counter", "")
        serving = [id_ for id_, one in self.counters.items() if service in one.services]
        self.change(
            body["ticket"],
            state="waiting",
            service=service,
            for_counter=to_counter,
            for_officer=body.get("to_officer", ""),
            back_to=self.counters[body["counter"]].officer if body.get("back") else "",
            counters=[to_counter] if to_counter else serving,
        )

    def _undo(self, body: dict[str, Any]) -> TicketView:
        view = self.counters[body["counter"]]
        ticket = view.undo_ticket
        state = "serving" if view.undo == "finish" else "called"
        self.change(ticket, state=state, counter=body["counter"], missed_at="")
        self.change_counter(body["counter"], ticket=ticket, undo="", undo_ticket="")
        return self.tickets[ticket]

    def _see_to(self, body: dict[str, Any]) -> None:
        about = (body["device"], body["code"], body["part"])
        troubles = self._facts.troubles
        self.report(*(one for one in troubles if (one.device, one.code, one.part) != about))


def refusal(code: str, **extra: Any) -> Problem:
    """A problem as the hub would word it."""
    return Problem(
        type=f"urn:giliran:problem:{code}",
        title=code,
        status=409,
        code=code,
        detail=code,
        extra=extra,
    )
