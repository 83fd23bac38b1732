"""When the hub last heard of each kiosk: nobody on an emergency paper came before that.

Kept in a small file of its own, for a kiosk may be cut off over a restart of the hub. Where the
file says nothing, the last ticket from that kiosk in the journal stands for it. Displays are kept
beside them, so that one that is missing is missed by the next process of the hub as well.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from shared.domain.hall import Hall
from shared.domain.hours import day_begins
from shared.domain.ids import BEGINNING, DeviceId, Moment
from shared.hub.presence import Line, Presence
from shared.hub.roles import Role

log = logging.getLogger(__name__)

CONTACTS_FILE = "contacts.json"

DISPLAY = "display/"
"""Before a display's id in the file: no device has a stroke in its id."""

OWES_NOTHING_SECONDS = 10.0
"""A kiosk that has handed over nothing for so long has no papers of an outage any more. Until then
the last contact is the one before it: the line may break again before it has told of all."""

_decode = msgspec.json.Decoder(dict[str, Moment]).decode


class Contacts:
    """One moment for each kiosk, and for each display."""

    def __init__(
        self, path: Path, hall: Hall, presence: Presence, now: Callable[[], Moment]
    ) -> None:
        self.path = path
        self._hall = hall
        self._presence = presence
        self._now = now
        self._heard = self._read()
        self._saved = dict(self._heard)

    def meet(self, line: Line) -> None:
        """A kiosk begins a line; an old one of it may be open still, and nobody has noticed."""
        if line.role is not Role.KIOSK:
            return
        self._note(one for one in self._presence.lines(Role.KIOSK) if one.device == line.device)
        line.contact = min(self._heard.get(line.device, self._guess(line.device)), self._now())
        self.owes(line)

    def owes(self, line: Line) -> None:
        """It hands over a paper, or may be about to."""
        line.owes_until = time.monotonic() + OWES_NOTHING_SECONDS

    def _guess(self, kiosk: DeviceId) -> Moment:
        """Of a kiosk that the file does not know: the hub was restored, or has never met it."""
        grant = self._hall.grants.get(kiosk)
        return grant.heard if grant is not None else BEGINNING

    def part(self, line: Line) -> None:
        """A line has ended: its kiosk was heard of when it last said a word."""
        if line.role in (Role.KIOSK, Role.DISPLAY):
            self._note([line])

    def _note(self, lines: Iterable[Line]) -> None:
        for line in lines:
            silent = line.wire.silent_seconds
            if time.monotonic() - silent < line.owes_until:
                continue
            at = Moment(self._now() - round(silent * 1000))
            name = line.device if line.role is Role.KIOSK else f"{DISPLAY}{line.device}"
            self._heard[name] = max(at, self._heard.get(name, at))

    def save(self) -> None:
        """Notes who is there, and writes the file if anything is new. What does not get on disk is
        only a looser bound."""
        self._note([*self._presence.lines(Role.KIOSK), *self._presence.lines(Role.DISPLAY)])
        if self._heard == self._saved:
            return
        written = self.path.with_suffix(".new")
        try:
            written.write_bytes(msgspec.json.encode(self._heard))
            os.chmod(written, 0o600)
            written.replace(self.path)
        except OSError as error:
            log.warning("%s cannot be written: %s", self.path, error)
        self._saved = dict(self._heard)

    def today(self) -> list[tuple[Role, DeviceId]]:
        """The kiosks and displays that were heard of during the open business day."""
        plan, date = self._hall.plan, self._hall.date
        if plan is None or not date:
            return []
        begins = day_begins(plan.site, date)
        return [_device(name) for name, at in self._heard.items() if at >= begins]

    def _read(self) -> dict[str, Moment]:
        try:
            return _decode(self.path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.DecodeError) as error:
            log.warning("%s cannot be read: %s", self.path, error)
            return {}


def _device(name: str) -> tuple[Role, DeviceId]:
    """Whose moment stands under a name in the file."""
    if name.startswith(DISPLAY):
        return Role.DISPLAY, DeviceId(name.removeprefix(DISPLAY))
    return Role.KIOSK, DeviceId(name)
