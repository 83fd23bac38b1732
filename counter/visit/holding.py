"""Set aside for a while: until somebody brings it back, or for so many minutes."""

from __future__ import annotations

from counter.acts import Act
from counter.questions import Draft, Option, Question
from counter.sitting.sight import Sight
from counter.visit import words
from shared.domain.ids import MINUTE, Moment
from shared.protocol.views import TicketView

_OPEN = "open"


def hold(sight: Sight, counter: str, ticket: TicketView) -> Question | Draft:
    """Where the site names no minutes there is nothing to ask."""
    minutes = sight.catalogue.site.rules.hold_minutes

    def draft(chosen: str) -> Draft:
        body: dict[str, object] = {"counter": counter}
        if chosen != _OPEN:
            body["minutes"] = int(chosen)
        return Draft(Act.HOLD, "HoldTicket", body, ticket.number)

    if not minutes:
        return draft(_OPEN)
    options = [Option(_OPEN, sight.say(words.HOLD_OPEN)), *(_timed(sight, one) for one in minutes)]
    return Question(
        title=sight.say(words.HOLD, number=ticket.number),
        detail=sight.say(words.HOLD_DETAIL),
        options=lambda _typed: options,
        chosen=draft,
    )


def _timed(sight: Sight, minutes: int) -> Option:
    due = sight.clock(Moment(sight.now() + minutes * MINUTE))
    return Option(
        str(minutes),
        sight.say(words.HOLD_MINUTES, minutes=minutes),
        note=sight.say(words.HOLD_UNTIL, time=due),
    )
