"""What people of a role may do. The site may name other roles, or give these other rights."""

from __future__ import annotations

from enum import StrEnum

from shared.domain.site import Site, StaffRole


class Permit(StrEnum):
    SEE_QUEUE = "see-queue"
    """Every ticket that waits, not only the next one."""
    CALL_BY_NUMBER = "call-by-number"
    """Beside the rule, with a reason."""
    TRANSFER = "transfer"
    CANCEL = "cancel"
    ISSUE = "issue"
    """A ticket for someone who cannot use the kiosk; also entering an emergency paper."""
    PRIORITY = "priority"
    """Confirm, withdraw or give it."""
    DESK = "desk"
    """The information desk: find, print, bring back, assistance."""
    SUPERVISE = "supervise"
    """Counters of others, profiles, suspensions, the day's end, announcements, unlocking."""
    MEDIA = "media"
    """The files of the TVs' playlist."""


OFFICER, DESK, SUPERVISOR = "officer", "desk", "supervisor"

_USUAL = (
    StaffRole(
        code=OFFICER,
        name={"id": "Petugas loket", "en": "Officer"},
        may=(
            Permit.SEE_QUEUE,
            Permit.CALL_BY_NUMBER,
            Permit.TRANSFER,
            Permit.CANCEL,
            Permit.ISSUE,
            Permit.PRIORITY,
        ),
    ),
    StaffRole(
        code=DESK,
        name={"id": "Meja informasi", "en": "Information desk"},
        may=(Permit.SEE_QUEUE, Permit.CANCEL, Permit.ISSUE, Permit.PRIORITY, Permit.DESK),
    ),
    StaffRole(code=SUPERVISOR, name={"id": "Pengawas", "en": "Supervisor"}, may=tuple(Permit)),
)


def roles_of(site: Site) -> dict[str, StaffRole]:
    """The roles of a hall by their codes: the usual ones, and the site's before them."""
    return {role.code: role for role in (*_USUAL, *site.roles)}


def permits_of(site: Site, role: str) -> frozenset[Permit]:
    """What a role may do; an unknown one, of an older site, may do what an officer may not
    lose: nothing beside serving who is next."""
    found = roles_of(site).get(role)
    return frozenset(Permit(one) for one in found.may) if found is not None else frozenset()
