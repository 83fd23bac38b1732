"""`/api/v1/events`: the journal as server-sent events, from any sequence on."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from shared.hub.http.body import BadRequest
from shared.hub.http.carry_out import require_sight
from shared.hub.journal.port import Entry
from shared.hub.problems import problem

if TYPE_CHECKING:
    from shared.hub.hub import Hub

KEEP_ALIVE_SECONDS = 10.0

_encode = msgspec.json.Encoder().encode


async def events(hub: Hub, request: Request) -> Response:
    """Streams every entry after ``after`` (or ``Last-Event-ID``), then each new one."""
    require_sight(hub, request, "Events")
    after = _after(request)
    if after > hub.engine.head.seq:
        detail = f"The journal stands at {hub.engine.head.seq}: it was restored, or is another one."
        raise BadRequest(problem(409, "beyond-head", detail, {"head": hub.engine.head.seq}))
    return StreamingResponse(
        stream(hub, after), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
    )


def _after(request: Request) -> int:
    wanted = request.headers.get("last-event-id") or request.query_params.get("after") or "0"
    if not wanted.isascii() or not wanted.isdigit() or len(wanted) > 18:
        raise BadRequest(problem(422, "bad-sequence", "'after' must be a sequence of the journal."))
    return int(wanted)


async def stream(
    hub: Hub, after: int, *, keep_alive: float = KEEP_ALIVE_SECONDS
) -> AsyncGenerator[bytes, None]:
    """The entries after one, as events, until the hub stops; without news a comment each
    `keep_alive` seconds, from which a reader knows that the line is not dead."""
    stopped = asyncio.Event()
    forget = hub.on_stop(stopped.set)
    follow = hub.journal.follow(after)
    stop = asyncio.ensure_future(stopped.wait())
    news: asyncio.Future[list[Entry]] = asyncio.ensure_future(anext(follow))
    try:
        yield b": the journal's events\n\n"
        while True:
            both: set[asyncio.Future[Any]] = {stop, news}
            await asyncio.wait(both, timeout=keep_alive, return_when=asyncio.FIRST_COMPLETED)
            if stop.done():
                return
            if not news.done():
                yield b": still here\n\n"
                continue
            try:
                entries = await news
            except StopAsyncIteration:
                return
            yield b"".join(_event(hub, entry) for entry in entries)
            news = asyncio.ensure_future(anext(follow))
    finally:
        forget()
        stop.cancel()
        news.cancel()
        with contextlib.suppress(asyncio.CancelledError, StopAsyncIteration):
            await news
        await follow.aclose()


def _event(hub: Hub, entry: Entry) -> bytes:
    data: dict[str, Any] = {
        "seq": entry.seq,
        "at": hub.text(entry.at),  # type: ignore[arg-type]
        "type": entry.type,
        "actor": entry.actor,
        "body": msgspec.Raw(entry.body),
        "hash": entry.hash,
    }
    return b"id: %d\nevent: %b\ndata: %b\n\n" % (entry.seq, entry.type.encode(), _encode(data))
