"""What the menu remembers over a restart: who may come in without the hub, papers, volume."""

from __future__ import annotations

import logging
from typing import Protocol

import msgspec

from shared.domain.ids import DAY, Moment
from shared.link.state_file import NotKept, StateFile
from shared.protocol.database import Database, Migrations

log = logging.getLogger(__name__)

TRUSTED_FOR = 90 * DAY
"""So long after the hub last let somebody in here, the kiosk does so by itself."""

MOST_KNOWN = 16

migrations = Migrations("staff")


@migrations()
def first_table(db: Database) -> None:
    """One row: what is known, as JSON."""
    columns = {"key": str, "value": str}
    db.create_table("staff", columns, pk="key", not_null=set(columns), strict=True)


class Verifier(msgspec.Struct, frozen=True):
    """Somebody whom the hub has let in here. No name and no PIN: an id and an argon2id hash."""

    officer: str
    pin_hash: str
    stamp: str
    """By which the hub says whether it is still the same PIN."""
    at: int
    """When the hub last did, by its time (ms)."""


class Notes(msgspec.Struct):
    """All that is remembered."""

    verifiers: list[Verifier] = []
    wrong: int = 0
    """Wrong PINs in a row."""
    papers: int = 0
    """Printed since the roll was changed."""
    changed_at: int = 0
    """When that was, by the hub's time (ms); 0: never."""
    volume: int = 60
    """Percent."""

    def known_at(self, now: Moment) -> list[Verifier]:
        """Those who may come in without the hub; a clock that went back changes nothing."""
        return [one for one in self.verifiers if now - one.at < TRUSTED_FOR]

    def learn(self, verifier: Verifier) -> None:
        """The hub has let somebody in; the one of whom it was said longest ago goes first."""
        others = [one for one in self.verifiers if one.officer != verifier.officer]
        self.verifiers = [verifier, *others][:MOST_KNOWN]


class Book(Protocol):
    """Where the notes lie."""

    def read(self) -> Notes:
        """What was written last; at first nothing."""

    def write(self, notes: Notes) -> None:
        """Keeps them; a disk that refuses costs no more than the memory."""


class StateBook:
    """In the kiosk's own state file, which only its user may read."""

    def __init__(self, state: StateFile) -> None:
        """`state` has the table of `migrations`."""
        self._state = state

    def read(self) -> Notes:
        rows = self._state.rows("SELECT value FROM staff WHERE key = 'menu'")
        try:
            return msgspec.json.decode(rows[0]["value"], type=Notes) if rows else Notes()
        except msgspec.DecodeError as error:
            log.error("what the staff menu remembered cannot be read: %s", error)
            return Notes()

    def write(self, notes: Notes) -> None:
        row = {"key": "menu", "value": msgspec.json.encode(notes).decode()}
        try:
            with self._state.change() as db:
                db.table("staff").upsert(row, pk="key")
        except NotKept as error:
            log.error("the staff menu remembers nothing: %s", error)
