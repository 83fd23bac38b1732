"""Which zones a TV is for: as it was started, as the hub knows, or as it remembers itself."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec

from display.facts import Contact, Facts
from shared.link.memory import replace_file

log = logging.getLogger(__name__)

FILE_NAME = "zones.json"


class ZoneKeeper:
    """Remembers the zones in `directory` (None: nowhere).

    What it was started with (`fixed`) beats the hub, the hub beats the site's document, that beats
    the memory; but zones that the site no longer has beat nothing. A hub that knows none (a new
    machine, an old backup) is told what the TV remembers.
    """

    def __init__(self, directory: Path | None, fixed: tuple[str, ...] = ()) -> None:
        self._path = directory / FILE_NAME if directory else None
        self._fixed = fixed
        self._remembered = self._read()
        self._told: tuple[str, ...] = ()

    def zones(self, facts: Facts) -> tuple[str, ...]:
        """The zones to show; some of them, or all, may be gone from the site."""
        said = (self._fixed, _of_hub(facts), _of_site(facts), self._remembered)
        named = [zones for zones in said if zones]
        living = [zones for zones in named if _living(facts, zones)]
        return (living or named or [()])[0]

    def keep(self, facts: Facts) -> tuple[str, ...]:
        """Remembers the present zones; returns those that the hub is still to be told, or none."""
        zones = self.zones(facts)
        if facts.contact is not Contact.LIVE or facts.device is None:
            self._told = ()
            return ()
        self._remember(zones)
        wanted = _living(facts, zones)
        if wanted in (_living(facts, _of_hub(facts)), self._told):
            return ()
        self._told = wanted
        return wanted

    def _remember(self, zones: tuple[str, ...]) -> None:
        if self._path is None or zones == self._remembered:
            return
        self._remembered = zones
        try:
            replace_file(self._path, msgspec.json.encode(zones), to_disk=True)
        except OSError as error:
            log.warning("cannot remember the zones: %s", error)

    def _read(self) -> tuple[str, ...]:
        if self._path is None:
            return ()
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=tuple[str, ...])
        except FileNotFoundError:
            return ()
        except (OSError, msgspec.DecodeError) as error:
            log.warning("%s cannot be read: %s", self._path, error)
            return ()


def _living(facts: Facts, zones: tuple[str, ...]) -> tuple[str, ...]:
    """Those that the site has; all of them while it is not known."""
    if facts.site is None:
        return zones
    known = {zone.code for zone in facts.site.zones}
    return tuple(zone for zone in zones if zone in known)


def _of_hub(facts: Facts) -> tuple[str, ...]:
    return tuple(facts.device.zones) if facts.device else ()


def _of_site(facts: Facts) -> tuple[str, ...]:
    """As the site's document has it for this TV: the hub asked it only when they first met."""
    zones = facts.device.settings.get("zones") if facts.device else None
    return tuple(str(zone) for zone in zones) if isinstance(zones, list | tuple) else ()
