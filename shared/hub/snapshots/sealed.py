"""Receipts as bytes that are unpacked one by one, when their command comes a second time.

After a long day there are some hundred thousand, and hardly any is ever asked for: unpacking all
of them would take longer than everything else at a start.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any, TypeVar

import msgspec

from shared.domain.copies import names_of
from shared.domain.hall import Desk, Device, Receipt, Ticket
from shared.domain.ids import CommandId, Moment
from shared.domain.receipts import ReceiptKey

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder().decode

_COUNT_BYTES = 4
_KINDS: tuple[type[Any], ...] = (Ticket, Desk, Device)
_names = {kind: names_of(kind) for kind in _KINDS}
_values = {kind: attrgetter(*names) for kind, names in _names.items()}
_Kind = TypeVar("_Kind")


def receipts_bytes(receipts: Iterable[tuple[ReceiptKey, Receipt]]) -> bytes:
    """Count, the keys' hashes, where each receipt ends, the receipts; the order stays."""
    hashes, ends, packed = array("Q"), array("I"), bytearray()
    for key, receipt in receipts:
        packed += _encode(_packed(key, receipt))
        hashes.append(_hash(key))
        ends.append(len(packed))
    count = len(hashes).to_bytes(_COUNT_BYTES, "little")
    return b"".join((count, hashes.tobytes(), ends.tobytes(), packed))


class SealedReceipts:
    """Several such pieces, in the order of time (`shared.domain.receipts.Sealed`)."""

    def __init__(self, newest: Moment) -> None:
        self._newest = newest
        self._pieces: list[_Piece] = []
        self._firsts: list[int] = []
        """The place of each piece's first receipt."""
        self._places: dict[int, int] = {}
        """From the hash of a key to its receipt's place among all."""

    @property
    def newest(self) -> Moment:
        return self._newest

    def add(self, content: memoryview) -> None:
        """Take up what `receipts_bytes` wrote. Raises ValueError where it is something else."""
        piece = _Piece(content)
        first = self._firsts[-1] + len(self._pieces[-1]) if self._pieces else 0
        self._firsts.append(first)
        self._pieces.append(piece)
        self._places.update(zip(piece.hashes, range(first, first + len(piece)), strict=True))

    def find(self, key: ReceiptKey) -> Receipt | None:
        place = self._places.get(_hash(key))
        if place is None:
            return None
        nth = bisect_right(self._firsts, place) - 1
        found, receipt = self._pieces[nth].receipt(place - self._firsts[nth])
        return receipt if found == key else None

    def items(self) -> Iterator[tuple[ReceiptKey, Receipt]]:
        for piece in self._pieces:
            yield from (piece.receipt(nth) for nth in range(len(piece)))


class _Piece:
    def __init__(self, content: memoryview) -> None:
        count = int.from_bytes(content[:_COUNT_BYTES], "little")
        hashes_end = _COUNT_BYTES + 8 * count
        ends_end = hashes_end + 4 * count
        self.hashes, self._ends = array("Q"), array("I")
        self.hashes.frombytes(content[_COUNT_BYTES:hashes_end])
        self._ends.frombytes(content[hashes_end:ends_end])
        self._packed = content[ends_end:]

    def __len__(self) -> int:
        return len(self.hashes)

    def receipt(self, nth: int) -> tuple[ReceiptKey, Receipt]:
        begins = self._ends[nth - 1] if nth else 0
        sender, command, digest, at, seq, *parts = _decode(self._packed[begins : self._ends[nth]])
        ticket, desk, device = (
            _unpacked(kind, values) for kind, values in zip(_KINDS, parts, strict=True)
        )
        receipt = Receipt(digest=digest, at=at, seq=seq, ticket=ticket, desk=desk, device=device)
        return (sender, CommandId(command)), receipt


def _packed(key: ReceiptKey, receipt: Receipt) -> tuple[object, ...]:
    things = (receipt.ticket, receipt.desk, receipt.device)
    parts = (one and _values[kind](one) for kind, one in zip(_KINDS, things, strict=True))
    return (*key, receipt.digest, receipt.at, receipt.seq, *parts)


def _unpacked(kind: type[_Kind], values: list[Any] | None) -> _Kind | None:
    if values is None:
        return None
    return msgspec.convert(dict(zip(_names[kind], values, strict=True)), kind, strict=True)


def _hash(key: ReceiptKey) -> int:
    text = f"{key[0]}\0{key[1]}".encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")
