"""What people wrote: notes about tickets, words to the hall. The journal has digests of them.

A text is put here before its entry is decided, and marked as kept once that is on disk. One that
is found without the mark after a crash is looked up in the journal (`shared.hub.notes`).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from shared.protocol.database import Database


def text_tables(db: Database) -> None:
    texts = ("id", "kind", "about", "officer", "day", "code", "text", "english")
    columns = dict.fromkeys(texts, str) | dict.fromkeys(("at", "after", "kept"), int)
    db.table("texts").create(columns, pk="id", if_not_exists=True)
    db.table("texts").create_index(["about"], if_not_exists=True)


NOTE, ANNOUNCEMENT = "note", "announcement"


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


class Texts:
    """The table; on the thread of `shared.hub.people`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, text: Text) -> bool:
        """Whether it was not there already."""
        row = asdict(text) | {"kept": 0}
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

    def unkept(self) -> list[Text]:
        """Those that a hub left behind in the middle of it."""
        return self._found("kept = 0", [])

    def notes(self, ticket: str) -> list[Text]:
        """The oldest first."""
        return self._found("kind = ? AND about = ? AND kept = 1", [NOTE, ticket])

    def of(self, id_: str) -> Text | None:
        """One that is kept; None where it was purged, or never was."""
        return next(iter(self._found("id = ? AND kept = 1", [id_])), None)

    def purge(self, oldest: str) -> int:
        """Deletes what belongs to days before `oldest`; says how many there were."""
        with self._database.conn:
            return self._database.execute("DELETE FROM texts WHERE day < ?", [oldest]).rowcount

    def _found(self, where: str, values: list[str]) -> list[Text]:
        rows = self._database.table("texts").rows_where(where, values, order_by="at, rowid")
        return [Text(**{k: v for k, v in row.items() if k != "kept"}) for row in rows]
