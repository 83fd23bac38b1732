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
    _require_to_come(command.until, now)
    return _suspended(hall, [service], command.reason, command.until, agency=False)


def suspend_agency(hall: Hall, command: c.SuspendAgency, now: Moment) -> list[e.Event]:
    """Each of its services; one that has a reason of its own is suspended for it afterwards."""
    services = _services_of(hall, command.agency)
    _require_to_come(command.until, now)
    return _suspended(hall, services, command.reason, command.until, agency=True)


def _suspended(
    hall: Hall, services: list[Service], reason: str, until: Moment | None, *, agency: bool
) -> list[e.Event]:
    """Nothing for those of which just this is known already."""
    require_reason(hall, "suspend", reason)
    known = plan_of(hall).reason("suspend", reason)
    outage = known is not None and known.outage
    events = [
        e.ServiceSuspended(
            service=service.code, reason=reason, until=until, outage=outage, agency=agency
        )
        for service in services
    ]
    return [event for event in events if not _stands(hall.suspended.get(event.service), event)]


def _require_to_come(until: Moment | None, now: Moment) -> None:
    if until is not None and until <= now:
        raise Refusal(
            Code.RETURN_PAST,
            "The expected return is past: name a moment to come, or none.",
            until=until,
            now=now,
        )


def _stands(suspension: Suspension | None, event: e.ServiceSuspended) -> bool:
    said = ("reason", "until", "outage", "agency")
    return suspension is not None and all(
        getattr(suspension, one) == getattr(event, one) for one in said
    )


def restore(hall: Hall, command: c.RestoreService, now: Moment) -> list[e.Event]:
    """Whatever it was suspended for, and with whom."""
    service = service_of(hall, command.service).code
    return [e.ServiceRestored(service=service)] if service in hall.suspended else []


def restore_agency(hall: Hall, command: c.RestoreAgency, now: Moment) -> list[e.Event]:
    """Each of its services that was suspended with it; those that have a reason of their own stay
    closed for that."""
    services = _services_of(hall, command.agency)
    found = (hall.suspended.get(service.code) for service in services)
    return [_restored(one) for one in found if one is not None and one.agency is not False]


def _restored(suspension: Suspension) -> e.Event:
    own = suspension.own
    if own is None:
        return e.ServiceRestored(service=suspension.service)
    return e.ServiceSuspended(
        service=own.service, reason=own.reason, until=own.until, outage=own.outage, agency=False
    )


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
