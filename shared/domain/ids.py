"""The names of things: one type per kind of id, so that none is taken for another."""

from __future__ import annotations

from typing import NewType

Moment = NewType("Moment", int)
"""A point in time: milliseconds since 1970-01-01T00:00Z."""

BEGINNING = Moment(0)

TicketId = NewType("TicketId", str)
VisitId = NewType("VisitId", str)
ServiceCode = NewType("ServiceCode", str)
AgencyCode = NewType("AgencyCode", str)
SeriesCode = NewType("SeriesCode", str)
CounterId = NewType("CounterId", str)
ZoneCode = NewType("ZoneCode", str)
GroupCode = NewType("GroupCode", str)
"""A priority group (staff alone may see it: it can be health data)."""
AssistCode = NewType("AssistCode", str)
OfficerId = NewType("OfficerId", str)
ProfileCode = NewType("ProfileCode", str)
"""A work profile: what a counter serves, and where it helps."""
NoteId = NewType("NoteId", str)
"""A text about a ticket, or to the hall; the text itself is kept outside the journal."""
RecordId = NewType("RecordId", str)
"""What is known of a person; it is kept outside the journal, encrypted, and can be deleted."""
DeviceId = NewType("DeviceId", str)
CommandId = NewType("CommandId", str)

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
