"""What a file is, by its first bytes: a name is easily given, and a TV is not to try everything."""

from __future__ import annotations

import re

from shared.domain.site import PICTURE, VIDEO

MB = 1024 * 1024
LARGEST = {PICTURE: 64 * MB, VIDEO: 1024 * MB}
"""bytes of one file"""
LARGEST_OF_ALL = max(LARGEST.values())
HEAD = 16
"""So many bytes say what it is."""

_NAME = re.compile(r"[^\W_][\w .()+-]{0,99}")

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM")
_DRAWINGS = (b"<svg", b"<?xml", b"<!DOCTYPE svg")
"""SVG; another XML is found out by whoever draws it."""
_VIDEOS = (b"\x1aE\xdf\xa3", b"OggS")
"""Matroska and WebM, Ogg."""
_BRANDS_OF_PICTURES = (b"avif", b"heic", b"heix", b"mif1", b"M4A ")
"""In the same box as MP4, and no video."""


def is_name(name: str) -> bool:
    """Whether a file may be called so: it stands in a site file, in a URL and on a screen."""
    return _NAME.fullmatch(name) is not None and not name.endswith((".", " "))


def kind_of(head: bytes) -> str:
    """``picture``, ``video``, or empty for what TVs cannot show."""
    if head.startswith(_PICTURES) or head.removeprefix(b"\xef\xbb\xbf").startswith(_DRAWINGS):
        return PICTURE
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return PICTURE
    if head.startswith(_VIDEOS) or (head[:4] == b"RIFF" and head[8:12] == b"AVI "):
        return VIDEO
    if head[4:8] == b"ftyp" and head[8:12] not in _BRANDS_OF_PICTURES:
        return VIDEO
    return ""
