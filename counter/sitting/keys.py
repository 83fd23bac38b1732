"""The keys of the information desk and of the supervisor's view.

As at a counter: digits and the keypad act, F5, F11 and F12 belong to the browser, F3, F4 and F8
mean the same everywhere.
"""

from __future__ import annotations

from PySide6.QtCore import Qt

from counter.answering import is_keypad, name_of

NEW, WHY, TROUBLES, LANGUAGE = "F2", "F3", "F4", "F8"
SUPERVISOR, DESK, UNPRINTED, LEAVE = "F6", "F7", "F9", "F10"
UP, DOWN, LEFT, RIGHT = "↑", "↓", "←", "→"
PAGE_UP, PAGE_DOWN, TAB, BACK_TAB, ESCAPE = "PgUp", "PgDn", "Tab", "⇧Tab", "Esc"

_MORE: dict[Qt.Key, str] = {
    Qt.Key.Key_F6: SUPERVISOR,
    Qt.Key.Key_F7: DESK,
    Qt.Key.Key_F9: UNPRINTED,
    Qt.Key.Key_F10: LEAVE,
    Qt.Key.Key_Up: UP,
    Qt.Key.Key_Down: DOWN,
    Qt.Key.Key_Left: LEFT,
    Qt.Key.Key_Right: RIGHT,
    Qt.Key.Key_PageUp: PAGE_UP,
    Qt.Key.Key_PageDown: PAGE_DOWN,
    Qt.Key.Key_Tab: TAB,
    Qt.Key.Key_Backtab: BACK_TAB,
    Qt.Key.Key_Escape: ESCAPE,
}
_OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def pressed(key: int, modifiers: int) -> str:
    """The name of a pressed key; empty for one that means nothing in these rooms. The space bar is
    a letter here: something may be written."""
    if key == Qt.Key.Key_Space or Qt.KeyboardModifier(modifiers) & _OTHERS:
        return ""
    known = Qt.Key(key) if key in _VALUES else None
    if known in _MORE and not (is_keypad(modifiers) and known not in _ALWAYS):
        return _MORE[known]
    return name_of(key, modifiers)


_VALUES = frozenset(one.value for one in Qt.Key)
_ALWAYS = frozenset({Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F9, Qt.Key.Key_F10})
"""On a keypad without Num Lock the arrows are digits."""
