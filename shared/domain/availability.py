"""May a service be taken now? Checked in one fixed order; each refusal has its own code."""

from __future__ import annotations

from dataclasses import dataclass

from shared.domain.hall import Desk, Hall
from shared.domain.hours import ClosureKind, DayPlan, business_date, day_plan, next_opening
from shared.domain.ids import MINUTE, Moment, ServiceCode
from shared.domain.refusal import Code, Refusal
from shared.domain.site import Service, Texts
from shared.domain.states import CounterState

_CLOSED_DAY = {
    ClosureKind.HOLIDAY: Code.HOLIDAY,
    ClosureKind.EXCEPTION: Code.CLOSED_DATE,
    ClosureKind.WEEKLY: Code.CLOSED_TODAY,
}

_TEXTS: dict[Code, Texts] = {
    Code.SERVICE_SUSPENDED: {"id": "Ditutup sementara", "en": "Closed for now"},
    Code.NOT_YET_OPEN: {"id": "Belum buka", "en": "Not open yet"},
    Code.LAST_TICKETS_GIVEN: {
        "id": "Nomor hari ini sudah ditutup",
        "en": "No more numbers today",
    },
    Code.QUOTA_REACHED: {"id": "Nomor habis", "en": "All numbers are taken"},
    Code.NO_STAFF: {"id": "Tidak ada petugas hari ini", "en": "No staff today"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """`code` is None while the service can be taken."""

    code: Code | None = None
    reason: Texts | None = None
    opens_at: Moment | None = None
    """When numbers are given out again, as far as it is known: never a moment that is over."""
    outage: bool = False
    """Suspended, and nobody who waits is called meanwhile."""
    expected: Moment | None = None
    """Suspended: until when, as a person said. Once that is over it says how late the return is:
    only a person restores a service."""
    quota_left: int | None = None
    break_until: Moment | None = None
    """In a break numbers are issued; service goes on at this moment."""


def availability(hall: Hall, service: Service, now: Moment) -> Availability:
    """Whether a service can be taken now, else the first reason why not."""
    assert hall.plan is not None
    suspended = _suspension(hall, service, now)
    if suspended is not None:
        return suspended
    if hall.always_open:
        return Availability()
    site = hall.plan.site
    today = day_plan(site, business_date(site, now))
    code, reason = _closed(hall, service, today, now)
    if code is None:
        pause = today.break_at(now)
        return Availability(quota_left=quota_left(hall, service), break_until=pause and pause[1])
    return Availability(
        code=code,
        reason=reason,
        opens_at=_opens_at(hall, code, today, now),
        quota_left=quota_left(hall, service),
    )


def require_open(hall: Hall, service: Service, now: Moment) -> None:
    """Refusal when the service cannot be taken now."""
    if _is_open(hall, service, now):
        return
    found = availability(hall, service, now)
    if found.code is not None:
        reason = dict(found.reason or {})
        raise Refusal(
            found.code,
            f"{service.code} gives no numbers now: {next(iter(reason.values()), found.code)}.",
            service=service.code,
            reason=reason,
            opens_at=found.opens_at,
        )


def _is_open(hall: Hall, service: Service, now: Moment) -> bool:
    """The same question without its reasons: each number that is given asks it."""
    assert hall.plan is not None
    if service.code in hall.suspended:
        return False
    site = hall.plan.site
    if hall.always_open:
        return True
    return _closed(hall, service, day_plan(site, business_date(site, now)), now)[0] is None


def quota_left(hall: Hall, service: Service) -> int | None:
    """Numbers that are left today; None where there is no quota. Cancelled ones do not count."""
    if service.quota is None:
        return None
    return max(0, service.quota - hall.taken.get(service.code, 0))


def _suspension(hall: Hall, service: Service, now: Moment) -> Availability | None:
    suspension = hall.suspended.get(service.code)
    if suspension is None:
        return None
    assert hall.plan is not None
    known = hall.plan.reason("suspend", suspension.reason)
    until = suspension.until
    return Availability(
        code=Code.SERVICE_SUSPENDED,
        reason=known.name if known else _TEXTS[Code.SERVICE_SUSPENDED],
        opens_at=until if until is not None and until > now else None,
        outage=suspension.outage,
        expected=until,
    )


def _closed(
    hall: Hall, service: Service, today: DayPlan, now: Moment
) -> tuple[Code | None, Texts | None]:
    if today.closed is not None:
        return _CLOSED_DAY[today.closed.kind], today.closed.reason
    code = _closed_by_the_hour(today, now)
    if code is None and quota_left(hall, service) == 0:
        code = Code.QUOTA_REACHED
    if code is None and _unstaffed(hall, service.code, today, now):
        code = Code.NO_STAFF
    return code, _TEXTS[code] if code else None


def _closed_by_the_hour(today: DayPlan, now: Moment) -> Code | None:
    if today.numbers_from is not None and now < today.numbers_from:
        return Code.NOT_YET_OPEN
    if today.last_tickets is not None and now >= today.last_tickets:
        return Code.LAST_TICKETS_GIVEN
    return None


def _unstaffed(hall: Hall, service: ServiceCode, today: DayPlan, now: Moment) -> bool:
    assert hall.plan is not None
    if today.opens is None:
        return False
    if now < today.opens + hall.plan.site.rules.staff_grace_minutes * MINUTE:
        return False
    return not any(_was_staffed(hall.desks[id_]) for id_ in hall.roster.sure_of(service))


def _was_staffed(desk: Desk) -> bool:
    """Signed on today, or still at work since yesterday."""
    return desk.opened_today or desk.state is not CounterState.CLOSED


def _opens_at(hall: Hall, code: Code, today: DayPlan, now: Moment) -> Moment | None:
    assert hall.plan is not None
    if code is Code.NOT_YET_OPEN:
        return today.numbers_from
    return next_opening(hall.plan.site, now)
