"""Personal data in the REST side's description."""

from __future__ import annotations

from typing import Any

from shared.hub.http.openapi_shapes import OK, anything, fields_of, operation_of


def of_personal() -> dict[str, Any]:
    """What is known of visitors; what is looked for stands in bodies, never in an address."""
    text, flag = {"type": "string"}, {"type": "boolean"}
    person = {"name": text, "phone": text, "messages": flag}
    booking = {"day": text, "booking": text, "nik": text, **person}
    records = {"type": "array", "items": text}
    meant = {"records": records, "ticket": text, "name": text, "phone": text, "nik": text}
    why = {"reason": text} | meant
    span = {"from": text, "to": text}
    bodies = {
        "find": ("Who is known by exactly this, masked", fields_of(meant, set(meant))),
        "read": ("All of it, with a reason that is recorded", fields_of(why, set(meant))),
        "export": ("A person's data for that person", fields_of(why, set(meant))),
        "erase": ("A person's data for good", fields_of(why, set(meant))),
        "purge": ("What was kept long enough", fields_of({})),
        "rotate": ("A new key, and the old ones gone", fields_of({})),
        "touched": ("Whose data were read, and whose were there", fields_of(span)),
    }
    path = "/api/v1/personal"
    found: dict[str, Any] = {
        f"{path}/{action}": {"post": operation_of(says, body, OK)}
        for action, (says, body) in bodies.items()
    }
    kept = operation_of(
        "Who has booked", fields_of(booking, set(booking) - {"day"}), {"201": anything()}
    )
    found[f"{path}/bookings"] = {"post": kept}
    found[f"{path}/keys"] = {"get": operation_of("The keys' names", None, OK)}
    contact = operation_of("A visitor's contact", fields_of(person, set(person)), OK)
    look = operation_of("A visitor's contact, masked", None, OK)
    found["/api/v1/tickets/{ticket}/contact"] = {"get": look, "put": contact}
    return found
