"""Services closed and opened by a person, what counters serve, and new versions of the site."""

from __future__ import annotations

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide.finding import desk_of, plan_of, require_reason, service_of
from shared.domain.hall import Hall, Suspension
from shared.domain.ids import AgencyCode, Moment
from shared.domain.plan import Plan
from shared.domain.refusal import Code, Refusal
from shared.domain.site import Service
from shared.domain.states import ENDED, CounterState


def suspend(hall: Hall, command: c.SuspendService, now: Moment) -> list[e.Event]:
    service = service_of(hall, command.service)
    return _suspended(hall, [service], command.reason, command.until)


def suspend_agency(hall: Hall, command: c.SuspendAgency, now: Moment) -> list[e.Event]:
    """Each of its services, those too that were suspended for a reason of their own."""
    services = _services_of(hall, command.agency)
    return _suspended(hall, services, command.reason, command.until)


def _suspended(
    hall: Hall, services: list[Service], reason: str, until: Moment | None
) -> list[e.Event]:
    """Nothing for those of which just this is known already."""
    require_reason(hall, "suspend", reason)
    known = plan_of(hall).reason("suspend", reason)
    outage = known is not None and known.outage
    return [
        e.ServiceSuspended(service=service.code, reason=reason, until=until, outage=outage)
        for service in services
        if not _stands(hall.suspended.get(service.code), reason, until, outage)
    ]


def _stands(suspension: Suspension | None, reason: str, until: Moment | None, outage: bool) -> bool:
    if suspension is None:
        return False
    return (suspension.reason, suspension.until, suspension.outage) == (reason, until, outage)


def restore(hall: Hall, command: c.RestoreService, now: Moment) -> list[e.Event]:
    return _restored(hall, [service_of(hall, command.service)])


def restore_agency(hall: Hall, command: c.RestoreAgency, now: Moment) -> list[e.Event]:
    """Each of its services that is suspended, whatever the reason."""
    return _restored(hall, _services_of(hall, command.agency))


def _restored(hall: Hall, services: list[Service]) -> list[e.Event]:
    return [
        e.ServiceRestored(service=service.code)
        for service in services
        if service.code in hall.suspended
    ]


def _services_of(hall: Hall, agency: AgencyCode) -> list[Service]:
    plan = plan_of(hall)
    if agency not in plan.agencies:
        raise Refusal(Code.UNKNOWN_AGENCY, f"There is no agency '{agency}'.", agency=agency)
    return [service for service in plan.services.values() if service.agency == agency]


def set_profile(hall: Hall, command: c.SetProfile, now: Moment) -> list[e.Event]:
    """Counts from the counter's next call; whoever stands there stays."""
    desk = desk_of(hall, command.counter)
    profiles = plan_of(hall).profiles
    if command.profile is not None and command.profile not in profiles:
        raise Refusal(
            Code.UNKNOWN_PROFILE,
            f"There is no profile '{command.profile}'; those are: {', '.join(profiles) or 'none'}.",
            profile=command.profile,
            profiles=list(profiles),
        )
    if desk.profile == command.profile:
        return []
    return [e.ProfileChanged(counter=desk.id, profile=command.profile)]


def load_site(hall: Hall, command: c.LoadSite, now: Moment) -> list[e.Event]:
    """A new version; refused while something in use would vanish with it."""
    plan = Plan.of(command.site)
    _require_nothing_orphaned(hall, plan)
    if hall.plan is not None and hall.plan.site == command.site:
        return []
    return [e.SiteLoaded(version=hall.site_version + 1, site=command.document)]


def _require_nothing_orphaned(hall: Hall, plan: Plan) -> None:
    alive = [ticket for ticket in hall.tickets.values() if ticket.state not in ENDED]
    waiting = {t.service for t in alive} | {t.back_service for t in alive if t.back_service}
    reserved = {t.for_counter for t in alive} - {None}
    at_work = {d.id for d in hall.desks.values() if d.state is not CounterState.CLOSED}
    in_force = {desk.profile for desk in hall.desks.values()} - {None}
    services = sorted(waiting - plan.services.keys())
    counters = sorted(map(str, (at_work | reserved) - plan.counters.keys()))
    profiles = sorted(map(str, in_force - plan.profiles.keys()))
    if services or counters or profiles:
        raise Refusal(
            Code.SITE_IN_USE,
            "People wait for services, officers sit at counters, or counters work by profiles, that"
            f" the new site does not have: {', '.join([*services, *counters, *profiles])}."
            " Load it when they are done.",
            services=services,
            counters=counters,
            profiles=profiles,
        )
