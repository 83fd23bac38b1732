"""What people of a role may do. The site may name other roles, or give these other rights."""

from __future__ import annotations

from enum import StrEnum

from shared.domain.site import Site, StaffRole


class Permit(StrEnum):
    SERVE = "serve"
    """Sits at a counter and serves who is next. Everybody who signs on, but for roles of which the
    site says otherwise."""
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
    KIOSK = "kiosk"
    """The staff menu of the kiosks; who has `DESK` or `SUPERVISE` needs no other."""
    DEVICES = "devices"
    """Lets kiosks, TVs and counters in, names them, takes them out."""
    PEOPLE = "people"
    """Who may sign on, with which role; a new first PIN."""
    SITE = "site"
    """The hall's plan: agencies, services, counters, hours, roles."""
    AUDIT = "audit"
    """The journal as it grows, and the hub's figures; exports are made on the hub's machine."""
    PERSONAL = "personal"
    """Visitors' contact data, unmasked; each look is recorded with its reason."""


OFFICER, DESK, SUPERVISOR = "officer", "desk", "supervisor"
MANAGER, TECHNICIAN = "manager", "technician"

_OF_THE_HALL = (
    *(Permit.SEE_QUEUE, Permit.CALL_BY_NUMBER, Permit.TRANSFER, Permit.CANCEL, Permit.ISSUE),
    *(Permit.PRIORITY, Permit.DESK, Permit.SUPERVISE, Permit.MEDIA, Permit.KIOSK),
)
"""All that a day in the hall needs."""

USUAL_ROLES = (
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
    StaffRole(code=SUPERVISOR, name={"id": "Pengawas", "en": "Supervisor"}, may=_OF_THE_HALL),
    StaffRole(code=MANAGER, name={"id": "Pengelola", "en": "Manager"}, may=tuple(Permit)),
    StaffRole(
        code=TECHNICIAN,
        name={"id": "Teknisi", "en": "Technician"},
        may=(Permit.DEVICES, Permit.KIOSK, Permit.MEDIA, Permit.AUDIT),
        serves=False,
    ),
)


def roles_of(site: Site) -> dict[str, StaffRole]:
    """The roles of a hall by their codes: the usual ones, and the site's before them."""
    return {role.code: role for role in (*USUAL_ROLES, *site.roles)}


def permits_of(site: Site, role: str) -> frozenset[Permit]:
    """What a role may do; an unknown one, of an older site, what nobody at a counter can lose. No
    role, no permit."""
    found = roles_of(site).get(role)
    if found is None:
        return frozenset({Permit.SERVE} if role else ())
    own = {Permit.SERVE} if found.serves else set()
    return frozenset(own | {Permit(one) for one in found.may})


def changes_of_permits(before: Site, after: Site) -> dict[str, frozenset[Permit]]:
    """What each role may in one of two versions of a site and not in the other; those of which
    nothing changes are left out."""
    codes = (roles_of(before) | roles_of(after)).keys()
    changed = {code: _own_of(before, code) ^ _own_of(after, code) for code in codes}
    return {code: permits for code, permits in changed.items() if permits}


def _own_of(site: Site, role: str) -> frozenset[Permit]:
    """Nothing where the site has no such role: there is nobody yet who has it."""
    return permits_of(site, role) if role in roles_of(site) else frozenset()
