"""The journal as the hub sees it: an append-only chain of entries whose bodies are opaque.

Nothing above this port may know what keeps the entries. The default is `SqliteJournal`; a hall
that must survive the loss of a machine can put another store behind the same port.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from typing import Protocol

import msgspec

from shared.protocol.messages import Head

APPEND_LIMIT = 1_000
"""The most entries that one append may carry."""


class Draft(msgspec.Struct, frozen=True, gc=False):
    """An entry before it has a place: what the hub decided, not yet on disk."""

    at: int
    """ms since the epoch, UTC"""
    type: str
    """The event's name: ``TicketCalled``."""
    version: int
    """The version of the body's fields for this type."""
    body: bytes
    """JSON text in UTF-8; kept as it is, byte for byte."""
    actor: str = ""
    command: str = ""
    """The id of the command that led to it, '' for the hub's own doings."""
    digest: str = ""
    """A digest of that command's content: the same id with another content is refused."""


class Entry(msgspec.Struct, frozen=True, gc=False):
    """An entry on disk; the fields between `seq` and `hash` are its draft's."""

    seq: int
    """1 for the first entry, and no gap after it."""
    at: int
    type: str
    version: int
    body: bytes
    actor: str
    command: str
    digest: str
    hash: str
    """SHA-256 in hex over the hash before and all the fields above (`shared.hub.journal.chain`)."""


class JournalError(Exception):
    """The journal did not do what was asked. `code` is stable, the words are for people."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


class Conflict(JournalError):
    """Nothing was written: the journal stands elsewhere than expected. Read on from your own
    head, and decide again."""

    def __init__(self, head: Head) -> None:
        super().__init__("conflict", f"The journal already stands at entry {head.seq}.")
        self.head = head


class Refused(JournalError):
    """Nothing was written, and nothing will be.

    Codes: ``disk-full``, ``read-only``, ``busy``, ``io-error``, ``too-many``, ``empty``,
    ``closed``, ``failed``.
    """


class Unknown(JournalError):
    """The entries may be on disk or not. Read the tail before deciding again; while the store
    cannot say how the append ended, every reading and appending raises this as well."""

    def __init__(self, words: str) -> None:
        super().__init__("unknown", words)


class Unreadable(JournalError):
    """The journal cannot be opened or read.

    Codes: ``missing``, ``damaged``, ``newer``, ``disk-full``, ``io-error``.
    """


class Journal(Protocol):
    """What the hub needs of a journal. All methods belong to one event loop."""

    async def append(self, expected: Head, drafts: Sequence[Draft]) -> list[Entry]:
        """Put `drafts` after `expected`, all or nothing; on return they are safely on disk.

        The last of the returned entries is the new head. A caller that is cancelled while
        waiting does not know how the append ended, as with `Unknown`.

        Raises `Conflict` and `Refused` (nothing was written), `Unknown` (something may be).
        """
        ...

    async def read(self, after: int, limit: int = APPEND_LIMIT) -> list[Entry]:
        """At most `limit` entries whose seq is greater than `after`, in order; [] at the end."""
        ...

    async def last(self, type_: str, *, before: int | None = None) -> Entry | None:
        """The latest entry of a type (before a sequence): where a replay may begin."""
        ...

    async def whole_after(self) -> Head:
        """The head after which no entry is missing: where the journal begins, or, after a repair,
        where the last loss ends."""
        ...

    def follow(self, after: int) -> AsyncGenerator[list[Entry], None]:
        """Every entry after `after`, once and in order, as it gets on disk; never an empty list.

        Ends when the journal is closed. Who stops earlier closes it (`contextlib.aclosing`).
        Raises what `read` raises.
        """
        ...

    async def head(self) -> Head:
        """The id of this journal with the sequence and hash of its last entry (0 when empty)."""
        ...

    async def close(self) -> None:
        """Finish the appends already handed in, then let go of the store. May be called twice."""
        ...
