"""Devices, media and PINs in the REST side's description."""

from __future__ import annotations

from typing import Any

from shared.hub.http.openapi_shapes import OK, anything, fields_of, operation_of

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_BYTES = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


def of_devices() -> dict[str, Any]:
    """Who waits to be let in, who is, and who is no more."""
    place = {"name": _TEXT, "device": _TEXT, "role": _TEXT, "zones": _TEXTS, "counter": _TEXT}
    one = "/api/v1/devices/{device}"
    pending = "/api/v1/devices/pending"
    created = {"201": anything()}
    return {
        "/api/v1/devices": {
            "get": operation_of("All that the hall has met", None, OK),
            "post": operation_of(
                "Let in an app of the hub's own machine",
                fields_of({"key": _TEXT} | place, {"name", "zones", "counter"}),
                created,
            ),
        },
        pending: {"get": operation_of("Who waits for their code to be typed", None, OK)},
        f"{pending}/{{number}}/approve": {
            "post": operation_of(
                "Let in whose screen shows this code",
                fields_of({"code": _TEXT} | place, set(place)),
                created,
            )
        },
        f"{one}/rename": {
            "post": operation_of("What people call it", fields_of({"name": _TEXT}), OK)
        },
        f"{one}/revoke": {
            "post": operation_of(
                "Take it out, at once and for good", fields_of({"reason": _TEXT}, {"reason"}), OK
            )
        },
    }


def of_media() -> dict[str, Any]:
    """Files for the TVs' playlist."""
    bring = operation_of("Bring a file; its content is the body", None, {"201": anything()})
    bring["requestBody"] = {"content": _BYTES, "required": True}
    loudness = {"name": "lufs", "in": "query", "schema": {"type": "number"}}
    bring["parameters"] = [loudness]
    whole = {"description": "The file", "content": _BYTES}
    part = {"description": "The part that a Range asks for", "content": _BYTES}
    handed = {"200": whole, "206": part, "304": {"description": "It is the one you have"}}
    return {
        "/api/v1/media": {"get": operation_of("All files by name", None, OK)},
        "/api/v1/media/{name}": {
            "put": bring,
            "delete": operation_of("Take a file out", None, OK),
        },
        "/api/v1/media/files/{digest}": {"get": operation_of("A file", None, handed)},
    }


def of_pins() -> dict[str, Any]:
    """What officers prove themselves with, and what they may do."""
    one = "/api/v1/officers/{officer}"
    change = fields_of({"officer": _TEXT, "pin": _TEXT, "new": _TEXT})
    return {
        "/api/v1/change-pin": {"post": operation_of("A PIN of the officer's own", change, OK)},
        f"{one}/pin": {"post": operation_of("A new first PIN", fields_of({}), OK)},
        f"{one}/role": {"post": operation_of("What they may do", fields_of({"role": _TEXT}), OK)},
    }
