"""Files for the TVs' playlist: listed, taken in, handed out in parts, removed."""

from __future__ import annotations

import asyncio
import math
import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from shared.domain import commands as c
from shared.hub.http.body import BadRequest, answer
from shared.hub.http.carry_out import by_now, sender_of, session_in
from shared.hub.media.kinds import LARGEST_OF_ALL, is_name
from shared.hub.media.orders import ADD_MEDIUM, REMOVE_MEDIUM
from shared.hub.media.pace import Pace
from shared.hub.media.store import PIECE, Unwelcome
from shared.hub.orders import new_command_id
from shared.hub.problems import problem
from shared.hub.staff import actor_of
from shared.hub.views import media_views, medium_view

if TYPE_CHECKING:
    from shared.hub.hub import Hub

SOFTEST, LOUDEST = -70.0, 10.0
"""LUFS: silence, as EBU R 128 has it, and more than any sound can have."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


async def listed(hub: Hub, request: Request) -> Response:
    """All files by name, and which of them the hub has lost."""
    rows = [msgspec.to_builtins(one) for one in media_views(hub.engine.hall)]
    return answer({"media": rows, "lost": hub.media.lost(), "room": hub.media.store.room()})


async def put(hub: Hub, request: Request) -> Response:
    """Takes a file in; its content is the body."""
    order = _ordered(hub, request, ADD_MEDIUM)
    name = _name_in(request)
    _require_size(request)
    try:
        added = await hub.media.add(name, request.stream(), order, _loudness_in(request))
    except Unwelcome as no:
        raise BadRequest(problem(no.status, no.code, no.detail)) from None
    except ClientDisconnect:
        raise BadRequest(problem(400, "cut-off", "The file did not come whole.")) from None
    return answer(msgspec.to_builtins(medium_view(added)), 201)


async def remove(hub: Hub, request: Request) -> Response:
    order = _ordered(hub, request, REMOVE_MEDIUM)
    name = _name_in(request)
    await hub.media.remove(name, order)
    return answer({"name": name})


async def hand_out(hub: Hub, request: Request) -> Response:
    """A file by its digest, which is its ETag: whole, or the part that a ``Range`` asks for."""
    digest = request.path_params["digest"]
    path = hub.media.store.path(digest)
    if not _DIGEST.fullmatch(digest) or not path.is_file():
        raise BadRequest(problem(404, "unknown-medium", f"There is no file '{digest[:64]}'."))
    tag = f'"{digest}"'
    headers = {"ETag": tag, "Accept-Ranges": "bytes", "Cache-Control": "max-age=31536000"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    size = path.stat().st_size
    first, last, partial = _span(request, tag, size)
    if partial:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    headers["Content-Length"] = str(last - first + 1)
    return StreamingResponse(
        _pieces(path, first, last, hub.media.pace),
        206 if partial else 200,
        headers,
        media_type="application/octet-stream",
    )


def _ordered(hub: Hub, request: Request, name: str) -> Callable[[c.Command], c.Order]:
    """Makes the order of whoever asks; refuses those who may not before a byte is read, and those
    who may no more after the last."""
    session, _ = session_in(request, {})
    sender = sender_of(request)

    def actor() -> str:
        return actor_of(hub, by_now(hub, request), name, {}, session)

    def order(command: c.Command) -> c.Order:
        return c.Order(command=command, sender=sender, actor=actor(), id=new_command_id())

    actor()
    return order


def _name_in(request: Request) -> str:
    name = unquote(request.path_params["name"])
    if not is_name(name):
        detail = "A name has up to 100 letters, digits, spaces and . ( ) + - _, and no folder."
        raise BadRequest(problem(422, "bad-name", detail))
    return name


def _loudness_in(request: Request) -> float | None:
    """What whoever brings a video has measured, to a tenth of a LU."""
    said = request.query_params.get("lufs")
    try:
        lufs = None if said is None else round(float(said), 1)
    except ValueError:
        lufs = math.nan
    if lufs is not None and not SOFTEST <= lufs <= LOUDEST:
        detail = f"'lufs' is a loudness from {SOFTEST} to {LOUDEST}."
        raise BadRequest(problem(422, "bad-loudness", detail))
    return lufs


def _require_size(request: Request) -> None:
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > LARGEST_OF_ALL:
        detail = f"A file may have {LARGEST_OF_ALL} bytes."
        raise BadRequest(problem(413, "too-large", detail, {"limit": LARGEST_OF_ALL}))


def _span(request: Request, tag: str, size: int) -> tuple[int, int, bool]:
    """First and last byte, and whether that is a part; BadRequest 416."""
    asked = request.headers.get("range", "")
    found = _RANGE.fullmatch(asked.strip())
    current = request.headers.get("if-range", tag) == tag
    if found is None or not current or found[1] == found[2] == "":
        return 0, size - 1, False
    if not found[1]:  # the last so many
        return max(0, size - int(found[2])), size - 1, True
    first = int(found[1])
    last = min(int(found[2] or size), size - 1)
    if first >= size or last < first:
        refused = problem(416, "bad-range", f"The file has {size} bytes.", {"size": size})
        raise BadRequest(refused)
    return first, last, True


async def _pieces(path: Path, first: int, last: int, pace: Pace) -> AsyncIterator[bytes]:
    async with pace.turns:
        file = await asyncio.to_thread(path.open, "rb")
        with file:
            file.seek(first)
            left = last - first + 1
            while left:
                await pace.take(min(PIECE, left))
                piece = await asyncio.to_thread(file.read, min(PIECE, left))
                if not piece:
                    return
                left -= len(piece)
                yield piece
