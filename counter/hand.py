"""The officer's hand at the desk: keys and buttons become questions and orders."""

from __future__ import annotations

from collections.abc import Callable

from counter.acts import KEY_NAMES, PRIMARY, Act
from counter.answering import Answering, name_of
from counter.asking import Asker
from counter.clerk import Clerk
from counter.desk import IDLE, Desk, Offers
from counter.presses import CLICK
from counter.questions import Asking, Draft, Enough, Question, Todo
from counter.session import Session


class Hand(Answering):
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
        super().__init__(clerk, asking, steady)
        self._session = session
        self._own = own
        self.asker: Asker | None = None
        self.offered: Offers | None = None
        self.desk: Desk | None = None

    # At the desk ----------------------------------------------------------------------------

    def key(self, key: int, modifiers: int) -> bool:
        """A key at the desk; whether it means something here."""
        name = name_of(key, modifiers)
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

    def call(self, ticket: str) -> bool:
        """A row was clicked: call this ticket, with a reason; whether the desk is free for it."""
        if self.asker is None or self.desk is None or self.desk.mode not in IDLE:
            return False
        if self._presses.takes(CLICK, self._steady()):
            self.follow(self.asker.call_ticket(ticket))
        return True

    def resume(self, ticket: str) -> None:
        """A held row was clicked: back into the line."""
        if self.asker is None or self._clerk.doing is not None:
            return
        if self._presses.takes(CLICK, self._steady()):
            self.follow(self.asker.bringing.resume(ticket))

    def bring_back(self, ticket: str) -> None:
        """A missed row was clicked: back into the line, or to this counter at once."""
        if self.asker is None or self._clerk.doing is not None:
            return
        bringing = self.asker.bringing
        missed = next((one for one in bringing.missed if one.id == ticket), None)
        if missed is not None and self._presses.takes(CLICK, self._steady()):
            self.follow(bringing.of_missed(missed))

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
        super().follow(outcome)
        if isinstance(outcome, Todo):
            self._do(outcome.act)
