"""What was answered to commands, kept for a day: a retry is answered the same way."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from shared.domain.ids import CommandId, Moment

if TYPE_CHECKING:
    from shared.domain.hall import Receipt

ReceiptKey = tuple[str, CommandId]
"""Ids are scoped to the sender."""


class Sealed(Protocol):
    """Receipts from before a restart: far too many to unpack for the few that are asked for."""

    @property
    def newest(self) -> Moment:
        """When the last of them was given."""
        ...

    def find(self, key: ReceiptKey) -> Receipt | None: ...

    def items(self) -> Iterable[tuple[ReceiptKey, Receipt]]:
        """All of them, in the order in which they were given."""
        ...


class Receipts:
    """Receipts by their key. They are never changed, so that several states may share them."""

    __slots__ = ("_recent", "_sealed", "_since")

    def __init__(self) -> None:
        self._recent: OrderedDict[ReceiptKey, Receipt] = OrderedDict()
        self._sealed: Sealed | None = None
        self._since = Moment(0)

    def get(self, key: ReceiptKey) -> Receipt | None:
        found = self._recent.get(key)
        if found is None and self._sealed is not None:
            found = self._sealed.find(key)
            if found is not None and found.at < self._since:
                return None
        return found

    def keep(self, key: ReceiptKey, receipt: Receipt) -> None:
        self._recent[key] = receipt

    def adopt(self, sealed: Sealed) -> None:
        """Takes over those from before a restart; all that is kept afterwards is newer."""
        self._sealed = sealed

    def forget_before(self, moment: Moment) -> None:
        recent = self._recent
        while recent and next(iter(recent.values())).at < moment:
            recent.popitem(last=False)
        self._since = moment
        if self._sealed is not None and self._sealed.newest < moment:
            self._sealed = None

    def items(self) -> Iterator[tuple[ReceiptKey, Receipt]]:
        sealed = self._sealed.items() if self._sealed is not None else ()
        still = ((key, one) for key, one in sealed if one.at >= self._since)
        return chain(still, self._recent.items())

    def twin(self) -> Receipts:
        """Others that go their own way from here."""
        twin = Receipts()
        twin._recent = self._recent.copy()
        twin._sealed, twin._since = self._sealed, self._since
        return twin

    def __iter__(self) -> Iterator[ReceiptKey]:
        return (key for key, _ in self.items())

    def __len__(self) -> int:
        return sum(1 for _ in self.items())

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Receipts) and dict(self.items()) == dict(other.items())

    __hash__ = None  # type: ignore[assignment]
