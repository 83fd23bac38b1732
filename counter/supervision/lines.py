"""What a supervisor does about a service: close it, open it, end its day, look at who waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from counter import queue
from counter.questions import Draft, Option, Question
from counter.sitting.sight import Sight
from counter.supervision import words
from counter.supervision.closures import Closures, closure, is_suspended
from counter.supervision.ending import Ending
from counter.supervision.tickets import Tickets
from shared.domain.site import Texts
from shared.protocol.views import TicketView

_Leads = Callable[[], Question | Draft]


@dataclass(frozen=True, slots=True)
class Lines:
    """Asks about one service."""

    sight: Sight

    def question(self, service: str) -> Question:
        name, acts = self.sight.catalogue.service(service), self._acts(service)
        options = [Option(act, title) for act, (title, _) in acts.items()]
        return Question(
            title=f"{name.full} · {name.agency}",
            detail=closure(service, self.sight),
            options=lambda _typed: options,
            chosen=lambda act: acts[act][1](),
        )

    def _acts(self, service: str) -> dict[str, tuple[str, _Leads]]:
        say, closures = self.sight.say, Closures(self.sight)
        name, waiting = self.sight.catalogue.service(service).plain, self.waiting(service)
        acts: dict[str, tuple[str, _Leads]] = {}

        def add(act: str, texts: Texts, leads: _Leads, **parts: object) -> None:
            acts[act] = (say(texts, **parts), leads)

        if waiting:
            title = say(words.TICKETS_OF, service=name)
            listed = Tickets(self.sight)
            add(
                "tickets",
                words.TICKETS,
                lambda: listed.of(title, lambda: self.waiting(service)),
                count=len(waiting),
            )
        if is_suspended(self.sight.look().services.get(service)):
            add("restore", words.RESTORE, lambda: closures.restore_service(service))
        else:
            add("suspend", words.SUSPEND, lambda: closures.suspend_service(service))
        known = self.sight.catalogue.services.get(service)
        if known is not None:
            agency = str(known.agency)
            short = closures.agency_name(agency)
            add("agency", words.SUSPEND_AGENCY, lambda: closures.agency(agency), agency=short)
        if waiting:
            ending = Ending(self.sight)
            add("end", words.TOOLS["end"], lambda: ending.ask([service], name))
        return acts

    def waiting(self, service: str) -> list[TicketView]:
        tickets = self.sight.look().tickets.values()
        found = [one for one in tickets if one.service == service and one.state == "waiting"]
        return sorted(found, key=queue.order_key)
