"""Where the keys stand, in words: what the accessible tree knows of the control with the focus."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickWindow

WHOLE = "told"
"""The stop at which a screen as a whole is read; its description is what may be spelled."""
KEY = "key-"
"""Keys of the keyboard on the screen."""
_PLAIN_ROLES = (QAccessible.Role.StaticText, QAccessible.Role.CheckBox)
"""What they are is heard from what is said of them."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One control."""

    place: str = ""
    """The object's name in QML; empty: the keys stand nowhere."""
    name: str = ""
    state: str = ""
    role: str = ""
    position: str = ""
    """ "3 dari 12"; without it the role is said."""

    @property
    def words(self) -> str:
        """Name, state, and what it is or which one of how many."""
        last = "" if self.place == WHOLE or self.types else self.position or self.role
        return ", ".join(filter(None, (self.name.rstrip("."), self.state, last)))

    @property
    def to_spell(self) -> str:
        return self.position if self.place == WHOLE else self.name.partition(",")[0]

    @property
    def types(self) -> bool:
        """Whether it is a letter of the keyboard."""
        return self.place.startswith(KEY) and len(self.name) == 1

    def change_from(self, before: Stop) -> str:
        """What a press has changed in the same control; empty: nothing."""
        if self.state != before.state:
            return self.state
        return self.words if self.name != before.name else ""


def present_stop(window: QQuickWindow, words: QObject) -> Stop:
    """The control with the focus; `words` are the names of roles and states (SpokenWords.qml)."""
    # Nothing has the focus: then there is None, whatever its type says.
    told: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(window).focusChild()
    place = str(window.property("stop"))
    if not place or told is None or told.role() not in (*_PLAIN_ROLES, QAccessible.Role.Button):
        return Stop()
    role = told.role()
    state = ""
    if role == QAccessible.Role.CheckBox:
        state = words.property("checked" if told.state().checked else "unchecked")
    return Stop(
        place=place,
        name=told.text(QAccessible.Text.Name),
        state=state,
        role="" if role in _PLAIN_ROLES else words.property("button"),
        position=told.text(QAccessible.Text.Description),
    )
