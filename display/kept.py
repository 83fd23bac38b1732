"""What a TV knows of its hall over a restart: after a power cut it may be up long before the hub.

The document of the site, the TV's own entry and the files for its playlist. No calls: whoever was
called before is nobody's call now.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from shared.domain.site import Site
from shared.link.memory import replace_file
from shared.protocol.site_file import SiteError, kept_site, site_document
from shared.protocol.views import DeviceView, MediumView

log = logging.getLogger(__name__)

FILE_NAME = "hall.json"


class _Written(msgspec.Struct):
    site: Any
    device: DeviceView | None = None
    media: list[MediumView] = []


@dataclass(frozen=True, slots=True)
class Known:
    """What was known last."""

    site: Site
    device: DeviceView | None
    media: tuple[MediumView, ...]


class Kept:
    """One file in `directory`, replaced as a whole; None: nothing is kept."""

    def __init__(self, directory: Path | None) -> None:
        self._path = directory / FILE_NAME if directory is not None else None
        self._last: tuple[int, DeviceView | None, tuple[MediumView, ...]] | None = None

    def keep(
        self, version: int, site: Site, device: DeviceView | None, media: tuple[MediumView, ...]
    ) -> None:
        """Writes it down where something is different; a disk that refuses is logged."""
        if self._path is None or self._last == (version, device, media):
            return
        self._last = (version, device, media)
        text = msgspec.json.encode(_Written(site_document(site), device, list(media)))
        try:
            if not self._path.is_file() or self._path.read_bytes() != text:
                replace_file(self._path, text, to_disk=True)
        except OSError as error:
            log.warning("cannot remember the hall: %s", error)

    def read(self) -> Known | None:
        """None: nothing is kept, or it cannot be read."""
        if self._path is None:
            return None
        try:
            written = msgspec.json.decode(self._path.read_bytes(), type=_Written)
            return Known(kept_site(written.site), written.device, tuple(written.media))
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError, SiteError) as error:
            log.warning("%s cannot be read: %s", self._path, error)
            return None
