"""Who this app is to its hub: an id of its own and a name that people can read out."""

from __future__ import annotations

import logging
import secrets
from pathlib import Path

import msgspec
from platformdirs import user_data_path

from shared.link.memory import replace_file
from shared.link.pairing.kept import paired_in

log = logging.getLogger(__name__)

FILE_NAME = "device.json"

_READABLE = "346789ABCDEFGHJKLMNPQRTUVWXY"
"""No letter or digit that is read as another one: 0 O, 1 I, 2 Z, 5 S."""

_NAME_PREFIX = {"display": "TV", "kiosk": "KIOSK", "counter": "LOKET"}


class Device(msgspec.Struct, frozen=True):
    """An app on its machine: `id` for the hub, `name` for people ("TV-7K")."""

    id: str
    name: str


class DeviceFileError(Exception):
    """The data directory's device file cannot be read or written; str() says which and why."""


def data_directory(role: str, chosen: Path | None = None) -> Path:
    """Where an app of this role keeps what it must remember: `chosen`, or the user's own place."""
    return chosen if chosen is not None else user_data_path("giliran", appauthor=False) / role


def this_device(role: str, directory: Path, chosen_id: str = "") -> Device:
    """This app's device, made up at its first start and kept; DeviceFileError.

    `chosen_id` (a device that the site's document names) replaces the made-up id and is kept. A
    device that a hub has let in is who that hub says, and no other.
    """
    path = directory / FILE_NAME
    paired = paired_in(directory)
    if paired is not None:
        if chosen_id not in ("", paired.device):
            log.warning("this device is paired as %s, and not as %s", paired.device, chosen_id)
        return Device(id=paired.device, name=paired.name)
    known = _read(path)
    device = known or _made_up(role)
    if chosen_id and chosen_id != device.id:
        device = Device(id=chosen_id, name=device.name)
    if device != known:
        _write(path, device)
    return device


def _made_up(role: str) -> Device:
    letters = "".join(secrets.choice(_READABLE) for _ in range(8))
    prefix = _NAME_PREFIX.get(role, role.upper())
    return Device(id=f"{role}-{letters.lower()}", name=f"{prefix}-{letters[:2]}")


def _read(path: Path) -> Device | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Device)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DeviceFileError(f"{path}: {error}") from error
    except msgspec.DecodeError as error:
        # A TV that shows its name and asks for its zone is worth more than one that is dark.
        log.error("%s is damaged (%s): this device gets a new id", path, error)
        return None


def _write(path: Path, device: Device) -> None:
    try:
        replace_file(path, msgspec.json.encode(device), to_disk=True)
    except OSError as error:
        raise DeviceFileError(f"{path}: {error}") from error
