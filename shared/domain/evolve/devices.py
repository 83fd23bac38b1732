"""Devices met, let in, named, set up and taken out."""

from __future__ import annotations

from dataclasses import replace

from shared.domain import events as e
from shared.domain.evolve.papers import keeps_no_numbers
from shared.domain.hall import Device, Hall


def enrolled(hall: Hall, event: e.DeviceEnrolled, recorded: e.Recorded) -> None:
    """What was met in another role is not let in any more; a key that was revoked stays so."""
    before = hall.devices.get(event.device)
    hall.devices[event.device] = Device(
        id=event.device,
        role=event.role,
        name=event.name,
        zones=event.zones,
        revoked=before.revoked if before is not None else (),
    )


def paired(hall: Hall, event: e.DevicePaired, recorded: e.Recorded) -> None:
    """One key is one device: where it had another id before, that one has none now."""
    for other in hall.devices.values():
        if other.key == event.key:
            other.key = ""
    before = hall.devices.get(event.device)
    new = Device(
        id=event.device,
        role=event.role,
        name=event.name,
        zones=event.zones,
        counter=event.counter,
        key=event.key,
        revoked=before.revoked if before is not None else (),
    )
    if before is not None and before.role == event.role:
        new = replace(new, volume=before.volume, muted=before.muted, settings=before.settings)
    if event.counter is not None and event.role == "display":
        new.settings = {**new.settings, "door": event.counter}
    hall.devices[event.device] = new


def renamed(hall: Hall, event: e.DeviceRenamed, recorded: e.Recorded) -> None:
    hall.devices[event.device].name = event.name


def revoked(hall: Hall, event: e.DeviceRevoked, recorded: e.Recorded) -> None:
    """A kiosk's numbers rest, like those of one that was wiped: its papers are among people."""
    device = hall.devices[event.device]
    device.revoked = (*device.revoked, device.key)
    device.key = ""
    keeps_no_numbers(hall, event.device)


def configured(hall: Hall, event: e.DisplayConfigured, recorded: e.Recorded) -> None:
    device = hall.devices[event.display]
    device.name = event.name
    device.zones = event.zones
    device.volume = event.volume
    device.muted = event.muted
    device.settings = event.settings
