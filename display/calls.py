"""A call as the hall's screen knows it: what the hub says, with times as moments."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from shared.domain.ids import Moment
from shared.protocol.moments import moment_of
from shared.protocol.views import CallView


class CallState(StrEnum):
    """What became of a call."""

    CALLED = "called"
    """Not yet answered."""
    SERVING = "serving"
    NO_SHOW = "no-show"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class HallCall:
    """The latest call of one ticket; `call` counts its calls from 1."""

    ticket: str
    call: int
    number: str
    zone: str
    counter: str
    """The counter's id, for the way to it."""
    label: str
    """The counter's number as shown."""
    at: Moment
    state: CallState
    spoken: bool = False
    waits: str = ""
    """The zone where its visitor waits, where that is not the counter's."""
    missed: Moment | None = None
    """When it became a no-show."""

    def concerns(self, zones: Collection[str]) -> bool:
        """Whether the TVs of these zones show it: the counter's, and the one of who waits."""
        return self.zone in zones or self.waits in zones


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A call with what this screen knows about it."""

    call: HallCall
    since: Moment
    """When this call was first here."""
    fresh: bool
    """It was new then."""
    missed: Moment | None = None
    """When it became a no-show."""

    @property
    def unanswered(self) -> bool:
        return self.call.state is CallState.CALLED


def hall_call(view: CallView) -> HallCall:
    """The call in a message of the hub. ValueError: a time or a state that is none."""
    return HallCall(
        ticket=view.ticket,
        call=view.call,
        number=view.number,
        zone=view.zone,
        counter=view.counter,
        label=view.label,
        at=moment_of(view.at),
        state=CallState(view.state),
        spoken=view.spoken,
        waits=view.waits,
        missed=moment_of(view.missed_at) if view.missed_at else None,
    )
