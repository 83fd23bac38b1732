"""A person's word on the machine's clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from shared.hub.http.body import answer, json_object

if TYPE_CHECKING:
    from shared.hub.hub import Hub


async def accept(hub: Hub, request: Request) -> Response:
    """It is right as it is. `doubted`: why it was not believed; `doubt`: why it still is not."""
    await json_object(request)
    doubted = hub.believe_clock()
    return answer({"doubted": doubted, "doubt": hub.clock.doubt(hub.engine.hall.at)})
