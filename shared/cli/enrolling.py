"""Letting an app in that runs on the hub's own machine: its key is made here, and written where the
app looks for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shared.cli.hub_calls import HubAddress, HubCallError
from shared.protocol.pairing import new_key, public_key_of
from shared.protocol.pairing_file import FILE_NAME, PairedDevice, key_text, write_pairing

DEVICES = "/api/v1/devices"


def enrol_app(
    hub: HubAddress,
    out: Path,
    *,
    role: str,
    name: str = "",
    device: str = "",
    zones: Sequence[str] = (),
    counter: str = "",
) -> dict[str, Any]:
    """The device that the hub knows from now on; `out` is the app's data directory.

    Raises HubCallError, and OSError where nothing can be written there.
    """
    path = out / FILE_NAME
    if path.exists():
        raise HubCallError(
            f"{path} is there already: that app is paired. 'giliran device revoke' takes it out;"
            " then remove the file."
        )
    key = new_key()
    public = public_key_of(key)
    called = name or device or role
    body = {
        "role": role,
        "name": called,
        "device": device or f"{_plain(called)}-{public.hex()[:6]}",
        "key": key_text(public),
        "zones": list(zones),
        "counter": counter,
    }
    asked = {field: value for field, value in body.items() if value}
    found: dict[str, Any] = hub.call("POST", DEVICES, asked)
    write_pairing(path, _paired(found, key))
    return found


def _paired(found: dict[str, Any], key: bytes) -> PairedDevice:
    return PairedDevice(
        hub=found["hub"],
        site=found["site"],
        device=found["id"],
        role=found["role"],
        name=found["name"],
        key=key_text(key),
        certificate=found["certificate"],
    )


def _plain(name: str) -> str:
    """Of a name what may stand in an id."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:40] or "device"
