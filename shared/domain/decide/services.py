"""Services closed and opened by a person, and new versions of the site."""

from __future__ import annotations

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide.finding import require_reason, service_of
from shared.domain.hall import Hall
from shared.domain.ids import Moment
from shared.domain.plan import Plan
from shared.domain.refusal import Code, Refusal
from shared.domain.states import ENDED, CounterState


def suspend(hall: Hall, command: c.SuspendService, now: Moment) -> list[e.Event]:
    service = service_of(hall, command.service)
    require_reason(hall, "suspend", command.reason)
    return [e.ServiceSuspended(service=service.code, reason=command.reason, until=command.until)]


def restore(hall: Hall, command: c.RestoreService, now: Moment) -> list[e.Event]:
    service = service_of(hall, command.service)
    if service.code not in hall.suspended:
        return []
    return [e.ServiceRestored(service=service.code)]


def load_site(hall: Hall, command: c.LoadSite, now: Moment) -> list[e.Event]:
    """A new version; refused while something in use would vanish with it."""
    plan = Plan.of(command.site)
    _require_nothing_orphaned(hall, plan)
    if hall.plan is not None and hall.plan.site == command.site:
        return []
    return [e.SiteLoaded(version=hall.site_version + 1, site=command.document)]


def _require_nothing_orphaned(hall: Hall, plan: Plan) -> None:
    waiting = {t.service for t in hall.tickets.values() if t.state not in ENDED}
    reserved = {t.for_counter for t in hall.tickets.values() if t.state not in ENDED} - {None}
    at_work = {d.id for d in hall.desks.values() if d.state is not CounterState.CLOSED}
    services = sorted(waiting - plan.services.keys())
    counters = sorted(map(str, (at_work | reserved) - plan.counters.keys()))
    if services or counters:
        raise Refusal(
            Code.SITE_IN_USE,
            "People wait for services, or officers sit at counters, that the new site does not"
            f" have: {', '.join([*services, *counters])}. Load it when they are done.",
            services=services,
            counters=counters,
        )
