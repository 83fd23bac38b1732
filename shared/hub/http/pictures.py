"""What the TVs show, for those who supervise the hall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from shared.domain.ids import DeviceId
from shared.hub.http.body import BadRequest
from shared.hub.http.carry_out import by_of, session_in
from shared.hub.problems import problem
from shared.hub.staff import actor_of
from shared.protocol.pictures import SEE, media_type

if TYPE_CHECKING:
    from shared.hub.hub import Hub


async def show(hub: Hub, request: Request) -> Response:
    """A display's small picture; ``Age`` has its seconds. 404 ``no-picture``: there is none."""
    session, _ = session_in(request, {})
    actor_of(hub, by_of(request), SEE, {}, session)
    display = request.path_params["display"]
    found = await hub.small_pictures.look(DeviceId(display))
    if found is None:
        detail = f"{display} has shown nothing that could be asked for."
        raise BadRequest(problem(404, "no-picture", detail))
    return Response(
        found.content,
        media_type=media_type(found.content),
        headers={
            "Age": str(hub.small_pictures.age_ms(found) // 1_000),
            "Cache-Control": "no-store",
        },
    )
