"""Files for the TVs' playlist: their names and digests."""

from __future__ import annotations

from shared.domain import events as e
from shared.domain.hall import Hall, Medium


def added(hall: Hall, event: e.MediumAdded, recorded: e.Recorded) -> None:
    hall.media[event.name] = Medium(
        name=event.name, digest=event.digest, size=event.size, kind=event.kind, lufs=event.lufs
    )


def removed(hall: Hall, event: e.MediumRemoved, recorded: e.Recorded) -> None:
    hall.media.pop(event.name, None)
