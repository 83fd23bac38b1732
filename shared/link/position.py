"""How far an app has followed the hub's journal."""

from __future__ import annotations

from shared.domain.ids import Moment
from shared.protocol.messages import Change, Frame, Head, Welcome
from shared.protocol.moments import moment_of


class OutOfStep(Exception):
    """What the hub sent does not follow on what we have."""


class Position:
    """The last entry seen, and whether the state that belongs to it is at hand.

    A restarted app remembers a head, which tells the hub whether its journal was cut, but has no
    state yet and needs a snapshot.
    """

    def __init__(self, head: Head | None) -> None:
        self.head = head
        self.has_state = False
        self._resumed_at: Moment | None = None

    @property
    def resumed(self) -> bool:
        """Whether the line came back with changes in place of a snapshot."""
        return self._resumed_at is not None

    def welcome(self, welcome: Welcome) -> None:
        """Begin where the hub says; OutOfStep when it resumes what we do not have."""
        if welcome.snapshot is not None:
            self.head, self.has_state, self._resumed_at = welcome.head, True, None
        elif self.has_state:
            self._resumed_at = _moment(welcome.now)
        else:
            # Without a head nothing can be resumed: the next welcome must bring all.
            self.head = None
            raise OutOfStep("welcomed without a snapshot, which we need")

    def follow(self, frame: Frame) -> None:
        """Move on to the frame's end; OutOfStep when entries are missing before it."""
        if self.head is None or frame.from_ != self.head.seq or frame.to < frame.from_:
            at = self.head.seq if self.head else "nothing"
            raise OutOfStep(f"a gap: at {at} a frame comes from {frame.from_} to {frame.to}")
        self.head = Head(journal=self.head.journal, seq=frame.to, hash=frame.hash)

    def is_late(self, change: Change) -> bool:
        """Whether a change happened before the line came back; both times are the hub's."""
        return self._resumed_at is not None and _moment(change.at) <= self._resumed_at


def _moment(text: str) -> Moment:
    try:
        return moment_of(text)
    except ValueError as error:
        raise OutOfStep(f"a time that cannot be read: {error}") from None
