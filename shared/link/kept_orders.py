"""Orders on disk: what an app must still tell its hub, whatever happens to either of them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import msgspec

from shared.link.state_file import NotKept, StateFile
from shared.protocol.database import Database, Migrations

log = logging.getLogger(__name__)

MOST = 1_000
"""Mere counts that are kept; an app without its hub for days must not fill its disk."""

migrations = Migrations("orders")


@migrations()
def first_table(db: Database) -> None:
    """`place` is the order in which they were kept."""
    columns = {"place": int, "id": str, "name": str, "body": str, "count": int}
    orders = db.create_table("orders", columns, pk="place", not_null=set(columns), strict=True)
    orders.create_index(["id"], unique=True)


class KeptOrder(msgspec.Struct, frozen=True, omit_defaults=True):
    """An order with the id under which it is given, however often."""

    id: str
    name: str
    body: dict[str, Any]
    foreseen: bool = False
    """To be given only if this app ends before it knows better."""
    expendable: bool = False
    """A mere count: it goes when there are too many."""


class KeptOrders:
    """A short list of orders, oldest first; each is on the disk as soon as it is kept.

    What an app foresaw and never replaced is due at its next start: it ended in between. A disk
    that refuses is logged: then the order lives as long as the app.
    """

    def __init__(self, state: StateFile) -> None:
        self._state = state
        self._orders = {order.id: order for order in self._read()}
        self._settled: list[str] = []
        """Of orders that the file still has."""
        state.refill(self._write_all)

    def __iter__(self) -> Iterator[KeptOrder]:
        return iter(tuple(self._orders.values()))

    def __len__(self) -> int:
        return len(self._orders)

    @property
    def due(self) -> KeptOrder | None:
        """The oldest order that is to be given now."""
        return next((order for order in self._orders.values() if not order.foreseen), None)

    def keep(self, order: KeptOrder, *, instead_of: str = "") -> None:
        """Write it down, in place of what was foreseen under another id."""
        gone = [instead_of, *self._settled]
        self._orders.pop(instead_of, None)
        self._orders[order.id] = order
        gone += self._make_room(order)
        try:
            with self._state.change() as db:
                _remove(db, gone)
                db.table("orders").insert(_row(order))
            self._settled.clear()
        except NotKept as error:
            log.error("what the hub must still be told cannot be kept: %s", error)

    def settle(self, id_: str) -> None:
        """The hub has answered. `tidy` takes it out of the file; giving it again is harmless."""
        if self._orders.pop(id_, None) is not None:
            self._settled.append(id_)

    def tidy(self) -> None:
        """Take what is settled out of the file."""
        if not self._settled:
            return
        try:
            with self._state.change() as db:
                _remove(db, self._settled)
            self._settled.clear()
        except NotKept as error:
            log.error("what the hub has answered stays written down: %s", error)

    def _write_all(self, db: Database) -> None:
        """Into a file that was begun anew."""
        for order in self._orders.values():
            db.table("orders").insert(_row(order), ignore=True)

    def _make_room(self, new: KeptOrder) -> list[str]:
        """The counts that have to go; what is on paper never has to."""
        counts = [order.id for order in self._orders.values() if order.expendable]
        gone = counts[: max(0, len(counts) - MOST)] if new.expendable else []
        for id_ in gone:
            log.warning("too much is kept for the hub: a count of long ago is dropped")
            del self._orders[id_]
        return gone

    def _read(self) -> Iterator[KeptOrder]:
        for row in self._state.rows("SELECT * FROM orders ORDER BY place"):
            try:
                body = msgspec.json.decode(row["body"], type=dict[str, Any])
            except msgspec.DecodeError as error:
                log.error("an order that was kept for the hub is unreadable, and lost: %s", error)
                continue
            expendable = bool(row["count"])
            yield KeptOrder(id=row["id"], name=row["name"], body=body, expendable=expendable)


def _row(order: KeptOrder) -> dict[str, Any]:
    return {
        "id": order.id,
        "name": order.name,
        "body": msgspec.json.encode(order.body).decode(),
        "count": int(order.expendable),
    }


def _remove(db: Database, ids: list[str]) -> None:
    for id_ in filter(None, ids):
        db.conn.execute("DELETE FROM orders WHERE id = ?", (id_,))
