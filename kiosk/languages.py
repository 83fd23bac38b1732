"""The languages that a visitor may choose, as QML properties."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from shared.domain.site import Site
from shared.language.tongues import name_of, offered

QML_IMPORT_NAME = "Giliran.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

WHICH = "Bahasa · Language"
"""On the key that asks, whatever is spoken: who looks for it reads one of the two."""


@QmlElement
class Languages(QObject):
    """With two of them the key changes to the other at once; with more it asks which."""

    changed = Signal()

    def __init__(self, now: Callable[[], str], parent: QObject | None = None) -> None:
        """`now`: what the visitor reads at present."""
        super().__init__(parent)
        self._now = now
        self._codes = ["id", "en"]

    def follow(self, site: Site) -> None:
        """Those of the site, in its order."""
        self._codes = offered(site.languages)
        self.changed.emit()

    @property
    def codes(self) -> list[str]:
        return list(self._codes)

    def _others(self) -> list[str]:
        return [code for code in self._codes if code != self._now()]

    @Property(str, notify=changed)
    def other(self) -> str:
        """The one language beside the present one; empty: there are several, or none."""
        others = self._others()
        return others[0] if len(others) == 1 else ""

    @Property(str, notify=changed)
    def key(self) -> str:
        """What the key says: the other language by its own name; empty: there is none."""
        others = self._others()
        if len(others) > 1:
            return WHICH
        return name_of(others[0]) if others else ""

    @Property(list, notify=changed)
    def offers(self) -> list[dict[str, object]]:
        """All of them: `code`, `name` and whether it is the present one (`chosen`)."""
        now = self._now()
        return [
            {"code": code, "name": name_of(code), "chosen": code == now} for code in self._codes
        ]
