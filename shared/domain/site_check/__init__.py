"""`problems(site)`: what is wrong with a hall before a visitor finds it out.

Errors keep a site from being loaded; warnings name what the halls of today suffer from: prefixes
that rhyme, a voice with more to say than time, names that fit on no tile.
"""

from __future__ import annotations

from shared.domain.site import Site
from shared.domain.site_check import (
    beside,
    calendar,
    duties,
    emergency,
    hearing,
    looks,
    painted,
    reading,
    references,
    screens,
    speaking,
    staff,
    tongues,
    values,
    visiting,
)
from shared.domain.site_check.finding import Finding, Severity

__all__ = ["Finding", "Severity", "problems"]

_PARTS = (
    *(references, duties, values, staff, calendar, hearing, reading, emergency),
    *(speaking, beside, visiting, screens, looks, painted, tongues),
)


def problems(site: Site) -> list[Finding]:
    """All findings, errors first, otherwise by part and in the order of the document."""
    found = [finding for part in _PARTS for finding in part.findings(site)]
    return sorted(found, key=lambda finding: finding.severity is not Severity.ERROR)
