"""Services and offices that a person has closed: said, closed, and opened again."""

from __future__ import annotations

from dataclasses import dataclass

from counter import queue
from counter.questions import Draft, Option, Question
from counter.search import found
from counter.sitting.sight import Sight, order
from counter.supervision import words
from counter.supervision.until import until_question
from shared.domain.site import Reason
from shared.protocol.views import ServiceStatus

SUSPENDED = "service-suspended"
"""The code with which a service that a person has closed refuses."""


def is_suspended(status: ServiceStatus | None) -> bool:
    return status is not None and status.reason == SUSPENDED


def closure(service: str, sight: Sight) -> str:
    """``ditutup · Gangguan sistem pusat · sampai 11.00``; empty while it is not closed."""
    status = sight.look().services.get(service)
    if status is None or not is_suspended(status):
        return ""
    reason = sight.catalogue.text(status.reason_text) or status.reason
    if not status.suspended_until:
        return sight.say(words.SUSPENDED, reason=reason)
    late = queue.at(status.suspended_until) < sight.now()
    time = sight.when_of(status.suspended_until)
    texts = words.OVERDUE if late else words.SUSPENDED_UNTIL
    return sight.say(texts, reason=reason, time=time)


@dataclass(frozen=True, slots=True)
class Closures:
    """Asks why, and until when."""

    sight: Sight

    # One service, or a whole office ---------------------------------------------------------

    def suspend_service(self, service: str) -> Question:
        name = self.sight.catalogue.service(service).plain
        return self._why(name, "SuspendService", {"service": service})

    def suspend_agency(self, agency: str) -> Question:
        return self._why(self.agency_name(agency), "SuspendAgency", {"agency": agency})

    def restore_service(self, service: str) -> Draft:
        name = self.sight.catalogue.service(service).plain
        return order("RestoreService", {"service": service}, name)

    def restore_agency(self, agency: str) -> Draft:
        return order("RestoreAgency", {"agency": agency}, self.agency_name(agency))

    def _why(self, what: str, name: str, body: dict[str, str]) -> Question:
        reasons = self.sight.catalogue.site.reasons.suspend
        options = [self._reason_option(one) for one in reasons]

        def chosen(reason: str) -> Question:
            def draft(until: str) -> Draft:
                more = {"until": until} if until else {}
                return order(name, {**body, "reason": reason, **more}, what)

            return until_question(self.sight, what, draft)

        title = self.sight.say(words.WHY_SUSPEND, what=what)
        return Question(title=title, options=lambda _typed: options, chosen=chosen)

    def _reason_option(self, reason: Reason) -> Option:
        note = self.sight.say(words.OUTAGE) if reason.outage else ""
        return Option(reason.code, self.sight.reason(reason), note)

    # Offices --------------------------------------------------------------------------------

    def agencies(self) -> Question:
        """All offices, by search; what is closed there stands beside it."""
        return Question(
            title=self.sight.say(words.AGENCIES),
            search=self.sight.say(words.AGENCIES_HINT),
            empty=self.sight.say(words.FIND_EMPTY),
            options=self._agency_options,
            chosen=self.agency,
        )

    def _agency_options(self, typed: str) -> list[Option]:
        agencies = self.sight.catalogue.site.agencies
        fitting = found(agencies, typed, lambda one: (one.short, *one.name.values()))
        return [
            Option(
                str(one.code),
                self.sight.catalogue.text(one.name),
                one.short,
                self._closed_there(str(one.code)),
            )
            for one in fitting
        ]

    def _closed_there(self, agency: str) -> str:
        count = len(self._suspended(agency))
        return self.sight.say(words.AGENCY_CLOSED, count=count) if count else ""

    def _suspended(self, agency: str) -> list[str]:
        services = self.sight.look().services
        return [one for one in self._services(agency) if is_suspended(services.get(one))]

    def _services(self, agency: str) -> list[str]:
        site = self.sight.catalogue.site
        return [str(one.code) for one in site.services if str(one.agency) == agency]

    def agency(self, agency: str) -> Question:
        """Closed in part, it can be closed wholly, and opened."""
        say, name = self.sight.say, self.agency_name(agency)
        closed, options = self._suspended(agency), []
        services = self.sight.look().services
        if any(not services[one].alone for one in closed):
            options.append(Option("restore", say(words.RESTORE_AGENCY, agency=name)))
        if len(closed) < len(self._services(agency)):
            detail = say(words.SUSPEND_DETAIL)
            options.append(Option("suspend", say(words.SUSPEND_AGENCY, agency=name), detail))

        def chosen(id_: str) -> Question | Draft:
            if id_ == "restore":
                return self.restore_agency(agency)
            return self.suspend_agency(agency)

        return Question(title=name, options=lambda _typed: options, chosen=chosen)

    def agency_name(self, agency: str) -> str:
        agencies = self.sight.catalogue.site.agencies
        return next((one.short for one in agencies if str(one.code) == agency), agency)
