"""Frames to the roles: one per commit, encoded once, and none that says nothing.

Where a role sees nothing of a commit, the frame waits and the next one covers it as well; `flush`
moves the apps' heads on now and then, so that a resumption stays short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from shared.domain.events import Recorded
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import Moment, TicketId
from shared.hub.live_tickets import LiveTickets
from shared.hub.presence import Line, Presence
from shared.hub.roles import Role, changes_for, frame_text
from shared.hub.sight import Sight, bare_changes
from shared.hub.wire import packed
from shared.protocol.messages import Change, Head
from shared.protocol.views import TicketView


class Frames:
    """Tells each role what it may see; every line of a role has been told up to the same entry."""

    def __init__(
        self,
        hall: Hall,
        presence: Presence,
        head: Head,
        foretell: Callable[[TicketView, Ticket], TicketView],
        sight: Sight,
    ) -> None:
        """`foretell` fills in when somebody is likely to be called."""
        self._sight = sight
        self._hall = hall
        self._foretell = foretell
        self._presence = presence
        self._head = head
        self._told = dict.fromkeys(Role, head.seq)

    def committed(self, recorded: Sequence[Recorded], head: Head) -> None:
        self._head = head
        for role in Role:
            if not self._presence.count(role):
                self._told[role] = head.seq
                continue
            changes = changes_for(role, self._hall, recorded)
            if role is Role.KIOSK:
                self._foretell_all(changes)
            if changes:
                after, self._told[role] = self._told[role], head.seq
                limited = self._limited(role)
                packet = packed(frame_text(after, head, changes))
                unmanned = self._tell_unmanned(role, after, changes)
                self._presence.broadcast(role, packet, but=limited | unmanned)
                self._tell_limited(limited, after, changes, recorded[-1].at)
        self._sight.committed(recorded)

    def _limited(self, role: Role) -> set[Line]:
        return {line for line in self._presence.lines(role) if self._sight.limited(line)}

    def _tell_unmanned(self, role: Role, after: int, changes: Sequence[Change]) -> set[Line]:
        """Tells counters where nobody has signed on, if anything must be left out for them."""
        told = bare_changes(changes)
        if all(one is other for one, other in zip(told, changes, strict=True)):
            return set()
        lines = {line for line in self._presence.lines(role) if self._sight.bare(line)}
        packet = packed(frame_text(after, self._head, told)) if lines else b""
        for line in lines:
            line.send(packet)
        return lines

    def _tell_limited(
        self, lines: Iterable[Line], after: int, changes: Sequence[Change], at: Moment
    ) -> None:
        for line in lines:
            told = self._sight.changes(line, changes, at)
            line.send(packed(frame_text(after, self._head, told)))

    def look_next(self, at: Moment) -> None:
        """Tells lines with a limited sight who is next, where time alone, or something of which no
        frame was sent, has changed that."""
        for line in self._limited(Role.COUNTER):
            changes = self._sight.next_changed(line, at)
            if changes:
                self.flush(Role.COUNTER)
                line.send(packed(frame_text(self._head.seq, self._head, changes)))

    def tell_anew(self, line: Line, live: LiveTickets, at: Moment) -> None:
        """Somebody else works at a counter's line: all tickets, as they may be seen there now."""
        self.flush(line.role)
        everything = self._sight.everything(line, at, live)
        line.send(packed(frame_text(self._head.seq, self._head, [everything])))

    def _foretell_all(self, changes: Sequence[Change]) -> None:
        """A paper that is printed again says when its visitor is called by what is known now."""
        for view in (view for change in changes for view in change.tickets):
            self._foretell(view, self._hall.tickets[TicketId(view.id)])

    def flush(self, role: Role) -> None:
        """Brings all lines of a role up to the head; before one joins them, and in quiet times."""
        if self._told[role] != self._head.seq:
            self._presence.broadcast(role, packed(frame_text(self._told[role], self._head, [])))
            self._told[role] = self._head.seq
