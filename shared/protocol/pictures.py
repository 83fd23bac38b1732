"""The small picture of a TV that a supervisor sees: what a display draws of itself when asked."""

from __future__ import annotations

REPORT = "ReportPicture"
"""The order with which a display answers `PictureWanted`."""

SEE = "SeeDisplay"
"""A supervisor's question: what does that TV show now?"""

LONGEST_SIDE = 320
"""Pixels."""

MOST_BYTES = 30_000
"""Of the picture; a display compresses it further where it has more."""

JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
"""How such files begin."""


def media_type(picture: bytes) -> str | None:
    """``image/jpeg`` or ``image/png``; None: neither."""
    if picture.startswith(JPEG):
        return "image/jpeg"
    return "image/png" if picture.startswith(PNG) else None
