"""What people wrote: notes about tickets, words to the hall. The journal has digests of them.

A text is put here before its entry is decided, and marked as kept once that is on disk. One that
is found without the mark after a crash is looked up in the journal (`shared.hub.notes`). The words
are sealed with the key of what is known of people: somebody may have written a name.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

import msgspec

from shared.hub.personal.keys import Keyring, NoKey, Tampered
from shared.hub.personal.person import NAME, PHONE, compared
from shared.protocol.database import Database


def text_tables(db: Database) -> None:
    texts = ("id", "kind", "about", "officer", "day", "code", "text", "english")
    columns = dict.fromkeys(texts, str) | dict.fromkeys(("at", "after", "kept"), int)
    db.table("texts").create(columns, pk="id", if_not_exists=True)
    db.table("texts").create_index(["about"], if_not_exists=True)


def sealed_texts(db: Database) -> None:
    """From now on the words lie in `sealed`; `Texts.seal_all` moves those of before."""
    have = db.table("texts").columns_dict
    for name, kind in {"key": str, "sealed": bytes}.items():
        if name not in have:
            db.table("texts").add_column(name, kind)


NOTE, ANNOUNCEMENT = "note", "announcement"

UNREADABLE = "(tidak terbaca: kuncinya tidak ada · unreadable: its key is missing)"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One of them. `day` is the business date from which it is counted how long it is kept."""

    id: str
    kind: str
    """``note`` or ``announcement``"""
    about: str
    """The ticket; the zones, with spaces between."""
    officer: str
    at: int
    day: str
    code: str = ""
    text: str = ""
    english: str = ""
    after: int = 0
    """The head of the journal when it was written: its entry comes later."""

    @property
    def bound(self) -> str:
        """What the seal holds together with the words."""
        return f"texts/{self.id}/{self.kind}/{self.about}"


class Texts:
    """The table; on the thread of `shared.hub.people`. What is put or found there may raise
    `KeyFileDamaged`."""

    def __init__(self, database: Database, keys: Keyring) -> None:
        self._database = database
        self._keys = keys

    def put(self, text: Text) -> bool:
        """Whether it was not there already."""
        row = self._row(text) | {"kept": 0}
        with self._database.conn:
            before = self._database.conn.total_changes
            self._database.table("texts").insert(row, pk="id", ignore=True)
            return self._database.conn.total_changes > before

    def keep(self, id_: str) -> None:
        """Its entry is in the journal."""
        with self._database.conn:
            self._database.execute("UPDATE texts SET kept = 1 WHERE id = ?", [id_])

    def drop(self, id_: str) -> None:
        """Nothing came of it. One that is kept stays."""
        with self._database.conn:
            self._database.table("texts").delete_where("id = ? AND kept = 0", [id_])

    def erase(self, ids: Iterable[str]) -> None:
        """Somebody asked for it: the journal still says that there was one."""
        with self._database.conn:
            for id_ in ids:
                self._database.table("texts").delete_where("id = ?", [id_])

    def unkept(self) -> list[Text]:
        """Those that a hub left behind in the middle of it."""
        return self._found("kept = 0", [])

    def notes(self, ticket: str) -> list[Text]:
        """The oldest first."""
        return self._found("kind = ? AND about = ? AND kept = 1", [NOTE, ticket])

    def about(
        self, tickets: Collection[str], names: Collection[str], numbers: Collection[str]
    ) -> list[Text]:
        """The notes about some tickets, and all texts that hold one of the names or numbers."""
        return [
            one
            for one in self._found("1", [])
            if (one.kind == NOTE and one.about in tickets) or _holds(one, names, numbers)
        ]

    def of(self, id_: str) -> Text | None:
        """One that is kept; None where it was purged, or never was."""
        return next(iter(self._found("id = ? AND kept = 1", [id_])), None)

    def purge(self, oldest: str) -> int:
        """Deletes what belongs to days before `oldest`; says how many there were."""
        with self._database.conn:
            return self._database.execute("DELETE FROM texts WHERE day < ?", [oldest]).rowcount

    # Seals ----------------------------------------------------------------------------------

    def seal_all(self) -> None:
        """Seals the words that an older program left open."""
        table = self._database.table("texts")
        rows = list(table.rows_where("sealed IS NULL AND (text <> '' OR english <> '')"))
        with self._database.conn:
            for row in rows:
                table.update(row["id"], self._row(_text(row)))
        if rows:
            log.info("the words of %s notes and announcements are sealed now", len(rows))

    def reseal(self) -> int:
        """All under the key that seals now; how many could not be opened."""
        last = self._keys.current().id
        rows = list(self._database.table("texts").rows_where("key <> ?", [last]))
        opened = [self._opened(row) for row in rows]
        with self._database.conn:
            for text in opened:
                if text is not None:
                    self._database.table("texts").update(text.id, self._row(text))
        return opened.count(None)

    def sealed_by(self) -> dict[str, int]:
        """How many rows each key has sealed."""
        counted = "SELECT key, COUNT(*) FROM texts WHERE sealed IS NOT NULL GROUP BY key"
        return dict(self._database.execute(counted).fetchall())

    def _row(self, text: Text) -> dict[str, Any]:
        row = asdict(text) | {"text": "", "english": "", "key": "", "sealed": None}
        if not (text.text or text.english):
            return row
        words = msgspec.json.encode([text.text, text.english])
        key, sealed = self._keys.seal(text.bound, words)
        return row | {"key": key, "sealed": sealed}

    def _opened(self, row: dict[str, Any]) -> Text | None:
        text = _text(row)
        if row["sealed"] is None:
            return text
        try:
            words = self._keys.open(text.bound, row["key"], row["sealed"])
        except (NoKey, Tampered) as error:
            log.error("the text %s cannot be read: %s", text.id, error)
            return None
        written, english = msgspec.json.decode(words, type=tuple[str, str])
        return replace(text, text=written, english=english)

    def _found(self, where: str, values: list[str]) -> list[Text]:
        rows = self._database.table("texts").rows_where(where, values, order_by="at, rowid")
        return [self._opened(row) or replace(_text(row), text=UNREADABLE) for row in rows]


def _text(row: dict[str, Any]) -> Text:
    """As it stands in the open."""
    return Text(**{name: row[name] for name in Text.__slots__})


def _holds(text: Text, names: Collection[str], numbers: Collection[str]) -> bool:
    said = f"{text.text} {text.english}"
    words, digits = f" {compared(NAME, said)} ", compared(PHONE, said)
    return any(f" {name} " in words for name in names) or any(one in digits for one in numbers)
