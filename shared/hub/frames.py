"""Frames to the roles: one per commit, encoded once, and none that says nothing.

Where a role sees nothing of a commit, the frame waits and the next one covers it as well; `flush`
moves the apps' heads on now and then, so that a resumption stays short.
"""

from __future__ import annotations

from collections.abc import Sequence

from shared.domain.events import Recorded
from shared.domain.hall import Hall
from shared.hub.presence import Presence
from shared.hub.roles import Role, changes_for, frame_text
from shared.hub.wire import packed
from shared.protocol.messages import Head


class Frames:
    """Tells each role what it may see; every line of a role has been told up to the same entry."""

    def __init__(self, hall: Hall, presence: Presence, head: Head) -> None:
        self._hall = hall
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
            if changes:
                self._presence.broadcast(role, packed(frame_text(self._told[role], head, changes)))
                self._told[role] = head.seq

    def flush(self, role: Role) -> None:
        """Brings all lines of a role up to the head; before one joins them, and in quiet times."""
        if self._told[role] != self._head.seq:
            self._presence.broadcast(role, packed(frame_text(self._told[role], self._head, [])))
            self._told[role] = self._head.seq
