"""Requests in and answers out: JSON bodies with a limit, problems with a code."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from shared.hub.problems import problem
from shared.protocol.views import Problem

BODY_LIMIT = 64 * 1024
"""bytes; the largest command is far below it"""

SITE_LIMIT = 4 * 1024 * 1024
"""bytes; a site with a thousand services and their requirements"""

_encode = msgspec.json.Encoder().encode


class BadRequest(Exception):
    """The request cannot be read."""

    def __init__(self, refused: Problem) -> None:
        super().__init__(refused.detail)
        self.problem = refused


def answer(body: Any, status: int = 200) -> Response:
    return Response(_encode(body), status, media_type="application/json")


def refuse(refused: Problem) -> Response:
    headers = None
    if refused.status in (429, 503):
        headers = {"Retry-After": str(refused.extra.get("retry_after", 2))}
    return Response(
        _encode(refused), refused.status, headers, media_type="application/problem+json"
    )


async def json_object(request: Request, limit: int = BODY_LIMIT) -> dict[str, Any]:
    """The body as an object; an absent one is an empty one. `BadRequest`: 413, 415 or 422."""
    raw = await _read(request, limit)
    if not raw:
        return {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise BadRequest(
            problem(415, "media-type", "Send the body as application/json.", {"got": kind})
        )
    try:
        document = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadRequest(problem(422, "bad-json", f"The body is no JSON: {error}")) from None
    if not isinstance(document, dict):
        raise BadRequest(problem(422, "bad-json", "The body must be a JSON object."))
    return document


async def _read(request: Request, limit: int) -> bytes:
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > limit:
        raise BadRequest(_too_large(limit))
    parts: list[bytes] = []
    size = 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > limit:
                raise BadRequest(_too_large(limit))
            parts.append(part)
    except ClientDisconnect:
        raise BadRequest(problem(400, "cut-off", "The body did not come whole.")) from None
    return b"".join(parts)


def _too_large(limit: int) -> Problem:
    return problem(413, "too-large", f"A body may have {limit} bytes.", {"limit": limit})
