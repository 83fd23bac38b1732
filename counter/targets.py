"""Where a visitor is sent from here: to a service, to one counter, or to one officer."""

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
from counter.visit import words as visit
from counter.words import say
from shared.domain.site import Reason
from shared.protocol.views import TicketView

_FIELDS = {"service": "service", "counter": "to_counter", "officer": "to_officer"}
"""Of the order, by what the target is."""


@dataclass(frozen=True, slots=True)
class Targets:
    """Asks where to; `look` gives the hall as it is then."""

    counter: str
    catalogue: Catalogue
    look: Callable[[], Facts]
    name: Callable[[str], str] = str
    """An officer's name, by the id."""

    def _say(self, key: str, **parts: object) -> str:
        return say(ASK[key], self.catalogue.language, **parts)

    def _reason(self, reason: Reason) -> str:
        return self.catalogue.text(reason.name)

    def transfer(self, ticket: TicketView) -> Question:
        """To a service, a counter or an officer; the time that was waited stays."""
        return Question(
            title=self._say("transfer", number=ticket.number),
            detail=self._say("transfer-detail"),
            search=self._say("transfer-hint"),
            empty=self._say("search-empty"),
            options=lambda typed: self._targets(typed, ticket),
            chosen=lambda target: self._comes_back(ticket, target),
        )

    def _targets(self, typed: str, ticket: TicketView) -> list[Option]:
        counters = self._counter_options(typed)
        services = self._service_options(typed, lambda code: code != ticket.service)
        officers = self._officer_options(typed)
        if typed.strip().isdigit() or not services:
            return counters + officers + services
        return officers + services + counters

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

    def _officer_options(self, typed: str) -> list[Option]:
        """Those who work at another counter now, by their names: only where some is typed."""
        if not plain(typed) or typed.strip().isdigit():
            return []
        seats = {
            one.officer: one.id
            for one in self.look().counters.values()
            if one.officer and one.state != "closed" and one.id != self.counter
        }
        fitting = found(list(seats), typed, lambda one: (self.name(one), one), near=False)
        return [
            Option(
                f"officer:{one}",
                self.name(one),
                self.catalogue.counter(seats[one]),
                self._counter_state(seats[one]),
            )
            for one in fitting
        ]

    def _at_work(self, counter: str) -> bool:
        """At a closed counter nobody would be called; the hub refuses it."""
        view = self.look().counters.get(counter)
        return view is not None and view.state != "closed"

    def _counter_state(self, counter: str) -> str:
        view = self.look().counters.get(counter)
        paused = view is not None and view.state == "paused"
        return say(words.NEIGHBOUR_PAUSED if paused else words.OPEN_NOW, self.catalogue.language)

    def _service_options(self, typed: str, wanted: Callable[[str], bool]) -> list[Option]:
        served = {code for each in self.look().counters.values() for code in each.services}
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

    # Back afterwards, and why ---------------------------------------------------------------

    def _comes_back(self, ticket: TicketView, target: str) -> Question:
        """Whether it ends there; Enter says that it does."""
        language = self.catalogue.language
        options = [
            Option("ends", say(visit.COMES_BACK_NO, language)),
            Option(
                "back",
                say(visit.COMES_BACK_YES, language),
                say(visit.COMES_BACK_DETAIL, language),
            ),
        ]
        place = self._named(target)
        return Question(
            title=say(visit.COMES_BACK, language, number=ticket.number, target=place),
            options=lambda _typed: options,
            chosen=lambda id_: self._why_transfer(ticket, target, back=id_ == "back"),
        )

    def _named(self, target: str) -> str:
        kind, _, code = target.partition(":")
        if kind == "counter":
            return self.catalogue.counter(code)
        return self.name(code) if kind == "officer" else self.catalogue.service(code).plain

    def _why_transfer(self, ticket: TicketView, target: str, *, back: bool) -> Question:
        kind, _, code = target.partition(":")
        body = {"counter": self.counter, "ticket": ticket.id, _FIELDS[kind]: code, "back": back}
        return reason_question(
            self._say("why-transfer", number=ticket.number, target=self._named(target)),
            self.catalogue.site.reasons.transfer,
            self._reason,
            lambda why: Draft(
                Act.TRANSFER, "TransferTicket", {**body, "reason": why}, ticket.number
            ),
        )
