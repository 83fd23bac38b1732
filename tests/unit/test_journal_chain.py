"""The chain's recipe, as its documentation tells it to strangers."""

from __future__ import annotations

from hashlib import sha256

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from shared.hub.journal.chain import head_after, link, origin, place
from shared.hub.journal.port import Draft, Entry
from tests.unit.journal_samples import draft, drafts

texts = st.text(max_size=12)  # hypothesis leaves out lone surrogates by itself
any_draft = st.builds(
    Draft,
    at=st.integers(-(2**63), 2**63 - 1),
    type=texts,
    version=st.integers(0, 2**31),
    body=st.binary(max_size=30),
    actor=texts,
    command=texts,
    digest=texts,
)


def by_the_book(before: str, entry: Entry) -> str:
    """The recipe followed by hand: nine netstrings, one hash."""
    fields = [before.encode()]
    for value in msgspec.structs.astuple(entry)[:-1]:
        fields.append(value if isinstance(value, bytes) else str(value).encode())
    return sha256(b"".join(f"{len(f)}:".encode() + f + b"," for f in fields)).hexdigest()


def test_chain_begins_with_the_journals_own_id() -> None:
    head = origin("0123456789abcdef0123456789abcdef")
    assert head.seq == 0
    text = b"giliran journal 1\n0123456789abcdef0123456789abcdef"
    assert head.hash == sha256(text).hexdigest()


def test_hash_never_changes_between_versions() -> None:
    """Written down once: another store, another version, another program must give the same."""
    (entry,) = place(origin("0123456789abcdef0123456789abcdef"), [draft()])
    assert entry.hash == "6d65bc7cff2f8c874dde5d557b460b83acb9f3eaf06d74c7d2023a2bbbf5e68b"


@given(st.lists(any_draft, min_size=1, max_size=5))
def test_hashes_follow_the_documented_recipe(some: list[Draft]) -> None:
    head = origin("f" * 32)
    entries = place(head, some)
    before = head.hash
    for entry in entries:
        assert entry.hash == by_the_book(before, entry)
        before = entry.hash
    assert [entry.seq for entry in entries] == list(range(1, len(some) + 1))
    assert head_after(head, entries).hash == before


@given(any_draft, any_draft)
def test_different_entries_have_different_hashes(one: Draft, other: Draft) -> None:
    head = origin("f" * 32)
    same = place(head, [one])[0].hash == place(head, [other])[0].hash
    assert same == (one == other)


@given(st.lists(st.binary(max_size=6), min_size=8, max_size=8), st.integers(0, 6))
def test_a_byte_that_wanders_to_the_next_column_is_seen(columns: list[bytes], where: int) -> None:
    columns[where] += b"1"
    wandered = columns.copy()
    wandered[where] = wandered[where][:-1]
    wandered[where + 1] = b"1" + wandered[where + 1]
    assert link("0" * 64, *columns) != link("0" * 64, *wandered)


def test_two_appends_give_the_chain_of_one() -> None:
    head = origin("f" * 32)
    together = place(head, drafts(6))
    first = place(head, drafts(2))
    assert together == first + place(head_after(head, first), drafts(4, first=3))
