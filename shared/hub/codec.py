"""Events as journal entries and back; digests of commands; moments as text."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from shared.domain.commands import Order
from shared.domain.events import EVENTS, Event, Recorded
from shared.domain.ids import CommandId, Moment
from shared.hub.journal.port import Draft, Entry

VERSION = 1
"""The version of the bodies that this program writes."""

_encode = msgspec.json.Encoder().encode
_decoders = {kind: msgspec.json.Decoder(kind) for kind in EVENTS.values()}


class Foreign(Exception):
    """An entry that this program does not understand: written by a newer one, or damaged."""


def draft_of(event: Event, order: Order, at: Moment) -> Draft:
    """The entry-to-be of an event."""
    return Draft(
        at=at,
        type=type(event).__name__,
        version=VERSION,
        body=_encode(event),
        actor=f"{order.sender}/{order.actor}" if order.actor else order.sender,
        command=order.id or "",
        digest=order.digest,
    )


def recorded_of(entry: Entry) -> Recorded:
    """The event of an entry; `Foreign` names the entry that cannot be read."""
    kind = EVENTS.get(entry.type)
    if kind is None or entry.version > VERSION:
        raise Foreign(
            f"Entry {entry.seq} is a {entry.type} of version {entry.version}:"
            " this program is too old for it."
        )
    try:
        event = _decoders[kind].decode(entry.body)
    except msgspec.DecodeError as error:
        raise Foreign(f"Entry {entry.seq} ({entry.type}): {error}") from error
    sender, _, actor = entry.actor.partition("/")
    return Recorded(
        seq=entry.seq,
        at=Moment(entry.at),
        event=event,
        actor=actor,
        sender=sender,
        command=CommandId(entry.command) if entry.command else None,
        digest=entry.digest,
    )


def digest_of(name: str, body: Any) -> str:
    """Stands for a command's content: 64 bits over its name and body, keys in any order."""
    text = name.encode() + b"\0" + msgspec.json.encode(body, order="sorted")
    return hashlib.blake2b(text, digest_size=8).hexdigest()


def moment_text(at: int | None, timezone: str) -> str:
    """ISO 8601 with the site's offset and milliseconds; empty for None."""
    if at is None:
        return ""
    seconds, millis = divmod(at, 1000)
    clock, offset = _to_the_second(seconds, timezone)
    return f"{clock}.{millis:03d}{offset}"


@lru_cache(maxsize=4096)
def _to_the_second(seconds: int, timezone: str) -> tuple[str, str]:
    """Kept, for a moment is told in many messages, and many entries share a second."""
    text = dt.datetime.fromtimestamp(seconds, ZoneInfo(timezone)).isoformat()
    return text[:19], text[19:]
