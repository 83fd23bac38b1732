"""What is still certain of a service while the hub is away: the site, and the kiosk's clock."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.times import moment_text
from shared.domain.hours import ClosureKind, DayPlan, business_date, day_plan, next_opening
from shared.domain.ids import Moment
from shared.domain.refusal import Code
from shared.domain.site import Service, Site
from shared.protocol.views import ServiceStatus

USED_UP = "emergency-used-up"
"""All numbers that this kiosk may give by itself are on paper."""

NEEDS_HUB = "needs-hub"
"""No number of this service may be given without the hub."""

_CLOSED_DAY = {
    ClosureKind.HOLIDAY: Code.HOLIDAY,
    ClosureKind.EXCEPTION: Code.CLOSED_DATE,
    ClosureKind.WEEKLY: Code.CLOSED_TODAY,
}
_STAYS = frozenset({Code.SERVICE_SUSPENDED, Code.QUOTA_REACHED, Code.NO_STAFF})
"""What the hub said last, and nobody can change while it is away."""


def certain_status(
    site: Site,
    service: Service,
    now: Moment,
    *,
    known: ServiceStatus | None,
    given: int,
    numbers: bool | None,
    always_open: bool = False,
) -> ServiceStatus:
    """A service as this kiosk may offer it by itself; how many wait is never told.

    `known` is what the hub said last today. `given`: numbers of it that this kiosk gave by itself
    today. `numbers`: whether a number of its series is left; None: there never was one.
    """
    if known is not None and known.reason in _STAYS:
        return known
    plan = day_plan(site, business_date(site, now))
    code, reason = ("", {}) if always_open else _closed(plan, now)
    if not code:
        code = _numberless(service, known, given, numbers, always_open)
        pause = None if always_open else plan.break_at(now)
        until = moment_text(pause[1]) if pause is not None else ""
        if not code:
            return ServiceStatus(code=service.code, waiting=0, open=True, break_until=until)
    opens = _opens(site, code, plan, now)
    return ServiceStatus(
        code=service.code,
        waiting=0,
        open=False,
        reason=code,
        reason_text=dict(reason),
        opens_at=moment_text(opens) if opens is not None else "",
    )


def _closed(plan: DayPlan, now: Moment) -> tuple[str, Mapping[str, str]]:
    if plan.closed is not None:
        return _CLOSED_DAY[plan.closed.kind], plan.closed.reason
    if plan.numbers_from is not None and now < plan.numbers_from:
        return Code.NOT_YET_OPEN, {}
    if plan.last_tickets is not None and now >= plan.last_tickets:
        return Code.LAST_TICKETS_GIVEN, {}
    return "", {}


def _numberless(
    service: Service,
    known: ServiceStatus | None,
    given: int,
    numbers: bool | None,
    always_open: bool,
) -> str:
    """A quota is certain only as far as the hub told it today."""
    if numbers is None:
        return NEEDS_HUB
    if service.quota is not None and not always_open:
        left = known.quota_left if known is not None else None
        if left is None:
            return NEEDS_HUB
        if given >= left:
            return Code.QUOTA_REACHED
    return "" if numbers else USED_UP


def _opens(site: Site, code: str, plan: DayPlan, now: Moment) -> Moment | None:
    if code in (USED_UP, NEEDS_HUB):
        return None
    return plan.numbers_from if code == Code.NOT_YET_OPEN else next_opening(site, now)
