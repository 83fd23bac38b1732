"""Lists for QML: rows of one dataclass, whose fields become the delegates' required properties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QPersistentModelIndex, Qt

Row = TypeVar("Row")
_Index = QModelIndex | QPersistentModelIndex
_FIRST_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class Rows(QAbstractListModel, Generic[Row]):
    """A list model over a dataclass. `show` replaces the rows; rows that stay keep their item."""

    def __init__(self, kind: type[Row], parent: Any = None) -> None:
        super().__init__(parent)
        self._names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
        self._rows: list[Row] = []

    @property
    def rows(self) -> Sequence[Row]:
        """What is shown now."""
        return tuple(self._rows)

    def show(self, rows: Sequence[Row]) -> None:
        """Shows `rows`: only what differs is drawn anew."""
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
            return
        for place, row in enumerate(rows):
            if row != self._rows[place]:
                self._rows[place] = row
                at = self.index(place)
                self.dataChanged.emit(at, at)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def roleNames(self) -> dict[int, QByteArray]:
        return {
            _FIRST_ROLE + place: QByteArray(name.encode()) for place, name in enumerate(self._names)
        }

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        place = role - _FIRST_ROLE
        if not 0 <= place < len(self._names) or not 0 <= index.row() < len(self._rows):
            return None
        return getattr(self._rows[index.row()], self._names[place])
