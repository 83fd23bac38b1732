"""A number for somebody who cannot use the kiosk: service, priority, assistance, people, paper.

What most visitors do not need is answered with Enter: nothing is chosen first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counter.information import words
from counter.information.assisting import Assisting
from counter.papers import Papers
from counter.questions import Draft, Option, Question
from counter.sitting.services import service_options
from counter.sitting.sight import Sight, order
from shared.domain.site import Service
from shared.protocol.views import TicketView

_NO, _PAPER = "none", "paper:"
MOST_PEOPLE = 9


@dataclass(frozen=True, slots=True)
class Taking:
    """Asks one thing after another, and ends in the order. `errand`: a ticket whose visitor has
    another errand; the new number belongs to the same visit."""

    sight: Sight
    errand: TicketView | None = None
    papers: Papers | None = None
    """Where a number may also be one of an emergency paper: at the information desk."""

    def question(self) -> Question:
        say = self.sight.say
        errand = self.errand
        return Question(
            title=say(words.NEW),
            detail=(
                say(words.ERRAND_DETAIL, number=errand.number) if errand else say(words.NEW_DETAIL)
            ),
            search=say(words.NEW_HINT),
            empty=say(words.NEW_EMPTY),
            options=lambda typed: [*self._papers(typed), *service_options(self.sight, typed)],
            chosen=self._chosen,
        )

    def _papers(self, typed: str) -> list[Option]:
        """What was typed may be the number on a paper of a kiosk that is cut off."""
        found = self.papers.likely(typed) if self.papers is not None else []
        say = self.sight.say
        return [
            Option(_PAPER + one.id, one.title, say(words.PAPER, agencies=one.detail))
            for one in found
        ]

    def _chosen(self, id_: str) -> Question | Draft:
        if self.papers is not None and id_.startswith(_PAPER):
            return self.papers.entered(id_.removeprefix(_PAPER))
        return self._service_chosen(id_)

    # The service ----------------------------------------------------------------------------

    def _service_chosen(self, code: str) -> Question | Draft:
        service = self.sight.catalogue.services[code]
        body: dict[str, Any] = {"service": code, "desk": True, "language": "id"}
        if self.errand is None:
            return self._priority(service, body)
        body |= {
            "visit": self.errand.visit,
            "language": self.errand.language,
            "people": min(self.errand.people, service.people_max),
            "assist": list(self.errand.assist),
        }
        if self.errand.group and service.priority_allowed:
            body["priority"] = self.errand.group
        return order("IssueTicket", body)

    # Who comes ------------------------------------------------------------------------------

    def _priority(self, service: Service, body: Mapping[str, Any]) -> Question | Draft:
        site, catalogue = self.sight.catalogue.site, self.sight.catalogue
        if not service.priority_allowed or not site.priority:
            return self._assistance(service, body)
        none = Option(_NO, self.sight.say(words.NEW_NO_PRIORITY))
        groups = [Option(str(one.code), catalogue.text(one.name)) for one in site.priority]

        def chosen(group: str) -> Question | Draft:
            more = {} if group == _NO else {"priority": group}
            return self._assistance(service, {**body, **more})

        name = catalogue.service(str(service.code)).plain
        title = self.sight.say(words.NEW_PRIORITY, service=name)
        return Question(title=title, options=lambda _typed: [none, *groups], chosen=chosen)

    def _assistance(self, service: Service, body: Mapping[str, Any]) -> Question | Draft:
        if not self.sight.catalogue.site.assistance:
            return self._people(service, body)

        def then(chosen: tuple[str, ...]) -> Question | Draft:
            return self._people(service, {**body, "assist": list(chosen)})

        return Assisting(self.sight).question(self.sight.say(words.NEW_ASSIST), (), then)

    def _people(self, service: Service, body: Mapping[str, Any]) -> Question | Draft:
        most = min(service.people_max, MOST_PEOPLE)
        if most <= 1:
            return order("IssueTicket", dict(body))
        options = [Option(str(count), self._count(count)) for count in range(1, most + 1)]
        return Question(
            title=self.sight.say(words.NEW_PEOPLE),
            options=lambda _typed: options,
            chosen=lambda count: order("IssueTicket", {**body, "people": int(count)}),
        )

    def _count(self, count: int) -> str:
        texts = words.ONE_PERSON if count == 1 else words.PEOPLE
        return self.sight.say(texts, count=count)
