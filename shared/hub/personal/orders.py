"""The names of the orders about what is known of people."""

from __future__ import annotations

CONTACT, LOOK = "PutContact", "LookAtContact"
BOOKING = "PutBooking"
FIND, READ, EXPORT, ERASE = "FindPersonal", "ReadPersonal", "ExportPersonal", "ErasePersonal"
PURGE, KEYS, ROTATE = "PurgePersonal", "ListPersonalKeys", "RotatePersonalKey"
TOUCHED = "TouchedPersonal"

AT_THE_DESK = (CONTACT, LOOK)
"""What whoever works with visitors may: write it down, and see it masked."""

MASKED = (BOOKING, FIND, ERASE, PURGE, KEYS, ROTATE, TOUCHED)
"""A program on the hub's own machine may too: nothing is told in full."""

IN_FULL = (READ, EXPORT)
"""For a person alone, who is in the journal with the reason."""

ACTIONS = {
    "find": FIND,
    "read": READ,
    "export": EXPORT,
    "erase": ERASE,
    "purge": PURGE,
    "rotate": ROTATE,
    "touched": TOUCHED,
}
"""Over REST all of them are a POST: what is looked for stands in the body, which no log and no
history keeps."""
