"""`/api/v1/events`: the journal as server-sent events, from any sequence on."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from shared.hub.health import veiled
from shared.hub.http.asker import Asker
from shared.hub.http.body import BadRequest
from shared.hub.journal.port import Entry
from shared.hub.permissions import EVENTS
from shared.hub.problems import problem

if TYPE_CHECKING:
    from shared.hub.hub import Hub

KEEP_ALIVE_SECONDS = 10.0

_encode = msgspec.json.Encoder().encode


async def events(hub: Hub, request: Request) -> Response:
    """Streams every entry after ``after`` (or ``Last-Event-ID``), then each new one; to whoever is
    no staff with the sight of the queue without what says something of a person's health.

    It ends at once when whoever reads it may no more: their device is out, their line is over,
    their sitting ended, or their role has it no longer."""
    after = _after(request)
    if after > hub.engine.head.seq:
        detail = f"The journal stands at {hub.engine.head.seq}: it was restored, or is another one."
        raise BadRequest(problem(409, "beyond-head", detail, {"head": hub.engine.head.seq}))
    asker = Asker(hub, request, EVENTS)
    return StreamingResponse(
        stream(hub, after, asker.may, asker.sees_health),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store"},
    )


def _after(request: Request) -> int:
    wanted = request.headers.get("last-event-id") or request.query_params.get("after") or "0"
    if not wanted.isascii() or not wanted.isdigit() or len(wanted) > 18:
        raise BadRequest(problem(422, "bad-sequence", "'after' must be a sequence of the journal."))
    return int(wanted)


async def stream(
    hub: Hub,
    after: int,
    may: Callable[[], bool],
    whole: Callable[[], bool],
    *,
    keep_alive: float = KEEP_ALIVE_SECONDS,
) -> AsyncGenerator[bytes, None]:
    """The entries after one, as events, until the hub stops or whoever reads may no more; without
    news a comment each `keep_alive` seconds, from which a reader knows that the line is not dead.
    `whole`: whether they see what says something of a person's health."""
    stopped = asyncio.Event()
    forget = hub.answers.add(stopped.set, may)
    follow = hub.journal.follow(after)
    stop = asyncio.ensure_future(stopped.wait())
    news: asyncio.Future[list[Entry]] = asyncio.ensure_future(anext(follow))
    try:
        yield b": the journal's events\n\n"
        while True:
            both: set[asyncio.Future[Any]] = {stop, news}
            await asyncio.wait(both, timeout=keep_alive, return_when=asyncio.FIRST_COMPLETED)
            if stop.done() or not may():
                return
            if not news.done():
                yield b": still here\n\n"
                continue
            try:
                entries = await news
            except StopAsyncIteration:
                return
            seen = whole()
            yield b"".join(_event(hub, entry, whole=seen) for entry in entries)
            news = asyncio.ensure_future(anext(follow))
    finally:
        forget()
        stop.cancel()
        news.cancel()
        with contextlib.suppress(asyncio.CancelledError, StopAsyncIteration):
            await news
        await follow.aclose()


def _event(hub: Hub, entry: Entry, *, whole: bool) -> bytes:
    body = entry.body if whole else veiled(entry.type, entry.body)
    data: dict[str, Any] = {
        "seq": entry.seq,
        "at": hub.text(entry.at),  # type: ignore[arg-type]
        "type": entry.type,
        "actor": entry.actor,
        "body": msgspec.Raw(body),
        "hash": entry.hash,
    }
    if body is not entry.body:
        data["veiled"] = True  # the hash is of what is left out as well
    return b"id: %d\nevent: %b\ndata: %b\n\n" % (entry.seq, entry.type.encode(), _encode(data))
