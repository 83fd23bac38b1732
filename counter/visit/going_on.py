"""Several services in one visit: the same number goes on, at its old place in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counter import words as common
from counter.acts import Act
from counter.questions import Draft, Option, Question
from counter.search import found
from counter.sitting.sight import Sight
from counter.visit import words
from shared.protocol.views import TicketView


@dataclass(frozen=True, slots=True)
class GoingOn:
    """Asks for the next service: here at once where this counter serves it, else in its line."""

    sight: Sight
    counter: str

    def question(self, ticket: TicketView) -> Question:
        say = self.sight.say
        return Question(
            title=say(words.ERRAND, number=ticket.number),
            detail=say(words.ERRAND_DETAIL),
            search=say(words.ERRAND_HINT),
            empty=say(words.NOT_FOUND),
            options=lambda typed: self._options(typed, ticket),
            chosen=lambda code: self._draft(code, ticket),
        )

    def _draft(self, code: str, ticket: TicketView) -> Draft:
        body = {"counter": self.counter, "service": code, "here": self._here(code)}
        return Draft(Act.OTHER_SERVICE, "ContinueVisit", body, ticket.number)

    def _here(self, code: str) -> bool:
        view = self.sight.look().counters.get(self.counter)
        return view is not None and (code in view.services or code in view.helps)

    def _options(self, typed: str, ticket: TicketView) -> list[Option]:
        """Those of this counter come first: the visitor need not get up."""
        counters = self.sight.look().counters.values()
        served = {code for one in counters for code in (*one.services, *one.helps)}
        known = self.sight.catalogue.services
        codes = [code for code in known if code in served and code != ticket.service]
        fitting = found(codes, typed, self._names)
        return [self._option(code) for code in sorted(fitting, key=lambda one: not self._here(one))]

    def _names(self, code: str) -> Iterable[str]:
        catalogue = self.sight.catalogue
        service, name = catalogue.services[code], catalogue.service(code)
        return (name.plain, name.full, name.agency, *service.aliases, *service.name.values(), code)

    def _option(self, code: str) -> Option:
        catalogue = self.sight.catalogue
        name, status = catalogue.service(code), self.sight.look().services.get(code)
        zone = catalogue.zone(str(catalogue.services[code].zone))
        note = self.sight.say(common.WAITING, count=status.waiting) if status else ""
        if self._here(code):
            note = self.sight.say(words.AT_ONCE)
        return Option(code, name.full, f"{name.agency} · {zone}", note)
