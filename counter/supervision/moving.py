"""Sending a ticket elsewhere: to a service, or to one counter; its place in time stays."""

from __future__ import annotations

from dataclasses import dataclass

from counter.questions import Draft, Option, Question, reason_question
from counter.search import plain
from counter.sitting.services import service_options
from counter.sitting.sight import Sight, order
from counter.supervision import words
from counter.words import NEIGHBOUR_PAUSED, OPEN_NOW
from shared.protocol.views import CounterView, TicketView

_COUNTER, _SERVICE = "counter:", "service:"


@dataclass(frozen=True, slots=True)
class Moving:
    """Asks where to, and why."""

    sight: Sight

    def question(self, ticket: TicketView) -> Question:
        say = self.sight.say
        return Question(
            title=say(words.MOVE_TO, number=ticket.number),
            detail=say(words.MOVE_DETAIL),
            search=say(words.MOVE_HINT),
            empty=say(words.FIND_EMPTY),
            options=lambda typed: self._targets(typed, ticket),
            chosen=lambda target: self._why(ticket, target),
        )

    def _targets(self, typed: str, ticket: TicketView) -> list[Option]:
        """A counter that is named is meant; of services those that are only like it come too."""
        served = {code for one in self.sight.look().counters.values() for code in one.services}
        services = [
            Option(_SERVICE + one.id, one.title, one.detail, one.note)
            for one in service_options(
                self.sight, typed, lambda code: code in served and code != ticket.service
            )
        ]
        return [*(self._counter(one) for one in self._at_work(typed, ticket)), *services]

    def _at_work(self, typed: str, ticket: TicketView) -> list[CounterView]:
        """Counters at work, those of the ticket's zone first; with a search by number or zone."""
        asked = plain(typed).split()
        found = [
            one
            for one in self.sight.look().counters.values()
            if one.state != "closed" and self._fits(one, asked)
        ]
        found.sort(
            key=lambda one: (str(one.number) not in asked, one.zone != ticket.zone, one.number)
        )
        return found

    def _fits(self, counter: CounterView, asked: list[str]) -> bool:
        label = self.sight.catalogue.counter(counter.id)
        names = plain(f"{label} {self.sight.catalogue.zone(counter.zone)}").split()
        return all(any(name.startswith(one) for name in names) for one in asked)

    def _counter(self, view: CounterView) -> Option:
        catalogue = self.sight.catalogue
        state = self.sight.say(OPEN_NOW if view.state == "open" else NEIGHBOUR_PAUSED)
        return Option(
            _COUNTER + view.id, catalogue.counter(view.id), catalogue.zone(view.zone), state
        )

    def _why(self, ticket: TicketView, target: str) -> Question | Draft:
        kind, _, code = target.partition(":")
        to_counter = f"{kind}:" == _COUNTER
        body = {"ticket": ticket.id, "to_counter" if to_counter else "service": code}
        catalogue, reasons = self.sight.catalogue, self.sight.catalogue.site.reasons
        name = catalogue.counter(code) if to_counter else catalogue.service(code).plain

        def draft(why: str) -> Draft:
            return order("MoveTicket", {**body, "reason": why}, ticket.number)

        title = self.sight.say(words.WHY_MOVE, number=ticket.number, target=name)
        return reason_question(title, reasons.move or reasons.transfer, self.sight.reason, draft)
