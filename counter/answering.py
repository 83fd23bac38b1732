"""Answering a question that stands over the screen: by digit, by arrow keys, by the mouse."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from counter.acts import KEY_NAMES, PRIMARY, Act, key_name
from counter.clerk import Clerk
from counter.presses import CLICK, Presses
from counter.questions import Asking, Draft, Enough, Question, Todo

_ACTS = frozenset(map(str, Act))

Outcome = Question | Draft | Todo | Enough | None
"""What an act or an option leads to."""


class Answering:
    """The hand in a question. `follow` asks, sends or does what was chosen."""

    def __init__(self, clerk: Clerk, asking: Asking, steady: Callable[[], int]) -> None:
        self._clerk = clerk
        self._asking = asking
        self._steady = steady
        self._presses = Presses()

    def follow(self, outcome: Outcome) -> None:
        """Asks, or sends; a `Todo` is for whoever knows what it means."""
        self._asking.put(outcome if isinstance(outcome, Question) else None)
        if isinstance(outcome, Draft):
            self._clerk.give(outcome)

    def sheet_key(self, key: int, modifiers: int) -> bool:
        """A key while a question stands there; whether it means something."""
        asking, keypad = self._asking, is_keypad(modifiers)
        if asking.question is None:
            return False
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_Asterisk):
            asking.put(None)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            asking.move(1 if key == Qt.Key.Key_Down else -1)
        elif keypad and key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            asking.move(1 if key == Qt.Key.Key_Plus else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(asking.marked, PRIMARY)
        else:
            return not asking.question.search and self._take_by_key(key, modifiers)
        return True

    def _take_by_key(self, key: int, modifiers: int) -> bool:
        name, keys = name_of(key, modifiers), option_keys(self._asking)
        if name == PRIMARY:
            self._take(self._asking.marked, name)
        elif name and name in keys:
            self._take(keys.index(name), name)
        return bool(name)

    def take(self, place: int) -> None:
        """An option was clicked."""
        self._take(place, CLICK)

    def settled(self) -> bool:
        """Whether any press would count: no order is under way, no double press is feared."""
        return self._clerk.doing is None and self._presses.settled(self._steady())

    def takes(self, key: str) -> bool:
        """Whether a press counts: it is not the second half of the one before."""
        return self._presses.takes(key, self._steady())

    def close(self) -> None:
        """A click beside the question, or on its cancel."""
        if self._presses.takes(CLICK, self._steady()):
            self._asking.put(None)

    def _take(self, place: int, key: str) -> None:
        """An option was chosen, and not by the second half of the press that asked."""
        if self._clerk.doing is not None or not self._presses.takes(key, self._steady()):
            return
        outcome = self._asking.take(place)
        if outcome is not None:
            self.follow(outcome)


def option_keys(asking: Asking) -> list[str]:
    """What stands on the options' key caps: digits, or in the menu each act's own key."""
    if asking.question is None or asking.question.search:
        return ["" for _ in asking.options]
    if all(one.id in _ACTS for one in asking.options):
        return [KEY_NAMES.get(Act(one.id), "") for one in asking.options]
    return [str(place) if place < 10 else "" for place, _ in enumerate(asking.options, start=1)]


def name_of(key: int, modifiers: int) -> str:
    """A pressed key as it stands on the caps; empty where it means nothing here."""
    held = Qt.KeyboardModifier(modifiers)
    ours = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
    return key_name(key, keypad=is_keypad(modifiers), modified=bool(held & ~ours))


def is_keypad(modifiers: int) -> bool:
    return bool(Qt.KeyboardModifier(modifiers) & Qt.KeyboardModifier.KeypadModifier)
