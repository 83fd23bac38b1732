"""The officer's hand at the desk: keys and buttons become questions and orders."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from counter.acts import KEY_NAMES, PRIMARY, Act, key_name
from counter.asking import Asker
from counter.clerk import Clerk
from counter.desk import Desk, Mode, Offers
from counter.presses import CLICK, Presses
from counter.questions import Asking, Draft, Enough, Question, Todo
from counter.session import Session

_IDLE = (Mode.WAITING, Mode.NOBODY)
_ACTS = frozenset(map(str, Act))


class Hand:
    """`own` does what the terminal does by itself, and says whether it did.

    `offered` and `desk` are what stands on the screen; `show` renews them.
    """

    def __init__(
        self,
        clerk: Clerk,
        asking: Asking,
        session: Session,
        own: Callable[[Act], bool],
        steady: Callable[[], int],
    ) -> None:
        self._clerk = clerk
        self._asking = asking
        self._session = session
        self._own = own
        self._steady = steady
        self._presses = Presses()
        self.asker: Asker | None = None
        self.offered: Offers | None = None
        self.desk: Desk | None = None

    # At the desk ----------------------------------------------------------------------------

    def key(self, key: int, modifiers: int) -> bool:
        """A key at the desk; whether it means something here."""
        name = _name_of(key, modifiers)
        offered = self.offered
        if not name or offered is None or not self._session.signed:
            return False
        if name == PRIMARY:
            self._press(offered.primary, name)
            return True
        act = Act.MENU if name == KEY_NAMES[Act.MENU] else offered.act_on(name, KEY_NAMES)
        if act is not None:
            self._press(act, name)
        return act is not None

    def press(self, act: Act) -> None:
        """A button was pressed, by the mouse or with the focus on it."""
        self._press(act, CLICK)

    def _press(self, act: Act, key: str) -> None:
        """Once, however nervous the finger."""
        if self.offered is None or self._clerk.doing is not None:
            return
        now = self._steady()
        early = self._presses.early(key, now, large=act is self.offered.primary)
        if self._presses.takes(key, now) and not early:
            self._do(act)

    def show(self, desk: Desk, offered: Offers) -> None:
        """What stands on the screen from now on."""
        self.desk, self.offered = desk, offered
        buttons = (offered.primary, *(one.act for one in (*offered.small, *offered.more)))
        self._presses.show(buttons, self._steady())

    def settled(self) -> bool:
        """Whether any press would count: no order is under way, no double press is feared."""
        return self._clerk.doing is None and self._presses.settled(self._steady())

    def call(self, ticket: str) -> bool:
        """A row was clicked: call this ticket, with a reason; whether the desk is free for it."""
        if self.asker is None or self.desk is None or self.desk.mode not in _IDLE:
            return False
        if self._presses.takes(CLICK, self._steady()):
            self.follow(self.asker.call_ticket(ticket))
        return True

    def resume(self, ticket: str) -> None:
        """A held row was clicked: back into the line."""
        if self.asker is None or self._clerk.doing is not None:
            return
        if self._presses.takes(CLICK, self._steady()):
            self.follow(self.asker.resume(ticket))

    def _do(self, act: Act) -> None:
        if not self._own(act):
            self.follow(self._outcome(act))

    def _outcome(self, act: Act) -> Question | Draft | Todo | None:
        if self.asker is None or self.offered is None or self.desk is None:
            return None
        if act is Act.MENU:
            return self.asker.menu(self.offered)
        if act is Act.REOPEN:
            return self._session.reopening()
        return self.asker.outcome(act, self.desk.ticket)

    def follow(self, outcome: Question | Draft | Todo | Enough | None) -> None:
        """Asks, sends, or does what was chosen."""
        self._asking.put(outcome if isinstance(outcome, Question) else None)
        if isinstance(outcome, Draft):
            self._clerk.give(outcome)
        elif isinstance(outcome, Todo):
            self._do(outcome.act)

    # In a question --------------------------------------------------------------------------

    def sheet_key(self, key: int, modifiers: int) -> bool:
        """A key while a question stands there; whether it means something."""
        asking, keypad = self._asking, _is_keypad(modifiers)
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
        name, keys = _name_of(key, modifiers), option_keys(self._asking)
        if name == PRIMARY:
            self._take(self._asking.marked, name)
        elif name and name in keys:
            self._take(keys.index(name), name)
        return bool(name)

    def take(self, place: int) -> None:
        """An option was clicked."""
        self._take(place, CLICK)

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
    return [
        KEY_NAMES[Act(one.id)] if one.id in _ACTS else str(place) if place < 10 else ""
        for place, one in enumerate(asking.options, start=1)
    ]


def _name_of(key: int, modifiers: int) -> str:
    held = Qt.KeyboardModifier(modifiers)
    ours = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
    return key_name(key, keypad=_is_keypad(modifiers), modified=bool(held & ~ours))


def _is_keypad(modifiers: int) -> bool:
    return bool(Qt.KeyboardModifier(modifiers) & Qt.KeyboardModifier.KeypadModifier)
