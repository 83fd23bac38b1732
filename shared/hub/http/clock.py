"""A person's word on the machine's clock."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from shared.domain import commands as c
from shared.hub.engine import Unavailable
from shared.hub.http.body import answer, json_object
from shared.hub.http.carry_out import actor_in, sender_of

if TYPE_CHECKING:
    from shared.hub.hub import Hub

log = logging.getLogger(__name__)


async def accept(hub: Hub, request: Request) -> Response:
    """It is right as it is. `doubted`: why it was not believed; `doubt`: why it still is not."""
    await json_object(request)
    doubted = hub.believe_clock()
    if doubted:
        word = c.GiveWord(act=c.WordAct.CLOCK_ACCEPTED, about=(doubted,))
        order = c.Order(command=word, sender=sender_of(request), actor=actor_in(hub, request))
        try:  # before, nothing could be decided at all
            await hub.engine.submit(order)
        except Unavailable as error:
            log.warning("who believes the clock is not in the journal: %s", error.detail)
    return answer({"doubted": doubted, "doubt": hub.clock.doubt(hub.engine.hall.at)})
