"""Files for the TVs' playlist: a name stands for one content at a time."""

from __future__ import annotations

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.hall import Hall
from shared.domain.ids import Moment
from shared.domain.refusal import Code, Refusal

MOST = 200
"""Files of one hall; a day has no room for more."""


def add(hall: Hall, command: c.AddMedium, now: Moment) -> list[e.Event]:
    """Nothing where the name stands for that content already, as loud as it is known to be."""
    known = hall.media.get(command.name)
    if known and known.digest == command.digest and command.lufs in (None, known.lufs):
        return []
    if known is None and len(hall.media) >= MOST:
        raise Refusal(Code.TOO_MANY_MEDIA, f"The hall has {MOST} files: remove some.", most=MOST)
    return [
        e.MediumAdded(
            name=command.name,
            digest=command.digest,
            size=command.size,
            kind=command.kind,
            lufs=command.lufs,
        )
    ]


def remove(hall: Hall, command: c.RemoveMedium, now: Moment) -> list[e.Event]:
    if command.name not in hall.media:
        raise Refusal(Code.UNKNOWN_MEDIUM, f"There is no file '{command.name}'.")
    return [e.MediumRemoved(name=command.name)]
