"""A paper from a kiosk that is cut off: its number is typed here, and its visitor is in the queue.

When the kiosk is back it hands the paper over, and the hub makes one ticket of the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from counter.acts import Act
from counter.catalogue import Catalogue
from counter.desk import Desk, Mode
from counter.facts import Facts
from counter.phrases import ASK
from counter.questions import ENOUGH, Draft, Enough, Option, Question
from counter.refusals import state_words
from counter.search import found
from counter.words import say
from shared.domain.numbering import number_text
from shared.domain.site import Series, Service
from shared.protocol.views import TicketView

_TYPED = re.compile(r"\s*([a-z]*)[\s-]*([0-9]{1,9})\s*", re.IGNORECASE)
_FREE = (Mode.WAITING, Mode.NOBODY)


@dataclass(frozen=True, slots=True)
class Papers:
    """Asks for number and service; `look` and `desk` give the hall as it is then."""

    counter: str
    catalogue: Catalogue
    look: Callable[[], Facts]
    desk: Callable[[], Desk]
    call_now: Callable[[str], Question]
    """Asks why a ticket that the hub knows is called beside the order."""
    why_now: Callable[[str, Callable[[str], Draft]], Question]
    """Asks the same of a number that is still to be entered."""

    def _say(self, key: str, **parts: object) -> str:
        return say(ASK[key], self.catalogue.language, **parts)

    def question(self) -> Question:
        return Question(
            title=self._say("paper"),
            detail=self._say("paper-detail"),
            search=self._say("paper-hint"),
            empty=self._say("paper-empty"),
            options=lambda typed: [self._option(one) for one in self._numbers(typed)],
            chosen=self.entered,
        )

    # The number -----------------------------------------------------------------------------

    def _numbers(self, typed: str) -> list[str]:
        """The numbers that may be meant; without a letter, of each series that is served here."""
        read = _TYPED.fullmatch(typed)
        if read is None:
            return []
        letters, digits = read[1].upper(), int(read[2])
        if letters:
            series = [one for one in self.catalogue.site.series if one.prefix == letters]
        else:
            series = self._own_series()
        return [number_text(one, digits) for one in series]

    def _own_series(self) -> list[Series]:
        """All of them where there is no counter: at the information desk."""
        if not self.counter:
            return list(self.catalogue.site.series)
        own = {one.series for one in self._services() if self._served_here(one)}
        return [one for one in self.catalogue.site.series if one.code in own]

    def _option(self, number: str) -> Option:
        known = self._known(number)
        agencies = {self.catalogue.service(one.code).agency for one in self._of(number)}
        note = state_words(known.state, self.catalogue.language) if known is not None else ""
        return Option(number, number, " · ".join(sorted(agencies)), note)

    def unknown_option(self, typed: str) -> Option | None:
        """Of a number to be called that is nowhere: it may stand on such a paper."""
        likely = [one for one in self._numbers(typed) if self._likely(one)]
        if len(likely) != 1 or self._known(likely[0]) is not None:
            return None
        return Option(likely[0], likely[0], self._say("paper-unknown"))

    def likely(self, typed: str) -> list[Option]:
        """The numbers of such papers that may be meant, and that nobody has entered yet."""
        numbers = [one for one in self._numbers(typed) if self._likely(one)]
        return [self._option(one) for one in numbers if self._known(one) is None]

    def _likely(self, number: str) -> bool:
        """Kiosks' own numbers are the last ones of a series, never in its first half."""
        prefix, _, digits = number.partition("-")
        series = next(one for one in self.catalogue.site.series if one.prefix == prefix)
        return len(digits) == series.width and 2 * int(digits) >= 10**series.width

    def _known(self, number: str) -> TicketView | None:
        tickets = self.look().tickets.values()
        return next((one for one in tickets if one.number == number), None)

    def entered(self, number: str) -> Question | Draft:
        """A number was chosen: for which service is it?"""
        known = self._known(number)
        if known is not None:
            return self._here_already(known)
        services = self._of(number)
        if len(services) == 1:
            return self._place(number, services[0].code)
        return Question(
            title=self._say("paper-service", number=number),
            search=self._say("paper-service-hint"),
            empty=self._say("search-empty"),
            options=lambda typed: self._service_options(typed, services),
            chosen=lambda code: self._place(number, code),
        )

    def _here_already(self, known: TicketView) -> Question:
        state = state_words(known.state, self.catalogue.language)
        callable_ = self._free and known.state in ("waiting", "held", "no-show") and not known.busy
        leave = Option("leave", self._say("paper-leave"))
        call = [Option("call", self._say("paper-call"))] if callable_ else []

        def chosen(id_: str) -> Question | Enough:
            return self.call_now(known.id) if id_ == "call" else ENOUGH

        return Question(
            title=self._say("paper-known", number=known.number, state=state),
            detail=self._say("paper-known-detail"),
            options=lambda _typed: [leave, *call],
            chosen=chosen,
        )

    # The service ----------------------------------------------------------------------------

    def _services(self) -> Iterable[Service]:
        return self.catalogue.services.values()

    def _served_here(self, service: Service) -> bool:
        here = self.look().counters.get(self.counter)
        return here is not None and service.code in here.services

    def _of(self, number: str) -> list[Service]:
        """The services of a number's series, this counter's first."""
        prefix = number.partition("-")[0]
        codes = {one.code for one in self.catalogue.site.series if one.prefix == prefix}
        services = [one for one in self._services() if one.series in codes and not one.desk_only]
        return sorted(services, key=lambda one: not self._served_here(one))

    def _service_options(self, typed: str, services: list[Service]) -> list[Option]:
        return [self._service_option(one) for one in found(services, typed, self._names)]

    def _names(self, service: Service) -> Iterable[str]:
        name = self.catalogue.service(service.code)
        return (name.plain, name.full, *service.aliases, *service.name.values())

    def _service_option(self, service: Service) -> Option:
        name = self.catalogue.service(service.code)
        note = "" if self._served_here(service) else self.catalogue.zone(str(service.zone))
        return Option(str(service.code), name.full, name.agency, note)

    # Into the queue, or to this counter at once ---------------------------------------------

    @property
    def _free(self) -> bool:
        return self.desk().mode in _FREE

    def _place(self, number: str, service: str) -> Question | Draft:
        enter = self._enter(number, service)
        if not self._free:
            return enter
        options = [
            Option("queue", self._say("paper-queue"), self._say("paper-queue-detail")),
            Option("call", self._say("paper-call"), self._say("paper-call-detail")),
        ]

        def chosen(id_: str) -> Question | Draft:
            return enter if id_ == "queue" else self._call(number, service)

        title = f"{number} · {self.catalogue.service(service).plain}"
        return Question(title=title, options=lambda _typed: options, chosen=chosen)

    def _call(self, number: str, service: str) -> Question:
        def draft(why: str) -> Draft:
            body = {"counter": self.counter, "reason": why}

            def call(ticket: TicketView) -> Draft:
                return Draft(Act.PAPER, "CallTicket", {**body, "ticket": ticket.id}, number)

            return self._enter(number, service, call)

        return self.why_now(number, draft)

    def _enter(
        self, number: str, service: str, then: Callable[[TicketView], Draft] | None = None
    ) -> Draft:
        body = {"number": number, "service": service}
        body |= {"counter": self.counter} if self.counter else {}
        return Draft(Act.PAPER, "EnterPaper", body, number, then=then)
