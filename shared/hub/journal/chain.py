"""The hash chain: why nobody can change, drop or insert an entry without it being seen.

The recipe, complete, for anyone who wants to recompute it without this program:

- Everything is bytes. A text is its UTF-8 bytes, a number its decimal digits in ASCII, the body
  the stored bytes, a hash its 64 lower-case hex digits in ASCII.
- The hash before the first entry is SHA-256 of ``giliran journal 1\\n`` followed by the
  journal's id (32 lower-case hex digits).
- An entry's hash is SHA-256 over these nine fields in this order, each written as a netstring
  (its length in bytes as decimal digits, a colon, the bytes, a comma): the hash before, seq, at,
  type, version, body, actor, command, digest.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from shared.hub.journal.port import Draft, Entry, Unreadable
from shared.protocol.messages import Head


def origin(journal: str) -> Head:
    """Where the journal with this id stands before its first entry."""
    return Head(journal, 0, sha256(b"giliran journal 1\n" + journal.encode()).hexdigest())


def link(before: str, *columns: bytes) -> str:
    """The hash of the entry with these eight columns, seq to digest, after the one hashed
    `before`. Raises ValueError for another number of columns."""
    seq, at, type_, version, body, actor, command, digest = columns
    # One format of nine netstrings: a loop over them doubles the time of a large append.
    recipe = b"64:%b,%d:%b,%d:%b,%d:%b,%d:%b,%d:%b,%d:%b,%d:%b,%d:%b," % (
        before.encode(),
        *(len(seq), seq, len(at), at, len(type_), type_, len(version), version),
        *(len(body), body, len(actor), actor, len(command), command, len(digest), digest),
    )
    return sha256(recipe).hexdigest()


def place(head: Head, drafts: Iterable[Draft]) -> list[Entry]:
    """The entries that `drafts` become when they follow `head`."""
    entries = []
    seq, before = head.seq, head.hash
    for draft in drafts:
        seq += 1
        before = _hash_of(before, seq, draft)
        entries.append(_entry(seq, draft, before))
    return entries


def head_after(head: Head, entries: list[Entry]) -> Head:
    """Where a journal that stood at `head` stands once `entries` are in it."""
    return Head(head.journal, entries[-1].seq, entries[-1].hash) if entries else head


def continued(head: Head, entries: Iterable[Entry]) -> Head:
    """Where a journal stands after `entries`, which must go on from `head` without a gap.

    Raises `Unreadable` (``damaged``), which names the first that does not.
    """
    seq, before = head.seq, head.hash
    for entry in entries:
        seq += 1
        if entry.seq != seq:
            raise Unreadable("damaged", f"After entry {seq - 1} comes entry {entry.seq}.")
        if _hash_of(before, seq, entry) != entry.hash:
            raise Unreadable("damaged", f"Entry {seq} does not fit its hash.")
        before = entry.hash
    return Head(head.journal, seq, before)


def _hash_of(before: str, seq: int, draft: Draft | Entry) -> str:
    return link(
        before,
        b"%d" % seq,
        b"%d" % draft.at,
        draft.type.encode(),
        b"%d" % draft.version,
        draft.body,
        draft.actor.encode(),
        draft.command.encode(),
        draft.digest.encode(),
    )


def _entry(seq: int, draft: Draft, hash_: str) -> Entry:
    return Entry(
        seq,
        draft.at,
        draft.type,
        draft.version,
        draft.body,
        draft.actor,
        draft.command,
        draft.digest,
        hash_,
    )
