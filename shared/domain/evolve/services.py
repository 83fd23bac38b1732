"""Services suspended and restored, devices enrolled and configured."""

from __future__ import annotations

from shared.domain import events as e
from shared.domain.hall import Device, Hall, Suspension


def suspended(hall: Hall, event: e.ServiceSuspended, recorded: e.Recorded) -> None:
    hall.suspended[event.service] = Suspension(
        service=event.service, reason=event.reason, until=event.until
    )


def restored(hall: Hall, event: e.ServiceRestored, recorded: e.Recorded) -> None:
    hall.suspended.pop(event.service, None)


def enrolled(hall: Hall, event: e.DeviceEnrolled, recorded: e.Recorded) -> None:
    hall.devices[event.device] = Device(
        id=event.device, role=event.role, name=event.name, zones=event.zones
    )


def configured(hall: Hall, event: e.DisplayConfigured, recorded: e.Recorded) -> None:
    device = hall.devices[event.display]
    device.name = event.name
    device.zones = event.zones
    device.volume = event.volume
    device.muted = event.muted
    device.settings = event.settings
