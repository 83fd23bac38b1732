"""Where a visitor goes from here: to a service, to a counter, or on to another errand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from counter import words
from counter.acts import Act
from counter.catalogue import Catalogue
from counter.facts import Facts
from counter.phrases import ASK
from counter.questions import Draft, Option, Question, reason_question
from counter.search import found, plain
from counter.words import say
from shared.domain.site import Reason
from shared.protocol.views import TicketView


@dataclass(frozen=True, slots=True)
class Targets:
    """Asks where to; `look` gives the hall as it is then."""

    counter: str
    catalogue: Catalogue
    look: Callable[[], Facts]

    def _say(self, key: str, **parts: object) -> str:
        return say(ASK[key], self.catalogue.language, **parts)

    def _reason(self, reason: Reason) -> str:
        return self.catalogue.text(reason.name)

    def transfer(self, ticket: TicketView) -> Question:
        """To a service or to one counter; the time that was waited stays."""
        return Question(
            title=self._say("transfer", number=ticket.number),
            detail=self._say("transfer-detail"),
            search=self._say("transfer-hint"),
            empty=self._say("search-empty"),
            options=lambda typed: self._targets(typed, ticket),
            chosen=lambda target: self._why_transfer(ticket, target),
        )

    def _targets(self, typed: str, ticket: TicketView) -> list[Option]:
        counters = self._counter_options(typed)
        services = self._service_options(typed, lambda code: code != ticket.service)
        if typed.strip().isdigit() or not services:
            return counters + services
        return services + counters

    def _counter_options(self, typed: str) -> list[Option]:
        """Counters at work, by their number or name; without a search only those of this zone."""
        own = self.catalogue.counters.get(self.counter)
        wanted = plain(typed).split()
        options = []
        for id_, counter in self.catalogue.counters.items():
            if id_ == self.counter or not self._at_work(id_):
                continue
            title = self.catalogue.counter(id_)
            near = own is not None and counter.zone == own.zone
            parts = plain(f"{title} {self.catalogue.zone(str(counter.zone))}").split()
            fits = all(any(part.startswith(each) for part in parts) for each in wanted)
            if fits and (wanted or near):
                option = Option(
                    f"counter:{id_}",
                    title,
                    self.catalogue.zone(str(counter.zone)),
                    self._counter_state(id_),
                )
                options.append((str(counter.number) not in wanted, option))
        return [option for _, option in sorted(options, key=lambda pair: pair[0])]

    def _at_work(self, counter: str) -> bool:
        """At a closed counter nobody would be called; the hub refuses it."""
        view = self.look().counters.get(counter)
        return view is not None and view.state != "closed"

    def _counter_state(self, counter: str) -> str:
        view = self.look().counters.get(counter)
        paused = view is not None and view.state == "paused"
        return say(words.NEIGHBOUR_PAUSED if paused else words.OPEN_NOW, self.catalogue.language)

    def _service_options(self, typed: str, wanted: Callable[[str], bool]) -> list[Option]:
        served = {code for each in self.catalogue.counters.values() for code in each.services}
        codes = [code for code in self.catalogue.services if code in served and wanted(code)]
        return [self._service_option(code) for code in found(codes, typed, self._names)]

    def _names(self, code: str) -> Iterable[str]:
        service, name = self.catalogue.services[code], self.catalogue.service(code)
        return (name.plain, name.full, name.agency, *service.aliases, *service.name.values(), code)

    def _service_option(self, code: str) -> Option:
        name, status = self.catalogue.service(code), self.look().services.get(code)
        language = self.catalogue.language
        note = say(words.WAITING, language, count=status.waiting) if status else ""
        zone = self.catalogue.zone(str(self.catalogue.services[code].zone))
        return Option(f"service:{code}", name.full, f"{name.agency} · {zone}", note)

    def _why_transfer(self, ticket: TicketView, target: str) -> Question:
        kind, _, code = target.partition(":")
        field = "to_counter" if kind == "counter" else "service"
        title = (
            self.catalogue.counter(code)
            if kind == "counter"
            else self.catalogue.service(code).plain
        )
        body = {"counter": self.counter, "ticket": ticket.id, field: code}
        return reason_question(
            self._say("why-transfer", number=ticket.number, target=title),
            self.catalogue.site.reasons.transfer,
            self._reason,
            lambda why: Draft(
                Act.TRANSFER, "TransferTicket", {**body, "reason": why}, ticket.number
            ),
        )

    def other_service(self, ticket: TicketView) -> Question:
        """A further errand of the same visit: a new number, which waits until this one is done."""
        return Question(
            title=self._say("errand"),
            detail=self._say("errand-detail"),
            search=self._say("errand-hint"),
            empty=self._say("search-empty"),
            options=lambda typed: self._service_options(typed, self._may_be_taken),
            chosen=lambda target: self._errand(ticket, target),
        )

    def _may_be_taken(self, code: str) -> bool:
        status = self.look().services.get(code)
        return status is None or status.open

    def _errand(self, ticket: TicketView, target: str) -> Draft:
        code = target.partition(":")[2]
        service = self.catalogue.services[code]
        body: dict[str, object] = {
            "service": code,
            "visit": ticket.visit,
            "language": ticket.language,
            "people": min(ticket.people, service.people_max),
            "assist": list(ticket.assist),
        }
        if ticket.group and service.priority_allowed:
            body["priority"] = ticket.group
        return Draft(Act.OTHER_SERVICE, "IssueTicket", body)
