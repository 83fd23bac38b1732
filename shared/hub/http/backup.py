"""The backup's standing, and a person's word that a restored hub may go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from shared.domain import commands as c
from shared.hub.http.body import answer, json_object
from shared.hub.http.carry_out import actor_in, sender_of

if TYPE_CHECKING:
    from shared.hub.hub import Hub


async def go(hub: Hub, request: Request) -> Response:
    """Numbers are given again, whoever has not reported; `missing` names those kiosks."""
    await json_object(request)
    was_waiting = hub.restored.waiting
    sender, actor = sender_of(request), actor_in(hub, request)
    if was_waiting:
        about = tuple(hub.restored.missing())
        word = c.GiveWord(act=c.WordAct.RESTORE_GO, about=about)
        await hub.engine.submit(c.Order(command=word, sender=sender, actor=actor))
    missing = await hub.restored.go(sender, actor)
    return answer({"waited": was_waiting, "missing": missing})


def standing(hub: Hub) -> dict[str, Any] | None:
    """For `/healthz`; None: no backup is kept."""
    return msgspec.to_builtins(hub.backup.standing()) if hub.backup is not None else None


def waiting(hub: Hub) -> dict[str, Any] | None:
    """For `/healthz`; None: the hub was never restored, or waits no more."""
    return {"missing": hub.restored.missing()} if hub.restored.waiting else None
