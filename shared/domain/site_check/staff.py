"""What staff choose from: results, reasons that fit their list, roles and what these may do."""

from __future__ import annotations

from collections.abc import Iterator

from shared.domain.permits import Permit, roles_of
from shared.domain.site import Site
from shared.domain.site_check.finding import Finding, error, warning
from shared.domain.site_check.texts import REASON_LISTS


def findings(site: Site) -> Iterator[Finding]:
    yield from _results(site)
    yield from _misplaced(site)
    yield from _holds(site)
    yield from _roles(site)


def _results(site: Site) -> Iterator[Finding]:
    known = {reason.code for reason in site.reasons.result}
    for index, service in enumerate(site.services):
        for n, code in enumerate(service.results):
            where = f"services[{index}].results[{n}]"
            if code not in known:
                yield error(where, f"'{code}' is no result", "one of those in reasons.result")
            elif code in service.results[:n]:
                yield error(where, f"'{code}' stands twice", "leave one out")


def _misplaced(site: Site) -> Iterator[Finding]:
    """What only one of the lists knows how to use."""
    for kind in REASON_LISTS:
        for index, reason in enumerate(getattr(site.reasons, kind)):
            where = f"reasons.{kind}[{index}]"
            if reason.minutes is not None and kind != "pause":
                yield warning(f"{where}.minutes", "only a pause takes minutes", "leave it out")
            if reason.outage and kind != "suspend":
                yield warning(f"{where}.outage", "only a suspension is an outage", "leave it out")


def _holds(site: Site) -> Iterator[Finding]:
    choices = site.rules.hold_minutes
    for index, minutes in enumerate(choices):
        if minutes in choices[:index]:
            yield error(f"rules.hold_minutes[{index}]", f"{minutes} stands twice", "leave one out")


def _roles(site: Site) -> Iterator[Finding]:
    known = [permit.value for permit in Permit]
    for index, role in enumerate(site.roles):
        for n, permit in enumerate(role.may):
            where = f"roles[{index}].may[{n}]"
            if permit not in known:
                yield error(where, f"'{permit}' is nothing to allow", f"one of {', '.join(known)}")
            elif permit in role.may[:n]:
                yield error(where, f"'{permit}' stands twice", "leave one out")
    if not any(Permit.SUPERVISE in role.may for role in roles_of(site).values()):
        yield warning(
            "roles",
            "nobody may supervise: no counter is taken over, no service suspended",
            f"a role with '{Permit.SUPERVISE}'",
        )
