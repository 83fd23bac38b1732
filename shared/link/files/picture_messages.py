"""What an app and its picture process say to each other, a line of JSON each."""

from __future__ import annotations

import msgspec


class Source(msgspec.Struct, frozen=True):
    """A file in the folder; another `stamp` is another picture under the same name."""

    name: str
    stamp: str


class List(msgspec.Struct, tag="list"):
    """To the process: which pictures are in this folder?"""

    folder: str


class Prepare(msgspec.Struct, tag="prepare"):
    """To the process: draw the picture `path` into `out`, at most `width` × `height` pixels."""

    path: str
    width: int
    height: int
    out: str


class Listed(msgspec.Struct, tag="listed", omit_defaults=True):
    """From the process: the folder's pictures by name; a `reason` says why there are none."""

    folder: str
    sources: list[Source]
    reason: str = ""


class Prepared(msgspec.Struct, tag="prepared", omit_defaults=True):
    """From the process: `out` is drawn; a `reason` means that it is not."""

    out: str
    reason: str = ""


PictureOrder = List | Prepare
PictureNews = Listed | Prepared
